"""Creates encrypted libraries, encrypts open ones, and decrypts them.

The key file is written before the library is encrypted, and renamed after it is decrypted, so
that an encrypted library always has one.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from kompass_desktop.storage.database.connection import (
    is_encrypted,
    translate_errors,
)
from kompass_desktop.storage.encryption.conversion import convert, encrypt_copy
from kompass_desktop.storage.encryption.key_file import key_file
from kompass_desktop.storage.encryption.key_ring import NewKeys, new_keys, write_key_ring
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.files import (
    set_aside,
)
from kompass_desktop.storage.kept_copies import (
    copies_of,
    logs_set_aside,
    remove_temporary_files,
    second_folder,
)
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.place import hard_links

_log = logging.getLogger(__name__)


def create_encrypted(path: Path, passphrase: str) -> NewKeys:
    """Create an encrypted library with a passphrase and return its keys; takes up to a second.

    Raises as `open_library`.
    """
    keys = new_keys(passphrase)
    with translate_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        set_aside(key_file(path))
    write_key_ring(path, keys.ring)
    open_library(path, keys.key).close()
    return keys


def encrypt_library(library: Library, passphrase: str, second_place: Path | None = None) -> NewKeys:
    """Encrypt an open library, and all copies of it that the program keeps; return the keys.

    `second_place` is the folder for second copies of backups, or None if it is not connected.
    The unencrypted files are overwritten and removed; copies that could not be encrypted are
    in `NewKeys.left`. Raises LibraryUnavailable, and leaves the library unencrypted, if the
    disk is full or another program is reading the file.
    """
    keys = new_keys(passphrase)
    with translate_errors(library.path), library.file.suspend():
        names, beside = hard_links(library.path)
        write_key_ring(library.path, keys.ring)
        _convert_library(library, keys.key)
    _log.info("library encrypted")
    remove_temporary_files(
        library.path, second_place and second_folder(second_place, library.device)
    )
    left = [*logs_set_aside(library.path), *beside]
    for copy in copies_of(library.path, library.device, second_place):
        try:
            encrypt_copy(library.path, copy, keys.key)
        except StorageError:
            left.append(copy)
    return replace(keys, left=tuple(left), names_elsewhere=names - len(beside))


def decrypt_library(library: Library) -> None:
    """Decrypt an open library; earlier copies stay encrypted.

    The passphrases for exchanging with colleagues are deleted. Raises LibraryUnavailable if it
    cannot be decrypted; it is then still encrypted.
    """
    library.forget_exchange_passphrases()
    with translate_errors(library.path), library.file.suspend():
        _convert_library(library, None)
        set_aside(key_file(library.path))
    _log.info("library decrypted")


def _convert_library(library: Library, key: bytes | None) -> None:
    old = library.key
    try:
        convert(library.path, old, key)
    finally:
        # After an error the file may be either the old or the new one.
        library.file.key = (key or old) if is_encrypted(library.path) else None

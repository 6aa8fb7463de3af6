"""Begins encrypted libraries, encrypts open plain ones, and decrypts where that is chosen.

The key ring is written before the file that needs it, and goes after it.
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
    logs_aside,
    remove_temporary_files,
    second_folder,
)
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.place import second_names

_log = logging.getLogger(__name__)


def create_encrypted(path: Path, passphrase: str) -> NewKeys:
    """Make a new library that a passphrase opens; takes up to a second.

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
    """Encrypt an open plain library, and every plain copy of it that the program keeps.

    `second_place` is where backups also go, if it is connected. What was plain is
    overwritten and removed; copies that could not be encrypted are returned in `left`.
    Raises LibraryUnavailable, and leaves the library plain, where there is no room or
    another program reads it.
    """
    keys = new_keys(passphrase)
    with translate_errors(library.path), library.file.suspend():
        names, beside = second_names(library.path)
        write_key_ring(library.path, keys.ring)
        _convert_library(library, keys.key)
    _log.info("library encrypted")
    remove_temporary_files(
        library.path, second_place and second_folder(second_place, library.device)
    )
    left = [*logs_aside(library.path), *beside]
    for copy in copies_of(library.path, library.device, second_place):
        try:
            encrypt_copy(library.path, copy, keys.key)
        except StorageError:
            left.append(copy)
    return replace(keys, left=tuple(left), names_elsewhere=names - len(beside))


def decrypt_library(library: Library) -> None:
    """Make an open encrypted library plain; copies from before stay as they are.

    The passphrases for exchanging with colleagues are forgotten. Raises LibraryUnavailable, and
    leaves it encrypted, where that cannot be done.
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
        # What fails when the new file is in its place must not be taken for the old one.
        library.file.key = (key or old) if is_encrypted(library.path) else None

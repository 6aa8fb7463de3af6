"""Begins encrypted libraries, encrypts plain ones, and decrypts where that is chosen.

A conversion fills a new file, reads it again, and only then lets it take the old one's
place: one that fails or is killed leaves the old one. The key ring is written before the
file that needs it, and goes after it.
"""

from __future__ import annotations

import logging
import os
from contextlib import AbstractContextManager, closing, nullcontext, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from kompass_desktop.i18n import tr
from kompass_desktop.storage.backup.backup import (
    backup_folder,
    backups_in,
    second_folder,
    sweep,
)
from kompass_desktop.storage.database.connection import (
    Connection,
    connect,
    connect_to_read,
    is_encrypted,
    translate_errors,
)
from kompass_desktop.storage.encryption.key_file import copy_key_file, key_file
from kompass_desktop.storage.encryption.key_ring import NewKeys, new_keys, write_key_ring
from kompass_desktop.storage.encryption.temp_files import new_file, old_file, remove_leftovers
from kompass_desktop.storage.errors import LibraryDamaged, StorageError
from kompass_desktop.storage.files import (
    overwrite_and_remove,
    overwritten_when_removed,
    sync_folder,
)
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import companions, open_library
from kompass_desktop.storage.place import second_names
from kompass_desktop.storage.privacy.copies import copies_of, laid_aside, logs_aside

_log = logging.getLogger(__name__)


def create_encrypted(path: Path, passphrase: str) -> NewKeys:
    """Make a new library that a passphrase opens; takes up to a second.

    Raises as `open_library`.
    """
    keys = new_keys(passphrase)
    with translate_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _put_aside(key_file(path))
    write_key_ring(path, keys.ring)
    open_library(path, keys.key).close()
    return keys


def encrypt_library(library: Library, passphrase: str, second_place: Path | None = None) -> NewKeys:
    """Encrypt an open plain library, and every plain copy of it that the program keeps.

    `second_place` is where backups also go, if it is at hand. What was plain is
    overwritten and removed; copies that could not be encrypted are told of in `left`.
    Raises LibraryUnavailable, and leaves the library plain, where there is no room or
    another program reads it.
    """
    keys = new_keys(passphrase)
    with translate_errors(library.path), library.suspend():
        names, beside = second_names(library.path)
        write_key_ring(library.path, keys.ring)
        _convert_library(library, keys.key)
    _log.info("library encrypted")
    sweep(library.path, second_place and second_folder(second_place, library.device))
    left = [*logs_aside(library.path), *beside]
    for copy in copies_of(library, second_place):
        try:
            encrypt_copy(library.path, copy, keys.key)
        except StorageError:
            left.append(copy)
    return replace(keys, left=tuple(left), names_elsewhere=names - len(beside))


def decrypt_library(library: Library) -> None:
    """Make an open encrypted library plain; copies from before stay as they are.

    Raises LibraryUnavailable, and leaves it encrypted, where that cannot be done.
    """
    with translate_errors(library.path), library.suspend():
        _convert_library(library, None)
        _put_aside(key_file(library.path))
    _log.info("library decrypted")


def encrypt_copy(library: Path, copy: Path, key: bytes) -> None:
    """Encrypt a plain copy of a library with the library's own key; others are left alone.

    Raises LibraryUnavailable or LibraryDamaged, and leaves the copy as it was.
    """
    with translate_errors(copy):
        if not is_encrypted(copy):
            copy_key_file(library, copy)
            convert(copy, None, key)


def encrypt_plain_copies(library: Path, key: bytes) -> None:
    """Encrypt the copies beside a library that are plain, because encrypting it was cut short.

    Those that cannot be are left, and told of by nobody: it is tried at every opening.
    """
    backups = [backup.path for backup in backups_in(backup_folder(library), library)]
    for copy in (*backups, *laid_aside(library)):
        with suppress(StorageError):
            encrypt_copy(library, copy, key)


def convert(path: Path, key: bytes | None, new_key: bytes | None) -> None:
    """Give a database that nobody has open another key, or none.

    Raises DatabaseError, OSError, or LibraryDamaged where the new file is not as the old.
    """
    unfinished = new_file(path)
    remove_leftovers(path)
    try:
        with _log_overwritten(path, key), closing(connect(path, key)) as old:
            # Nothing of the old file may be left beside it when the new one is in its place.
            old.execute("PRAGMA journal_mode = DELETE")
            _export(old, unfinished, new_key)
            _require_same(path, old, unfinished, new_key)
        _take_the_place(path, unfinished, key)
    except BaseException:
        if unfinished.exists():
            remove_leftovers(path)
        raise


def _log_overwritten(path: Path, key: bytes | None) -> AbstractContextManager[None]:
    """Have the write-ahead log of a plain database overwritten when SQLite removes it."""
    log = companions(path)[0]
    return overwritten_when_removed(log) if key is None else nullcontext()


def _convert_library(library: Library, key: bytes | None) -> None:
    old = library.key
    try:
        convert(library.path, old, key)
    finally:
        # What fails when the new file is in its place must not be taken for the old one.
        library.key = (key or old) if is_encrypted(library.path) else None


def _export(old: Connection, unfinished: Path, key: bytes | None) -> None:
    raw = f"x'{key.hex()}'" if key is not None else ""
    old.execute("ATTACH DATABASE ? AS converted KEY ?", (str(unfinished), raw))
    # It counts only when it is whole and has been brought to the disk; then in one go.
    for setting in ("journal_mode = OFF", "synchronous = OFF"):
        old.execute(f"PRAGMA converted.{setting}")
    old.execute("SELECT sqlcipher_export('converted')").fetchall()
    number = old.execute("PRAGMA main.application_id").fetchone()[0]
    old.execute(f"PRAGMA converted.application_id = {number}")
    old.execute("DETACH DATABASE converted")


def _require_same(path: Path, old: Connection, unfinished: Path, key: bytes | None) -> None:
    with closing(connect_to_read(unfinished, key)) as new:
        found = new.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok" or _counts(old) != _counts(new):
            raise LibraryDamaged(path, tr("the copy is not the same as the original"))


def _counts(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in names
    }


def _take_the_place(path: Path, unfinished: Path, key: bytes | None) -> None:
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    old = old_file(path)
    old.unlink(missing_ok=True)
    if key is None:
        # A second name for the plain file, to overwrite it when the first is the new one's.
        # A memory stick may know no second names; there it is only removed.
        with suppress(OSError):
            old.hardlink_to(path)
    unfinished.replace(path)
    sync_folder(path.parent)
    for companion in companions(path):
        overwrite_and_remove(companion)
    remove_leftovers(path)


def _put_aside(keys: Path) -> None:
    """Keep a key ring that is no longer used; some copy may still need it."""
    if keys.exists():
        stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
        keys.replace(keys.with_name(f"{keys.name}-{stamp}"))

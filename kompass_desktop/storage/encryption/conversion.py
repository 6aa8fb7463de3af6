"""Begins encrypted libraries, encrypts plain ones, and decrypts where that is chosen.

A conversion fills a new file, reads it again, and only then lets it take the old one's
place: one that fails or is killed leaves the old one. The key ring is written before the
file that needs it, and goes after it.
"""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager, closing, nullcontext, suppress
from pathlib import Path

from kompass_desktop.i18n import tr
from kompass_desktop.storage.database.connection import (
    Connection,
    connect,
    connect_to_read,
    is_encrypted,
    translate_errors,
)
from kompass_desktop.storage.database.statements import statement
from kompass_desktop.storage.database.whole_database import companions
from kompass_desktop.storage.encryption.key_file import copy_key_file
from kompass_desktop.storage.encryption.temp_files import new_file, remove_leftovers
from kompass_desktop.storage.errors import LibraryDamaged, StorageError
from kompass_desktop.storage.files import (
    overwrite_and_remove,
    overwritten_when_removed,
    take_the_place,
)
from kompass_desktop.storage.kept_copies import (
    backup_folder,
    backups_in,
    files_set_aside,
)

_log = logging.getLogger(__name__)


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

    Those that cannot be are left, without a message: it is tried again at every opening.
    """
    backups = [backup.path for backup in backups_in(backup_folder(library), library)]
    for copy in (*backups, *files_set_aside(library)):
        with suppress(StorageError):
            encrypt_copy(library, copy, key)


def convert(path: Path, key: bytes | None, new_key: bytes | None) -> None:
    """Give a database that is not open another key, or none.

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
        _take_the_place(path, unfinished)
    except BaseException:
        if unfinished.exists():
            remove_leftovers(path)
        raise


def _log_overwritten(path: Path, key: bytes | None) -> AbstractContextManager[None]:
    """Have the write-ahead log of a plain database overwritten when SQLite removes it."""
    log = companions(path)[0]
    return overwritten_when_removed(log) if key is None else nullcontext()


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
        name: connection.execute(statement("SELECT count(*) FROM {name}", name=name)).fetchone()[0]
        for (name,) in names
    }


def _take_the_place(path: Path, unfinished: Path) -> None:
    take_the_place(unfinished, path)
    for companion in companions(path):
        overwrite_and_remove(companion)
    remove_leftovers(path)

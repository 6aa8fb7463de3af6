"""Encrypts a database, decrypts it, or gives it another key, by writing a new file.

The new file is filled, read again, and only then replaces the old one: if it fails or the
process is killed, the old file remains. The key ring is written before the file that needs it.
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
    replace_and_overwrite,
)
from kompass_desktop.storage.kept_copies import (
    backup_folder,
    backups_in,
    files_set_aside,
)

_log = logging.getLogger(__name__)


def encrypt_copy(library: Path, copy: Path, key: bytes) -> None:
    """Encrypt a copy of a library with the library's key, unless the copy is encrypted.

    Raises LibraryUnavailable or LibraryDamaged; the copy is then as it was.
    """
    with translate_errors(copy):
        if not is_encrypted(copy):
            copy_key_file(library, copy)
            convert(copy, None, key)


def encrypt_plain_copies(library: Path, key: bytes) -> None:
    """Encrypt the backups and older copies of an encrypted library that are not encrypted.

    There are some if the encryption of the library was interrupted. Errors are ignored,
    because this is repeated whenever the library is opened.
    """
    backups = [backup.path for backup in backups_in(backup_folder(library), library)]
    for copy in (*backups, *files_set_aside(library)):
        with suppress(StorageError):
            encrypt_copy(library, copy, key)


def convert(path: Path, key: bytes | None, new_key: bytes | None) -> None:
    """Change the key of a database that is not open; None means not encrypted.

    Raises DatabaseError, OSError, or LibraryDamaged if the new file differs from the old one.
    """
    unfinished = new_file(path)
    remove_leftovers(path)
    try:
        with _log_overwritten(path, key), closing(connect(path, key)) as old:
            # No log of the old file may remain beside the new one.
            old.execute("PRAGMA journal_mode = DELETE")
            _export(old, unfinished, new_key)
            _require_same(path, old, unfinished, new_key)
        _replace(path, unfinished)
    except BaseException:
        if unfinished.exists():
            remove_leftovers(path)
        raise


def _log_overwritten(path: Path, key: bytes | None) -> AbstractContextManager[None]:
    """Return a context in which the log of an unencrypted database is overwritten on removal."""
    log = companions(path)[0]
    return overwritten_when_removed(log) if key is None else nullcontext()


def _export(old: Connection, unfinished: Path, key: bytes | None) -> None:
    raw = f"x'{key.hex()}'" if key is not None else ""
    old.execute("ATTACH DATABASE ? AS converted KEY ?", (str(unfinished), raw))
    # The new file replaces the old one only when it is complete and synchronised to the disk.
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
    """Return the number of rows of each table."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: connection.execute(statement("SELECT count(*) FROM {name}", name=name)).fetchone()[0]
        for (name,) in names
    }


def _replace(path: Path, unfinished: Path) -> None:
    replace_and_overwrite(unfinished, path)
    for companion in companions(path):
        overwrite_and_remove(companion)
    remove_leftovers(path)

"""Finds a log of SQLite beside a database that it does not belong to, and renames it.

SQLite writes every log with the right name into the database. If the database was replaced
after a process was killed, the old log would damage the new one.
"""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

from kompass_desktop.storage.database.connection import DatabaseError, connect_to_read
from kompass_desktop.storage.database.integrity import require_sound
from kompass_desktop.storage.database.rows import TABLES
from kompass_desktop.storage.database.statements import statement
from kompass_desktop.storage.database.whole_database import remove_database
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.files import copy_bytes, set_aside, temporary_beside
from kompass_desktop.storage.upgrading import require_kompass_database

_LOG_HEADER = 32


def set_aside_stray_log(library: Path, key: bytes | None) -> Path | None:
    """Rename a log that does not belong to a library; return its new path, or None.

    The library must not be open anywhere. The log is renamed only if the database is sound
    without it, and either never had a log, or is not sound with it, or lacks records with it.
    Raises OSError.
    """
    log = library.with_name(f"{library.name}-wal")
    if not log.exists() or log.stat().st_size <= _LOG_HEADER:
        return None
    trial = temporary_beside(library)
    trial_log = trial.with_name(f"{trial.name}-wal")
    try:
        copy_bytes(library, trial)
        if not _is_sound(trial, key):
            return None
        if not _has_never_had_a_log(trial, key):
            held = _held(trial, key)
            remove_database(trial)
            copy_bytes(library, trial)
            copy_bytes(log, trial_log)
            if _is_sound(trial, key) and _goes_on_from(held, trial, key):
                return None
    finally:
        remove_database(trial)
    return set_aside(log)


def _is_sound(path: Path, key: bytes | None) -> bool:
    with suppress(StorageError, DatabaseError, UnicodeDecodeError):
        with closing(connect_to_read(path, key)) as connection:
            require_kompass_database(path, connection)
            require_sound(path, connection)
        return True
    return False


def _has_never_had_a_log(path: Path, key: bytes | None) -> bool:
    """Return whether the journal mode in the file is without log (WAL), as in backups."""
    with closing(connect_to_read(path, key)) as connection:
        mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    return bool(mode != "wal")


def _held(path: Path, key: bytes | None) -> frozenset[str]:
    """Return the ids of all records of a library, and of the library itself."""
    queries = [
        *(statement("SELECT id FROM {table}", table=table) for table in TABLES.values()),
        "SELECT value FROM library WHERE key = 'device'",
    ]
    # A library of an earlier version has no id of its own.
    with suppress(DatabaseError), closing(connect_to_read(path, key)) as connection:
        return frozenset(row[0] for row in connection.execute(" UNION ALL ".join(queries)))
    return frozenset()


def _goes_on_from(held: frozenset[str], path: Path, key: bytes | None) -> bool:
    """Return whether a library still has all records in `held`, or something was erased in it.

    Records are never removed except by erasing.
    """
    if held <= _held(path, key):
        return True
    erased = "SELECT 1 FROM library WHERE key = 'erasures'"
    with closing(connect_to_read(path, key)) as connection:
        return connection.execute(erased).fetchone() is not None

"""Opens the database file. The one place that knows which SQLite the library runs on.

Another engine with the same interface (SQLCipher) is put in here: `connect` makes the
connection, `DatabaseError` is the root of what it raises, and `failure` says in words
what an error means.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kompass_desktop.instrument.reasons import reason
from kompass_desktop.storage.errors import (
    LibraryDamaged,
    LibraryUnavailable,
    StorageError,
)

Connection = sqlite3.Connection
DatabaseError = sqlite3.DatabaseError

_BUSY_TIMEOUT = 2000
"""Milliseconds to wait for another process's write."""

_UNAVAILABLE = {
    "SQLITE_FULL": "disken er full",
    "SQLITE_READONLY": "filen eller mappen er skrivebeskyttet",
    "SQLITE_IOERR": "disken svarer med feil, eller er full",
    "SQLITE_CANTOPEN": "filen kan ikke åpnes",
    "SQLITE_BUSY": "et annet program holder filen opptatt",
    "SQLITE_LOCKED": "et annet program holder filen opptatt",
    "SQLITE_PROTOCOL": "et annet program holder filen opptatt",
    "SQLITE_PERM": "du har ikke tilgang til filen",
    "SQLITE_AUTH": "du har ikke tilgang til filen",
    "SQLITE_NOLFS": "filsystemet tar ikke så store filer",
    "SQLITE_TOOBIG": "teksten er for stor",
}
_DAMAGED = {
    "SQLITE_CORRUPT": "databasen henger ikke sammen",
    "SQLITE_NOTADB": "filen er ikke en database",
    "SQLITE_FORMAT": "filen er ikke en database",
}
_NOT_TEXT = "Could not decode to UTF-8"
"""How sqlite3 begins its message for damaged text; the damaged text itself follows."""


def connect(path: Path) -> Connection:
    """Return a connection for reading and writing, on which every commit is durable.

    Raises DatabaseError as SQLite does.
    """
    # isolation_level=None: transactions are begun by name, never behind one's back.
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def connect_to_read(path: Path) -> Connection:
    """Return a connection that takes no writes, for use beside an open window.

    It makes no file where there is none. Raises DatabaseError as SQLite does.
    """
    # Not mode=ro: what a killed process left half written could then not be rolled back,
    # and the library not be read.
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT}")
    connection.execute("PRAGMA query_only = ON")
    return connection


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the environment's database errors into sentences; let the program's own through."""
    try:
        yield
    except DatabaseError as error:
        failure = failure_of(path, error)
        if failure is None:
            raise
        raise failure from error
    except UnicodeDecodeError as error:
        # SQLite's own message holds a piece of the damage.
        raise LibraryDamaged(path, "en tekst kan ikke leses") from error
    except OSError as error:
        raise LibraryUnavailable(path, reason(error)) from error


def failure_of(path: Path, error: DatabaseError) -> StorageError | None:
    """Return what a database error means to the user, or None for a bug of the program."""
    name = str(getattr(error, "sqlite_errorname", ""))
    for prefix, words in _UNAVAILABLE.items():
        if name.startswith(prefix):
            return LibraryUnavailable(path, words)
    for prefix, words in _DAMAGED.items():
        if name.startswith(prefix):
            return LibraryDamaged(path, words)
    if str(error).startswith(_NOT_TEXT):
        return LibraryDamaged(path, "en tekst kan ikke leses")
    return None

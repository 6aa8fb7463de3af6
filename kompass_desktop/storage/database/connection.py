"""Opens the database file. The one place that knows which SQLite the library runs on.

It is SQLCipher, which without a key is SQLite as everyone has it. `connect` makes the
connection, `DatabaseError` is the root of what it raises, and `failure_of` says in words
what an error means.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kompass_desktop.i18n import mark, tr
from kompass_desktop.os_errors import reason
from kompass_desktop.storage.errors import (
    LibraryDamaged,
    LibraryUnavailable,
    StorageError,
)

if TYPE_CHECKING:
    # SQLCipher's module has no types; it is made after this one, name for name.
    import sqlite3 as engine
else:
    from sqlcipher3 import dbapi2 as engine

Connection = engine.Connection
DatabaseError = engine.DatabaseError

KEY_LENGTH = 32
"""Bytes of a database's key."""

PLAIN_HEADER = b"SQLite format 3\0"
"""How a database begins that is not encrypted; an encrypted one begins with random bytes."""

_BUSY_TIMEOUT = 2000
"""Milliseconds to wait for another process's write."""

_UNAVAILABLE = {
    "SQLITE_FULL": mark("the disk is full"),
    "SQLITE_READONLY": mark("the file or the folder is read-only"),
    "SQLITE_IOERR": mark("the disk reports an error, or is full"),
    "SQLITE_CANTOPEN": mark("the file cannot be opened"),
    "SQLITE_BUSY": mark("another program is using the file"),
    "SQLITE_LOCKED": mark("another program is using the file"),
    "SQLITE_PROTOCOL": mark("another program is using the file"),
    "SQLITE_PERM": mark("you do not have access to the file"),
    "SQLITE_AUTH": mark("you do not have access to the file"),
    "SQLITE_NOLFS": mark("the file system does not allow files this large"),
    "SQLITE_TOOBIG": mark("the text is too large"),
}
_DAMAGED = {
    "SQLITE_CORRUPT": mark("the database is inconsistent"),
    "SQLITE_NOTADB": mark("the file is not a database"),
    "SQLITE_FORMAT": mark("the file is not a database"),
}
_NAMES = {
    "database or disk is full": "SQLITE_FULL",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "disk I/O error": "SQLITE_IOERR",
    "unable to open database file": "SQLITE_CANTOPEN",
    "database is locked": "SQLITE_BUSY",
    "database table is locked": "SQLITE_LOCKED",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
}
"""What SQLite calls errors that may come without their name, as from a backup, or with the
name of any error, as from a function of SQLCipher's."""

_NOT_TEXT = ("Could not decode to UTF-8", "malformed JSON")
"""How sqlite3 begins its message for damaged text; the damaged text itself follows."""


def database_on(connection: Connection) -> Database:
    """Return the tables of an open database."""
    # It needs no plugins, and looking for them would take a tenth of the start.
    return Database(connection, execute_plugins=False)


def connect(path: Path, key: bytes | None = None) -> Connection:
    """Return a connection for reading and writing, on which every commit is durable.

    With a key of 32 bytes the file is encrypted. Raises DatabaseError as SQLite does; a
    wrong key gives the same error as a file that is no database.
    """
    # isolation_level=None: transactions are begun by name, never behind one's back.
    connection = engine.connect(path, isolation_level=None, check_same_thread=False)
    _give_key(connection, key)
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def connect_to_read(path: Path, key: bytes | None = None) -> Connection:
    """Return a connection that takes no writes, for use beside an open window.

    It makes no file where there is none. Raises DatabaseError as `connect`.
    """
    # Not mode=ro: what a killed process left half written could then not be rolled back,
    # and the library not be read.
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection = engine.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    _give_key(connection, key)
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT}")
    connection.execute("PRAGMA query_only = ON")
    return connection


def opens(path: Path, key: bytes | None) -> bool:
    """Whether a key is the one that a database begins with; False too where it is damaged there."""
    try:
        with closing(connect_to_read(path, key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except DatabaseError:
        return False
    return True


def abandon(connection: Connection) -> None:
    """Never close a connection, not even when the program ends.

    Closing it would play the log into the file, which holds something else now.
    """
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(connection))


def is_encrypted(path: Path) -> bool:
    """Whether a file begins as an encrypted database does, and not as a plain or empty one.

    A file that is no database at all begins so too. Raises OSError.
    """
    with path.open("rb") as file:
        return file.read(len(PLAIN_HEADER)) not in (PLAIN_HEADER, b"")


def _give_key(connection: Connection, key: bytes | None) -> None:
    if key is None:
        return
    if len(key) != KEY_LENGTH:
        raise ValueError(f"a database key has {KEY_LENGTH} bytes")
    # SQLCipher writes on stderr what a wrong key does; we say it in words.
    connection.execute("PRAGMA cipher_log_level = NONE")
    # The key itself, not a passphrase that SQLCipher would work on for a quarter second.
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
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
        raise LibraryDamaged(path, tr("a text cannot be read")) from error
    except OSError as error:
        raise LibraryUnavailable(path, reason(error)) from error


def failure_of(path: Path, error: DatabaseError) -> StorageError | None:
    """Return what a database error means to the user, or None for a bug of the program."""
    name = _NAMES.get(str(error)) or str(getattr(error, "sqlite_errorname", ""))
    for prefix, clause in _UNAVAILABLE.items():
        if name.startswith(prefix):
            return LibraryUnavailable(path, tr(clause))
    for prefix, clause in _DAMAGED.items():
        if name.startswith(prefix):
            return LibraryDamaged(path, tr(clause))
    if str(error).startswith(_NOT_TEXT):
        return LibraryDamaged(path, tr("a text cannot be read"))
    return None

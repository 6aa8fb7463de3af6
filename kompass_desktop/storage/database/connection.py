"""Opens the database file. The only module that knows which SQLite library is used.

It is SQLCipher, which without a key behaves as ordinary SQLite. `connect` opens a
connection, `DatabaseError` is the base class of what it raises, and `failure_of` returns the
error to show to the user.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kompass_desktop.i18n import mark, tr
from kompass_desktop.os_errors import reason
from kompass_desktop.storage.database.tables import Database
from kompass_desktop.storage.errors import (
    LibraryDamaged,
    LibraryUnavailable,
    StorageError,
)

if TYPE_CHECKING:
    # SQLCipher's module has no type annotations; it has the same names as sqlite3.
    import sqlite3 as engine
else:
    from sqlcipher3 import dbapi2 as engine

Connection = engine.Connection
DatabaseError = engine.DatabaseError

KEY_LENGTH = 32
"""Length of a database key in bytes."""

PLAIN_HEADER = b"SQLite format 3\0"
"""The first bytes of a database that is not encrypted; an encrypted one has random bytes."""

_BUSY_TIMEOUT = 2000
"""How long to wait for the write of another process, in milliseconds."""

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
"""Messages of SQLite for errors that may come without their name, as from a backup, or with
a wrong one, as from a function of SQLCipher."""

_NOT_TEXT = ("Could not decode to UTF-8", "malformed JSON")
"""How sqlite3's messages for damaged text begin; the damaged text itself follows."""


def database_on(connection: Connection) -> Database:
    """Return a sqlite-utils database on an open connection."""
    # Plugins are not used, and searching for them would take a tenth of the start-up time.
    return Database(connection, execute_plugins=False)


def connect(path: Path, key: bytes | None = None) -> Connection:
    """Return a connection for reading and writing, on which every commit is durable.

    With a key of 32 bytes the file is encrypted. Raises DatabaseError for every failure of
    SQLite, with the same error for a wrong key as for a file that is not a database;
    ValueError for a key of another length.
    """
    # isolation_level=None: the sqlite3 module never begins a transaction by itself.
    connection = engine.connect(path, isolation_level=None, check_same_thread=False)
    _give_key(connection, key)
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def connect_to_read(path: Path, key: bytes | None = None) -> Connection:
    """Return a connection that cannot write, for use while a window has the file open.

    It does not create a missing file. Raises as `connect` does.
    """
    # Not mode=ro: SQLite could then not roll back what a killed process left half written,
    # and the library could not be read.
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection = engine.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    _give_key(connection, key)
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT}")
    connection.execute("PRAGMA query_only = ON")
    return connection


def key_opens(path: Path, key: bytes | None) -> bool:
    """Return whether a key opens a database; False also if the file is damaged at its start."""
    try:
        with closing(connect_to_read(path, key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except DatabaseError:
        return False
    return True


def abandon(connection: Connection) -> None:
    """Keep a connection open for ever, even when the program ends.

    Closing it would write the log into the file, which another program has replaced.
    """
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(connection))


def is_encrypted(path: Path) -> bool:
    """Return whether a file is neither empty nor an unencrypted database.

    True also for a file that is not a database at all. Raises OSError.
    """
    with path.open("rb") as file:
        return file.read(len(PLAIN_HEADER)) not in (PLAIN_HEADER, b"")


def _give_key(connection: Connection, key: bytes | None) -> None:
    if key is None:
        return
    if len(key) != KEY_LENGTH:
        raise ValueError(f"a database key has {KEY_LENGTH} bytes")
    # SQLCipher would write to stderr for a wrong key; the caller shows the error instead.
    connection.execute("PRAGMA cipher_log_level = NONE")
    # A raw key: SQLCipher would spend a quarter second on deriving one from a passphrase.
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Raise errors of the environment as StorageError; leave errors of the program as they are.

    `path` is the library that the message names. Raises LibraryUnavailable or LibraryDamaged.
    """
    try:
        yield
    except DatabaseError as error:
        failure = failure_of(path, error)
        if failure is None:
            raise
        raise failure from error
    except UnicodeDecodeError as error:
        # SQLite's own message contains a part of the damaged text.
        raise LibraryDamaged(path, tr("a text cannot be read")) from error
    except OSError as error:
        raise LibraryUnavailable(path, reason(error)) from error


def failure_of(path: Path, error: DatabaseError) -> StorageError | None:
    """Return the error to show to the user for a database error, or None for a program bug."""
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

"""Opens a library: finds its place, takes its lock, and brings an older file up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import platformdirs
from filelock import BaseFileLock, FileLock, Timeout
from sqlite_utils import Database

from kompass_desktop.assessment.records import new_id
from kompass_desktop.storage.connection import (
    Connection,
    DatabaseError,
    connect,
    connect_to_read,
    failure_of,
    told,
)
from kompass_desktop.storage.errors import (
    LibraryDamaged,
    LibraryLocked,
    LibraryMissing,
    LibraryTooNew,
)
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.schema import (
    APPLICATION_ID,
    known_migrations,
    migrations,
    require_tables,
)

APPLICATION_NAME = "Kompass"


def data_folder() -> Path:
    """Return the folder where the user's library and own instruments are kept."""
    return Path(platformdirs.user_data_dir(APPLICATION_NAME, appauthor=False))


def default_library() -> Path:
    """Return the file of the library that is opened when none is named."""
    return data_folder() / "library.kompassdb"


def open_library(path: Path) -> Library:
    """Open a library to work in it; a new one is made where there is none.

    An older file is copied aside before it is brought up to date. Raises LibraryLocked
    while another window has it, LibraryTooNew for one that a newer program wrote,
    LibraryDamaged for a file that is no library, LibraryUnavailable if it cannot be
    reached.
    """
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = _lock(path)
        try:
            if not path.exists():
                _create(path)
            return _opened(path, lock)
        except BaseException:
            lock.release()
            raise


def open_to_read(path: Path) -> Library:
    """Open a library without changing it, also while a window has it open.

    An older file is brought up to date first. Raises LibraryMissing where there is none,
    and otherwise as `open_library`.
    """
    with told(path):
        if not path.exists():
            raise LibraryMissing(path)
        if _is_older(path):
            open_library(path).close()
        return _library(path, connect_to_read(path), None)


def _opened(path: Path, lock: BaseFileLock) -> Library:
    is_older = _is_older(path)
    connection = connect(path)
    try:
        if is_older:
            _copy_aside(path, connection)
        with _schema_told(path):
            _bring_up_to_date(Database(connection))
    except BaseException:
        connection.close()
        raise
    return _library(path, connection, lock)


def _library(path: Path, connection: Connection, lock: BaseFileLock | None) -> Library:
    try:
        return Library(path, connection, lock)
    except BaseException:
        connection.close()
        raise


def _lock(path: Path) -> BaseFileLock:
    # Resolved: two ways to one file are one library. Not thread-local: a library may be
    # opened in one thread and closed in another.
    real = path.resolve()
    lock = FileLock(real.with_name(f"{real.name}.lock"), timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise LibraryLocked(path) from error
    return lock


def _is_older(path: Path) -> bool:
    """Whether a library lacks some migration; refuses a file that is none of ours."""
    # A library never stands empty, not even while it is made; SQLite would make an
    # empty file into a new database.
    if path.is_file() and path.stat().st_size == 0:
        raise LibraryDamaged(path, "filen er tom")
    with closing(connect_to_read(path)) as connection, _schema_told(path):
        database = Database(connection)
        if database.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise LibraryDamaged(path, "filen er en annen slags database")
        if {migration.name for migration in migrations.applied(database)} - known_migrations():
            raise LibraryTooNew(path)
        is_older = bool(migrations.pending(database))
        if not is_older:
            require_tables(database)
        return is_older


@contextmanager
def _schema_told(path: Path) -> Iterator[None]:
    """Say of a file that it is damaged where its tables are not what they must be.

    Elsewhere such an error is the program's own.
    """
    try:
        yield
    except DatabaseError as error:
        if failure_of(path, error) is not None:
            raise
        raise LibraryDamaged(path, "tabellene er ikke som de skal være") from error


def _create(path: Path) -> None:
    for leftover in _companions(path):
        # Left by a library that someone deleted; SQLite would play it into the new one.
        leftover.unlink(missing_ok=True)
    with _whole_database(path) as connection:
        database = Database(connection)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        _bring_up_to_date(database)


def _copy_aside(path: Path, connection: Connection) -> None:
    """Keep the file as it was, so that a migration that goes wrong loses nothing."""
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    target = path.with_name(f"{path.stem}-før-oppdatering-{stamp}{path.suffix}")
    with _whole_database(target) as copy:
        connection.backup(copy)


@contextmanager
def _whole_database(path: Path) -> Iterator[Connection]:
    """Give a database to fill that takes its place at `path` only when it is complete."""
    unfinished = path.with_name(f"{path.name}.new")
    _remove(unfinished)
    try:
        with closing(connect(unfinished)) as connection:
            yield connection
            # Brings all of it into the one file, or raises where there is no room.
            connection.execute("PRAGMA journal_mode = DELETE")
        unfinished.replace(path)
    except BaseException:
        _remove(unfinished)
        raise


def _remove(database: Path) -> None:
    for file in (database, *_companions(database)):
        file.unlink(missing_ok=True)


def _companions(database: Path) -> tuple[Path, ...]:
    """Return the files that SQLite keeps beside a database that is open."""
    return tuple(
        database.with_name(f"{database.name}{ending}") for ending in ("-wal", "-shm", "-journal")
    )


def _bring_up_to_date(database: Database) -> None:
    migrations.apply(database)
    database.table("library").insert({"key": "device", "value": new_id()}, pk="key", ignore=True)

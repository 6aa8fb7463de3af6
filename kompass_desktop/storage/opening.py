"""Opens a library: finds its place, takes its lock, and brings an older file up to date."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

import platformdirs
from filelock import FileLock, Timeout
from sqlite_utils import Database

from kompass_desktop.assessment.model import new_id
from kompass_desktop.storage.connection import Connection, connect, connect_to_read, told
from kompass_desktop.storage.errors import (
    LibraryDamaged,
    LibraryLocked,
    LibraryMissing,
    LibraryTooNew,
)
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.schema import APPLICATION_ID, known_migrations, migrations

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
        return Library(path, _prepared(path), lock)
    except BaseException:
        lock.release()
        raise


def open_to_read(path: Path) -> Library:
    """Open a library without changing it, also while a window has it open.

    Raises LibraryMissing where there is none, and otherwise as `open_library`.
    """
    if not path.exists():
        raise LibraryMissing(path)
    with told(path):
        connection = connect_to_read(path)
        try:
            database = Database(connection)
            _refuse_what_is_not_ours(path, database)
            if migrations.pending(database):
                connection.close()
                with open_library(path):
                    pass
                connection = connect_to_read(path)
            return Library(path, connection, None)
        except BaseException:
            connection.close()
            raise


def _lock(path: Path) -> FileLock:
    lock = FileLock(path.with_name(f"{path.name}.lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise LibraryLocked(path) from error
    return lock


def _prepared(path: Path) -> Connection:
    with told(path):
        is_new = not path.exists() or path.stat().st_size == 0
        if not is_new:
            with closing(connect_to_read(path)) as reading:
                _refuse_what_is_not_ours(path, Database(reading))
        connection = connect(path)
        try:
            database = Database(connection)
            if not is_new and migrations.pending(database):
                _copy_aside(path, connection)
            _bring_up_to_date(database)
        except BaseException:
            connection.close()
            raise
        return connection


def _refuse_what_is_not_ours(path: Path, database: Database) -> None:
    application = database.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        raise LibraryDamaged(path, "filen er en annen slags database")
    if {migration.name for migration in migrations.applied(database)} - known_migrations():
        raise LibraryTooNew(path)


def _copy_aside(path: Path, connection: Connection) -> None:
    """Keep the file as it was, so that a migration that goes wrong loses nothing."""
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    with closing(
        connect(path.with_name(f"{path.stem}-før-oppdatering-{stamp}{path.suffix}"))
    ) as copy:
        connection.backup(copy)


def _bring_up_to_date(database: Database) -> None:
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrations.apply(database)
    database.table("library").insert({"key": "device", "value": new_id()}, pk="key", ignore=True)

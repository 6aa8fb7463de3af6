"""Opens a library: finds its place, takes its lock, and brings an older file up to date."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import platformdirs
from filelock import BaseFileLock, FileLock, Timeout
from sqlite_utils import Database

from kompass_desktop.assessment.records import new_id
from kompass_desktop.i18n import tr
from kompass_desktop.storage.database.connection import (
    Connection,
    DatabaseError,
    connect,
    connect_to_read,
    failure_of,
    is_encrypted,
    translate_errors,
)
from kompass_desktop.storage.database.file_watch import FileWatch
from kompass_desktop.storage.database.schema import (
    APPLICATION_ID,
    known_migrations,
    migrations,
    require_tables,
)
from kompass_desktop.storage.database.search import SearchIndex
from kompass_desktop.storage.encryption.cipher_pages import looks_encrypted
from kompass_desktop.storage.encryption.key_file import copy_key_file, key_file
from kompass_desktop.storage.encryption.temp_files import remove_all_leftovers
from kompass_desktop.storage.errors import (
    KeysMissing,
    LibraryDamaged,
    LibraryEncrypted,
    LibraryLocked,
    LibraryMissing,
    LibraryTooNew,
    LibraryUnavailable,
    StorageError,
)
from kompass_desktop.storage.files import (
    overwrite_and_remove,
    set_aside_name,
    temporary_beside,
)
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.merging.healing import heal
from kompass_desktop.storage.place import real_place

_log = logging.getLogger(__name__)

APPLICATION_NAME = "Kompass"

_LONGEST_SECONDS = 2.0
"""How long an opening works on copies for what a killed process had begun."""

_LOG_IN_MEMORY = "PRAGMA journal_mode = MEMORY"


def user_data_folder() -> Path:
    """Return the folder where the user's library and own instruments are kept."""
    return Path(platformdirs.user_data_dir(APPLICATION_NAME, appauthor=False))


def default_library() -> Path:
    """Return the file of the library that is opened when none is named."""
    return user_data_folder() / "library.kompassdb"


def open_library(path: Path, key: bytes | None = None) -> Library:
    """Open a library to work in it; a new one is made where there is none.

    `key` is the 32 bytes that it is encrypted with, None for a plain one; `keys` has it.
    An older file is copied aside before it is brought up to date. Raises LibraryLocked
    while another window has it, LibraryEncrypted where it needs a key, LibraryTooNew for
    one that a newer program wrote, LibraryDamaged for a file that is no library or has
    another key, LibraryUnavailable if it cannot be reached.
    """
    named = path.absolute()
    with translate_errors(path):
        path = real_place(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = _lock(path)
        try:
            if not path.exists():
                _create(path, key)
            require_regular(path)
            remove_all_leftovers(path, key=key)
            aside = _stray_log(path, key)
            library = _watched(path, named, lock, key)
        except BaseException:
            lock.release()
            raise
    library.remark = _remark(aside)
    _finish(library)
    _log.info("library opened, encrypted: %s", key is not None)
    return library


def _finish(library: Library) -> None:
    """Finish what a killed process had begun with a library and its copies."""
    # Both need this module.
    from kompass_desktop.storage.backup.backup import sweep

    sweep(library.path)
    if library.erasures():
        from kompass_desktop.storage.privacy.copies import finish_erasures

        # The window must come; what takes longer is done when it is there.
        with suppress(StorageError):
            finish_erasures(library, until=time.monotonic() + _LONGEST_SECONDS)
    if library.key is not None:
        from kompass_desktop.storage.encryption.conversion import encrypt_plain_copies

        encrypt_plain_copies(library.path, library.key)


def open_to_read(path: Path, key: bytes | None = None) -> Library:
    """Open a library without changing it, also while a window has it open.

    An older file is brought up to date first. Raises LibraryMissing where there is none,
    and otherwise as `open_library`.
    """
    with translate_errors(path):
        path = real_place(path)
        if not path.exists():
            raise LibraryMissing(path)
        require_regular(path)
        if companions(path)[0].exists():
            # Where a window has it open, or nothing may be written, the log is left alone.
            with suppress(LibraryLocked, LibraryUnavailable), library_locked(path):
                _stray_log(path, key)
        if _is_older(path, key):
            open_library(path, key).close()
        return _library(path, connect_to_read(path, key), None, key)


def _stray_log(path: Path, key: bytes | None) -> Path | None:
    """Lay a log aside that belongs to another file; where there is no room to tell, leave it."""
    if not companions(path)[0].exists():
        return None
    # It is there only after a kill.
    from kompass_desktop.storage.backup.stray_log import lay_stray_log_aside

    try:
        return lay_stray_log_aside(path, key)
    except OSError:
        return None


def _remark(aside: Path | None) -> str:
    if aside is None:
        return ""
    return tr(
        "The file has been replaced since Kompass was last open; what was only in the "
        "old log has been set aside in {0}."
    ).format(aside.name)


def _watched(path: Path, named: Path, lock: BaseFileLock, key: bytes | None) -> Library:
    watch = FileWatch(path, named)
    try:
        return _opened(path, watch, lock, key)
    except BaseException:
        watch.close()
        raise


def _opened(path: Path, watch: FileWatch, lock: BaseFileLock, key: bytes | None) -> Library:
    is_older = _is_older(path, key)
    connection = connect(path, key)
    try:
        if is_older:
            _copy_aside(path, connection, key)
        with schema_told(path):
            bring_up_to_date(Database(connection, execute_plugins=False))
    except BaseException:
        connection.close()
        raise
    return _library(path, connection, lock, key, watch)


def _library(
    path: Path,
    connection: Connection,
    lock: BaseFileLock | None,
    key: bytes | None,
    watch: FileWatch | None = None,
) -> Library:
    try:
        return Library(path, connection, lock, key, watch)
    except BaseException:
        connection.close()
        raise


def _lock(path: Path) -> BaseFileLock:
    # Two ways to one file are one library. Not thread-local: a library may be opened in
    # one thread and closed in another.
    real = real_place(path)
    lock = FileLock(real.with_name(f"{real.name}.lock"), timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise LibraryLocked(path) from error
    return lock


def require_regular(path: Path) -> None:
    """Refuse a folder, and what is no file at all and might never end; raises as `open_library`."""
    if not path.is_file():
        detail = (
            tr("there is a folder in place of the file")
            if path.is_dir()
            else tr("it is not a file")
        )
        raise LibraryUnavailable(path, detail)


@contextmanager
def library_locked(path: Path) -> Iterator[None]:
    """Keep other windows from opening a library meanwhile; raises LibraryLocked."""
    with translate_errors(path):
        lock = _lock(path)
    try:
        yield
    finally:
        lock.release()


def require_known(path: Path, key: bytes | None) -> None:
    """Refuse a file that is no library, has another key, or is a newer program's.

    Raises as `open_library`.
    """
    _is_older(path, key)


def _is_older(path: Path, key: bytes | None) -> bool:
    """Whether a library lacks some migration; refuses a file that is none of ours."""
    # A library never stands empty, not even while it is made; SQLite would make an
    # empty file into a new database.
    if path.is_file() and path.stat().st_size == 0:
        raise LibraryDamaged(path, tr("the file is empty"))
    if key is None and is_encrypted(path):
        if key_file(path).exists():
            raise LibraryEncrypted(path)
        if looks_encrypted(path):
            raise KeysMissing(path)
    with closing(connect_to_read(path, key)) as connection, schema_told(path):
        database = Database(connection, execute_plugins=False)
        require_ours(path, connection)
        if {migration.name for migration in migrations.applied(database)} - known_migrations():
            raise LibraryTooNew(path)
        is_older = bool(migrations.pending(database))
        if not is_older:
            require_tables(database)
        return is_older


def require_ours(path: Path, connection: Connection) -> None:
    """Refuse a database that no Kompass has made; raises LibraryDamaged."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise LibraryDamaged(path, tr("the file is another kind of database"))


@contextmanager
def schema_told(path: Path) -> Iterator[None]:
    """Say of a file that it is damaged where its tables are not what they must be.

    Elsewhere such an error is the program's own.
    """
    try:
        yield
    except DatabaseError as error:
        if failure_of(path, error) is not None:
            raise
        raise LibraryDamaged(path, tr("the tables are not as they should be")) from error


def _create(path: Path, key: bytes | None) -> None:
    for leftover in companions(path):
        # Left by a library that someone deleted; SQLite would play it into the new one.
        overwrite_and_remove(leftover)
    with whole_database(path, key) as connection:
        begin_library(Database(connection, execute_plugins=False))


def begin_library(database: Database) -> None:
    """Make an empty database into a library without assessments."""
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    bring_up_to_date(database)


def _copy_aside(path: Path, connection: Connection, key: bytes | None) -> None:
    """Keep the file as it was, so that a migration that goes wrong loses nothing."""
    target = set_aside_name(path, "før-oppdatering")
    if target is None:
        raise LibraryUnavailable(path, tr("too many copies are already set aside"))
    if key is not None:
        copy_key_file(path, target)
    with whole_database(target, key) as copy:
        copy_whole(connection, copy)


@contextmanager
def whole_database(path: Path, key: bytes | None) -> Iterator[Connection]:
    """Give a database to fill that takes its place at `path` only when it is complete."""
    unfinished = temporary_beside(path)
    remove_database(unfinished)
    try:
        with closing(connect(unfinished, key)) as connection:
            # It counts only when it is complete, and a log would be one more file with its text.
            connection.execute(_LOG_IN_MEMORY)
            yield connection
            # Brings all of it into the one file, or raises where there is no room.
            connection.execute("PRAGMA journal_mode = DELETE")
        unfinished.replace(path)
    except BaseException:
        remove_database(unfinished)
        raise


def remove_database(database: Path) -> None:
    """Overwrite and delete a database with all that SQLite keeps beside it, if it is there."""
    for file in (database, *companions(database)):
        overwrite_and_remove(file)


def copy_whole(source: Connection, target: Connection) -> None:
    """Copy a database into one that `whole_database` gave."""
    source.backup(target)
    # The copy takes over how the source keeps its log.
    target.execute(_LOG_IN_MEMORY)


def companions(database: Path) -> tuple[Path, ...]:
    """Return the files that SQLite keeps beside a database that is open."""
    return tuple(
        database.with_name(f"{database.name}{ending}") for ending in ("-wal", "-shm", "-journal")
    )


def bring_up_to_date(database: Database) -> None:
    """Apply the migrations that a library lacks, give it a device, heal and index it."""
    migrations.apply(database)
    database.table("library").insert({"key": "device", "value": new_id()}, pk="key", ignore=True)
    heal(database)
    SearchIndex(database).bring_up_to_date()

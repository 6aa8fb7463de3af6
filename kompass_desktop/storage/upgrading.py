"""Refuses files that are not Kompass libraries, and upgrades older libraries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.i18n import tr
from kompass_desktop.storage.database.connection import (
    Connection,
    DatabaseError,
    connect_to_read,
    database_on,
    failure_of,
    is_encrypted,
)
from kompass_desktop.storage.database.healing import heal
from kompass_desktop.storage.database.schema import (
    APPLICATION_ID,
    known_migrations,
    migrations,
    require_tables,
)
from kompass_desktop.storage.database.search import SearchIndex
from kompass_desktop.storage.database.tables import Database
from kompass_desktop.storage.encryption.cipher_pages import looks_encrypted
from kompass_desktop.storage.encryption.key_file import key_file
from kompass_desktop.storage.errors import (
    KeysMissing,
    LibraryDamaged,
    LibraryEncrypted,
    LibraryTooNew,
    LibraryUnavailable,
)


def require_regular(path: Path) -> None:
    """Raise LibraryUnavailable for a folder, a device or a pipe, whose content might not end."""
    if not path.is_file():
        detail = (
            tr("there is a folder in place of the file")
            if path.is_dir()
            else tr("it is not a file")
        )
        raise LibraryUnavailable(path, detail)


def require_known(path: Path, key: bytes | None) -> None:
    """Raise as `is_older_library` for a file that this program cannot open with the key."""
    is_older_library(path, key)


def is_older_library(path: Path, key: bytes | None) -> bool:
    """Return whether a library lacks migrations that this program has.

    Raises LibraryDamaged for a file that is not a library or has another key, LibraryEncrypted
    if it needs a key, KeysMissing if also its key file is missing, LibraryTooNew for one of a
    newer version, DatabaseError or OSError if it cannot be read.
    """
    # A library is never empty, not even while it is created; SQLite would turn an empty file
    # into a new database.
    if path.is_file() and path.stat().st_size == 0:
        raise LibraryDamaged(path, tr("the file is empty"))
    if key is None and is_encrypted(path):
        if key_file(path).exists():
            raise LibraryEncrypted(path)
        if looks_encrypted(path):
            raise KeysMissing(path)
    with closing(connect_to_read(path, key)) as connection, translate_schema_errors(path):
        database = database_on(connection)
        require_kompass_database(path, connection)
        if {migration.name for migration in migrations.applied(database)} - known_migrations():
            raise LibraryTooNew(path)
        is_older = bool(migrations.pending(database))
        if not is_older:
            require_tables(database)
        return is_older


def require_kompass_database(path: Path, connection: Connection) -> None:
    """Raise LibraryDamaged for a database that was not made by Kompass."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise LibraryDamaged(path, tr("the file is another kind of database"))


@contextmanager
def translate_schema_errors(path: Path) -> Iterator[None]:
    """Raise LibraryDamaged if a query fails because of missing tables or columns.

    To be used only where a file's tables are not known to be right; elsewhere such an error is
    an error of the program.
    """
    try:
        yield
    except DatabaseError as error:
        if failure_of(path, error) is not None:
            raise
        raise LibraryDamaged(path, tr("the tables are not as they should be")) from error


def initialise_library(database: Database) -> None:
    """Turn an empty database into a library without assessments."""
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    bring_up_to_date(database)


def bring_up_to_date(database: Database) -> None:
    """Apply missing migrations, set a device id, correct stamps, and update the search index."""
    migrations.apply(database)
    database.table("library").insert({"key": "device", "value": new_id()}, pk="key", ignore=True)
    heal(database)
    SearchIndex(database).bring_up_to_date()

"""Refuses files that are no library of ours, and brings an older library up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from kompass_desktop.assessment.records import new_id
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
    """Refuse a folder, and what is no file at all and might never end; raises as `open_library`."""
    if not path.is_file():
        detail = (
            tr("there is a folder in place of the file")
            if path.is_dir()
            else tr("it is not a file")
        )
        raise LibraryUnavailable(path, detail)


def require_known(path: Path, key: bytes | None) -> None:
    """Refuse a file that is no library, has another key, or is a newer program's.

    Raises as `open_library`.
    """
    is_older_library(path, key)


def is_older_library(path: Path, key: bytes | None) -> bool:
    """Whether a library lacks some migration; refuses a file that is no Kompass library."""
    # A library is never empty, not even while it is made; SQLite would make an
    # empty file into a new database.
    if path.is_file() and path.stat().st_size == 0:
        raise LibraryDamaged(path, tr("the file is empty"))
    if key is None and is_encrypted(path):
        if key_file(path).exists():
            raise LibraryEncrypted(path)
        if looks_encrypted(path):
            raise KeysMissing(path)
    with closing(connect_to_read(path, key)) as connection, translate_schema_errors(path):
        database = database_on(connection)
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
def translate_schema_errors(path: Path) -> Iterator[None]:
    """Say of a file that it is damaged where its tables are not what they must be.

    Elsewhere such an error is the program's own.
    """
    try:
        yield
    except DatabaseError as error:
        if failure_of(path, error) is not None:
            raise
        raise LibraryDamaged(path, tr("the tables are not as they should be")) from error


def begin_library(database: Database) -> None:
    """Make an empty database into a library without assessments."""
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    bring_up_to_date(database)


def bring_up_to_date(database: Database) -> None:
    """Apply the migrations that a library lacks, give it a device, heal and index it."""
    migrations.apply(database)
    database.table("library").insert({"key": "device", "value": new_id()}, pk="key", ignore=True)
    heal(database)
    SearchIndex(database).bring_up_to_date()

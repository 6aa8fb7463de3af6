"""Makes, copies and removes a database as a whole, with what SQLite keeps beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kompass_desktop.storage.database.connection import (
    Connection,
    connect,
)
from kompass_desktop.storage.files import (
    overwrite_and_remove,
    put_in_place,
    temporary_beside,
)

_LOG_IN_MEMORY = "PRAGMA journal_mode = MEMORY"


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
        put_in_place(unfinished, path)
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

"""Creates, copies and removes whole databases, with the files that SQLite keeps beside them."""

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
    """Yield an empty database to fill; it is moved to `path` when the block ends without error.

    `key` is the 32 bytes to encrypt it with, or None. On an error nothing of it remains.
    """
    unfinished = temporary_beside(path)
    remove_database(unfinished)
    try:
        with closing(connect(unfinished, key)) as connection:
            # An unfinished copy needs no crash safety, and a log would be one more file
            # with the text in it.
            connection.execute(_LOG_IN_MEMORY)
            yield connection
            # Writes everything into the one file, or raises if the disk is full.
            connection.execute("PRAGMA journal_mode = DELETE")
        put_in_place(unfinished, path)
    except BaseException:
        remove_database(unfinished)
        raise


def remove_database(database: Path) -> None:
    """Overwrite and delete a database and its companion files, those that exist."""
    for file in (database, *companions(database)):
        overwrite_and_remove(file)


def copy_whole(source: Connection, target: Connection) -> None:
    """Copy a database into one that `whole_database` yielded."""
    source.backup(target)
    # The backup also copies the journal mode of the source.
    target.execute(_LOG_IN_MEMORY)


def companions(database: Path) -> tuple[Path, ...]:
    """Return the paths that SQLite uses beside an open database: log, index, journal."""
    return tuple(
        database.with_name(f"{database.name}{ending}") for ending in ("-wal", "-shm", "-journal")
    )

"""Reads the rows of a damaged database, except those that cannot be read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kompass_desktop.storage.database.connection import DatabaseError, connect_to_read, key_opens
from kompass_desktop.storage.database.statements import statement
from kompass_desktop.storage.database.whole_database import companions
from kompass_desktop.storage.files import copy_bytes, overwrite_and_remove_all, temporary_beside

_PAGE = 4096
_LENGTHS = tuple(2**power for power in range(10))
"""By how many times a truncated file is extended, as trials; too much does no harm."""

_ROWS_AT_A_TIME = 256
_MOST_FAILURES = 4_000
"""Failed reads of a table after which the rest of it is not read."""

_MOST_FAILED_STEPS = 8
"""Failed steps in sequence after which a table is assumed to end."""

_MOST_ROWS = 2_000_000
"""The largest row number that is believed; twenty years of work give about 200,000 rows."""


@contextmanager
def lengthened(path: Path, key: bytes | None) -> Iterator[Path]:
    """Yield the path of a database that can be opened: itself, or a copy with empty pages added.

    SQLite cannot open a file that was truncated, but can read all remaining pages of the copy.
    If no copy opens either, the path itself is yielded. Raises OSError.
    """
    if key_opens(path, key):
        yield path
        return
    # Another name than that of the recovered library, which is written at the same time.
    copy = temporary_beside(path.with_name(f"{path.stem}-lengthened{path.suffix}"))
    try:
        yield copy if _has_lengthened(path, copy, key) else path
    finally:
        overwrite_and_remove_all((copy, *companions(copy)))


def _has_lengthened(path: Path, copy: Path, key: bytes | None) -> bool:
    """Make a copy, extend it with empty pages, and return whether it can be opened."""
    for file, place in zip((path, *companions(path)), (copy, *companions(copy)), strict=True):
        if file.exists():
            copy_bytes(file, place)
    for times in _LENGTHS:
        # It takes no disk space: the file is sparse.
        os.truncate(copy, -(-path.stat().st_size // _PAGE) * _PAGE * times)
        if key_opens(copy, key):
            return True
    return False


class DamagedRows:
    """The tables of a damaged database; `close` must be called at the end.

    Raises DatabaseError if it cannot be opened at all.
    """

    def __init__(self, path: Path, key: bytes | None) -> None:
        self._path = path
        self._key = key
        self._connection = connect_to_read(path, key)
        self._failures = 0
        self.lost = 0
        """How many rows, at most, of the table that was read last could not be read."""

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def columns(self, table: str) -> list[str]:
        """Return the columns of a table; an empty list if it is missing or cannot be read."""
        try:
            found = self._connection.execute("SELECT name FROM pragma_table_info(?)", [table])
            return [name for (name,) in found]
        except DatabaseError:
            self._open_again()
            return []

    def is_there(self, table: str) -> bool:
        """Return whether the root page of a table can be read."""
        try:
            query = statement("SELECT 1 FROM {table} WHERE rowid = -1", table=table)
            self._connection.execute(query).fetchall()
        except DatabaseError:
            self._open_again()
            return False
        return True

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[object, ...]]:
        """Yield the rows of a table that can be read, by row number; sets `lost`."""
        self._failures = self.lost = 0
        query = statement(
            "SELECT {columns} FROM {table} WHERE rowid BETWEEN ? AND ?",
            columns=columns,
            table=table,
        )
        last = self._last(table)
        for first in range(1, last + 1, _ROWS_AT_A_TIME):
            yield from self._between(query, first, min(first + _ROWS_AT_A_TIME - 1, last))

    def _between(self, query: str, first: int, last: int) -> Iterator[tuple[object, ...]]:
        if self._failures >= _MOST_FAILURES:
            self.lost += last - first + 1
            return
        try:
            found = self._connection.execute(query, [first, last]).fetchall()
        except DatabaseError:
            self._failures += 1
            self._open_again()
            if first == last:
                self.lost += 1
                return
            middle = (first + last) // 2
            yield from self._between(query, first, middle)
            yield from self._between(query, middle + 1, last)
            return
        yield from found

    def _last(self, table: str) -> int:
        """Return the number of the last row, or an upper bound for it."""
        try:
            found = self._connection.execute(
                statement("SELECT max(rowid) FROM {table}", table=table)
            )
            return min(int(found.fetchone()[0] or 0), _MOST_ROWS)
        except DatabaseError:
            self._open_again()
            return self._last_reached(table)

    def _last_reached(self, table: str) -> int:
        """Return an upper bound for the last readable row, found by reading step by step."""
        query = statement("SELECT rowid FROM {table} WHERE rowid BETWEEN ? AND ?", table=table)
        reached, failed, good, step = 0, 0, 0, _ROWS_AT_A_TIME
        while failed < _MOST_FAILED_STEPS and reached < _MOST_ROWS:
            try:
                found = self._connection.execute(query, [reached + 1, reached + step]).fetchall()
            except DatabaseError:
                self._open_again()
                failed += 1
            else:
                if not found:
                    break
                failed, good = 0, reached + step
            reached += step
        # Behind the last readable row two more steps are read; the rest is counted as lost.
        last = min(reached, good + 2 * step)
        self.lost += reached - last
        return last

    def _open_again(self) -> None:
        # After a damaged page, SQLCipher refuses every further query on the connection.
        if self._key is None:
            return
        self._connection.close()
        self._connection = connect_to_read(self._path, self._key)

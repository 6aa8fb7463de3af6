"""Reads the rows of a damaged database, around what can no longer be read."""

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
"""How many times as long as what is left a file may have been; too long does no harm."""

_ROWS_AT_A_TIME = 256
_MOST_FAILURES = 4_000
"""Reads that may fail before what is left of a table is given up."""

_MOST_FAILED_STEPS = 8
"""Steps one after the other in which nothing can be read before a table is held to end."""

_MOST_ROWS = 2_000_000
"""A row's number above it is damage: twenty years of work come to a tenth."""


@contextmanager
def of_full_length(path: Path, key: bytes | None) -> Iterator[Path]:
    """Give a database that is as long as it was: itself, or a copy with empty pages at its end.

    SQLite reads nothing at all of one that was cut; of the copy it reads every page that is
    left. Raises OSError.
    """
    if key_opens(path, key):
        yield path
        return
    # Not the name of what is saved from it, which is made at the same time.
    copy = temporary_beside(path.with_name(f"{path.stem}-lengthened{path.suffix}"))
    try:
        yield copy if _has_lengthened(path, copy, key) else path
    finally:
        overwrite_and_remove_all((copy, *companions(copy)))


def _has_lengthened(path: Path, copy: Path, key: bytes | None) -> bool:
    """Whether a copy with empty pages can be opened where the file cannot."""
    for file, place in zip((path, *companions(path)), (copy, *companions(copy)), strict=True):
        if file.exists():
            copy_bytes(file, place)
    for times in _LENGTHS:
        # It takes no room: the file system keeps no empty pages.
        os.truncate(copy, -(-path.stat().st_size // _PAGE) * _PAGE * times)
        if key_opens(copy, key):
            return True
    return False


class DamagedRows:
    """The tables of a database that does not hold together; `lost` counts unreadable rows."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        self._path = path
        self._key = key
        self._connection = connect_to_read(path, key)
        self._failures = 0
        self.lost = 0
        """At most so many rows of the table that was read last could not be."""

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def columns(self, table: str) -> list[str]:
        """Return the columns that a table has; none where they cannot be read."""
        try:
            found = self._connection.execute("SELECT name FROM pragma_table_info(?)", [table])
            return [name for (name,) in found]
        except DatabaseError:
            self._open_again()
            return []

    def is_there(self, table: str) -> bool:
        """Whether the page can be read from which all rows of a table are found."""
        try:
            query = statement("SELECT 1 FROM {table} WHERE rowid = -1", table=table)
            self._connection.execute(query).fetchall()
        except DatabaseError:
            self._open_again()
            return False
        return True

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[object, ...]]:
        """Give the rows of a table that can be read, in the order they were written."""
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
        """Return the last row's number, or what it cannot be above."""
        try:
            found = self._connection.execute(
                statement("SELECT max(rowid) FROM {table}", table=table)
            )
            return min(int(found.fetchone()[0] or 0), _MOST_ROWS)
        except DatabaseError:
            self._open_again()
            return self._last_reached(table)

    def _last_reached(self, table: str) -> int:
        """Find the last row from which something can still be read, by looking ever further."""
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
        # What lies behind is looked into no further than two steps, and counted as lost.
        last = min(reached, good + 2 * step)
        self.lost += reached - last
        return last

    def _open_again(self) -> None:
        # SQLCipher answers nothing more on a connection that has met a damaged page.
        if self._key is None:
            return
        self._connection.close()
        self._connection = connect_to_read(self._path, self._key)

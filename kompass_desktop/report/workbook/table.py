"""Where a table is in its sheet, for the references of formulas."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase

HEAD_ROW = 3
"""The index, from 0, of the row with the heads of a table; a heading and notes are above."""
FIRST_ROW = HEAD_ROW + 1


@dataclass(frozen=True)
class Table:
    """A table of `count` rows in the sheet called `sheet`."""

    sheet: str
    count: int

    def all(self, column: int) -> str:
        """Return the reference to all cells of a column, given its index, from any sheet."""
        quoted = self.sheet.replace("'", "''")
        letter = column_name(column)
        return f"'{quoted}'!${letter}${FIRST_ROW + 1}:${letter}${FIRST_ROW + self.count}"

    def sum_cell(self, column: int) -> str:
        """Return the reference to the cell below the last row of a column, from any sheet."""
        quoted = self.sheet.replace("'", "''")
        return f"'{quoted}'!${column_name(column)}${FIRST_ROW + self.count + 1}"


def column_name(index: int) -> str:
    """Return the letter of a column among the first 26, given its index from 0."""
    return ascii_uppercase[index]


def cell(column: int, row: int) -> str:
    """Return the reference to a cell of the same sheet, given its indices from 0."""
    return f"{column_name(column)}{row + 1}"


def quoted(text: str) -> str:
    """Return a text as a constant in a formula."""
    return '"{}"'.format(text.replace('"', '""'))

"""Rows and columns that are pasted from a spreadsheet into a table of records."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from kompass_desktop.assessment.records import Change
from kompass_desktop.desktop.widgets.record_table import RecordT, RecordTable
from kompass_desktop.i18n import ntr, tr

MOST_ROWS = 200
"""The largest number of pasted rows; no plan or team has more."""
MOST_NAMED = 4
"""How many refused cells are named one by one."""

DAY_HEADINGS = frozenset({"dato", "dag", "date", "day"})
CLOCK_HEADINGS = frozenset({"kl", "klokken", "klokkeslett", "tid", "fra", "time", "from", "start"})
"""What columns are called, in whatever language the spreadsheet is."""

Cells = tuple[tuple[str, ...], ...]


def cells_of(text: str) -> Cells:
    """Return the rows of what a spreadsheet puts on the clipboard, from the top."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    if '"' in text:
        # Only what spans lines or columns is quoted, and other quotes are a part of the text.
        rows = list(csv.reader([f"{line}\n" for line in lines], delimiter="\t"))
    else:
        rows = [line.split("\t") for line in lines]
    return tuple(tuple(" ".join(cell.split()) for cell in row) for row in rows)


def with_one_moment(rows: Cells, heading: str) -> Cells:
    """Return rows in which a day and a time of day in two columns are one, with a heading.

    So most spreadsheets have them; the names of the columns show it.
    """
    first = [cell.casefold().rstrip(".:") for cell in rows[0]]
    day = next((n for n, cell in enumerate(first) if cell in DAY_HEADINGS), None)
    clock = next((n for n, cell in enumerate(first) if cell in CLOCK_HEADINGS), None)
    if day is None or clock is None:
        return rows
    return tuple(
        tuple(
            _moment(row, day, clock, heading if number == 0 else "") if place == day else cell
            for place, cell in enumerate(row)
            if place != clock
        )
        for number, row in enumerate(rows)
    )


def _moment(row: Sequence[str], day: int, clock: int, heading: str) -> str:
    time = row[clock] if clock < len(row) else ""
    return heading or f"{row[day]} {time}".strip()


def is_several(text: str) -> bool:
    """Whether a text on the clipboard is more than one cell."""
    return "\t" in text or "\n" in text.strip("\r\n")


@dataclass(frozen=True)
class Pasted:
    """What pasting changes, and what could not be taken, each as a part of a sentence."""

    changes: tuple[Change, ...]
    refused: tuple[str, ...]

    def sentence(self) -> str:
        """Return a sentence on the number of pasted rows, and the cells that were refused."""
        number = len(self.changes)
        taken = ntr("{0} row is pasted.", "{0} rows are pasted.", number).format(number)
        if not self.refused:
            return taken
        named = "; ".join(self.refused[:MOST_NAMED])
        more = len(self.refused) - MOST_NAMED
        if more > 0:
            named += tr(" – and {0} more").format(more)
        refused = tr("Not included: {0}.").format(named)
        return f"{taken} {refused}"


class Pasting(Generic[RecordT]):
    """Pastes cells into a table's records, and creates records if there are too few.

    `keep` gets each record before and after, and returns the record to store; `make` returns
    a new record for cells, by column, or None if they are not enough for one.
    """

    def __init__(
        self,
        table: RecordTable[RecordT],
        keep: Callable[[RecordT | None, RecordT], RecordT],
        make: Callable[[Mapping[int, str]], RecordT | None],
    ) -> None:
        self._table: RecordTable[RecordT] = table
        self._keep: Callable[[RecordT | None, RecordT], RecordT] = keep
        self._make: Callable[[Mapping[int, str]], RecordT | None] = make
        self._records: list[RecordT] = list(table.records)
        self._refused: list[str] = []

    def paste(self, rows: Cells, row: int, column: int) -> Pasted:
        """Return what pasting at a row and column changes.

        A first line of the table's own headings says which columns the others are; empty
        cells leave what is there.
        """
        if len(rows) > MOST_ROWS:
            sentence = tr("{0} lines, more than {1} at a time")
            return Pasted((), (sentence.format(len(rows), MOST_ROWS),))
        columns, rows = self._columns(rows, column)
        changes = []
        for number, cells in enumerate(rows, 1):
            typed = {c: cell for c, cell in zip(columns, cells, strict=False) if cell}
            lost = [cell for cell in cells[len(columns) :] if cell]
            for cell in lost:
                self._refuse(number, "", cell, "")
            change = self._paste_row(number, row + number - 1, typed)
            if change is not None and change.before != change.after:
                changes.append(change)
        return Pasted(tuple(changes), tuple(self._refused))

    def _columns(self, rows: Cells, column: int) -> tuple[Sequence[int], Cells]:
        headings = [heading.casefold() for heading in self._table.headings()]
        first = [cell.casefold() for cell in rows[0]]
        if any(first) and all(cell in headings for cell in first):
            return [headings.index(cell) for cell in first], rows[1:]
        return range(column, len(headings)), rows

    def _paste_row(self, number: int, index: int, typed: Mapping[int, str]) -> Change | None:
        if not typed:
            return None
        before = self._records[index] if index < len(self._table.records) else None
        record = before or self._make(typed)
        if record is None:
            why = tr("there is no row for it, and no informant group")
            self._refuse(number, "", next(iter(typed.values())), why)
            return None
        if before is None:
            self._records.append(record)
        index = self._records.index(record)
        for column, cell in typed.items():
            record = self._with_cell(number, index, column, cell)
        self._records[index] = self._keep(before, record)
        return Change(before, self._records[index])

    def _with_cell(self, number: int, index: int, column: int, cell: str) -> RecordT:
        record = self._records[index]
        others = [each for at, each in enumerate(self._records) if at != index]
        heading = self._table.headings()[column]
        if not self._table.can_edit(column):
            self._refuse(number, heading, cell, self._table.why_fixed(column).rstrip("."))
            return record
        try:
            self._records[index] = self._table.changed(record, column, cell, others)
        except ValueError as error:
            self._refuse(number, heading, cell, str(error).rstrip("."))
        return self._records[index]

    def _refuse(self, number: int, heading: str, cell: str, why: str) -> None:
        where = tr("line {0}").format(number)
        part = " ".join(filter(None, (f"{where},", heading, tr("“{0}”").format(cell))))
        self._refused.append(f"{part} ({why})" if why else part)

"""Writes the points as a CSV file that Excel opens with a double click.

There is a row for the whole, each area, each question and each measure point, in the order of
the instrument; the column "level" says which it is. Column names and decimals are in the
language in use. Cells are separated by semicolons if decimals have a comma, else by commas. The
file is UTF-8 with a byte order mark. A code is in the same cell as its text, because Excel
would read "1.1" alone as the first of January.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from typing import IO

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import decimal, has_decimal_comma
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.i18n import pmark, ptr, tr
from kompass_desktop.instrument.model import Area, MeasurePoint, Question
from kompass_desktop.report.names import joined_name
from kompass_desktop.report.report_data import disagreements, is_recorded_only
from kompass_desktop.report.status_labels import short_name

_SOURCE = (
    pmark("column", "municipality"),
    pmark("column", "year"),
    pmark("column", "level"),
    pmark("column", "focus area"),
    pmark("column", "question"),
    pmark("column", "measure point"),
)
_FLAGS = (
    pmark("column", "only decided or planned"),
    pmark("column", "not in focus"),
    pmark("column", "the groups disagree"),
)
_SCORES = (
    pmark("column", "points"),
    pmark("column", "exact points"),
    pmark("column", "maximum"),
    pmark("column", "attainable maximum"),
    pmark("column", "basis"),
    pmark("column", "sum of the parts"),
)
"""The columns; those of the aspects, with names from the instrument, come before the flags.

"points" is as printed in the report, "exact points" has four decimals; both are empty if nothing
is rated. "attainable maximum" is empty for recorded results, where it is not known. "sum of the
parts" is filled if a recorded value is used instead of that sum.
"""

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FINE = 4


class RowKind(StrEnum):
    """What a row is about; the value is its name in English."""

    TOTAL = pmark("column", "sum")
    AREA = pmark("column", "focus area")
    QUESTION = pmark("column", "question")
    MEASURE_POINT = pmark("column", "measure point")


def write_csv(assessment: Assessment, file: IO[bytes], *, board: Scoreboard | None = None) -> None:
    """Write the points of an assessment as CSV to a binary file.

    `board` is its scoreboard, if the caller has one. A text that a spreadsheet would read as a
    formula gets an apostrophe in front.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if has_decimal_comma() else ",")
    table = _Table(assessment, board or Scoreboard(assessment))
    for row in table.rows():
        writer.writerow([_defused(value) for value in row])
    file.write(text.getvalue().encode("utf-8-sig", errors="replace"))


class _Table:
    def __init__(self, assessment: Assessment, board: Scoreboard) -> None:
        particulars = assessment.particulars
        invented = tr("invented example")
        warning = f" ({invented})" if particulars.invented else ""
        self._source = [f"{joined_name(particulars)}{warning}", str(particulars.year)]
        self._instrument = assessment.instrument
        self._board = board
        self._is_recorded_only = is_recorded_only(assessment)
        self._disagreements = disagreements(assessment)

    def rows(self) -> Iterator[list[str]]:
        """Yield the names of the columns, the whole, and each part before its own parts."""
        aspects = [wording.short.lower() for wording in self._instrument.aspects]
        yield [*_columns(_SOURCE), *aspects, *_columns(_FLAGS), *_columns(_SCORES)]
        yield self._total()
        for area in self._instrument.areas:
            yield self._area(area)
            for question in area.questions:
                yield self._question(area, question)
                for point in question.measure_points:
                    yield self._measure_point(area, question, point)

    def _total(self) -> list[str]:
        shown = decimal(Fraction(self._board.shown_total), 0)
        return self._row(RowKind.TOTAL, [], self._scores(TOTAL, shown))

    def _area(self, area: Area) -> list[str]:
        shown = decimal(Fraction(self._board.shown_area(area.number)), 0)
        return self._row(RowKind.AREA, [_named(area)], self._scores(area.code, shown))

    def _question(self, area: Area, question: Question) -> list[str]:
        shown = decimal(self._board.score(question.code).points)
        scores = self._scores(question.code, shown)
        return self._row(RowKind.QUESTION, [_named(area), _named(question)], scores)

    def _row(self, kind: RowKind, names: list[str], scores: list[str]) -> list[str]:
        outside = [""] * (3 - len(names))
        unrated = [""] * (len(self._instrument.aspects) + len(_FLAGS))
        return [*self._source, ptr("column", kind), *names, *outside, *unrated, *scores]

    def _measure_point(self, area: Area, question: Question, point: MeasurePoint) -> list[str]:
        rating = self._board.rating(point.code)
        levels = [rating.levels[wording.aspect] for wording in self._instrument.aspects]
        flags = (rating.planned_only, rating.not_in_focus, point.code in self._disagreements)
        return [
            *self._source,
            ptr("column", RowKind.MEASURE_POINT),
            *(_named(entry) for entry in (area, question, point)),
            *("" if level is None else str(level) for level in levels),
            *(tr("yes") if flag else "" for flag in flags),
            *self._scores(point.code, decimal(self._board.score(point.code).points)),
        ]

    def _scores(self, code: str, shown: str) -> list[str]:
        score = self._board.score(code)
        is_known = score.status is not ScoreStatus.MISSING
        return [
            shown if is_known else "",
            decimal(score.points, _FINE) if is_known else "",
            decimal(score.maximum, _FINE),
            "" if self._is_recorded_only else decimal(score.attainable, _FINE),
            short_name(score.status),
            "" if score.from_below is None else decimal(score.from_below, _FINE),
        ]


def _columns(names: tuple[str, ...]) -> list[str]:
    return [ptr("column", name) for name in names]


def _named(entry: Area | Question | MeasurePoint) -> str:
    """Return the code and text of a part of the instrument: "1.1.1 En vedtatt strategi …"."""
    match entry:
        case Area():
            return f"{entry.code} {entry.title}"
        case Question():
            return f"{entry.code} {entry.text}"
        case MeasurePoint():
            return f"{entry.code} {entry.statement}"


def _defused(value: str) -> str:
    """Return a value that a spreadsheet does not read as a formula, without control characters."""
    kept = "".join(c for c in value if c.isprintable() or c in "\t\r\n")
    return f"'{kept}" if kept.startswith(_BEGINS_FORMULA) else kept

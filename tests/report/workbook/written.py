"""Writing a workbook and reading it back, as its reader has it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.assessment.comparing.compared import Compared
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.report.status_labels import short_name
from kompass_desktop.report.workbook.book import write_workbook
from kompass_desktop.report.workbook.columns import PointColumn, ScoreColumn
from kompass_desktop.report.workbook.table import FIRST_ROW, HEAD_ROW
from tests.report.workbook.recalculation import Recalculated, Value

PROFILE, QUESTIONS, POINTS = "Profil", "Spørsmål", "Målepunkter"
FIRST = FIRST_ROW + 1
"""The number, from 1, of the first row of every table."""


@dataclass(frozen=True)
class Written:
    """A workbook as its reader has it: with the stored results, and with the formulas."""

    content: bytes

    @cached_property
    def results(self) -> Workbook:
        return load_workbook(io.BytesIO(self.content), data_only=True)

    @cached_property
    def formulas(self) -> Workbook:
        return load_workbook(io.BytesIO(self.content))

    def sheet(self, title: str) -> Worksheet:
        found = self.results[title]
        assert isinstance(found, Worksheet)
        return found

    def heads(self, title: str) -> list[str]:
        return [str(cell.value) for cell in self.sheet(title)[HEAD_ROW + 1]]

    def rows(self, title: str) -> list[dict[str, object]]:
        """The rows of a table, each by the heads of its columns."""
        heads = self.heads(title)
        return [
            dict(zip(heads, row, strict=False))
            for row in self.sheet(title).iter_rows(min_row=FIRST, values_only=True)
        ]

    def text(self) -> str:
        """All texts of all sheets."""
        return "\n".join(
            str(value)
            for sheet in self.results.worksheets
            for row in sheet.iter_rows(values_only=True)
            for value in row
            if value is not None
        )


def written(
    assessment: Assessment,
    names: Names = Names.LEFT_OUT,
    compared: Sequence[Compared] = (),
) -> Written:
    file = io.BytesIO()
    write_workbook(assessment, file, names=names, compared=compared)
    return Written(file.getvalue())


Scores = dict[str, tuple[object, ...]]
"""By code: the shown points, the exact ones, the attainable maximum and the status."""


def scores_in(book: Workbook, recalculated: Recalculated | None = None) -> Scores:
    """The scores of a workbook, stored or computed again; empty cells are None."""
    found: Scores = {}

    def value(sheet: str, row: int, column: int) -> object:
        if recalculated is not None:
            content: Value | object = recalculated.value(sheet, row, column + 1)
        else:
            content = book[sheet].cell(row, column + 1).value
        return None if content == "" else content

    shown = (ScoreColumn.POINTS, ScoreColumn.EXACT, ScoreColumn.ATTAINABLE, ScoreColumn.STATUS)
    for sheet, count in ((PROFILE, 9), (QUESTIONS, 45)):
        for row in range(FIRST, FIRST + count):
            code = str(value(sheet, row, ScoreColumn.CODE) or TOTAL)
            found[code] = tuple(value(sheet, row, column) for column in shown)
    of_points = (PointColumn.POINTS, PointColumn.POINTS, PointColumn.ATTAINABLE, PointColumn.STATUS)
    for row in range(FIRST, FIRST + 165):
        code = str(value(POINTS, row, PointColumn.CODE))
        found[code] = tuple(value(POINTS, row, column) for column in of_points)
    return found


def scores_of(board: Scoreboard, *, has_attainable: bool = True) -> Scores:
    """What the workbook of a scoreboard must have."""
    instrument = board.instrument
    found: Scores = {TOTAL: _expected(board, TOTAL, board.shown_total)}
    for area in instrument.areas:
        found[area.code] = _expected(board, area.code, board.shown_area(area.number))
    for question in instrument.questions:
        points = board.score(question.code).points
        found[question.code] = _expected(board, question.code, float(int(points * 10 + 0.5)) / 10)
    for point in instrument.measure_points:
        found[point.code] = _expected(board, point.code, float(board.score(point.code).points))
    if not has_attainable:
        return {code: (a, b, None, d) for code, (a, b, _, d) in found.items()}
    return found


def _expected(board: Scoreboard, code: str, shown: float) -> tuple[object, ...]:
    score = board.score(code)
    is_known = score.status is not ScoreStatus.MISSING
    return (
        shown if is_known else None,
        float(score.points) if is_known else None,
        float(score.attainable),
        short_name(score.status),
    )


def assert_same(found: Scores, expected: Scores) -> None:
    """Shown numbers and statuses must be equal, exact points to nine decimals."""
    assert found.keys() == expected.keys()
    for code, (shown, exact, attainable, status) in expected.items():
        got = found[code]
        assert got[3] == status, code
        if "." in code and code.count(".") == 2:
            assert _near(got[0], shown), code
        else:
            assert got[0] == shown, code
        assert _near(got[1], exact), code
        assert _near(got[2], attainable), code


def _near(found: object, expected: object) -> bool:
    if found is None or expected is None:
        return found is expected
    assert isinstance(found, float | int)
    assert isinstance(expected, float | int)
    return abs(found - expected) < 1e-9

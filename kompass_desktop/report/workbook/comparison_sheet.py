"""The sheet that compares the points with others, with live formulas for the changes.

The own points follow the other sheets, so that a change of a level there shows here too. The
points of the others are constants: their ratings are not in the workbook.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kompass_desktop import colors
from kompass_desktop.assessment.comparing.compared import (
    Cell,
    Compared,
    ComparedRow,
    Why,
    can_be_compared,
    compared_rows,
)
from kompass_desktop.assessment.comparing.references import Bound
from kompass_desktop.assessment.numbers import round_half_up
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import Score, ScoreStatus
from kompass_desktop.i18n import ptr, tr
from kompass_desktop.report.comparison_content import ComparisonContent, comparison_content
from kompass_desktop.report.firm.house_style import accent
from kompass_desktop.report.points_text import points_text
from kompass_desktop.report.status_labels import BY_CERTAINTY, short_name
from kompass_desktop.report.visible_text import visible
from kompass_desktop.report.workbook.columns import ScoreColumn
from kompass_desktop.report.workbook.content import Content
from kompass_desktop.report.workbook.sheet import Column, Formula, Look, Sheet, Value
from kompass_desktop.report.workbook.table import FIRST_ROW, HEAD_ROW, Table, cell, quoted

WITHIN, CODE, NAME, MAXIMUM, STATUS, OWN, FIRST_OTHER = range(7)
"""The columns; each of the others has two, its points and the change."""

_NUMBER = 15.0
_CHART_WIDTH, _ROW_HEIGHT = 900, 13
_COLORS = (
    colors.CHALLENGE_LINE,
    colors.WEAKNESS,
    colors.TEXT_SOFT,
    colors.STRENGTH,
    colors.HEAT_HIGH,
    colors.BORDER_STRONG,
)


def add_comparison(content: Content) -> None:
    """Add the sheet; nothing if nothing was chosen to compare with."""
    compared = comparison_content(content.data)
    if compared is None:
        return
    sheet = content.sheet(content.comparison.sheet, _columns(compared))
    sheet.say(tr("Change: {0} minus the other.").format(compared.own.label), 1)
    has_attainable = not content.data.is_recorded_only
    total, *parts = compared_rows(compared.own.profile, compared.others)
    areas = [row for row in parts if not row.is_question]
    questions = [row for row in parts if row.is_question]
    for table, rows in ((content.areas, areas), (content.questions, questions)):
        for row in rows:
            own = _Own(table, cell(CODE, sheet.next_row), has_attainable=has_attainable)
            _add(sheet, compared, row, own)
    last = sheet.next_row - 1
    own = _Own(content.areas, "", has_attainable=False)
    sheet.add_total("", "", tr("Sum"), *_values(compared, total, own, sheet.next_row))
    sheet.keep_as_text(WITHIN, last)
    sheet.keep_as_text(CODE, last)
    for note in (*compared.remarks, *compared.sources):
        sheet.say(note)
    _add_chart(content, sheet, compared)
    sheet.finish(filtered_to=last)


def _columns(compared: ComparisonContent) -> list[Column]:
    columns = [
        Column(tr("Area"), 8, Look.CODE),
        Column(tr("Code"), 8, Look.CODE),
        Column(tr("Focus area or question"), 44),
        Column(tr("Maximum"), 11, Look.POINTS),
        Column(tr("Status"), 14, Look.STATUS),
        Column(compared.own.label, _NUMBER, Look.POINTS),
    ]
    for other in compared.others:
        columns += [
            Column(other.label, _NUMBER, Look.POINTS),
            Column(ptr("column", "Change"), 11, Look.CHANGE),
        ]
    return columns


class _Own:
    """The own figures of a part in another sheet: in the row of a code, or in the row of the sum.

    `code` is the reference to the cell with the code, or "" for the sum; `has_attainable` is
    whether a part out of focus has no points to compare.
    """

    def __init__(self, table: Table, code: str, *, has_attainable: bool) -> None:
        self._table = table
        self._code = code
        self._has_attainable = has_attainable

    def number(self, column: int) -> str:
        """Return the formula of a number; an empty cell counts as 0."""
        if not self._code:
            return f"N({self._table.sum_cell(column)})"
        return f"SUMPRODUCT(--({self._row}),{self._table.all(column)})"

    def is_unsure(self, status: str) -> str:
        """Return the formula of whether it cannot be compared, given the cell of its status."""
        unsure = (ScoreStatus.MISSING, ScoreStatus.PRELIMINARY)
        tests = [f"{status}={quoted(short_name(each))}" for each in unsure]
        if self._has_attainable:
            tests.append(f"{self.number(ScoreColumn.ATTAINABLE)}=0")
        return f"OR({','.join(tests)})"

    def has_status(self, status: ScoreStatus) -> str:
        """Return the formula of whether the part has a status."""
        name = quoted(short_name(status))
        if not self._code:
            return f"{self._table.sum_cell(ScoreColumn.STATUS)}={name}"
        found = f"({self._row})*({self._table.all(ScoreColumn.STATUS)}={name})"
        return f"SUMPRODUCT({found})>0"

    @property
    def _row(self) -> str:
        return f"{self._table.all(ScoreColumn.CODE)}={self._code}"


def _add(sheet: Sheet, compared: ComparisonContent, row: ComparedRow, own: _Own) -> None:
    within = row.code.partition(".")[0]
    name = row.name.removeprefix(row.code).strip()
    sheet.add(within, row.code, name, *_values(compared, row, own, sheet.next_row))


def _values(compared: ComparisonContent, row: ComparedRow, own: _Own, at: int) -> Iterator[Value]:
    """Yield the values from `MAXIMUM` on of a part, in a row of the sheet given by its index."""
    score, decimals = row.score, _decimals(row)
    is_known = score.status is not ScoreStatus.MISSING
    points = own.number(ScoreColumn.POINTS)
    missing = quoted(short_name(ScoreStatus.MISSING))
    yield score.maximum
    yield Formula(_status(own), short_name(score.status))
    yield Formula(
        f'=IF({cell(STATUS, at)}={missing},"",{points})',
        round_half_up(score.points, decimals) if is_known else "",
    )
    for index, (other, each) in enumerate(zip(compared.others, row.cells, strict=True)):
        column = FIRST_OTHER + 2 * index
        yield _points_of(other, row, each)
        if can_be_compared(row, each, other):
            difference = f"ROUND({cell(OWN, at)}-{cell(column, at)},1)"
            result = "" if each.change is None else each.change
            unsure = own.is_unsure(cell(STATUS, at))
            yield Formula(f'=IF({unsure},"",{difference})', result)
        else:
            yield None


def _decimals(row: ComparedRow) -> int:
    return 1 if row.is_question else 0


def _status(own: _Own) -> str:
    """Return the formula of the name of the status, of those of the most certain ones first."""
    *others, last = BY_CERTAINTY
    formula = quoted(short_name(last))
    for status in reversed(others):
        formula = f"IF({own.has_status(status)},{quoted(short_name(status))},{formula})"
    return f"={formula}"


def _points_of(other: Compared, row: ComparedRow, each: Cell) -> Value:
    """Return the points of another: a number, or a text such as "just under 350"."""
    if each.score is None:
        return tr("not there") if each.why is Why.NOT_THERE else None
    if row.code == TOTAL and other.bound is not Bound.EXACT:
        return other.total_text
    return round_half_up(each.score.points, _decimals(row))


def _add_chart(content: Content, sheet: Sheet, compared: ComparisonContent) -> None:
    """Add the areas as grouped bars below the table; nothing if no area of another is known."""
    if not compared.has_areas:
        return
    drawn = [index for index, each in enumerate(compared.others) if each in compared.drawn]
    columns = [OWN, *(FIRST_OTHER + 2 * index for index in drawn)]
    chart = content.book.add_chart({"type": "bar"})
    last = FIRST_ROW + len(content.data.instrument.areas) - 1
    for column, color in zip(columns, (accent(), *_COLORS), strict=False):
        chart.add_series(
            {
                # A reference: XlsxWriter would read some texts as one, such as "a!A1".
                "name": [sheet.title, HEAD_ROW, column],
                "categories": [sheet.title, FIRST_ROW, NAME, last, NAME],
                "values": [sheet.title, FIRST_ROW, column, last, column],
                "fill": {"color": color},
                "gap": 60,
            }
        )
    font = {"size": 10, "color": colors.TEXT, "bold": False}
    highest = max(float(area.maximum) for area in content.data.instrument.areas)
    chart.set_title({"name": tr("Points per focus area"), "name_font": {**font, "size": 13}})
    lines = {"visible": True, "line": {"color": colors.BORDER, "width": 0.75}}
    chart.set_x_axis({"min": 0, "max": highest, "num_font": font, "major_gridlines": lines})
    chart.set_y_axis({"reverse": True, "num_font": font})
    chart.set_legend({"position": "bottom", "font": font})
    height = 120 + _ROW_HEIGHT * len(columns) * (last - FIRST_ROW + 1)
    chart.set_size({"width": _CHART_WIDTH, "height": height})
    told = {"description": visible(_told(compared, drawn)), "object_position": 2}
    sheet.page.insert_chart(sheet.next_row + 1, 0, chart, told)


def _told(compared: ComparisonContent, drawn: Sequence[int]) -> str:
    """Return the figures of the bars as text, for those who cannot see them."""
    own = compared.own.profile
    profiles = [own, *(compared.others[index].profile for index in drawn)]
    said = []
    for profile in profiles:
        known = {entry.code: entry.score for entry in profile.areas}
        areas = [
            f"{entry.code} {entry.short} {_shown(known.get(entry.code))}" for entry in own.areas
        ]
        said.append(f"{profile.label}: {'; '.join(areas)}.")
    return " ".join(said)


def _shown(score: Score | None) -> str:
    return "–" if score is None else points_text(score, 0)

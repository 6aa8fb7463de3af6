"""The sheet of the scenario: the areas today and with the improvements, with live formulas.

The points of today follow the levels that a reader tries out; the gains are as they are now.
"""

from __future__ import annotations

from fractions import Fraction

from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.i18n import ptr, tr
from kompass_desktop.instrument.model import Area
from kompass_desktop.report.chapters.plan_pages import scenario_label
from kompass_desktop.report.drafts.plan import no_credit, rounding_note, scenario_sentences
from kompass_desktop.report.workbook.columns import ScenarioColumn, ScoreColumn
from kompass_desktop.report.workbook.content import Content
from kompass_desktop.report.workbook.scores import rounded
from kompass_desktop.report.workbook.sheet import Column, Formula, Look, Sheet, Value
from kompass_desktop.report.workbook.table import FIRST_ROW, cell

_NUMBER = 13.0


def add_scenario(content: Content) -> None:
    """Add the sheet; nothing if the scenario gives nothing."""
    plan = content.data.plan
    if not plan.has_scenario:
        return
    columns = (
        Column(tr("Code"), 8, Look.CODE),
        Column(tr("Focus area"), 46),
        Column(ptr("scenario", "Today"), _NUMBER, Look.WHOLE),
        Column(scenario_label(), _NUMBER, Look.WHOLE),
        Column(ptr("column", "Change"), _NUMBER, Look.WHOLE),
        Column(tr("Maximum"), _NUMBER, Look.WHOLE),
        Column(tr("Exact points today"), _NUMBER, Look.EXACT),
        Column(tr("Exact gain"), _NUMBER, Look.EXACT),
    )
    sheet = content.sheet(content.scenario.sheet, columns)
    first, *rest = scenario_sentences(content.data)
    sheet.say(first, 1)
    sheet.say(no_credit(), 2)
    for area in content.data.instrument.areas:
        sheet.add(area.code, area.title, *_area_values(content, area, sheet.next_row))
    last = sheet.next_row - 1
    sheet.add_total("", tr("Total"), *_total_values(content, sheet))
    for sentence in (*rest, rounding_note(plan)):
        sheet.say(sentence)
    sheet.keep_as_text(ScenarioColumn.CODE, last)
    sheet.finish(filtered_to=last)


def total_gain(content: Content) -> Formula:
    """Return a reference, from another sheet, to what the whole scenario gives as printed."""
    row = FIRST_ROW + content.scenario.count
    place = cell(ScenarioColumn.CHANGE, row)
    return Formula(f"='{_quoted(content.scenario.sheet)}'!{place}", _gained(content))


def _gained(content: Content) -> int:
    return content.data.plan.scenario.shown_total - content.data.board.shown_total


def _area_values(content: Content, area: Area, row: int) -> tuple[Value, ...]:
    board, scenario = content.data.board, content.data.plan.scenario
    codes = content.areas.all(ScoreColumn.CODE)
    exact = f"SUMPRODUCT(--({codes}={cell(ScenarioColumn.CODE, row)}),"
    exact += f"{content.areas.all(ScoreColumn.EXACT)})"
    today, then = board.shown_area(area.number), scenario.shown_area(area.number)
    points = cell(ScenarioColumn.EXACT, row)
    return (
        Formula(f"={rounded(points, 0)}", today),
        Formula(f"={_lifted(row, points)}", then),
        Formula(_difference(row), then - today),
        board.score(area.code).maximum,
        Formula(f"={exact}", board.score(area.code).points),
        scenario.gain(area.code),
    )


def _total_values(content: Content, sheet: Sheet) -> tuple[Value, ...]:
    """Return the total: the sum of the printed areas, or the recorded one with its gain."""
    board, scenario = content.data.board, content.data.plan.scenario
    row = sheet.next_row
    above = FIRST_ROW + content.areas.count
    name = _quoted(content.areas.sheet)
    shown, exact = (
        f"'{name}'!{cell(column, above)}" for column in (ScoreColumn.POINTS, ScoreColumn.EXACT)
    )
    then = _lifted(row, cell(ScenarioColumn.EXACT, row))
    if not board.has_recorded_total:
        then = f"SUM({content.scenario.all(ScenarioColumn.SCENARIO)})"
    return (
        Formula(f"={shown}", board.shown_total),
        Formula(f"={then}", scenario.shown_total),
        Formula(_difference(row), _gained(content)),
        board.total.maximum,
        Formula(f"={exact}", Fraction(board.score(TOTAL).points)),
        scenario.gain(TOTAL),
    )


def _lifted(row: int, points: str) -> str:
    """Return the formula of points with the gain of the same row, at most the maximum."""
    maximum, gain = cell(ScenarioColumn.MAXIMUM, row), cell(ScenarioColumn.GAIN, row)
    return rounded(f"MIN({maximum},{points}+{gain})", 0)


def _difference(row: int) -> str:
    return f"={cell(ScenarioColumn.SCENARIO, row)}-{cell(ScenarioColumn.TODAY, row)}"


def _quoted(sheet: str) -> str:
    return sheet.replace("'", "''")

"""The sheets of the areas, with the charts, and of the questions."""

from __future__ import annotations

from typing import Any

from kompass_desktop import colors
from kompass_desktop.assessment.numbers import decimal, percent, whole
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import tr
from kompass_desktop.report.firm.house_style import accent
from kompass_desktop.report.workbook.columns import ScoreColumn
from kompass_desktop.report.workbook.content import Content
from kompass_desktop.report.workbook.sheet import Column, Look, Sheet
from kompass_desktop.report.workbook.statuses import color_by_status
from kompass_desktop.report.workbook.table import FIRST_ROW, HEAD_ROW

_NUMBER = 11.0
_CHART_HEIGHT = 400
_BAR_WIDTH, _RADAR_WIDTH = 620, 500


def add_profile(content: Content) -> None:
    """Add the sheet with the areas, the total and the charts."""
    columns = _columns(Column(tr("In the charts"), 18), Column(tr("Focus area"), 46), Look.WHOLE)
    sheet = content.sheet(content.areas.sheet, columns)
    formulas = content.formulas
    sheet.say(_warnings(content), 1)
    for area in content.data.instrument.areas:
        names = (f"{area.code} {area.short}", area.code, area.title)
        sheet.add(*names, *formulas.area_values(area.number, sheet.next_row))
    last = sheet.next_row - 1
    total = sheet.add_total("", "", tr("Total"), *formulas.total_values(last + 1))
    lowest, highest = formulas.band(total)
    sheet.add("", "", tr("Total minus 5 %"), lowest)
    sheet.add("", "", tr("Total plus 5 %"), highest)
    color_by_status(sheet, ScoreColumn.POINTS, ScoreColumn.STATUS, total)
    sheet.keep_as_text(ScoreColumn.CODE, last)
    _add_charts(content, sheet, sheet.next_row + 1)
    sheet.finish(filtered_to=last)


def add_questions(content: Content) -> None:
    """Add the sheet with the questions."""
    columns = _columns(Column(tr("Area"), 8, Look.CODE), Column(tr("Question"), 60))
    sheet = content.sheet(content.questions.sheet, columns)
    sheet.say(_warnings(content), 1)
    for area in content.data.instrument.areas:
        for question in area.questions:
            values = content.formulas.question_values(question.code, sheet.next_row)
            sheet.add(area.code, question.code, question.text, *values)
    last = sheet.next_row - 1
    color_by_status(sheet, ScoreColumn.POINTS, ScoreColumn.STATUS, last)
    sheet.keep_as_text(ScoreColumn.WITHIN, last)
    sheet.keep_as_text(ScoreColumn.CODE, last)
    sheet.finish()


def _columns(first: Column, text: Column, points: Look = Look.ONE_DECIMAL) -> list[Column]:
    """Return the columns in the order of `ScoreColumn`."""
    return [
        first,
        Column(tr("Code"), 8, Look.CODE),
        text,
        Column(tr("Points"), _NUMBER, points),
        Column(tr("Maximum"), _NUMBER, points),
        Column(tr("Per cent of maximum"), _NUMBER, Look.PERCENT),
        Column(tr("Attainable maximum"), _NUMBER, Look.ONE_DECIMAL),
        Column(tr("Per cent of attainable"), _NUMBER, Look.PERCENT),
        Column(tr("Status"), 12, Look.STATUS),
        Column(tr("Recorded points"), _NUMBER, Look.ONE_DECIMAL),
        Column(tr("Sum of the parts"), _NUMBER, Look.ONE_DECIMAL),
        Column(tr("Notable difference"), _NUMBER, Look.SIGNED),
        Column(tr("Exact points"), _NUMBER, Look.EXACT),
    ]


def _warnings(content: Content) -> str:
    """Return what a reader must know of all figures: a draft, an invented example."""
    data = content.data
    draft = [tr("DRAFT")] if data.is_draft else []
    return " · ".join([*draft, tr("Invented example")] if data.particulars.invented else draft)


def _add_charts(content: Content, sheet: Sheet, row: int) -> None:
    """Add the bars of the areas and the radar beside each other, from a row on."""
    data = content.data
    bars = _chart(content, {"type": "bar"}, ScoreColumn.POINTS)
    bars.set_title({"name": tr("Points per focus area"), "name_font": _font(13)})
    highest = max(float(area.maximum) for area in data.instrument.areas)
    bars.set_x_axis({"min": 0, "max": highest, "num_font": _font(9), "major_gridlines": _LINES})
    bars.set_y_axis({"reverse": True, "num_font": _font(10)})
    bars.set_size({"width": _BAR_WIDTH, "height": _CHART_HEIGHT})
    told = {"description": _bars_told(content), "object_position": 2}
    sheet.page.insert_chart(row, 0, bars, told)
    radar = _chart(content, {"type": "radar", "subtype": "filled"}, ScoreColumn.SHARE)
    radar.set_title({"name": tr("Per cent of maximum"), "name_font": _font(13)})
    radar.set_y_axis(
        {"min": 0, "max": 1, "num_format": "0%", "num_font": _font(8), "major_gridlines": _LINES}
    )
    radar.set_x_axis({"num_font": _font(9)})
    radar.set_size({"width": _RADAR_WIDTH, "height": _CHART_HEIGHT})
    told = {"description": _radar_told(content), "object_position": 2, "x_offset": 20}
    sheet.page.insert_chart(row, ScoreColumn.MAXIMUM, radar, told)


_LINES = {"visible": True, "line": {"color": colors.BORDER, "width": 0.75}}


def _chart(content: Content, kind: dict[str, str], column: int) -> Any:  # noqa: ANN401
    """Return a chart of a column of the areas."""
    table = content.areas
    chart = content.book.add_chart(kind)
    last = FIRST_ROW + table.count - 1
    series: dict[str, object] = {
        # A reference: XlsxWriter would read some texts as one, such as "a!A1".
        "name": [table.sheet, HEAD_ROW, column],
        "categories": [table.sheet, FIRST_ROW, ScoreColumn.WITHIN, last, ScoreColumn.WITHIN],
        "values": [table.sheet, FIRST_ROW, column, last, column],
        "fill": {"color": accent(), "transparency": 0 if kind["type"] == "bar" else 60},
        "border": {"color": accent()},
        "gap": 40,
    }
    if kind["type"] == "bar":
        series["data_labels"] = {"value": True, "font": _font(9)}
    chart.add_series(series)
    chart.set_legend({"none": True})
    return chart


def _font(size: int) -> dict[str, object]:
    return {"size": size, "color": colors.TEXT, "bold": False}


def _bars_told(content: Content) -> str:
    """Return the figures of the bars as text, for those who cannot see them."""
    board = content.data.board
    told = (
        tr("{0}: {1} of {2} points").format(
            area.title, _points(content, area.code), whole(area.maximum)
        )
        for area in content.data.instrument.areas
    )
    total = tr("{0}: {1} of {2} points").format(
        tr("Total"), board.shown_total, whole(board.total.maximum)
    )
    return "; ".join((*told, total)) + "."


def _points(content: Content, code: str) -> str:
    score = content.data.board.score(code)
    return "–" if score.status is ScoreStatus.MISSING else decimal(score.points, 0)


def _radar_told(content: Content) -> str:
    board = content.data.board
    told = (
        f"{area.title}: {percent(board.score(area.code).share)} %"
        for area in content.data.instrument.areas
    )
    return "; ".join(told) + "."

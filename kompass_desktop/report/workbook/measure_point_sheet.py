"""The sheet of the measure points, whose levels and flags a reader can change."""

from __future__ import annotations

from kompass_desktop.assessment.records import TEAM
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import HIGHEST_LEVEL, LEVELS, Instrument, MeasurePoint
from kompass_desktop.report.workbook.columns import PointColumn
from kompass_desktop.report.workbook.content import Content
from kompass_desktop.report.workbook.scores import proposed
from kompass_desktop.report.workbook.sheet import Column, Look, Sheet
from kompass_desktop.report.workbook.statuses import color_by_status
from kompass_desktop.report.workbook.table import FIRST_ROW

_NUMBER = 11.0


def add_measure_points(content: Content) -> None:
    """Add the sheet with every measure point."""
    instrument = content.data.instrument
    sheet = content.sheet(content.points.sheet, _columns(instrument))
    told = tr(
        "Change a level, or write “{0}” for a flag, in the shaded columns: all points are computed "
        "again by the rules of Kompass. Nothing changes in Kompass."
    )
    sheet.say(told.format(tr("yes")), 1)
    for point in instrument.measure_points:
        _add(content, sheet, point)
    last = sheet.next_row - 1
    _validate(sheet, last)
    color_by_status(sheet, PointColumn.POINTS, PointColumn.STATUS, last)
    for column in (PointColumn.AREA, PointColumn.QUESTION, PointColumn.CODE):
        sheet.keep_as_text(column, last)
    sheet.finish()


def _columns(instrument: Instrument) -> list[Column]:
    """Return the columns in the order of `PointColumn`."""
    return [
        Column(tr("Area"), 8, Look.CODE),
        Column(tr("Question"), 10, Look.CODE),
        Column(tr("Code"), 8, Look.CODE),
        Column(tr("Measure point"), 52),
        *(Column(f"{each.letter} {each.short}", 11, Look.LEVEL) for each in instrument.aspects),
        Column(tr("Only decided or planned"), 12, Look.LEVEL),
        Column(tr("Not in focus"), 10, Look.LEVEL),
        Column(tr("Points"), _NUMBER, Look.ONE_DECIMAL),
        Column(tr("Maximum"), _NUMBER, Look.ONE_DECIMAL),
        Column(tr("Attainable maximum"), _NUMBER, Look.ONE_DECIMAL),
        Column(tr("Status"), 12, Look.STATUS),
        Column(tr("Rated by"), 11, Look.STATUS),
        Column(tr("The groups disagree"), 10, Look.CENTERED),
        Column(tr("The team's reason"), 36),
    ]


def _add(content: Content, sheet: Sheet, point: MeasurePoint) -> None:
    data = content.data
    rating = data.board.rating(point.code)
    by_team = "" if rating.is_missing else tr("the team")
    sheet.add(
        str(point.area),
        point.question,
        point.code,
        point.statement,
        *(rating.levels[wording.aspect] for wording in data.instrument.aspects),
        _flag(is_set=rating.planned_only),
        _flag(is_set=rating.not_in_focus),
        *content.formulas.point_values(point, sheet.next_row),
        proposed() if rating.is_proposal else by_team,
        _flag(is_set=point.code in data.disagreements),
        data.assessment.rating(TEAM, point.code).reason,
    )


def _flag(*, is_set: bool) -> str:
    return tr("yes") if is_set else ""


def _validate(sheet: Sheet, last: int) -> None:
    """Let the cells of levels and flags have only what the formulas understand."""
    sheet.page.data_validation(
        FIRST_ROW,
        PointColumn.FIRST_LEVEL,
        last,
        PointColumn.LAST_LEVEL,
        {
            "validate": "integer",
            "criteria": "between",
            "minimum": LEVELS[0],
            "maximum": HIGHEST_LEVEL,
            "error_title": tr("Level"),
            "error_message": tr("A level is a whole number from 0 to 4, or empty if not rated."),
        },
    )
    sheet.page.data_validation(
        FIRST_ROW,
        PointColumn.PLANNED,
        last,
        PointColumn.NOT_IN_FOCUS,
        {
            "validate": "list",
            "source": [tr("yes")],
            "error_title": tr("Flag"),
            "error_message": tr("Write “{0}”, or leave it empty.").format(tr("yes")),
        },
    )

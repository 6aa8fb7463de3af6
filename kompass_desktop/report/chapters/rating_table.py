"""The appendix: every measure point of an area with its levels, flags and points."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Table

from kompass_desktop import colors
from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Area, Instrument, MeasurePoint
from kompass_desktop.report.charts.bars import NO_POINTS, points_text
from kompass_desktop.report.charts.shapes import mark
from kompass_desktop.report.pdf.styles import (
    CONTENT_WIDTH,
    HEAD,
    HEAD_CENTER,
    HEAD_RIGHT,
    SMALL,
    SMALL_BOLD,
    SMALL_CENTER,
    SMALL_RIGHT,
    SMALL_SOFT,
)
from kompass_desktop.report.pdf.tables import Cell, Command, cell, grid
from kompass_desktop.report.report_data import ReportData

_CODE, _LEVEL, _MARK, _POINTS, _MAXIMUM = 36.0, 20.0, 18.0, 42.0, 40.0


def rating_table(data: ReportData, area: Area) -> Table:
    """Return a table of an area's measure points, with a heading for each question."""
    rows: list[Sequence[Cell]] = [_head(data.instrument)]
    commands: list[Command] = []
    for question in area.questions:
        number = len(rows)
        commands += _question_look(number)
        rows.append([cell(f"{question.code} {question.short}", SMALL_BOLD)])
        rows += [_row(data, point) for point in question.measure_points]
    levels = len(data.instrument.aspects)
    fixed = _CODE + _LEVEL * levels + _MARK + _POINTS + _MAXIMUM
    widths = [_CODE, CONTENT_WIDTH - fixed, *[_LEVEL] * levels, _MARK, _POINTS, _MAXIMUM]
    width = len(widths)
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    commands += [
        ("LEFTPADDING", (2, 0), (1 + levels, -1), 1),
        ("RIGHTPADDING", (2, 0), (1 + levels, -1), 1),
    ]
    return grid(padded, widths, *commands, padding=3)


def _head(instrument: Instrument) -> list[Cell]:
    return [
        "",
        cell(tr("Measure point"), HEAD),
        *(cell(wording.letter, HEAD_CENTER) for wording in instrument.aspects),
        "",
        cell(tr("Points"), HEAD_RIGHT),
        cell(tr("Max."), HEAD_RIGHT),
    ]


def _question_look(row: int) -> list[Command]:
    """Return the commands that shade a question's row and keep it with the row after it."""
    return [
        ("SPAN", (0, row), (-1, row)),
        ("BACKGROUND", (0, row), (-1, row), HexColor(colors.SURFACE_SOFT)),
        ("NOSPLIT", (0, row), (0, row + 1)),
    ]


def _row(data: ReportData, point: MeasurePoint) -> list[Cell]:
    statement: list[Flowable] = [cell(point.statement, SMALL)]
    remarks = _remarks(data, point.code)
    if remarks:
        statement.append(cell(remarks, SMALL_SOFT))
    is_pursued = point.code not in data.out_of_focus
    figures = _figures(data, point) if is_pursued else _no_figures(data)
    maximum = cell(shortest(data.board.score(point.code).maximum), SMALL_RIGHT)
    return [cell(point.code, SMALL), statement, *figures, maximum]


def _figures(data: ReportData, point: MeasurePoint) -> list[Cell]:
    """Return the cells with the levels, the sign of the status and the points."""
    levels = data.board.rating(point.code).levels
    score = data.board.score(point.code)
    return [
        *(
            cell(_level(levels[wording.aspect]), SMALL_CENTER)
            for wording in data.instrument.aspects
        ),
        mark(score.status, 9) if data.shows_statuses else "",
        cell(points_text(score, 1), SMALL_RIGHT),
    ]


def _no_figures(data: ReportData) -> list[Cell]:
    return [""] * (len(data.instrument.aspects) + 2)


def _remarks(data: ReportData, code: str) -> str:
    remarks = [
        tr("only decided or planned") if code in data.planned_only else "",
        tr("not in focus") if code in data.out_of_focus else "",
        tr("the groups see this differently") if code in data.disagreements else "",
    ]
    return " · ".join(remark for remark in remarks if remark)


def _level(level: int | None) -> str:
    return NO_POINTS if level is None else str(level)

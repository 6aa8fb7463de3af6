"""The appendix: every measure point of an area with its levels, flags and points."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Table

from kompass_desktop import colors
from kompass_desktop.assessment.consensus import EffectiveRating
from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.assessment.scoring import Scoreboard
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

_CODE, _LEVEL, _MARK, _POINTS, _MAXIMUM = 36.0, 20.0, 18.0, 42.0, 40.0


def rating_table(area: Area, board: Scoreboard, disagreements: frozenset[str]) -> Table:
    """Return the measure points of an area, under a line for each question.

    `disagreements` holds the codes on which informant groups disagree.
    """
    rows: list[Sequence[Cell]] = [_head(board.instrument)]
    commands: list[Command] = []
    for question in area.questions:
        number = len(rows)
        commands += _question_look(number)
        rows.append([cell(f"{question.code} {question.short}", SMALL_BOLD)])
        rows += [
            _row(point, board, is_disputed=point.code in disagreements)
            for point in question.measure_points
        ]
    levels = len(board.instrument.aspects)
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
    """Set a question's line apart, and keep it with the first measure point under it."""
    return [
        ("SPAN", (0, row), (-1, row)),
        ("BACKGROUND", (0, row), (-1, row), HexColor(colors.SURFACE_SOFT)),
        ("NOSPLIT", (0, row), (0, row + 1)),
    ]


def _row(point: MeasurePoint, board: Scoreboard, *, is_disputed: bool) -> list[Cell]:
    rating = board.rating(point.code)
    score = board.score(point.code)
    statement: list[Flowable] = [cell(point.statement, SMALL)]
    remarks = _remarks(rating, is_disputed=is_disputed)
    if remarks:
        statement.append(cell(remarks, SMALL_SOFT))
    return [
        cell(point.code, SMALL),
        statement,
        *(
            cell(_level(rating.levels[wording.aspect]), SMALL_CENTER)
            for wording in board.instrument.aspects
        ),
        mark(score.status, 9),
        cell(NO_POINTS if rating.not_in_focus else points_text(score, 1), SMALL_RIGHT),
        cell(shortest(point.maximum), SMALL_RIGHT),
    ]


def _remarks(rating: EffectiveRating, *, is_disputed: bool) -> str:
    remarks = [
        tr("only decided or planned") if rating.planned_only else "",
        tr("not in focus") if rating.not_in_focus else "",
        tr("the groups see this differently") if is_disputed else "",
    ]
    return " · ".join(remark for remark in remarks if remark)


def _level(level: int | None) -> str:
    return NO_POINTS if level is None else str(level)

"""Where the chain stops (area by aspect), and how near the ideal municipality (traits)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from kompass_desktop import colors
from kompass_desktop.assessment.intensity import Intensity, aspect_intensity, trait_intensity
from kompass_desktop.assessment.numbers import percent
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.i18n import mark, tr
from kompass_desktop.instrument.model import Area, MeasurePoint
from kompass_desktop.report.charts.bars import NO_POINTS, share_bar, share_text
from kompass_desktop.report.pdf.fonts import markup
from kompass_desktop.report.pdf.styles import (
    CAPTION,
    CELL,
    CELL_BOLD,
    CELL_CENTER,
    CELL_ON_DARK,
    CELL_RIGHT,
    CONTENT_WIDTH,
    HEAD,
    HEAD_CENTER,
    HEAD_RIGHT,
)
from kompass_desktop.report.pdf.tables import Cell, Command, cell, grid

PRELIMINARY_SIGN = "*"
PROPOSAL_NOTE = mark("The figures rest wholly or partly on proposals from the interviews.")
PRELIMINARY_NOTE = mark("{0} preliminary: What is not rated is left out.")
_DARK_FROM = Fraction(9, 10)
"""From here on white is read more easily than the text's own colour."""

_BAR = 190.0
_ASPECT = 62.0


def area_aspect_table(board: Scoreboard) -> Table:
    """Return each area's intensity by aspect, in per cent, darker where it is higher."""
    instrument = board.instrument
    rows = [_Row(f"{area.number} {area.title}", area.measure_points) for area in instrument.areas]
    return _aspect_table(
        board, [*rows, _Row(tr("The whole municipality"), instrument.measure_points)]
    )


def question_aspect_table(board: Scoreboard, area: Area) -> Table:
    """Return the same for the questions of an area, and for the area as a whole."""
    rows = [_Row(f"{q.code} {q.short}", q.measure_points) for q in area.questions]
    return _aspect_table(
        board, [*rows, _Row(tr("Focus area {0}").format(area.number), area.measure_points)]
    )


@dataclass(frozen=True)
class _Row:
    name: str
    points: tuple[MeasurePoint, ...]


def _aspect_table(board: Scoreboard, lines: Sequence[_Row]) -> Table:
    aspects = board.instrument.aspects
    rows: list[Sequence[Cell]] = [
        [
            cell(tr("Per cent of what is possible"), HEAD),
            *(cell(a.short, HEAD_CENTER) for a in aspects),
        ]
    ]
    look: list[Command] = [("INNERGRID", (1, 1), (-1, -1), 1.5, HexColor(colors.WHITE))]
    for number, line in enumerate(lines, 1):
        readings = [aspect_intensity(board, line.points, a.aspect) for a in aspects]
        style = CELL_BOLD if number == len(lines) else CELL
        rows.append([cell(line.name, style), *(_heat_cell(reading) for reading in readings)])
        look += [_background(column, number, r) for column, r in enumerate(readings, 1)]
    widths = [CONTENT_WIDTH - _ASPECT * len(aspects), *[_ASPECT] * len(aspects)]
    return grid(rows, widths, *look)


def _heat_cell(intensity: Intensity) -> Cell:
    if intensity.share is None:
        return cell(NO_POINTS, CELL_CENTER)
    text = f"{percent(intensity.share)}{PRELIMINARY_SIGN if intensity.is_preliminary else ''}"
    return cell(text, CELL_ON_DARK if intensity.share >= _DARK_FROM else CELL_CENTER)


def _background(column: int, row: int, intensity: Intensity) -> Command:
    place = (column, row)
    color = HexColor(colors.WHITE) if intensity.share is None else _heat(intensity.share)
    return ("BACKGROUND", place, place, color)


def _heat(share: Fraction) -> Color:
    low, high = HexColor(colors.HEAT_LOW), HexColor(colors.HEAT_HIGH)
    part = float(share)
    return Color(
        low.red + (high.red - low.red) * part,
        low.green + (high.green - low.green) * part,
        low.blue + (high.blue - low.blue) * part,
    )


def trait_table(board: Scoreboard) -> Table:
    """Return how near the ideal municipality each trait is, in per cent."""
    rows: list[Sequence[Cell]] = [
        [cell(tr("Trait"), HEAD), "", cell(tr("Of what is possible"), HEAD_RIGHT)]
    ]
    points = board.instrument.measure_points
    for wording in board.instrument.traits:
        intensity = trait_intensity(board, points, wording.trait)
        bearers = [point for point in points if wording.trait in point.traits]
        status = ScoreStatus.PRELIMINARY if intensity.is_preliminary else _rests_on(board, bearers)
        sign = PRELIMINARY_SIGN if intensity.is_preliminary and intensity.share else ""
        rows.append(
            [
                cell(wording.name, CELL),
                share_bar(intensity.share, status, _BAR - 10, 7),
                cell(f"{share_text(intensity.share)}{sign}", CELL_RIGHT),
            ]
        )
    percent_width = 80.0
    return grid(rows, [CONTENT_WIDTH - _BAR - percent_width, _BAR, percent_width])


def has_preliminary(board: Scoreboard, points: tuple[MeasurePoint, ...]) -> bool:
    """Whether any reading by aspect of `points` leaves out what is not rated."""
    readings = [aspect_intensity(board, points, a.aspect) for a in board.instrument.aspects]
    return any(reading.is_preliminary and reading.share is not None for reading in readings)


def reading_notes(board: Scoreboard, points: tuple[MeasurePoint, ...]) -> list[Flowable]:
    """Say what a reading of `points` rests on, where it is not all settled by the team."""
    notes = [
        tr(PRELIMINARY_NOTE).format(PRELIMINARY_SIGN) if has_preliminary(board, points) else "",
        tr(PROPOSAL_NOTE) if _rests_on(board, points) is ScoreStatus.PROPOSAL else "",
    ]
    said = " ".join(note for note in notes if note)
    return [Spacer(1, 4), Paragraph(markup(said), CAPTION)] if said else []


def _rests_on(board: Scoreboard, points: Iterable[MeasurePoint]) -> ScoreStatus:
    """Return whether any of `points` is but a proposal from the interviews."""
    ratings = [board.rating(point.code) for point in points]
    return ScoreStatus.PROPOSAL if any(r.is_proposal for r in ratings) else ScoreStatus.RATED

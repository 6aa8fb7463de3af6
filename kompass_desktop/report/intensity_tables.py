"""Where the chain stops (area by aspect), and how near the ideal municipality (traits)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import Table

from kompass_desktop.assessment.intensity import Intensity, aspect_intensity, trait_intensity
from kompass_desktop.assessment.numbers import percent
from kompass_desktop.assessment.scoring import Scoreboard, Standing
from kompass_desktop.instrument.model import MeasurePoint
from kompass_desktop.report import palette
from kompass_desktop.report.bars import NO_POINTS, share_bar, share_text
from kompass_desktop.report.grid import Cell, Command, cell, grid
from kompass_desktop.report.styles import (
    CELL,
    CELL_CENTER,
    CELL_ON_DARK,
    CELL_RIGHT,
    CONTENT_WIDTH,
    HEAD,
    HEAD_CENTER,
    HEAD_RIGHT,
)

PRELIMINARY_SIGN = "*"
_DARK_FROM = Fraction(3, 5)
_BAR = 190.0


def aspect_table(board: Scoreboard) -> Table:
    """Return each area's intensity by aspect, in per cent, darker where it is higher."""
    instrument = board.instrument
    named: list[tuple[str, tuple[MeasurePoint, ...]]] = [
        (f"{area.number} {area.title}", area.measure_points) for area in instrument.areas
    ]
    named.append(("Hele kommunen", instrument.measure_points))
    head = [cell("Prosent av det mulige", HEAD)]
    rows: list[Sequence[Cell]] = [
        head + [cell(wording.short, HEAD_CENTER) for wording in instrument.aspects]
    ]
    colors: list[Command] = []
    for number, (name, points) in enumerate(named, 1):
        row: list[Cell] = [cell(name, CELL)]
        for column, wording in enumerate(instrument.aspects, 1):
            intensity = aspect_intensity(board, points, wording.aspect)
            row.append(_heat_cell(intensity))
            colors.append(_background(column, number, intensity))
        rows.append(row)
    aspect_width = 62.0
    widths = [CONTENT_WIDTH - aspect_width * len(instrument.aspects)]
    widths += [aspect_width] * len(instrument.aspects)
    gaps: Command = ("INNERGRID", (1, 1), (-1, -1), 1.5, HexColor(palette.WHITE))
    return grid(rows, widths, *colors, gaps)


def _heat_cell(intensity: Intensity) -> Cell:
    if intensity.share is None:
        return cell(NO_POINTS, CELL_CENTER)
    text = f"{percent(intensity.share)}{PRELIMINARY_SIGN if intensity.is_preliminary else ''}"
    return cell(text, CELL_ON_DARK if intensity.share >= _DARK_FROM else CELL_CENTER)


def _background(column: int, row: int, intensity: Intensity) -> Command:
    place = (column, row)
    color = HexColor(palette.WHITE) if intensity.share is None else _heat(intensity.share)
    return ("BACKGROUND", place, place, color)


def _heat(share: Fraction) -> Color:
    low, high = HexColor(palette.HEAT_LOW), HexColor(palette.HEAT_HIGH)
    part = float(share)
    return Color(
        low.red + (high.red - low.red) * part,
        low.green + (high.green - low.green) * part,
        low.blue + (high.blue - low.blue) * part,
    )


def trait_table(board: Scoreboard) -> Table:
    """Return how near the ideal municipality each trait is, in per cent."""
    rows: list[Sequence[Cell]] = [[cell("Kjennetegn", HEAD), "", cell("Av det mulige", HEAD_RIGHT)]]
    for wording in board.instrument.traits:
        intensity = trait_intensity(board, board.instrument.measure_points, wording.trait)
        standing = Standing.PRELIMINARY if intensity.is_preliminary else Standing.RATED
        sign = PRELIMINARY_SIGN if intensity.is_preliminary and intensity.share else ""
        rows.append(
            [
                cell(wording.name, CELL),
                share_bar(intensity.share, standing, _BAR - 10, 7),
                cell(f"{share_text(intensity.share)}{sign}", CELL_RIGHT),
            ]
        )
    points = 80.0
    return grid(rows, [CONTENT_WIDTH - _BAR - points, _BAR, points])


def has_preliminary(board: Scoreboard) -> bool:
    """Whether any reading by aspect rests on measure points that are not all rated."""
    instrument = board.instrument
    return any(
        aspect_intensity(board, instrument.measure_points, wording.aspect).is_preliminary
        for wording in instrument.aspects
    )

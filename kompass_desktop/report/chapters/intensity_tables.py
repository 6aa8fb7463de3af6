"""Tables of intensity: area by aspect ("where the chain stops"), and traits of the ideal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from kompass_desktop import colors
from kompass_desktop.assessment.intensity import Intensity, trait_intensity
from kompass_desktop.assessment.numbers import percent
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import mark, tr
from kompass_desktop.instrument.model import Area, MeasurePoint
from kompass_desktop.report.charts.bars import NO_POINTS, share_bar, share_text
from kompass_desktop.report.drafts.wording import sentences
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
from kompass_desktop.report.report_data import ReportData

PRELIMINARY_SIGN = "*"
PROPOSAL_NOTE = mark("The figures rest wholly or partly on proposals from the interviews.")
PRELIMINARY_NOTE = mark("{0} preliminary: What is not rated is left out.")
_DARK_FROM = Fraction(9, 10)
"""Cells with at least this share are so dark that their text is white."""

_BAR = 190.0
_ASPECT = 62.0


def area_aspect_table(data: ReportData) -> Table:
    """Return the intensity of each area by aspect, in per cent; higher values are darker."""
    names = {area.code: f"{area.number} {area.title}" for area in data.instrument.areas}
    return _aspect_table(data, {**names, TOTAL: tr("The whole municipality")})


def question_aspect_table(data: ReportData, area: Area) -> Table:
    """Return the intensity of an area's questions, and of the area, as `area_aspect_table`."""
    names = {question.code: f"{question.code} {question.short}" for question in area.questions}
    return _aspect_table(data, {**names, area.code: tr("Focus area {0}").format(area.number)})


def _aspect_table(data: ReportData, names: Mapping[str, str]) -> Table:
    """Return a table with a row for each code of `names`; the last row is that of the whole."""
    aspects = data.instrument.aspects
    rows: list[Sequence[Cell]] = [
        [
            cell(tr("Per cent of what is possible"), HEAD),
            *(cell(a.short, HEAD_CENTER) for a in aspects),
        ]
    ]
    look: list[Command] = [("INNERGRID", (1, 1), (-1, -1), 1.5, HexColor(colors.WHITE))]
    for number, (code, name) in enumerate(names.items(), 1):
        style = CELL_BOLD if number == len(names) else CELL
        if not data.board.score(code).attainable:
            skipped = cell(tr("not in focus"), CELL_CENTER)
            rows.append([cell(name, style), skipped, *[""] * (len(aspects) - 1)])
            look.append(("SPAN", (1, number), (-1, number)))
            continue
        readings = data.by_aspect[code]
        rows.append([cell(name, style), *(_heat_cell(reading) for reading in readings)])
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


def trait_table(data: ReportData) -> Table:
    """Return the intensity of each trait of the ideal municipality, in per cent, with bars."""
    rows: list[Sequence[Cell]] = [
        [cell(tr("Trait"), HEAD), "", cell(tr("Of what is possible"), HEAD_RIGHT)]
    ]
    points = data.instrument.measure_points
    for wording in data.instrument.traits:
        intensity = trait_intensity(data.board, points, wording.trait)
        bearers = [point for point in points if wording.trait in point.traits]
        settled = ScoreStatus.PROPOSAL if _has_proposals(data, bearers) else ScoreStatus.RATED
        status = ScoreStatus.PRELIMINARY if intensity.is_preliminary else settled
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


def reading_notes(data: ReportData, code: str) -> list[Flowable]:
    """Return notes under an intensity table if its numbers are preliminary or proposals.

    `code` is that of an area or TOTAL.
    """
    entry = data.instrument.find(code) if code != TOTAL else data.instrument
    points = () if entry is None or isinstance(entry, MeasurePoint) else entry.measure_points
    is_preliminary = any(r.is_preliminary and r.share is not None for r in data.by_aspect[code])
    said = sentences(
        tr(PRELIMINARY_NOTE).format(PRELIMINARY_SIGN) if is_preliminary else "",
        tr(PROPOSAL_NOTE) if _has_proposals(data, points) else "",
    )
    return [Spacer(1, 4), Paragraph(markup(said), CAPTION)] if said else []


def _has_proposals(data: ReportData, points: Iterable[MeasurePoint]) -> bool:
    return any(data.board.rating(point.code).is_proposal for point in points)

"""Cells of intensity by aspect: the higher a share, the darker its cell."""

from __future__ import annotations

from fractions import Fraction

from pptx.enum.dml import MSO_THEME_COLOR

from kompass_desktop import colors
from kompass_desktop.assessment.intensity import Intensity
from kompass_desktop.assessment.numbers import percent
from kompass_desktop.i18n import tr
from kompass_desktop.report.chapters.intensity_tables import PRELIMINARY_SIGN
from kompass_desktop.report.firm.house_style import heat_high
from kompass_desktop.report.points_text import NO_POINTS
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.slides.tables import Cell, head
from kompass_desktop.report.slides.text_writer import locale_of

_DARK_FROM = Fraction(9, 10)
"""Cells with at least this share are so dark that their text is white."""


def aspect_head(data: ReportData) -> list[Cell]:
    """Return the names of the aspects as cells of a first row."""
    locale = locale_of(data.instrument.language)
    return [
        Cell(each.short, is_bold=True, is_centered=True, language=locale, color=head("").color)
        for each in data.instrument.aspects
    ]


def aspect_cells(data: ReportData, code: str) -> list[Cell]:
    """Return the intensity on each aspect of an area, a question or the whole."""
    if not data.board.score(code).attainable:
        return [Cell(NO_POINTS, is_centered=True) for _ in data.instrument.aspects]
    return [_cell(each) for each in data.by_aspect[code]]


def _cell(intensity: Intensity) -> Cell:
    share = intensity.share
    if share is None:
        return Cell(NO_POINTS, is_centered=True)
    sign = PRELIMINARY_SIGN if intensity.is_preliminary else ""
    text = tr("{0}%").format(percent(share)) + sign
    color = MSO_THEME_COLOR.BACKGROUND_1 if share >= _DARK_FROM else None
    return Cell(text, is_bold=True, is_centered=True, color=color, fill=_heat(share))


def _heat(share: Fraction) -> str:
    low, high = (_channels(color) for color in (colors.HEAT_LOW, heat_high()))
    mixed = [round(a + (b - a) * float(share)) for a, b in zip(low, high, strict=True)]
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _channels(color: str) -> tuple[int, ...]:
    return tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))

"""The chart of differences: a scale 0–4 for each measure point, with the informant groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.graphics.shapes import Circle, Drawing, Shape
from reportlab.lib.colors import HexColor

from kompass_desktop import colors
from kompass_desktop.assessment.consensus import DISAGREEMENT
from kompass_desktop.assessment.disagreements import Difference
from kompass_desktop.instrument.model import HIGHEST_LEVEL, LEVELS, Instrument
from kompass_desktop.report.charts.shapes import (
    SOFT,
    STRONG,
    TINY,
    Anchor,
    Box,
    canvas_of,
    label,
    line,
)
from kompass_desktop.report.firm.house_style import accent
from kompass_desktop.report.pdf.fonts import shortened, width_of
from kompass_desktop.report.pdf.styles import LabelStyle

ROW = 26.0
_HEAD = 14.0
_CODE = 30.0
_NAME_SHARE = 0.46
_SPREAD = 24.0
_SIDE = 26.0
_TEXT = LabelStyle(size=7.5)
_DOT = 2.8


def difference_chart(
    differences: Sequence[Difference], instrument: Instrument, width: float
) -> Drawing:
    """Return a chart with one row of 26 points for each difference, in the given order.

    A difference of two levels or more (`scoring.md`, "disagreement") has a red line and its
    spread in bold. At most about 25 differences fit on a page.
    """
    height = _HEAD + ROW * len(differences)
    drawing = canvas_of(width, height)
    for level in LEVELS:
        drawing.add(label(_x(level, width), height - 9, str(level), TINY, Anchor.MIDDLE))
    for index, each in enumerate(differences):
        row = Box(0, height - _HEAD - ROW * (index + 1), width, ROW)
        for shape in (*_named(each, instrument, row), *_scale(each, instrument, row)):
            drawing.add(shape)
    return drawing


def _x(level: int, width: float) -> float:
    left = width * _NAME_SHARE + _SIDE
    return left + (width - _SPREAD - _SIDE - left) * level / HIGHEST_LEVEL


def _named(each: Difference, instrument: Instrument, row: Box) -> Iterator[Shape]:
    middle = row.y + ROW / 2 - 3
    room = row.width * _NAME_SHARE - _CODE - 4
    yield label(0, middle, each.point.code, SOFT)
    name = shortened(each.point.statement, _TEXT.font, _TEXT.size, room)
    yield label(_CODE, middle + 4.5, name, _TEXT)
    yield label(_CODE, middle - 4.5, instrument.aspect(each.aspect).name, TINY)
    look = STRONG if each.spread >= DISAGREEMENT else SOFT
    yield label(row.right - 4, middle, str(each.spread), look, Anchor.END)
    yield line((0, row.y), (row.right, row.y), colors.BORDER, 0.4)


def _scale(each: Difference, instrument: Instrument, row: Box) -> Iterator[Shape]:
    y = row.y + 8
    levels = [level.level for level in each.levels]
    yield line((_x(0, row.width), y), (_x(HIGHEST_LEVEL, row.width), y), colors.BORDER_STRONG)
    for level in LEVELS:
        x = _x(level, row.width)
        yield line((x, y - 2), (x, y + 2), colors.BORDER_STRONG)
    shade = colors.WEAKNESS if each.spread >= DISAGREEMENT else accent()
    ends = (_x(min(levels), row.width), y), (_x(max(levels), row.width), y)
    yield line(*ends, shade, 1.8)
    for level in sorted(set(levels)):
        x = _x(level, row.width)
        dot = HexColor(accent())
        yield Circle(x, y, _DOT, fillColor=dot, strokeColor=dot)
        groups = [instrument.group(at.group) for at in each.levels if at.level == level]
        names = ", ".join(group.short for group in groups)
        if width_of(names, TINY.font, TINY.size) > _x(1, row.width) - _x(0, row.width) - 3:
            names = ", ".join(group.prefix for group in groups)
        yield label(x, y + 6, names, TINY, Anchor.MIDDLE)

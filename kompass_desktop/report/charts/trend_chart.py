"""Small charts beside each other: the points of each area over the years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil

from reportlab.graphics.shapes import Circle, Drawing, Shape
from reportlab.lib.colors import HexColor

from kompass_desktop import colors
from kompass_desktop.assessment.comparing.trend import Trend
from kompass_desktop.assessment.numbers import shortest
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
from kompass_desktop.report.pdf.fonts import SEMIBOLD, shortened, width_of
from kompass_desktop.report.pdf.styles import LabelStyle, Point

_ACROSS = 4
_HEIGHT, _BETWEEN = 92.0, 14.0
_HEAD, _FOOT, _SIDE = 24.0, 13.0, 10.0
"""The room above the scale, for name and points, and below it, for the years."""
_DOT = 2.0
_POINTS = LabelStyle(SEMIBOLD, 7)


def area_trend_chart(trends: Sequence[Trend], width: float) -> Drawing:
    """Return a small chart for each trend, four in a row, all from 0 to the area's maximum.

    `width` is in points.
    """
    rows = ceil(len(trends) / _ACROSS)
    drawing = canvas_of(width, rows * _HEIGHT)
    each = (width - (_ACROSS - 1) * _BETWEEN) / _ACROSS
    for index, trend in enumerate(trends):
        left = (index % _ACROSS) * (each + _BETWEEN)
        bottom = drawing.height - (index // _ACROSS + 1) * _HEIGHT
        for shape in _small(trend, Box(left, bottom, each, _HEIGHT)):
            drawing.add(shape)
    return drawing


def _small(trend: Trend, box: Box) -> Iterator[Shape]:
    plot = Box(box.x, box.y + _FOOT, box.width, box.height - _HEAD - _FOOT)
    name = shortened(trend.name, STRONG.font, STRONG.size, box.width)
    yield label(box.x, box.top - 10, name, STRONG)
    for share, color in ((0.0, colors.BORDER_STRONG), (0.5, colors.BORDER), (1.0, colors.BORDER)):
        y = plot.y + plot.height * share
        yield line((plot.x, y), (plot.right, y), color, 0.5)
    yield label(plot.right, plot.top + 1.5, shortest(trend.maximum), TINY, Anchor.END)
    dots = _dots(trend, plot)
    for start, end in pairwise(dots):
        yield line(start, end, accent(), 1.4)
    yield from _marked(trend, dots)
    yield from _years(trend, dots, box.y + 3)


def _dots(trend: Trend, plot: Box) -> list[Point]:
    """Return the places of the points; the years are as far apart as they were."""
    years = [point.compared.year or 0 for point in trend.points]
    span = years[-1] - years[0]
    room = plot.width - 2 * _SIDE
    shares = [(year - years[0]) / span if span else 0.5 for year in years]
    return [
        (
            plot.x + _SIDE + room * share,
            plot.y + plot.height * float(point.points / trend.maximum),
        )
        for point, share in zip(trend.points, shares, strict=True)
    ]


def _marked(trend: Trend, dots: Sequence[Point]) -> Iterator[Shape]:
    """Yield the dots with their points above them, those with no room for them without."""
    own = HexColor(accent())
    for index in _with_room([point.text for point in trend.points], dots, _POINTS):
        x, y = dots[index]
        yield label(x, y + 4, trend.points[index].text, _POINTS, Anchor.MIDDLE)
    for x, y in dots:
        yield Circle(x, y, _DOT, fillColor=own, strokeColor=own)


def _years(trend: Trend, dots: Sequence[Point], baseline: float) -> Iterator[Shape]:
    texts = [str(point.compared.year) for point in trend.points]
    for index in _with_room(texts, dots, SOFT):
        yield label(dots[index][0], baseline, texts[index], SOFT, Anchor.MIDDLE)


def _with_room(texts: Sequence[str], dots: Sequence[Point], look: LabelStyle) -> list[int]:
    """Return the indices of texts that do not overlap: the last, and then from the first on."""
    last = len(texts) - 1
    half = [width_of(text, look.font, look.size) / 2 + 1.5 for text in texts]
    shown = [last]
    end = float("-inf")
    for index in range(last):
        left, right = dots[index][0] - half[index], dots[index][0] + half[index]
        if left >= end and right <= dots[last][0] - half[last]:
            shown.append(index)
            end = right
    return shown

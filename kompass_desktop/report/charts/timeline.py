"""The timeline of a plan: bars under a scale of time, milestones as diamonds, and a legend.

The looks of the statuses differ in shape and not only in colour, for print in black and white.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto

from reportlab.graphics.shapes import Drawing, Polygon, Shape
from reportlab.lib.colors import HexColor

from kompass_desktop import colors
from kompass_desktop.assessment.plan_records import ImprovementStatus
from kompass_desktop.i18n import ptr
from kompass_desktop.report.charts.shapes import (
    SOFT,
    TINY,
    Box,
    canvas_of,
    hatching,
    label,
    line,
    rectangle,
)
from kompass_desktop.report.firm.house_style import accent, accent_soft
from kompass_desktop.report.pdf.fonts import SEMIBOLD, shortened, width_of
from kompass_desktop.report.pdf.styles import LabelStyle
from kompass_desktop.report.plan.plan_names import status_name
from kompass_desktop.report.plan.timeline_layout import Bar, Tick, TimeAxis

_NAMES = 178.0
_ROW, _BAR, _PHASE = 13.0, 7.5, 4.0
_HEAD, _LEGEND, _EDGE = 20.0, 18.0, 6.0
_INDENT = 8.0
_LEAST_BAR = 2.0
_DIAMOND = 4.2
_NAME = LabelStyle(size=7.5)
_STRONG_NAME = LabelStyle(SEMIBOLD, 7.5)


class _Sign(Enum):
    """What the legend explains besides statuses."""

    ACTIVITY = auto()
    MILESTONE = auto()
    REACHED = auto()


def timeline(bars: Sequence[Bar], width: float) -> Drawing:
    """Return a drawing of at least one bar; `width` is in points."""
    axis = TimeAxis(bars)
    drawing = canvas_of(width, _HEAD + _ROW * len(bars) + _LEGEND)
    plot = Box(_NAMES, _LEGEND, width - _NAMES - _EDGE, _ROW * len(bars))
    shapes = [*_grid(plot, axis.ticks), *_legend(bars)]
    for number, bar in enumerate(bars):
        lane = Box(plot.x, plot.top - _ROW * (number + 1), plot.width, _ROW)
        shapes += [*_name(lane, bar), *_drawn(lane, bar, axis)]
    for shape in shapes:
        drawing.add(shape)
    return drawing


def _grid(plot: Box, ticks: Sequence[Tick]) -> Iterator[Shape]:
    """Yield a line at each tick, the years, and the labels of units if all of them have room."""
    yield rectangle(plot, colors.SURFACE_SOFT)
    widest = max(width_of(tick.label, TINY.font, TINY.size) for tick in ticks)
    shows_units = widest + 3 <= plot.width / len(ticks)
    free = 0.0
    for tick in ticks:
        x = plot.x + plot.width * tick.share
        color, rise = (colors.BORDER_STRONG, _HEAD) if tick.year else (colors.BORDER, 0)
        yield line((x, plot.y), (x, plot.top + rise), color)
        if tick.year and x >= free:
            yield label(x + 2, plot.top + _HEAD - 7, tick.year, TINY)
            free = x + width_of(tick.year, TINY.font, TINY.size) + 4
        if shows_units:
            yield label(x + 2, plot.top + 3, tick.label, TINY)
    for y in (plot.top, plot.y):
        yield line((plot.x, y), (plot.right, y), colors.BORDER_STRONG)


def _name(lane: Box, bar: Bar) -> Iterator[Shape]:
    look = _STRONG_NAME if bar.status is None and not bar.depth else _NAME
    left = _INDENT * min(bar.depth, 3)
    name = shortened(bar.title, look.font, look.size, _NAMES - left - 8)
    yield label(left, lane.y + 3.5, name, look)


def _drawn(lane: Box, bar: Bar, axis: TimeAxis) -> Iterator[Shape]:
    start, end = axis.span(bar)
    x = lane.x + lane.width * start
    middle = lane.y + lane.height / 2
    if bar.is_milestone:
        yield _diamond(max(x, lane.x), middle, is_filled=not bar.is_done)
        return
    width = max(lane.width * (end - start), _LEAST_BAR)
    height = _PHASE if bar.status is None else _BAR
    yield from _bar(Box(x, middle - height / 2, width, height), bar.status)


def _bar(box: Box, status: ImprovementStatus | None) -> Iterator[Shape]:
    """Yield a bar in the look of a status; None is an activity."""
    match status:
        case None:
            yield rectangle(box, colors.TEXT_SOFT)
        case ImprovementStatus.DONE:
            yield rectangle(box, accent(), accent())
        case ImprovementStatus.UNDER_WAY:
            yield from hatching(box, accent())
            yield rectangle(box, None, accent())
        case ImprovementStatus.ADOPTED:
            yield rectangle(box, accent_soft(), accent())
        case _:
            empty = rectangle(box, colors.WHITE, accent())
            empty.strokeDashArray = [2, 1.5]
            yield empty


def _diamond(x: float, y: float, *, is_filled: bool) -> Polygon:
    corners = [x - _DIAMOND, y, x, y + _DIAMOND, x + _DIAMOND, y, x, y - _DIAMOND]
    color = HexColor(colors.TEXT)
    fill = color if is_filled else HexColor(colors.WHITE)
    return Polygon(corners, fillColor=fill, strokeColor=color, strokeWidth=0.8)


def _legend(bars: Sequence[Bar]) -> Iterator[Shape]:
    """Yield what the looks of the bars that there are mean, in one line."""
    x = 0.0
    for name, sign in _explained(bars):
        yield from _sign(sign, x)
        yield label(x + 20, 3, name, SOFT)
        x += 36 + width_of(name, SOFT.font, SOFT.size)


def _sign(sign: ImprovementStatus | _Sign, x: float) -> Iterator[Shape]:
    """Yield a sign of the legend at `x`."""
    match sign:
        case _Sign.ACTIVITY:
            yield from _bar(Box(x, 2 + (_BAR - _PHASE) / 2, 16, _PHASE), None)
        case _Sign.MILESTONE | _Sign.REACHED:
            yield _diamond(x + 10, 2 + _BAR / 2, is_filled=sign is _Sign.MILESTONE)
        case _:
            yield from _bar(Box(x, 2, 16, _BAR), sign)


def _explained(bars: Sequence[Bar]) -> Iterator[tuple[str, ImprovementStatus | _Sign]]:
    """Yield the signs of the legend with their names."""
    present = {bar.status for bar in bars if bar.status is not None}
    for status in ImprovementStatus:
        if status in present:
            yield status_name(status), status
    if any(bar.status is None and not bar.is_milestone for bar in bars):
        yield ptr("timeline", "activity"), _Sign.ACTIVITY
    if any(bar.is_milestone and not bar.is_done for bar in bars):
        yield ptr("timeline", "milestone"), _Sign.MILESTONE
    if any(bar.is_milestone and bar.is_done for bar in bars):
        yield ptr("timeline", "milestone reached"), _Sign.REACHED

"""The native timeline of slides: stacked bars on a scale of years, the first part invisible.

A day is its year and the part of the year before it, so that every label is a whole year.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.util import Pt

from kompass_desktop import colors
from kompass_desktop.assessment.plan_records import ImprovementStatus
from kompass_desktop.i18n import ptr
from kompass_desktop.report.firm.house_style import accent, accent_soft
from kompass_desktop.report.plan.plan_names import status_name
from kompass_desktop.report.plan.timeline_layout import Bar
from kompass_desktop.report.slides.charts import (
    LABEL,
    WHOLE,
    chart_name,
    fill_pattern,
    fill_series,
    rgb_of,
    set_up,
    show_legend,
)
from kompass_desktop.report.slides.pptx_types import Part, Shape
from kompass_desktop.report.slides.tables import describe

_LONGEST_NAME = 46
_LEAST = 0.006
"""The least length of a bar, and that of a milestone, as a share of the scale."""
_NAMES = 12.0
_NO_NAME = "\N{NO-BREAK SPACE}"
"""The name of the invisible part of the bars, which the legend would show."""


@dataclass(frozen=True)
class _Kind:
    """The bars of one look: their name, and which bars have it."""

    name: str
    has: Callable[[Bar], bool]
    paint: Callable[[Part], None]


def insert_timeline(
    placeholder: Shape, bars: Sequence[Bar], whole: Sequence[Bar], description: str
) -> None:
    """Fill a chart placeholder with a bar for each of `bars`, the first at the top.

    The scale and the legend are those of `whole`, which has all bars of the timeline;
    `description` is the alternative text.
    """
    first = floor(min(_years(bar.begins) for bar in whole))
    last = max(ceil(max(_end(bar) for bar in whole)), first + 1)
    kinds = [kind for kind in _kinds() if any(kind.has(bar) for bar in whole)]
    data = _chart_data(bars, kinds, (last - first) * _LEAST)
    frame = placeholder.insert_chart(XL_CHART_TYPE.BAR_STACKED, data)
    chart = frame.chart
    set_up(chart)
    _set_axes(chart, first, last)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 100
    before, *drawn = plot.series
    before.format.fill.background()
    for series, kind in zip(drawn, kinds, strict=True):
        kind.paint(series)
    show_legend(chart, XL_LEGEND_POSITION.BOTTOM)
    describe(frame, description)


def _chart_data(bars: Sequence[Bar], kinds: Sequence[_Kind], least: float) -> CategoryChartData:
    """Return the series of bars; none is shorter than `least`, in years."""
    data = CategoryChartData(number_format=WHOLE)
    data.categories = [chart_name(_short(bar.title)) for bar in bars]
    data.add_series(_NO_NAME, [_years(bar.begins) for bar in bars])
    for kind in kinds:
        lengths = [max(_end(b) - _years(b.begins), least) if kind.has(b) else None for b in bars]
        data.add_series(kind.name, lengths)
    return data


def _years(day: date) -> float:
    """Return when a day begins, in years."""
    start = date(day.year, 1, 1).toordinal()
    days = date(day.year, 12, 31).toordinal() - start + 1
    return day.year + (day.toordinal() - start) / days


def _end(bar: Bar) -> float:
    if bar.ends == date.max:
        return float(date.max.year + 1)
    return _years(bar.ends + timedelta(days=1)) if not bar.is_milestone else _years(bar.ends)


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_NAME else f"{title[: _LONGEST_NAME - 1]}…"


def _set_axes(chart: Part, first: int, last: int) -> None:
    values = chart.value_axis
    values.minimum_scale, values.maximum_scale = first, last
    values.major_unit = max(1, (last - first) // 12)
    values.minor_unit = 0.25
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = rgb_of(colors.BORDER_STRONG)
    values.tick_labels.font.size = Pt(LABEL)
    values.tick_labels.number_format = WHOLE
    values.tick_labels.number_format_is_linked = False
    values.format.line.fill.background()
    names = chart.category_axis
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = rgb_of(colors.BORDER_STRONG)
    names.tick_labels.font.size = Pt(_NAMES)


def _kinds() -> tuple[_Kind, ...]:
    """Return the looks of bars, in the order of the legend; they differ not only in colour."""
    return (
        *(_kind_of(status) for status in _PAINTS),
        _Kind(
            ptr("timeline", "activity"),
            lambda bar: bar.status is None and not bar.is_milestone,
            lambda series: fill_series(series, colors.TEXT_SOFT),
        ),
        _Kind(
            ptr("timeline", "milestone"),
            lambda bar: bar.is_milestone,
            lambda series: fill_series(series, colors.TEXT),
        ),
    )


def _kind_of(status: ImprovementStatus) -> _Kind:
    return _Kind(status_name(status), lambda bar: bar.status is status, _PAINTS[status])


def _outlined(series: Part, fill: str, *, is_dashed: bool = False) -> None:
    fill_series(series, fill)
    line = series.format.line
    line.color.rgb = rgb_of(accent())
    line.width = Pt(1)
    if is_dashed:
        line.dash_style = MSO_LINE_DASH_STYLE.DASH


def _striped(series: Part) -> None:
    _outlined(series, colors.WHITE)
    fill_pattern(series.format.fill, accent(), colors.WHITE)


_PAINTS: dict[ImprovementStatus, Callable[[Part], None]] = {
    ImprovementStatus.PROPOSED: lambda series: _outlined(series, colors.WHITE, is_dashed=True),
    ImprovementStatus.ADOPTED: lambda series: _outlined(series, accent_soft()),
    ImprovementStatus.UNDER_WAY: _striped,
    ImprovementStatus.DONE: lambda series: fill_series(series, accent()),
}

"""Native charts of slides, whose data are the printed figures.

A bar shows by its look how certain a figure is; what is not rated has no value and no label.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE, MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from kompass_desktop import colors
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import language, tr
from kompass_desktop.report.slides.tables import describe
from kompass_desktop.report.slides.text_fit import one_line
from kompass_desktop.report.slides.text_writer import LOCALES

WHOLE, ONE_DECIMAL = "0", "0.0"
"""Formats of numbers; the program that shows the slides puts its own decimal sign."""

_LABEL = 14.0
_ROOM = 1.12
"""How far the scale goes beyond the longest bar, so that its label has room."""


@dataclass(frozen=True)
class Bar:
    """A bar: its name, its value as printed, None if not rated, and how far it could go."""

    name: str
    value: float | None
    maximum: float
    attainable: float
    status: ScoreStatus


@dataclass(frozen=True)
class Series:
    """A named series of values, one for each category; None where there is none."""

    name: str
    values: Sequence[float | None]


def insert_bars(  # noqa: PLR0913 - all but four have a default
    placeholder: Any,  # noqa: ANN401 - pptx has no type for it
    bars: Sequence[Bar],
    name: str,
    description: str,
    *,
    number_format: str = WHOLE,
    shows_names: bool = True,
    shows_labels: bool = True,
) -> Any:  # noqa: ANN401
    """Fill a chart placeholder with a horizontal bar for each of `bars`, the first at the top.

    `name` is what the values are, such as "Points"; `description` the alternative text.
    """
    data = CategoryChartData(number_format=number_format)
    data.categories = [one_line(bar.name) for bar in bars]
    # The bars lie on one another: the maximum behind, the points in front.
    data.add_series(tr("Maximum"), [bar.maximum for bar in bars])
    data.add_series(tr("Attainable"), [bar.attainable for bar in bars])
    data.add_series(name, [bar.value for bar in bars])
    frame = placeholder.insert_chart(XL_CHART_TYPE.BAR_CLUSTERED, data)
    chart = frame.chart
    _set_up(chart)
    longest = max(bar.maximum for bar in bars)
    _set_bar_axes(chart, longest * _ROOM if shows_labels else longest, shows_names=shows_names)
    plot = chart.plots[0]
    plot.gap_width = 45 if shows_names else 70
    plot.overlap = 100
    maximum, attainable, points = plot.series
    _color(maximum, colors.TRACK)
    _pattern(maximum.format.fill, colors.BORDER_STRONG, colors.WHITE)
    _color(attainable, colors.TRACK)
    _color_bars(points, bars)
    if shows_labels:
        _label(points, number_format)
    describe(frame, description)
    return frame


def insert_columns(
    placeholder: Any,  # noqa: ANN401
    categories: Sequence[str],
    series: Sequence[Series],
    maximum: float,
    description: str,
) -> Any:  # noqa: ANN401
    """Fill a chart placeholder with two bars for each category: before, and now."""
    data = CategoryChartData(number_format=WHOLE)
    data.categories = [one_line(name) for name in categories]
    for each in series:
        data.add_series(one_line(each.name), list(each.values))
    frame = placeholder.insert_chart(XL_CHART_TYPE.BAR_CLUSTERED, data)
    chart = frame.chart
    _set_up(chart)
    _set_bar_axes(chart, maximum, shows_names=True)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, -5
    for each, color in zip(plot.series, (colors.BORDER_STRONG, colors.ACCENT), strict=True):
        _color(each, color)
        _label(each, WHOLE)
    _show_legend(chart, XL_LEGEND_POSITION.BOTTOM)
    describe(frame, description)
    return frame


def insert_radar(
    placeholder: Any,  # noqa: ANN401
    categories: Sequence[str],
    series: Sequence[Series],
    maximum: float,
    description: str,
    *,
    is_picture: bool = False,
) -> Any:  # noqa: ANN401
    """Fill a chart placeholder with a radar; the first series is the one that is labelled.

    With `is_picture` it has no texts.
    """
    data = CategoryChartData(number_format=WHOLE)
    data.categories = [one_line(name) for name in categories]
    for each in series:
        data.add_series(one_line(each.name), list(each.values))
    kind = XL_CHART_TYPE.RADAR_FILLED if is_picture else XL_CHART_TYPE.RADAR_MARKERS
    frame = placeholder.insert_chart(kind, data)
    chart = frame.chart
    _set_up(chart)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, maximum, maximum / 4
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = _rgb(colors.BORDER)
    axis.format.line.fill.background()
    axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    axis.major_tick_mark = XL_TICK_MARK.NONE
    chart.category_axis.tick_labels.font.size = Pt(_LABEL)
    if is_picture:
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        _color(chart.plots[0].series[0], colors.ACCENT)
        describe(frame, description)
        return frame
    _draw_lines(chart.plots[0].series)
    _label(chart.plots[0].series[0], WHOLE, position=None)
    if len(series) > 1:
        _show_legend(chart, XL_LEGEND_POSITION.BOTTOM)
    describe(frame, description)
    return frame


def fill_frame(frame: Any) -> None:  # noqa: ANN401
    """Let the bars take the whole height and width of the chart, to be beside rows of a table."""
    plot = frame.chart._chartSpace.chart.plotArea  # noqa: SLF001 - there is no public way
    for old in plot.findall(qn("c:layout")):
        plot.remove(old)
    plot.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
            '<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0"/><c:y val="0"/>'
            '<c:w val="1"/><c:h val="1"/></c:manualLayout></c:layout>'
        ),
    )


def _set_up(chart: Any) -> None:  # noqa: ANN401
    chart.font.size = Pt(_LABEL)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    chart.has_title = False
    chart.has_legend = False
    for run in chart._chartSpace.iter(qn("a:defRPr")):  # noqa: SLF001
        run.set("lang", LOCALES[language()])


def _set_bar_axes(chart: Any, maximum: float, *, shows_names: bool) -> None:  # noqa: ANN401
    values = chart.value_axis
    values.minimum_scale, values.maximum_scale = 0, maximum
    values.has_major_gridlines = False
    values.visible = False
    names = chart.category_axis
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.fill.background()
    names.tick_labels.font.size = Pt(_LABEL)
    if not shows_names:
        names.visible = False


def _color_bars(series: Any, bars: Iterable[Bar]) -> None:  # noqa: ANN401
    _color(series, colors.ACCENT)
    for number, bar in enumerate(bars):
        if bar.status in (ScoreStatus.PROPOSAL, ScoreStatus.PRELIMINARY):
            look = series.points[number].format
            if bar.status is ScoreStatus.PROPOSAL:
                _pattern(look.fill, colors.ACCENT, colors.WHITE)
            else:
                look.fill.solid()
                look.fill.fore_color.rgb = _rgb(colors.ACCENT_SOFT)
                look.line.dash_style = MSO_LINE_DASH_STYLE.DASH
            look.line.color.rgb = _rgb(colors.ACCENT)
            look.line.width = Pt(1)


def _color(series: Any, color: str) -> None:  # noqa: ANN401
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = _rgb(color)
    series.invert_if_negative = False


def _pattern(fill: Any, line: str, ground: str) -> None:  # noqa: ANN401
    fill.patterned()
    fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
    fill.fore_color.rgb = _rgb(line)
    fill.back_color.rgb = _rgb(ground)


def _draw_lines(series: Any) -> None:  # noqa: ANN401
    looks = ((colors.ACCENT, 3.0, None), (colors.EARLIER, 2.0, MSO_LINE_DASH_STYLE.DASH))
    for each, (color, width, dashes) in zip(series, looks, strict=False):
        each.smooth = False
        each.format.line.color.rgb = _rgb(color)
        each.format.line.width = Pt(width)
        if dashes is not None:
            each.format.line.dash_style = dashes
        each.marker.format.fill.solid()
        each.marker.format.fill.fore_color.rgb = _rgb(color)
        each.marker.format.line.color.rgb = _rgb(color)
        each.marker.size = 7


def _label(
    series: Any,  # noqa: ANN401
    number_format: str,
    position: Any = XL_LABEL_POSITION.OUTSIDE_END,  # noqa: ANN401
) -> None:
    labels = series.data_labels
    labels.show_value = True
    labels.number_format = number_format
    labels.number_format_is_linked = False
    labels.font.size = Pt(_LABEL)
    labels.font.bold = True
    if position is not None:
        labels.position = position


def _show_legend(chart: Any, position: Any) -> None:  # noqa: ANN401
    chart.has_legend = True
    chart.legend.position = position
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(_LABEL)


def _rgb(color: str) -> RGBColor:
    return RGBColor.from_string(color[1:].upper())

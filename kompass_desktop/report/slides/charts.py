"""Native bar charts of slides, whose data are the printed figures.

A bar shows by its look how certain a figure is; what is not rated has no value and no label.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE, MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from kompass_desktop import colors
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import language, tr
from kompass_desktop.report.firm.house_style import accent, accent_soft
from kompass_desktop.report.slides.pptx_types import Frame, Part, Shape
from kompass_desktop.report.slides.tables import describe
from kompass_desktop.report.slides.text_writer import LOCALES
from kompass_desktop.report.visible_text import one_line

WHOLE, ONE_DECIMAL = "0", "0.0"
"""Formats of numbers; the program that shows the slides puts its own decimal sign."""


LABEL = 14.0
"""The size of the texts in charts."""
_LONGEST_NAME = 120
_NO_TEXT = ("=", "{", "+", "-", "@", "http", "ftp", "mailto", "internal", "external")
"""Beginnings of what the writer of a chart's workbook makes a formula or a link."""
_ROOM = 1.12
"""How far the scale goes beyond the longest bar, so that its label has room."""


def per_cent_format() -> str:
    """Return the format of whole per cent in the language in use."""
    sign = tr("{0}%").format("")
    return f'0"{sign}"'


@dataclass(frozen=True)
class Bar:
    """A bar: its name, its value as printed, None if not rated, and how far it could go."""

    name: str
    value: float | None
    maximum: float
    attainable: float
    status: ScoreStatus


def chart_name(text: str) -> str:
    """Return the name of a series or a category, cleaned, which its workbook takes as text."""
    name = one_line(text)[:_LONGEST_NAME]
    return f" {name}" if name.startswith(_NO_TEXT) else name


@dataclass(frozen=True)
class Series:
    """A named series of values, one for each category; None where there is none."""

    name: str
    values: Sequence[float | None]


def insert_bars(  # noqa: PLR0913 - all but four have a default
    placeholder: Shape,
    bars: Sequence[Bar],
    name: str,
    description: str,
    *,
    number_format: str = WHOLE,
    shows_names: bool = True,
    shows_labels: bool = True,
) -> Shape:
    """Fill a chart placeholder with a horizontal bar for each of `bars`, the first at the top.

    `name` is what the values are, such as "Points"; `description` the alternative text.
    """
    data = CategoryChartData(number_format=number_format)
    data.categories = [chart_name(bar.name) for bar in bars]
    # The bars lie on one another: the maximum behind, the points in front.
    data.add_series(tr("Maximum"), [bar.maximum for bar in bars])
    data.add_series(tr("Attainable"), [bar.attainable for bar in bars])
    data.add_series(name, [bar.value for bar in bars])
    frame = placeholder.insert_chart(XL_CHART_TYPE.BAR_CLUSTERED, data)
    chart = frame.chart
    set_up(chart)
    longest = max(bar.maximum for bar in bars)
    _set_bar_axes(chart, longest * _ROOM if shows_labels else longest, shows_names=shows_names)
    plot = chart.plots[0]
    plot.gap_width = 45 if shows_names else 70
    plot.overlap = 100
    maximum, attainable, points = plot.series
    fill_series(maximum, colors.TRACK)
    fill_pattern(maximum.format.fill, colors.BORDER_STRONG, colors.WHITE)
    fill_series(attainable, colors.TRACK)
    _color_bars(points, bars)
    if shows_labels:
        add_labels(points, number_format)
    describe(frame, description)
    return frame


def insert_pairs(
    placeholder: Shape,
    categories: Sequence[str],
    series: Sequence[Series],
    maximum: float,
    description: str,
) -> Shape:
    """Fill a chart placeholder with two bars for each category: before, and now.

    They have no names, and are to be beside the rows of a table.
    """
    data = CategoryChartData(number_format=WHOLE)
    data.categories = [chart_name(name) for name in categories]
    for each in series:
        data.add_series(chart_name(each.name), list(each.values))
    frame = placeholder.insert_chart(XL_CHART_TYPE.BAR_CLUSTERED, data)
    chart = frame.chart
    set_up(chart)
    _set_bar_axes(chart, maximum * _ROOM, shows_names=False)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 0
    for each, color in zip(plot.series, (colors.BORDER_STRONG, accent()), strict=True):
        fill_series(each, color)
    describe(frame, description)
    return frame


def fill_frame(frame: Frame) -> None:
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


def set_up(chart: Part) -> None:
    """Set what all charts have in common: font, no title, no legend, language."""
    chart.font.size = Pt(LABEL)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    chart.has_title = False
    chart.plots[0].vary_by_categories = False
    chart.has_legend = False
    for run in chart._chartSpace.iter(qn("a:defRPr")):  # noqa: SLF001
        run.set("lang", LOCALES[language()])


def _set_bar_axes(chart: Part, maximum: float, *, shows_names: bool) -> None:
    values = chart.value_axis
    values.minimum_scale, values.maximum_scale = 0, maximum
    values.has_major_gridlines = False
    values.visible = False
    names = chart.category_axis
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.fill.background()
    names.tick_labels.font.size = Pt(LABEL)
    if not shows_names:
        names.visible = False


def _color_bars(series: Part, bars: Iterable[Bar]) -> None:
    fill_series(series, accent())
    for number, bar in enumerate(bars):
        if bar.status in (ScoreStatus.PROPOSAL, ScoreStatus.PRELIMINARY):
            look = series.points[number].format
            if bar.status is ScoreStatus.PROPOSAL:
                fill_pattern(look.fill, accent(), colors.WHITE)
            else:
                look.fill.solid()
                look.fill.fore_color.rgb = rgb_of(accent_soft())
                look.line.dash_style = MSO_LINE_DASH_STYLE.DASH
            look.line.color.rgb = rgb_of(accent())
            look.line.width = Pt(1)


def fill_series(series: Part, color: str) -> None:
    """Fill all bars of a series, or its surface, with a colour."""
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb_of(color)
    series.invert_if_negative = False


def fill_point(series: Part, number: int, color: str) -> None:
    """Fill one bar of a series, given its number from 0, with a colour."""
    fill = series.points[number].format.fill
    fill.solid()
    fill.fore_color.rgb = rgb_of(color)


def fill_pattern(fill: Part, line: str, ground: str) -> None:
    """Fill with stripes of a colour on another."""
    fill.patterned()
    fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
    fill.fore_color.rgb = rgb_of(line)
    fill.back_color.rgb = rgb_of(ground)


def add_labels(
    series: Part,
    number_format: str,
    position: Part = XL_LABEL_POSITION.OUTSIDE_END,
) -> None:
    """Show the values of a series beside its bars or points."""
    labels = series.data_labels
    labels.show_value = True
    labels.number_format = number_format
    labels.number_format_is_linked = False
    labels.font.size = Pt(LABEL)
    labels.font.bold = True
    if position is not None:
        labels.position = position


def show_legend(chart: Part, position: Part) -> None:
    """Show the legend at a position."""
    chart.has_legend = True
    chart.legend.position = position
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(LABEL)


def rgb_of(color: str) -> Part:
    """Return a colour of `colors`, as python-pptx takes it."""
    return RGBColor.from_string(color[1:].upper())

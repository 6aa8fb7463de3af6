"""The native radar of a profile."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml.ns import qn
from pptx.util import Pt

from kompass_desktop import colors
from kompass_desktop.report.firm.house_style import accent
from kompass_desktop.report.slides.charts import (
    LABEL,
    WHOLE,
    Series,
    add_labels,
    chart_name,
    fill_series,
    rgb_of,
    set_up,
    show_legend,
)
from kompass_desktop.report.slides.pptx_types import Part, Shape
from kompass_desktop.report.slides.tables import describe


def insert_radar(  # noqa: PLR0913 - the last has a default
    placeholder: Shape,
    categories: Sequence[str],
    series: Sequence[Series],
    maximum: float,
    description: str,
    *,
    legend: XL_LEGEND_POSITION = XL_LEGEND_POSITION.BOTTOM,
) -> None:
    """Fill a chart placeholder with a radar of lines; the first series has its values beside it.

    `maximum` is that of the scale, and `description` the alternative text. A series has at most
    six others; `legend` is where they are named.
    """
    chart = _insert(placeholder, XL_CHART_TYPE.RADAR_MARKERS, categories, series, description)
    _set_axis(chart, maximum)
    chart.category_axis.tick_labels.font.size = Pt(LABEL)
    _draw_lines(chart.plots[0].series)
    add_labels(chart.plots[0].series[0], WHOLE, position=None)
    if len(series) > 1:
        show_legend(chart, legend)


def insert_radar_picture(
    placeholder: Shape, categories: Sequence[str], shares: Series, description: str
) -> None:
    """Fill a chart placeholder with a radar of shares, in per cent, which shows no texts."""
    chart = _insert(placeholder, XL_CHART_TYPE.RADAR_FILLED, categories, (shares,), description)
    _set_axis(chart, 100)
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    fill_series(chart.plots[0].series[0], accent())


def _insert(
    placeholder: Shape,
    kind: XL_CHART_TYPE,
    categories: Sequence[str],
    series: Sequence[Series],
    description: str,
) -> Part:
    data = CategoryChartData(number_format=WHOLE)
    data.categories = [chart_name(name) for name in categories]
    for each in series:
        data.add_series(chart_name(each.name), list(each.values))
    frame = placeholder.insert_chart(kind, data)
    describe(frame, description)
    set_up(frame.chart)
    # python-pptx writes an element that the format of a radar does not have.
    for smooth in list(frame.chart._chartSpace.iter(qn("c:smooth"))):  # noqa: SLF001
        smooth.getparent().remove(smooth)
    return frame.chart


def _set_axis(chart: Part, maximum: float) -> None:
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, maximum, maximum / 4
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb_of(colors.BORDER)
    axis.format.line.fill.background()
    axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    axis.major_tick_mark = XL_TICK_MARK.NONE


_OTHERS = (
    (colors.EARLIER, MSO_LINE_DASH_STYLE.DASH),
    (colors.WEAKNESS, MSO_LINE_DASH_STYLE.DASH_DOT),
    (colors.TEXT_SOFT, MSO_LINE_DASH_STYLE.ROUND_DOT),
    (colors.CHALLENGE_LINE, None),
    (colors.STRENGTH, MSO_LINE_DASH_STYLE.DASH_DOT_DOT),
    (colors.WEAKNESS, MSO_LINE_DASH_STYLE.LONG_DASH),
)
"""The lines of the others, as in the report; they differ in their dashes too."""


def _draw_lines(series: Part) -> None:
    looks = ((accent(), 3.0, None), *((color, 2.0, dashes) for color, dashes in _OTHERS))
    for each, (color, width, dashes) in zip(series, looks, strict=False):
        each.format.line.color.rgb = rgb_of(color)
        each.format.line.width = Pt(width)
        if dashes is not None:
            each.format.line.dash_style = dashes
        each.marker.format.fill.solid()
        each.marker.format.fill.fore_color.rgb = rgb_of(color)
        each.marker.format.line.color.rgb = rgb_of(color)
        each.marker.size = 7

"""Draws the charts of the report (`chart_data`) with reportlab."""

from __future__ import annotations

from reportlab.graphics.shapes import Drawing

from kompass_desktop.report.chart_data import (
    AreaBar,
    AreaBars,
    AreaTrends,
    Chart,
    DifferenceChart,
    OverlaidRadar,
    PercentScale,
    PlainRadar,
    QuestionBars,
    RadarChart,
    ScoreBar,
    ShareBar,
    TimelineChart,
    TotalBar,
    TotalBars,
)
from kompass_desktop.report.charts.bars import area_heading, score_bar, share_bar, total_band
from kompass_desktop.report.charts.compared_charts import overlaid_radar, total_bars
from kompass_desktop.report.charts.difference_chart import difference_chart
from kompass_desktop.report.charts.question_chart import area_chart, question_chart, scale
from kompass_desktop.report.charts.radar import radar, radar_picture
from kompass_desktop.report.charts.timeline import timeline
from kompass_desktop.report.charts.trend_chart import area_trend_chart
from kompass_desktop.report.pdf.styles import CONTENT_WIDTH

_BAR_HEIGHT = 7.0


def drawing_of(chart: Chart) -> Drawing:
    """Return the drawing of a chart; the fonts must be registered."""
    match chart:
        case RadarChart(profile, earlier, height):
            return radar(profile, CONTENT_WIDTH, height, earlier)
        case PlainRadar(profile, size):
            return radar_picture(profile, size)
        case OverlaidRadar(own, others, height):
            return overlaid_radar(own, others, CONTENT_WIDTH, height)
        case AreaBars(profile, earlier):
            return area_chart(profile, earlier)
        case QuestionBars(area, profile, earlier):
            return question_chart(area, profile, earlier)
        case DifferenceChart(differences, instrument):
            return difference_chart(differences, instrument, CONTENT_WIDTH)
        case AreaTrends(trends):
            return area_trend_chart(trends, CONTENT_WIDTH)
        case TotalBars(own_total, ranked):
            return total_bars(own_total, ranked, CONTENT_WIDTH)
        case TimelineChart(bars):
            return timeline(bars, CONTENT_WIDTH)
        case _:
            return _one_row(chart)


def _one_row(chart: TotalBar | AreaBar | PercentScale | ScoreBar | ShareBar) -> Drawing:
    """Return the drawing of a chart that is one bar or scale."""
    match chart:
        case TotalBar(profile, earlier):
            return total_band(profile, earlier)
        case AreaBar(entry, earlier_entry, label):
            return area_heading(entry, earlier_entry, label)
        case PercentScale():
            return scale()
        case ScoreBar(score, width, before):
            return score_bar(score, width, _BAR_HEIGHT, before)
        case ShareBar(share, status, width):
            return share_bar(share, status, width, _BAR_HEIGHT)

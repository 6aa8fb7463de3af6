"""The summary on one page: the total, the profile, and the text with the main findings."""

from __future__ import annotations

from collections.abc import Iterator

from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import tr
from kompass_desktop.report.alternative_text import radar_text
from kompass_desktop.report.blocks import Block, Figure, Picture, chapter
from kompass_desktop.report.chapters.recommendation_table import (
    IN_SUMMARY,
    SHORT,
    printed_recommendations,
    recommendation_blocks,
)
from kompass_desktop.report.chapters.result_pages import total_line
from kompass_desktop.report.chapters.text_blocks import text_blocks
from kompass_desktop.report.chapters.texts import Chapter, chapter_text
from kompass_desktop.report.chart_data import RadarChart
from kompass_desktop.report.report_data import ReportData

_RADAR_HEIGHT = 165.0


def summary_page(data: ReportData, summary: Chapter) -> Iterator[Block]:
    """Yield the summary; one with an empty text is left out."""
    blocks = text_blocks(chapter_text(summary.key, data), summary.key)
    if not blocks:
        return
    yield from chapter(summary.title, summary.key)
    is_known = data.profile.status is not ScoreStatus.MISSING and bool(data.profile.attainable)
    if is_known:
        yield total_line(data)
        radar = RadarChart(data.profile, data.earlier, _RADAR_HEIGHT)
        alternative = radar_text(data.profile, data.earlier)
        yield Figure((Picture(radar, alternative),), tr("The profile in short"))
    yield from blocks
    first = printed_recommendations(data)[:IN_SUMMARY]
    key = f"{summary.key}-recommendations"
    yield from recommendation_blocks(tr("We recommend"), key, first, longest=SHORT)

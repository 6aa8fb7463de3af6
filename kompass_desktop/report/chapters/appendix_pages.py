"""The appendix: the effective rating of every measure point, without saying who rated it."""

from __future__ import annotations

from kompass_desktop.i18n import tr
from kompass_desktop.report.blocks import Block, Heading, chapter
from kompass_desktop.report.chapters.rating_table import rating_table
from kompass_desktop.report.chapters.status_legend import legend_of
from kompass_desktop.report.chapters.text_blocks import text_blocks
from kompass_desktop.report.chapters.texts import Chapter, chapter_text
from kompass_desktop.report.report_data import ReportData


def appendix_pages(data: ReportData, appendix: Chapter) -> list[Block]:
    """Return the appendix; an empty list for recorded results, which have no ratings."""
    if data.is_recorded_only:
        return []
    points = data.instrument.measure_points
    statuses = {data.board.score(p.code).status for p in points if p.code not in data.out_of_focus}
    blocks: list[Block] = [
        *chapter(appendix.title, appendix.key, tr("Appendix")),
        *text_blocks(chapter_text(appendix.key, data), appendix.key),
        *legend_of(data, statuses),
    ]
    for area in data.instrument.areas:
        title = f"{area.number} {area.title}"
        blocks += [Heading(title, f"appendix-{area.number}", room=110), rating_table(data, area)]
    return blocks

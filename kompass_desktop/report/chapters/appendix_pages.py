"""The appendix: the effective rating of every measure point, without saying who rated it."""

from __future__ import annotations

from kompass_desktop.i18n import mark, tr
from kompass_desktop.report.blocks import Block, Heading, chapter, paragraph
from kompass_desktop.report.chapters.rating_table import rating_table
from kompass_desktop.report.chapters.status_legend import legend_of
from kompass_desktop.report.drafts.wording import listed
from kompass_desktop.report.report_data import ReportData

TITLE = mark("Appendix: all ratings")


def appendix_pages(data: ReportData) -> list[Block]:
    """Return the appendix; an empty list for recorded results, which have no ratings."""
    if data.is_recorded_only:
        return []
    letter = tr("{0} is {1}")
    aspects = data.instrument.aspects
    letters = listed([letter.format(aspect.letter, aspect.name.lower()) for aspect in aspects])
    text = tr(
        "{0}. Each aspect is rated from 0 to 4; a dash means that it is not rated. A measure point "
        "that is not in focus has no figures. The points are the measure point's share of the "
        "question's maximum."
    ).format(letters)
    points = data.instrument.measure_points
    statuses = {data.board.score(p.code).status for p in points if p.code not in data.out_of_focus}
    blocks: list[Block] = [
        *chapter(tr(TITLE), "appendix", tr("Appendix")),
        paragraph(text),
        *legend_of(data, statuses),
    ]
    for area in data.instrument.areas:
        title = f"{area.number} {area.title}"
        blocks += [Heading(title, f"appendix-{area.number}", room=110), rating_table(data, area)]
    return blocks

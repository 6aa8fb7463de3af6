"""The appendix: the effective rating of every measure point, without saying who rated it."""

from __future__ import annotations

from reportlab.platypus import Flowable, Paragraph, Spacer

from kompass_desktop.i18n import mark, tr
from kompass_desktop.report.chapters.rating_table import rating_table
from kompass_desktop.report.chapters.status_legend import legend_of
from kompass_desktop.report.drafts.wording import listed
from kompass_desktop.report.pdf.fonts import markup
from kompass_desktop.report.pdf.styles import BODY
from kompass_desktop.report.pdf.template import chapter, section
from kompass_desktop.report.report_data import ReportData

TITLE = mark("Appendix: all ratings")


def appendix_pages(data: ReportData) -> list[Flowable]:
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
    story = [
        *chapter(tr(TITLE), "appendix", tr("Appendix")),
        Paragraph(markup(text), BODY),
        *legend_of(data, statuses),
        Spacer(1, 4),
    ]
    for area in data.instrument.areas:
        key = f"appendix-{area.number}"
        story += section(f"{area.number} {area.title}", key, 110)
        story.append(rating_table(data, area))
    return story

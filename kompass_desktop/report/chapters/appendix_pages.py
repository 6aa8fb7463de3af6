"""The appendix: every measure point as it was rated, without a word of who rated it."""

from __future__ import annotations

from reportlab.platypus import Flowable, Paragraph, Spacer

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import mark, tr
from kompass_desktop.report.chapters.rating_table import rating_table
from kompass_desktop.report.charts.bars import legend
from kompass_desktop.report.drafts.wording import listed
from kompass_desktop.report.pdf.fonts import markup
from kompass_desktop.report.pdf.styles import BODY
from kompass_desktop.report.pdf.template import chapter, section
from kompass_desktop.report.report_data import disagreements, is_recorded_only

TITLE = mark("Appendix: all ratings")


def appendix_pages(assessment: Assessment, board: Scoreboard) -> list[Flowable]:
    """Return the appendix; recorded results have none, as they have no ratings."""
    if is_recorded_only(assessment):
        return []
    letter = tr("{0} is {1}")
    aspects = assessment.instrument.aspects
    letters = listed([letter.format(aspect.letter, aspect.name.lower()) for aspect in aspects])
    text = tr(
        "{0}. Each aspect is rated from 0 to 4; a dash means that it is not rated. The points are "
        "the measure point's share of the question's maximum."
    ).format(letters)
    points = assessment.instrument.measure_points
    story = [
        *chapter(tr(TITLE), "appendix", tr("Appendix")),
        Paragraph(markup(text), BODY),
        legend({board.score(point.code).status for point in points}),
        Spacer(1, 4),
    ]
    disputed = disagreements(assessment)
    for area in assessment.instrument.areas:
        key = f"appendix-{area.number}"
        story += section(f"{area.number} {area.title}", key, 110)
        story.append(rating_table(area, board, disputed))
    return story

"""The appendix: every measure point as it was rated, without a word of who rated it."""

from __future__ import annotations

from reportlab.platypus import Flowable, Paragraph, Spacer

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.report.chapters.rating_table import rating_table
from kompass_desktop.report.charts.bars import legend
from kompass_desktop.report.drafts.wording import listed
from kompass_desktop.report.pdf.fonts import markup
from kompass_desktop.report.pdf.styles import BODY
from kompass_desktop.report.pdf.template import chapter, section, short_chapter
from kompass_desktop.report.report_data import disagreements, is_recorded_only, published_in

TITLE = "Vedlegg: alle vurderinger"


def appendix_pages(assessment: Assessment, board: Scoreboard) -> list[Flowable]:
    """Return the appendix; recorded results have no ratings, and it says so."""
    if is_recorded_only(assessment):
        where = published_in(assessment.particulars)
        text = (
            f"Resultatene er registrert som publisert {where}. Vurderingene av hvert målepunkt "
            "finnes ikke i Kompass, og vedlegget er derfor tomt."
        )
        return [*short_chapter(TITLE, "appendix", 40), Paragraph(markup(text), BODY)]
    letters = listed([f"{a.letter} er {a.name.lower()}" for a in assessment.instrument.aspects])
    text = (
        f"{letters}. Hvert aspekt er vurdert fra 0 til 4; en strek betyr at det ikke er vurdert. "
        "Poengene er målepunktets andel av spørsmålets maksimum."
    )
    points = assessment.instrument.measure_points
    story = [
        *chapter(TITLE, "appendix", "Vedlegg"),
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

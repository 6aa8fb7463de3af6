"""Writes a PDF with the page heads and feet of the report, but without its cover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import IO

from reportlab.platypus import Flowable

from kompass_desktop import __version__
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.i18n import tr
from kompass_desktop.report.chapters.front_pages import INVENTED
from kompass_desktop.report.dates import short_date
from kompass_desktop.report.foreign_texts import languages_of
from kompass_desktop.report.names import name_and_year, team_of
from kompass_desktop.report.pdf.fonts import register
from kompass_desktop.report.pdf.running_heads import RunningTexts
from kompass_desktop.report.pdf.styles import PORTRAIT, PageSize
from kompass_desktop.report.pdf.template import Metadata, ReportTemplate


def write_sheet(  # noqa: PLR0913 - each is another thing
    assessment: Assessment,
    title: str,
    story: Sequence[Flowable],
    made_on: date,
    file: IO[bytes],
    *,
    page: PageSize = PORTRAIT,
) -> None:
    """Write `story` as a PDF to a binary file, on pages of a size in points.

    `title` is in the head of each page, the firm and the date `made_on` in its foot.
    """
    register()
    head = f"{title} – {name_and_year(assessment.particulars)}"
    warning = tr(INVENTED) if assessment.particulars.invented else ""
    made = tr("Made {0} with Kompass {1}").format(short_date(made_on), __version__)
    template = ReportTemplate(
        file,
        Metadata(
            title=f"{head} ({warning.lower()})" if warning else head,
            author=assessment.particulars.firm.strip() or team_of(assessment),
            subject=assessment.instrument.title,
            creator=f"Kompass {__version__}",
        ),
        RunningTexts(
            head=head,
            warning=warning,
            foot=" · ".join(text for text in (assessment.particulars.firm.strip(), made) if text),
        ),
        page,
    )
    # Without the page template of the cover, the first page has a head and a foot.
    template.pageTemplates = template.pageTemplates[1:]
    template.write(story, languages_of(assessment.instrument, assessment.particulars))

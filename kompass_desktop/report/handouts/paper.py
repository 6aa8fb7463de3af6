"""The pages that handouts are printed on: those of the report, without its cover."""

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
from kompass_desktop.report.names import name_and_year
from kompass_desktop.report.pdf.fonts import register
from kompass_desktop.report.pdf.running_heads import Running
from kompass_desktop.report.pdf.template import Metadata, ReportTemplate


def print_handout(
    assessment: Assessment, title: str, story: Sequence[Flowable], made_on: date, file: IO[bytes]
) -> None:
    """Write pages with a running head and foot as a PDF to a binary file."""
    register()
    head = f"{title} – {name_and_year(assessment.particulars)}"
    template = ReportTemplate(
        file,
        Metadata(
            title=head,
            author=", ".join(member.name for member in assessment.members_in_order()),
            subject=assessment.instrument.title,
            creator=f"Kompass {__version__}",
        ),
        Running(
            head=head,
            warning=tr(INVENTED) if assessment.particulars.invented else "",
            foot=tr("Made {0} with Kompass {1}").format(short_date(made_on), __version__),
        ),
    )
    # There is no cover: the pages begin as those inside a report.
    template.pageTemplates = template.pageTemplates[1:]
    template.multiBuild(list(story))

"""Writes the report as a PDF or as a Word document."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import IO

from kompass_desktop import __version__
from kompass_desktop.assessment.anonymity import as_printed, firm_as_printed
from kompass_desktop.assessment.comparing.compared import Compared
from kompass_desktop.assessment.firm import NO_FIRM, Firm, WordTemplate
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.report.blocks import Report
from kompass_desktop.report.cancelling import Progress
from kompass_desktop.report.content import report_content
from kompass_desktop.report.firm.house_style import house_style_of, in_house_style
from kompass_desktop.report.formats import ReportFormat
from kompass_desktop.report.pdf.fonts import register
from kompass_desktop.report.pdf.rendering import flowables
from kompass_desktop.report.pdf.running_heads import RunningTexts
from kompass_desktop.report.pdf.template import Metadata, ReportTemplate
from kompass_desktop.report.report_data import ReportData

_log = logging.getLogger(__name__)


def write_report(  # noqa: PLR0913 - all but the first two have a default
    assessment: Assessment,
    file: IO[bytes],
    *,
    earlier: Profile | None = None,
    shows_differences: bool = False,
    compared: Sequence[Compared] = (),
    made_on: date | None = None,
    kind: ReportFormat = ReportFormat.PDF,
    template: Path | None = None,
    firm: Firm = NO_FIRM,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write the report of an assessment to a binary file, in the language in use.

    `earlier` is the profile of an earlier assessment, drawn beside this one;
    `shows_differences` adds the section on differences between informant groups; `compared` is
    what the section on the comparison shows; `made_on` is the date on the cover, today by
    default. `template` is a Word document with the styles and the page of a firm, for that
    format; by default it is that of `firm`, whose logo, colour and contact lines every format
    has. `progress` is called with the share that is done, 0-1. Raises ReportCancelled when
    `cancelled` returns true, and UnusableTemplate.
    """
    step_done = Progress(progress, cancelled).done
    # The report never names informants, even if texts contain their names.
    firm = firm_as_printed(firm, assessment)
    assessment = as_printed(assessment)
    board = Scoreboard(assessment)
    data = ReportData(
        assessment,
        board,
        earlier,
        shows_differences=shows_differences,
        compared=tuple(compared),
        firm=firm,
    )
    today = date.today()  # noqa: DTZ011 - the day on the wall
    with in_house_style(house_style_of(firm.color)):
        report = report_content(data, made_on or today)
        if kind is ReportFormat.WORD:
            _write_word(report, file, template or firm.template, step_done)
        else:
            write_pdf(report, file, step_done)


def _write_word(
    report: Report,
    file: IO[bytes],
    template: Path | WordTemplate | None,
    step_done: Callable[[float], None],
) -> None:
    # Imported only for Word: python-docx takes 0.1 s to import.
    from kompass_desktop.report.word.document import write_word

    write_word(report, file, template, step_done)
    _log.info("report made for Word")


def write_pdf(report: Report, file: IO[bytes], step_done: Callable[[float], None]) -> None:
    """Write the content of a report as a PDF to a binary file, in the house style in use.

    `step_done` gets the share that is done, 0–1, and may raise to cancel.
    """
    register()
    template = ReportTemplate(
        file,
        Metadata(report.title, report.author, report.subject, f"Kompass {__version__}"),
        RunningTexts(report.head, report.foot, report.warning),
    )
    template.report_progress(step_done)
    step_done(0)
    template.write(list(flowables(report.blocks)), report.languages)
    step_done(1)
    _log.info("report of %d pages made", template.page)

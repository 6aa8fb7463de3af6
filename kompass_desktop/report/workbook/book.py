"""Writes the workbook: all sheets in order, and the properties of the file."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import IO

from kompass_desktop import __version__
from kompass_desktop.assessment.anonymity import Names, as_printed
from kompass_desktop.assessment.comparing.compared import Compared
from kompass_desktop.assessment.firm import NO_FIRM, Firm
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import Language, language
from kompass_desktop.report.cancelling import Progress
from kompass_desktop.report.content import author_of
from kompass_desktop.report.firm.house_style import house_style_of, in_house_style
from kompass_desktop.report.names import name_and_year
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.workbook.about_sheet import add_explanation
from kompass_desktop.report.workbook.advice_sheet import add_advice
from kompass_desktop.report.workbook.cell_text import cell_text
from kompass_desktop.report.workbook.chain_sheet import add_chain
from kompass_desktop.report.workbook.comparison_sheet import add_comparison
from kompass_desktop.report.workbook.content import Content
from kompass_desktop.report.workbook.document_chain_sheet import add_document_chain
from kompass_desktop.report.workbook.document_sheet import add_documents
from kompass_desktop.report.workbook.finding_sheet import add_findings
from kompass_desktop.report.workbook.follow_up_sheet import add_follow_ups
from kompass_desktop.report.workbook.group_sheet import add_group_medians
from kompass_desktop.report.workbook.interview_sheet import add_interviews
from kompass_desktop.report.workbook.measure_point_sheet import add_measure_points
from kompass_desktop.report.workbook.plan_sheet import add_plan
from kompass_desktop.report.workbook.profile_sheet import add_profile, add_questions
from kompass_desktop.report.workbook.scenario_sheet import add_scenario
from kompass_desktop.report.workbook.timeline_sheet import add_timeline

_log = logging.getLogger(__name__)

_SHEETS: tuple[Callable[[Content], None], ...] = (
    add_profile,
    add_questions,
    add_measure_points,
    add_chain,
    add_comparison,
    add_group_medians,
    add_findings,
    add_advice,
    add_plan,
    add_timeline,
    add_scenario,
    add_interviews,
    add_documents,
    add_document_chain,
    add_follow_ups,
    add_explanation,
)
_LOCALES = {Language.BOKMAL: "nb-NO", Language.NYNORSK: "nn-NO", Language.ENGLISH: "en-GB"}
_LONGEST_PROPERTY = 255


def write_workbook(  # noqa: PLR0913 - all but the first two have a default
    assessment: Assessment,
    file: IO[bytes],
    *,
    names: Names = Names.LEFT_OUT,
    compared: Sequence[Compared] = (),
    firm: Firm = NO_FIRM,
    made_at: datetime | None = None,
    progress: Progress | None = None,
) -> None:
    """Write the workbook of an assessment to a binary file, in the language in use.

    Without names, the texts are as the report prints them, and only groups are listed. `compared`
    is what the sheet of the comparison shows; without any there is no such sheet. `made_at` is
    the time in the properties of the file, now by default. Heads and charts have the colour of
    `firm`. Raises ReportCancelled.
    """
    # Imported only when a workbook is written, so that the program starts fast.
    import xlsxwriter

    step = progress or Progress()
    step.done(0)
    shown = assessment if names is Names.INCLUDED else as_printed(assessment)
    data = ReportData(shown, Scoreboard(shown), compared=tuple(compared))
    # In memory: a temporary file on disk would have the texts unencrypted.
    book = xlsxwriter.Workbook(file, {"in_memory": True, **_ONLY_TEXT})
    book.set_properties(_properties(data, made_at or datetime.now(UTC)))
    book.set_custom_property("Language", _LOCALES[language()])
    content = Content(book, data, names)
    with in_house_style(house_style_of(firm.color)):
        for number, add in enumerate(_SHEETS, 1):
            add(content)
            step.done(number / (len(_SHEETS) + 1))
    book.close()
    step.done(1)
    _log.info("workbook of %d sheets made", len(book.worksheets()))


_ONLY_TEXT = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def _properties(data: ReportData, made_at: datetime) -> dict[str, object]:
    particulars = data.particulars
    texts = {
        "title": f"{data.instrument.name} – {name_and_year(particulars)}",
        "subject": particulars.report or data.instrument.title,
        "author": author_of(data),
        "company": particulars.firm.strip(),
        "comments": f"Kompass {__version__}",
    }
    kept = {key: cell_text(text)[:_LONGEST_PROPERTY] for key, text in texts.items()}
    return {**kept, "created": made_at.replace(tzinfo=None)}

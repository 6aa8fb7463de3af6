"""The sheet of the findings, in the order of the report."""

from __future__ import annotations

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.records import Finding
from kompass_desktop.i18n import pmark, ptr, tr
from kompass_desktop.instrument.model import Area, MeasurePoint, Question
from kompass_desktop.report.document_text import source_of
from kompass_desktop.report.workbook.content import Content
from kompass_desktop.report.workbook.sheet import Column, Look, Sheet

_KINDS = {
    FindingKind.STRENGTH: pmark("search", "strength"),
    FindingKind.CHALLENGE: pmark("search", "challenge"),
    FindingKind.WEAKNESS: pmark("search", "weakness"),
}


def add_findings(content: Content) -> None:
    """Add the sheet with the findings; empty ones are left out, as in the report."""
    columns = (
        Column(tr("Area"), 8, Look.CODE),
        Column(tr("Focus area"), 26),
        Column(tr("Kind"), 12),
        Column(tr("Finding"), 70),
        Column(tr("Code"), 8, Look.CODE),
        Column(tr("Question"), 34),
        Column(tr("Measure point"), 40),
        Column(tr("Document"), 24),
    )
    sheet = content.sheet(tr("Findings"), columns)
    assessment = content.data.assessment
    for area in content.data.instrument.areas:
        for kind in FindingKind:
            for finding in assessment.findings_of(area.number, kind):
                if finding.text.strip():
                    _add(content, sheet, area, finding)
    sheet.end_table(tr("There are no findings."))
    sheet.keep_as_text(0, sheet.next_row - 1)
    sheet.keep_as_text(4, sheet.next_row - 1)
    sheet.finish()


def _add(content: Content, sheet: Sheet, area: Area, finding: Finding) -> None:
    assessment, instrument = content.data.assessment, content.data.instrument
    entry = instrument.find(finding.code)
    if isinstance(entry, MeasurePoint):
        about = (instrument.question(entry.question).text, entry.statement)
    else:
        about = (entry.text if isinstance(entry, Question) else "", "")
    note = assessment.notes.get(finding.note)
    sheet.add(
        area.code,
        area.title,
        ptr("search", _KINDS[finding.kind]),
        finding.text.strip(),
        finding.code,
        *about,
        source_of(assessment, note) if note else "",
    )

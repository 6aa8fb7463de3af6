"""The sheet of the chain of documents: a row for each document, and one for each gap."""

from __future__ import annotations

from kompass_desktop.assessment.planning.service_steps import ServiceSteps
from kompass_desktop.i18n import tr
from kompass_desktop.report.document_text import chain_name, document_name, status_name
from kompass_desktop.report.plan.document_chain_text import gap_text
from kompass_desktop.report.workbook.content import Content
from kompass_desktop.report.workbook.sheet import Column, Look, Sheet


def add_document_chain(content: Content) -> None:
    """Add the sheet; nothing without a plan, or if no document has a place in the chain."""
    plan = content.data.plan
    if plan.is_empty or not plan.chain:
        return
    columns = (
        Column(tr("Service area"), 28),
        Column(tr("Place in the chain"), 18),
        Column(tr("Document"), 60),
        Column(tr("Type"), 24),
        Column(tr("Year"), 8, Look.WHOLE),
        Column(tr("Status"), 14, Look.STATUS),
    )
    sheet = content.sheet(tr("Document chain"), columns)
    for row in plan.chain:
        _add(sheet, row)
    sheet.finish()


def _add(sheet: Sheet, row: ServiceSteps) -> None:
    for step, documents in row.chain.items():
        place = row.name, chain_name(step)
        if not documents:
            sheet.add(*place, gap_text(), "", None, "")
        for each in documents:
            kind, status = each.kind.strip(), status_name(each.status)
            sheet.add(*place, document_name(each), kind, each.year, status)

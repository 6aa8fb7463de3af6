"""The sheet of the register of documents."""

from __future__ import annotations

from kompass_desktop.i18n import tr
from kompass_desktop.report.document_text import chain_name, status_name
from kompass_desktop.report.workbook.content import Content
from kompass_desktop.report.workbook.sheet import Column, Look


def add_documents(content: Content) -> None:
    """Add the sheet with all documents, also those that are not read."""
    columns = (
        Column(tr("Document"), 60),
        Column(tr("Type"), 24),
        Column(tr("Year"), 8, Look.WHOLE),
        Column(tr("Place in the chain"), 18),
        Column(tr("Status"), 14),
        Column(tr("Address"), 50),
    )
    sheet = content.sheet(tr("Documents"), columns)
    for each in content.data.assessment.documents_in_order():
        name = each.title.strip() or tr("Document without a title")
        chain, status = chain_name(each.chain), status_name(each.status)
        sheet.add(name, each.kind.strip(), each.year, chain, status, each.link.strip())
    sheet.end_table(tr("There are no documents."))
    sheet.finish()

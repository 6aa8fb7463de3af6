"""The names of documents and their fields in lists and quotations, in window and report."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import ChainStep, Document, DocumentStatus, Note
from kompass_desktop.i18n import pmark, ptr, tr

_YEAR = re.compile(r"\b(19|20)\d\d\b", re.ASCII)

STATUS_NAMES: Mapping[str, str] = {
    DocumentStatus.REQUESTED: pmark("document", "asked for"),
    DocumentStatus.RECEIVED: pmark("document", "received"),
    DocumentStatus.READ: pmark("document", "read"),
}
CHAIN_NAMES: Mapping[str, str] = {
    ChainStep.INPUT: pmark("document", "Input"),
    ChainStep.PROCESS: pmark("document", "Processes"),
    ChainStep.OUTPUT: pmark("document", "Outputs"),
    ChainStep.RESULT: pmark("document", "Results"),
    ChainStep.IMPACT: pmark("document", "Impact"),
}


def status_name(status: DocumentStatus) -> str:
    """Return the name of a document's status."""
    return ptr("document", STATUS_NAMES[status])


def chain_name(step: ChainStep | None) -> str:
    """Return the name of a step of the chain, "" for none."""
    return "" if step is None else ptr("document", CHAIN_NAMES[step])


def document_name(document: Document) -> str:
    """Return the name of a document for citing: its title, with the year if that has none."""
    title = document.title.strip() or document.kind.strip() or tr("Document without a title")
    if document.year is None or _YEAR.search(title):
        return title
    return f"{title} ({document.year})"


def page_name(page: str) -> str:
    """Return a page of a document for citing: "s. 14"; "" for none."""
    return tr("p. {0}").format(page) if page else ""


def source_of(assessment: Assessment, note: Note) -> str:
    """Return the document and page of a note line for citing, or "" if it has no document."""
    document = assessment.documents.get(note.document)
    parts = (document_name(document) if document else "", page_name(note.page))
    return ", ".join(part for part in parts if part)

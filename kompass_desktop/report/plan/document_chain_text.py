"""How the documents in the chain from input to impact are listed."""

from __future__ import annotations

from collections.abc import Sequence

from kompass_desktop.assessment.records import Document, DocumentStatus
from kompass_desktop.i18n import ptr, tr
from kompass_desktop.report.document_text import document_name, status_name
from kompass_desktop.report.drafts.summary import in_short


def chained_names(documents: Sequence[Document], most: int, longest: int) -> str:
    """Return at most `most` documents in a line, and how many more there are; "" for none.

    Each has at most `longest` letters.
    """
    names = [in_short(_chained_name(each), longest) for each in documents]
    left = len(names) - most
    shown = [*names[:most], *([tr("{0} more").format(left)] if left > 0 else [])]
    return "; ".join(shown)


def gap_text() -> str:
    """Return what is written where there is no document."""
    return tr("no document")


def _chained_name(document: Document) -> str:
    """Return a document as it is listed in the chain, with its status unless it is read."""
    name = document_name(document)
    if document.status is DocumentStatus.READ:
        return name
    return ptr("document", "{0} ({1})").format(name, status_name(document.status))

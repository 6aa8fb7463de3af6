"""Evidence as text: the documents with the pages on which it is found."""

from __future__ import annotations

from collections.abc import Iterable

from kompass_desktop.assessment.evidence import Evidence
from kompass_desktop.i18n import tr
from kompass_desktop.report.document_text import document_name, page_name


def evidence_text(evidence: Iterable[Evidence]) -> str:
    """Return evidence as one line: "Evidence: Annual report 2025 p. 14, 31"; "" for none."""
    cited = [_cited(each) for each in evidence]
    return tr("Evidence: {0}").format("; ".join(cited)) if cited else ""


def _cited(evidence: Evidence) -> str:
    pages = ", ".join(evidence.pages)
    return f"{document_name(evidence.document)} {page_name(pages)}".strip()

"""The documents in the chain from input to impact, by service area, and where the chain has gaps.

A step without any document is a gap. The documents without a step are not in the chain.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kompass_desktop.assessment.advice import planned
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import ChainStep, Document, DocumentStatus
from kompass_desktop.assessment.service_areas import service_name, services_of
from kompass_desktop.i18n import ptr, tr
from kompass_desktop.report.document_text import document_name, status_name

STEPS = tuple(ChainStep)


@dataclass(frozen=True)
class ChainRow:
    """The documents of a service area, given by its key or own name, for each of `STEPS`."""

    service: str
    documents: tuple[tuple[Document, ...], ...]

    @property
    def gaps(self) -> tuple[ChainStep, ...]:
        """The steps without any document."""
        pairs = zip(STEPS, self.documents, strict=True)
        return tuple(step for step, documents in pairs if not documents)

    @property
    def name(self) -> str:
        """The name of the service area."""
        return service_name(self.service)


def document_chain(assessment: Assessment) -> tuple[ChainRow, ...]:
    """Return a row for each service area with documents in the chain, or with improvements.

    It is empty if no document has a place in the chain.
    """
    placed = [each for each in assessment.documents_in_order() if each.chain is not None]
    if not placed:
        return ()
    used = {each.service for each in placed}
    used |= {each.service for each in planned(assessment)}
    return tuple(
        ChainRow(service, _by_step(each for each in placed if each.service == service))
        for service in services_of(assessment)
        if service in used
    )


def chained_name(document: Document) -> str:
    """Return a document as it is listed in the chain, with its status unless it is read."""
    name = document_name(document)
    if document.status is DocumentStatus.READ:
        return name
    return ptr("document", "{0} ({1})").format(name, status_name(document.status))


def gap_text() -> str:
    """Return what is written where there is no document."""
    return tr("no document")


def _by_step(documents: Iterable[Document]) -> tuple[tuple[Document, ...], ...]:
    own = list(documents)
    return tuple(tuple(each for each in own if each.chain is step) for step in STEPS)

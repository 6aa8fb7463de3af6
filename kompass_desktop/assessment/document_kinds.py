"""The usual kinds of documents: their place in the chain, and what a team asks for first.

Sources: the deck's "Eksisterende bakgrunnsdokumenter" and its chain from Ressursinnsats to
Impact. A kind is kept in a document as free text; it is recognised in every language.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import ChainStep, Document
from kompass_desktop.assessment.service_areas import (
    HEALTH,
    TECHNICAL,
    UPBRINGING,
    WHOLE,
    service_name,
    services_of,
)
from kompass_desktop.i18n import Language, in_language, pmark, ptr


class DocumentKind(StrEnum):
    """The kinds that are offered, in the order of the list."""

    EVALUATION = "evaluation"
    BUDGET = "budget"
    KOSTRA = "kostra"
    REGULATIONS = "regulations"
    STRATEGY = "strategy"
    INSPECTION = "inspection"
    ANNUAL_REPORT = "annual report"
    FOUR_MONTHLY = "four-monthly report"
    BAROMETER = "barometer"
    WEBSITE = "website"
    QUALITY = "quality"
    SCHOOLS = "schools"
    STATISTICS = "statistics"
    EMPLOYEES = "employees"
    USERS = "users"
    PUBLIC_HEALTH = "public health"
    SERVICE_ANALYSIS = "service analysis"
    MINUTES = "minutes"
    OTHER = "other"


_NAMES: Mapping[DocumentKind, tuple[str, ...]] = {
    DocumentKind.EVALUATION: (pmark("kind of document", "Kommunekompasset evaluation"),),
    DocumentKind.BUDGET: (
        pmark("kind of document", "Budget and financial plan"),
        pmark("kind of document", "Financial plan"),
        pmark("kind of document", "Budget"),
    ),
    DocumentKind.KOSTRA: (pmark("kind of document", "KOSTRA analysis"), "KOSTRA"),
    DocumentKind.REGULATIONS: (pmark("kind of document", "Regulations"),),
    DocumentKind.STRATEGY: (
        pmark("kind of document", "Plan or strategy"),
        pmark("kind of document", "Strategy"),
    ),
    DocumentKind.INSPECTION: (pmark("kind of document", "Inspection report"),),
    DocumentKind.ANNUAL_REPORT: (pmark("kind of document", "Annual report"),),
    DocumentKind.FOUR_MONTHLY: (pmark("kind of document", "Four-monthly report"),),
    DocumentKind.BAROMETER: ("Kommunebarometeret",),
    DocumentKind.WEBSITE: (pmark("kind of document", "Website"),),
    DocumentKind.QUALITY: ("BedreKommune",),
    DocumentKind.SCHOOLS: ("Skoleporten",),
    DocumentKind.STATISTICS: (pmark("kind of document", "SSB statistics"), "SSB"),
    DocumentKind.EMPLOYEES: (
        pmark("kind of document", "Employee survey"),
        # What the only kind of survey was called before there were two.
        pmark("kind of document", "Survey"),
    ),
    DocumentKind.USERS: (pmark("kind of document", "User survey"),),
    DocumentKind.PUBLIC_HEALTH: (pmark("kind of document", "Public health overview"),),
    DocumentKind.SERVICE_ANALYSIS: (pmark("kind of document", "Service analysis"),),
    DocumentKind.MINUTES: (pmark("kind of document", "Minutes"),),
    DocumentKind.OTHER: (pmark("kind of document", "Other"),),
}
"""What each kind is called: first as it is offered, then what it is called too."""

_CHAIN: Mapping[DocumentKind, ChainStep] = {
    DocumentKind.EVALUATION: ChainStep.PROCESS,
    DocumentKind.BUDGET: ChainStep.INPUT,
    DocumentKind.KOSTRA: ChainStep.INPUT,
    DocumentKind.REGULATIONS: ChainStep.PROCESS,
    DocumentKind.STRATEGY: ChainStep.PROCESS,
    DocumentKind.INSPECTION: ChainStep.PROCESS,
    DocumentKind.ANNUAL_REPORT: ChainStep.OUTPUT,
    DocumentKind.FOUR_MONTHLY: ChainStep.OUTPUT,
    DocumentKind.BAROMETER: ChainStep.OUTPUT,
    DocumentKind.WEBSITE: ChainStep.OUTPUT,
    DocumentKind.QUALITY: ChainStep.RESULT,
    DocumentKind.SCHOOLS: ChainStep.RESULT,
    DocumentKind.STATISTICS: ChainStep.RESULT,
    DocumentKind.EMPLOYEES: ChainStep.RESULT,
    DocumentKind.USERS: ChainStep.RESULT,
    DocumentKind.PUBLIC_HEALTH: ChainStep.IMPACT,
    DocumentKind.MINUTES: ChainStep.PROCESS,
}
"""The usual place in the chain; the deck has KOSTRA also at the outputs."""

_LAST_YEARS = (
    DocumentKind.KOSTRA,
    DocumentKind.ANNUAL_REPORT,
    DocumentKind.FOUR_MONTHLY,
    DocumentKind.BAROMETER,
)
"""The kinds that are about a year that has ended: for these the year before is asked for."""


@dataclass(frozen=True)
class StandardDocument:
    """A document that a team usually asks for, of a service area or of the whole organisation.

    If it `is_per_service`, only a document of the same service area is the same document.
    """

    kind: DocumentKind
    service: str = WHOLE
    is_per_service: bool = False


_STANDARD = (
    StandardDocument(DocumentKind.EVALUATION),
    StandardDocument(DocumentKind.BUDGET),
    StandardDocument(DocumentKind.KOSTRA),
    StandardDocument(DocumentKind.REGULATIONS),
    StandardDocument(DocumentKind.STRATEGY),
    StandardDocument(DocumentKind.INSPECTION, UPBRINGING, is_per_service=True),
    StandardDocument(DocumentKind.INSPECTION, HEALTH, is_per_service=True),
    StandardDocument(DocumentKind.INSPECTION, TECHNICAL, is_per_service=True),
    StandardDocument(DocumentKind.ANNUAL_REPORT),
    StandardDocument(DocumentKind.FOUR_MONTHLY),
    StandardDocument(DocumentKind.BAROMETER),
    StandardDocument(DocumentKind.QUALITY),
    StandardDocument(DocumentKind.SCHOOLS, UPBRINGING),
    StandardDocument(DocumentKind.STATISTICS),
    StandardDocument(DocumentKind.EMPLOYEES),
    StandardDocument(DocumentKind.USERS, UPBRINGING, is_per_service=True),
    StandardDocument(DocumentKind.USERS, HEALTH, is_per_service=True),
    StandardDocument(DocumentKind.USERS, TECHNICAL, is_per_service=True),
    StandardDocument(DocumentKind.PUBLIC_HEALTH),
)


def kind_name(kind: DocumentKind) -> str:
    """Return what a kind of documents is called."""
    return ptr("kind of document", _NAMES[kind][0])


def kind_names() -> tuple[str, ...]:
    """Return what the offered kinds are called, in the order of the list."""
    return tuple(kind_name(kind) for kind in DocumentKind)


def usual_step(kind: str) -> ChainStep | None:
    """Return the usual place in the chain of a kind that a person wrote, or None."""
    known = _named(kind)
    return _CHAIN.get(known) if known is not None else None


def kind_of(document: Document) -> DocumentKind | None:
    """Return the kind of a document; without one, the kind with which its title begins."""
    if document.kind.strip():
        return _named(document.kind)
    title = f"{_plain(document.title)} "
    names = sorted(_kinds_by_name(), key=len, reverse=True)
    found = next((name for name in names if title.startswith(f"{name} ")), None)
    return _kinds_by_name()[found] if found else None


def missing_documents(
    assessment: Assessment, services: Collection[str] | None = None
) -> list[Document]:
    """Return new documents for what is usually asked for and not in the register.

    They are not stored; `services` restricts them to service areas.
    """
    held = [(kind_of(each), each.service) for each in assessment.documents.values()]
    documents = assessment.documents_in_order()
    position = documents[-1].position + 1 if documents else 0.0
    missing: list[Document] = []
    for each in _standard_of(assessment):
        if services is not None and each.service not in services:
            continue
        if not any(_is_same(each, kind, service) for kind, service in held):
            missing.append(_new(assessment, each, position + len(missing)))
    return missing


def service_analysis_of(assessment: Assessment, service: str) -> Document:
    """Return a new service analysis of a service area, last in the register; it is not stored."""
    documents = assessment.documents_in_order()
    position = documents[-1].position + 1 if documents else 0.0
    return _new(assessment, StandardDocument(DocumentKind.SERVICE_ANALYSIS, service), position)


def _standard_of(assessment: Assessment) -> Iterator[StandardDocument]:
    yield from _STANDARD
    for service in services_of(assessment):
        if service != WHOLE:
            yield StandardDocument(DocumentKind.SERVICE_ANALYSIS, service, is_per_service=True)


def _is_same(standard: StandardDocument, kind: DocumentKind | None, service: str) -> bool:
    same_service = not standard.is_per_service or standard.service == service
    return kind is standard.kind and same_service


def _new(assessment: Assessment, standard: StandardDocument, position: float) -> Document:
    name = kind_name(standard.kind)
    is_last_years = standard.kind in _LAST_YEARS
    own = "" if standard.service == WHOLE else f" – {service_name(standard.service)}"
    return Document(
        new_id(),
        f"{name}{own}",
        name,
        assessment.particulars.year - 1 if is_last_years else None,
        _CHAIN.get(standard.kind),
        position=position,
        service=standard.service,
    )


def _named(text: str) -> DocumentKind | None:
    return _kinds_by_name().get(_plain(text))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


@cache
def _kinds_by_name() -> Mapping[str, DocumentKind]:
    """Return each kind by its names in all languages."""
    found: dict[str, DocumentKind] = {}
    for language in Language:
        with in_language(language):
            for kind, names in _NAMES.items():
                for name in names:
                    found.setdefault(_plain(ptr("kind of document", name)), kind)
    return found

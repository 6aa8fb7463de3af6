"""The three steps of each service area (deck, "Prosjektplan – Prosjekt Karasjok").

Tjenesteanalyse, andre rapporter, forbedringsforslag: what there is of each, and what is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kompass_desktop.assessment.document_kinds import DocumentKind, kind_of
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import (
    ChainStep,
    Document,
    DocumentStatus,
    Improvement,
    ImprovementStatus,
)
from kompass_desktop.assessment.service_areas import WHOLE, services_of

_FURTHEST = (DocumentStatus.READ, DocumentStatus.RECEIVED, DocumentStatus.REQUESTED)


@dataclass(frozen=True)
class ServiceSteps:
    """The steps of a service area: its service analyses, other documents, and improvements."""

    service: str
    analyses: tuple[Document, ...]
    reports: tuple[Document, ...]
    improvements: tuple[Improvement, ...]

    @property
    def needs_analysis(self) -> bool:
        """Whether a service analysis belongs to it; the whole organisation has none."""
        return self.service != WHOLE

    @property
    def analysis_status(self) -> DocumentStatus | None:
        """How far the team has come with its service analysis, or None without one."""
        held = {document.status for document in self.analyses}
        return next((status for status in _FURTHEST if status in held), None)

    @property
    def report_counts(self) -> Mapping[DocumentStatus, int]:
        """The number of other documents by status, without those that are 0."""
        counts = Counter(document.status for document in self.reports)
        return {status: counts[status] for status in _FURTHEST if counts[status]}

    @property
    def improvement_counts(self) -> Mapping[ImprovementStatus, int]:
        """The number of improvements by status, without those that are 0."""
        counts = Counter(improvement.status for improvement in self.improvements)
        return {status: counts[status] for status in ImprovementStatus if counts[status]}

    @property
    def kept(self) -> tuple[Improvement, ...]:
        """The improvements that are not dropped."""
        dropped = ImprovementStatus.DROPPED
        return tuple(each for each in self.improvements if each.status is not dropped)

    @property
    def empty_steps(self) -> tuple[ChainStep, ...]:
        """The places in the chain without a document of the service area."""
        held = {document.chain for document in (*self.analyses, *self.reports)}
        return tuple(step for step in ChainStep if step not in held)


def service_steps(assessment: Assessment) -> tuple[ServiceSteps, ...]:
    """Return the steps of each service area, the usual ones first, the whole organisation last."""
    documents = assessment.documents_in_order()
    improvements = assessment.improvements_in_order()
    return tuple(
        ServiceSteps(
            service,
            tuple(d for d in documents if d.service == service and _is_analysis(d)),
            tuple(d for d in documents if d.service == service and not _is_analysis(d)),
            tuple(each for each in improvements if each.service == service),
        )
        for service in services_of(assessment)
    )


def _is_analysis(document: Document) -> bool:
    return kind_of(document) is DocumentKind.SERVICE_ANALYSIS

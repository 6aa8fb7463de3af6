"""The three steps of each service area (deck, "Prosjektplan – Prosjekt Karasjok"), and its chain.

Tjenesteanalyse, andre rapporter, forbedringsforslag: what there is of each, and what is missing;
and its documents by their place in the chain from input to impact, where it has gaps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kompass_desktop.assessment.document_kinds import DocumentKind, kind_of
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus
from kompass_desktop.assessment.planning.advice import planned
from kompass_desktop.assessment.records import ChainStep, Document, DocumentStatus
from kompass_desktop.assessment.service_areas import WHOLE, service_name, services_of

_FURTHEST = (DocumentStatus.READ, DocumentStatus.RECEIVED, DocumentStatus.REQUESTED)


@dataclass(frozen=True)
class ServiceSteps:
    """What there is of a service area, given by its key or own name, in the order of the plan."""

    service: str
    documents: tuple[Document, ...]
    improvements: tuple[Improvement, ...]

    @property
    def name(self) -> str:
        """The name of the service area."""
        return service_name(self.service)

    @property
    def analyses(self) -> tuple[Document, ...]:
        """Its service analyses."""
        return tuple(each for each in self.documents if _is_analysis(each))

    @property
    def reports(self) -> tuple[Document, ...]:
        """Its documents that are no service analyses."""
        return tuple(each for each in self.documents if not _is_analysis(each))

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
    def chain(self) -> Mapping[ChainStep, tuple[Document, ...]]:
        """Its documents by their place in the chain, for every place, from input to impact.

        Documents without a place are not in the chain.
        """
        return {
            step: tuple(each for each in self.documents if each.chain is step) for step in ChainStep
        }

    @property
    def gaps(self) -> tuple[ChainStep, ...]:
        """The places in the chain without a document."""
        return tuple(step for step, documents in self.chain.items() if not documents)


def service_steps(assessment: Assessment) -> tuple[ServiceSteps, ...]:
    """Return the steps of each service area, the usual ones first, the whole organisation last."""
    documents = assessment.documents_in_order()
    improvements = assessment.improvements_in_order()
    return tuple(
        ServiceSteps(
            service,
            tuple(each for each in documents if each.service == service),
            tuple(each for each in improvements if each.service == service),
        )
        for service in services_of(assessment)
    )


def document_chain(assessment: Assessment) -> tuple[ServiceSteps, ...]:
    """Return the service areas with documents in the chain, or with improvements to print.

    There are none if no document has a place in the chain.
    """
    if all(each.chain is None for each in assessment.documents.values()):
        return ()
    improved = {each.service for each in planned(assessment)}
    every = service_steps(assessment)
    return tuple(each for each in every if any(each.chain.values()) or each.service in improved)


def _is_analysis(document: Document) -> bool:
    return kind_of(document) is DocumentKind.SERVICE_ANALYSIS

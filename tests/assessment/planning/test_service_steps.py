"""The three steps of each service area, and what is missing of them."""

from __future__ import annotations

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus
from kompass_desktop.assessment.planning.service_steps import ServiceSteps, service_steps
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import ChainStep, Change, Document, DocumentStatus
from kompass_desktop.assessment.service_areas import HEALTH, TECHNICAL, UPBRINGING, WHOLE

OWN = "Čájáhusat ja kultuvra"


def steps(assessment: Assessment) -> dict[str, ServiceSteps]:
    return {each.service: each for each in service_steps(assessment)}


def add(assessment: Assessment, kind: str, service: str, status: DocumentStatus) -> None:
    document = Document(new_id(), kind, kind, status=status, service=service)
    assessment.apply(Change(None, document))


def improve(assessment: Assessment, service: str, status: ImprovementStatus) -> None:
    assessment.apply(Change(None, Improvement(new_id(), "T", service=service, status=status)))


def test_every_usual_service_area_is_there_with_all_its_gaps(empty_assessment: Assessment) -> None:
    found = steps(empty_assessment)
    assert tuple(found) == (UPBRINGING, HEALTH, TECHNICAL, WHOLE)
    assert found[HEALTH].analysis_status is None
    assert found[HEALTH].needs_analysis
    assert not found[WHOLE].needs_analysis
    assert found[HEALTH].gaps == tuple(ChainStep)


def test_the_furthest_service_analysis_counts_and_other_documents_are_reports(
    empty_assessment: Assessment,
) -> None:
    add(empty_assessment, "Tjenesteanalyse", HEALTH, DocumentStatus.REQUESTED)
    add(empty_assessment, "Tjenesteanalyse", HEALTH, DocumentStatus.RECEIVED)
    add(empty_assessment, "Tilsynsrapport", HEALTH, DocumentStatus.READ)
    add(empty_assessment, "Tilsynsrapport", HEALTH, DocumentStatus.REQUESTED)
    add(empty_assessment, "Tjenesteanalyse", UPBRINGING, DocumentStatus.READ)
    found = steps(empty_assessment)
    assert found[HEALTH].analysis_status is DocumentStatus.RECEIVED
    assert found[HEALTH].report_counts == {DocumentStatus.READ: 1, DocumentStatus.REQUESTED: 1}
    assert found[UPBRINGING].analysis_status is DocumentStatus.READ
    assert found[TECHNICAL].analysis_status is None


def test_improvements_are_counted_by_status_and_dropped_ones_are_not_kept(
    empty_assessment: Assessment,
) -> None:
    for status in (
        ImprovementStatus.PROPOSED,
        ImprovementStatus.PROPOSED,
        ImprovementStatus.DROPPED,
    ):
        improve(empty_assessment, OWN, status)
    found = steps(empty_assessment)[OWN]
    assert found.improvement_counts == {
        ImprovementStatus.PROPOSED: 2,
        ImprovementStatus.DROPPED: 1,
    }
    assert len(found.kept) == 2


def test_the_places_in_the_chain_are_those_of_all_documents_of_the_service_area(
    empty_assessment: Assessment,
) -> None:
    analysis = Document(new_id(), "", "Tjenesteanalyse", chain=ChainStep.RESULT, service=HEALTH)
    budget = Document(new_id(), "Budsjett", chain=ChainStep.INPUT)
    for document in (analysis, budget):
        empty_assessment.apply(Change(None, document))
    found = steps(empty_assessment)
    assert ChainStep.RESULT not in found[HEALTH].gaps
    assert ChainStep.INPUT in found[HEALTH].gaps
    assert ChainStep.INPUT not in found[WHOLE].gaps

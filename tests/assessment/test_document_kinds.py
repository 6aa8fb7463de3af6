"""The kinds of documents, their usual place in the chain, and what is usually asked for."""

from __future__ import annotations

import pytest

from kompass_desktop.assessment.document_kinds import (
    DocumentKind,
    kind_names,
    kind_of,
    missing_documents,
    service_analysis_of,
    usual_step,
)
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import ChainStep, Change, Document, DocumentStatus
from kompass_desktop.assessment.service_areas import HEALTH, UPBRINGING, WHOLE
from kompass_desktop.i18n import Language, in_language


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("Budsjett og økonomiplan", ChainStep.INPUT),
        ("økonomiplan", ChainStep.INPUT),
        ("KOSTRA-analyse", ChainStep.INPUT),
        ("Årsmelding", ChainStep.OUTPUT),
        ("tertialrapport ", ChainStep.OUTPUT),
        ("Kommunebarometeret", ChainStep.OUTPUT),
        ("BedreKommune", ChainStep.RESULT),
        ("Skoleporten", ChainStep.RESULT),
        ("SSB", ChainStep.RESULT),
        ("Tilsynsrapport", ChainStep.PROCESS),
        ("Tjenesteanalyse", None),
        ("Noe annet", None),
    ],
)
def test_a_kind_has_the_place_in_the_chain_that_the_deck_gives_it(
    name: str, step: ChainStep | None
) -> None:
    assert usual_step(name) is step


@pytest.mark.parametrize("language", list(Language))
def test_a_kind_is_recognised_in_whatever_language_it_was_written(language: Language) -> None:
    with in_language(Language.ENGLISH):
        written = dict(zip(DocumentKind, kind_names(), strict=True))
    with in_language(language):
        for kind, name in written.items():
            assert kind_of(Document(new_id(), "Kárášjohka", name)) is kind


def test_without_a_kind_the_beginning_of_the_title_says_it() -> None:
    assert kind_of(Document(new_id(), "Årsmelding 2025")) is DocumentKind.ANNUAL_REPORT
    assert kind_of(Document(new_id(), "KOSTRA-analyse 2025")) is DocumentKind.KOSTRA
    assert kind_of(Document(new_id(), "Årsmeldinga")) is None
    assert kind_of(Document(new_id(), "Årsmelding", "noe eget")) is None


def test_only_what_is_missing_is_asked_for(empty_assessment: Assessment) -> None:
    empty_assessment.apply(Change(None, Document(new_id(), "Årsmelding 2025", position=3.0)))
    asked = missing_documents(empty_assessment)
    kinds = [kind_of(document) for document in asked]
    assert DocumentKind.ANNUAL_REPORT not in kinds
    assert kinds.count(DocumentKind.SERVICE_ANALYSIS) == 3
    assert all(document.status is DocumentStatus.REQUESTED for document in asked)
    assert {document.chain for document in asked} >= set(ChainStep)
    positions = [document.position for document in asked]
    assert positions == sorted(positions)
    assert min(positions) > 3.0
    kostra = next(document for document in asked if kind_of(document) is DocumentKind.KOSTRA)
    assert kostra.year == empty_assessment.particulars.year - 1
    for document in asked:
        empty_assessment.apply(Change(None, document))
    assert missing_documents(empty_assessment) == []


def test_a_service_analysis_of_one_area_is_not_that_of_another(
    empty_assessment: Assessment,
) -> None:
    own = "Kultur og idrett"
    empty_assessment.apply(Change(None, Improvement(new_id(), "Kulturskole", service=own)))
    empty_assessment.apply(Change(None, service_analysis_of(empty_assessment, UPBRINGING)))
    analyses = [
        document.service
        for document in missing_documents(empty_assessment)
        if kind_of(document) is DocumentKind.SERVICE_ANALYSIS
    ]
    assert UPBRINGING not in analyses
    assert HEALTH in analyses
    assert own in analyses
    of_health = missing_documents(empty_assessment, (HEALTH,))
    assert {document.service for document in of_health} == {HEALTH}
    assert WHOLE not in {document.service for document in of_health}

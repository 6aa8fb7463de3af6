"""The document study in the report: how many were read, which, and where findings are from."""

from __future__ import annotations

from dataclasses import replace

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.interview_plan import new_document_study
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id, rating_id
from kompass_desktop.assessment.records import (
    Change,
    Document,
    DocumentStatus,
    Finding,
    Note,
    Rating,
    Record,
)
from kompass_desktop.report.document_text import document_name, source_of
from tests.examples import without_documents
from tests.report.printing import printed


def with_documents() -> Assessment:
    """Eksempelvik with two documents that are read, and one that is not."""
    assessment = without_documents()
    study = new_document_study(assessment)
    read = DocumentStatus.READ
    moment = "2025-09-10T08:00:00+02:00"
    text = "Kvalitet i barnehagene har et eget kapittel"
    note = Note("n-dok", study.id, text, moment, "7.4.1", document="d1", page="31")
    records: tuple[Record, ...] = (
        Document("d1", "Årsmelding 2024", "Årsmelding", 2025, status=read),
        Document("d2", "Delegeringsreglement", "Reglement", 2023, status=read, position=1.0),
        Document("d3", "Tilsyn", "Tilsynsrapport", 2024, position=2.0),
        study,
        note,
        Rating(rating_id(assessment.id, study.id, "7.4.1"), study.id, "7.4.1", system=3),
        Finding(new_id(), 7, FindingKind.STRENGTH, text, "7.4.1", note.id, position=99.0),
    )
    for record in records:
        assessment.apply(Change(None, record))
    return assessment


def test_the_method_tells_of_the_documents_apart_from_the_interviews() -> None:
    method, without = printed(with_documents()).text, printed(without_documents()).text
    assert "en dokumentstudie av to dokumenter, som teller som en egen gruppe" in method
    assert "dokumentstudie" not in without
    sentence = next(part for part in without.split(". ") if "Vi har gjennomført" in part)
    assert sentence in method


def test_documents_that_were_only_read_are_no_group() -> None:
    assessment = without_documents()
    for number in range(3):
        assessment.apply(Change(None, Document(f"d{number}", "Dok", status=DocumentStatus.READ)))
    method = printed(assessment).text
    assert "Vi har også lest tre dokumenter." in method
    assert "dokumentstudie" not in method


def test_the_documents_that_were_read_are_listed() -> None:
    text = printed(with_documents()).text
    listed = text[text.rindex("Dokumentene som er lest") :]
    assert "Årsmelding 2024 Årsmelding 2025" in listed
    assert "Delegeringsreglement Reglement 2023" in listed
    assert "Tilsynsrapport" not in text


def test_a_finding_from_a_document_says_which_and_the_page() -> None:
    text = printed(with_documents()).text
    assert "Kvalitet i barnehagene har et eget kapittel (Årsmelding 2024, s. 31)" in text


def test_a_document_is_cited_with_its_year_once() -> None:
    assert document_name(Document("d", "Årsmelding 2024", year=2025)) == "Årsmelding 2024"
    assert document_name(Document("d", "Delegering", year=2023)) == "Delegering (2023)"
    assert document_name(Document("d", " ", "Reglement")) == "Reglement"
    assert document_name(Document("d", "")) == "Dokument uten tittel"


def test_a_line_of_a_document_that_is_gone_still_says_the_page() -> None:
    assessment = with_documents()
    note = assessment.notes["n-dok"]
    assert source_of(assessment, replace(note, document="borte")) == "s. 31"
    assert source_of(assessment, replace(note, document="", page="")) == ""

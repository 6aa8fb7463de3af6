"""Which documents are evidence of a measure point, a question and a finding, on which pages."""

from __future__ import annotations

import pytest

from kompass_desktop.assessment.evidence import evidence_of, evidence_of_finding
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Document, Finding, Note
from kompass_desktop.report.evidence_text import evidence_text


def add(assessment: Assessment, title: str, codes: str = "", position: float = 5.0) -> Document:
    document = Document(new_id(), title, codes=codes, position=position)
    assessment.apply(Change(None, document))
    return document


def quote(assessment: Assessment, document: Document, code: str, page: str, also: str = "") -> Note:
    note = Note(new_id(), "", f"på {page}", "", code, also=also, document=document.id, page=page)
    assessment.apply(Change(None, note))
    return note


def cited(assessment: Assessment, code: str) -> str:
    return evidence_text(evidence_of(assessment, code))


def test_pages_are_sorted_as_numbers_and_each_is_there_once(empty_assessment: Assessment) -> None:
    report = add(empty_assessment, "Årsmelding 2025")
    for page in ("31", "7-9", "14-16", "14", "14", "vedlegg"):
        quote(empty_assessment, report, "3.3.3", page)
    assert (
        cited(empty_assessment, "3.3.3") == "Belegg: Årsmelding 2025 s. 7-9, 14, 14-16, 31, vedlegg"
    )


def test_notes_and_codes_of_the_document_are_evidence_in_the_order_of_the_register(
    empty_assessment: Assessment,
) -> None:
    plan = add(empty_assessment, "Økonomiplan 2026–2029", "3.3.3 5.3.1", position=2.0)
    report = add(empty_assessment, "Árbevideaddjin 2025", position=1.0)
    quote(empty_assessment, report, "1.1.1", "4", also="3.3.3")
    expected = "Belegg: Árbevideaddjin 2025 s. 4; Økonomiplan 2026–2029"
    assert cited(empty_assessment, "3.3.3") == expected
    (found,) = evidence_of(empty_assessment, "5.3.1")
    assert (found.document, found.pages, found.notes) == (plan, (), ())
    assert cited(empty_assessment, "3.3.30") == ""


@pytest.mark.parametrize(
    ("written", "shown_at", "not_at"),
    [
        ("1.4", ("1.4", "1.4.3", "1"), ("1.40", "1.5.1")),
        ("1.4.3", ("1.4.3", "1.4", "1"), ("1.4.1", "1.4.30")),
        # An area is too large: it would be evidence of everything.
        ("1", ("1",), ("1.4", "1.4.3", "11")),
    ],
)
def test_evidence_of_a_question_is_evidence_of_its_points_and_a_part_of_the_whole(
    empty_assessment: Assessment, written: str, shown_at: tuple[str, ...], not_at: tuple[str, ...]
) -> None:
    add(empty_assessment, "Reglement", written)
    assert all(evidence_of(empty_assessment, code) for code in shown_at)
    assert not any(evidence_of(empty_assessment, code) for code in not_at)


def test_a_finding_has_the_evidence_of_its_codes_and_of_its_own_line(
    empty_assessment: Assessment,
) -> None:
    report = add(empty_assessment, "Årsmelding 2025", position=1.0)
    plan = add(empty_assessment, "Økonomiplan", position=2.0)
    source = quote(empty_assessment, report, "", "14")
    quote(empty_assessment, plan, "5.3.1", "2")
    finding = Finding(
        new_id(), 3, FindingKind.WEAKNESS, "Mål omtales ikke", "3.3.3", source.id, joined="5.3.1"
    )
    text = evidence_text(evidence_of_finding(empty_assessment, finding))
    assert text == "Belegg: Årsmelding 2025 s. 14; Økonomiplan s. 2"
    bare = Finding(new_id(), 3, FindingKind.WEAKNESS, "Uten noe")
    assert evidence_of_finding(empty_assessment, bare) == ()


def test_an_empty_line_and_a_removed_document_are_no_evidence(empty_assessment: Assessment) -> None:
    report = add(empty_assessment, "Årsmelding 2025")
    note = quote(empty_assessment, report, "3.3.3", "14")
    empty_assessment.apply(Change(note, Note(note.id, "", "  ", "", "3.3.3", document=report.id)))
    assert evidence_of(empty_assessment, "3.3.3") == ()
    quote(empty_assessment, report, "3.3.3", "15")
    empty_assessment.apply(Change(report, None))
    assert evidence_of(empty_assessment, "3.3.3") == ()
    assert evidence_of(empty_assessment, "") == ()

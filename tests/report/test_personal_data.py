"""The record of personal data tells what is held and where, and names no informant."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Note
from kompass_desktop.report.personal_data import StorageDetails, write_record

KEEPING = StorageDetails("/home/bruker/library.kompassdb", True, 12, 345, "/media/minnepinne")
TODAY = date(2026, 4, 1)


def printed(assessment: Assessment, keeping: StorageDetails = KEEPING) -> str:
    file = io.BytesIO()
    write_record(assessment, keeping, TODAY, file)
    text = " ".join(page.extract_text() for page in PdfReader(file).pages)
    return " ".join(text.split())


@pytest.fixture
def assessment(small_assessment: Assessment) -> Assessment:
    leader = next(i for i in small_assessment.interviews.values() if i.code == "VL-02")
    particulars = replace(small_assessment.particulars, retain_until="2027-01-31")
    for before, after in (
        (leader, replace(leader, name="Olava Oppdiktet", participants=3)),
        (small_assessment.particulars, particulars),
    ):
        small_assessment.apply(Change(before, after))
    return small_assessment


def test_it_tells_purpose_categories_groups_places_and_retention(assessment: Assessment) -> None:
    text = printed(assessment)
    for words in (
        "Oversikt over personopplysninger",
        "Kárášjohka / Karasjok (5610), 2026",
        "evaluere forvaltningspraksisen i Karasjok kommune",
        "Navn eller stilling er skrevet inn for 1.",
        "Virksomhetsledere 2 4 1",
        "Sum 4 6 1",
        "Konsulent A, teamleder",
        "/home/bruker/library.kompassdb",
        "Ja (SQLCipher, AES-256)",
        "12 sikkerhetskopier",
        "/media/minnepinne",
        "31.01.2027",
        "345",
        "Laget 01.04.2026",
    ):
        assert words in text


def test_it_names_no_informant_and_quotes_no_note(assessment: Assessment) -> None:
    text = printed(assessment)
    assert "Olava" not in text
    assert "VL-02" not in text
    assert "butikken" not in text


def test_it_says_what_is_not_so(empty_assessment: Assessment) -> None:
    text = printed(empty_assessment, StorageDetails("bibliotek", False, 0, 1))
    assert "Kryptert Nei" in text
    assert "Ingen frist er satt" in text
    assert "Ingen er registrert med navn" in text
    assert "Ingen som programmet kjenner til" in text
    assert "Teamet er ikke registrert." in text


def test_what_people_wrote_is_printed_letter_by_letter(assessment: Assessment) -> None:
    member = next(iter(assessment.members.values()))
    named = replace(member, name="<b>A</b> & \u202eB\x00", role="<img src='/etc/passwd'>")
    assessment.apply(Change(member, named))
    assessment.apply(
        Change(None, Note(new_id(), next(iter(assessment.interviews)), "x", "2026-03-12T09:00:00Z"))
    )
    assert "<b>A</b> &" in printed(assessment)
    assert "<img src='/etc/passwd'>" in printed(assessment)


def test_it_counts_photos_and_files_at_notes(assessment: Assessment) -> None:
    assert "Filer ved notater" in printed(assessment)
    (photo,) = assessment.attachments.values()
    assessment.apply(Change(photo, None))
    assert "Filer ved notater" not in printed(assessment)

"""What is to be followed up is printed and mailed by group, without names and codes."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from kompass_desktop.assessment.follow_ups import follow_ups
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change, Mark, Note, Record
from kompass_desktop.report.handouts.follow_up_sheet import mail_text, write_follow_up_sheet

MOMENT = "2026-03-12T09:51:00+01:00"
NAME = "Olava Oppdiktet"


def put(assessment: Assessment, *records: Record) -> None:
    for record in records:
        assessment.apply(Change(assessment.get(record), record))


@pytest.fixture
def assessment(small_assessment: Assessment) -> Assessment:
    leader = next(i for i in small_assessment.interviews.values() if i.code == "VL-02")
    mayor = next(i for i in small_assessment.interviews.values() if i.code == "OF-01")
    put(
        small_assessment,
        replace(leader, name=NAME),
        Note("a", leader.id, f"Be {NAME} om planen <b>", MOMENT, "3.2.1", Mark.FOLLOW_UP, 8.0),
        Note("b", mayor.id, "Hvem svarer på høringen?", MOMENT, "", Mark.FOLLOW_UP, 9.0),
        Note("c", mayor.id, "Det gjør planutvalget", MOMENT, "", None, 10.0),
    )
    return small_assessment


def printed(assessment: Assessment) -> str:
    file = io.BytesIO()
    write_follow_up_sheet(assessment, date(2026, 4, 1), file)
    text = " ".join(page.extract_text() for page in PdfReader(file).pages)
    return " ".join(text.split())


def test_the_mail_has_what_is_open_by_group(assessment: Assessment) -> None:
    assert mail_text(assessment) == (
        "Til oppfølging – Kárášjohka / Karasjok 2026\n\n"
        "Ordfører / deler av formannskapet\n- Hvem svarer på høringen?\n\n"
        "Virksomhetsledere\n- 3.2.1 Be Virksomhetsledere om planen <b>\n"
    )


def test_what_is_answered_stands_in_the_sheet_and_not_in_the_mail(
    assessment: Assessment,
) -> None:
    asked = next(each for each in follow_ups(assessment) if each.source.id == "b")
    put(assessment, asked.answered_by("c"))
    assert "høringen" not in mail_text(assessment)
    text = printed(assessment)
    assert "Hvem svarer på høringen? Det gjør planutvalget" in text
    assert "Laget 01.04.2026" in text


def test_neither_names_nor_codes_are_printed(assessment: Assessment) -> None:
    for text in (printed(assessment), mail_text(assessment)):
        assert "Be Virksomhetsledere om planen <b>" in text
        for word in (NAME, "Olava", "VL-02", "OF-01"):
            assert word not in text


def test_where_nothing_is_marked_both_say_so(empty_assessment: Assessment) -> None:
    assert "Ingenting gjenstår å følge opp." in mail_text(empty_assessment)
    assert "Ingenting er merket for oppfølging." in printed(empty_assessment)

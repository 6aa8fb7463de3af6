"""Guides, programme and letters, read back from their PDFs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.assessment.asking import asked_points, choice_changes
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import text_id
from kompass_desktop.assessment.records import Change, Interview, ReportText
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.handouts.guide import (
    Guide,
    guide_of_group,
    guide_of_interview,
    write_guides,
)
from kompass_desktop.report.handouts.letter import write_letters
from kompass_desktop.report.handouts.programme import days_of, write_programme
from kompass_desktop.report.letter_text import LETTER, empty_fields, filled, letter_text

TODAY = date(2026, 3, 1)
NAME = "Olava Oppdiktet"


def text_of(content: BytesIO) -> str:
    """Return the words of a PDF, with single spaces."""
    pages = PdfReader(content).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture
def mayor(small_assessment: Assessment) -> Interview:
    """An interview of which everything is known, held by the one member of the team."""
    before = next(i for i in small_assessment.interviews.values() if i.code == "OF-01")
    member = next(iter(small_assessment.members))
    after = replace(
        before,
        name=NAME,
        planned_at="2026-03-12T09:30",
        agreed_minutes=75,
        venue="Rådhuset, rom Čáhci",
        interviewers=member,
        language="nordsamisk",
    )
    small_assessment.apply(Change(before, after))
    return after


# The guide


def guide_text(assessment: Assessment, *guides: Guide) -> str:
    content = BytesIO()
    write_guides(assessment, guides, TODAY, content)
    return text_of(content)


def test_a_guide_asks_everything_that_the_interview_asks_and_nothing_else(
    small_assessment: Assessment, mayor: Interview
) -> None:
    asked = asked_points(small_assessment, mayor)
    left_out = asked[0]
    for change in choice_changes(small_assessment, mayor.id, left_out, asked=False):
        small_assessment.apply(change)
    text = guide_text(small_assessment, guide_of_interview(small_assessment, mayor))
    for point in asked[1:]:
        assert " ".join(point.ask.split()) in text
        assert " ".join(point.look_for.split()) in text
    assert f"{left_out.code} {left_out.statement}" not in text
    assert "torsdag 12. mars 2026 09.30" in text
    assert "Rådhuset, rom Čáhci" in text
    assert "nordsamisk" in text
    assert f"{len(asked) - 1} målepunkter" in text


def test_a_guide_names_no_informant(small_assessment: Assessment, mayor: Interview) -> None:
    text = guide_text(small_assessment, guide_of_interview(small_assessment, mayor))
    assert "OF-01" in text
    assert "Olava" not in text


def test_a_group_has_a_guide_with_room_for_the_rest(small_assessment: Assessment) -> None:
    guide = guide_of_group(small_assessment, "unit_leaders")
    text = guide_text(small_assessment, guide, guide_of_group(small_assessment, "mayor"))
    assert all(" ".join(point.ask.split()) in text for point in guide.points)
    assert "Intervjuguide: Virksomhetsledere" in text
    assert "Intervjuguide: Ordfører" in text


def test_a_guide_in_english_has_english_words(small_assessment: Assessment) -> None:
    with in_language(Language.ENGLISH):
        text = guide_text(small_assessment, guide_of_group(small_assessment, "mayor"))
    assert "Interview guide" in text
    assert "Look for:" in text


# The programme


def programme_text(assessment: Assessment, names: Names = Names.LEFT_OUT) -> str:
    content = BytesIO()
    write_programme(assessment, names, TODAY, content)
    return text_of(content)


def plan(assessment: Assessment, code: str, at: str, **fields: object) -> None:
    before = next(i for i in assessment.interviews.values() if i.code == code)
    after = replace(before, planned_at=at, **fields)  # type: ignore[arg-type]
    assessment.apply(Change(before, after))


def test_the_programme_has_the_days_with_their_lunch_in_order(
    small_assessment: Assessment, mayor: Interview
) -> None:
    plan(small_assessment, "VL-02", "2026-03-12T12:30", agreed_minutes=60)
    plan(small_assessment, "VL-01", "2026-03-13T08:30")
    text = programme_text(small_assessment)
    said = [
        "Torsdag 12. mars 2026",
        "09.30–10.45",
        "11.30–12.00",
        "Lunsj",
        "12.30–13.30",
        "Fredag 13. mars 2026",
        "08.30–",
        "Ikke tidfestet ennå",
        "(HTV-01)",
    ]
    places = [text.index(each) for each in said]
    assert places == sorted(places)
    assert text.count("Lunsj") == 1
    assert [len(day.entries) for day in days_of(small_assessment)] == [3, 1]


def test_names_are_in_the_programme_only_where_they_are_asked_for(
    small_assessment: Assessment, mayor: Interview
) -> None:
    assert NAME not in programme_text(small_assessment)
    assert NAME in programme_text(small_assessment, Names.INCLUDED)


def test_what_is_cancelled_is_not_in_the_programme(
    small_assessment: Assessment, mayor: Interview
) -> None:
    plan(small_assessment, "VL-02", "2026-03-12T12:30", cancelled=True)
    assert "VL-02" not in programme_text(small_assessment)


def test_a_plan_without_times_says_so(small_assessment: Assessment) -> None:
    assert "Ingen intervjuer er tidfestet ennå." in programme_text(small_assessment)


# The letter


def test_every_informant_gets_a_letter_with_time_and_place(
    small_assessment: Assessment, mayor: Interview
) -> None:
    other = next(i for i in small_assessment.interviews.values() if i.code == "HTV-01")
    content = BytesIO()
    write_letters(small_assessment, [mayor, other], content)
    first, second = (" ".join(page.extract_text().split()) for page in PdfReader(content).pages)
    assert f"Til {NAME}" in first
    assert "torsdag 12. mars 2026 klokken 09.30, Rådhuset, rom Čáhci" in first
    assert "omtrent 75 minutter. Du møter Konsulent A." in first
    assert "Det er frivillig å delta" in first
    assert "Til Hovedtillitsvalgte" in second
    assert NAME not in second
    assert "{" not in first + second


def test_what_is_not_known_leaves_room_and_is_told(
    small_assessment: Assessment, mayor: Interview
) -> None:
    text = "{dato} klokken {klokken}\n{sted}\n{minutter}\n{ukjent}"
    bare = replace(mayor, planned_at="", venue=" ")
    assert empty_fields(text, small_assessment, bare) == ("dato", "klokken", "sted")
    assert filled(text, small_assessment, bare) == ("………………… klokken …………………\n75\n{ukjent}")
    assert filled(text, small_assessment, mayor).startswith("torsdag 12. mars 2026 klokken 09.30")


def test_a_written_letter_is_printed_whatever_it_holds(
    small_assessment: Assessment, mayor: Interview
) -> None:
    written = "# Bures {informant} & <b>\n\n- {kommune}\n\nKlokken {time}"
    identity = text_id(small_assessment.id, LETTER)
    small_assessment.apply(Change(None, ReportText(identity, LETTER, written)))
    assert letter_text(small_assessment) == written
    content = BytesIO()
    write_letters(small_assessment, [mayor], content)
    text = text_of(content)
    assert f"Bures {NAME} & <b>" in text
    assert "Karasjok kommune" in text
    assert "Klokken 09.30" in text


def test_the_usual_letter_is_whole_in_both_languages(
    small_assessment: Assessment, mayor: Interview
) -> None:
    for language in (Language.BOKMAL, Language.ENGLISH):
        with in_language(language):
            text = filled(letter_text(small_assessment), small_assessment, mayor)
        assert "{" not in text
        assert NAME in text

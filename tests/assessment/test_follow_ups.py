"""Everything that was marked for follow-up is listed by whom to ask, open or answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kompass_desktop.assessment.follow_ups import FollowUp, follow_ups
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM, Change, Interview, Mark, Note

MOMENT = "2026-03-12T09:51:00+01:00"


def put(assessment: Assessment, *records: object) -> None:
    for record in records:
        assessment.apply(Change(assessment.get(record), record))  # type: ignore[arg-type]


@pytest.fixture
def assessment(empty_assessment: Assessment) -> Assessment:
    put(
        empty_assessment,
        Interview("vl", "unit_leaders", "VL-01", position=0.0),
        Interview("of", "mayor", "OF-01", position=1.0),
        Note("n1", "vl", "Spør om planen", MOMENT, "3.2.1", Mark.FOLLOW_UP, 1.0),
        Note("n2", "of", "Hvem svarer?", MOMENT, "", Mark.FOLLOW_UP, 2.0),
        Note("n3", "of", "Ingenting å spørre om", MOMENT, "1.4.1", Mark.STRENGTH, 3.0),
        replace(empty_assessment.rating("vl", "1.1.1"), follow_up=True),
        replace(empty_assessment.rating(TEAM, "8.1.1"), follow_up=True),
    )
    return empty_assessment


def codes(found: list[FollowUp]) -> list[tuple[str, str]]:
    return [(each.interview.code if each.interview else "", each.code) for each in found]


def test_marked_lines_and_ratings_are_listed_by_whom_to_ask(assessment: Assessment) -> None:
    found = follow_ups(assessment)
    assert codes(found) == [
        ("OF-01", ""),
        ("VL-01", "1.1.1"),
        ("VL-01", "3.2.1"),
        ("", "8.1.1"),
    ]
    assert found[0].text == "Hvem svarer?"
    assert found[1].text == assessment.instrument.measure_point("1.1.1").statement
    assert all(each.is_open for each in found)


def test_a_marked_rating_with_a_marked_line_is_one_thing_to_ask(assessment: Assessment) -> None:
    put(assessment, Note("n4", "vl", "Hvor står det?", MOMENT, "1.1.1", Mark.FOLLOW_UP, 4.0))
    found = follow_ups(assessment)
    assert codes(found) == [("OF-01", ""), ("VL-01", "1.1.1"), ("VL-01", "3.2.1"), ("", "8.1.1")]
    assert found[1].text == "Hvor står det?"


def test_an_answer_closes_it_and_can_be_taken_back(assessment: Assessment) -> None:
    asked = follow_ups(assessment)[2]
    put(assessment, Note("svar", "of", "Planen gjelder ut året", MOMENT, "3.2.1"))
    put(assessment, asked.answered_by("svar"))
    answered = follow_ups(assessment)[2]
    assert not answered.is_open
    assert answered.answer == assessment.notes["svar"]
    put(assessment, answered.answered_by(""))
    assert follow_ups(assessment)[2].is_open


def test_what_is_answered_elsewhere_or_in_a_note_that_is_gone_is_not_open(
    assessment: Assessment,
) -> None:
    put(assessment, follow_ups(assessment)[1].answered_elsewhere())
    put(assessment, follow_ups(assessment)[2].answered_by("gone"))
    found = follow_ups(assessment)
    assert [each.is_open for each in found] == [True, False, False, True]
    assert [each.answer for each in found] == [None] * 4


def test_what_an_interview_that_is_gone_marked_is_not_asked(assessment: Assessment) -> None:
    assessment.apply(Change(assessment.interviews["vl"], None))
    assert codes(follow_ups(assessment)) == [("OF-01", ""), ("", "8.1.1")]

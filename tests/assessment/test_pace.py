"""How far an interview has come: questions covered beside time used."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.pace import Pace, asked_questions, covered_questions
from kompass_desktop.assessment.records import Interview, Note
from tests.rating import rate


@pytest.fixture
def mayor(empty_assessment: Assessment) -> Interview:
    interview = Interview("of", "mayor", "OF-01")
    empty_assessment.interviews[interview.id] = interview
    return interview


def test_a_question_is_covered_by_a_rating_or_by_a_note(
    empty_assessment: Assessment, mayor: Interview
) -> None:
    assert covered_questions(empty_assessment, mayor) == set()
    rate(empty_assessment, "1.4.1", (1, 1, 1, 1), interview="of")
    note = Note("n", "of", "sagt", "2025-03-12T09:31:00+01:00", code="3.2.1")
    empty_assessment.notes[note.id] = note
    assert covered_questions(empty_assessment, mayor) == {"1.4", "3.2"}
    assert asked_questions(empty_assessment, mayor) == 23


def test_what_another_interview_covers_does_not_count(
    empty_assessment: Assessment, mayor: Interview
) -> None:
    rate(empty_assessment, "1.4.1", (1, 1, 1, 1), interview="another")
    assert covered_questions(empty_assessment, mayor) == set()


@pytest.mark.parametrize(
    ("covered", "used", "is_behind"),
    [(10, 1800, False), (9, 1800, True), (8, 1500, False), (0, 0, False)],
)
def test_more_than_a_tenth_behind_the_time_is_behind(
    covered: int, used: int, is_behind: bool
) -> None:
    assert Pace(covered, 20, used, 3000).is_behind is is_behind


def test_shares_are_exact_and_may_pass_the_whole() -> None:
    pace = Pace(1, 3, 5400, 3600)
    assert pace.covered_share == Fraction(1, 3)
    assert (pace.covered_percent, pace.time_percent) == (33, 150)

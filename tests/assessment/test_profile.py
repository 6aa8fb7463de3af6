"""What the charts draw, and how two assessments lie beside each other."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kompass_desktop.assessment.comparing.comparison import movements, strongest, weakest
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import Profile, profile_of
from kompass_desktop.assessment.record_ids import recorded_id
from kompass_desktop.assessment.records import Change, Recorded
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus


def recorded(assessment: Assessment, points: dict[str, str]) -> Profile:
    for code, value in points.items():
        identity = recorded_id(assessment.id, code)
        assessment.apply(Change(None, Recorded(identity, code, Fraction(value))))
    return profile_of(Scoreboard(assessment), "prøve")


def test_a_profile_has_the_areas_and_questions_with_their_shares(
    empty_assessment: Assessment,
) -> None:
    profile = recorded(empty_assessment, {"1": "50", "8": "12.5", "3.4": "15"})
    assert (len(profile.areas), len(profile.questions)) == (8, 45)
    assert profile.shares == (0.5, 0.0, 0.15, 0.0, 0.0, 0.0, 0.0, 0.125)
    assert profile.total == 78
    assert profile.maximum == profile.attainable == 800
    assert profile.status is ScoreStatus.PRELIMINARY
    assert [entry.code for entry in profile.questions_of("2")] == [f"2.{n}" for n in range(1, 6)]


@pytest.mark.parametrize(
    ("earlier", "later", "difference"),
    [("21", "28", 7), ("21.4", "21.5", 1), ("21.5", "22.4", 0), ("43", "40.2", -3)],
)
def test_a_movement_is_the_difference_of_the_printed_numbers(
    empty_assessment: Assessment, earlier: str, later: str, difference: int
) -> None:
    before = recorded(empty_assessment, {"1": earlier})
    after = recorded(empty_assessment, {"1": later})
    assert movements(before, after)[0].difference == difference
    assert len(movements(before, after)) == 8


def test_the_strongest_have_the_highest_share_of_their_maximum(
    empty_assessment: Assessment,
) -> None:
    profile = recorded(empty_assessment, {"1.1": "15", "3.4": "15", "8.3": "11", "1.4": "7.4"})
    assert [entry.code for entry in strongest(profile, 3)] == ["1.1", "3.4", "8.3"]


def test_of_equally_weak_ones_those_that_could_give_most_come_first(
    empty_assessment: Assessment,
) -> None:
    profile = recorded(empty_assessment, {"1.5": "0", "1.4": "0", "2.1": "0", "1.1": "15"})
    assert [entry.code for entry in weakest(profile, 3)] == ["1.4", "2.1", "1.5"]


def test_what_nobody_has_rated_is_neither_strong_nor_weak(empty_assessment: Assessment) -> None:
    profile = recorded(empty_assessment, {"1.1": "3"})
    assert [entry.code for entry in strongest(profile)] == ["1.1"]
    assert [entry.code for entry in weakest(profile)] == ["1.1"]

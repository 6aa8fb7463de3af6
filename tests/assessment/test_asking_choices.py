"""What a group or an interview is asked otherwise than the instrument says, and what is covered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kompass_desktop.assessment.asking import (
    asked_of_group,
    asked_points,
    choice_changes,
    choices_of,
    counts_of_group,
    minutes_of_group,
)
from kompass_desktop.assessment.coverage import coverage_of
from kompass_desktop.assessment.interview_plan import planned_groups
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.pace import asked_questions
from kompass_desktop.assessment.records import Change, Interview, Particulars
from kompass_desktop.instrument.model import Instrument, MeasurePoint

MAYOR = Interview("of", "mayor", "OF-01")
OTHER_MAYOR = Interview("of2", "mayor", "OF-02", position=1.0)


@pytest.fixture
def assessment(empty_assessment: Assessment) -> Assessment:
    for interview in (MAYOR, OTHER_MAYOR, Interview("st", "staff", "ST-01", position=2.0)):
        empty_assessment.apply(Change(None, interview))
    return empty_assessment


def choose(assessment: Assessment, asker: str, code: str, asked: bool | None) -> None:
    entry = assessment.instrument.find(code)
    assert entry is not None
    for change in choice_changes(assessment, asker, entry, asked=asked):
        assessment.apply(change)


def codes(points: tuple[MeasurePoint, ...]) -> set[str]:
    return {point.code for point in points}


def test_a_group_is_asked_an_area_more_or_less(assessment: Assessment) -> None:
    usual = codes(asked_points(assessment, MAYOR))
    choose(assessment, "mayor", "7", True)
    area = codes(assessment.instrument.area(7).measure_points)
    assert codes(asked_points(assessment, MAYOR)) == usual | area
    choose(assessment, "mayor", "7", False)
    assert codes(asked_points(assessment, MAYOR)) == usual - area
    choose(assessment, "mayor", "7", None)
    assert codes(asked_points(assessment, MAYOR)) == usual
    assert choices_of(assessment, "mayor") == {}


def test_the_smaller_part_and_the_interview_come_first(assessment: Assessment) -> None:
    choose(assessment, "mayor", "1", False)
    choose(assessment, "mayor", "1.4.3", True)
    asked = codes(asked_points(assessment, MAYOR))
    assert {code for code in asked if code.startswith("1.")} == {"1.4.3"}
    choose(assessment, MAYOR.id, "1.4", False)
    assert "1.4.3" not in codes(asked_points(assessment, MAYOR))
    assert "1.4.3" in codes(asked_points(assessment, OTHER_MAYOR))


def test_choosing_a_part_takes_back_what_was_chosen_within_it(assessment: Assessment) -> None:
    choose(assessment, "mayor", "1.4.3", True)
    choose(assessment, "mayor", "1.4.2", False)
    choose(assessment, "mayor", "1", False)
    assert choices_of(assessment, "mayor") == {"1": False}
    choose(assessment, "mayor", "1", True)
    assert choices_of(assessment, "mayor") == {"1": True}


def test_what_holds_anyhow_is_not_kept_as_a_choice(assessment: Assessment) -> None:
    asked = asked_of_group(assessment, "mayor")[0].code
    choose(assessment, "mayor", asked, True)
    assert choices_of(assessment, "mayor") == {}
    choose(assessment, "mayor", asked, False)
    choose(assessment, MAYOR.id, asked, False)
    assert choices_of(assessment, MAYOR.id) == {}


def test_the_time_and_the_pace_follow_the_choices(assessment: Assessment) -> None:
    before = minutes_of_group(assessment, "mayor"), asked_questions(assessment, MAYOR)
    choose(assessment, "mayor", "1", False)
    after = minutes_of_group(assessment, "mayor"), asked_questions(assessment, MAYOR)
    assert after[0] < before[0]
    assert after[1] < before[1]
    row = next(each for each in planned_groups(assessment) if each.group.key == "mayor")
    assert row.measure_points == counts_of_group(assessment, "mayor")


def test_a_choice_reaches_every_question_set_of_a_group(assessment: Assessment) -> None:
    leaders = [Interview(c, "unit_leaders", c) for c in ("VL-01", "VL-02")]
    for leader in leaders:
        assessment.apply(Change(None, leader))
    choose(assessment, "unit_leaders", "8", False)
    assert all(p.area != 8 for each in leaders for p in asked_points(assessment, each))


# What is covered


def test_what_nobody_and_what_one_group_is_asked_is_found(assessment: Assessment) -> None:
    coverage = coverage_of(assessment)
    mayors, staff = (codes(asked_of_group(assessment, key)) for key in ("mayor", "staff"))
    assert codes(coverage.asked_by_one) == mayors ^ staff
    assert codes(coverage.covered) == mayors | staff
    point = min(mayors & staff)
    choose(assessment, "staff", point, False)
    assert point in codes(coverage_of(assessment).asked_by_one)
    choose(assessment, MAYOR.id, point, False)
    assert point in codes(coverage_of(assessment).asked_by_one)
    choose(assessment, OTHER_MAYOR.id, point, False)
    assert point in codes(coverage_of(assessment).asked_by_none)


def test_a_cancelled_interview_covers_nothing(assessment: Assessment) -> None:
    off = replace(assessment.interviews["st"], cancelled=True)
    assessment.apply(Change(assessment.interviews["st"], off))
    assert codes(coverage_of(assessment).covered) == codes(asked_of_group(assessment, "mayor"))
    begun = replace(off, started_at="2026-03-12T09:00:00+01:00")
    assessment.apply(Change(off, begun))
    assert codes(coverage_of(assessment).covered) > codes(asked_of_group(assessment, "mayor"))


PARTS = ["1", "1.4", "1.4.3", "1.4.2", "3", "3.2", "3.2.1"]
STEPS = st.tuples(
    st.sampled_from(["mayor", "of"]), st.sampled_from(PARTS), st.sampled_from([True, False, None])
)


@settings(max_examples=60)
@given(steps=st.lists(STEPS, max_size=8))
def test_the_last_choice_holds_whatever_was_chosen_before(
    instrument: Instrument, steps: list[tuple[str, str, bool | None]]
) -> None:
    assessment = Assessment(Particulars("a", "Karasjok", "5610", 2026), instrument)
    assessment.apply(Change(None, MAYOR))
    for asker, code, asked in steps:
        choose(assessment, asker, code, asked)
        within = {p.code for p in instrument.measure_points if f"{p.code}.".startswith(f"{code}.")}
        now = (
            asked_points(assessment, MAYOR) if asker == "of" else asked_of_group(assessment, asker)
        )
        if asked is not None:
            assert (codes(now) & within) == (within if asked else set())
    coverage = coverage_of(assessment)
    assert codes(coverage.covered) == codes(asked_points(assessment, MAYOR))
    assert len(coverage.covered) + len(coverage.asked_by_none) == len(coverage.points)

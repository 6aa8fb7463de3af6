"""The interviews to hold: their codes, their order, and whether the time suffices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kompass_desktop.assessment.coverage import coverage_of
from kompass_desktop.assessment.interview_plan import (
    by_time,
    new_interview,
    new_interviews,
    next_code,
    planned_groups,
    usual_plan,
    with_fitting_code,
)
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.ordering import moved
from kompass_desktop.assessment.records import Interview


@pytest.fixture
def mayor(empty_assessment: Assessment) -> Interview:
    interview = Interview("of", "mayor", "OF-01")
    empty_assessment.interviews[interview.id] = interview
    return interview


def test_codes_go_on_from_the_highest_of_the_group(empty_assessment: Assessment) -> None:
    for code in ("VL-02", "VL-10", "OF-99", "VL-x"):
        empty_assessment.interviews[code] = Interview(code, "unit_leaders", code)
    assert next_code(empty_assessment, "unit_leaders") == "VL-11"
    assert next_code(empty_assessment, "union") == "HTV-01"


def test_a_new_interview_comes_last_and_fits_its_group(
    empty_assessment: Assessment, mayor: Interview
) -> None:
    interview = new_interview(empty_assessment, "mayor")
    assert interview.code == "OF-02"
    assert interview.position > mayor.position
    assert 60 <= interview.agreed_minutes <= 90


def test_the_usual_plan_has_twenty_interviews_and_asks_about_everything(
    empty_assessment: Assessment,
) -> None:
    plan = usual_plan(empty_assessment)
    assert len(plan) == 20
    for interview in plan:
        empty_assessment.interviews[interview.id] = interview
    assert len(coverage_of(empty_assessment).covered) == 165
    assert len({interview.code for interview in plan}) == 20


def test_a_group_lacks_what_its_tightest_interview_lacks(
    empty_assessment: Assessment, mayor: Interview
) -> None:
    held = replace(mayor, id="held", agreed_minutes=5, started_at="2026-03-12T09:00:00+01:00")
    tight, wide = replace(mayor, agreed_minutes=50), replace(mayor, id="b", agreed_minutes=90)
    off = replace(mayor, id="off", agreed_minutes=10, cancelled=True)
    for interview in (held, tight, wide, off):
        empty_assessment.interviews[interview.id] = interview
    group = next(g for g in planned_groups(empty_assessment) if g.planned)
    assert (group.group.key, group.planned, group.held, group.shortest) == ("mayor", 3, 1, 50)
    assert group.missing_minutes == group.minutes - 50


def test_new_interviews_get_codes_one_after_the_other(
    empty_assessment: Assessment, mayor: Interview
) -> None:
    made = new_interviews(empty_assessment, {"mayor": 2, "union": 1})
    assert [interview.code for interview in made] == ["OF-02", "OF-03", "HTV-01"]


def test_a_changed_group_changes_the_code_unless_it_is_spoken_of(
    empty_assessment: Assessment, mayor: Interview
) -> None:
    edited = replace(mayor, group="union")
    assert with_fitting_code(empty_assessment, edited).code == "HTV-01"
    assert with_fitting_code(empty_assessment, replace(edited, finished=True)).code == "OF-01"
    assert with_fitting_code(empty_assessment, replace(edited, code="Anna")).code == "Anna"


def test_interviews_without_a_time_come_last() -> None:
    times = {"a": "", "b": "2026-03-12T10:00", "c": "2026-03-12T09:00"}
    interviews = [Interview(i, "mayor", i, planned_at=at) for i, at in times.items()]
    assert [interview.id for interview in by_time(interviews)] == ["c", "b", "a"]


def test_what_is_moved_keeps_its_order_and_stops_at_the_ends() -> None:
    interviews = [Interview(i, "mayor", i) for i in "abcd"]
    up = moved(interviews, {"b", "c"}, -1)
    assert [interview.id for interview in up] == ["b", "c", "a", "d"]
    assert [interview.id for interview in moved(up, {"b", "c"}, -1)] == ["b", "c", "a", "d"]

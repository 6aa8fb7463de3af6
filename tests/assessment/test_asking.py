"""Which measure points an interview asks, where its group's question sets alternate."""

from __future__ import annotations

from dataclasses import replace

from kompass_desktop.assessment.asking import asked_points, question_set
from kompass_desktop.assessment.coverage import coverage_of
from kompass_desktop.assessment.interview_plan import new_interviews, planned_groups
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.pace import asked_questions, covered_questions
from kompass_desktop.assessment.records import Change, Interview


def with_interviews(assessment: Assessment, *interviews: Interview) -> Assessment:
    for interview in interviews:
        assessment.apply(Change(None, interview))
    return assessment


def leaders(*codes: str) -> list[Interview]:
    return [Interview(c, "unit_leaders", c, position=float(n)) for n, c in enumerate(codes)]


def sets_of(assessment: Assessment) -> list[str]:
    interviews = assessment.interviews_in_order()
    return [question_set(assessment.instrument, each, interviews) for each in interviews]


def test_the_sets_alternate_by_the_informants_number(empty_assessment: Assessment) -> None:
    codes = ("VL-01", "VL-02", "VL-03", "VL-10", "VL-11", "VL-00")
    with_interviews(empty_assessment, *leaders(*codes))
    assert sets_of(empty_assessment) == ["A", "B", "A", "B", "A", "B"]


def test_a_group_without_sets_asks_all_of_its_own(empty_assessment: Assessment) -> None:
    mayor = Interview("of", "mayor", "OF-02")
    with_interviews(empty_assessment, mayor)
    assert sets_of(empty_assessment) == [""]
    every = empty_assessment.instrument.measure_points_of("mayor")
    assert asked_points(empty_assessment, mayor) == every


def test_what_is_moved_or_removed_changes_no_other_interviews_questions(
    empty_assessment: Assessment,
) -> None:
    first, second, third = leaders("VL-01", "VL-02", "VL-03")
    with_interviews(empty_assessment, first, second, replace(third, position=-1.0))
    empty_assessment.apply(Change(first, None))
    assert sets_of(empty_assessment) == ["A", "B"]
    assert [i.code for i in empty_assessment.interviews_in_order()] == ["VL-03", "VL-02"]


def test_codes_without_a_number_alternate_by_their_place(empty_assessment: Assessment) -> None:
    with_interviews(
        empty_assessment, Interview("of", "mayor", "OF-01", position=-1.0), *leaders("Nord", "Sør")
    )
    assert sets_of(empty_assessment) == ["", "A", "B"]


def test_a_number_may_be_of_any_length_or_script(empty_assessment: Assessment) -> None:
    with_interviews(empty_assessment, *leaders("VL-" + "9" * 5000, "VL-٢", "7", "VL-4 "))
    assert set(sets_of(empty_assessment)) <= {"A", "B"}
    assert sets_of(empty_assessment)[2] == "A"


def test_new_interviews_take_turns(empty_assessment: Assessment) -> None:
    made = new_interviews(empty_assessment, {"unit_leaders": 10})
    with_interviews(empty_assessment, *made)
    assert sets_of(empty_assessment) == ["A", "B"] * 5


def test_an_interview_asks_its_set_and_nothing_else(empty_assessment: Assessment) -> None:
    first, second = leaders("VL-01", "VL-02")
    with_interviews(empty_assessment, first, second)
    asked = {each.code: asked_points(empty_assessment, each) for each in (first, second)}
    assert {point.area for point in asked["VL-01"]} == {1, 2, 3, 4}
    assert {point.area for point in asked["VL-02"]} >= {5, 6, 7, 8}
    every = empty_assessment.instrument.measure_points_of("unit_leaders")
    assert {*asked["VL-01"], *asked["VL-02"]} == set(every)


def test_both_sets_are_needed_to_cover_what_the_group_is_asked(
    empty_assessment: Assessment,
) -> None:
    instrument = empty_assessment.instrument
    first, second = leaders("VL-01", "VL-02")
    both = len(instrument.measure_points_of("unit_leaders"))
    with_interviews(empty_assessment, first)
    covered = len(coverage_of(empty_assessment).covered)
    assert covered == instrument.counts_of("unit_leaders")[0] < both
    with_interviews(empty_assessment, second)
    assert len(coverage_of(empty_assessment).covered) == both


def test_the_plan_says_how_many_each_set_has_and_the_longer_time(
    empty_assessment: Assessment,
) -> None:
    instrument = empty_assessment.instrument
    row = next(g for g in planned_groups(empty_assessment) if g.group.key == "unit_leaders")
    assert row.measure_points == instrument.counts_of("unit_leaders")
    assert row.minutes >= max(row.measure_points)


def test_the_pace_counts_the_questions_of_the_set(empty_assessment: Assessment) -> None:
    first, second = leaders("VL-01", "VL-02")
    with_interviews(empty_assessment, first, second)
    for code in ("4.5.2", "7.2.2"):
        rating = replace(empty_assessment.rating("VL-02", code), system=1)
        empty_assessment.ratings[rating.id] = rating
    assert covered_questions(empty_assessment, second) == {"7.2"}
    assert asked_questions(empty_assessment, first) != asked_questions(empty_assessment, second)

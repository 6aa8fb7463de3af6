"""The way through an interview, and what was said last time, without a window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kompass_desktop.assessment.marks import area_of
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview
from kompass_desktop.desktop.interview.measure_point_filter import Filter, InterviewPointFilter
from kompass_desktop.desktop.navigation.history import NavigationHistory
from kompass_desktop.desktop.navigation.previous_assessment import PreviousAssessment
from kompass_desktop.storage.exchange.examples import load_example
from tests.rating import rate


@pytest.fixture
def assessment() -> Assessment:
    example = load_example("karasjok-2019")
    assert example is not None
    particulars = replace(example.particulars, id="new", year=2025, finished=False)
    return Assessment(particulars, example.instrument)


@pytest.fixture
def mayor(assessment: Assessment) -> Interview:
    interview = Interview("of", "mayor", "OF-01")
    assessment.interviews[interview.id] = interview
    return interview


@pytest.fixture
def route(assessment: Assessment, mayor: Interview) -> InterviewPointFilter:
    return InterviewPointFilter(assessment, mayor)


def test_every_measure_point_of_the_group_is_on_the_way_once(route: InterviewPointFilter) -> None:
    place = route.first_question.code
    passed = []
    while (step := route.point_from(place, 1)) is not None:
        passed.append(step)
        place = step
    assert passed == [p.code for p in route.instrument.measure_points_of("mayor")]


def test_the_way_back_is_the_way_there(route: InterviewPointFilter) -> None:
    route.choose(Filter.ALL)
    place = route.instrument.questions[-1].code
    passed = []
    while (step := route.question_from(place, -1)) is not None:
        passed.append(step)
        place = step
    assert passed == [q.code for q in reversed(route.instrument.questions[:-1])]


def test_from_a_question_one_goes_back_to_the_last_measure_point_before_it(
    route: InterviewPointFilter,
) -> None:
    route.choose(Filter.ALL)
    before = route.instrument.question("1.3").measure_points[-1].code
    assert route.point_from("1.4", -1) == before


def test_an_area_begins_with_its_first_question_that_is_asked(route: InterviewPointFilter) -> None:
    question = route.question_of("4")
    assert question.area == 4
    assert any(point.code in route.group for point in question.measure_points)


def test_what_is_rated_leaves_the_unrated_only_when_one_looks_again(
    route: InterviewPointFilter, assessment: Assessment
) -> None:
    route.choose(Filter.UNRATED)
    rate(assessment, "1.4.1", (1, 1, 1, 1), interview="of")
    route.count("1.4.1")
    assert "1.4.1" in route.shown
    assert "1.4.1" not in route.unrated
    route.leave_out_rated()
    assert "1.4.1" not in route.shown


def test_a_question_without_measure_points_of_the_group_lists_all_of_its_own(
    route: InterviewPointFilter,
) -> None:
    hidden = next(
        question
        for question in route.instrument.questions
        if not any(point.code in route.group for point in question.measure_points)
    )
    assert route.points_at(hidden.code) == list(hidden.measure_points)


def test_going_elsewhere_after_coming_back_forgets_what_lay_ahead() -> None:
    trail = NavigationHistory()
    for place in ("1.1", "2.1", "3.1"):
        trail.go_to(place)
    assert trail.back() == "2.1"
    trail.go_to("4.1")
    assert not trail.can_go_forward
    assert trail.back() == "2.1"
    assert trail.back() == "1.1"
    assert not trail.can_go_back


def test_last_time_tells_points_of_a_question_and_findings_of_a_measure_point() -> None:
    example = load_example("karasjok-2019")
    assert example is not None
    last = PreviousAssessment(example)
    assert last.points_of("1.4") == "2019: 7,4 av 30"
    finding = next(f for f in example.findings.values() if f.code == "1.1.2")
    assert last.of("1.1.2") == f"2019: «{finding.text}»"
    assert last.of("9.9.9") == ""


@pytest.mark.parametrize(("place", "area"), [("", None), ("3", 3), ("3.2.1", 3)])
def test_a_place_lies_in_an_area(place: str, area: int | None) -> None:
    assert area_of(place) == area

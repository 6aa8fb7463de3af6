"""The way through an interview, and what was said last time, without a window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kompass_desktop.assessment.marks import area_of
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview, Note
from kompass_desktop.desktop.interview.measure_point_filter import Filter, InterviewPointFilter
from kompass_desktop.desktop.navigation.history import NavigationHistory
from kompass_desktop.desktop.navigation.previous_assessment import PreviousAssessment
from tests.examples import bundled
from tests.rating import rate


@pytest.fixture
def assessment() -> Assessment:
    example = bundled("karasjok-2019")
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
    example = bundled("karasjok-2019")
    last = PreviousAssessment(example)
    assert last.points_of("1.4") == "2019: 7,4 av 30"
    finding = next(f for f in example.findings.values() if f.code == "1.1.2")
    assert last.of("1.1.2") == f"2019: «{finding.text}»"
    assert last.of("9.9.9") == ""


@pytest.mark.parametrize(("place", "area"), [("", None), ("3", 3), ("3.2.1", 3)])
def test_a_place_lies_in_an_area(place: str, area: int | None) -> None:
    assert area_of(place) == area


def a_note(route: InterviewPointFilter, code: str, also: str = "", text: str = "sagt") -> None:
    identity = f"note-{len(route._assessment.notes)}"
    begun_at = "2025-03-12T09:00:00+01:00"
    note = Note(identity, route.interview.id, text, begun_at, code, also=also)
    route._assessment.notes[identity] = note
    route.count_notes()


def test_with_notes_are_the_points_that_a_note_belongs_to(route: InterviewPointFilter) -> None:
    a_note(route, "1.4.3", "8.3.1")
    a_note(route, "1.1.1", text="  ")
    a_note(route, "")
    route._assessment.notes["other"] = replace(
        route._assessment.notes["note-0"], id="other", interview="another", code="1.4.1", also=""
    )
    route.choose(Filter.NOTED)
    assert route.shown == {"1.4.3", "8.3.1"}
    assert [p.code for p in route.points_at("1.4")] == ["1.4.3"]


def test_a_note_on_a_question_is_on_its_points_unless_others_say_which(
    route: InterviewPointFilter,
) -> None:
    a_note(route, "1.4")
    of_group = {p.code for p in route.instrument.question("1.4").measure_points} & route.group
    assert route.noted == of_group
    a_note(route, "1.4.3")
    assert route.noted == {"1.4.3"}


def test_a_measure_point_that_is_not_asked_is_shown_for_its_note(
    route: InterviewPointFilter,
) -> None:
    other = next(p for p in route.instrument.measure_points if p.code not in route.group)
    a_note(route, other.code)
    assert route.noted == {other.code}
    assert other.code not in route.unrated


def test_the_way_with_notes_empties_as_one_rates(route: InterviewPointFilter) -> None:
    for code in ("1.4.1", "1.4.3", "3.2.1"):
        a_note(route, code)
    route.choose(Filter.NOTED)
    place, passed = "1.4.1", ["1.4.1"]
    while True:
        rate(route._assessment, place, (1, 1, 1, 1), interview="of")
        route.count(place)
        assert not route.includes(place)
        step = route.point_from(place, 1)
        if step is None:
            break
        place = step
        passed.append(place)
    assert passed == ["1.4.1", "1.4.3", "3.2.1"]
    assert not route.noted
    assert route.shown == frozenset()


def test_a_rating_taken_back_brings_its_point_with_notes_back(route: InterviewPointFilter) -> None:
    a_note(route, "1.4.1")
    rate(route._assessment, "1.4.1", (1, 1, 1, 1), interview="of")
    route.count("1.4.1")
    assert route.noted == set()
    route._assessment.ratings.clear()
    route.count("1.4.1")
    route.count("1.4.2")
    assert route.noted == {"1.4.1"}

"""What the interview page shows, and how it moves from place to place, without the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kompass_desktop.assessment.records import Interview
from kompass_desktop.desktop.interview.interview_state import InterviewState, NotesScope
from kompass_desktop.desktop.interview.measure_point_filter import Filter
from kompass_desktop.desktop.session import Session

MAYOR = Interview("of", "mayor", "OF-01")
STAFF = Interview("st", "staff", "ST-01")


@pytest.fixture
def session(new_session: Session) -> Session:
    for interview in (MAYOR, STAFF):
        new_session.put(interview)
    return new_session


@pytest.fixture
def state(session: Session) -> InterviewState:
    """The mayor's interview at question 1.4."""
    state = InterviewState(session, session)
    state.open(MAYOR, "1.4")
    return state


def heard(state: InterviewState) -> list[str]:
    """Collect the signals that the state sends from now on, by name."""
    names: list[str] = []
    state.interview_left.connect(lambda: names.append(f"left {state.interview_id}"))
    state.interview_opened.connect(lambda: names.append(f"opened {state.interview_id}"))
    state.question_changed.connect(lambda: names.append(f"question {state.question}"))
    state.moved.connect(lambda code: names.append(f"moved {code}"))
    state.refreshed.connect(lambda: names.append("refreshed"))
    state.end_reached.connect(lambda step: names.append(f"end {step}"))
    return names


def test_an_interview_is_left_before_another_is_opened(state: InterviewState) -> None:
    names = heard(state)
    state.open(STAFF, "3.2")
    assert names == ["left of", "opened st", "question 3.2", "moved 3.2"]
    assert state.interview == STAFF


def test_an_interview_that_is_opened_again_is_not_left(state: InterviewState) -> None:
    names = heard(state)
    state.open(MAYOR, "1.4")
    assert names == ["opened of", "question 1.4", "moved 1.4"]


def test_an_unknown_place_is_the_first_question(state: InterviewState) -> None:
    state.open(STAFF, "9.9")
    assert state.point_filter is not None
    assert state.code == state.question == state.point_filter.first_question.code


def test_a_move_within_a_question_does_not_change_the_question(state: InterviewState) -> None:
    names = heard(state)
    state.go("1.4.1")
    assert names == ["moved 1.4.1"]
    assert state.question == "1.4"


def test_one_goes_back_over_questions_and_not_over_each_measure_point(
    state: InterviewState,
) -> None:
    state.go("3.2")
    state.open_near("3.2.1")
    state.open_near("3.2.2")
    state.go_back()
    assert state.code == "1.4"
    state.go_forward()
    assert state.code == "3.2.2"


def test_closing_a_measure_point_leads_to_its_question(state: InterviewState) -> None:
    state.go("1.4.1")
    state.close_point()
    assert state.code == "1.4"


def test_the_end_is_reported(state: InterviewState) -> None:
    state.choose_filter(Filter.ALL)
    state.go("1.1")
    names = heard(state)
    state.step_question(-1)
    assert names == ["end -1"]


def test_a_filter_holds_for_the_next_interview_too(state: InterviewState) -> None:
    state.choose_next_filter()
    assert state.filter is Filter.ALL
    state.open(STAFF, "")
    assert state.point_filter is not None
    assert state.point_filter.filter is Filter.ALL


def test_another_filter_shows_the_same_place_anew(state: InterviewState) -> None:
    names = heard(state)
    state.choose_filter(Filter.UNRATED)
    assert names == ["refreshed", "moved 1.4"]


def test_a_rating_is_counted_and_stays_shown_until_one_goes_on(
    state: InterviewState, session: Session
) -> None:
    state.choose_filter(Filter.UNRATED)
    assert state.point_filter is not None
    code = min(state.point_filter.group)
    state.go(code)
    rating = session.assessment.rating("of", code)
    session.set_rating(replace(rating, system=1, extent=1, result=1, evaluation=1))
    assert code not in state.point_filter.unrated
    assert code in state.point_filter.shown
    state.step_question(1)
    assert code not in state.point_filter.shown


def test_the_notes_scope_is_switched_and_switched_back(state: InterviewState) -> None:
    scopes = []
    for _ in range(2):
        state.toggle_notes_scope()
        scopes.append(state.notes_scope)
    assert scopes == [NotesScope.INTERVIEW, NotesScope.QUESTION]


def test_without_an_interview_there_is_no_place(state: InterviewState) -> None:
    names = heard(state)
    state.close()
    state.go("1.4")
    state.refresh()
    assert names == ["left of"]
    assert (state.interview, state.code, state.question) == (None, "", "")


def test_a_deleted_interview_is_open_until_another_is(
    state: InterviewState, session: Session
) -> None:
    session.remove(MAYOR)
    assert state.interview is None
    assert state.interview_id == "of"

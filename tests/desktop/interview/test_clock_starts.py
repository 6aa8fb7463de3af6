"""The clock starts with the first line or rating of an interview that has not begun."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Interview, Note
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.undo_stack import Direction
from tests.desktop.interview.interviewing import stored_interview
from tests.desktop.keyboard import CTRL, SHIFT, Key, click, press, type_text

Begin = Callable[[InterviewPage], None]


@pytest.fixture
def seconds(page: InterviewPage) -> list[float]:
    """The clock's time in seconds, set by the test."""
    now = [0.0]
    page.clock.set_time_source(lambda: now[0])
    return now


def rate(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    type_text("3")


def write(page: InterviewPage) -> None:
    page.notes.setFocus()
    type_text("V")


def runs(page: InterviewPage) -> bool:
    return page.clock.is_running


def record(page: InterviewPage) -> Interview:
    assert page.interview is not None
    return page.interview


@pytest.mark.parametrize("begin", [rate, write])
def test_the_first_line_or_rating_starts_it_and_says_so(page: InterviewPage, begin: Begin) -> None:
    assert not page.start_notice.isVisible()
    begin(page)
    assert runs(page)
    started = stored_interview(page).started_at
    assert page.start_notice.isVisible()
    assert page.start_notice.label.text() == f"Klokken startet {started[11:16]}."


@pytest.mark.parametrize("begin", [rate, write])
def test_one_key_takes_the_start_back_and_it_does_not_start_again(
    page: InterviewPage, seconds: list[float], begin: Begin
) -> None:
    begin(page)
    seconds[0] = 40
    page.clock.tick()
    press(Key.Key_S, CTRL | SHIFT)
    assert not runs(page)
    assert page.clock.seconds == 0
    assert not page.start_notice.isVisible()
    assert (stored_interview(page).started_at, stored_interview(page).elapsed_seconds) == ("", 0)
    begin(page)
    page.session.flush()
    assert not runs(page)
    press(Key.Key_T, CTRL)
    assert runs(page)


def test_undo_takes_back_the_rating_first_and_then_the_start_and_redo_starts_again(
    page: InterviewPage, seconds: list[float]
) -> None:
    rate(page)
    stack = page.session.undo_stack
    stack.make(Direction.UNDO)
    assert page.session.assessment.rating("of", "1.4.1").is_empty
    assert runs(page)
    stack.make(Direction.UNDO)
    assert not runs(page)
    assert not record(page).started_at
    assert not page.start_notice.isVisible()
    stack.make(Direction.REDO)
    assert runs(page)
    assert record(page).started_at


def test_what_was_taken_back_by_the_key_comes_again_by_undo(
    page: InterviewPage, seconds: list[float]
) -> None:
    write(page)
    seconds[0] = 40
    page.clock.tick()
    click(page.start_notice.first_button)
    page.session.undo_stack.make(Direction.UNDO)
    assert runs(page)
    assert page.clock.seconds == 40


@pytest.mark.parametrize(
    "state",
    [
        {"finished": True},
        {"started_at": "2025-03-12T09:30:00+01:00"},
        {"elapsed_seconds": 60},
        {"cancelled": True},
    ],
)
@pytest.mark.parametrize("begin", [rate, write])
def test_an_interview_that_is_held_or_called_off_does_not_start(
    page: InterviewPage, state: dict[str, object], begin: Begin
) -> None:
    page.session.put(replace(record(page), **state))  # type: ignore[arg-type]
    begin(page)
    assert not runs(page)
    assert not page.start_notice.isVisible()


def test_a_corrected_note_does_not_start_it(page: InterviewPage) -> None:
    page.session.put(Note(new_id(), "of", "1.4", "2025-03-12T09:30:00+01:00", "Vi har plan"))
    page.show_code("1.4")
    write(page)
    assert not runs(page)


def test_what_comes_with_a_merge_or_an_undo_does_not_start_it(page: InterviewPage) -> None:
    session = page.session
    session.put(Note(new_id(), "of", "1.4", "2025-03-12T09:30:00+01:00", "Vi har plan"))
    session.set_level("of", "1.4.1", page.points.card._aspects[0].aspect, 3)
    session.undo_stack.make(Direction.UNDO)
    session.undo_stack.make(Direction.REDO)
    assert not runs(page)


def test_an_empty_line_does_not_start_it(page: InterviewPage) -> None:
    page.notes.setFocus()
    type_text("\r ")
    assert not runs(page)


def test_the_notice_moves_nothing_that_one_types_in(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    before = page.notes.geometry(), page.points.geometry(), page.splitter.geometry()
    type_text("3")
    QApplication.processEvents()
    assert page.start_notice.isVisible()
    assert (page.notes.geometry(), page.points.geometry(), page.splitter.geometry()) == before
    notice = page.start_notice
    assert notice.width() >= notice.minimumSizeHint().width()


def test_another_interview_has_no_notice_of_this_one(page: InterviewPage) -> None:
    write(page)
    page.begin_interview("staff")
    assert not page.start_notice.isVisible()


def test_a_measurement_that_is_finished_has_no_clock_started(page: InterviewPage) -> None:
    page.session.finish()
    rate(page)
    assert not runs(page)

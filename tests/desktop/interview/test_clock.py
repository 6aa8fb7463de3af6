"""The clock of the interview page: what it counts, keeps and says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from kompass_desktop.desktop.interview.interview_page import InterviewPage
from tests.desktop.interview.interviewing import stored_interview
from tests.desktop.keyboard import CTRL, SHIFT, Key, click, press, type_text


class FakeTime:
    """A clock that shows the time that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def hand(page: InterviewPage) -> FakeTime:
    time = FakeTime()
    page.clock.set_time_source(time)
    return time


def test_time_counts_only_while_the_clock_runs(page: InterviewPage, hand: FakeTime) -> None:
    press(Key.Key_T, CTRL)
    hand.now = 48 * 60 + 5
    press(Key.Key_T, CTRL)
    hand.now = 9999
    assert page.clock.time_label.text() == "00:48"
    assert stored_interview(page).elapsed_seconds == 48 * 60 + 5
    assert stored_interview(page).started_at


def test_time_is_stored_every_ten_seconds(page: InterviewPage, hand: FakeTime) -> None:
    click(page.clock.run_button)
    hand.now = 9
    page.clock.tick()
    assert stored_interview(page).elapsed_seconds == 0
    hand.now = 10
    page.clock.tick()
    assert stored_interview(page).elapsed_seconds == 10


def test_the_pace_is_said_and_lagging_shows(page: InterviewPage, hand: FakeTime) -> None:
    page.show_code("1.4.1")
    type_text("3")
    hand.now = 64 * 36
    page.clock.tick()
    assert page.clock.pace_label.text() == "4 % av spørsmålene på 64 % av tiden"
    assert page.clock.pace_label.property("role") == "small-error"


def test_a_note_covers_its_question_as_a_rating_does(page: InterviewPage, hand: FakeTime) -> None:
    assert page.clock.pace_label.text() == "0 av 23 spørsmål berørt"
    type_text("\t")
    type_text("Noe om dialog")
    page.session.flush()
    assert page.clock.pace_label.text() == "1 av 23 spørsmål berørt"


def test_the_agreed_length_is_chosen(page: InterviewPage, hand: FakeTime) -> None:
    menu = page.clock.length_button.menu()
    assert menu is not None
    next(action for action in menu.actions() if action.data() == 90).trigger()
    assert stored_interview(page).agreed_minutes == 90
    assert page.clock.length_button.text() == "av 01:30"


def test_finishing_an_interview_pauses_it(page: InterviewPage, hand: FakeTime) -> None:
    press(Key.Key_T, CTRL)
    hand.now = 5
    press(Key.Key_T, CTRL | SHIFT)
    assert not page.clock.is_running
    assert stored_interview(page).finished
    assert stored_interview(page).elapsed_seconds == 5
    click(page.clock.finish_button)
    assert not stored_interview(page).finished


def test_a_finished_interview_that_is_started_again_is_not_finished(
    page: InterviewPage, hand: FakeTime
) -> None:
    click(page.clock.finish_button)
    press(Key.Key_T, CTRL)
    assert not stored_interview(page).finished


def test_that_an_interview_is_held_is_shown_in_full(page: InterviewPage) -> None:
    click(page.clock.finish_button)
    QApplication.processEvents()
    button = page.clock.finish_button
    assert button.text() == "✓ Gjennomført"
    assert button.width() >= button.sizeHint().width()


def test_a_time_that_cannot_be_read_is_shown_as_it_is(page: InterviewPage) -> None:
    record = page.interview
    assert record is not None
    page.session.put(replace(record, planned_at="etter lunsj"))
    assert page.chooser.text() == "Intervju 1 av 1 · Ordfører · etter lunsj"


def test_another_interview_has_its_own_time(page: InterviewPage, hand: FakeTime) -> None:
    press(Key.Key_T, CTRL)
    hand.now = 120
    page.begin_interview("staff")
    assert page.clock.seconds == 0
    assert not page.clock.is_running
    assert page.session.assessment.interviews["of"].elapsed_seconds == 120

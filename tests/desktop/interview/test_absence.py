"""After ten minutes without key or mouse, the page asks whether the time counts."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.interview.interview_page import InterviewPage
from tests.desktop.interview.interviewing import stored_interview
from tests.desktop.keyboard import CTRL, SHIFT, Key, click, press


class Desk:
    """An interview with a running clock, and somebody who is there or not."""

    def __init__(self, page: InterviewPage) -> None:
        self.page = page
        self.now = 1000.0
        page.clock.set_time_source(lambda: self.now)
        press(Key.Key_T, CTRL)
        self.touch()

    def touch(self) -> None:
        """Press a key that does nothing, as it comes into the window."""
        window = self.page.window().windowHandle()
        assert window is not None
        QTest.keyClick(window, Key.Key_Shift)

    def wait(self, minutes: int) -> None:
        for _ in range(2 * minutes):
            self.now += 30
            self.page.clock.tick()

    @property
    def asked(self) -> str:
        notice = self.page.absence_notice
        return notice.label.text() if notice.isVisible() else ""


@pytest.fixture
def desk(page: InterviewPage) -> Desk:
    return Desk(page)


def test_ten_minutes_without_a_key_are_asked_about_when_one_is_back(desk: Desk) -> None:
    desk.wait(23)
    assert desk.asked == ""
    desk.touch()
    assert desk.asked == "Borte i 23 min. Skal tiden telle med?"
    assert desk.page.clock.seconds == 23 * 60


def test_nine_minutes_are_not(desk: Desk) -> None:
    desk.wait(9)
    desk.touch()
    assert desk.asked == ""


def test_a_clock_at_rest_asks_nothing(desk: Desk) -> None:
    press(Key.Key_T, CTRL)
    desk.wait(23)
    desk.touch()
    assert desk.asked == ""


def test_no_subtracts_the_minutes_and_yes_adds_them_again(desk: Desk, qtbot: QtBot) -> None:
    desk.wait(23)
    desk.touch()
    with qtbot.waitSignal(desk.page.message_shown) as shown:
        press(Key.Key_R, CTRL | SHIFT)
    assert shown.args == ["23 min er trukket fra. Ctrl+Shift+J teller det med likevel."]
    assert desk.asked == ""
    assert stored_interview(desk.page).elapsed_seconds == 0
    press(Key.Key_J, CTRL | SHIFT)
    assert stored_interview(desk.page).elapsed_seconds == 23 * 60


def test_the_buttons_do_the_same(desk: Desk) -> None:
    desk.wait(23)
    desk.touch()
    click(desk.page.absence_notice.second_button)
    assert desk.page.clock.seconds == 0
    desk.wait(12)
    desk.touch()
    click(desk.page.absence_notice.first_button)
    assert desk.page.clock.seconds == 12 * 60
    assert desk.asked == ""


def test_absences_that_wait_for_an_answer_are_one_question(desk: Desk) -> None:
    desk.wait(23)
    desk.touch()
    desk.wait(12)
    desk.touch()
    assert desk.asked == "Borte i 35 min. Skal tiden telle med?"
    press(Key.Key_R, CTRL | SHIFT)
    assert desk.page.clock.seconds == 0


def test_the_question_stays_with_its_interview(desk: Desk) -> None:
    desk.wait(23)
    desk.touch()
    desk.page.begin_interview("staff")
    assert desk.asked == ""
    desk.page.show_interview("of")
    assert desk.asked == "Borte i 23 min. Skal tiden telle med?"
    press(Key.Key_R, CTRL | SHIFT)
    assert stored_interview(desk.page).elapsed_seconds == 0

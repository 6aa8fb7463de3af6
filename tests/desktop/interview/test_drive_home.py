"""The view that shows only what has notes and is not rated: for the drive home."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.records import Note
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.interview.measure_point_filter import Filter
from kompass_desktop.desktop.session import Session
from tests.desktop.interview.interviewing import Open, rating
from tests.desktop.keyboard import CTRL, Key, click, press, type_text


@pytest.fixture
def noted(open_page: Open, session: Session) -> InterviewPage:
    """The mayor's interview at question 1.1, with notes on 1.4.1, 1.4.3 and 3.2.1."""
    for code in ("1.4.1", "1.4.3", "3.2.1"):
        note = Note(f"n{code}", "of", f"om {code}", "2025-03-12T09:30:00+01:00", code)
        session.put(note)
    page = open_page(session)
    page.show_code("1.1.1")
    return page


def test_the_chip_counts_and_leads_to_the_first_one(noted: InterviewPage) -> None:
    assert noted.noted_chip.text() == "Med notat: 3"
    click(noted.noted_chip)
    assert noted.state.filter is Filter.NOTED
    assert noted.noted_chip.isChecked()
    assert noted.state.code == "1.4.1"


def test_it_is_the_last_of_the_views_that_the_key_goes_through(noted: InterviewPage) -> None:
    chosen = []
    # Nothing is to be followed up from last time, so that its view is left out.
    for _ in range(len(Filter) - 1):
        press(Key.Key_U, CTRL)
        chosen.append(noted.state.filter)
    assert chosen[-2:] == [Filter.NOTED, Filter.GROUP]


def test_rating_walks_through_it_and_says_when_nothing_is_left(
    noted: InterviewPage, qtbot: QtBot
) -> None:
    click(noted.noted_chip)
    noted.points.setFocus()
    noted.points.arm()
    for code, left in (("1.4.1", 2), ("1.4.3", 1)):
        assert noted.state.code == code
        type_text("1111\r")
        assert noted.noted_chip.text() == f"Med notat: {left}"
    assert noted.state.code == "3.2.1"
    type_text("2222")
    with qtbot.waitSignal(noted.message_shown) as shown:
        press(Key.Key_Return)
    assert shown.args[0] == "Alle målepunktene med notater i dette intervjuet er vurdert."
    assert noted.noted_chip.text() == "Med notat: 0"
    for code in ("1.4.1", "1.4.3", "3.2.1"):
        assert rating(noted, code).is_complete
    assert not rating(noted, "1.4.2").system


def test_the_end_says_what_was_passed_over(noted: InterviewPage, qtbot: QtBot) -> None:
    click(noted.noted_chip)
    noted.state.go("3.2.1")
    with qtbot.waitSignal(noted.message_shown) as shown:
        noted.state.step_point(1)
    assert "3 målepunkter med notater" in shown.args[0]


def test_without_any_it_says_so_and_stays(page: InterviewPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.message_shown) as shown:
        click(page.noted_chip)
    assert "vurdert" in shown.args[0]
    assert page.state.question == "1.4"


def test_a_note_that_is_written_is_counted(page: InterviewPage, qtbot: QtBot) -> None:
    page.show_code("1.4.1")
    type_text("\tFolkemøter hvert halvår")
    qtbot.waitUntil(lambda: page.noted_chip.text() == "Med notat: 1")


def test_the_view_is_there_again_next_time(noted: InterviewPage, open_page: Open) -> None:
    click(noted.noted_chip)
    noted.leave()
    assert open_page(noted.session).state.filter is Filter.NOTED

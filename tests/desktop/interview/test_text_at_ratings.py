"""Text typed while the ratings have the focus becomes a note and rates nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.instrument.model import Aspect
from tests.desktop.interview.interviewing import rating, stored_notes
from tests.desktop.keyboard import CTRL, Key, focus, press, type_text

SENTENCES = (
    "Politisk info på facebook 3 ganger i uka",
    "2021 kom planen",
    "siden 2021 har vi gjort det",
    "fire av fem",
    "IKT-plan fra 2021",
    "ROS-analyse",
    "«Vi møter folk på butikken»",
    "4H-klubben",
    "Er det slik?",
    "– ja",
    "8 av 10",
)


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("place", ["1.4", "1.4.1"])
def test_text_typed_at_the_ratings_is_a_note_and_rates_nothing(
    qtbot: QtBot, page: InterviewPage, place: str, text: str
) -> None:
    page.session.set_rating(replace(page.session.assessment.rating("of", "1.4.1"), system=1))
    page.session.undo_stack.clear()
    page.show_code(place)
    before = [rating(page, row.code) for row in page.points.rows]
    with qtbot.waitSignal(page.message_shown, check_params_cb=lambda text: "er tekst" in text):
        type_text(text)
    assert [rating(page, row.code) for row in page.points.rows] == before
    assert page.session.undo_stack.count() == 0
    page.session.flush()
    assert [(note.text, note.code) for note in stored_notes(page)] == [(text, place)]
    assert page.notes.isAncestorOf(focus())
    assert page.state.code == place


def test_text_after_a_rating_takes_nothing_of_it_back(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    type_text("3210F")
    type_text("ølger opp")
    assert rating(page, "1.4.1").levels == (3, 2, 1, 0)
    assert not rating(page, "1.4.1").follow_up
    page.session.flush()
    assert [note.text for note in stored_notes(page)] == ["Følger opp"]
    page.session.undo_stack.undo()
    assert rating(page, "1.4.1").levels == (3, 2, 1, None)


def test_text_pasted_at_the_ratings_is_a_note(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    QApplication.clipboard().setText("Planen\nkom i 2021")
    press(Key.Key_V, CTRL)
    assert rating(page, "1.4.1").is_empty
    page.session.flush()
    assert [note.text for note in stored_notes(page)] == ["Planen kom i 2021"]


def test_text_typed_into_the_card_without_the_focus_stays_text(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    QTest.keyClicks(page.points.card, "siden 2021 3 ganger")
    assert rating(page, "1.4.1").is_empty
    page.session.flush()
    assert [note.text for note in stored_notes(page)] == ["siden 2021 3 ganger"]


def test_backspace_in_what_may_be_text_takes_the_last_character(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    type_text("20 9\b\b")
    type_text("21 kom")
    assert rating(page, "1.4.1").is_empty
    page.session.flush()
    assert [note.text for note in stored_notes(page)] == ["2021 kom"]


def test_coming_back_to_a_measure_point_is_at_the_aspect_where_one_was(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    type_text("R2")
    assert page.points.card.aspect is Aspect.EVALUATION
    press(Key.Key_Down, CTRL)
    press(Key.Key_Up, CTRL)
    assert page.state.code == "1.4.1"
    assert page.points.card.aspect is Aspect.EVALUATION
    type_text("\t\t")
    assert page.points.card.aspect is Aspect.EVALUATION
    type_text("3")
    assert rating(page, "1.4.1").levels == (None, None, 2, 3)

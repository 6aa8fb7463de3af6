"""A line that begins with a number: where it goes, that it shows, and how it comes back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.records import Mark
from kompass_desktop.desktop.notes.gutter import NoteGutter
from tests.desktop.keyboard import CTRL, SHIFT, Key
from tests.desktop.notes.note_typist import Typist


@pytest.mark.parametrize(
    "text",
    ["1.5 stillinger på servicetorget", "3.2 millioner i overskudd", "1.5 kl 12", "3.2 % netto"],
)
def test_a_quantity_first_in_a_line_stays_with_its_words(typist: Typist, text: str) -> None:
    typist.type(f"{text}\n")
    assert typist.places == [(text, "1.4")]


@pytest.mark.parametrize("text", ["3.2: protokoller", "3.2 - protokoller", "3.2 protokoller"])
def test_a_code_with_a_separator_goes_there(typist: Typist, text: str) -> None:
    typist.type(f"{text}\n")
    assert typist.places == [("protokoller", "3.2")]


def test_a_line_that_has_left_shows_where_it_went(qtbot: QtBot, typist: Typist) -> None:
    typist.type("3.2 målene er for mange")
    with qtbot.waitSignal(typist.stream.lines_sent) as sent:
        typist.type("\nny")
    (note,) = sent.args[0]
    assert (note.text, note.code) == ("målene er for mange", "3.2")
    row = typist.stream._gutter_row(0)
    assert row.shown_code == "→ 3.2"
    assert typist.stream._gutter_row(1).shown_code == "1.4"
    gutter = typist.stream.findChild(NoteGutter)
    assert isinstance(gutter, NoteGutter)
    place = QPoint(45, 12)
    asked = QHelpEvent(QEvent.Type.ToolTip, place, gutter.mapToGlobal(place))
    QCoreApplication.sendEvent(gutter, asked)
    assert "Tilbaketast først i linjen" in QToolTip.text()
    typist.press(Key.Key_Up)
    assert "gikk til 3.2" in typist.editor.accessibleDescription()


@pytest.mark.parametrize("typed", ["3.2 ", "3.2: ", "  3.2 – "])
def test_backspace_at_its_start_fetches_a_line_back_with_all_that_was_typed(
    typist: Typist, typed: str
) -> None:
    typist.type(f"{typed}helsestasjoner\nny linje\nog en til")
    assert typist.places[0] == ("helsestasjoner", "3.2")
    typist.stream.mark(Mark.STRENGTH)
    typist.go(0)
    typist.press(Key.Key_Backspace)
    assert typist.shown == [f"{typed}helsestasjoner", "ny linje", "og en til"]
    assert typist.places[0] == (f"{typed}helsestasjoner", "1.4")
    typist.press(Key.Key_Down)
    typist.stream.finish_lines()
    assert typist.places[0] == (f"{typed}helsestasjoner", "1.4")
    assert typist.stream._gutter_row(0).shown_code == "1.4"


def test_what_was_typed_since_is_kept_when_a_line_is_fetched_back(typist: Typist) -> None:
    typist.type("3.2 helsestasjoner\n")
    typist.press(Key.Key_Up)
    typist.press(Key.Key_End)
    typist.type(" og legekontor")
    typist.press(Key.Key_Home)
    typist.press(Key.Key_Backspace)
    assert typist.places == [("3.2 helsestasjoner og legekontor", "1.4")]
    typist.undo()
    assert typist.places == [("helsestasjoner og legekontor", "3.2")]


def test_backspace_twice_erases_as_it_always_does(typist: Typist) -> None:
    typist.type("over\n3.2 helsestasjoner\n")
    typist.go(1)
    typist.press(Key.Key_Backspace)
    typist.press(Key.Key_Home)
    typist.press(Key.Key_Backspace)
    assert typist.places == [("over3.2 helsestasjoner", "1.4")]


def test_backspace_elsewhere_in_a_line_that_has_left_only_erases(typist: Typist) -> None:
    typist.type("3.2 helsestasjoner\nny")
    typist.go(0, 3)
    typist.press(Key.Key_Backspace)
    assert typist.places[0] == ("hesestasjoner", "3.2")
    typist.press(Key.Key_Home, SHIFT)
    typist.press(Key.Key_Backspace)
    assert typist.places[0] == ("sestasjoner", "3.2")


def test_a_line_moved_by_hand_since_is_not_fetched_back(typist: Typist) -> None:
    typist.type("over\n3.2 helsestasjoner\nny")
    typist.go(1)
    typist.stream.move_to("1.5")
    typist.press(Key.Key_Backspace)
    assert typist.places[0] == ("overhelsestasjoner", "1.4")


def test_undo_fetches_a_line_back_at_once(typist: Typist) -> None:
    typist.type("3.2 helsestasjoner\n")
    typist.press(Key.Key_Z, CTRL)
    assert typist.places == [("3.2 helsestasjoner", "1.4")]
    assert typist.stream._gutter_row(0).shown_code == "1.4"


def test_pasted_lines_go_where_their_codes_say_and_that_is_reported(
    qtbot: QtBot, typist: Typist
) -> None:
    with qtbot.waitSignal(typist.stream.lines_sent) as sent:
        typist.paste("3.2: mål\n1.5 årsverk\n1.5: digitalt\n")
    assert {note.text for note in sent.args[0]} == {"mål", "digitalt"}
    assert typist.places == [("mål", "3.2"), ("1.5 årsverk", "1.4"), ("digitalt", "1.5")]

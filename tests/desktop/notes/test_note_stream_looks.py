"""What the notes show beside the text, and which keys they leave to the page."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.records import Mark, Note
from kompass_desktop.desktop.notes.gutter import WIDTH, WIDTH_WITH_DAYS, GutterRow, NoteGutter
from kompass_desktop.desktop.notes.stream import NoteStream
from tests.desktop.keyboard import ALT, CTRL, NONE, Key
from tests.desktop.notes.note_typist import INTERVIEW, Typist, a_note, at_question


@pytest.fixture
def page(qtbot: QtBot) -> QMainWindow:
    """A window in which notes are above another field, with the focus in the notes."""
    window = QMainWindow()
    qtbot.addWidget(window)
    content = QWidget()
    layout = QVBoxLayout(content)
    layout.addWidget(NoteStream())
    layout.addWidget(QLineEdit())
    window.setCentralWidget(content)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def typist_on(page: QMainWindow) -> Typist:
    stream = page.findChild(NoteStream)
    assert isinstance(stream, NoteStream)
    return at_question(stream)


def row(typist: Typist, number: int) -> GutterRow:
    return typist.stream._gutter_row(number)


def test_a_line_is_finished_when_the_caret_or_the_focus_leaves(page: QMainWindow) -> None:
    typist = typist_on(page)
    typist.type("en\n3.2 to")
    typist.press(Key.Key_Up)
    assert (typist.notes[1].text, typist.notes[1].code) == ("to", "3.2")
    typist.press(Key.Key_Down)
    typist.press(Key.Key_Home)
    typist.type("1.5 ")
    typist.press(Key.Key_Tab)
    assert isinstance(page.focusWidget(), QLineEdit)
    assert (typist.notes[1].text, typist.notes[1].code) == ("to", "1.5")


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Key.Key_1, CTRL),
        (Key.Key_4, CTRL),
        (Key.Key_G, CTRL),
        (Key.Key_Left, ALT),
        (Key.Key_Down, ALT),
        (Key.Key_F1, NONE),
        (Key.Key_F6, NONE),
        (Key.Key_Escape, NONE),
    ],
)
def test_keys_of_the_page_reach_it(
    qtbot: QtBot, page: QMainWindow, key: Key, modifiers: Qt.KeyboardModifier
) -> None:
    typist = typist_on(page)
    shortcut = QShortcut(QKeySequence(key | modifiers), page)
    with qtbot.waitSignal(shortcut.activated):
        typist.press(key, modifiers)
    assert typist.notes == []


def test_undo_is_the_editors_while_it_has_the_focus(qtbot: QtBot, page: QMainWindow) -> None:
    typist = typist_on(page)
    action = QAction(page)
    action.setShortcut(QKeySequence.StandardKey.Undo)
    page.addAction(action)
    typist.type("en")
    with qtbot.assertNotEmitted(action.triggered):
        typist.undo()
    assert typist.notes == []


def test_it_has_a_name_and_says_where_the_line_belongs(typist: Typist) -> None:
    assert typist.editor.accessibleName() == "Notater"
    assert typist.editor.placeholderText().startswith("Skriv det som blir sagt … Først i linjen: +")
    typist.type("en")
    typist.stream.mark(Mark.WEAKNESS)
    typist.type("\n")
    typist.press(Key.Key_Up)
    assert typist.editor.accessibleDescription() == "09:51, 1.4, svakhet"


def test_the_gutter_says_time_place_and_mark(typist: Typist) -> None:
    typist.type("en")
    typist.stream.mark(Mark.CHALLENGE)
    typist.stream.set_code("1.4.3")
    typist.type("\n\n")
    typist.clock.advance(70)
    assert row(typist, 0) == GutterRow("09:51", "1.4", Mark.CHALLENGE, is_current=False)
    assert row(typist, 1) == GutterRow("", "", None, is_current=False)
    assert row(typist, 2) == GutterRow("11:01", "1.4.3", None, is_current=True)


def test_a_note_with_a_damaged_time_has_none(typist: Typist) -> None:
    typist.open(Note("x", INTERVIEW, "tekst", "i går", "1.4"))
    assert row(typist, 0).time == ""


def test_a_click_in_the_gutter_goes_to_the_line(typist: Typist) -> None:
    typist.open(a_note(1, "en"), a_note(2, "to"))
    gutter = typist.stream.findChild(NoteGutter)
    assert isinstance(gutter, NoteGutter)
    QTest.mouseClick(gutter, Qt.MouseButton.LeftButton, NONE, QPoint(20, 35))
    assert typist.stream.current_note() == a_note(2, "to")


def test_the_wheel_over_the_gutter_scrolls_the_notes(typist: Typist) -> None:
    typist.open(*(a_note(number, f"linje {number}") for number in range(50)))
    gutter = typist.stream.findChild(NoteGutter)
    assert isinstance(gutter, NoteGutter)
    before = typist.editor.verticalScrollBar().value()
    turn = QWheelEvent(
        QPointF(20, 35),
        gutter.mapToGlobal(QPointF(20, 35)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.sendEvent(gutter, turn)
    assert typist.editor.verticalScrollBar().value() < before


def test_lines_stand_22_pixels_apart(typist: Typist) -> None:
    typist.open(a_note(1, "en"), a_note(2, "to"), a_note(3, "ord " * 60))
    tops = [top for _, top in typist.stream._editor.lines_in_view()]
    assert [lower - upper for upper, lower in pairwise(tops)][:2] == [22, 22]
    assert tops[3] - tops[2] > 36


def test_text_cannot_be_dropped(typist: Typist) -> None:
    assert not typist.editor.acceptDrops()
    assert not typist.editor.viewport().acceptDrops()


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_the_menu_does_what_keys_do(typist: Typist) -> None:
    typist.type("en")
    typist.press(Key.Key_A, CTRL)
    QGuiApplication.clipboard().setText("to")
    typist.stream._open_menu(QPoint(10, 10))
    menu = typist.editor.findChild(QMenu)
    assert isinstance(menu, QMenu)
    actions = {action.text(): action for action in menu.actions() if action.text()}
    assert [text for text, action in actions.items() if action.isEnabled()] == [
        "Angre",
        "Klipp ut",
        "Kopier",
        "Lim inn",
        "Merk alt",
    ]
    actions["Klipp ut"].trigger()
    assert typist.notes == []
    actions["Angre"].trigger()
    assert [note.text for note in typist.notes] == ["en"]
    menu.close()


def test_lines_of_another_day_show_it_and_have_room_for_it(typist: Typist) -> None:
    day = typist.clock.now.date()
    typist.stream.set_day(day)
    editor = typist.stream._editor
    assert editor.gutter_width == WIDTH
    typist.type("samme dag\n")
    assert (row(typist, 0).time, row(typist, 0).written_at) == ("09:51", "")
    typist.clock.advance(2 * 24 * 60)
    typist.stream.set_scope("1.5")
    typist.stream.set_scope("1.4")
    assert editor.gutter_width == WIDTH_WITH_DAYS
    typist.type("to dager senere")
    assert row(typist, 0).time == "09:51"
    assert row(typist, 1).time == "to. 09:51"
    assert row(typist, 1).written_at == "to. 14.03.2019 09:51"
    assert typist.stream._gutter.text_of(row(typist, 1)).startswith("to. 14.03.2019 09:51")
    typist.clock.advance(7 * 24 * 60)
    typist.type("\nen uke til")
    assert row(typist, 2).time == "21.3. 09:51"
    typist.stream.set_day(None)
    assert row(typist, 2).time == "09:51"
    assert editor.gutter_width == WIDTH


def test_a_line_from_before_the_interview_shows_its_date(typist: Typist) -> None:
    typist.open(a_note(1, "forberedt"))
    typist.stream.set_day(typist.clock.now.date() + timedelta(days=1))
    assert row(typist, 0).time == "12.3. 09:01"

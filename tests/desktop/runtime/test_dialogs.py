"""Message boxes: nothing is done unless it is chosen, and Esc chooses what changes nothing."""

from __future__ import annotations

from enum import Enum, auto

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.runtime.dialogs import (
    Answer,
    Effect,
    Question,
    ask,
    close_dialogs,
    confirm,
    confirm_then,
    show_failure,
    show_notice,
)

QUESTION = Question("Slette filen?", yes="Slett", no="Behold", about="Den kommer ikke tilbake.")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    return parent


def open_box() -> QMessageBox:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert (box.text(), box.informativeText()) == (QUESTION.text, QUESTION.about)
    return box


def press(words: str) -> None:
    next(button for button in open_box().buttons() if button.text() == words).click()


def test_only_yes_is_yes(qtbot: QtBot, parent: QWidget) -> None:
    for words, answer in (("Slett", True), ("Behold", False)):
        QTimer.singleShot(0, lambda words=words: press(words))
        assert confirm(parent, QUESTION) is answer


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_esc_are_no(qtbot: QtBot, parent: QWidget, key: Qt.Key) -> None:
    QTimer.singleShot(0, lambda: QTest.keyClick(open_box(), key))
    assert not confirm(parent, QUESTION)


def test_what_is_to_be_done_waits_for_yes(qtbot: QtBot, parent: QWidget) -> None:
    done: list[str] = []
    confirm_then(parent, QUESTION, lambda: done.append("slettet"))
    press("Behold")
    confirm_then(parent, QUESTION, lambda: done.append("slettet"))
    close_dialogs()
    assert done == []
    confirm_then(parent, QUESTION, lambda: done.append("slettet"))
    press("Slett")
    assert done == ["slettet"]


class Way(Enum):
    """What can be done in the question with several answers."""

    COPY = auto()
    LOSE = auto()
    STAY = auto()


ANSWERS = (
    Answer(Way.COPY, "Lagre en kopi"),
    Answer(Way.LOSE, "Lukk", Effect.DESTROY),
    Answer(Way.STAY, "Avbryt", Effect.CANCEL),
)


def ask_way(parent: QWidget, default: Way = Way.COPY) -> Way:
    return ask(parent, QUESTION.text, ANSWERS, default=default, about=QUESTION.about)


@pytest.mark.parametrize(
    ("words", "way"), [("Lagre en kopi", Way.COPY), ("Lukk", Way.LOSE), ("Avbryt", Way.STAY)]
)
def test_a_question_with_several_answers_returns_the_one_that_is_chosen(
    qtbot: QtBot, parent: QWidget, words: str, way: Way
) -> None:
    QTimer.singleShot(0, lambda: press(words))
    assert ask_way(parent) is way


@pytest.mark.parametrize("default", list(Way))
def test_enter_chooses_the_default(qtbot: QtBot, parent: QWidget, default: Way) -> None:
    QTimer.singleShot(0, lambda: QTest.keyClick(open_box(), Qt.Key.Key_Return))
    assert ask_way(parent, default) is default


def test_esc_chooses_what_cancels(qtbot: QtBot, parent: QWidget) -> None:
    QTimer.singleShot(0, lambda: QTest.keyClick(open_box(), Qt.Key.Key_Escape))
    assert ask_way(parent) is Way.STAY


def test_a_name_that_looks_like_markup_is_shown_as_it_is(qtbot: QtBot, parent: QWidget) -> None:
    shown: list[tuple[Qt.TextFormat, str]] = []

    def read_and_close() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        shown.append((box.textFormat(), box.text()))
        QTest.keyClick(box, Qt.Key.Key_Return)

    for show in (show_notice, show_failure):
        QTimer.singleShot(0, read_and_close)
        show("<b>Nes</b> kunne ikke åpnes.")
    assert shown == [(Qt.TextFormat.PlainText, "<b>Nes</b> kunne ikke åpnes.")] * 2

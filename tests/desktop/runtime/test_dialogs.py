"""Questions with yes or no: nothing is done unless yes is chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.runtime.dialogs import (
    Question,
    close_dialogs,
    confirm,
    confirm_then,
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

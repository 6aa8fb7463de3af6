"""The focus goes back to where it was, if that is still there."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from kompass_desktop.desktop.runtime.focus_return import FocusReturn


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = QLineEdit(), QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.first)
        column.addWidget(self.second)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    window.first.setFocus()
    qtbot.waitUntil(window.first.hasFocus)
    return window


def test_the_focus_goes_back_once(window: Window) -> None:
    focus = FocusReturn()
    focus.remember()
    window.second.setFocus()
    focus.give_back()
    assert window.first.hasFocus()
    window.second.setFocus()
    focus.give_back()
    assert window.second.hasFocus()


def test_a_widget_that_is_gone_gets_no_focus(window: Window) -> None:
    focus = FocusReturn()
    focus.remember()
    window.second.setFocus()
    delete(window.first)
    focus.give_back()
    assert window.second.hasFocus()

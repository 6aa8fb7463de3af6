"""F1's sheet prints keys as a keyboard does, and is no taller than what it shows."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.window.key_sheet import KeyHelp, KeySheet, keys_of


def test_the_two_enter_keys_are_told_of_as_one(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    action = QAction("Åpne", page)
    action.setShortcuts([QKeySequence("Return"), QKeySequence("Enter")])
    page.addAction(action)
    assert keys_of(page) == [KeyHelp("Enter", "Åpne")]


def test_a_sheet_is_as_tall_as_its_keys_need_and_its_window_allows(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    few = KeySheet([KeyHelp("F1", "Vis snarveiene")] * 8, window)
    many = KeySheet([KeyHelp("F1", "Vis snarveiene")] * 30, window)
    too_many = KeySheet([KeyHelp("F1", "Vis snarveiene")] * 200, window)
    assert few.height() < many.height() < too_many.height() == window.height() - 80

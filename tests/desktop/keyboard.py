"""A person at the keyboard and the mouse: keys and words go to the widget that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier

WRITTEN_KEYS = {"\r": Key.Key_Return, "\b": Key.Key_Backspace, "\t": Key.Key_Tab}


def focus() -> QWidget:
    """Return the widget that the keys go to."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def press(key: Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    """Press a key where the focus is."""
    for _ in range(times):
        QTest.keyClick(focus(), key, modifiers)


def type_text(text: str) -> None:
    """Type characters where the focus is; "\\r" is Enter, "\\b" Backspace, "\\t" Tab."""
    for character in text:
        if character in WRITTEN_KEYS:
            press(WRITTEN_KEYS[character])
        elif character.isascii():
            QTest.keyClicks(focus(), character)
        else:
            send_letter(focus(), character)


def press_all(*keys: Key | str, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Press keys and type texts one after the other; each key finds the focus of its moment."""
    for key in keys:
        if isinstance(key, str):
            type_text(key)
        else:
            press(key, modifier)
        QApplication.processEvents()


def send_letter(widget: QWidget, character: str) -> None:
    """QTest has no key for á or ø; the system sends a key that is unknown, with its letter."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, Key.Key_unknown, NONE, character))


def click(widget: QWidget) -> None:
    """Click in the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

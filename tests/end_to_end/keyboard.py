"""A person at the keyboard and the mouse: events go to the window, which finds their place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier

DIALOG_MILLISECONDS = 10
"""How often it is looked whether a dialog has come."""


def press(key: Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the focus is, a shortcut too."""
    QTest.keyClick(window_in_front(), key, modifiers)


def type_text(text: str) -> None:
    """Type characters where the focus is."""
    for character in text:
        if character.isascii():
            QTest.keyClick(window_in_front(), ord(character))
        else:
            _send_letter(character)


def type_line(text: str) -> None:
    """Type characters and Enter."""
    type_text(text)
    press(Key.Key_Return)


def click(widget: QWidget) -> None:
    """Click in the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NONE, QPoint())


def in_dialog(answer: Callable[[], None]) -> None:
    """Do something as soon as a modal dialog has come, for what waits until it is closed."""
    if isinstance(QApplication.activeModalWidget(), QDialog) and _focus_is_in_dialog():
        answer()
    else:
        QTimer.singleShot(DIALOG_MILLISECONDS, lambda: in_dialog(answer))


def focus() -> QWidget:
    """Return the widget that the keys go to."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def window_in_front() -> QWindow:
    """Return the window that the keys go to."""
    window = QGuiApplication.focusWindow()
    assert window is not None, "no window has the focus"
    return window


def _focus_is_in_dialog() -> bool:
    widget = QApplication.focusWidget()
    return widget is not None and widget.window() is QApplication.activeModalWidget()


def _send_letter(character: str) -> None:
    """QTest has no key for á or ø; the system sends a key that is unknown, with its letter."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Key.Key_unknown, NONE, character)
        QCoreApplication.sendEvent(window_in_front(), event)

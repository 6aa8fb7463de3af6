"""Which screen of the computer a window fills, for what is shown to a room."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget


def open_on_other_screen(window: QWidget) -> None:
    """Fill the other screen than its parent's if there is one, else the same."""
    parent = window.parentWidget()
    here = window.screen() if parent is None else parent.window().screen()
    _fill(window, _screen_after(here))
    window.activateWindow()


def move_to_next_screen(window: QWidget) -> None:
    """Fill the next screen, if there is another."""
    _fill(window, _screen_after(window.screen()))


def _fill(window: QWidget, screen: QScreen) -> None:
    window.setScreen(screen)
    window.setGeometry(screen.geometry())
    window.showFullScreen()


def _screen_after(screen: QScreen) -> QScreen:
    """Return the next screen of the computer, or the same if there is no other."""
    screens = QGuiApplication.screens()
    if screen not in screens:
        return screens[0]
    return screens[(screens.index(screen) + 1) % len(screens)]

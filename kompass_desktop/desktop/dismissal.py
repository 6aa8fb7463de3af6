"""Closes dialogs and menus that stand in the way of locking the window."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog


def dismiss_dialogs() -> None:
    """Answer every dialog and menu as Esc does; one that is at work may stay.

    One that does not take Esc for an answer has a way of its own to go, `dismiss`.
    """
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            getattr(widget, "dismiss", widget.reject)()


def is_dialog_open() -> bool:
    """Whether a dialog is still there, or waits for the program to come back to it."""
    return any(
        isinstance(widget, QDialog) and widget.isVisible()
        for widget in QApplication.topLevelWidgets()
    )

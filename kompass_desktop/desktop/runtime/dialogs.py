"""Closes dialogs and menus that stand in the way of locking the window."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog


def close_dialogs() -> None:
    """Answer every dialog and menu as Esc does; one that is at work may stay.

    One that does not take Esc for an answer has a way of its own to go, `dismiss`.
    """
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            dismiss(widget)


def dismiss(dialog: QDialog) -> None:
    """Answer a dialog as Esc does, or in the way of its own that it has."""
    getattr(dialog, "dismiss", dialog.reject)()

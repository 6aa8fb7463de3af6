"""Dialogs: questions with yes or no, and closing all dialogs when the window locks itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QWidget


@dataclass(frozen=True)
class Question:
    """What is asked before something is done, what it means, and the two buttons."""

    text: str
    yes: str
    no: str
    about: str = ""


def confirm(parent: QWidget, question: Question) -> bool:
    """Ask a question and return whether the answer is yes; Enter and Esc are no."""
    box, yes = _box(parent, question)
    box.exec()
    return box.clickedButton() is yes


def confirm_then(parent: QWidget, question: Question, then: Callable[[], object]) -> None:
    """Ask a question and call `then` if the answer is yes; return while it is open."""
    box, yes = _box(parent, question)
    yes.clicked.connect(lambda _checked: then())
    box.open()


def close_dialogs() -> None:
    """Close every dialog and menu as Esc does; a dialog that is at work may stay open.

    A dialog that Esc does not close can have a method `dismiss`, which is called instead.
    """
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            dismiss(widget)


def dismiss(dialog: QDialog) -> None:
    """Close a dialog as Esc does, or by its own `dismiss` if it has one."""
    getattr(dialog, "dismiss", dialog.reject)()


def _box(parent: QWidget, question: Question) -> tuple[QMessageBox, QPushButton]:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(question.text)
    box.setInformativeText(question.about)
    yes = box.addButton(question.yes, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(question.no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    return box, yes

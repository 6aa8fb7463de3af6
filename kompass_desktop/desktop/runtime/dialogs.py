"""Message boxes, which are all made here, and closing all dialogs when the window locks itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QWidget

_Value = TypeVar("_Value")


class Effect(Enum):
    """What an answer does; Qt orders and marks the buttons of a box by it."""

    PROCEED = QMessageBox.ButtonRole.AcceptRole
    DESTROY = QMessageBox.ButtonRole.DestructiveRole
    CANCEL = QMessageBox.ButtonRole.RejectRole
    """The only button with this role is what Esc presses."""


@dataclass(frozen=True)
class Answer(Generic[_Value]):
    """One of the answers to a question: what `ask` returns for it, its button, its effect."""

    value: _Value
    text: str
    effect: Effect = Effect.PROCEED


@dataclass(frozen=True)
class Question:
    """A yes/no question: its text, an explanation, and the two buttons."""

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


def ask(
    parent: QWidget | None,
    text: str,
    answers: Sequence[Answer[_Value]],
    *,
    default: _Value,
    about: str = "",
) -> _Value:
    """Ask a question that has several answers; return the value of the one that is chosen.

    Enter chooses the answer with the value `default`; Esc, and closing the box, chooses the
    answer whose effect is CANCEL, of which there must be exactly one. `about` says more
    about the question in a second paragraph. Both texts are plain text.
    """
    box = _new_box(parent, QMessageBox.Icon.Warning, text, about)
    values = {box.addButton(each.text, each.effect.value): each.value for each in answers}
    cancel = next(each.value for each in answers if each.effect is Effect.CANCEL)
    for button, value in values.items():
        if value == default:
            box.setDefaultButton(button)
    box.exec()
    return next((value for b, value in values.items() if b is box.clickedButton()), cancel)


def show_notice(sentence: str) -> None:
    """Show a message in a box when there is no window; return when it is closed."""
    _new_box(None, QMessageBox.Icon.Information, sentence).exec()


def show_failure(sentence: str) -> None:
    """Show in a box why there is no window; return when it is closed."""
    _new_box(None, QMessageBox.Icon.Critical, sentence).exec()


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
    box = _new_box(parent, QMessageBox.Icon.Warning, question.text, question.about)
    yes = box.addButton(question.yes, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(question.no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    return box, yes


def _new_box(
    parent: QWidget | None, icon: QMessageBox.Icon, text: str, about: str = ""
) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("Kompass")
    box.setIcon(icon)
    # A name in the text may contain what looks like markup.
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(about)
    return box

"""A button that finishes or reopens the open assessment, and a line about its events."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.actions import without_argument
from kompass_desktop.desktop.finishing.dialogs import FinishDialog, FinishingDialog, ReopenDialog
from kompass_desktop.desktop.finishing.texts import course_text
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import tr


class Finishing(QObject):
    """Updates a page's button and line when the assessment is finished or reopened.

    `text` returns the text of the line.
    """

    def __init__(
        self,
        session: Session,
        button: QPushButton,
        line: QLabel,
        text: Callable[[Assessment], str] = course_text,
    ) -> None:
        super().__init__(button)
        self._text = text
        self._session = session
        self._button = button
        self._line = line
        button.clicked.connect(without_argument(self.ask))
        session.read_only_changed.connect(self.show)
        self.show()

    def show(self) -> None:
        """Update button and line."""
        is_finished = self._session.is_read_only
        self._button.setText(
            tr("Reopen the measurement …") if is_finished else tr("Finish the measurement …")
        )
        text = self._text(self._session.assessment)
        self._line.setText(text)
        self._line.setVisible(bool(text))

    def ask(self) -> None:
        """Open the dialog that finishes the assessment or, if it is finished, reopens it."""
        ask_about_end(self._session, self._button)


def ask_about_end(session: Session, parent: QWidget) -> FinishingDialog:
    """Open the dialog that finishes an assessment or, if it is finished, reopens it."""
    session.flush()
    kind = ReopenDialog if session.is_read_only else FinishDialog
    dialog = kind(session, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog

"""The dialogs that finish an assessment, and that reopen it for a reason."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kompass_desktop.assessment.finishing import remaining_work
from kompass_desktop.desktop.finishing.texts import (
    finishing_text,
    remaining_work_text,
    reopening_text,
)
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.line_length import limit_line
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr
from kompass_desktop.storage.errors import StorageError


class FinishingDialog(QDialog):
    """The base of both dialogs: an explanation and two buttons; one of them calls `go_on`."""

    column: QVBoxLayout
    heading_label: QLabel
    about_label: WrappedText
    loose_label: WrappedText
    reason_label: QLabel
    reason_field: QLineEdit
    notice_label: WrappedText
    cancel_button: QPushButton
    go_on_button: QPushButton

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        load_form(self, "finishing/finishing_dialog")
        self.notice_label.hide()
        self.cancel_button.clicked.connect(self.reject)
        self.go_on_button.clicked.connect(self._go_on)

    def showEvent(self, event: QShowEvent) -> None:
        """Set the height to what the texts need, which depends on their width."""
        self.resize(self.width(), self.column.totalHeightForWidth(self.width()))
        super().showEvent(event)

    def go_on(self) -> None:
        """Finish or reopen the assessment; raises StorageError, which the dialog shows."""
        raise NotImplementedError

    def _go_on(self) -> None:
        try:
            self.go_on()
        except StorageError as error:
            self.notice_label.setText(str(error))
            self.notice_label.show()
            return
        self.accept()


class FinishDialog(FinishingDialog):
    """Explains finishing, lists the remaining work, and finishes the assessment."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        assessment = session.assessment
        self.heading_label.setText(tr("Finish {0}?").format(assessment.title))
        self.about_label.setText(finishing_text())
        found = remaining_work(assessment, session.board, len(session.conflicts))
        loose = remaining_work_text(found, assessment)
        self.loose_label.setText(loose or tr("Everything is settled."))
        self.go_on_button.setText(tr("Finish the measurement"))
        for unused in (self.reason_label, self.reason_field):
            unused.hide()
        # Enter must not finish an assessment by accident while work remains.
        usual = self.cancel_button if loose else self.go_on_button
        usual.setDefault(True)
        usual.setFocus()

    def go_on(self) -> None:
        """Finish the assessment; raises StorageError if a change cannot be written."""
        self.session.finish()


class ReopenDialog(FinishingDialog):
    """Asks why a finished assessment is reopened, and reopens it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.heading_label.setText(tr("Reopen {0}?").format(session.assessment.title))
        self.about_label.setText(reopening_text())
        self.loose_label.hide()
        limit_line(self.reason_field)
        self.go_on_button.setText(tr("Reopen the measurement"))
        self.reason_field.setFocus()

    def go_on(self) -> None:
        """Reopen the assessment with the reason that was typed, if any."""
        self.session.reopen(self.reason_field.text())

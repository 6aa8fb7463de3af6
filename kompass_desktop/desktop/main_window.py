"""The one window: the library, or an open assessment; and whether all is saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, QSize, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QLabel,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.pages.assessment_view import AssessmentView
from kompass_desktop.desktop.pages.library_page import LibraryPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.shelf import Shelf
from kompass_desktop.desktop.widgets.key_sheet import KeySheet, keys_of
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.exchange import export_json

MESSAGE_MILLISECONDS = 8000
SMALLEST = QSize(1276, 640)
"""Below this, words of the interview page would be cut off: for 1280×720 with its task bar."""
USUAL = QSize(1366, 768)


class _Contents(QWidget):
    """The form's widgets, bound for the window that holds them."""

    failure_banner: QFrame
    failure_label: QLabel
    retry_button: QPushButton
    save_copy_button: QPushButton
    stack: QStackedWidget
    status_bar: QFrame
    place_label: QLabel
    message_label: QLabel
    keys_button: QPushButton

    def __init__(self) -> None:
        super().__init__()
        load_form(self, "main_window")


class MainWindow(QMainWindow):
    """Shows the library page, and over it the assessment that is open."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self._shelf = shelf
        self._view: AssessmentView | None = None
        self._contents = _Contents()
        self.setCentralWidget(self._contents)
        self._message_end = QTimer(self, singleShot=True, interval=MESSAGE_MILLISECONDS)
        self._message_end.timeout.connect(self._contents.message_label.clear)
        self._library_page = LibraryPage(shelf)
        self._contents.stack.addWidget(self._library_page)
        self._contents.failure_banner.hide()
        self._contents.place_label.setText(self.tr("Frakoblet · alt lagres på denne maskinen"))
        self._contents.place_label.setToolTip(str(shelf.library.path))
        self._connect()
        self._add_actions()
        self.setWindowTitle("Kompass")
        self.setMinimumSize(SMALLEST.boundedTo(self.screen().availableSize()))
        self._restore_geometry()

    @property
    def session(self) -> Session | None:
        """The open assessment, or None while the library is shown."""
        return self._view.session if self._view else None

    @property
    def view(self) -> AssessmentView | None:
        """The view of the open assessment, or None while the library is shown."""
        return self._view

    @property
    def library_page(self) -> LibraryPage:
        """The page that lists the assessments."""
        return self._library_page

    def open_assessment(self, assessment: str) -> None:
        """Open an assessment of the library, given its id, and show it."""
        self.close_assessment()
        try:
            session = Session(self._shelf.library, self._shelf.library.load(assessment))
        except StorageError as error:
            self.show_message(str(error))
            return
        view = AssessmentView(session, self._shelf)
        view.closed.connect(self.close_assessment)
        view.message_shown.connect(self.show_message)
        session.saved.connect(self._contents.failure_banner.hide)
        session.save_failed.connect(self._show_failure)
        self._view = view
        self._contents.stack.addWidget(view)
        self._contents.stack.setCurrentWidget(view)
        self.setWindowTitle(f"{session.assessment.title} – Kompass")
        view.show_last_page()

    def close_assessment(self) -> None:
        """Go back to the library; what is typed is saved first."""
        view = self._view
        if view is None or not self._may_leave(view.session):
            return
        view.leave()
        self._view = None
        self._contents.failure_banner.hide()
        self._contents.stack.setCurrentWidget(self._library_page)
        self._contents.stack.removeWidget(view)
        self._shelf.forget(view.session.assessment.id)
        view.deleteLater()
        self.setWindowTitle("Kompass")
        self._library_page.setFocus()

    def show_message(self, sentence: str) -> None:
        """Show a sentence in the status bar for a while."""
        self._contents.message_label.setText(sentence)
        self._message_end.start()

    def tell_of_fault(self, report: str) -> None:
        """Tell of a fault of the program; the work goes on."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(
            self.tr(
                "Noe gikk galt i Kompass. Det du har skrevet, er lagret, og du kan arbeide "
                "videre. Detaljene nedenfor hjelper dem som retter feilen."
            )
        )
        box.setDetailedText(report)
        go_on = box.addButton(self.tr("Fortsett"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(go_on)
        box.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._view is not None:
            if not self._may_leave(self._view.session):
                event.ignore()
                return
            self._view.leave()
        QSettings().setValue("window/geometry", self.saveGeometry())
        event.accept()

    def _connect(self) -> None:
        self._library_page.assessment_opened.connect(self.open_assessment)
        self._library_page.message_shown.connect(self.show_message)
        self._contents.retry_button.clicked.connect(self._retry)
        self._contents.save_copy_button.clicked.connect(self._save_copy)
        self._contents.keys_button.clicked.connect(self._show_keys)

    def _add_actions(self) -> None:
        for text, keys, slot in (
            (self.tr("Vis snarveiene"), QKeySequence("F1"), self._show_keys),
            (self.tr("Avslutt Kompass"), QKeySequence("Ctrl+Q"), self.close),
        ):
            action = QAction(text, self)
            action.setShortcut(keys)
            action.triggered.connect(slot)
            self.addAction(action)

    def _show_keys(self) -> None:
        shown: QWidget = self._view.page if self._view else self._library_page
        KeySheet(keys_of(shown, *([self._view] if self._view else []), self), self).open()

    def _show_failure(self, sentence: str) -> None:
        told = self.tr("Ikke lagret. {0} Alt du skriver, er beholdt og lagres så snart det går.")
        self._contents.failure_label.setText(told.format(sentence))
        self._contents.failure_banner.show()

    def _retry(self) -> None:
        if self.session is not None:
            self.session.save_again()

    def _save_copy(self) -> bool:
        """Let the user save the open assessment elsewhere; return whether it was done."""
        session = self.session
        if session is None:
            return False
        session.flush_requested.emit()
        suggested = f"{session.assessment.title}.json"
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Lagre en kopi"), suggested, self.tr("Kompass-vurdering (*.json)")
        )
        if not name:
            return False
        try:
            export_json(session.assessment, Path(name))
        except StorageError as error:
            self.show_message(str(error))
            return False
        self.show_message(self.tr("Kopien er lagret i {0}.").format(name))
        return True

    def _may_leave(self, session: Session) -> bool:
        """Whether all is saved, or the user goes without; asks only if something is not."""
        session.flush()
        if session.is_saved:
            return True
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(self.tr("Ikke alt er lagret. Lagre en kopi et annet sted før du lukker?"))
        copy = box.addButton(self.tr("Lagre kopi …"), QMessageBox.ButtonRole.AcceptRole)
        lose = box.addButton(self.tr("Lukk uten"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Bli her"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is copy:
            return self._save_copy()
        return box.clickedButton() is lose

    def _restore_geometry(self) -> None:
        geometry = QSettings().value("window/geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(USUAL)

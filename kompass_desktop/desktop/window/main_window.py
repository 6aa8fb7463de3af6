"""The one window: the library, or an open assessment; and whether all is saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QRect, QSettings, QSize, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.library.library_page import LibraryPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.desktop.widgets.export_target import choose_export_file
from kompass_desktop.desktop.window.assessment_view import AssessmentView
from kompass_desktop.desktop.window.crash_dialog import CrashDialog
from kompass_desktop.desktop.window.file_guard import FileGuard
from kompass_desktop.desktop.window.key_sheet import KeySheet, keys_of
from kompass_desktop.desktop.window.lock_gate import WORKS_WHEN_LOCKED
from kompass_desktop.desktop.window.locking import Lock, Place
from kompass_desktop.desktop.window.messages import Messages
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.exchange.json_file import export_json
from kompass_desktop.storage.library import Library

SMALLEST = QSize(1276, 640)
"""What every page has room in without scrolling: 1280×720 with its task bar."""
LEAST = QSize(880, 400)
"""What the window can be made; a page that needs more than it gets scrolls."""
USUAL = QSize(1366, 768)
USUAL_FRAME = QSize(16, 44)
"""What a window manager adds, before it is known how much it is."""


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
    backup_button: QPushButton
    keys_button: QPushButton

    def __init__(self) -> None:
        super().__init__()
        load_form(self, "window/main_window")


class MainWindow(QMainWindow):
    """Shows the library page, and over it the assessment that is open; or that it is locked."""

    library_closing = Signal()
    """Whoever uses the library from elsewhere must let go of it now: the window locks."""
    library_opened = Signal()
    """The window was unlocked, and `library` is another one."""

    def __init__(self, catalogue: AssessmentCatalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._view: AssessmentView | None = None
        self._crash: CrashDialog | None = None
        self._is_framed = False
        self._contents = _Contents()
        self.setCentralWidget(self._contents)
        self._messages = Messages(self._contents.message_label, self)
        self._library_page = self._new_library_page()
        self._contents.failure_banner.hide()
        self._contents.backup_button.hide()
        self._contents.place_label.setToolTip(str(catalogue.library.path))
        self._show_protection()
        self._connect()
        self._add_actions()
        self._untold = ""
        self._lock = Lock(self)
        self._guard = FileGuard(self)
        self._guard.harmed.connect(self._take_harm)
        self._guard.mended.connect(self._take_mending)
        self._lock.opened.connect(self._tell_untold)
        self._waiting_files: list[Path] = []
        self.setWindowTitle("Kompass")
        self.setMinimumSize(LEAST.boundedTo(self.screen().availableSize() - USUAL_FRAME))
        self._restore_geometry()
        if catalogue.library.remark:
            self.show_message(catalogue.library.remark)

    @property
    def library(self) -> Library:
        """The library that is open, or was until the window was locked."""
        return self._catalogue.library

    @property
    def catalogue(self) -> AssessmentCatalogue:
        """What is in the library that is open."""
        return self._catalogue

    @property
    def backup_button(self) -> QPushButton:
        """Where the status bar tells of the backups; hidden until there is something to tell."""
        return self._contents.backup_button

    @property
    def contents(self) -> QStackedWidget:
        """What shows either the library page, the open assessment, or the locked window."""
        return self._contents.stack

    @property
    def around(self) -> tuple[QWidget, ...]:
        """What stands above and below the contents: the banner, and last the status bar."""
        return self._contents.failure_banner, self._contents.status_bar

    @property
    def session(self) -> Session | None:
        """The open assessment, or None while the library is shown."""
        return self._view.session if self._view else None

    @property
    def view(self) -> AssessmentView | None:
        """The view of the open assessment, or None while the library is shown."""
        return self._view

    @property
    def guard(self) -> FileGuard:
        """What watches the file of the library."""
        return self._guard

    @property
    def library_page(self) -> LibraryPage:
        """The page that lists the assessments."""
        return self._library_page

    def open_assessment(self, assessment: str) -> None:
        """Open an assessment of the library, given its id, and show it."""
        self.close_assessment()
        try:
            session = Session(self._catalogue.library, self._catalogue.library.load(assessment))
        except StorageError as error:
            self.show_message(str(error))
            return
        view = AssessmentView(session, self._catalogue)
        view.closed.connect(self.close_assessment)
        view.message_shown.connect(self.show_message)
        view.page_left.connect(self._messages.clear)
        view.rewritten.connect(lambda: self.open_assessment(assessment))
        view.erased.connect(lambda: self._leave_erased(assessment))
        session.saved.connect(self._contents.failure_banner.hide)
        session.save_failed.connect(self._show_failure)
        session.save_failed.connect(self._look_at_file)
        self._view = view
        self._messages.clear()
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
        self._messages.clear()
        self._view = None
        self._contents.failure_banner.hide()
        self._contents.stack.setCurrentWidget(self._library_page)
        self._contents.stack.removeWidget(view)
        self._catalogue.forget(view.session.assessment.id)
        self._library_page.show_assessment(view.session.assessment.id)
        view.deleteLater()
        self.setWindowTitle("Kompass")
        self._library_page.setFocus()

    def suspend(self) -> Place:
        """Take down all that can be read, for the window to be locked; return where one was.

        All must be saved.
        """
        row = self._library_page.table.current_row
        place = Place("", row.id if row else "")
        if self._view is not None:
            place = Place(self._view.session.assessment.id, self._view.session.assessment.id)
            self.close_assessment()
        self._messages.clear()
        self.library_closing.emit()
        self._library_page.stop()
        self._contents.stack.removeWidget(self._library_page)
        self._library_page.deleteLater()
        self._catalogue.library.close()
        return place

    def resume(self, library: Library, place: Place) -> None:
        """Show a library that was opened again, at the place where one was."""
        self._catalogue = AssessmentCatalogue(library)
        self._library_page = self._new_library_page()
        self._library_page.table.choose(place.row)
        self._contents.stack.setCurrentWidget(self._library_page)
        self._library_page.setFocus()
        self.library_opened.emit()
        if place.assessment:
            self.open_assessment(place.assessment)
        # Whoever unlocks the window is not done with it yet.
        QTimer.singleShot(0, self, self._take_in_waiting)

    def show_again(self) -> None:
        """Show what could not be put away when the window was locked."""
        shown: QWidget = self._view or self._library_page
        self._contents.stack.setCurrentWidget(shown)
        shown.setFocus()
        if self._view is not None:
            self.setWindowTitle(f"{self._view.session.assessment.title} – Kompass")
            # It says again what is wrong, which was not told while the window was locked.
            self._view.session.save_again()
            self._view.page.take_focus()

    def _leave_erased(self, assessment: str) -> None:
        """Go back to the library, and forget what was remembered of an assessment."""
        self.close_assessment()
        AssessmentSettings(assessment).forget()

    def import_file(self, path: Path) -> None:
        """Take a file into the library, as soon as the window is not locked.

        An open assessment is closed first: the file may be of the same one.
        """
        if self._lock.is_locked:
            self._waiting_files.append(path)
            return
        self.close_assessment()
        if self._view is None:
            self._library_page.import_files([path])

    def _take_in_waiting(self) -> None:
        waiting, self._waiting_files = self._waiting_files, []
        for path in waiting:
            self.import_file(path)

    def show_message(self, sentence: str) -> None:
        """Show a sentence for a while, in the status bar and where one is looking.

        "" takes away the one that is shown: what it was about is no longer so. While the
        window is locked, it waits until that is over.
        """
        if self._lock.is_locked:
            self._untold = sentence
            return
        self._messages.tell(sentence)

    def _tell_untold(self) -> None:
        sentence, self._untold = self._untold, ""
        if sentence:
            self.show_message(sentence)

    def tell_of_fault(self, report: str) -> None:
        """Tell of a fault of the program; the work goes on, or is saved and ends."""
        if self._crash is None:
            self._crash = CrashDialog(self)
            self._crash.quit_requested.connect(self.close)
        self._crash.open()
        self._crash.add(report, is_saved=self.session is None or self.session.is_saved)

    def lock(self) -> None:
        """Take everything readable off the screen, until the passphrase is given."""
        self._lock.lock()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._lock.may_close():
            event.ignore()
            return
        if self._view is None:
            self._guard.check_before_leaving()
        else:
            if not self._may_leave(self._view.session):
                event.ignore()
                return
            self._view.leave()
        QSettings().setValue("window/geometry", self.saveGeometry())
        event.accept()

    def _new_library_page(self) -> LibraryPage:
        page = LibraryPage(self._catalogue)
        page.assessment_opened.connect(self.open_assessment)
        page.message_shown.connect(self.show_message)
        page.security.lock_requested.connect(self.lock)
        page.security.protection_changed.connect(self._show_protection)
        self._contents.stack.addWidget(page)
        return page

    def _show_protection(self) -> None:
        is_plain = self._catalogue.library.key is None
        kind = self.tr("Ikke kryptert") if is_plain else self.tr("Kryptert")
        told = self.tr("{0} · frakoblet · alt lagres på denne maskinen")
        self._contents.place_label.setText(told.format(kind))

    def _connect(self) -> None:
        self._contents.retry_button.clicked.connect(self._retry)
        self._contents.save_copy_button.clicked.connect(self._save_copy)
        self._contents.keys_button.clicked.connect(self._show_keys)

    def _add_actions(self) -> None:
        for text, keys, slot in (
            (self.tr("Vis snarveiene"), QKeySequence("F1"), self._show_keys),
            (self.tr("Lås Kompass"), QKeySequence("Ctrl+L"), self.lock),
            (self.tr("Avslutt Kompass"), QKeySequence("Ctrl+Q"), self.close),
        ):
            action = QAction(text, self)
            action.setShortcut(keys)
            action.setProperty(WORKS_WHEN_LOCKED, slot == self.close)
            action.triggered.connect(slot)
            self.addAction(action)

    def _show_keys(self) -> None:
        if self._lock.is_locked:
            return
        shown: QWidget = self._view.page if self._view else self._library_page
        KeySheet(keys_of(shown, *([self._view] if self._view else []), self), self).open()

    def _show_failure(self, sentence: str) -> None:
        if self._lock.is_locked:
            # The banner offers a copy that anybody could read.
            return
        told = self.tr("Ikke lagret. {0} Alt du skriver, er beholdt og lagres så snart det går.")
        self._contents.failure_label.setText(told.format(sentence))
        self._contents.failure_banner.show()

    def _look_at_file(self) -> None:
        """See whether a save has failed because the file is no longer what it was."""
        if not self._guard.trouble:
            QTimer.singleShot(0, self._guard, self._guard.check)

    def _take_harm(self, sentence: str) -> None:
        if self.session is not None:
            self.session.doubt(sentence)
        elif not self._lock.is_locked:
            self._contents.failure_label.setText(sentence)
            self._contents.failure_banner.show()

    def _take_mending(self) -> None:
        self._contents.failure_banner.hide()
        if self.session is not None:
            self.session.doubt("")

    def _retry(self) -> None:
        self._guard.check()
        if self.session is not None:
            self.session.save_again()

    def _save_copy(self) -> bool:
        """Let the user save the open assessment elsewhere; return whether it was done."""
        session = self.session
        if session is None:
            return False
        session.flush_requested.emit()
        title, kind = self.tr("Lagre en kopi"), self.tr("Kompass-vurdering")
        path = choose_export_file(self, title, kind, f"{session.assessment.title}.json")
        if path is None:
            return False
        try:
            export_json(session.assessment, path)
        except StorageError as error:
            self.show_message(str(error))
            return False
        self.show_message(self.tr("Kopien er lagret i {0}.").format(path))
        return True

    def _may_leave(self, session: Session) -> bool:
        """Whether all is saved, or the user goes without; asks only if something is not."""
        session.flush()
        self._guard.check_before_leaving()
        if session.is_saved or self._guard.has_copy_of(session.assessment):
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
        self._fit_into_screen(USUAL_FRAME)

    def _fit_into_screen(self, frame: QSize) -> None:
        """Make the window no larger than its screen leaves free, and move it there.

        `frame` is what the window manager adds to the width and height.
        """
        if self.isMaximized() or self.isFullScreen():
            return
        free = self.screen().availableGeometry()
        self.resize(self.size().boundedTo(free.size() - frame))
        outer = QRect(self.pos(), self.size() + frame)
        outer.moveRight(min(outer.right(), free.right()))
        outer.moveBottom(min(outer.bottom(), free.bottom()))
        outer.moveLeft(max(outer.left(), free.left()))
        outer.moveTop(max(outer.top(), free.top()))
        if outer.topLeft() != self.pos():
            self.move(outer.topLeft())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self._is_framed:
            # Only now is the frame of the window manager around it.
            self._is_framed = self.isActiveWindow()
            self._fit_into_screen(self.frameSize() - self.size())

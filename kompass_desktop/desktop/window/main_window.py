"""The one window: the library, or an open assessment; and whether all is saved."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.charts.picture_home import PictureHome, set_picture_home
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.language import keep_language, use_language
from kompass_desktop.desktop.library.library_page import LibraryPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.desktop.theme import choose_appearance
from kompass_desktop.desktop.window.appearance_menu import AppearanceMenu
from kompass_desktop.desktop.window.assessment_view import AssessmentView
from kompass_desktop.desktop.window.crash_dialog import CrashDialog
from kompass_desktop.desktop.window.file_guard import FileGuard
from kompass_desktop.desktop.window.geometry import USUAL_FRAME, WindowGeometry
from kompass_desktop.desktop.window.key_sheet import KeySheet, headed
from kompass_desktop.desktop.window.language_menu import LanguageMenu
from kompass_desktop.desktop.window.lock_gate import WORKS_WHEN_LOCKED
from kompass_desktop.desktop.window.locking import Lock, LockedView
from kompass_desktop.desktop.window.messages import Messages
from kompass_desktop.desktop.window.save_trouble import SaveTrouble
from kompass_desktop.i18n import Language, language, mark, tr
from kompass_desktop.report.names import name_and_year
from kompass_desktop.storage.encryption.sealing import SealError, seal_with_key, unseal_with_key
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.library import Library

if TYPE_CHECKING:
    from kompass_desktop.desktop.navigation.search import FoundItem

SMALLEST = QSize(1276, 640)
"""The size at which every page fits without scrolling: 1280×720 less the task bar."""
LEAST = QSize(880, 400)
"""The smallest size of the window; a page that needs more room gets scroll bars."""


class _Contents(QWidget):
    """The form's widgets, bound for the window that holds them."""

    failure_banner: QFrame
    failure_label: QLabel
    retry_button: QPushButton
    save_copy_button: QPushButton
    stack: QStackedWidget
    status_bar: QFrame
    protection_label: QLabel
    message_label: QLabel
    backup_button: QPushButton
    keys_button: QPushButton

    def __init__(self) -> None:
        super().__init__()
        load_form(self, "window/main_window")


class MainWindow(QMainWindow):
    """Shows the library page, and over it the assessment that is open; or that it is locked."""

    library_left = Signal()
    """The window has locked: the library is about to be closed, and must not be used any more."""
    library_opened = Signal()
    """The window was unlocked, and `library` is another one."""
    language_changed = Signal()
    """All texts of the window are in another language."""

    def __init__(self, catalogue: AssessmentCatalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._view: AssessmentView | None = None
        self._is_view_stale = False
        self._crash: CrashDialog | None = None
        self._contents = _Contents()
        self.setCentralWidget(self._contents)
        label = self._contents.message_label
        self._messages = Messages(label, self, lambda: not self._lock.is_locked)
        self._library_page = self._new_library_page()
        self._contents.backup_button.hide()
        self._contents.protection_label.setToolTip(str(catalogue.library.path))
        self._actions = self._add_actions()
        self._show_texts()
        self._lock = Lock(self)
        banner, label = self._contents.failure_banner, self._contents.failure_label
        self._trouble = SaveTrouble(self, banner, label)
        self._connect()
        self._lock.opened.connect(self._messages.show_held)
        self._lock.opened.connect(self._show_merged_late)
        self._waiting_files: list[Path] = []
        self.setWindowTitle("Kompass")
        self.setMinimumSize(LEAST.boundedTo(self.screen().availableSize() - USUAL_FRAME))
        self._geometry = WindowGeometry(self)
        set_picture_home(self, MainWindow._picture_home)
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
        """Where the status bar shows the last backup; hidden until one is known."""
        return self._contents.backup_button

    @property
    def contents(self) -> QStackedWidget:
        """What shows either the library page, the open assessment, or the locked window."""
        return self._contents.stack

    @property
    def around(self) -> tuple[QWidget, ...]:
        """The parts above and below the contents: the banner, and last the status bar."""
        return self._contents.failure_banner, self._contents.status_bar

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be read but the field for the passphrase."""
        return self._lock.is_locked

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
        return self._trouble.guard

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
        self._trouble.follow(session)
        self._messages.clear()
        self._show_session(session)

    def _show_found(self, item: FoundItem) -> None:
        """Open the assessment that something was found in, and show it there."""
        self.open_assessment(item.assessment)
        view = self._view
        if view is not None and view.session.assessment.id == item.assessment:
            view.show_item(item)

    def _show_session(self, session: Session) -> None:
        assessment = session.assessment.id
        view = AssessmentView(session, self._catalogue)
        view.closed.connect(self.close_assessment)
        view.message_shown.connect(self.show_message)
        view.page_left.connect(self._messages.clear)
        view.rewritten.connect(lambda: self.open_assessment(assessment))
        view.erased.connect(lambda: self._leave_erased(assessment))
        view.other_found.connect(self._show_found)
        view.merged.connect(self._show_merged)
        view.conflicts_requested.connect(self._show_conflicts)
        self._view = view
        self._contents.stack.addWidget(view)
        self._contents.stack.setCurrentWidget(view)
        self.setWindowTitle(f"{session.assessment.title} – Kompass")
        view.show_last_page()

    def close_assessment(self) -> None:
        """Go back to the library; what is typed is saved first."""
        view = self._view
        if view is None or not self._trouble.may_leave(view.session):
            return
        view.leave()
        self._messages.clear()
        self._view = None
        self._trouble.clear()
        self._contents.stack.setCurrentWidget(self._library_page)
        self._contents.stack.removeWidget(view)
        self._catalogue.forget(view.session.assessment.id)
        self._library_page.show_assessment(view.session.assessment.id)
        view.deleteLater()
        # What was written there must not outlive the view: the window may be locked.
        view.session.deleteLater()
        self.setWindowTitle("Kompass")
        self._library_page.setFocus()

    def suspend(self) -> LockedView:
        """Remove all that can be read and close the library, for the window to be locked.

        All must be saved. Returns what was shown, for `resume`.
        """
        shown = LockedView("", self._library_page.view.row)
        if self._view is not None:
            shown = self._locked_view_of(self._view.session)
            self.close_assessment()
        self._messages.clear()
        self.library_left.emit()
        self._library_page.stop()
        self._contents.stack.removeWidget(self._library_page)
        self._library_page.deleteLater()
        self._catalogue.library.close()
        return shown

    def resume(self, library: Library, shown: LockedView) -> None:
        """Show a library that was opened again, and in it what was shown before."""
        self._catalogue = AssessmentCatalogue(library)
        self._library_page = self._new_library_page()
        self._library_page.show_assessment(shown.row)
        self._contents.stack.setCurrentWidget(self._library_page)
        self._library_page.setFocus()
        self.library_opened.emit()
        if shown.assessment:
            self.open_assessment(shown.assessment)
            self._resume_steps(shown)
        # Files are imported when the lock has shown its last dialogs again.
        QTimer.singleShot(0, self, self._import_waiting)

    def _locked_view_of(self, session: Session) -> LockedView:
        key, assessment = self._catalogue.library.key, session.assessment.id
        steps = b"" if key is None else seal_with_key(session.undo_stack.held(), key)
        return LockedView(assessment, assessment, steps)

    def _resume_steps(self, shown: LockedView) -> None:
        """Have what could be undone before the lock, unless this is another library."""
        key = self._catalogue.library.key
        if self._view is None or key is None:
            return
        with suppress(SealError):
            self._view.session.undo_stack.resume(unseal_with_key(shown.steps, key))

    def show_language(self, chosen: Language) -> None:
        """Show all texts in a language, on the page that is shown now, and keep that choice.

        The pages are made again for the same session, so that nothing of it is lost.
        """
        if chosen is language() or self._lock.is_locked:
            return
        if self._view is not None:
            self._view.leave()
        keep_language(chosen)
        use_language(chosen)
        self._messages.clear()
        self._show_texts()
        self._replace_library_page()
        self._replace_view()
        self.language_changed.emit()

    def _replace_library_page(self) -> None:
        before = self._library_page
        before.stop()
        page = self._library_page = self._new_library_page()
        page.show_view(before.view)
        if self._view is None:
            self._contents.stack.setCurrentWidget(page)
            page.setFocus()
        self._contents.stack.removeWidget(before)
        before.deleteLater()

    def _replace_view(self) -> None:
        before = self._view
        if before is not None:
            self._show_session(before.session)
            self._contents.stack.removeWidget(before)
            before.deleteLater()

    def _show_merged(self) -> None:
        """Show the open assessment with the changes from colleagues, where the user was.

        While the window is locked, this is postponed until it is unlocked.
        """
        self._is_view_stale = self._lock.is_locked
        if self._view is not None and not self._is_view_stale:
            self._replace_view()
            self._catalogue.forget(self._view.session.assessment.id)

    def _show_merged_late(self) -> None:
        if self._is_view_stale:
            self._show_merged()

    def _show_conflicts(self) -> None:
        if self._view is not None:
            self._view.open_conflicts()

    def _open_with_conflicts(self, assessment: str) -> None:
        self.open_assessment(assessment)
        self._show_conflicts()

    def show_again(self) -> None:
        """Show what could not be closed when the window was locked."""
        shown: QWidget = self._view or self._library_page
        self._contents.stack.setCurrentWidget(shown)
        shown.setFocus()
        if self._view is not None:
            self.setWindowTitle(f"{self._view.session.assessment.title} – Kompass")
            # It reports again what is wrong, which was not shown while the window was locked.
            self._view.session.save_again()
            self._view.page.take_focus()

    def _leave_erased(self, assessment: str) -> None:
        """Go back to the library, and delete this machine's settings for an assessment."""
        self.close_assessment()
        AssessmentSettings(assessment).forget()

    def import_file(self, path: Path) -> None:
        """Import a file into the library, as soon as the window is not locked.

        An open assessment is closed first: the file may be a copy of it.
        """
        if self._lock.is_locked:
            self._waiting_files.append(path)
            return
        self.close_assessment()
        if self._view is None:
            self._library_page.import_files([path])

    def _import_waiting(self) -> None:
        waiting, self._waiting_files = self._waiting_files, []
        for path in waiting:
            self.import_file(path)

    def show_message(self, sentence: str) -> None:
        """Show a sentence for a while, in the status bar and beside what has the focus.

        "" removes the one that is shown: its reason is gone. While the window is locked,
        the sentence waits until it is unlocked.
        """
        self._messages.show(sentence)

    def show_fault(self, report: str) -> None:
        """Show the report of a fault of the program; the user continues, or saves and quits."""
        if self._crash is None:
            self._crash = CrashDialog(self)
            self._crash.quit_requested.connect(self.close)
        self._crash.open()
        self._crash.add(report, is_saved=self.session is None or self.session.is_saved)

    def lock(self) -> None:
        """Hide everything that can be read, until the passphrase is given."""
        self._lock.lock()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._lock.may_close():
            event.ignore()
            return
        if self._view is None:
            self.guard.check_before_leaving()
        else:
            if not self._trouble.may_leave(self._view.session):
                event.ignore()
                return
            self._view.leave()
        self._geometry.keep()
        event.accept()

    def _picture_home(self) -> PictureHome:
        return PictureHome(self._picture_subject, self._write_copy, self.show_message)

    def _picture_subject(self) -> str:
        """Return what the charts of the open assessment are of."""
        if self._view is None:
            return ""
        particulars = self._view.session.assessment.particulars
        title = name_and_year(particulars)
        return tr("{0}, fictitious example").format(title) if particulars.invented else title

    def _write_copy(self, name: str, content: bytes) -> Path:
        return self.library.opened_copies.write(name, content)

    def _new_library_page(self) -> LibraryPage:
        page = LibraryPage(self._catalogue)
        page.assessment_opened.connect(self.open_assessment)
        page.message_shown.connect(self.show_message)
        page.conflicts_requested.connect(self._open_with_conflicts)
        page.security.lock_requested.connect(self.lock)
        page.security.protection_changed.connect(self._show_protection)
        LanguageMenu(page.language_button).chosen.connect(self.show_language)
        AppearanceMenu(page.appearance_button).chosen.connect(choose_appearance)
        self._contents.stack.addWidget(page)
        return page

    def _show_protection(self) -> None:
        is_plain = self._catalogue.library.key is None
        kind = tr("Not encrypted") if is_plain else tr("Encrypted")
        protection = tr("{0} · offline · everything is stored on this computer")
        self._contents.protection_label.setText(protection.format(kind))

    def _connect(self) -> None:
        self._contents.retry_button.clicked.connect(self._trouble.retry)
        self._contents.save_copy_button.clicked.connect(self._trouble.save_copy)
        self._contents.keys_button.clicked.connect(self._show_keys)

    def _add_actions(self) -> dict[str, QAction]:
        """Return the window's own actions, each under the English text that names it."""
        actions = {}
        for text, keys, slot in (
            (mark("Show the shortcuts"), "F1", self._show_keys),
            (mark("Lock Kompass"), "Ctrl+L", self.lock),
            (mark("Quit Kompass"), "Ctrl+Q", self.close),
        ):
            action = actions[text] = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setProperty(WORKS_WHEN_LOCKED, slot == self.close)
            action.triggered.connect(slot)
            self.addAction(action)
        return actions

    def _show_texts(self) -> None:
        """Show the window's own texts in the language in use."""
        contents = self._contents
        contents.retry_button.setText(tr("Try again now"))
        contents.save_copy_button.setText(tr("Save a copy somewhere else …"))
        contents.keys_button.setText(tr("F1 Shortcuts"))
        for text, action in self._actions.items():
            action.setText(tr(text))
        self._show_protection()

    def _show_keys(self) -> None:
        if self._lock.is_locked:
            return
        shown: QWidget = self._view.page if self._view else self._library_page
        widgets = {tr("On this page"): shown}
        if self._view is not None:
            widgets[tr("On every page of the measurement")] = self._view
        KeySheet(headed(widgets | {tr("Everywhere"): self}), self).open()

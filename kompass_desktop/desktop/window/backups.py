"""Backups in the window: when the last one was made, and the dialog for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from kompass_desktop.desktop.backups.schedule import BackupScheduler
from kompass_desktop.desktop.backups.texts import time_text
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.i18n import tr
from kompass_desktop.storage.kept_copies import backup_folder

if TYPE_CHECKING:
    from kompass_desktop.desktop.backups.backup_dialog import BackupDialog


class Backups(QObject):
    """Backs up the window's library from `begin` to `finish`."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: BackupDialog | None = None
        self.scheduler = BackupScheduler(self)
        self.scheduler.changed.connect(self._show_state)
        self.scheduler.damage_found.connect(self._show_damage)
        window.library_left.connect(self._leave)
        window.library_opened.connect(self.begin)
        window.backup_button.clicked.connect(self.open_dialog)
        window.language_changed.connect(self._show_language)
        self._action = QAction(tr("Backups …"), window)
        self._action.setShortcut(QKeySequence("Ctrl+Shift+B"))
        self._action.triggered.connect(self.open_dialog)
        window.addAction(self._action)

    def begin(self) -> None:
        """Back up the library that is open now."""
        self.scheduler.begin(self._window.library)

    def finish(self) -> None:
        """Back up a last time; the library is about to be closed and the program to end."""
        self.scheduler.finish()

    def open_dialog(self) -> BackupDialog | None:
        """Show the backups; not while the window is locked."""
        library = self.scheduler.library
        if library is None:
            return None
        if self._dialog is None:
            # It imports what restores and salvages, which a start does not need.
            from kompass_desktop.desktop.backups.backup_dialog import BackupDialog

            self._dialog = BackupDialog(
                library, self.scheduler, self._close_assessment, self._window
            )
            self._dialog.replaced.connect(self._window.catalogue.forget_all)
            self._dialog.finished.connect(self._forget_dialog)
            self._dialog.open()
        return self._dialog

    def _forget_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _close_assessment(self) -> bool:
        """Close the open assessment, if it can be closed; return whether none is open."""
        self._window.close_assessment()
        return self._window.view is None

    def _leave(self) -> None:
        self.scheduler.leave()
        self._window.backup_button.hide()

    def _show_damage(self, sentence: str) -> None:
        dialog = self.open_dialog()
        if dialog is not None:
            dialog.show_damage(sentence)

    def _show_language(self) -> None:
        self._action.setText(tr("Backups …"))
        self._show_state()

    def _show_state(self) -> None:
        outcome, button = self.scheduler.outcome, self._window.backup_button
        library = self.scheduler.library
        if library is None:
            return
        if outcome.failure:
            button.setText(tr("The backup failed"))
        elif outcome.newest is not None:
            last = tr("Last backup {0}")
            button.setText(last.format(time_text(outcome.newest.made_at)))
        else:
            button.setText(tr("No backup yet"))
        where = tr("The backups are in {0} (Ctrl+Shift+B)")
        button.setToolTip(outcome.failure or where.format(backup_folder(library.path)))
        button.show()

"""The dialog for backups: making, listing and restoring them, and checking the library.

Each list, the second place and the replacing of the library have their own classes; the dialog
connects them, and makes backups and checks the library.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QTreeWidget, QWidget

from kompass_desktop.desktop.backups.backup_contents import BackupContents
from kompass_desktop.desktop.backups.backup_keys import BackupKeys
from kompass_desktop.desktop.backups.backup_list import BackupList
from kompass_desktop.desktop.backups.library_replacement import LibraryReplacement
from kompass_desktop.desktop.backups.schedule import BackupScheduler
from kompass_desktop.desktop.backups.second_place_choice import SecondPlaceChoice
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.working_dialog import WorkingDialog
from kompass_desktop.i18n import tr
from kompass_desktop.storage.errors import LibraryDamaged, StorageError
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_to_read


class BackupDialog(WorkingDialog):
    """Shows the backups of an open library; slow jobs run in a thread.

    `close_assessment` is called before the library is replaced: it closes what is open of
    it, and returns whether it did.
    """

    replaced = Signal()
    """Another file has been put in the library's place, and is open."""

    folder_label: ElidedLabel
    choose_button: QPushButton
    leave_button: QPushButton
    list: QTreeWidget
    contents: QTreeWidget
    back_up_button: QPushButton
    check_button: QPushButton
    salvage_button: QPushButton
    restore_button: QPushButton
    close_button: QPushButton

    def __init__(
        self,
        library: Library,
        scheduler: BackupScheduler,
        close_assessment: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("backups/backup_dialog", parent)
        self._library = library
        self._scheduler = scheduler
        work, keys = self.noticed_work, BackupKeys(library)
        self._backups = BackupList(self.list, library, self)
        self._contents = BackupContents(self.contents, keys, work, self)
        self._second_place = SecondPlaceChoice(
            self.folder_label, self.choose_button, self.leave_button, library, self
        )
        self._replacement = LibraryReplacement(library, keys, close_assessment, work, self)
        self.setMinimumSize(self.minimumSize().boundedTo(self.screen().availableSize() * 0.9))
        self.salvage_button.hide()
        self._connect()
        self._backups.refresh()

    def show_damage(self, sentence: str) -> None:
        """Show the damage of the library, and the possible repairs."""
        self.salvage_button.show()
        offer = tr(
            "{0} You can restore a backup from the list, or retrieve what can still be read."
        )
        self.say(offer.format(sentence), "error")

    def enable(self) -> None:
        """Enable the buttons, or disable them while a job on the library is running."""
        for button in (
            self.back_up_button,
            self.check_button,
            self.salvage_button,
            self.choose_button,
            self.leave_button,
            self.close_button,
        ):
            button.setEnabled(not self.is_at_work)
        self._enable_restoring()

    def _connect(self) -> None:
        self._backups.choice_changed.connect(self._show_contents)
        self._contents.shown.connect(self._enable_restoring)
        self._second_place.chosen.connect(self._back_up)
        self._second_place.forgotten.connect(self._show_second_place_forgotten)
        self._second_place.failed.connect(self.fail)
        self._replacement.replaced.connect(self._show_replaced)
        self.back_up_button.clicked.connect(self._back_up)
        self.check_button.clicked.connect(self._check)
        self.salvage_button.clicked.connect(self._replacement.salvage)
        self.restore_button.clicked.connect(self._restore)
        self.close_button.clicked.connect(self.reject)

    def _show_contents(self) -> None:
        self.restore_button.setEnabled(False)
        self._contents.show_backup(self._backups.chosen)

    def _enable_restoring(self) -> None:
        is_chosen = self._backups.chosen is not None
        self.restore_button.setEnabled(is_chosen and not self.is_at_work)

    # Making a backup

    def _back_up(self) -> None:
        self.noticed_work.begin(tr("Backing up …"))
        self._scheduler.back_up(self._take_backup)

    def _take_backup(self) -> None:
        self.noticed_work.end()
        outcome = self._scheduler.outcome
        self._backups.refresh()
        self._second_place.refresh()
        if outcome.failure:
            self.say(outcome.failure, "error")
        elif outcome.made is not None:
            self.say(tr("The backup has been made and checked."))
        else:
            self.say(tr("Nothing has changed since the last backup."))

    def _show_second_place_forgotten(self) -> None:
        self._backups.refresh()
        self.say(tr("The backups that are in the extra location are kept there."))

    # Checking the library

    def _check(self) -> None:
        job = partial(_check_whole, self._library.path, self._library.key)
        self.noticed_work.run(
            tr("Reading the whole library …"), job, self._take_check, self._take_failed_check
        )

    def _take_check(self, _result: None) -> None:
        self.say(tr("The whole library has been read, and nothing is wrong with it."))

    def _take_failed_check(self, error: StorageError) -> None:
        if isinstance(error, LibraryDamaged):
            self.show_damage(str(error))
        else:
            self.fail(error)

    # Replacing the library

    def _restore(self) -> None:
        backup = self._backups.chosen
        if backup is not None:
            self._replacement.restore(backup)

    def _show_replaced(self, sentence: str) -> None:
        self.salvage_button.hide()
        self.replaced.emit()
        self._backups.refresh()
        self.say(sentence)


def _check_whole(path: Path, key: bytes | None) -> None:
    with open_to_read(path, key) as library:
        library.check()

"""What the chosen backup contains: its assessments, each with how much is in it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from kompass_desktop.desktop.backups.backup_keys import BackupKeys, OpenedBackup
from kompass_desktop.desktop.backups.columns import align_right, stretch_column
from kompass_desktop.desktop.backups.texts import time_text
from kompass_desktop.desktop.widgets.noticed_work import NoticedWork
from kompass_desktop.i18n import tr
from kompass_desktop.storage.backup.restoring import BackedUpAssessment
from kompass_desktop.storage.errors import LibraryEncrypted, StorageError
from kompass_desktop.storage.kept_copies import Backup

_NUMBERS = range(1, 5)
"""The columns with numbers."""


class BackupContents(QObject):
    """Reads a backup in the thread, and shows its contents in a tree."""

    shown = Signal()
    """The contents of the backup are shown, or that it has another passphrase."""

    def __init__(
        self, tree: QTreeWidget, keys: BackupKeys, work: NoticedWork, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tree = tree
        self._keys = keys
        self._work = work
        self._backup: Backup | None = None
        stretch_column(tree, 0)
        align_right(tree.headerItem(), _NUMBERS)

    def show_backup(self, backup: Backup | None) -> None:
        """Show what a backup contains, as soon as it has been read; nothing for None."""
        self._backup = backup
        self._tree.clear()
        if backup is not None:
            self._work.run_unnoticed(self._keys.reading(backup), partial(self._take_opened, backup))

    def _take_opened(self, backup: Backup, future: Future[OpenedBackup]) -> None:
        if backup != self._backup:
            return
        # The same backup may be read twice: the list can be read again meanwhile.
        self._tree.clear()
        try:
            opened = future.result()
        except LibraryEncrypted:
            # The passphrase is asked for when the backup is to be restored.
            self._add([tr("Has a passphrase of its own")])
        except StorageError as error:
            self._work.say_failure(error)
            return
        else:
            self._keys.keep(backup, opened.key)
            for held in opened.held:
                self._add(_line(held))
            if not opened.held:
                self._add([tr("No measurements")])
        self.shown.emit()

    def _add(self, line: Sequence[str]) -> None:
        item = QTreeWidgetItem(list(line))
        item.setToolTip(0, line[0])
        align_right(item, _NUMBERS)
        self._tree.addTopLevelItem(item)


def _line(held: BackedUpAssessment) -> list[str]:
    counts = (held.interviews, held.notes, held.ratings, held.findings)
    changed = time_text(held.changed_at) if held.changed_at else ""
    return [f"{held.municipality} {held.year}", *map(str, counts), changed]

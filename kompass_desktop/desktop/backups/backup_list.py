"""The list of a library's backups, in both places, and of the files that were set aside."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from kompass_desktop.desktop.backups.columns import align_right, stretch_column
from kompass_desktop.desktop.backups.second_place import connected_place
from kompass_desktop.desktop.backups.texts import size_text, time_text
from kompass_desktop.i18n import tr
from kompass_desktop.storage.kept_copies import (
    Backup,
    backup_folder,
    backups_in,
    libraries_set_aside,
    second_folder,
)
from kompass_desktop.storage.library import Library

_BACKUP = Qt.ItemDataRole.UserRole


class BackupList(QObject):
    """Shows the backups in a tree, the newest first, and which one is chosen."""

    choice_changed = Signal()
    """`chosen` is another backup, or none, or the list has been read again."""

    def __init__(self, tree: QTreeWidget, library: Library, parent: QObject) -> None:
        super().__init__(parent)
        self._tree = tree
        self._library = library
        stretch_column(tree, 2)
        align_right(tree.headerItem(), [1])
        tree.currentItemChanged.connect(self.choice_changed)

    @property
    def chosen(self) -> Backup | None:
        """The backup that is chosen in the list; None where the list is empty."""
        item = self._tree.currentItem()
        backup = item.data(0, _BACKUP) if item else None
        return backup if isinstance(backup, Backup) else None

    def refresh(self) -> None:
        """Read the folders of the backups again, and choose the newest backup."""
        path = self._library.path
        here = backups_in(backup_folder(path), path)
        place = connected_place(self._library.device)
        there = backups_in(second_folder(place, self._library.device), path) if place else []
        names_here = {backup.path.name for backup in here}
        names_there = {backup.path.name for backup in there}
        only_there = [backup for backup in there if backup.path.name not in names_here]
        self._tree.clear()
        for backup in sorted((*here, *only_there), key=lambda b: b.number, reverse=True):
            name = backup.path.name
            self._add(backup, _location(is_here=backup in here, is_there=name in names_there))
        for aside in libraries_set_aside(path):
            self._add(aside, tr("set aside"))
        newest = self._tree.topLevelItem(0)
        if newest is not None:
            self._tree.setCurrentItem(newest)
        else:
            self.choice_changed.emit()

    def _add(self, backup: Backup, location: str) -> None:
        item = QTreeWidgetItem([time_text(backup.made_at), size_text(backup.size), location])
        item.setData(0, _BACKUP, backup)
        align_right(item, [1])
        item.setToolTip(0, str(backup.path))
        self._tree.addTopLevelItem(item)


def _location(*, is_here: bool, is_there: bool) -> str:
    if is_here and is_there:
        return tr("both places")
    return tr("on this computer") if is_here else tr("in the extra location")

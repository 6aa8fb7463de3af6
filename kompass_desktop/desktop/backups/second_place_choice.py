"""Choosing a second place for the backups, and giving it up again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from kompass_desktop.desktop.backups.second_place import (
    choose_place,
    chosen_place,
    connected_place,
    forget_place,
)
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.i18n import tr
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.kept_copies import backup_folder
from kompass_desktop.storage.library import Library


class SecondPlaceChoice(QObject):
    """Shows the folders of the backups; the user can choose a second place or remove it."""

    chosen = Signal()
    """A second place has been chosen; there is no backup in it yet."""
    forgotten = Signal()
    """No more backups go to the second place; those in it are kept."""
    failed = Signal(StorageError)
    """The folder that was chosen takes no backups."""

    def __init__(
        self,
        label: ElidedLabel,
        choose_button: QPushButton,
        forget_button: QPushButton,
        library: Library,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._label = label
        self._forget_button = forget_button
        self._library = library
        self._dialog = parent
        choose_button.clicked.connect(self._choose)
        forget_button.clicked.connect(self._forget)
        self.refresh()

    def refresh(self) -> None:
        """Show where the backups are now: the second place may have been connected."""
        chosen = chosen_place(self._library.device)
        self._forget_button.setVisible(chosen is not None)
        if chosen is None:
            text = tr("The backups are in {0}.").format(backup_folder(self._library.path))
        elif (connected := connected_place(self._library.device)) is not None:
            text = tr("The backups are also put in {0}.").format(connected)
        else:
            text = tr("The backups are also put in {0} when it is connected again.").format(chosen)
        self._label.setText(text)

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self._dialog, tr("Put the backups here too"))
        if not name:
            return
        try:
            choose_place(Path(name), self._library.device)
        except StorageError as error:
            self.failed.emit(error)
            return
        self.refresh()
        self.chosen.emit()

    def _forget(self) -> None:
        forget_place(self._library.device)
        self.refresh()
        self.forgotten.emit()

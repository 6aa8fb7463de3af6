"""The keys of a library's backups: a backup can be from before the passphrase was changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from kompass_desktop.i18n import tr
from kompass_desktop.storage.backup.restoring import BackedUpAssessment, contents, key_of_backup
from kompass_desktop.storage.encryption.unlocking import unlock
from kompass_desktop.storage.kept_copies import Backup
from kompass_desktop.storage.library import Library


@dataclass(frozen=True)
class OpenedBackup:
    """An opened backup: its key (None for a plain file), and its contents."""

    key: bytes | None
    held: Sequence[BackedUpAssessment]


class BackupKeys:
    """Keeps the keys of the backups that have been opened, for as long as a dialog is open."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._keys: dict[Path, bytes | None] = {}

    def __getitem__(self, backup: Backup) -> bytes | None:
        """Return the key of a backup that has been opened; raises KeyError if it has not."""
        return self._keys[backup.path]

    def reading(self, backup: Backup) -> Callable[[], OpenedBackup]:
        """Return a job for a thread that reads a backup with the key that is known.

        The job raises LibraryEncrypted if the backup has another passphrase, which has not been
        given, and another StorageError if the backup cannot be read.
        """
        return partial(_read, backup.path, self._library.key, self._keys.get(backup.path))

    def keep(self, backup: Backup, key: bytes | None) -> None:
        """Keep the key that opened a backup."""
        self._keys[backup.path] = key

    def find(self, backup: Backup, parent: QWidget) -> bool:
        """Ask for the passphrase of a backup whose key is not known; return whether it is now.

        Raises StorageError if the passphrase is wrong, or the backup cannot be read.
        """
        if backup.path in self._keys:
            return True
        title = tr("A passphrase of its own")
        text = tr("The passphrase in use when the backup was made:")
        typed, is_given = QInputDialog.getText(parent, title, text, QLineEdit.EchoMode.Password)
        if is_given:
            self.keep(backup, unlock(backup.path, typed))
        return is_given


def _read(backup: Path, library_key: bytes | None, known: bytes | None) -> OpenedBackup:
    key = known if known is not None else key_of_backup(backup, library_key)
    return OpenedBackup(key, contents(backup, key))

"""Replaces the file of the open library with a backup, or with the part that can be read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kompass_desktop.desktop.backups.backup_keys import BackupKeys
from kompass_desktop.desktop.backups.texts import salvage_text, time_text
from kompass_desktop.desktop.runtime.dialogs import Question, confirm
from kompass_desktop.desktop.widgets.noticed_work import NoticedWork
from kompass_desktop.i18n import tr
from kompass_desktop.storage.backup.restoring import restore
from kompass_desktop.storage.backup.salvage import Salvage, salvage
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.kept_copies import Backup
from kompass_desktop.storage.library import Library


class LibraryReplacement(QObject):
    """Restores a backup, or salvages a damaged library; the file that was there is set aside.

    `close_assessment` is called before the library is replaced: it closes what is open of
    it, and returns whether it did.
    """

    replaced = Signal(str)
    """Another file has replaced the library and is open; a sentence describes it."""

    def __init__(
        self,
        library: Library,
        keys: BackupKeys,
        close_assessment: Callable[[], bool],
        work: NoticedWork,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._keys = keys
        self._close_assessment = close_assessment
        self._work = work
        self._dialog = parent

    def restore(self, backup: Backup) -> None:
        """Ask whether to go back to a backup, and do so; ask for its passphrase if needed."""
        if self._can_open(backup) and self._is_sure(backup) and self._close_assessment():
            job = partial(restore, self._library, backup.path, self._keys[backup])
            self._work.run(tr("Restoring …"), job, partial(self._take_restored, backup))

    def salvage(self) -> None:
        """Make a new library of what can be read of this one."""
        if self._close_assessment():
            job = partial(salvage, self._library)
            self._work.run(tr("Reading what can be read …"), job, self._take_salvaged)

    def _can_open(self, backup: Backup) -> bool:
        try:
            return self._keys.find(backup, self._dialog)
        except StorageError as error:
            self._work.say_failure(error)
            return False

    def _is_sure(self, backup: Backup) -> bool:
        question = Question(
            tr("Go back to the backup from {0}?").format(time_text(backup.made_at)),
            yes=tr("Restore"),
            no=tr("Cancel"),
            about=tr(
                "The library as it is now is not deleted: it is set aside, is listed as “set "
                "aside”, and can be brought back."
            ),
        )
        return confirm(self._dialog, question)

    def _take_restored(self, backup: Backup, aside: Path) -> None:
        sentence = tr("The library is now as it was {0}. The one before is in {1}.")
        self.replaced.emit(sentence.format(time_text(backup.made_at), aside))

    def _take_salvaged(self, done: tuple[Salvage, Path]) -> None:
        found, aside = done
        sentence = tr("{0} The damaged file is in {1}.")
        self.replaced.emit(sentence.format(salvage_text(found), aside))

"""The backups of the library: what each holds, restoring one, checking, and a second place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHeaderView,
    QInputDialog,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from kompass_desktop.desktop.backups.schedule import BackupScheduler
from kompass_desktop.desktop.backups.second_place import (
    choose_place,
    chosen_place,
    leave_place,
    place_at_hand,
)
from kompass_desktop.desktop.backups.texts import salvage_words, size_words, time_words
from kompass_desktop.desktop.runtime.dialogs import Question, confirm
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.working_dialog import WorkingDialog
from kompass_desktop.i18n import tr
from kompass_desktop.storage.backup.restoring import Held, contents, key_of_backup, restore
from kompass_desktop.storage.backup.salvage import Salvage, salvage
from kompass_desktop.storage.errors import LibraryDamaged, LibraryEncrypted, StorageError
from kompass_desktop.storage.kept_copies import (
    Backup,
    backup_folder,
    backups_in,
    libraries_set_aside,
    second_folder,
)
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_to_read

_BACKUP = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BackupDialog(WorkingDialog):
    """Shows the backups of an open library; what is slow is done in the background.

    `leave` is asked before the library is replaced: it puts away what is open of it, and
    returns whether it did.
    """

    replaced = Signal()
    """Another file has taken the library's place, and is open."""

    place_label: ElidedLabel
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
        leave: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("backups/backup_dialog", parent)
        self._library = library
        self._scheduler = scheduler
        self._leave = leave
        self._keys: dict[Path, bytes | None] = {}
        self.setMinimumSize(self.minimumSize().boundedTo(self.screen().availableSize() * 0.9))
        self.salvage_button.hide()
        self._set_columns()
        self._connect()
        self._show_place()
        self._show_backups()

    def tell_damage(self, sentence: str) -> None:
        """Say what is wrong with the library, and offer what can be done about it."""
        self.salvage_button.show()
        words = tr(
            "{0} You can restore a backup from the list, or retrieve what can still be read."
        )
        self.say(words.format(sentence), "error")

    def enable(self) -> None:
        """Let nothing be begun while something is done to the library."""
        for button in (
            self.back_up_button,
            self.check_button,
            self.salvage_button,
            self.choose_button,
            self.leave_button,
            self.close_button,
        ):
            button.setEnabled(not self.is_at_work)
        self.restore_button.setEnabled(not self.is_at_work and self.chosen is not None)

    def _set_columns(self) -> None:
        for tree, stretched in ((self.list, 2), (self.contents, 0)):
            header = tree.header()
            header.setStretchLastSection(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        for column in range(1, 5):
            self.contents.headerItem().setTextAlignment(column, _RIGHT)
        self.list.headerItem().setTextAlignment(1, _RIGHT)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._show_contents)
        self.choose_button.clicked.connect(self._choose_place)
        self.leave_button.clicked.connect(self._leave_place)
        self.back_up_button.clicked.connect(self._back_up)
        self.check_button.clicked.connect(self._check)
        self.salvage_button.clicked.connect(self._salvage)
        self.restore_button.clicked.connect(self._restore)
        self.close_button.clicked.connect(self.reject)

    # Showing

    def _show_place(self) -> None:
        chosen = chosen_place(self._library.device)
        self.leave_button.setVisible(chosen is not None)
        if chosen is None:
            words = tr("The backups are in {0}.").format(backup_folder(self._library.path))
        elif (at_hand := place_at_hand(self._library.device)) is not None:
            words = tr("The backups are also put in {0}.").format(at_hand)
        else:
            words = tr("The backups are also put in {0} when it is connected again.").format(chosen)
        self.place_label.setText(words)

    def _show_backups(self) -> None:
        path = self._library.path
        here = backups_in(backup_folder(path), path)
        place = place_at_hand(self._library.device)
        there = backups_in(second_folder(place, self._library.device), path) if place else []
        names_here = {backup.path.name for backup in here}
        names_there = {backup.path.name for backup in there}
        only_there = [backup for backup in there if backup.path.name not in names_here]
        self.list.clear()
        for backup in sorted((*here, *only_there), key=lambda b: b.number, reverse=True):
            is_here, name = backup in here, backup.path.name
            where = self._where(is_here=is_here, is_there=name in names_there)
            self._add_backup(backup, where)
        for aside in libraries_set_aside(path):
            self._add_backup(aside, tr("set aside"))
        newest = self.list.topLevelItem(0)
        if newest is not None:
            self.list.setCurrentItem(newest)
        else:
            self._show_contents()

    def _add_backup(self, backup: Backup, where: str) -> None:
        item = QTreeWidgetItem([time_words(backup.made_at), size_words(backup.size), where])
        item.setData(0, _BACKUP, backup)
        item.setTextAlignment(1, _RIGHT)
        item.setToolTip(0, str(backup.path))
        self.list.addTopLevelItem(item)

    def _where(self, *, is_here: bool, is_there: bool) -> str:
        if is_here and is_there:
            return tr("both places")
        return tr("on this computer") if is_here else tr("in the extra location")

    @property
    def chosen(self) -> Backup | None:
        """The backup that is chosen in the list."""
        item = self.list.currentItem()
        backup = item.data(0, _BACKUP) if item else None
        return backup if isinstance(backup, Backup) else None

    def _show_contents(self) -> None:
        self.contents.clear()
        self.restore_button.setEnabled(False)
        backup = self.chosen
        if backup is not None:
            key = self._library.key
            job = partial(_look_into, backup.path, key, self._keys.get(backup.path))
            self._background.run(job, partial(self._take_contents, backup))

    def _take_contents(
        self, backup: Backup, future: Future[tuple[bytes | None, Sequence[Held]]]
    ) -> None:
        if backup != self.chosen:
            return
        # It may have been asked for twice: the list is made anew while it is read.
        self.contents.clear()
        try:
            self._keys[backup.path], held = future.result()
        except LibraryEncrypted:
            # Asked for when it is to be restored.
            self._add_held([tr("Has a passphrase of its own")])
        except StorageError as error:
            self.say(str(error), "error")
            return
        else:
            for each in held:
                self._add_held(_line(each))
            if not held:
                self._add_held([tr("No measurements")])
        self.restore_button.setEnabled(not self.is_at_work)

    def _add_held(self, line: Sequence[str]) -> None:
        item = QTreeWidgetItem(list(line))
        item.setToolTip(0, line[0])
        for column in range(1, 5):
            item.setTextAlignment(column, _RIGHT)
        self.contents.addTopLevelItem(item)

    # Doing

    def _back_up(self) -> None:
        self.begin_work(tr("Backing up …"))
        self._scheduler.back_up(self._take_backup)

    def _take_backup(self) -> None:
        self.end_work()
        outcome = self._scheduler.outcome
        self._show_backups()
        self._show_place()
        if outcome.failure:
            self.say(outcome.failure, "error")
        elif outcome.made is not None:
            self.say(tr("The backup has been made and checked."))
        else:
            self.say(tr("Nothing has changed since the last backup."))

    def _check(self) -> None:
        job = partial(_check_whole, self._library.path, self._library.key)
        self.work(tr("Reading the whole library …"), job, self._take_check, self._take_failed_check)

    def _take_check(self, _result: None) -> None:
        self.say(tr("The whole library has been read, and nothing is wrong with it."))

    def _take_failed_check(self, error: StorageError) -> None:
        if isinstance(error, LibraryDamaged):
            self.tell_damage(str(error))
        else:
            self.fail(error)

    def _restore(self) -> None:
        backup = self.chosen
        if backup is None or not self._find_key(backup) or not self._is_sure(backup):
            return
        if self._leave():
            job = partial(restore, self._library, backup.path, self._keys[backup.path])
            self.work(tr("Restoring …"), job, partial(self._take_restored, backup))

    def _is_sure(self, backup: Backup) -> bool:
        question = Question(
            tr("Go back to the backup from {0}?").format(time_words(backup.made_at)),
            yes=tr("Restore"),
            no=tr("Cancel"),
            about=tr(
                "The library as it is now is not deleted: it is set aside, is listed as “set "
                "aside”, and can be brought back."
            ),
        )
        return confirm(self, question)

    def _find_key(self, backup: Backup) -> bool:
        """Whether the backup can be opened; asks for its passphrase if it has its own."""
        if backup.path in self._keys:
            return True
        from kompass_desktop.storage.encryption.unlocking import unlock

        title, words = (
            tr("A passphrase of its own"),
            tr("The passphrase in use when the backup was made:"),
        )
        typed, given = QInputDialog.getText(self, title, words, QLineEdit.EchoMode.Password)
        if not given:
            return False
        try:
            self._keys[backup.path] = unlock(backup.path, typed)
        except StorageError as error:
            self.say(str(error), "error")
            return False
        return True

    def _take_restored(self, backup: Backup, aside: Path) -> None:
        words = tr("The library is now as it was {0}. The one before is in {1}.")
        self._tell_replaced(words.format(time_words(backup.made_at), aside))

    def _salvage(self) -> None:
        if self._leave():
            words = tr("Reading what can be read …")
            self.work(words, partial(salvage, self._library), self._take_salvaged)

    def _take_salvaged(self, done: tuple[Salvage, Path]) -> None:
        found, aside = done
        words = tr("{0} The damaged file is in {1}.")
        self._tell_replaced(words.format(salvage_words(found), aside))

    def _tell_replaced(self, sentence: str) -> None:
        self.salvage_button.hide()
        self.replaced.emit()
        self._show_backups()
        self.say(sentence)

    # The second place

    def _choose_place(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Put the backups here too"))
        if not name:
            return
        try:
            choose_place(Path(name), self._library.device)
        except StorageError as error:
            self.say(str(error), "error")
            return
        self._show_place()
        self._back_up()

    def _leave_place(self) -> None:
        leave_place(self._library.device)
        self._show_place()
        self._show_backups()
        self.say(tr("The backups that are in the extra location are kept there."))


def _look_into(
    backup: Path, library_key: bytes | None, known: bytes | None
) -> tuple[bytes | None, Sequence[Held]]:
    key = known if known is not None else key_of_backup(backup, library_key)
    return key, contents(backup, key)


def _check_whole(path: Path, key: bytes | None) -> None:
    with open_to_read(path, key) as library:
        library.check()


def _line(held: Held) -> list[str]:
    counts = (held.interviews, held.notes, held.ratings, held.findings)
    changed = time_words(held.changed_at) if held.changed_at else ""
    return [f"{held.municipality} {held.year}", *map(str, counts), changed]

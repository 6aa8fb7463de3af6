"""Backs up the open library: when it is opened or closed, and every quarter of an hour.

The work is done in a thread. If nothing has changed, no backup is made, but a second place that
is connected again gets the backups that it lacks.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QObject, QTimer, Signal

from kompass_desktop.desktop.backups.second_place import connected_place, second_place_of
from kompass_desktop.desktop.runtime.background import Background
from kompass_desktop.storage.backup.backup import back_up, copy_to
from kompass_desktop.storage.database.connection import (
    DatabaseError,
    is_encrypted,
    translate_errors,
)
from kompass_desktop.storage.database.integrity import check_quickly
from kompass_desktop.storage.encryption.conversion import encrypt_copy
from kompass_desktop.storage.errors import LibraryDamaged, StorageError
from kompass_desktop.storage.kept_copies import Backup, backup_folder, backups_in, second_folder
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.privacy.copies import finish_erasures
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy

INTERVAL_MILLISECONDS = 15 * 60 * 1000
FIRST_MILLISECONDS = 1000
"""The first backup after opening waits so long, so that the window and its scores show first."""

_turn = Lock()
"""Held while a backup is made: one at a time, also when the program ends meanwhile."""


@dataclass(frozen=True)
class Outcome:
    """How a backup went: the newest there is, the one made now, and what failed ("" if nothing)."""

    newest: Backup | None
    made: Backup | None = None
    failure: str = ""


class BackupScheduler(QObject):
    """Makes the backups of the open library; emits `changed` when `outcome` is a new one."""

    changed = Signal()
    damage_found = Signal(str)
    """A sentence about the damage of the library."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._making = Background(self)
        self._library: Library | None = None
        self._timer = QTimer(self, interval=INTERVAL_MILLISECONDS)
        self._timer.timeout.connect(self._back_up_and_finish)
        self._first = QTimer(self, interval=FIRST_MILLISECONDS, singleShot=True)
        self._first.timeout.connect(self._check_and_back_up)
        self.outcome = Outcome(None)

    @property
    def library(self) -> Library | None:
        """The library that is backed up now, or None."""
        return self._library

    def begin(self, library: Library) -> None:
        """Check a library that has been opened, and back it up from now on."""
        self._library = library
        newest = next(iter(backups_in(backup_folder(library.path), library.path)), None)
        self.outcome = Outcome(newest)
        self._first.start()
        self._timer.start()
        self.changed.emit()

    def back_up(self, then: Callable[[], object] = lambda: None) -> None:
        """Back the library up if something has changed, and call `then` when that is done."""
        library = self._library
        if library is None:
            return
        trouble = _trouble(library)
        if trouble:
            self._show(Outcome(self.outcome.newest, failure=trouble))
            then()
            return
        job = partial(_back_up, library.path, library.key, library.device)
        self._making.run(job, partial(self._take_outcome, then))

    def leave(self) -> None:
        """Back the library up a last time, in the background: it is about to be closed."""
        self.back_up()
        self._stop()

    def finish(self) -> None:
        """Back the library up a last time, and return when that is done."""
        library = self._library
        self._stop()
        if library is not None and not _trouble(library):
            _back_up(library.path, library.key, library.device)

    def _stop(self) -> None:
        self._library = None
        self._first.stop()
        self._timer.stop()

    def _check_and_back_up(self) -> None:
        library = self._library
        if library is not None:
            self._making.run(partial(check_quickly, library.path, library.key), self._take_check)
            self._back_up_and_finish()

    def _back_up_and_finish(self) -> None:
        """Back up, and finish erasures: a second place may have been connected again."""
        self.back_up()
        library = self._library
        if library is not None:
            job = partial(_finish_erasures, library)
            self._making.run(job, partial(self._take_finished, library))

    def _take_finished(self, library: Library, future: Future[str]) -> None:
        if library is not self._library:
            # It was closed meanwhile, as by a lock; the next opening finishes the erasures.
            return
        failure = future.result()
        if failure:
            self._show(Outcome(self.outcome.newest, failure=failure))

    def _take_check(self, future: Future[None]) -> None:
        try:
            future.result()
        except LibraryDamaged as error:
            self.damage_found.emit(str(error))
        except StorageError as error:
            self._show(Outcome(self.outcome.newest, failure=str(error)))

    def _take_outcome(self, then: Callable[[], object], future: Future[Outcome]) -> None:
        self._show(future.result())
        then()

    def _show(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.changed.emit()


def _trouble(library: Library) -> str:
    """Return why a file must not be backed up, or "": it may not be the one that was opened."""
    try:
        library.file.verify()
    except StorageError as error:
        return str(error)
    return ""


def _back_up(path: Path, key: bytes | None, device: str) -> Outcome:
    made, failures = None, []
    with _turn:
        try:
            made = back_up(path, key)
        except StorageError as error:
            failures.append(str(error))
        place = connected_place(device)
        if place is not None:
            try:
                copy_to(second_folder(place, device), path)
                _encrypt_plain(path, key, second_folder(place, device))
            except StorageError as error:
                failures.append(str(error))
    newest = next(iter(backups_in(backup_folder(path), path)), None)
    return Outcome(newest, made, " ".join(failures))


def _finish_erasures(library: Library) -> str:
    """Finish erasures in copies that could not be reached before; return what failed, or ""."""
    try:
        if LibraryPrivacy(library).erasures():
            finish_erasures(library, second_place_of(library.device))
    except StorageError as error:
        return str(error)
    except DatabaseError:
        # The window was locked meanwhile; the next opening finishes the erasures.
        if not library.is_closed:
            raise
    return ""


def _encrypt_plain(path: Path, key: bytes | None, folder: Path) -> None:
    """Encrypt backups from before the library was encrypted, on a stick not connected then."""
    if key is None:
        return
    with translate_errors(folder):
        plain = [b.path for b in backups_in(folder, path) if not is_encrypted(b.path)]
    if plain:
        for backup in plain:
            encrypt_copy(path, backup, key)

"""Asks the user what to do if the library cannot be opened at the start."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from os.path import lexists as exists
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from kompass_desktop.desktop.backups.texts import held_text, salvage_text, time_text
from kompass_desktop.desktop.runtime.dialogs import Answer, Effect, ask, show_notice
from kompass_desktop.desktop.window.startup import LibraryUnlocker, opened
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.storage.backup.restoring import (
    BackedUpAssessment,
    newest_sound,
    restore_closed,
    set_library_aside,
)
from kompass_desktop.storage.backup.salvage import salvage_closed
from kompass_desktop.storage.database.connection import is_encrypted, key_opens
from kompass_desktop.storage.encryption.key_file import has_key_file
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.kept_copies import Backup, backup_folder, backups_in
from kompass_desktop.storage.library import Library

_MOST_NAMED = 6
"""Assessments of a backup that are named in the box."""


class Choice(Enum):
    """What is to be done about a library that cannot be opened."""

    SALVAGE = auto()
    RESTORE = auto()
    AGAIN = auto()
    ANOTHER = auto()
    BEGIN = auto()
    QUIT = auto()


@dataclass(frozen=True)
class _Offer:
    """What is possible: a backup with its contents, a backup that is still locked, salvage."""

    backup: Backup | None
    held: list[BackedUpAssessment]
    locked: Backup | None
    is_there: bool
    is_readable: bool

    @property
    def answers(self) -> list[Answer[Choice]]:
        """The buttons, from left to right."""
        offered = (
            (Answer(Choice.SALVAGE, tr("Open what can be read")), self.is_readable),
            (Answer(Choice.RESTORE, tr("Use the backup")), bool(self.backup or self.locked)),
            (Answer(Choice.AGAIN, tr("Try again")), self.is_there),
            (Answer(Choice.ANOTHER, tr("Choose another library …")), True),
            (Answer(Choice.BEGIN, tr("Start a new one")), True),
            (Answer(Choice.QUIT, tr("Quit"), Effect.CANCEL), True),
        )
        return [answer for answer, is_offered in offered if is_offered]


def offer_recovery(path: Path, key: bytes | None, trouble: str) -> Library | None:
    """Open a library another way, or another one; None where the user wants neither.

    `trouble` says what is wrong with it. Its file is kept whatever is chosen.
    """
    while True:
        offer = _offer(path, key)
        choice = ask(
            None,
            trouble,
            offer.answers,
            default=Choice.QUIT,
            about=_offer_sentences(offer),
        )
        if choice is Choice.QUIT:
            return None
        try:
            if choice is Choice.RESTORE and offer.locked is not None:
                key = _unlocked(offer.locked) or key
                offer = _offer(path, key)
            library, sentence = _do(choice, path, key, offer)
        except StorageError as error:
            trouble = str(error)
            continue
        if library is not None:
            if sentence:
                show_notice(sentence)
            return library


def _offer(path: Path, key: bytes | None) -> _Offer:
    """Find out what can be done about a library."""
    backups = backups_in(backup_folder(path), path)
    found = newest_sound(backups, key)
    backup, held = found if found is not None else (None, [])
    locked = None
    if backup is None:
        locked = next((b for b in backups if _is_locked(b.path, key)), None)
    is_readable = False
    with suppress(OSError):
        is_readable = path.is_file() and (key is not None or not is_encrypted(path))
        is_readable = is_readable and path.stat().st_size > 0
    return _Offer(backup, held, locked, is_there=exists(path), is_readable=is_readable)


def _is_locked(backup: Path, key: bytes | None) -> bool:
    """Whether a backup can be opened by its own passphrase, which has not been asked for."""
    try:
        return (
            is_encrypted(backup) and has_key_file(backup) and not (key and key_opens(backup, key))
        )
    except OSError:
        return False


def _unlocked(backup: Backup) -> bytes | None:
    """Ask for the passphrase of a backup; return its key, or None."""
    from kompass_desktop.desktop.security.unlock_dialog import UnlockDialog

    found: list[bytes] = []
    dialog = UnlockDialog(backup.path)
    dialog.unlocked.connect(found.append)
    dialog.unlocked.connect(dialog.accept)
    dialog.exec()
    dialog.deleteLater()
    return found[0] if found else None


def _do(choice: Choice, path: Path, key: bytes | None, offer: _Offer) -> tuple[Library | None, str]:
    """Do what was chosen; return the library, if there is one now, and what was done."""
    match choice:
        case Choice.RESTORE if offer.backup is not None:
            with _waiting():
                aside = restore_closed(path, key, offer.backup.path)
                restored = tr("The library is now as it was {0}.").format(
                    time_text(offer.backup.made_at)
                )
                return opened(path, key), f"{restored} {_aside_sentence(aside)}".strip()
        case Choice.SALVAGE:
            with _waiting():
                found, aside = salvage_closed(path, key)
                return opened(path, key), f"{salvage_text(found)} {_aside_sentence(aside)}".strip()
        case Choice.AGAIN:
            return LibraryUnlocker(path).enter(), ""
        case Choice.ANOTHER:
            name, _ = QFileDialog.getOpenFileName(
                None, tr("Choose a library"), str(path.parent), tr("Kompass library (*)")
            )
            return (LibraryUnlocker(Path(name)).enter() if name else None), ""
        case Choice.BEGIN:
            left = set_library_aside(path)
            return LibraryUnlocker(path).begin(), _aside_sentence(left) if left is not None else ""
    return None, ""


def _aside_sentence(aside: Path) -> str:
    if not exists(aside):
        return ""
    return tr("The damaged file is in {0}.").format(aside)


@contextmanager
def _waiting() -> Iterator[None]:
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


def _offer_sentences(offer: _Offer) -> str:
    kept = tr("The file that is there now is kept, whatever you choose.")
    if offer.locked is not None:
        sentence = tr("There is a backup from {0}; it opens with the passphrase. {1}")
        return sentence.format(time_text(offer.locked.made_at), kept)
    if offer.backup is None:
        return tr("There is no undamaged backup beside the library. {0}").format(kept)
    lines = [held_text(each) for each in offer.held[:_MOST_NAMED]]
    if len(offer.held) > _MOST_NAMED:
        more = len(offer.held) - _MOST_NAMED
        lines.append(
            ntr("and {0} more measurement", "and {0} more measurements", more).format(more)
        )
    sentence = tr("The newest undamaged backup is from {0} and contains:\n{1}\n\n{2}")
    return sentence.format(time_text(offer.backup.made_at), "\n".join(lines), kept)

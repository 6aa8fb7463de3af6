"""What a user can choose when the library cannot be opened because it is damaged."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from kompass_desktop.desktop.backup_words import held_words, salvage_words, time_words
from kompass_desktop.storage.backup import Backup, backup_folder, backups_in
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.restoring import Held, newest_sound, restore_closed
from kompass_desktop.storage.salvage import salvage_closed

_MOST_NAMED = 6
"""Assessments of a backup that are named in the box."""


class Choice(Enum):
    """What is to be done about a damaged library."""

    SALVAGE = auto()
    RESTORE = auto()
    QUIT = auto()


def rescue(path: Path, key: bytes | None, trouble: str) -> Library | None:
    """Open what can be read of a damaged library, or its newest whole backup; None for neither.

    `trouble` says what is wrong with it. The damaged file is kept whatever is chosen.
    """
    offered = newest_sound(backups_in(backup_folder(path), path), key)
    while True:
        choice = _ask(trouble, offered)
        if choice is Choice.QUIT:
            return None
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            sentence = _do(choice, path, key, offered)
            library = open_library(path, key)
        except StorageError as error:
            trouble = str(error)
            continue
        finally:
            QGuiApplication.restoreOverrideCursor()
        _tell(sentence)
        return library


def _do(
    choice: Choice, path: Path, key: bytes | None, offered: tuple[Backup, list[Held]] | None
) -> str:
    """Do what was chosen, and return what came of it, as sentences."""
    if choice is Choice.RESTORE and offered is not None:
        aside = restore_closed(path, key, offered[0].path)
        words = _tr("Biblioteket er nå som {0}. Den skadde filen ligger i {1}.")
        return words.format(time_words(offered[0].made_at), aside)
    found, aside = salvage_closed(path, key)
    return _tr("{0} Den skadde filen ligger i {1}.").format(salvage_words(found), aside)


def _ask(trouble: str, offered: tuple[Backup, list[Held]] | None) -> Choice:
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(trouble)
    box.setInformativeText(_offer_words(offered))
    salvaging = box.addButton(_tr("Åpne det som kan leses"), QMessageBox.ButtonRole.AcceptRole)
    restoring = box.addButton(_tr("Bruk sikkerhetskopien"), QMessageBox.ButtonRole.AcceptRole)
    restoring.setVisible(offered is not None)
    leaving = box.addButton(_tr("Avslutt"), QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(leaving)
    box.setDefaultButton(leaving)
    box.exec()
    choices = {salvaging: Choice.SALVAGE, restoring: Choice.RESTORE}
    return next((c for button, c in choices.items() if button is box.clickedButton()), Choice.QUIT)


def _offer_words(offered: tuple[Backup, list[Held]] | None) -> str:
    kept = _tr("Den skadde filen blir tatt vare på, uansett hva du velger.")
    if offered is None:
        return _tr("Det finnes ingen hel sikkerhetskopi ved siden av biblioteket. {0}").format(kept)
    backup, held = offered
    lines = [held_words(each) for each in held[:_MOST_NAMED]]
    if len(held) > _MOST_NAMED:
        lines.append(_tr("og {0} vurderinger til").format(len(held) - _MOST_NAMED))
    words = _tr("Den nyeste hele sikkerhetskopien er fra {0} og har:\n{1}\n\n{2}")
    return words.format(time_words(backup.made_at), "\n".join(lines), kept)


def _tell(sentence: str) -> None:
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Information)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    box.exec()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Backups", text)

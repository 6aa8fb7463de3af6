"""A new passphrase for a library: with the old one, or with the recovery code."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.runtime.background import Background
from kompass_desktop.desktop.security.new_passphrase import NewPassphrase
from kompass_desktop.desktop.security.secret_field import SecretField
from kompass_desktop.storage.encryption.unlocking import change_passphrase, renew_with_code
from kompass_desktop.storage.errors import StorageError


class PassphraseDialog(QDialog):
    """What both ways have in common; emits `done` with what the work returned."""

    done_with = Signal(object)

    heading_label: QLabel
    about_label: QLabel
    secret_label: QLabel
    secret_field: SecretField
    new_passphrase: NewPassphrase
    notice_label: QLabel
    cancel_button: QPushButton
    save_button: QPushButton

    def __init__(self, work: Callable[[str, str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._is_at_work = False
        self._background = Background(self)
        load_form(self, "security/passphrase_dialog")
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._save)
        self.secret_field.textChanged.connect(self._enable)
        self.new_passphrase.changed.connect(self._enable)
        self._enable()

    def reject(self) -> None:
        """Close, unless the new passphrase is being written."""
        if not self._is_at_work:
            super().reject()

    def _save(self) -> None:
        passphrase = self.new_passphrase.passphrase
        if passphrase is None or self._is_at_work:
            return
        self._is_at_work = True
        self._say(self.tr("Et øyeblikk …"), "soft")
        self._enable()
        self._background.run(partial(self._work, self.secret_field.text(), passphrase), self._tell)

    def _tell(self, done: Future[object]) -> None:
        self._is_at_work = False
        try:
            result = done.result()
        except StorageError as error:
            self._say(str(error), "error")
            self._enable()
            self.secret_field.setFocus()
        else:
            self.accept()
            self.done_with.emit(result)

    def _enable(self) -> None:
        is_ready = bool(self.secret_field.text()) and self.new_passphrase.passphrase is not None
        self.save_button.setEnabled(is_ready and not self._is_at_work)
        for part in (self.secret_field, self.new_passphrase, self.cancel_button):
            part.setEnabled(not self._is_at_work)

    def _say(self, sentence: str, role: str) -> None:
        self.notice_label.setText(sentence)
        theme.set_role(self.notice_label, role)


class ChangePassphraseDialog(PassphraseDialog):
    """Changes the passphrase of a library that one can open."""

    def __init__(self, library: Path, parent: QWidget | None = None) -> None:
        super().__init__(partial(change_passphrase, library), parent)
        self.setWindowTitle(self.tr("Bytt passfrase"))
        self.heading_label.setText(self.tr("Bytt passfrase"))
        self.about_label.setText(
            self.tr("Den nye gjelder fra nå. Sikkerhetskopier fra før åpnes med den gamle.")
        )


class ForgottenPassphraseDialog(PassphraseDialog):
    """Opens a library with its recovery code; `done_with` gives its key."""

    def __init__(self, library: Path, parent: QWidget | None = None) -> None:
        super().__init__(partial(renew_with_code, library), parent)
        self.setWindowTitle(self.tr("Glemt passfrase"))
        self.heading_label.setText(self.tr("Glemt passfrase"))
        self.about_label.setText(
            self.tr(
                "Skriv gjenopprettingskoden som ble laget sammen med biblioteket, og velg en ny "
                "passfrase. Uten passfrase og kode kan ingen åpne biblioteket."
            )
        )
        self.secret_label.setText(self.tr("&Gjenopprettingskode"))
        self.secret_field.setAccessibleName(self.tr("Gjenopprettingskode"))
        self.secret_field.show_text()

"""A new passphrase for a library: with the old one, or with the recovery code."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kompass_desktop.desktop.security.new_passphrase import NewPassphrase
from kompass_desktop.desktop.security.secret_field import SecretField
from kompass_desktop.desktop.widgets.working_dialog import WorkingDialog
from kompass_desktop.i18n import tr
from kompass_desktop.storage.encryption.unlocking import change_passphrase, renew_with_code
from kompass_desktop.storage.errors import StorageError


class PassphraseDialog(WorkingDialog):
    """Base of both dialogs; emits `done_with` with what the work returned."""

    done_with = Signal(object)

    heading_label: QLabel
    about_label: QLabel
    secret_label: QLabel
    secret_field: SecretField
    new_passphrase: NewPassphrase
    cancel_button: QPushButton
    save_button: QPushButton

    def __init__(self, work: Callable[[str, str], object], parent: QWidget | None = None) -> None:
        super().__init__("security/passphrase_dialog", parent)
        self._work = work
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._save)
        self.secret_field.textChanged.connect(self.enable)
        self.new_passphrase.changed.connect(self.enable)
        self.enable()

    def enable(self) -> None:
        """Enable the save button if the new passphrase and the secret are typed."""
        is_ready = bool(self.secret_field.text()) and self.new_passphrase.passphrase is not None
        self.save_button.setEnabled(is_ready and not self.is_at_work)
        for part in (self.secret_field, self.new_passphrase, self.cancel_button):
            part.setEnabled(not self.is_at_work)

    def fail(self, error: StorageError) -> None:
        """Show what went wrong; most often the secret must be typed again."""
        super().fail(error)
        self.secret_field.setFocus()

    def _save(self) -> None:
        passphrase = self.new_passphrase.passphrase
        if passphrase is not None and not self.is_at_work:
            job = partial(self._work, self.secret_field.text(), passphrase)
            self.work(tr("One moment …"), job, self._finish)

    def _finish(self, result: object) -> None:
        self.accept()
        self.done_with.emit(result)


class ChangePassphraseDialog(PassphraseDialog):
    """Changes the passphrase of a library whose passphrase is known."""

    def __init__(self, library: Path, parent: QWidget | None = None) -> None:
        super().__init__(partial(change_passphrase, library), parent)
        self.setWindowTitle(tr("Change passphrase"))
        self.heading_label.setText(tr("Change passphrase"))
        self.about_label.setText(
            tr("The new one applies from now on. Earlier backups open with the old one.")
        )


class ForgottenPassphraseDialog(PassphraseDialog):
    """Opens a library with its recovery code; `done_with` gives its key."""

    def __init__(self, library: Path, parent: QWidget | None = None) -> None:
        super().__init__(partial(renew_with_code, library), parent)
        self.setWindowTitle(tr("Forgotten passphrase"))
        self.heading_label.setText(tr("Forgotten passphrase"))
        self.about_label.setText(
            tr(
                "Type the recovery code that was made together with the library, and choose a "
                "new passphrase. Without passphrase and code nobody can open the library."
            )
        )
        self.secret_label.setText(tr("&Recovery code"))
        self.secret_field.setAccessibleName(tr("Recovery code"))
        self.secret_field.show_text()

"""Choosing how a library is protected: at the first start, or later for a plain one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from kompass_desktop.desktop.runtime.dialogs import Question, confirm_then
from kompass_desktop.desktop.security.new_passphrase import NewPassphrase
from kompass_desktop.desktop.security.recovery_code_dialog import RecoveryCodeDialog
from kompass_desktop.desktop.widgets.working_dialog import WorkingDialog
from kompass_desktop.i18n import tr
from kompass_desktop.storage.encryption.key_ring import NewKeys
from kompass_desktop.storage.encryption.key_store import NotRemembered, remember


class ProtectionDialog(WorkingDialog):
    """Asks for a passphrase, protects the library with it, and shows the recovery code.

    Emits `protected` with the new keys when the user has kept the code, or `left_plain` if the
    user decides against encryption.
    """

    protected = Signal(object)
    left_plain = Signal()

    heading_label: QLabel
    about_label: QLabel
    new_passphrase: NewPassphrase
    remember_check: QCheckBox
    plain_button: QPushButton
    cancel_button: QPushButton
    protect_button: QPushButton

    def __init__(
        self, library: Path, protect: Callable[[str], NewKeys], parent: QWidget | None = None
    ) -> None:
        super().__init__("security/protection_dialog", parent)
        self._library = library
        self._protect = protect
        self.cancel_button.clicked.connect(self.reject)
        self.protect_button.clicked.connect(self._begin)
        self.plain_button.clicked.connect(self._ask_for_plain)
        self.new_passphrase.changed.connect(self.enable)
        self.enable()

    def enable(self) -> None:
        """Enable the protect button if there is a passphrase."""
        is_ready = self.new_passphrase.passphrase is not None
        self.protect_button.setEnabled(is_ready and not self.is_at_work)
        for part in (
            self.new_passphrase,
            self.remember_check,
            self.plain_button,
            self.cancel_button,
        ):
            part.setEnabled(not self.is_at_work)

    def _begin(self) -> None:
        passphrase = self.new_passphrase.passphrase
        if passphrase is None or self.is_at_work:
            return
        # The widget is read in the window's thread, not in the one that encrypts.
        remembering = remember if self.remember_check.isChecked() else _leave_unremembered
        job = partial(self._protect_with, passphrase, remembering)
        self.work(tr("Encrypting …"), job, self._show_code)

    def _protect_with(
        self, passphrase: str, remembering: Callable[[str, bytes], None]
    ) -> tuple[NewKeys, str]:
        """Protect the library; return its keys, and what else failed."""
        keys = self._protect(passphrase)
        trouble: list[str] = []
        if keys.left:
            sentence = tr("These copies could not be encrypted and can still be read: {0}.")
            trouble.append(sentence.format(", ".join(copy.name for copy in keys.left)))
        if keys.names_elsewhere:
            trouble.append(
                tr(
                    "The file also has another name in another folder (a hard link), under which "
                    "it can still be read; delete it there."
                )
            )
        try:
            remembering(keys.ring.library, keys.key)
        except NotRemembered as error:
            trouble.append(str(error))
        return keys, " ".join(trouble)

    def _show_code(self, done: tuple[NewKeys, str]) -> None:
        keys, trouble = done
        self.hide()
        code = RecoveryCodeDialog(self._library, keys.code, self.parentWidget())
        code.notice_label.setText(trouble)
        code.finished.connect(partial(self._finish, keys))
        self._code_dialog = code
        code.open()

    def _finish(self, keys: NewKeys, _result: int) -> None:
        self.accept()
        self.protected.emit(keys)

    def _ask_for_plain(self) -> None:
        question = Question(
            tr("Leave the library unencrypted?"),
            yes=tr("Yes, unencrypted"),
            no=tr("Back"),
            about=tr(
                "Anyone who gets hold of the computer or a copy of the file can then read the "
                "notes from the interviews, with names. You can encrypt later under “Security” "
                "in the library."
            ),
        )
        confirm_then(self, question, self._leave_plain)

    def _leave_plain(self) -> None:
        self.accept()
        self.left_plain.emit()


class FirstStartDialog(ProtectionDialog):
    """Asks at the first start, when there is no library yet."""


class EncryptDialog(ProtectionDialog):
    """Encrypts a library that was plain."""

    def __init__(
        self, library: Path, protect: Callable[[str], NewKeys], parent: QWidget | None = None
    ) -> None:
        super().__init__(library, protect, parent)
        self.setWindowTitle(tr("Encrypt the library"))
        self.heading_label.setText(tr("Encrypt the library"))
        self.about_label.setText(
            tr(
                "The library and the copies beside it are encrypted, and the readable files "
                "are overwritten. From now on the passphrase is needed to open them. An SSD, "
                "and backups of the whole computer, can hold old, readable remains that "
                "Kompass cannot reach."
            )
        )
        self.plain_button.hide()
        self.cancel_button.setText(tr("Cancel"))
        self.protect_button.setText(tr("Encrypt"))


def _leave_unremembered(_library: str, _key: bytes) -> None:
    """Keep no key in the system's key store."""

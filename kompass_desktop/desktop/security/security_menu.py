"""The library page's menu «Sikkerhet»: encrypting, the passphrase, and locking."""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from kompass_desktop.desktop.backups.second_place import connected_place
from kompass_desktop.desktop.runtime.background import Background
from kompass_desktop.desktop.runtime.dialogs import Question, confirm_then
from kompass_desktop.desktop.runtime.idle import CHOICES
from kompass_desktop.desktop.settings import Settings
from kompass_desktop.i18n import tr
from kompass_desktop.storage.encryption.key_ring import read_key_ring
from kompass_desktop.storage.encryption.key_store import can_remember, forget, remember
from kompass_desktop.storage.encryption.unlocking import renew_code
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.protection import decrypt_library, encrypt_library


class LibrarySecurity(QObject):
    """The actions that protect the open library; emits how they went."""

    message_shown = Signal(str)
    failed = Signal(str)
    protection_changed = Signal()
    lock_requested = Signal()

    def __init__(self, library: Library, button: QPushButton, page: QWidget) -> None:
        super().__init__(page)
        self._library = library
        self._page = page
        self._background = Background(self)
        self._menu = QMenu(button)
        self._menu.aboutToShow.connect(self._fill)
        self._fill()
        button.setMenu(self._menu)

    def encrypt(self) -> None:
        """Ask for a passphrase, and encrypt the library with it."""
        from kompass_desktop.desktop.security.protection_dialog import EncryptDialog

        library = self._library
        # Found here: settings are read in the window's thread, and the work is done in another.
        second = connected_place(library.device)
        work = partial(encrypt_library, library, second_place=second)
        dialog = EncryptDialog(library.path, work, self._page)
        dialog.protected.connect(self._report_encrypted)
        dialog.open()

    def change_passphrase(self) -> None:
        """Ask for the old passphrase and a new one."""
        from kompass_desktop.desktop.security.passphrase_dialog import ChangePassphraseDialog

        dialog = ChangePassphraseDialog(self._library.path, self._page)
        dialog.done_with.connect(
            lambda _: self.message_shown.emit(tr("The passphrase has been changed."))
        )
        dialog.open()

    def renew_code(self) -> None:
        """Make a new recovery code and show it; the old one opens nothing any more."""
        key = self._library.key
        if key is not None:
            self._background.run(partial(renew_code, self._library.path, key), self._show_code)

    def ask_to_decrypt(self) -> None:
        """Ask whether everybody shall be able to read the library."""
        question = Question(
            tr("Remove the encryption?"),
            yes=tr("Yes, remove it"),
            no=tr("Keep it"),
            about=tr(
                "Anyone who gets hold of the computer or a copy of the file can then read the "
                "notes from the interviews, with names."
            ),
        )
        confirm_then(self._page, question, self.decrypt)

    def decrypt(self) -> None:
        """Make the library plain."""
        self._forget()
        self._background.run(partial(decrypt_library, self._library), self._report_decrypted)

    # The menu

    def _fill(self) -> None:
        self._menu.clear()
        if self._library.key is None:
            self._add(tr("Encrypt the library …"), self.encrypt)
            return
        self._add(tr("Lock now (Ctrl+L)"), self.lock_requested.emit)
        self._menu.addMenu(self._idle_menu())
        self._menu.addSeparator()
        self._add(tr("Change passphrase …"), self.change_passphrase)
        self._add(tr("New recovery code …"), self.renew_code)
        self._add(tr("Remember the passphrase here"), self._remember)
        self._add(tr("Remember it no longer"), self._forget_and_report)
        self._menu.addSeparator()
        self._add(tr("Remove the encryption …"), self.ask_to_decrypt)

    def _add(self, text: str, slot: object) -> None:
        action = QAction(text, self._menu)
        action.triggered.connect(slot)
        self._menu.addAction(action)

    def _idle_menu(self) -> QMenu:
        menu = QMenu(tr("Lock automatically after"), self._menu)
        group = QActionGroup(menu)
        for minutes in (*CHOICES, 0):
            text = tr("{0} minutes").format(minutes) if minutes else tr("Never")
            action = QAction(text, group)
            action.setCheckable(True)
            action.setChecked(minutes == Settings().idle_minutes)
            action.triggered.connect(partial(setattr, Settings(), "idle_minutes", minutes))
            menu.addAction(action)
        return menu

    # How it went

    def _report_encrypted(self) -> None:
        self.protection_changed.emit()
        self.message_shown.emit(tr("The library is encrypted."))

    def _report_decrypted(self, done: Future[None]) -> None:
        try:
            done.result()
        except StorageError as error:
            self.failed.emit(str(error))
        else:
            self.message_shown.emit(tr("The library is no longer encrypted."))
        self.protection_changed.emit()

    def _show_code(self, done: Future[str]) -> None:
        from kompass_desktop.desktop.security.recovery_code_dialog import RecoveryCodeDialog

        try:
            code = done.result()
        except StorageError as error:
            self.failed.emit(str(error))
            return
        RecoveryCodeDialog(self._library.path, code, self._page).open()

    def _remember(self) -> None:
        key = self._library.key
        if key is None:
            return
        try:
            remember(read_key_ring(self._library.path).library, key)
        except StorageError as error:
            self.failed.emit(str(error))
        else:
            self.message_shown.emit(
                tr("The library opens without the passphrase on this computer.")
            )

    def _forget_and_report(self) -> None:
        if self._forget():
            self.message_shown.emit(
                tr("The passphrase must be typed the next time Kompass is opened.")
            )

    def _forget(self) -> bool:
        try:
            if can_remember():
                forget(read_key_ring(self._library.path).library)
        except StorageError as error:
            self.failed.emit(str(error))
            return False
        return True

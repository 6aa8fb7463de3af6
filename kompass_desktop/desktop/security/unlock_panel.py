"""The field for the passphrase of a library; after a wrong one, the user must wait."""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kompass_desktop.desktop.security.secret_field import SecretField
from kompass_desktop.desktop.widgets.noticed_work import NoticedWork
from kompass_desktop.i18n import tr
from kompass_desktop.storage.encryption.retry_delay import RetryDelay
from kompass_desktop.storage.encryption.unlocking import TooSoon, unlock
from kompass_desktop.storage.errors import StorageError

WIDTH = 400


class UnlockPanel(QFrame):
    """Asks for the passphrase of a library and gives its key."""

    unlocked = Signal(bytes)
    forgotten = Signal()

    def __init__(self, library: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._seconds = QTimer(self, interval=500)
        self._seconds.timeout.connect(self._show_wait)
        self._lay_out()
        self._work = NoticedWork(self.notice_label, self)
        self._work.changed.connect(self._enable)
        self.unlock_button.clicked.connect(self._unlock)
        self.field.returnPressed.connect(self._unlock)
        self.forgotten_button.clicked.connect(self.forgotten)
        self.setFocusProxy(self.field)
        self._show_wait()

    @property
    def is_waiting(self) -> bool:
        """Whether no passphrase can be tried now."""
        return self._work.is_going_on or RetryDelay(self._library).wait_seconds > 0

    def show_error(self, sentence: str) -> None:
        """Show why the library did not open with the right passphrase."""
        self._work.say(sentence, "error")

    def _lay_out(self) -> None:
        self.setProperty("role", "card")
        self.setFixedWidth(WIDTH)
        heading = QLabel(tr("Kompass is locked"), self)
        heading.setProperty("role", "title")
        label = QLabel(tr("&Passphrase"), self)
        self.field = SecretField(self)
        self.field.setAccessibleName(tr("Passphrase"))
        label.setBuddy(self.field)
        self.notice_label = QLabel(self)
        self.notice_label.setWordWrap(True)
        self.notice_label.setMinimumHeight(36)
        self.notice_label.setTextFormat(Qt.TextFormat.PlainText)
        self.forgotten_button = QPushButton(tr("Forgotten the passphrase?"), self)
        self.forgotten_button.setProperty("role", "link")
        self.forgotten_button.setAutoDefault(False)
        self.unlock_button = QPushButton(tr("Unlock"), self)
        self.unlock_button.setProperty("role", "primary")
        self.unlock_button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(8)
        for part in (heading, label, self.field, self.notice_label):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.forgotten_button)
        row.addStretch(1)
        row.addWidget(self.unlock_button)
        column.addLayout(row)

    def _unlock(self) -> None:
        passphrase = self.field.text()
        if not passphrase or self.is_waiting:
            return
        job = partial(unlock, self._library, passphrase)
        self._work.run(tr("Unlocking …"), job, self._take_key, self._take_failure)

    def _take_key(self, key: bytes) -> None:
        self.field.hide_text()
        self._work.say("")
        self.unlocked.emit(key)

    def _take_failure(self, error: StorageError) -> None:
        if isinstance(error, TooSoon):
            self._show_wait()
            return
        self.field.hide_text()
        self._work.say_failure(error)
        self._show_wait()
        self.field.setFocus()

    def _show_wait(self) -> None:
        left = math.ceil(RetryDelay(self._library).wait_seconds)
        if left:
            self._seconds.start()
            self._work.say(tr("The passphrase is wrong. Try again in {0} s.").format(left), "error")
        elif self._seconds.isActive():
            self._seconds.stop()
            self._work.say("")
            self._enable()
            self.field.setFocus()
        self._enable()

    def _enable(self) -> None:
        may_try = not self.is_waiting
        for part in (self.field, self.unlock_button, self.forgotten_button):
            part.setEnabled(may_try)

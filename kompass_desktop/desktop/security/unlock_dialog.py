"""The dialog that asks for the passphrase of an encrypted library at the start."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kompass_desktop.desktop.security.lock_page import LockPage


class UnlockDialog(QDialog):
    """Emits the library's key when it has been given."""

    unlocked = Signal(bytes)

    def __init__(self, library: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Kompass")
        self.page = LockPage(library, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 18)
        column.addWidget(self.page)
        self.page.unlocked.connect(self.unlocked)
        self.page.setFocus()

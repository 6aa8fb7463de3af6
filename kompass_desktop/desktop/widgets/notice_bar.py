"""A sentence across the page that stays until it is answered or closed, never in the way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.i18n import tr


class NoticeBar(QFrame):
    """Hidden until it has something to show; may offer one thing to do about it."""

    chosen = Signal()
    """The offered button was pressed."""
    closed = Signal()
    """The bar was closed by its cross."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = KeyButton(self)
        self.button.clicked.connect(self.chosen)
        self.close_button = QPushButton(self)
        self.close_button.setProperty("role", "quiet")
        self.close_button.setAccessibleName(tr("Close the message"))
        self.close_button.setToolTip(tr("Close the message"))
        self.close_button.clicked.connect(self.hide)
        self.close_button.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 5, 14, 5)
        for part in (self.label, self.button, self.close_button):
            row.addWidget(part)
        theme.notifier.changed.connect(self._show_icon)
        self.hide()

    def show_sentence(self, sentence: str, button: str = "", keys: str = "") -> None:
        """Show a sentence, and offer a button with its keys where there is one."""
        self._show(sentence, "banner-info")
        self.button.setText(button)
        self.button.setProperty("keys", keys)
        self.button.setVisible(bool(button))

    def warn(self, sentence: str) -> None:
        """Show what went wrong."""
        self._show(sentence, "banner-failed")
        self.button.hide()

    def _show(self, sentence: str, role: str) -> None:
        self.label.setText(sentence)
        self.setAccessibleName(sentence)
        theme.set_role(self, role)
        self.style().polish(self.label)
        self._show_icon()
        self.show()

    def _show_icon(self) -> None:
        failed = self.property("role") == "banner-failed"
        self.close_button.setIcon(theme.icon("x", "on_failed" if failed else "text_soft"))

"""A notice below the clock about an automatic start, or with a question about an absence.

It is beside the notes and not above them, so that they do not move while the user types.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr


class ClockNotice(QFrame):
    """A sentence with one or two buttons, each with its key; hidden until it is shown."""

    first_chosen = Signal()
    second_chosen = Signal()
    closed = Signal()
    """The notice was closed by its cross."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.label = WrappedText(self)
        self.first_button = KeyButton(self)
        self.second_button = KeyButton(self)
        self.close_button = QPushButton(self)
        self.close_button.setProperty("role", "quiet")
        self.close_button.setAccessibleName(tr("Close the message"))
        self.close_button.setToolTip(tr("Close the message"))
        for button in (self.first_button, self.second_button, self.close_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.first_button.clicked.connect(self.first_chosen)
        self.second_button.clicked.connect(self.second_chosen)
        self.close_button.clicked.connect(self.hide)
        self.close_button.clicked.connect(self.closed)
        theme.notifier.changed.connect(self._show_icon)
        self._lay_out()
        self._show_icon()
        self.hide()

    def set_first(self, text: str, keys: str) -> None:
        """Set the text of the first button, and the keys that do the same."""
        self.first_button.setText(text)
        self.first_button.setProperty("keys", keys)

    def set_second(self, text: str, keys: str) -> None:
        """Set the text and keys of the second button, which replaces the close button."""
        self.second_button.setText(text)
        self.second_button.setProperty("keys", keys)
        self.second_button.show()
        self.close_button.hide()

    def show_sentence(self, sentence: str) -> None:
        """Show a sentence above the buttons."""
        self.label.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()

    def _show_icon(self) -> None:
        self.close_button.setIcon(theme.icon("x", "text_soft"))

    def _lay_out(self) -> None:
        self.second_button.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 4, 6, 5)
        column.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.label, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for button in (self.first_button, self.second_button):
            column.addWidget(button)

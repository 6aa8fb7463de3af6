"""A field over the name of a row, in which the title is changed."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kompass_desktop.i18n import tr


class NameField(QLineEdit):
    """Takes a title; Enter and leaving it keep what was typed, Esc does not."""

    renamed = Signal(str, str)
    """The record's id and what was typed."""
    closed = Signal()
    """Enter or Esc ended it, so that the chart gets the focus back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = ""
        self.setAccessibleName(tr("Title"))
        self.setProperty("role", "name")
        self.hide()

    def open(self, key: str, title: str, place: QRect) -> None:
        """Let the title of a record, given its id, be typed at a place of the parent."""
        self._key = key
        self.setText(title)
        self.setGeometry(place)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def keep(self) -> None:
        """Keep what was typed, and close."""
        key, self._key = self._key, ""
        self.hide()
        if key:
            self.renamed.emit(key, self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._key = ""
            self.hide()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.keep()

"""A field for some paragraphs of plain text."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kompass_desktop.desktop.widgets.pasting import has_text, text_to_paste


class TextEditor(QPlainTextEdit):
    """Tab leaves it; what is pasted is plain text, and no longer than files may have."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return has_text(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = text_to_paste(self, source)
        if text:
            self.insertPlainText(text)
            self.ensureCursorVisible()

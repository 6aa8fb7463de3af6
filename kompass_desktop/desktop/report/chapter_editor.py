"""Where a chapter is written; a draft looks like one until somebody changes it."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.widgets.text_editor import TextEditor


class ChapterEditor(TextEditor):
    """Shows one document at a time, and remembers where the cursor was in each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cursors: dict[QTextDocument, QTextCursor] = {}
        self.setProperty("role", "page")

    def show_document(self, document: QTextDocument) -> None:
        """Show a document, with the cursor where it was when it was last shown."""
        self._cursors[self.document()] = self.textCursor()
        document.setDefaultFont(self.font())
        self.setDocument(document)
        if document in self._cursors:
            self.setTextCursor(self._cursors[document])
        self.ensureCursorVisible()

    def set_draft(self, is_draft: bool) -> None:
        """Look as a draft does, or as what a person has written."""
        role = "draft" if is_draft else "page"
        if self.property("role") != role:
            theme.set_role(self, role)
            self.document().setDefaultFont(self.font())

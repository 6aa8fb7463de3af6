"""The text editor of the note stream: plain text with space between the lines.

It has no undo itself, but emits a signal for the undo keys. The note stream assigns lines to
notes, and undoes changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit, QWidget

from kompass_desktop.desktop.notes.document.text import clean_lines, common_ends, width
from kompass_desktop.desktop.widgets.pasting import has_media, has_text, text_to_paste
from kompass_desktop.desktop.widgets.wrapping import wrap_mode

LINE_GAP = 4
"""The room between the text of a note (18 px a line) and the next note, in px."""

_TOP_MARGIN = 2
_EDGES = 8 + _TOP_MARGIN
"""Pixels of the editor above and below its text area."""
_CARET_WIDTH = 2
_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class _AiryLayout(QPlainTextDocumentLayout):
    """Puts room between the lines, for which a plain text document has no format."""

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        return super().blockBoundingRect(block).adjusted(0, 0, 0, LINE_GAP)


class NoteEditor(QPlainTextEdit):
    """An editor of plain text without undo; Tab moves the focus, dropping text does nothing."""

    undo_requested = Signal()
    redo_requested = Signal()
    menu_requested = Signal(QPoint)
    """The position on the screen."""
    media_pasted = Signal(QMimeData)
    """Files or a picture, which are no text, are pasted at the caret."""
    left = Signal()
    """The focus went to another widget of the window."""
    resized = Signal()
    """The text area has another size."""

    def __init__(self, gutter_width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        document = QTextDocument(self)
        self.is_pasting = False
        document.setDefaultFont(self.font())
        # Python must keep the layout as long as the document does.
        self._layout = _AiryLayout(document)
        document.setDocumentLayout(self._layout)
        document.setUndoRedoEnabled(False)
        self.setDocument(document)
        self.setProperty("role", "page")
        self.setTabChangesFocus(True)
        self.setCursorWidth(_CARET_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Lines would be dragged away by mistake more often than on purpose.
        self.setAcceptDrops(False)
        self.gutter_width = 0
        self.set_gutter_width(gutter_width)

    def set_gutter_width(self, width: int) -> None:
        """Set the width of the gutter left of the text, in px."""
        if width != self.gutter_width:
            self.gutter_width = width
            self.setViewportMargins(width, _TOP_MARGIN, 0, 0)

    def texts(self, first: int, count: int) -> list[str]:
        """Return the texts of `count` lines from number `first`."""
        block = self.document().findBlockByNumber(first)
        texts = []
        for _ in range(count):
            texts.append(block.text())
            block = block.next()
        return texts

    def replace_lines(self, first: int, count: int, texts: Sequence[str]) -> QTextCursor:
        """Replace `count` lines (at least one) by others, changing only what differs.

        Returns where the change ended.
        """
        start = self.document().findBlockByNumber(first)
        end = self.document().findBlockByNumber(first + count - 1)
        old, new = "\n".join(self.texts(first, count)), "\n".join(texts)
        length = end.position() + end.length() - 1 - start.position()
        head, tail = common_ends(old, new) if width(old) == length else (0, 0)
        cursor = QTextCursor(self.document())
        cursor.setPosition(start.position() + width(old[:head]))
        stop = start.position() + length - width(old[len(old) - tail :])
        cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new[head : len(new) - tail])
        return cursor

    def put_caret(self, line: int, column: int) -> None:
        """Put the caret in a line, at a column in UTF-16 units or else at the line's end."""
        block = self.document().findBlockByNumber(line)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(column, block.length() - 1))
        self.setTextCursor(cursor)

    def put_caret_at_height(self, height: float) -> None:
        """Put the caret, and the focus, in the line at a height in the viewport, in px."""
        self.setTextCursor(self.cursorForPosition(QPoint(0, round(height))))
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def copy_selection(self) -> None:
        """Copy the selected text, as text and nothing else."""
        if self.textCursor().hasSelection():
            # Not createMimeDataFromSelection: the clipboard outlives Python, and what
            # Python has made for it then ends the program with a crash.
            lines = clean_lines(self.textCursor().selectedText())
            QGuiApplication.clipboard().setText("\n".join(lines))

    def cut_selection(self) -> None:
        """Copy the selected text and delete it."""
        self.copy_selection()
        self.textCursor().removeSelectedText()

    def selected_lines(self) -> range:
        """Return the numbers of the lines that the selection, or the caret, is in."""
        cursor = self.textCursor()
        document = self.document()
        first = document.findBlock(cursor.selectionStart())
        last = document.findBlock(cursor.selectionEnd())
        ends_before = cursor.hasSelection() and cursor.selectionEnd() == last.position()
        return range(first.blockNumber(), last.blockNumber() + (0 if ends_before else 1))

    def lines_in_view(self) -> Iterator[tuple[QTextBlock, float]]:
        """Yield the lines that show, with their upper edges in the viewport, in px."""
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= self.viewport().height():
            yield block, top
            top += self.blockBoundingRect(block).height()
            block = block.next()

    def height_of_lines(self, count: int) -> int:
        """Return the height in px of a number of lines that are not wrapped."""
        self.ensurePolished()
        lines = count * (self.fontMetrics().lineSpacing() + LINE_GAP) - LINE_GAP
        return round(_EDGES + self.document().documentMargin() + lines)

    # What Qt calls

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Y for redo, before the window does, on systems where Qt has another key."""
        if event.type() is QEvent.Type.ShortcutOverride and _asks_to_redo(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        elif _asks_to_redo(event):
            self.redo_requested.emit()
        elif event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            self._break_line()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut_selection()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _break_line(self) -> None:
        """Make Shift+Enter begin a new line as Enter does, because a note is one line."""
        self.textCursor().insertBlock()
        self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return has_text(source) or has_media(source)

    def setPlainText(self, text: str) -> None:
        self.setWordWrapMode(wrap_mode(text))
        super().setPlainText(text)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if has_media(source):
            self.media_pasted.emit(source)
            return
        text = "\n".join(clean_lines(text_to_paste(self, source)))
        if not text:
            # An empty text would delete the selection.
            return
        # Only to WrapAnywhere: the text that is there may need it, if the new one does not.
        if wrap_mode(text) is QTextOption.WrapMode.WrapAnywhere:
            self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.is_pasting = True
        self.textCursor().insertText(text)
        self.is_pasting = False
        self.ensureCursorVisible()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        caret = self.cursorRect()
        was_in_view = caret.top() >= 0 and caret.bottom() <= event.oldSize().height()
        super().resizeEvent(event)
        if was_in_view:
            self.ensureCursorVisible()
        self.resized.emit()


def _asks_to_redo(event: QEvent) -> bool:
    """Whether a key is one of those that redo, on whatever system."""
    return isinstance(event, QKeyEvent) and (
        event.matches(QKeySequence.StandardKey.Redo)
        or QKeySequence(event.keyCombination()) == QKeySequence("Ctrl+Y")
    )

"""Pasting into text fields: any text on the clipboard is pasted, or the field says why not.

Qt pastes nothing, silently, where a program has put formatted text on the clipboard only.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QToolTip, QWidget

from kompass_desktop.desktop.clipboard import is_of_files, text_of
from kompass_desktop.i18n import tr
from kompass_desktop.storage.database.limits import LONGEST_TEXT

_SHOWN_MILLISECONDS = 8000

MOST_PASTED_LINES = 2_000
"""Each line pasted into the notes is a note, of which an assessment has at most 10,000."""


def has_text(source: QMimeData) -> bool:
    """Whether there may be text to paste; cheap, for a menu."""
    return source.hasText() or source.hasHtml()


def has_media(source: QMimeData) -> bool:
    """Whether files, or a picture and no text, are pasted or dropped."""
    return is_of_files(source) or (source.hasImage() and not text_of(source).strip())


def show_why_not(field: QWidget, source: QMimeData, position: QPoint) -> None:
    """Show at a position in a field why what was copied is no text; nothing if there is nothing."""
    if not source.formats():
        return
    sentence = tr("What is copied is not text and cannot be pasted here.")
    if any(kind.endswith("rtf") for kind in source.formats()):
        sentence = tr(
            "What is copied is formatted in a way that Kompass cannot read. Paste it into "
            "a text editor, and copy it from there as plain text."
        )
    elif is_of_files(source):
        sentence = tr("Files cannot be pasted here; open the file and copy the text in it.")
    _show(field, position, sentence)


def text_to_paste(
    editor: QPlainTextEdit, source: QMimeData, most_lines: int = MOST_PASTED_LINES
) -> str:
    """Return the text to paste into an editor, or "" and say why not at its caret.

    A text that would make the editor's longer than files may hold is left out whole: a
    colleague could not import the assessment, and half of it would look like all of it. So is
    one of more than `most_lines` lines.
    """
    text = text_of(source)
    below_caret = editor.viewport().mapTo(editor, editor.cursorRect().bottomLeft())
    if not text:
        show_why_not(editor, source, below_caret)
        return ""
    selected = editor.textCursor().selectedText()
    # Qt counts the end of the text as a letter, and those beyond the first 65,536 as two.
    others = editor.document().characterCount() - 1 - len(selected.encode("utf-16-le")) // 2
    lines = len(text.splitlines())
    if others + len(text) <= LONGEST_TEXT and lines <= most_lines:
        return text
    sentence = tr(
        "This is too much to paste here: {0} characters in {1} lines. Paste a part at a time, of "
        "at most {2} lines."
    ).format(len(text), lines, most_lines)
    if others + len(text) > LONGEST_TEXT:
        sentence = tr(
            "This is too much to paste here: {0} characters, and there is room for {1} more."
        ).format(len(text), max(0, LONGEST_TEXT - others))
    _show(editor, below_caret, sentence)
    return ""


class LineFieldPasting(QObject):
    """Makes every one-line field that gets the focus paste text that Qt would refuse."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.focusChanged.connect(self._follow)

    def _follow(self, left: QWidget | None, entered: QWidget | None) -> None:
        if isinstance(left, QLineEdit):
            left.removeEventFilter(self)
        if isinstance(entered, QLineEdit):
            entered.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key that pastes where there is formatted text only, or none at all."""
        if (
            isinstance(watched, QLineEdit)
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.matches(QKeySequence.StandardKey.Paste)
            and not watched.isReadOnly()
        ):
            return self._paste(watched)
        return super().eventFilter(watched, event)

    def _paste(self, field: QLineEdit) -> bool:
        source = QGuiApplication.clipboard().mimeData()
        if source.hasFormat("text/plain"):
            return False
        text = " ".join(text_of(source).split())
        if text:
            field.insert(text)
        else:
            show_why_not(field, source, field.rect().bottomLeft())
        return True


def _show(field: QWidget, position: QPoint, sentence: str) -> None:
    QToolTip.showText(
        field.mapToGlobal(position), sentence, field, field.rect(), _SHOWN_MILLISECONDS
    )

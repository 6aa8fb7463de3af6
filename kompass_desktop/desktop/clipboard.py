"""Copied text: also if a program has put only formatted text on the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import (
    QGuiApplication,
    QTextDocument,
    QTextDocumentFragment,
    QTextTable,
)

_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"


def text_of(source: QMimeData) -> str:
    """Return the text to paste: plain, else what formatted text says, else ""."""
    # Qt gives the names of files out as text.
    if source.hasFormat("text/plain") or not is_of_files(source):
        text = source.text()
        if text:
            return text
    if source.hasHtml():
        text = QTextDocumentFragment.fromHtml(source.html()).toPlainText()
        return text.replace(_OBJECT, "").strip()
    return ""


def copied_text() -> str:
    """Return the text on the clipboard, or "" if there is none."""
    return text_of(QGuiApplication.clipboard().mimeData())


def copied_cells() -> str:
    """Return the text on the clipboard with a tab between cells and a line for each row."""
    source = QGuiApplication.clipboard().mimeData()
    if source.hasHtml() and not source.text():
        document = QTextDocument()
        document.setHtml(source.html())
        tables = [f for f in document.rootFrame().childFrames() if isinstance(f, QTextTable)]
        if tables:
            return "\n".join(_rows_of(tables[0]))
    return text_of(source)


def is_of_files(source: QMimeData) -> bool:
    """Whether files were copied, of which Qt gives the names out as text."""
    urls: list[QUrl] = source.urls()
    return bool(urls) and all(url.isLocalFile() for url in urls)


def _rows_of(table: QTextTable) -> list[str]:
    return [
        "\t".join(_cell(table, row, column) for column in range(table.columns()))
        for row in range(table.rows())
    ]


def _cell(table: QTextTable, row: int, column: int) -> str:
    cell = table.cellAt(row, column)
    cursor = cell.firstCursorPosition()
    cursor.setPosition(cell.lastCursorPosition().position(), cursor.MoveMode.KeepAnchor)
    return " ".join(cursor.selectedText().replace(_OBJECT, "").split())

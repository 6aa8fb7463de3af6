"""The field in which a finding is written, shown instead of its text on the card."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from kompass_desktop.desktop.widgets.pasting import has_text, text_to_paste
from kompass_desktop.i18n import tr
from kompass_desktop.storage.database.limits import LONGEST_TEXT

MOST_LINES = 10
EDGES = 12
"""Pixels that the frame and the padding take of the height."""

_STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class FindingEditor(QPlainTextEdit):
    """One paragraph that grows with its text, up to ten lines.

    Enter, Tab and a click elsewhere emit `committed`, Esc emits `cancelled`. What is
    pasted loses its line breaks: a finding is one paragraph in the report.
    """

    committed = Signal()
    cancelled = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.setAccessibleName(tr("The text of the finding"))
        self.setPlaceholderText(tr("Write the finding …"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def sizeHint(self) -> QSize:
        # A QPlainTextEdit measures its document in lines, not in pixels.
        lines = min(self._lines, MOST_LINES)
        return QSize(100, lines * self.fontMetrics().lineSpacing() + EDGES)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @property
    def _lines(self) -> int:
        return max(int(self.document().size().height()), 1)

    def _fit(self) -> None:
        fits = self._lines <= MOST_LINES
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        )
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.committed.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.committed.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return has_text(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = " ".join(text_to_paste(self, source, LONGEST_TEXT).split())
        if text:
            self.insertPlainText(text)

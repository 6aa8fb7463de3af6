"""The column left of the notes: each line's time, its code and its mark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from kompass_desktop.assessment.records import Mark, Note
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.notes.editor import NoteEditor
from kompass_desktop.i18n import tr

WIDTH = 109
"""From the editor's edge to its text, in px."""

_TIME_LEFT = 2
_CODE_LEFT = 37
_SIGN_CENTRE = 100
_SMALL_PIXELS = 11
_FLAG_PIXELS = 13
_CLIP_PIXELS = 11
_CLIP_FROM_TEXT = 30
"""From the left of a line's paper clip to the text, in px."""

_SIGNS = {
    Mark.STRENGTH: ("+", "strength"),
    Mark.CHALLENGE: ("~", "challenge"),
    Mark.WEAKNESS: ("–", "weakness"),
}


@dataclass(frozen=True)
class GutterRow:
    """What is shown beside a line; `is_sent` if it was moved because it began with a code.

    `time` is when it was begun or, if that is known, the page of its document; `source` is
    the document that it is from, or empty. `files` are the names of what is attached to it.
    """

    time: str
    code: str
    mark: Mark | None
    is_current: bool
    is_sent: bool = False
    source: str = ""
    files: tuple[str, ...] = ()

    @property
    def shown_code(self) -> str:
        """The code, with an arrow if the line was moved because it began with the code."""
        return f"→ {self.code}" if self.is_sent else self.code

    @classmethod
    def of(cls, line: Note, is_current: bool, *, is_sent: bool = False) -> GutterRow:
        """Return the row of a line, with the local time at which it was begun."""
        try:
            time = f"{datetime.fromisoformat(line.begun_at):%H:%M}"
        except ValueError:
            time = ""
        return cls(time, line.code, line.mark, is_current, is_sent)


class NoteGutter(QWidget):
    """Paints a row for each visible line of an editor; `row_of` gives it by the line's number.

    A click puts the caret in the line.
    """

    def __init__(self, editor: NoteEditor, row_of: Callable[[int], GutterRow]) -> None:
        super().__init__(editor)
        self._editor = editor
        self._row_of = row_of
        self._flag = theme.icon("flag", "accent", _FLAG_PIXELS)
        self._clip = theme.icon("paperclip", "text_soft", _CLIP_PIXELS)
        editor.updateRequest.connect(self._follow)
        editor.resized.connect(self._place_beside)
        theme.notifier.changed.connect(self._take_colors)

    def text_of(self, row: GutterRow) -> str:
        """Return a row as text, for screen readers."""
        marks = {
            Mark.STRENGTH: tr("strength"),
            Mark.CHALLENGE: tr("challenge"),
            Mark.WEAKNESS: tr("weakness"),
            Mark.FOLLOW_UP: tr("to be followed up"),
        }
        code = tr("went to {0}").format(row.code) if row.is_sent else row.code
        files = tr("attached: {0}").format(", ".join(row.files)) if row.files else ""
        parts = (row.source, row.time, code, marks[row.mark] if row.mark else "", files)
        return ", ".join(part for part in parts if part)

    def _take_colors(self) -> None:
        self._flag = theme.icon("flag", "accent", _FLAG_PIXELS)
        self._clip = theme.icon("paperclip", "text_soft", _CLIP_PIXELS)
        self.update()

    def _place_beside(self) -> None:
        text = self._editor.viewport().geometry()
        self.setGeometry(text.left() - WIDTH, text.top(), WIDTH, text.height())

    def _follow(self, rect: QRect, scrolled: int) -> None:
        if scrolled:
            self.scroll(0, scrolled)
        else:
            self.update(0, rect.y(), self.width(), rect.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for block, top in self._editor.lines_in_view():
            if top > event.rect().bottom():
                break
            if block.layout().lineCount():
                baseline = top + block.layout().lineAt(0).ascent()
                self._paint_row(painter, self._row_of(block.blockNumber()), baseline)

    def _paint_row(self, painter: QPainter, row: GutterRow, baseline: float) -> None:
        painter.setFont(self._small_font(row.is_current))
        painter.setPen(theme.color("accent" if row.is_current else "text_soft"))
        room = _CODE_LEFT - _TIME_LEFT - 2
        elide = Qt.TextElideMode.ElideRight
        time = QFontMetricsF(painter.font()).elidedText(row.time, elide, room)
        painter.drawText(QPointF(_TIME_LEFT, baseline), time)
        if row.is_sent:
            painter.setFont(self._small_font(True))
            painter.setPen(theme.color("accent"))
        painter.drawText(QPointF(_CODE_LEFT, baseline), row.shown_code)
        if row.files:
            left, top = self.width() - _CLIP_FROM_TEXT, round(baseline) - _CLIP_PIXELS + 2
            self._clip.paint(painter, left, top, _CLIP_PIXELS, _CLIP_PIXELS)
        if row.mark is Mark.FOLLOW_UP:
            left, top = _SIGN_CENTRE - _FLAG_PIXELS // 2, round(baseline) - _FLAG_PIXELS + 2
            self._flag.paint(painter, left, top, _FLAG_PIXELS, _FLAG_PIXELS)
        elif row.mark is not None:
            self._paint_sign(painter, row.mark, baseline)

    def _paint_sign(self, painter: QPainter, mark: Mark, baseline: float) -> None:
        sign, color = _SIGNS[mark]
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.color(color))
        left = _SIGN_CENTRE - QFontMetricsF(font).horizontalAdvance(sign) / 2
        painter.drawText(QPointF(left, baseline), sign)

    def _small_font(self, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(_SMALL_PIXELS)
        font.setBold(bold)
        return font

    def event(self, event: QEvent) -> bool:
        """Show, beside a line that was moved by its code, how to bring it back."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            row = self._row_at(event.pos().y())
            if row is not None and row.is_sent:
                hint = tr("Went to {0}. Backspace at the start of the line brings it back.")
                QToolTip.showText(event.globalPos(), hint.format(row.code), self)
                return True
            more = _more_about(row) if row is not None else ""
            if more:
                QToolTip.showText(event.globalPos(), more, self)
                return True
        return super().event(event)

    def _row_at(self, height: int) -> GutterRow | None:
        rows = [block for block, top in self._editor.lines_in_view() if top <= height]
        return self._row_of(rows[-1].blockNumber()) if rows else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._editor.put_caret_at_height(event.position().y())

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._editor.viewport(), event)


def _more_about(row: GutterRow) -> str:
    """Return the document and the page that a line is from, and what is attached to it."""
    source = ", ".join(filter(None, (row.source, row.time))) if row.source else ""
    return "\n".join(filter(None, (source, *row.files)))

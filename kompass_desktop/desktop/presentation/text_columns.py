"""Texts in columns on as many parts of a slide as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.presentation.pagination import GAP, Piece, parts
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText

FONT = 20
HEAD_FONT = 20
BETWEEN = 30
"""Pixels between two columns, of a screen 720 pixels high like all sizes here."""
BULLET = 18
UNDER_HEAD = 6
BULLET_SIGN = "•"


@dataclass(frozen=True)
class TextColumn:
    """A column: its heading or "", the colour of the heading by name, and its texts.

    `empty` is shown if there are no texts.
    """

    title: str
    tint: str
    texts: tuple[str, ...]
    empty: str = ""

    @property
    def spoken(self) -> str:
        """The column as text for screen readers."""
        body = "; ".join(self.texts) or self.empty
        return f"{self.title}: {body}" if self.title else body


class TextColumns(QWidget):
    """Columns of equal width, each divided into parts; each text has a bullet if `bulleted`."""

    def __init__(self, parent: QWidget | None = None, *, bulleted: bool) -> None:
        super().__init__(parent)
        self._bulleted = bulleted
        self._columns: tuple[TextColumn, ...] = ()
        self._unit = 1.0
        self._lines: list[list[list[str]]] = []
        self._parts: list[list[list[Piece]]] = []
        self._part = 0
        self._ruler = WrappedText()
        theme.notifier.changed.connect(self.update)

    @property
    def part_count(self) -> int:
        """The number of parts, at least 1."""
        return max((len(each) for each in self._parts), default=1)

    def show_columns(self, columns: Sequence[TextColumn]) -> None:
        """Show columns, after the next call of `lay_out`."""
        self._columns = tuple(columns)
        self.setAccessibleName(". ".join(column.spoken for column in columns))

    def lay_out(self, width: float, first: float, rest: float, unit: float) -> None:
        """Divide the texts for a width, and heights of the first and of each other part, in px."""
        self._unit = unit
        self._ruler.setFont(self._font)
        column = int(self._column_width(width)) - self._indent
        self._lines = [
            [self._broken(text, column) for text in each.texts] for each in self._columns
        ]
        heads = self._head_height
        self._parts = [
            parts(
                [len(lines) for lines in texts],
                (first - heads) / self._line_height,
                (rest - heads) / self._line_height,
            )
            for texts in self._lines
        ]
        self.show_part(min(self._part, self.part_count - 1))

    def show_part(self, part: int) -> None:
        """Show a part, given its index."""
        self._part = part
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width = self._column_width(self.width())
        for index, column in enumerate(self._columns):
            left = index * (width + BETWEEN * self._unit)
            self._paint_head(painter, QRectF(left, 0, width, self._head_height), column)
            self._paint_column(painter, left, index)
        painter.end()

    def _paint_head(self, painter: QPainter, head: QRectF, column: TextColumn) -> None:
        if not column.title:
            return
        painter.setFont(theme.font(round(HEAD_FONT * self._unit), QFont.Weight.DemiBold))
        painter.setPen(theme.color(column.tint))
        painter.drawText(head, Qt.AlignmentFlag.AlignTop, column.title)
        under = head.bottom() - UNDER_HEAD * self._unit
        painter.fillRect(QRectF(head.left(), under, head.width(), 2), theme.color(column.tint))

    def _paint_column(self, painter: QPainter, left: float, index: int) -> None:
        painter.setFont(self._font)
        painter.setPen(theme.color("text"))
        top = self._head_height
        ascent = QFontMetricsF(self._font).ascent()
        divided = self._parts[index] if index < len(self._parts) else []
        if not any(divided) and self._part == 0:
            painter.setPen(theme.color("text_soft"))
            painter.drawText(QPointF(left, top + ascent), self._columns[index].empty)
        for piece in divided[self._part] if self._part < len(divided) else ():
            if self._bulleted and piece.start == 0:
                painter.drawText(QPointF(left, top + ascent), BULLET_SIGN)
            for line in self._lines[index][piece.text][piece.start : piece.stop]:
                painter.drawText(QPointF(left + self._indent, top + ascent), line)
                top += self._line_height
            top += GAP * self._line_height

    def _broken(self, text: str, width: int) -> list[str]:
        self._ruler.setText(text)
        return self._ruler.lines(max(width, 1))

    @property
    def _font(self) -> QFont:
        return theme.font(round(FONT * self._unit))

    @property
    def _indent(self) -> int:
        return round(BULLET * self._unit) if self._bulleted else 0

    @property
    def _line_height(self) -> float:
        return QFontMetricsF(self._font).lineSpacing()

    @property
    def _head_height(self) -> float:
        if not any(column.title for column in self._columns):
            return 0.0
        return self._line_height + 2 * UNDER_HEAD * self._unit

    def _column_width(self, width: float) -> float:
        count = max(1, len(self._columns))
        return (width - (count - 1) * BETWEEN * self._unit) / count

"""A table of texts in large letters, on as many parts of a slide as it needs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.presentation.pagination import GAP, Piece, parts
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText

FONT = 20
BETWEEN = 20
"""Pixels between two columns, of a screen 720 pixels high like all sizes here."""
UNDER_HEAD = 6


class TextTable(QWidget):
    """Rows of texts under heads; `shares` are the parts of the width that the columns have.

    A row is divided only if it is longer than a whole part.
    """

    def __init__(self, shares: Sequence[float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares = tuple(shares)
        self._heads: tuple[str, ...] = ()
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._lines: list[list[list[str]]] = []
        self._parts: list[list[Piece]] = [[]]
        self._part = 0
        self._unit = 1.0
        self._ruler = WrappedText()
        theme.notifier.changed.connect(self.update)

    @property
    def part_count(self) -> int:
        """The number of parts, at least 1."""
        return len(self._parts)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows of all parts."""
        return self._rows

    def rows_of(self, part: int) -> list[int]:
        """Return the indices of the rows of which something is on a part."""
        return [piece.text for piece in self._parts[part]]

    def show_rows(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show rows with as many texts as there are heads, after the next call of `lay_out`."""
        self._heads = tuple(heads)
        self._rows = tuple(tuple(row) for row in rows)
        said = ["; ".join(filter(None, row)) for row in self._rows]
        self.setAccessibleName(". ".join(said))

    def lay_out(self, width: float, height: float, unit: float) -> None:
        """Divide the rows into parts for a width and a height, in px."""
        self._unit = unit
        self._ruler.setFont(self._font)
        widths = [int(each) for _, each in self._columns(width)]
        self._lines = [
            [self._broken(text, each) for text, each in zip(row, widths, strict=True)]
            for row in self._rows
        ]
        room = (height - self._head_height) / self._line_height
        counts = [max((len(lines) for lines in row), default=1) for row in self._lines]
        self._parts = parts(counts, room, room)
        self.show_part(min(self._part, self.part_count - 1))

    def show_part(self, part: int) -> None:
        """Show a part, given its index."""
        self._part = part
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        columns = self._columns(self.width())
        self._paint_heads(painter, columns)
        painter.setFont(self._font)
        painter.setPen(theme.color("text"))
        ascent = QFontMetricsF(self._font).ascent()
        gap = GAP * self._line_height
        top = self._head_height
        for piece in self._parts[self._part]:
            for (left, _), lines in zip(columns, self._lines[piece.text], strict=True):
                for number, line in enumerate(lines[piece.start : piece.stop]):
                    below = top + number * self._line_height
                    painter.drawText(QPointF(left, below + ascent), line)
            top += (piece.stop - piece.start) * self._line_height + gap
            rule = QRectF(0, top - gap / 2, self.width(), 1)
            painter.fillRect(rule, theme.color("border"))
        painter.end()

    def _paint_heads(self, painter: QPainter, columns: Sequence[tuple[float, float]]) -> None:
        painter.setFont(theme.font(round(FONT * self._unit), QFont.Weight.DemiBold))
        painter.setPen(theme.color("accent"))
        for (left, width), text in zip(columns, self._heads, strict=True):
            head = QRectF(left, 0, width, self._head_height)
            painter.drawText(head, Qt.AlignmentFlag.AlignTop, text)
        under = self._head_height - UNDER_HEAD * self._unit
        painter.fillRect(QRectF(0, under, self.width(), 2), theme.color("accent"))

    def _columns(self, width: float) -> list[tuple[float, float]]:
        """Return the left edge and the width of each column."""
        between = BETWEEN * self._unit
        room = width - between * (len(self._shares) - 1)
        found, left = [], 0.0
        for share in self._shares:
            found.append((left, room * share))
            left += room * share + between
        return found

    def _broken(self, text: str, width: int) -> list[str]:
        self._ruler.setText(text)
        return self._ruler.lines(max(width, 1)) if text else []

    @property
    def _font(self) -> QFont:
        return theme.font(round(FONT * self._unit))

    @property
    def _line_height(self) -> float:
        return QFontMetricsF(self._font).lineSpacing()

    @property
    def _head_height(self) -> float:
        return self._line_height + 2 * UNDER_HEAD * self._unit

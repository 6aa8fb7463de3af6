"""The rows of a search: the line with the found letters marked, and its location."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.navigation.search import FoundItem
from kompass_desktop.desktop.widgets.indexes import LEFT, Index
from kompass_desktop.desktop.widgets.item_list import ITEM_ROLE, draw_elided, paint_row_ground

ROW_HEIGHT = 46
CODE_WIDTH = 56
_MARKED = 0.3
"""How much of the colour of a marker pen is behind the found letters."""


def text_of(item: FoundItem) -> str:
    """Return a found item as text for screen readers."""
    return ", ".join(filter(None, (f"{item.code} {item.text}".strip(), item.detail)))


class FoundPainter(QStyledItemDelegate):
    """Paints the code, the line with the found letters marked and, below, its location."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: FoundItem = index.data(ITEM_ROLE)
        painter.save()
        paint_row_ground(painter, option)
        rect = QRect(option.rect)
        rect.adjust(10, 4, -10, -4)
        painter.setClipRect(rect)
        painter.setFont(theme.font(12, QFont.Weight.DemiBold))
        painter.setPen(theme.color("accent"))
        upper = QRect(rect.left(), rect.top(), rect.width(), rect.height() // 2)
        painter.drawText(upper, LEFT, item.code)
        upper.setLeft(upper.left() + CODE_WIDTH)
        _paint_line(painter, upper, item)
        painter.setFont(theme.font(11))
        painter.setPen(theme.color("text_soft"))
        lower = upper.translated(0, upper.height())
        draw_elided(painter, lower, item.detail)
        painter.restore()


def _paint_line(painter: QPainter, rect: QRect, item: FoundItem) -> None:
    font = theme.font(13)
    painter.setFont(font)
    text = painter.fontMetrics().elidedText(item.text, Qt.TextElideMode.ElideRight, rect.width())
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(rect.width() * 2)
    layout.endLayout()
    painter.setPen(theme.color("text"))
    marks = [_mark(first, last) for first, last in item.spans if first < len(text)]
    top = rect.top() + (rect.height() - line.height()) / 2
    layout.draw(painter, QPointF(rect.left(), top), marks)


def _mark(first: int, last: int) -> QTextLayout.FormatRange:
    mark = QTextLayout.FormatRange()
    mark.start, mark.length = first, last - first
    look = QTextCharFormat()
    look.setBackground(marker())
    mark.format = look
    return mark


def marker() -> QColor:
    """Return the colour behind found letters."""
    return theme.mixed("surface", "challenge_line", _MARKED)

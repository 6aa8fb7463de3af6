"""The rows of what a search has found: the line with the found letters marked, and where it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QObject, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.navigation.search import FoundItem
from kompass_desktop.desktop.widgets.indexes import LEFT, Index

ITEM_ROLE = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 46
CODE_WIDTH = 56
_MARKED = 0.3
"""How much of the colour of a marker pen is behind the found letters."""


class FoundRows(QAbstractListModel):
    """The items that were found, in order."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._items: Sequence[FoundItem] = ()

    def set_items(self, items: Sequence[FoundItem]) -> None:
        """List other items."""
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self._items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return ", ".join(filter(None, (f"{item.code} {item.text}".strip(), item.detail)))
        return None


class FoundPainter(QStyledItemDelegate):
    """Paints the code, the line with the found letters marked and, below, where it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: FoundItem = index.data(ITEM_ROLE)
        painter.save()
        rect = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("surface_soft"))
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
        elide = Qt.TextElideMode.ElideRight
        detail = painter.fontMetrics().elidedText(item.detail, elide, lower.width())
        painter.drawText(lower, LEFT, detail)
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

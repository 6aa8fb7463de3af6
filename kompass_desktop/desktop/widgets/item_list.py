"""A list model of items of one type, and painting shared by its delegates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QObject, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.widgets.indexes import LEFT, Index

_T = TypeVar("_T")

ITEM_ROLE = Qt.ItemDataRole.UserRole
"""The item itself; the display role has its text, also for screen readers and tool tips."""


class ItemList(QAbstractListModel, Generic[_T]):
    """A model of items in order; `text_of` returns an item's text for screen readers."""

    def __init__(self, text_of: Callable[[_T], str], parent: QObject) -> None:
        super().__init__(parent)
        self._text_of = text_of
        self._items: Sequence[_T] = ()

    @property
    def items(self) -> list[_T]:
        """The items of the list."""
        return list(self._items)

    def set_items(self, items: Sequence[_T]) -> None:
        """Replace the items of the list."""
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self._items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text_of(item)
        return None


def paint_row_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Paint the background of a row, by whether it is selected or the mouse is over it."""
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, theme.color("accent_soft"))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, theme.color("surface_soft"))


def draw_elided(painter: QPainter, rect: QRect, text: str) -> None:
    """Paint one line of text at the left of a rectangle; if too long, it ends in an ellipsis."""
    elide = Qt.TextElideMode.ElideRight
    painter.drawText(rect, LEFT, painter.fontMetrics().elidedText(text, elide, rect.width()))

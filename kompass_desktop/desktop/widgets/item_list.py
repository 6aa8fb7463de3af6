"""A list of things of one kind, and what painters of its rows share."""

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
    """Lists items in order; `text_of` returns what is read of one."""

    def __init__(self, text_of: Callable[[_T], str], parent: QObject) -> None:
        super().__init__(parent)
        self._text_of = text_of
        self._items: Sequence[_T] = ()

    @property
    def items(self) -> list[_T]:
        """What is listed."""
        return list(self._items)

    def set_items(self, items: Sequence[_T]) -> None:
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
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text_of(item)
        return None


def paint_row_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Paint what is behind a row: whether it is chosen, or the mouse is over it."""
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, theme.color("accent_soft"))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, theme.color("surface_soft"))


def draw_elided(painter: QPainter, rect: QRect, text: str) -> None:
    """Write one line at the left of a rectangle; one that is too long ends in dots."""
    elide = Qt.TextElideMode.ElideRight
    painter.drawText(rect, LEFT, painter.fontMetrics().elidedText(text, elide, rect.width()))

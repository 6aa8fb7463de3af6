"""Columns of the two lists in the backup dialog."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def stretch_column(tree: QTreeWidget, column: int) -> None:
    """Give one column the remaining width; the others are as wide as their texts."""
    header = tree.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)


def align_right(item: QTreeWidgetItem, columns: Iterable[int]) -> None:
    """Align the texts of an item, which may be the heading, to the right in some columns."""
    for column in columns:
        item.setTextAlignment(column, _RIGHT)

"""Make an item of a view the current and only selected one, whatever keys are down."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QAbstractItemView


def make_current(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> None:
    """Make the item at an index the current one, and select only it, or its row.

    A view's own `setCurrentIndex` selects nothing while Ctrl is down, as of Ctrl+5.
    """
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
    if view.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectRows:
        flags |= QItemSelectionModel.SelectionFlag.Rows
    view.selectionModel().setCurrentIndex(index, flags)

"""Columns of a table that are as wide as their words are, in whatever language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHeaderView, QTableView


def fix_columns(view: QTableView, least: Mapping[int, int]) -> None:
    """Give columns of a table a width of at least `least` (px); the others share what is left.

    A column is wider where its heading or a cell needs it, now and when the rows change.
    """
    header = view.horizontalHeader()
    mode = QHeaderView.ResizeMode
    for column in range(view.model().columnCount()):
        header.setSectionResizeMode(column, mode.Fixed if column in least else mode.Stretch)
    _ColumnWidths(view, least)


class _ColumnWidths(QObject):
    """Lives with its view; a function that holds the view would keep a closed page alive."""

    def __init__(self, view: QTableView, least: Mapping[int, int]) -> None:
        super().__init__(view)
        self._least = dict(least)
        model = view.model()
        for changed in (model.modelReset, model.dataChanged, model.rowsInserted):
            changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        view = cast("QTableView", self.parent())
        header = view.horizontalHeader()
        for column, width in self._least.items():
            needed = max(header.sectionSizeHint(column), view.sizeHintForColumn(column))
            header.resizeSection(column, max(width, needed))

"""Columns of a table that are as wide as their words are, in whatever language."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHeaderView, QTableView


def fix_columns(view: QTableView, least: Mapping[int, int]) -> None:
    """Give columns of a table a width of at least `least` (px); the others share what is left.

    A column is wider where its heading or a cell needs it, now and when the rows change.
    """
    header = view.horizontalHeader()
    mode = QHeaderView.ResizeMode
    model = view.model()
    for column in range(model.columnCount()):
        header.setSectionResizeMode(column, mode.Fixed if column in least else mode.Stretch)

    def fit() -> None:
        for column, width in least.items():
            needed = max(header.sectionSizeHint(column), view.sizeHintForColumn(column))
            header.resizeSection(column, max(width, needed))

    fit()
    for changed in (model.modelReset, model.dataChanged, model.rowsInserted):
        changed.connect(fit)

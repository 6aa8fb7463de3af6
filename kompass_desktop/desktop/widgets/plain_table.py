"""A table without grid and row numbers, whose header only names the columns."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QTableView


def make_plain(table: QTableView, row_height: int) -> None:
    """Set a table up so; `row_height` is in px. Tab leaves it, and long texts are cut."""
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    rows = table.verticalHeader()
    rows.hide()
    rows.setDefaultSectionSize(row_height)
    rows.setMinimumSectionSize(row_height)
    columns = table.horizontalHeader()
    columns.setHighlightSections(False)
    columns.setSectionsClickable(False)

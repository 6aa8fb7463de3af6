"""The key sheet (F1): every key that works where the user is, taken from the actions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kompass_desktop.desktop.actions import KEY_GROUP
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.i18n import ptr, tr

WIDEST = 1200
"""Pixels of the window, if there is room; then there may be WIDE_COLUMNS columns."""
COLUMNS, WIDE_COLUMNS = 2, 3
MANY_ROWS = 40
"""More rows than these get WIDE_COLUMNS columns."""
HEADING_ROWS = 2
"""The rows of keys that a heading takes the room of."""
EDGES = 40
"""What the window adds to the width and height of the table, in pixels."""
TOP_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop

_NATIVE_NAMES = {
    "Ctrl": "Ctrl",
    "Shift": "Shift",
    "Return": "Enter",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Del": "Delete",
}


@dataclass(frozen=True)
class KeyHelp:
    """A key, as it is printed on a keyboard, what it does, and its heading or ""."""

    keys: str
    text: str
    heading: str = ""


def keys_of(*widgets: QWidget) -> list[KeyHelp]:
    """Return the keys of the widgets' actions, and those that a page names itself."""
    found: list[KeyHelp] = []
    for widget in widgets:
        found += _named_by(widget)
        found += [
            KeyHelp(
                _printed(action), action.text().replace("&", ""), action.property(KEY_GROUP) or ""
            )
            for action in widget.actions()
            if action.shortcuts() and action.isEnabled()
        ]
    return list(dict.fromkeys(found))


def _named_by(widget: QWidget) -> list[KeyHelp]:
    """Return the keys of a widget that are not actions, from its own list."""
    if isinstance(widget, Page):
        groups = widget.key_groups()
    else:
        key_help = getattr(widget, "key_help", list)
        groups = [("", key_help())]
    return [KeyHelp(keys, text, heading) for heading, lines in groups for keys, text in lines]


def headed(widgets: Mapping[str, QWidget]) -> dict[str, list[KeyHelp]]:
    """Return the keys of widgets by heading; a key without one gets that of its widget."""
    found: dict[str, list[KeyHelp]] = {}
    for heading, widget in widgets.items():
        for key in keys_of(widget):
            found.setdefault(key.heading or heading, []).append(key)
    return found


def _printed(action: QAction) -> str:
    """Return an action's keys; the two Enter keys of a keyboard are one to its reader."""
    printed = (
        _readable(sequence.toString(QKeySequence.SequenceFormat.PortableText))
        for sequence in action.shortcuts()
    )
    return ", ".join(dict.fromkeys(printed))


def _readable(sequence: str) -> str:
    names = _NATIVE_NAMES | {"Space": ptr("key", "Space")}
    # Replace the plus between keys, not the plus key: "Ctrl++".
    return " ".join(names.get(key, key) for key in re.split(r"\+(?!$)", sequence))


class KeySheet(QDialog):
    """Shows keys under headings in columns; any of Esc, Enter and F1 closes it."""

    def __init__(self, groups: Mapping[str, Sequence[KeyHelp]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        width = min(WIDEST, parent.width() - 60)
        table = self._table(groups, width)
        scroll.setWidget(table)
        column.addWidget(scroll)
        close = QAction(tr("Close"), self)
        close.setShortcuts([QKeySequence("F1"), QKeySequence("Return"), QKeySequence("Esc")])
        close.triggered.connect(self.accept)
        self.addAction(close)
        height = table.heightForWidth(width - EDGES) + EDGES
        self.resize(width, min(height, parent.height() - 40))

    def _table(self, groups: Mapping[str, Sequence[KeyHelp]], width: int) -> QWidget:
        table = QWidget()
        row = QHBoxLayout(table)
        row.setSpacing(20)
        headings = list(groups)
        heights = [len(groups[heading]) + HEADING_ROWS for heading in headings]
        count = WIDE_COLUMNS if width >= WIDEST and sum(heights) > MANY_ROWS else COLUMNS
        for part in _split(heights, count):
            column = _column([(heading, groups[heading]) for heading in headings[part]])
            row.addLayout(column, 1)
        return table


def _split(heights: Sequence[int], count: int) -> list[slice]:
    """Return the slices of the parts for `count` columns, such that the columns are lowest."""
    stops = range(len(heights) + 1)
    cuts = combinations_with_replacement(stops, count - 1)
    columns = ([slice(a, b) for a, b in pairwise((0, *cut, len(heights)))] for cut in cuts)
    return min(columns, key=lambda parts: max(sum(heights[part]) for part in parts))


def _column(groups: Sequence[tuple[str, Sequence[KeyHelp]]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for heading, keys in groups:
        title = QLabel(heading)
        title.setProperty("role", "heading")
        title.setContentsMargins(0, 6 if grid.count() else 0, 0, 0)
        grid.addWidget(title, grid.rowCount(), 0, 1, 2)
        for key in keys:
            cap = QLabel(key.keys)
            cap.setProperty("role", "key")
            text = QLabel(key.text)
            text.setWordWrap(True)
            row = grid.rowCount()
            grid.addWidget(cap, row, 0, TOP_RIGHT)
            grid.addWidget(text, row, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return grid

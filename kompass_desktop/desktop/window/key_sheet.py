"""The key sheet (F1): every key that works where the user is, taken from the actions."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kompass_desktop.i18n import ptr, tr

COLUMNS = 2
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
    """A key, as it is printed on a keyboard, and what it does."""

    keys: str
    text: str


def keys_of(*widgets: QWidget) -> list[KeyHelp]:
    """Return the keys of the widgets' actions, and those that a page names itself."""
    found: list[KeyHelp] = []
    for widget in widgets:
        key_help = getattr(widget, "key_help", None)
        if key_help is not None:
            found += [KeyHelp(keys, text) for keys, text in key_help()]
        found += [
            KeyHelp(_printed(action), action.text().replace("&", ""))
            for action in widget.actions()
            if action.shortcuts() and action.isEnabled()
        ]
    return list(dict.fromkeys(found))


def _printed(action: QAction) -> str:
    """Return an action's keys; the two Enter keys of a keyboard are one to its reader."""
    printed = (
        _readable(sequence.toString(QKeySequence.SequenceFormat.PortableText))
        for sequence in action.shortcuts()
    )
    return ", ".join(dict.fromkeys(printed))


def _readable(sequence: str) -> str:
    names = _NATIVE_NAMES | {"Space": ptr("key", "Space")}
    return " ".join(names.get(key, key) for key in sequence.split("+"))


class KeySheet(QDialog):
    """Shows keys in two columns; any of Esc, Enter and F1 closes it."""

    def __init__(self, keys: list[KeyHelp], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        table = self._table(keys)
        scroll.setWidget(table)
        column.addWidget(scroll)
        close = QAction(tr("Close"), self)
        close.setShortcuts([QKeySequence("F1"), QKeySequence("Return"), QKeySequence("Esc")])
        close.triggered.connect(self.accept)
        self.addAction(close)
        width = min(860, parent.width() - 80)
        height = table.heightForWidth(width - EDGES) + EDGES
        self.resize(width, min(height, parent.height() - 80))

    def _table(self, keys: list[KeyHelp]) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        rows = -(-len(keys) // COLUMNS)
        for index, key in enumerate(keys):
            row, column = index % rows, 2 * (index // rows)
            cap = QLabel(key.keys)
            cap.setProperty("role", "key")
            text = QLabel(key.text)
            text.setWordWrap(True)
            grid.addWidget(cap, row, column, TOP_RIGHT)
            grid.addWidget(text, row, column + 1)
        for column in range(COLUMNS):
            grid.setColumnStretch(2 * column + 1, 1)
        grid.setRowStretch(rows, 1)
        return table

"""What has been chosen from a list: each as a line of text with a button that removes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr

MOST_LINES = 2


@dataclass(frozen=True)
class ChosenItem:
    """Something that was chosen: its key, its text, and a word before it (a code), or ""."""

    key: str
    text: str
    code: str = ""


class ChosenList(QWidget):
    """Shows what is chosen, and asks to remove it."""

    removed = Signal(str)
    """The key of what is to be removed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: tuple[ChosenItem, ...] = ()
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._nothing = QLabel(tr("None"))
        self._nothing.setProperty("role", "small")
        self._column.addWidget(self._nothing)

    def show_items(self, items: Sequence[ChosenItem]) -> None:
        """Show what is chosen, in order."""
        if tuple(items) == self.items:
            return
        place = next((at for at, row in enumerate(self._rows) if _has_focus(row)), None)
        self.items = tuple(items)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(item) for item in items]
        self._nothing.setVisible(not items)
        if place is not None and self._rows:
            self.buttons[min(place, len(self._rows) - 1)].setFocus()

    @property
    def buttons(self) -> list[QPushButton]:
        """The buttons that remove the items, in order."""
        return [button for row in self._rows for button in row.findChildren(QPushButton)]

    def _row(self, item: ChosenItem) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        if item.code:
            code = QLabel(item.code)
            code.setTextFormat(Qt.TextFormat.PlainText)
            code.setProperty("role", "code")
            line.addWidget(code, 0, Qt.AlignmentFlag.AlignTop)
        text = WrappedText()
        text.setMaximumLines(MOST_LINES)
        text.setText(item.text)
        line.addWidget(text, 1)
        button = QPushButton("\N{MULTIPLICATION X}")
        button.setProperty("role", "small")
        button.setAccessibleName(tr("Remove: {0}").format(item.text))
        button.setToolTip(tr("Remove (Space)"))
        button.clicked.connect(partial(self.removed.emit, item.key))
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(row)
        row.show()
        return row


def _has_focus(row: QWidget) -> bool:
    return any(button.hasFocus() for button in row.findChildren(QPushButton))

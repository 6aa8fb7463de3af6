"""A column of rows of which the first are made at once and the others a few at a time.

A measure point may have a hundred notes; a key that leads to it must not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kompass_desktop.desktop.widgets.wrapped_text import WrappedText

FIRST = 8
"""Rows that are made at once; more are not seen before one scrolls."""
STEP = 3
"""Rows that are then made between two events."""

RowMaker: TypeAlias = Callable[[], QWidget]


class LazyColumn(QObject):
    """Fills a widget with rows from the top; emits `begun` when the first are there."""

    begun = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._column = QVBoxLayout(widget)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._makers: list[RowMaker] = []
        self.rows: list[QWidget] = []
        """The rows that have been made, from the top."""
        self._later = QTimer(self, interval=0)
        self._later.timeout.connect(self._go_on)

    def show_rows(self, makers: Sequence[RowMaker], nothing: str) -> None:
        """Replace what is shown by rows, or by a sentence if there are none."""
        self._clear()
        self._makers = list(makers) or [lambda: _sentence(nothing)]
        self._make(FIRST)
        self._show_made()
        self.begun.emit()
        if self._makers:
            self._later.start()

    def make_all(self) -> None:
        """Make the rows that are left, as one who walks into the column needs them."""
        self._make(len(self._makers))
        self._show_made()

    def _show_made(self) -> None:
        """Show rows at once, not when the layout comes to it: the focus may go there before."""
        for row in self.rows:
            row.show()

    def _clear(self) -> None:
        self._later.stop()
        self.rows = []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._column.addStretch(1)

    def _go_on(self) -> None:
        self._make(STEP)

    def _make(self, number: int) -> None:
        now, self._makers = self._makers[:number], self._makers[number:]
        for make in now:
            row = make()
            self.rows.append(row)
            self._column.insertWidget(self._column.count() - 1, row)
        if not self._makers:
            self._later.stop()


def _sentence(text: str) -> QWidget:
    sentence = WrappedText()
    sentence.setProperty("role", "soft")
    sentence.setText(text)
    return sentence

"""A column of rows in a scroll area, which are created only when they become visible.

A measure point may have a hundred notes, and a key that opens it must not wait for them. For
the same reason rows are reused for the next content, and are positioned by the column: a Qt
layout would compute the height of every row again for each row that is added.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from kompass_desktop.desktop.widgets.wrapped_text import WrappedText

FIRST = 6
"""Rows that are always made, so that the focus has somewhere to go."""
STEP = 2
"""Rows that are then made at a time, until there is no room to see more."""
AHEAD = 60
"""Pixels below what is seen for which rows are made too, so that Tab finds the next one."""

RowMaker: TypeAlias = Callable[[QWidget | None], QWidget]
"""Gets the row that was at the same index before, or None.

It shows its content in that row and returns it, or returns a new row in its place.
"""

_MAY_CHANGE_HEIGHTS = (QEvent.Type.Resize, QEvent.Type.LayoutRequest)
_MAY_SHOW_MORE = (QEvent.Type.Resize, QEvent.Type.Move)
"""A scroll area moves its widget when it scrolls."""


class LazyColumn(QObject):
    """Fills a widget with rows; emits `begun` when the first rows exist.

    The widget is the content of a scroll area, or a part of it.
    """

    begun = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._makers: list[RowMaker] = []
        self.rows: list[QWidget] = []
        """The rows that have been made, from the top."""
        # Hidden rows of the former content, to be reused after `rows`.
        self._unused: list[QWidget] = []
        self._scrolled: QWidget | None = None
        widget.installEventFilter(self)

    def show_rows(self, makers: Sequence[RowMaker], nothing: str) -> None:
        """Replace what is shown by rows, or by a sentence if there are none."""
        self._unused = [*self.rows, *self._unused]
        self.rows = []
        self._makers = list(makers) or [lambda _row: _sentence(nothing)]
        self._make(FIRST)
        self._make_seen()
        for row in self._unused:
            row.hide()
        self.begun.emit()

    def make_all(self) -> None:
        """Make the rows that are left, as one who walks into the column needs them."""
        self._make(len(self._makers))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._widget and event.type() in _MAY_CHANGE_HEIGHTS:
            self._place(0)
        if event.type() in _MAY_SHOW_MORE:
            self._make_seen()
        return super().eventFilter(watched, event)

    def _make_seen(self) -> None:
        scrolled = _scrolled_with(self._widget)
        viewport = scrolled.parentWidget()
        if viewport is None:
            return
        if scrolled is not self._scrolled:
            self._scrolled = scrolled
            scrolled.installEventFilter(self)
        seen = viewport.height() - self._widget.mapTo(viewport, QPoint()).y() + AHEAD
        while self._makers and self._bottom(len(self.rows)) < seen:
            self._make(STEP)

    def _make(self, number: int) -> None:
        start = len(self.rows)
        now, self._makers = self._makers[:number], self._makers[number:]
        for make in now:
            self._add(make)
        # A hidden row has no height, and may not get the focus.
        for row in self.rows[start:]:
            row.show()
        self._place(start)

    def _add(self, make: RowMaker) -> None:
        old = self._unused.pop(0) if self._unused else None
        row = make(old)
        if row is not old:
            row.setParent(self._widget)
            if self.rows:
                # A row that replaces another one also gets its position in the Tab order.
                QWidget.setTabOrder(self.rows[-1], row)
        if old is not None and row is not old:
            old.hide()
            old.deleteLater()
        self.rows.append(row)

    def _place(self, start: int) -> None:
        """Position the rows from an index on, and reserve room for rows not yet created."""
        width = self._widget.width()
        top = self._bottom(start)
        for row in self.rows[start:]:
            height = _height_of(row, width)
            row.setGeometry(0, top, width, height)
            top += height
        mean = top // len(self.rows) if self.rows else 0
        self._widget.setMinimumHeight(top + mean * len(self._makers))

    def _bottom(self, count: int) -> int:
        """Return the height (px) of the first `count` rows."""
        return self.rows[count - 1].geometry().bottom() + 1 if count else 0


def _scrolled_with(widget: QWidget) -> QWidget:
    """Return the content of the scroll area around a widget, or the outermost widget if none."""
    scrolled, parent = widget, widget.parentWidget()
    while parent is not None and not isinstance(parent.parentWidget(), QAbstractScrollArea):
        scrolled, parent = parent, parent.parentWidget()
    return scrolled


def _height_of(row: QWidget, width: int) -> int:
    """Return the height (px) that a row needs at a width (px), within its limits."""
    wanted = row.heightForWidth(width) if row.hasHeightForWidth() else row.sizeHint().height()
    return max(row.minimumHeight(), min(wanted, row.maximumHeight()))


def _sentence(text: str) -> QWidget:
    sentence = WrappedText()
    sentence.setProperty("role", "soft")
    sentence.setText(text)
    return sentence

"""Keys that mark what is current in a table: with an outcome, or with a status."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView, QWidget

_MarkT = TypeVar("_MarkT")

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CLEAR = (Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class MarkingKeys(QObject, Generic[_MarkT]):
    """1 is the first mark, 2 the second and so on; Space is the next one, and 0 and Delete none.

    `present` returns the current mark or None, `mark` gives one or takes it away. Enter goes
    to the comment field. There are at most nine marks.
    """

    def __init__(
        self,
        table: QTableView,
        marks: Sequence[_MarkT],
        present: Callable[[], _MarkT | None],
        mark: Callable[[_MarkT | None], None],
        comment_field: QWidget,
    ) -> None:
        super().__init__(table)
        self._order: tuple[_MarkT | None, ...] = (None, *marks)
        self._present = present
        self._mark = mark
        self._comment_field = comment_field
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mark by keys without modifiers."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take(event)
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key, typed = Qt.Key(event.key()), event.text()
        digits = "".join(str(number) for number in range(1, len(self._order)))
        if typed and typed in digits:
            self._mark(self._order[int(typed)])
        elif key in _CLEAR:
            self._mark(None)
        elif key == Qt.Key.Key_Space:
            self._mark_next()
        elif key in _ENTER:
            self._comment_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            return False
        return True

    def _mark_next(self) -> None:
        """Give the mark after the present one; after the last, none."""
        index = self._order.index(self._present())
        self._mark(self._order[(index + 1) % len(self._order)])

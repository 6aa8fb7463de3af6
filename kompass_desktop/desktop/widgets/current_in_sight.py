"""Keep the current row of a list or table in sight when it is shown, or becomes lower."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView


class CurrentInSight(QObject):
    """Scrolls a view to its current row when it appears, and when a smaller size would hide it.

    A row that became the current one while the view was hidden, or before a page was laid out,
    would otherwise be out of sight. Where the user scrolled away from it, a new size changes
    nothing.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll after the view itself has seen the event."""
        is_shown = event.type() is QEvent.Type.Show
        if is_shown or (isinstance(event, QResizeEvent) and self._was_seen(event)):
            QTimer.singleShot(0, self, self._scroll)
        return False

    def _was_seen(self, event: QResizeEvent) -> bool:
        place = self._view.visualRect(self._view.currentIndex())
        return place.isValid() and place.top() >= 0 and place.bottom() <= event.oldSize().height()

    def _scroll(self) -> None:
        self._view.scrollTo(self._view.currentIndex())

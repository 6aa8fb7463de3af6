"""A page in a window that may be too small for it: it scrolls, and nothing of it is cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

PAGE = QSize(1276, 568)
"""What the pages are designed for, in pixels: a window of 1280×720 with its bars and a task bar."""
AROUND = 12
"""Pixels that are shown around what has the focus."""


class RoomyArea(QScrollArea):
    """Gives its widget the room of the window, but never less than it needs.

    What it needs in height depends on its width, as text is wrapped; layouts count that
    only where they are asked.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.designed = QSize()
        """The least size, in pixels, for which the widget was designed, if it is a page.

        A page whose wrapped text wants more height than that has lists that scroll.
        """
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._give_room()
        return super().eventFilter(watched, event)

    def _give_room(self) -> None:
        contents = self.widget()
        layout = contents.layout() if contents else None
        if contents is None or layout is None:
            return
        least = layout.totalMinimumSize()
        if self.designed.isValid():
            # Not resized by Qt, which would set the preferred height of a page with wrapped
            # text and show scroll bars although there is room for all of it.
            self.setWidgetResizable(False)
            least = self.designed.expandedTo(least)
            contents.setMinimumSize(least)
            contents.resize(self._room_beside_bars(least))
            layout.activate()
        else:
            width = max(self.viewport().width(), least.width())
            wrapped = layout.totalMinimumHeightForWidth(width)
            contents.setMinimumHeight(max(least.height(), wrapped))

    def _room_beside_bars(self, least: QSize) -> QSize:
        """Return the page's size beside the scroll bars: that of the view, or `least` if larger."""
        whole = self.maximumViewportSize()
        across = self.horizontalScrollBar().sizeHint().height()
        down = self.verticalScrollBar().sizeHint().width()
        is_low = least.height() > whole.height()
        is_narrow = least.width() > whole.width() - down * is_low
        is_low = least.height() > whole.height() - across * is_narrow
        return least.expandedTo(whole - QSize(down * is_low, across * is_narrow))

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what has the keyboard focus."""
        contents = self.widget()
        if now is not None and contents is not None and contents.isAncestorOf(now):
            area = QRect(now.mapTo(contents, now.rect().topLeft()), now.size())
            cursor = now.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
            is_large = area.height() > self.viewport().height() // 2
            if is_large and isinstance(cursor, QRect):
                area = QRect(now.mapTo(contents, cursor.topLeft()), cursor.size())
            middle = area.center()
            across = min(area.width(), self.viewport().width()) // 2 + AROUND
            down = min(area.height(), self.viewport().height()) // 2 + AROUND
            self.ensureVisible(middle.x(), middle.y(), across, down)

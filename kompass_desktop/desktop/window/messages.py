"""What the window says in passing: in its status bar, and beside what one is looking at.

A message goes when its time is over, when the page is left, when the next thing is done, or
when its cause is gone.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import isValid

from kompass_desktop.desktop.widgets.refusal import Refusal

MESSAGE_MILLISECONDS = 8000
NEXT_THINGS = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class Messages(QObject):
    """Shows one message at a time, for a window."""

    def __init__(self, label: QLabel, window: QWidget) -> None:
        super().__init__(window)
        self._label = label
        self._window = window
        self._beside: Refusal | None = None
        self._end = QTimer(self, singleShot=True, interval=MESSAGE_MILLISECONDS)
        self._end.timeout.connect(self.clear)

    def tell(self, sentence: str) -> None:
        """Show a sentence for a while; "" takes away the one that is shown."""
        self.clear()
        if sentence:
            self._label.setText(sentence)
            self._label.setToolTip(sentence)
            self._end.start()
            self._show_beside(sentence)

    def clear(self) -> None:
        """Take the message away."""
        self._end.stop()
        self._label.clear()
        self._label.setToolTip("")
        self._withdraw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in NEXT_THINGS:
            self._withdraw()
        return False

    def _show_beside(self, sentence: str) -> None:
        """Say it where the keyboard is, unless the field there says it already."""
        focus = QApplication.focusWidget()
        if focus is None or focus.window() is not self._window or not focus.isVisible():
            return
        shown = [each.text() for each in self._window.findChildren(Refusal) if each.isVisible()]
        if sentence not in shown:
            self._beside = Refusal(sentence, focus, _looked_at(focus), "balloon")
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def _withdraw(self) -> None:
        beside, self._beside = self._beside, None
        if beside is not None:
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
            if isValid(beside):
                beside.withdraw()


def _looked_at(focus: QWidget) -> QRect:
    """Return the part of a widget at which one looks: its caret or current item, else all."""
    cursor = focus.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    if isinstance(cursor, QRect) and not cursor.isEmpty() and cursor.intersects(focus.rect()):
        return cursor.intersected(focus.rect())
    return focus.rect()

"""Short messages of the window: in its status bar, and beside what has the keyboard focus.

A message disappears after some seconds, when the page is left, when its reason is gone, and
beside the focus also at the next key or click.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import isValid

from kompass_desktop.desktop.widgets.refusal import Refusal

MESSAGE_MILLISECONDS = 8000
USER_EVENTS = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class Messages(QObject):
    """Shows one message at a time, while `may_show` returns True; else holds the last one."""

    def __init__(self, label: QLabel, window: QWidget, may_show: Callable[[], bool]) -> None:
        super().__init__(window)
        self._may_show = may_show
        self._held = ""
        self._label = label
        self._window = window
        self._beside: Refusal | None = None
        self._end = QTimer(self, singleShot=True, interval=MESSAGE_MILLISECONDS)
        self._end.timeout.connect(self.clear)

    def show(self, sentence: str) -> None:
        """Show a sentence for a while; "" removes the one that is shown."""
        if not self._may_show():
            self._held = sentence
            return
        self.clear()
        if sentence:
            self._label.setText(sentence)
            self._label.setToolTip(sentence)
            self._end.start()
            self._show_beside(sentence)

    def show_held(self) -> None:
        """Show the last sentence that could not be shown, now that it can."""
        sentence, self._held = self._held, ""
        if sentence:
            self.show(sentence)

    def clear(self) -> None:
        """Remove the message."""
        self._end.stop()
        self._label.clear()
        self._label.setToolTip("")
        self._withdraw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in USER_EVENTS:
            self._withdraw()
        return False

    def _show_beside(self, sentence: str) -> None:
        """Show it at the widget with the focus, unless that shows it already."""
        focus = QApplication.focusWidget()
        if focus is None or focus.window() is not self._window or not focus.isVisible():
            return
        shown = [each.text() for each in self._window.findChildren(Refusal) if each.isVisible()]
        if sentence not in shown:
            self._beside = Refusal(sentence, focus, _visible_focus(focus), "balloon")
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def _withdraw(self) -> None:
        beside, self._beside = self._beside, None
        if beside is not None:
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
            if isValid(beside):
                beside.withdraw()


def _visible_focus(focus: QWidget) -> QRect:
    """Return the part of a widget that the user looks at: its caret or current item, else all."""
    cursor = focus.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    if isinstance(cursor, QRect) and not cursor.isEmpty() and cursor.intersects(focus.rect()):
        return cursor.intersected(focus.rect())
    return focus.rect()

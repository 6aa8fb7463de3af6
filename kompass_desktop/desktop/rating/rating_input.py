"""Turns keys and pasted text of a widget into changes of a rating.

The interview's card and the team's table use it; each defines the effect of a key.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop.rating.rating_cursor import RatingCursor, Typed
from kompass_desktop.desktop.rating.rating_keys import is_plain, is_put_back, typed_text


class RatingInput(QObject):
    """Passes a widget's keys to a `RatingCursor`, and emits the results.

    `keys` are the keys that type no character, each with its function. If `waits` is true for
    a key and keys do not rate yet, it only activates rating.
    """

    rated = Signal(str, object)
    """A character that rates was typed, in capitals, and the modifiers it was typed with."""
    run_began = Signal()
    """A run of typing has begun; if it turns out to be text, the owner removes its ratings."""
    text_typed = Signal(str, object)
    """The run is text: all of it, and the rating before its first character, or None."""
    text_continued = Signal(str)
    """More of the same text was typed before the focus left the widget."""
    refused = Signal()
    """A key that rates did nothing, since the user has not moved the focus here."""
    active_changed = Signal()
    """Keys rate from now on, or do so no longer."""

    def __init__(
        self,
        widget: QWidget,
        cursor: RatingCursor,
        keys: Mapping[Qt.Key, Callable[[], object]],
        waits: Callable[[Qt.Key], bool],
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self._cursor = cursor
        self._keys = keys
        self._waits = waits

    @property
    def is_active(self) -> bool:
        """Whether a key rates now."""
        return self._widget.hasFocus() and self._cursor.is_armed

    def arm(self, armed: bool) -> None:
        """Activate rating by keys if the widget has the focus, or deactivate it."""
        armed = armed and self._widget.hasFocus()
        if armed != self._cursor.is_armed:
            self._cursor.is_armed = armed
            self.active_changed.emit()

    def take_focus_by_mouse(self) -> None:
        """Take the focus after a click, and activate rating by keys."""
        self._widget.setFocus(Qt.FocusReason.MouseFocusReason)
        self._cursor.end_run()
        self.arm(True)

    def focus_in(self, event: QFocusEvent, *, may_rate: bool = True) -> None:
        """Activate rating by keys if the user, not the program, has moved the focus here."""
        self._cursor.end_run()
        self._cursor.is_armed = may_rate and not is_put_back(event.reason())
        self.active_changed.emit()

    def focus_out(self) -> None:
        """Deactivate rating by keys."""
        self._cursor.is_armed = False
        self.active_changed.emit()

    def take(self, event: QKeyEvent, rating: Rating | None) -> bool:
        """Handle a key, given the shown rating; return whether the key was handled."""
        text = typed_text(event)
        if text:
            self.type(text, rating, event.modifiers())
            return True
        return is_plain(event) and self._press(Qt.Key(event.key()))

    def type(
        self,
        text: str,
        rating: Rating | None,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Handle a typed character, or pasted text, given the shown rating."""
        if rating is None:
            return
        typed = self._cursor.type(text, rating, time.monotonic())
        if self._cursor.has_begun_run:
            self.run_began.emit()
        match typed:
            case Typed.RATING:
                self.rated.emit(text.upper(), modifiers)
            case Typed.REFUSED:
                self.refused.emit()
            case Typed.TEXT:
                self.text_typed.emit(self._cursor.text, self._cursor.before)
            case Typed.MORE_TEXT:
                self.text_continued.emit(text)
            case Typed.NOTHING_YET:
                pass

    def _press(self, key: Qt.Key) -> bool:
        if key not in self._keys:
            return False
        if key is Qt.Key.Key_Backspace and self._cursor.take_back_character():
            return True
        if key is not Qt.Key.Key_Backspace:
            self._cursor.end_run()
        if self._cursor.is_armed or not self._waits(key):
            self._keys[key]()
        else:
            self.arm(True)
        return True

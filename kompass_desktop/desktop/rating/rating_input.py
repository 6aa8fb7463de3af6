"""The keys of a rating, for the widget that has the focus: what is typed, pasted or pressed.

The interview's card and the team's table share it; each says what a key does to its rating.
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
    """Gives a widget's keys to a `RatingCursor`, and emits what they mean.

    `keys` are the keys that type nothing, each with what it does. One that `waits` does not do
    it while keys do not rate yet: it only lets them.
    """

    rated = Signal(str, object)
    """A character that rates was typed, in capitals, and the modifiers it was typed with."""
    run_began = Signal()
    """A run of typing has begun; if it turns out to be text, the owner removes what it rated."""
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
        """Let keys rate, if the widget has the focus, or rate nothing."""
        armed = armed and self._widget.hasFocus()
        if armed != self._cursor.is_armed:
            self._cursor.is_armed = armed
            self.active_changed.emit()

    def take_focus_by_mouse(self) -> None:
        """Take the focus for a click, after which keys rate."""
        self._widget.setFocus(Qt.FocusReason.MouseFocusReason)
        self._cursor.end_run()
        self.arm(True)

    def focus_in(self, event: QFocusEvent, *, may_rate: bool = True) -> None:
        """Let keys rate if the user has moved the focus here, rather than the program."""
        self._cursor.end_run()
        self._cursor.is_armed = may_rate and not is_put_back(event.reason())
        self.active_changed.emit()

    def focus_out(self) -> None:
        """Let keys rate nothing any more."""
        self._cursor.is_armed = False
        self.active_changed.emit()

    def take(self, event: QKeyEvent, rating: Rating | None) -> bool:
        """Do what a key asks for, given the rating that is shown; return whether it is one."""
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
        """Take a character, or pasted text, that was typed at a rating."""
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

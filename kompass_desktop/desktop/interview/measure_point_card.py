"""The measure point that is open, rated by keys and mouse.

It has the focus itself, so that four digits in a row rate it: which aspect the next one
goes to, its cursor keeps. It changes nothing; what was given is told with `rating_given`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop.interview.measure_point_face import MeasurePointFace
from kompass_desktop.desktop.rating.rating_cursor import (
    ALL_RATED,
    FLAG_KEYS,
    RatingCursor,
    Typed,
    first_unrated,
    is_level,
)
from kompass_desktop.desktop.rating.rating_keys import is_plain, is_put_back, typed_text
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Aspect, AspectWording, MeasurePoint

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARMING = (*_ENTER, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Backspace)
"""Keys that do no more than lead to the rating while it is not yet rated by keys."""


class MeasurePointCard(MeasurePointFace):
    """Rates one measure point.

    0-4 rate the aspect at hand and move on; Backspace takes the last one back; the
    aspects' letters and the arrows choose one; P, I and F set the flags. What turns out
    to be text is told with `text_typed`.
    """

    rating_given = Signal(Rating)
    run_began = Signal()
    """What is given from now on may have to be taken back."""
    text_typed = Signal(str, object)
    """What was typed is text, all of it; and the rating before its first character, or None."""
    text_continued = Signal(str)
    """More of the same text reached the card, before the focus left it."""
    refused = Signal()
    """A key that rates did nothing: the user has not led the focus here."""
    stepped = Signal(int)
    """To the next (1) or the previous (-1) measure point."""
    question_stepped = Signal(int)
    """To the next (1) or the previous (-1) question."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rating_cursor = RatingCursor()
        self._is_outside = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._flags = self._make_flags()
        self._keys = self._make_keys()
        for place, row in enumerate(self.rows):
            row.level_chosen.connect(partial(self._click_level, place))
            row.level_cleared.connect(partial(self._click_level, place, None))
            row.activated.connect(partial(self._point_at, place))

    @property
    def aspect(self) -> Aspect | None:
        """The aspect that the next digit rates; None when it would rate nothing."""
        return (
            None
            if self.rating_cursor.at == ALL_RATED
            else self._aspects[self.rating_cursor.at].aspect
        )

    def set_aspects(self, aspects: tuple[AspectWording, ...]) -> None:
        """Word the four aspects as the instrument does."""
        super().set_aspects(aspects)
        self.rating_cursor.set_aspects([wording.letter for wording in aspects])

    def open_point(self, point: MeasurePoint, rating: Rating, last_time: str) -> None:
        """Open a measure point at the aspect where one was, else the first not rated.

        `last_time` is what the last assessment says of it, in words, or empty.
        """
        is_here = self._rating is not None and self._rating.id == rating.id and self.isVisible()
        self.show_point(point, last_time)
        self.show_rating(rating)
        if not is_here:
            self.rating_cursor.open(rating)
        self._show_active()

    def set_rating(self, rating: Rating) -> None:
        """Show the rating in force now; where a level was taken back, one is there."""
        before = self._rating
        self.show_rating(rating)
        if before is not None:
            self.rating_cursor.follow(before, rating)
        self._show_active()

    def set_outside(self, outside: bool) -> None:
        """Show a rated measure point that the filter leaves out: it is not changed in passing."""
        self._is_outside = outside
        if outside:
            self.disarm()

    @property
    def is_outside(self) -> bool:
        """Whether the measure point is rated, and left out by the filter."""
        return self._is_outside

    def arm(self) -> None:
        """Let keys rate: the user's own key or click has led here."""
        self.rating_cursor.is_armed = self.hasFocus()
        self._show_active()

    def disarm(self) -> None:
        """Let keys rate nothing before the user has led here."""
        self.rating_cursor.is_armed = False
        self._show_active()

    def return_to(self, index: int) -> None:
        """Be at the aspect that was at hand when the card was left, at a place 0-3."""
        if index < ALL_RATED:
            self._move_to(index)

    def last_aspect(self) -> None:
        """Go to the last aspect, as when one comes from below."""
        self._move_to(ALL_RATED - 1)

    # What is given

    def _click_level(self, index: int, level: int | None = None) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.rating_cursor.end_run()
        self.arm()
        self._give_level(index, level)

    def _give_level(self, index: int, level: int | None) -> None:
        if self._rating is not None:
            self._move_to(index if level is None else index + 1)
            aspect = self._aspects[index].aspect
            self.rating_given.emit(self._rating.with_level(aspect, level))

    def _take_back(self) -> None:
        """Take back the level given last: the one before, or of a rated card the fourth."""
        at = self.rating_cursor.at
        if at == 0 and self._rating is not None and first_unrated(self._rating) == ALL_RATED:
            at = ALL_RATED
        if at > 0:
            self._give_level(at - 1, None)

    def _toggle_planned_only(self) -> None:
        if self._rating is not None:
            said = None if self._rating.planned_only else True
            self.rating_given.emit(replace(self._rating, planned_only=said))

    def _toggle_not_in_focus(self) -> None:
        if self._rating is not None:
            said = None if self._rating.not_in_focus else True
            self.rating_given.emit(replace(self._rating, not_in_focus=said))

    def _toggle_follow_up(self) -> None:
        if self._rating is not None:
            said = not self._rating.follow_up
            self.rating_given.emit(replace(self._rating, follow_up=said))

    # Which aspect is at hand

    def _move_to(self, index: int) -> None:
        self.rating_cursor.at = index
        if self._rating is not None:
            self.rating_cursor.keep_place(self._rating)
        self._show_active()

    def _point_at(self, index: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.rating_cursor.end_run()
        self.arm()
        self._move_to(index)

    def _up(self) -> None:
        if self.rating_cursor.at == 0:
            self.stepped.emit(-1)
        else:
            self._move_to(self.rating_cursor.at - 1)

    def _down(self) -> None:
        if self.rating_cursor.at >= ALL_RATED - 1:
            self.stepped.emit(1)
        else:
            self._move_to(self.rating_cursor.at + 1)

    def _show_active(self) -> None:
        is_active = self.hasFocus() and self.rating_cursor.is_armed
        for place, row in enumerate(self.rows):
            active = place == self.rating_cursor.at and is_active
            if active != row.is_active:
                row.set_active(active)
        self._show_hint()
        if self.rating_cursor.at == ALL_RATED or not is_active:
            self.setAccessibleDescription(self.hint_label.text())
        else:
            row = self.rows[self.rating_cursor.at]
            self.setAccessibleDescription(f"{row.accessibleName()}: {row.anchor_text}")

    def _show_hint(self) -> None:
        waits = self.hasFocus() and not self.rating_cursor.is_armed
        to_rate = tr("Arrow key or click: rate")
        self.hint_label.setText(to_rate if waits else tr("Enter: next measure point"))
        is_complete = self._rating is not None and self._rating.is_complete
        self.hint_label.setVisible(waits or is_complete)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = typed_text(event)
        if text:
            self.type(text)
        elif not is_plain(event) or not self._take_key(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def type(self, text: str) -> None:
        """Take a character, or pasted text, that was typed at the card."""
        if self._rating is None:
            return
        was_text = self.rating_cursor.is_text
        typed = self.rating_cursor.type(text, self._rating, time.monotonic())
        if self.rating_cursor.text == text:
            self.run_began.emit()
            was_text = False
        if typed is Typed.RATING:
            self._rate_with(text)
        elif was_text:
            self.text_continued.emit(text)
        elif typed is Typed.TEXT:
            self.text_typed.emit(self.rating_cursor.text, self.rating_cursor.before)
        elif not self.rating_cursor.is_armed and self.rating_cursor.rates_with(text):
            self.refused.emit()

    def _rate_with(self, character: str) -> None:
        letter = character.upper()
        if is_level(letter):
            if self.rating_cursor.at < ALL_RATED:
                self._give_level(self.rating_cursor.at, int(letter))
        elif letter in self._flags:
            self._flags[letter]()
        else:
            letters = [wording.letter.upper() for wording in self._aspects]
            self._move_to(letters.index(letter))

    def _take_key(self, key: Qt.Key) -> bool:
        if key not in self._keys:
            return False
        if key is Qt.Key.Key_Backspace and self.rating_cursor.take_back_character():
            return True
        if key is not Qt.Key.Key_Backspace:
            self.rating_cursor.end_run()
        if (
            self.rating_cursor.is_armed
            or key not in _ARMING
            or (self._is_outside and key in _ENTER)
        ):
            self._keys[key]()
        else:
            self.arm()
        return True

    def _make_flags(self) -> dict[str, Callable[[], None]]:
        toggles = (self._toggle_planned_only, self._toggle_not_in_focus, self._toggle_follow_up)
        for box, toggle in zip(self.boxes, toggles, strict=True):
            box.clicked.connect(toggle)
        return dict(zip(FLAG_KEYS, toggles, strict=True))

    def _make_keys(self) -> dict[Qt.Key, Callable[[], object]]:
        to_next = partial(self.stepped.emit, 1)
        return {
            Qt.Key.Key_Return: to_next,
            Qt.Key.Key_Enter: to_next,
            Qt.Key.Key_Backspace: self._take_back,
            Qt.Key.Key_Up: self._up,
            Qt.Key.Key_Down: self._down,
            Qt.Key.Key_PageDown: partial(self.question_stepped.emit, 1),
            Qt.Key.Key_PageUp: partial(self.question_stepped.emit, -1),
            Qt.Key.Key_Escape: self.closed.emit,
        }

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.arm()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.rating_cursor.end_run()
        self.rating_cursor.is_armed = not self._is_outside and not is_put_back(event.reason())
        self._show_active()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.rating_cursor.is_armed = False
        self._show_active()
        self.update()

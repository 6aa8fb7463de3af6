"""The measure point that is open, rated by keys and mouse.

It has the focus itself, so that four digits in a row rate it: which aspect the next one
goes to is kept here. It changes nothing; what was given is told with `rating_given`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop.widgets.measure_point_face import FLAG_KEYS, MeasurePointFace
from kompass_desktop.instrument.model import LEVELS, Aspect, MeasurePoint

ALL_RATED = 4
"""Where one is after the fourth aspect: the next digit rates nothing."""

TEXT_MODIFIERS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class MeasurePointCard(MeasurePointFace):
    """Rates one measure point.

    0-4 rate the aspect at hand and move on; Backspace takes the last one back; the
    aspects' letters and the arrows choose one; P, I and F set the flags.
    """

    rating_given = Signal(Rating)
    stepped = Signal(int)
    """To the next (1) or the previous (-1) measure point."""
    question_stepped = Signal(int)
    """To the next (1) or the previous (-1) question."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._flags = self._make_flags()
        self._keys = self._make_keys()
        for place, row in enumerate(self.rows):
            row.level_chosen.connect(partial(self._give_level, place))
            row.level_cleared.connect(partial(self._give_level, place, None))
            row.activated.connect(partial(self._point_at, place))

    @property
    def aspect(self) -> Aspect | None:
        """The aspect that the next digit rates; None when it would rate nothing."""
        return None if self._at == ALL_RATED else self._aspects[self._at].aspect

    def rates_with(self, text: str) -> bool:
        """Whether a typed character says something of a rating: a level, an aspect, a flag."""
        letter = text.upper()
        return letter in self._flags or letter in self._letters or is_level(letter)

    def open_point(self, point: MeasurePoint, rating: Rating, last_time: str) -> None:
        """Open a measure point at the first aspect that is not rated, or at the first.

        `last_time` is what the last assessment says of it, in words, or empty.
        """
        self.show_point(point, last_time)
        self.show_rating(rating)
        self._move_to(self._first_unrated % ALL_RATED)

    def set_rating(self, rating: Rating) -> None:
        """Show the rating in force now; where a level was taken back, one is there."""
        before = self._rating
        self.show_rating(rating)
        if before is not None:
            pairs = enumerate(zip(before.levels, rating.levels, strict=True))
            taken = [place for place, (old, new) in pairs if old is not None and new is None]
            self._at = taken[0] if taken else self._at
        self._show_active()

    def last_aspect(self) -> None:
        """Go to the last aspect, as when one comes from below."""
        self._move_to(ALL_RATED - 1)

    # What is given

    def _give_level(self, place: int, level: int | None) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._rating is not None:
            self._move_to(place if level is None else place + 1)
            aspect = self._aspects[place].aspect
            self.rating_given.emit(self._rating.with_level(aspect, level))

    def _take_back(self) -> None:
        """Take back the level given last: the one before, or of a rated card the fourth."""
        at = self._at
        if at == 0 and self._first_unrated == ALL_RATED:
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

    @property
    def _letters(self) -> list[str]:
        return [wording.letter.upper() for wording in self._aspects]

    @property
    def _first_unrated(self) -> int:
        levels = self._rating.levels if self._rating else ()
        return next((place for place, level in enumerate(levels) if level is None), ALL_RATED)

    def _move_to(self, place: int) -> None:
        self._at = place
        self._show_active()

    def _point_at(self, place: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._move_to(place)

    def _up(self) -> None:
        if self._at == 0:
            self.stepped.emit(-1)
        else:
            self._move_to(self._at - 1)

    def _down(self) -> None:
        if self._at >= ALL_RATED - 1:
            self.stepped.emit(1)
        else:
            self._move_to(self._at + 1)

    def _show_active(self) -> None:
        for place, row in enumerate(self.rows):
            active = place == self._at and self.hasFocus()
            if active != row.is_active:
                row.set_active(active)
        if self._at == ALL_RATED:
            self.setAccessibleDescription(self.hint_label.text())
        else:
            row = self.rows[self._at]
            self.setAccessibleDescription(f"{row.accessibleName()}: {row.anchor_text}")

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~TEXT_MODIFIERS or not self._take_key(event):
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key, letter = Qt.Key(event.key()), event.text().upper()
        if is_level(letter):
            if self._at < ALL_RATED:
                self._give_level(self._at, int(letter))
        elif letter in self._letters:
            self._move_to(self._letters.index(letter))
        elif letter in self._flags:
            self._flags[letter]()
        elif key in self._keys:
            self._keys[key]()
        else:
            return False
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_active()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_active()
        self.update()


def is_level(text: str) -> bool:
    """Whether what was typed is one of the levels 0-4."""
    return text.isdecimal() and int(text) in LEVELS

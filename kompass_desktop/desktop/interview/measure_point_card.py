"""The measure point that is open, rated by keys and mouse.

The card has the focus, not its rows, so that four digits rate it: its cursor knows which aspect
the next one rates. It stores nothing; it emits `rating_given` with the new rating.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.interview.level_row import LevelRow
from kompass_desktop.desktop.interview.measure_point_text import (
    CODE_WIDTH,
    MeasurePointText,
    maximum_text,
)
from kompass_desktop.desktop.rating.flag_line import flag_line
from kompass_desktop.desktop.rating.rating_cursor import (
    ALL_RATED,
    FLAG_KEYS,
    RatingCursor,
    first_unrated,
    is_level,
)
from kompass_desktop.desktop.rating.rating_input import RatingInput
from kompass_desktop.desktop.rating.rating_keys import ENTER_KEYS
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Aspect, AspectWording, MeasurePoint

ROW_INSET = 8
"""Pixels that a LevelRow has before its text."""
MARGINS = (13, 5, 12, 4)
"""Pixels round the content: left, top, right, bottom."""

_ARMING = (*ENTER_KEYS, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Backspace)
"""Keys that only arm the card while keys do not rate yet."""


class MeasurePointCard(QWidget):
    """Rates one measure point.

    0-4 rate the current aspect and go to the next; Backspace removes the last level; the
    aspects' letters and the arrows choose one; P, I and F set the flags. If what was typed
    turns out to be text, `text_typed` is emitted.
    """

    rating_given = Signal(Rating)
    run_began = Signal()
    """A run of typing has begun; if it turns out to be text, the owner removes its ratings."""
    text_typed = Signal(str, object)
    """The run is text: all of it, and the rating before its first character, or None."""
    text_continued = Signal(str)
    """More of the same text was typed before the focus left the card."""
    refused = Signal()
    """A key that rates did nothing, since the user has not moved the focus here."""
    stepped = Signal(int)
    """To the next (1) or the previous (-1) measure point."""
    question_stepped = Signal(int)
    """To the next (1) or the previous (-1) question."""
    closed = Signal()

    def __init__(self, cursor: RatingCursor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rating_cursor = cursor
        self._is_outside = False
        self._point: MeasurePoint | None = None
        self._aspects: tuple[AspectWording, ...] = ()
        self._rating: Rating | None = None
        self.texts = MeasurePointText()
        self._gauge = MeasurePointText(self)
        """Never shown: used to compute the height of another measure point's text."""
        self._gauge.hide()
        self.rows = tuple(LevelRow() for _ in Aspect)
        self.planned_only_box = QCheckBox(tr("Only decided or planned"))
        self.not_in_focus_box = QCheckBox(tr("Not in focus"))
        self.follow_up_box = QCheckBox(tr("Follow up"))
        self.boxes = (self.planned_only_box, self.not_in_focus_box, self.follow_up_box)
        self.hint_label = QLabel()
        self._give_roles()
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._flags = self._make_flags()
        self._input = RatingInput(self, cursor, self._make_keys(), self._waits_for_user)
        self._connect_input()
        for index, row in enumerate(self.rows):
            row.level_chosen.connect(partial(self._click_level, index))
            row.level_cleared.connect(partial(self._click_level, index, None))
            row.activated.connect(partial(self._point_at, index))

    @property
    def code(self) -> str:
        """The code of the measure point that is shown, or empty."""
        return self._point.code if self._point else ""

    def set_aspects(self, aspects: tuple[AspectWording, ...]) -> None:
        """Set the names and anchors of the four aspects, as the instrument has them."""
        self._aspects = aspects
        for row, wording in zip(self.rows, aspects, strict=True):
            row.set_wording(wording)
        self.rating_cursor.set_aspects([wording.letter for wording in aspects])

    @property
    def aspect(self) -> Aspect | None:
        """The aspect that the next digit rates; None when it would rate nothing."""
        return (
            None
            if self.rating_cursor.at == ALL_RATED
            else self._aspects[self.rating_cursor.at].aspect
        )

    def set_last_time(self, text: str) -> None:
        """Show the text about the point's rating in the last assessment, once that is read."""
        self.texts.set_last_time(text)

    def height_of(self, point: MeasurePoint, last_time: str, width: int) -> int:
        """Return the height in pixels that a measure point would need here at a width.

        `last_time` is the text about its rating in the last assessment, or empty.
        """
        left, top, right, bottom = MARGINS
        text = self._gauge.height_of(point, last_time, width - left - right)
        rest = self._rest.sizeHint().height() + 1
        return top + text + rest + bottom

    def open_point(self, point: MeasurePoint, rating: Rating, last_time: str) -> None:
        """Open a measure point, at the aspect where it was left or else the first not rated.

        `last_time` is the text about its rating in the last assessment, or empty.
        """
        is_here = self._rating is not None and self._rating.id == rating.id and self.isVisible()
        self._show_point(point, last_time)
        self._show_rating(rating)
        if not is_here:
            self.rating_cursor.open(rating)
        self._show_active()

    def set_rating(self, rating: Rating) -> None:
        """Show a changed rating; the aspect of a level that was removed becomes current."""
        before = self._rating
        self._show_rating(rating)
        if before is not None:
            self.rating_cursor.follow(before, rating)
        self._show_active()

    def set_outside(self, outside: bool) -> None:
        """Set whether keys must not rate: the point is rated, and the filter leaves it out."""
        self._is_outside = outside
        if outside:
            self.disarm()

    @property
    def is_outside(self) -> bool:
        """Whether the measure point is rated and left out by the filter."""
        return self._is_outside

    def arm(self) -> None:
        """Activate rating by keys: the user has moved the focus here by a key or click."""
        self._input.arm(True)

    def disarm(self) -> None:
        """Deactivate rating by keys until the user moves the focus here."""
        self._input.arm(False)

    def return_to_aspect(self, index: int) -> None:
        """Choose the aspect, by its index 0-3, at which the card was left."""
        if index < ALL_RATED:
            self._move_to(index)

    def choose_last_aspect(self) -> None:
        """Choose the last aspect, as when the user comes from below."""
        self._move_to(ALL_RATED - 1)

    # Showing

    def _show_point(self, point: MeasurePoint, last_time: str) -> None:
        self._point = point
        self.texts.show_point(point, last_time)
        self.setAccessibleName(f"{point.code} {point.statement}, {maximum_text(point)}")
        for row, wording in zip(self.rows, self._aspects, strict=False):
            row.set_anchors(wording.anchors_of(point))

    def _show_rating(self, rating: Rating) -> None:
        """Show a rating; only what differs is painted again, as painting takes time."""
        before, self._rating = self._rating, rating
        for index, row in enumerate(self.rows):
            if before is None or before.levels[index] != rating.levels[index]:
                row.set_level(rating.levels[index])
        self.planned_only_box.setChecked(bool(rating.planned_only))
        self.not_in_focus_box.setChecked(bool(rating.not_in_focus))
        self.follow_up_box.setChecked(rating.follow_up)

    # Rating

    def _click_level(self, index: int, level: int | None = None) -> None:
        self._input.take_focus_by_mouse()
        self._give_level(index, level)

    def _give_level(self, index: int, level: int | None) -> None:
        if self._rating is not None:
            self._move_to(index if level is None else index + 1)
            aspect = self._aspects[index].aspect
            self.rating_given.emit(self._rating.with_level(aspect, level))

    def _take_back(self) -> None:
        """Remove the last level: that of the aspect before, or the fourth if all are rated."""
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
            self.rating_given.emit(replace(self._rating, follow_up=said, answer=""))

    # Which aspect is current

    def _move_to(self, index: int) -> None:
        self.rating_cursor.at = index
        if self._rating is not None:
            self.rating_cursor.keep_aspect(self._rating)
        self._show_active()

    def _point_at(self, index: int) -> None:
        self._input.take_focus_by_mouse()
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
        is_active = self._input.is_active
        for index, row in enumerate(self.rows):
            active = index == self.rating_cursor.at and is_active
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
        if not self._input.take(event, self._rating):
            super().keyPressEvent(event)

    def type(self, text: str) -> None:
        """Take a character, or pasted text, that was typed at the card."""
        self._input.type(text, self._rating)

    def _rate_with(self, letter: str) -> None:
        if is_level(letter):
            if self.rating_cursor.at < ALL_RATED:
                self._give_level(self.rating_cursor.at, int(letter))
        elif letter in self._flags:
            self._flags[letter]()
        else:
            self._move_to(self.rating_cursor.aspect_of(letter))

    def _waits_for_user(self, key: Qt.Key) -> bool:
        """Whether a key does nothing but activate rating by keys, as long as that is inactive."""
        return key in _ARMING and not (self._is_outside and key in ENTER_KEYS)

    def _connect_input(self) -> None:
        self._input.rated.connect(lambda letter, _modifiers: self._rate_with(letter))
        self._input.active_changed.connect(self._show_active)
        self._input.active_changed.connect(self.update)
        self._input.run_began.connect(self.run_began)
        self._input.text_typed.connect(self.text_typed)
        self._input.text_continued.connect(self.text_continued)
        self._input.refused.connect(self.refused)

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
        self._input.focus_in(event, may_rate=not self._is_outside)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._input.focus_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.color("surface_soft"))
        tint, width = ("accent", 2) if self.hasFocus() else ("border_strong", 1)
        painter.setPen(QPen(theme.color(tint), width))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 2, -1, -2), 6, 6)
        painter.end()

    # Making

    def _give_roles(self) -> None:
        self.hint_label.setProperty("role", "small")
        for part in self.rows:
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(1)
        column.addWidget(self.texts)
        self._rest = rest = QVBoxLayout()
        rest.setContentsMargins(CODE_WIDTH - ROW_INSET, 0, 0, 0)
        rest.setSpacing(1)
        for row in self.rows:
            rest.addWidget(row)
        rest.addLayout(self._flag_line())
        column.addLayout(rest)

    def _flag_line(self) -> QHBoxLayout:
        boxes = dict(zip(FLAG_KEYS, self.boxes, strict=True))
        for key, box in boxes.items():
            box.setToolTip(tr("Key {0}").format(key))
        line = flag_line(boxes, self.hint_label)
        line.setContentsMargins(ROW_INSET - 2, 1, 0, 0)
        return line

"""The measure points of a question: one line each, and the one that is open among them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop.interview.measure_point_card import MeasurePointCard
from kompass_desktop.desktop.interview.measure_point_row import (
    HEIGHT,
    HEIGHT_WITH_QUESTION,
    MeasurePointRow,
)
from kompass_desktop.desktop.rating.rating_cursor import RatingCursor, Typed
from kompass_desktop.desktop.rating.rating_keys import is_put_back, typed_text
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import AspectWording, MeasurePoint

SIDE, EDGE = 6, 4
"""Pixels beside the lines, and above and below them."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True)
class ListedPoint:
    """A measure point in the list; `is_asked` is whether the informant's group is asked it."""

    point: MeasurePoint
    rating: Rating
    is_asked: bool


class MeasurePointList(QScrollArea):
    """Shows a question's measure points as lines, and one of them at a time as a card.

    The card has the focus while one is open; else the arrows choose a line, and Enter or a
    first digit asks for it to be opened. The signals of the card are passed on.
    """

    opened = Signal(str)
    """The code of a measure point that the user wants to open with `open_point`."""
    closed = Signal()
    """The card was left with Escape."""
    heights_changed = Signal(int, int)
    """The pixels that the highest card of the question needs, and all its measure points then."""
    rating_given = Signal(Rating)
    stepped = Signal(int)
    question_stepped = Signal(int)
    run_began = Signal()
    text_typed = Signal(str, object)
    text_continued = Signal(str)
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cursor = RatingCursor()
        self.card = MeasurePointCard(self._cursor)
        self._rows: list[MeasurePointRow] = []
        self._points: Sequence[ListedPoint] = ()
        self._current = 0
        self._includes: Callable[[str], bool] = lambda _code: True
        self._last_time_of: Callable[[str], str] = lambda _code: ""
        self._heights = (0, 0)
        self.was_opened_by_typing = False
        """Whether the measure point was opened by a key that may turn out to be text."""
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Measure points"))
        self._content = QWidget()
        self._content.setProperty("role", "plain")
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(SIDE, EDGE, SIDE, EDGE)
        self._column.setSpacing(0)
        self._column.addWidget(self.card)
        self._column.addStretch(1)
        self.setWidget(self._content)
        self.card.hide()
        self._pass_on_signals()

    @property
    def open_code(self) -> str:
        """The code of the measure point that is open, or empty."""
        return "" if self.card.isHidden() else self.card.code

    @property
    def rows(self) -> list[MeasurePointRow]:
        """The lines in order, with the hidden one of the open measure point."""
        return self._rows[: len(self._points)]

    def lists(self, code: str) -> bool:
        """Whether a measure point is in the list, given its code."""
        return any(listed.point.code == code for listed in self._points)

    @property
    def aspect_index(self) -> int:
        """The index 0-3 of the aspect that the next level key rates, or ALL_RATED."""
        return self._cursor.at

    def set_inclusion(self, includes: Callable[[str], bool]) -> None:
        """Set the function that returns whether the interview goes through a code."""
        self._includes = includes

    def set_last_time(self, text_of: Callable[[str], str]) -> None:
        """Set the function that returns the text about a point's rating in the last assessment."""
        self._last_time_of = text_of
        if self.open_code:
            self.card.set_last_time(text_of(self.open_code))
        self._measure()

    def choose_last_aspect(self) -> None:
        """Choose the last aspect of the card, as when the user comes from below."""
        self.card.choose_last_aspect()

    def return_to_aspect(self, index: int) -> None:
        """Choose the aspect, by its index 0-3, at which the card was left."""
        self.card.return_to_aspect(index)

    def arm(self) -> None:
        """Activate rating by keys if the list has the focus, after a key or click by the user."""
        if self.open_code:
            if not self.card.is_outside:
                self.card.arm()
        else:
            self._cursor.is_armed = self.hasFocus()

    def disarm(self) -> None:
        """Deactivate rating by keys until the user moves the focus here."""
        self.card.disarm()

    def set_aspects(self, aspects: tuple[AspectWording, ...]) -> None:
        """Set the names and anchors of the four aspects, as the instrument has them."""
        self.card.set_aspects(aspects)

    def show_points(self, points: Sequence[ListedPoint]) -> None:
        """Show the measure points of a question, none of them open."""
        self.close_point()
        self._points = points
        while len(self._rows) < len(points):
            self._add_row()
        for row, listed in zip(self._rows, points, strict=False):
            row.set_point(listed.point, listed.rating, is_asked=listed.is_asked)
            row.show()
        for row in self._rows[len(points) :]:
            row.hide()
        included = [i for i, listed in enumerate(points) if self._includes(listed.point.code)]
        unrated = (i for i in included if not points[i].rating.is_complete)
        self._set_current(next(unrated, included[0] if included else 0))
        self._measure()
        self.verticalScrollBar().setValue(0)

    def open_point(self, code: str, rating: Rating) -> None:
        """Open a measure point of the list; if the list has the focus, its card gets it."""
        index = self._index_of(code)
        had_focus = self.hasFocus() or self.card.hasFocus()
        was_armed = self._cursor.is_armed
        if self.open_code:
            self._rows[self._index_of(self.card.code)].show()
        self._set_current(index)
        self._column.removeWidget(self.card)
        self._column.insertWidget(index, self.card)
        self.card.open_point(self._points[index].point, rating, self._last_time_of(code))
        self._rows[index].hide()
        self.card.show()
        self._show_spoken()
        self.setFocusProxy(self.card)
        if had_focus:
            self.card.setFocus(Qt.FocusReason.OtherFocusReason)
            self._cursor.is_armed = was_armed
        self.card.set_outside(not self._includes(code) and not rating.is_empty)
        self._show_whole_card()

    def close_point(self) -> None:
        """Show the open measure point as a line again."""
        if not self.open_code:
            return
        had_focus, was_armed = self.card.hasFocus(), self._cursor.is_armed
        self.was_opened_by_typing = False
        self.setFocusProxy(None)  # type: ignore[arg-type]
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._cursor.is_armed = was_armed
        self.card.hide()
        self._rows[self._index_of(self.card.code)].show()
        self._show_spoken()

    def set_rating(self, rating: Rating) -> None:
        """Show a rating that has changed, where its measure point is in the list."""
        for row in self.rows:
            if row.code == rating.measure_point:
                row.set_rating(rating)
        if self.open_code == rating.measure_point:
            self.card.set_rating(rating)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = Qt.Key(event.key()), typed_text(event)
        if not self._points:
            event.ignore()
        elif text:
            self._type(text)
        elif key in _STEPS:
            self.arm()
            self._step(_STEPS[key])
        elif key in _ENTER:
            self.arm()
            self.opened.emit(self._points[self._current].point.code)
        else:
            self._pass_on(key, event)

    def _step(self, step: int) -> None:
        """Go to the next (1) or previous (-1) line that the interview goes through."""
        index = self._current + step
        while 0 <= index < len(self._points):
            if self._includes(self._points[index].point.code) or not self._includes_any:
                self._set_current(index)
                return
            index += step

    @property
    def _includes_any(self) -> bool:
        return any(self._includes(listed.point.code) for listed in self._points)

    def _type(self, text: str) -> None:
        """Open the current line and begin its rating with the same key."""
        cursor, listed = self._cursor, self._points[self._current]
        is_free = self._includes(listed.point.code) or listed.rating.is_empty
        cursor.is_armed = cursor.is_armed and is_free
        typed = cursor.type(text, listed.rating, time.monotonic())
        if cursor.has_begun_run:
            self.run_began.emit()
        match typed:
            case Typed.RATING:
                self._open_and_rate(cursor.text)
            case Typed.REFUSED:
                self.refused.emit()
            case Typed.TEXT:
                # Nothing is open, so nothing has been rated.
                self.text_typed.emit(cursor.text, None)
            case Typed.MORE_TEXT:
                self.text_continued.emit(text)
            case Typed.NOTHING_YET:
                pass

    def _begin_run(self) -> None:
        self.was_opened_by_typing = False

    def _open_and_rate(self, typed: str) -> None:
        self.opened.emit(self._points[self._current].point.code)
        if self.open_code:
            self._cursor.end_run()
            for character in typed:
                self.card.type(character)
            self.was_opened_by_typing = True

    def _pass_on(self, key: Qt.Key, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if key in steps and not event.modifiers():
            self.arm()
            self.question_stepped.emit(steps[key])
        else:
            event.ignore()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.open_code:
            self._show_whole_card()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()
        self._show_spoken()
        if self.open_code:
            self._show_whole_card()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._cursor.end_run()
        self._cursor.is_armed = not is_put_back(event.reason())
        self._set_current(self._current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._cursor.is_armed = False
        self._set_current(self._current)

    def _pass_on_signals(self) -> None:
        card = self.card
        card.closed.connect(self.closed)
        card.rating_given.connect(self.rating_given)
        card.stepped.connect(self.stepped)
        card.question_stepped.connect(self.question_stepped)
        card.text_typed.connect(self.text_typed)
        card.text_continued.connect(self.text_continued)
        card.refused.connect(self.refused)
        card.run_began.connect(self.run_began)
        self.run_began.connect(self._begin_run)

    def _add_row(self) -> None:
        row = MeasurePointRow()
        row.opened.connect(self.opened)
        self._column.insertWidget(self._column.count() - 1, row)
        self._rows.append(row)

    def _set_current(self, index: int) -> None:
        self._current = index
        for each, row in enumerate(self._rows):
            row.set_current(each == index and self.hasFocus() and not self.open_code)

    def _index_of(self, code: str) -> int:
        return next(i for i, listed in enumerate(self._points) if listed.point.code == code)

    # Heights

    def _measure(self) -> None:
        """Compute the height of the list with its highest measure point open, and emit it."""
        if not self._points:
            return
        width = self.width() - 2 * SIDE
        cards = [
            self.card.height_of(each.point, self._last_time_of(each.point.code), width)
            for each in self._points
        ]
        card = max(cards)
        self._heights = card + 2 * EDGE, card + HEIGHT * (len(cards) - 1) + 2 * EDGE
        self._show_spoken()
        self.heights_changed.emit(*self._heights)

    def _show_spoken(self) -> None:
        """Show the spoken questions in the rows if no point is open and there is room."""
        needed = HEIGHT_WITH_QUESTION * len(self._points) + 2 * EDGE
        has_room = needed <= min(self._heights[1], self.height())
        for row in self._rows:
            row.show_spoken(has_room and not self.open_code)

    def _show_whole_card(self) -> None:
        """Scroll as little as possible to show the card, its top rather than its end."""
        self._column.activate()
        self._content.adjustSize()
        self.ensureWidgetVisible(self.card, 0, 6)

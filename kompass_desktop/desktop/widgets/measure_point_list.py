"""The measure points of a question: one line each, and the one that is open among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop.widgets.measure_point_card import TEXT_MODIFIERS, MeasurePointCard
from kompass_desktop.desktop.widgets.measure_point_row import MeasurePointRow
from kompass_desktop.instrument.model import AspectWording, MeasurePoint

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class ListedPoint:
    """A measure point in the list; `is_asked` whether the informant's group is asked it."""

    point: MeasurePoint
    rating: Rating
    is_asked: bool


class MeasurePointList(QScrollArea):
    """Shows a question's measure points and opens one at a time, in its place.

    It has the focus of the card that is open; where none is, the arrows choose a line,
    and Enter or a first digit asks for it to be opened.
    """

    opened = Signal(str)
    """A measure point is to be opened: `open_point` does."""
    closed = Signal()
    """The card was left with Escape."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = MeasurePointCard()
        self._rows: list[MeasurePointRow] = []
        self._points: Sequence[ListedPoint] = ()
        self._current = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Målepunkter"))
        self._content = QWidget()
        self._content.setProperty("role", "plain")
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(6, 4, 6, 4)
        self._column.setSpacing(0)
        self._column.addWidget(self.card)
        self._column.addStretch(1)
        self.setWidget(self._content)
        self.card.hide()
        self.card.closed.connect(self.closed)

    @property
    def open_code(self) -> str:
        """The code of the measure point that is open, or empty."""
        return "" if self.card.isHidden() else self.card.code

    @property
    def rows(self) -> list[MeasurePointRow]:
        """The lines in order, that of the open measure point among them though hidden."""
        return self._rows[: len(self._points)]

    def lists(self, code: str) -> bool:
        """Whether a measure point is in the list, given its code."""
        return any(listed.point.code == code for listed in self._points)

    def set_aspects(self, aspects: tuple[AspectWording, ...]) -> None:
        """Word the four aspects as the instrument does."""
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
        unrated = (i for i, listed in enumerate(points) if not listed.rating.is_complete)
        self._set_current(next(unrated, 0))
        self.verticalScrollBar().setValue(0)

    def open_point(self, code: str, rating: Rating, last_time: str) -> None:
        """Open a measure point of the list in its place; the focus goes with it."""
        place = self._place_of(code)
        had_focus = self.hasFocus() or self.card.hasFocus()
        if self.open_code:
            self._rows[self._place_of(self.card.code)].show()
        self._set_current(place)
        self._column.removeWidget(self.card)
        self._column.insertWidget(place, self.card)
        self.card.open_point(self._points[place].point, rating, last_time)
        self._rows[place].hide()
        self.card.show()
        self.setFocusProxy(self.card)
        if had_focus:
            self.card.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_whole_card()

    def close_point(self) -> None:
        """Show the open measure point as a line again."""
        if not self.open_code:
            return
        had_focus = self.card.hasFocus()
        self.setFocusProxy(None)  # type: ignore[arg-type]
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.card.hide()
        self._rows[self._place_of(self.card.code)].show()

    def set_rating(self, rating: Rating) -> None:
        """Show a rating that has changed, where its measure point is in the list."""
        for row in self.rows:
            if row.code == rating.measure_point:
                row.set_rating(rating)
        if self.open_code == rating.measure_point:
            self.card.set_rating(rating)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self._points:
            event.ignore()
        elif key is Qt.Key.Key_Down:
            self._set_current(min(self._current + 1, len(self._points) - 1))
        elif key is Qt.Key.Key_Up:
            self._set_current(max(self._current - 1, 0))
        elif key in _ENTER:
            self.opened.emit(self._points[self._current].point.code)
        elif self.card.rates_with(event.text()) and not event.modifiers() & ~TEXT_MODIFIERS:
            self._open_and_rate(event)
        else:
            self._pass_on(key, event)

    def _open_and_rate(self, event: QKeyEvent) -> None:
        """The line at hand is opened, and its rating begun, by the same key."""
        self.opened.emit(self._points[self._current].point.code)
        if self.open_code:
            self.card.keyPressEvent(event)

    def _pass_on(self, key: Qt.Key, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if key in steps and not event.modifiers():
            self.card.question_stepped.emit(steps[key])
        else:
            event.ignore()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.open_code:
            self._show_whole_card()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._set_current(self._current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._set_current(self._current)

    def _add_row(self) -> None:
        row = MeasurePointRow()
        row.opened.connect(self.opened)
        self._column.insertWidget(self._column.count() - 1, row)
        self._rows.append(row)

    def _set_current(self, place: int) -> None:
        self._current = place
        for at, row in enumerate(self._rows):
            row.set_current(at == place and self.hasFocus() and not self.open_code)

    def _place_of(self, code: str) -> int:
        return next(i for i, listed in enumerate(self._points) if listed.point.code == code)

    def _show_whole_card(self) -> None:
        """Scroll no more than is needed for the card to be seen, its top before its end."""
        self._column.activate()
        self._content.adjustSize()
        self.ensureWidgetVisible(self.card, 0, 6)

"""A scroll area with days across and rows down, in which one can zoom."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from kompass_desktop.assessment.planning.time_scale import TimeScale, Unit, fitting
from kompass_desktop.assessment.planning.timeline import Span
from kompass_desktop.desktop.timeline.chart_layout import HEAD_HEIGHT, ROW_HEIGHT, ChartLayout

NARROWEST_DAY = 0.08
WIDEST_DAY = 40.0
USUAL_DAY = 1.3
"""Pixels of a day before the first zoom: about a year can be seen."""
ZOOM_STEP = 1.5
WHEEL_STEP = 1.2
MARGIN = 16
"""Pixels beside what is shown whole."""
DAYS_STEP = 40
"""Pixels of a step of the scroll bar of the days."""


class DayScrollArea(QAbstractScrollArea):
    """Knows which days and rows are seen; what is in the rows is left to who inherits it."""

    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = TimeScale(date(2000, 1, 1), USUAL_DAY)
        self._is_placed = False
        self._kept_view: tuple[float, date] | None = None
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT)
        self.horizontalScrollBar().setSingleStep(DAYS_STEP)

    @abstractmethod
    def extent(self) -> Span | None:
        """Return the days of what is shown, or None before anything is."""

    @abstractmethod
    def row_count(self) -> int:
        """Return the number of rows."""

    @abstractmethod
    def show_whole(self) -> None:
        """Zoom and scroll so that everything is seen."""

    @property
    def layout_now(self) -> ChartLayout:
        """Where everything is at present."""
        size = self.viewport().size()
        return ChartLayout(
            self._scale,
            size.width(),
            size.height(),
            self.horizontalScrollBar().value(),
            self.verticalScrollBar().value(),
        )

    @property
    def unit(self) -> Unit:
        """The unit of the heads, by which keys move a bar."""
        return self._scale.unit

    @property
    def day_width(self) -> float:
        """The pixels of a day."""
        return self._scale.day_width

    @property
    def rows_room(self) -> int:
        """The pixels that there are for rows."""
        return max(ROW_HEIGHT, self.viewport().height() - HEAD_HEIGHT)

    @property
    def view(self) -> tuple[float, date] | None:
        """The pixels of a day and the first day that is shown; None before it was shown."""
        if not self._is_placed:
            return self._kept_view
        layout = self.layout_now
        return self.day_width, layout.day_at(layout.names_width)

    def keep_view(self, view: tuple[float, date] | None) -> None:
        """Show a `view` at first, instead of everything; to be called before it is shown."""
        self._kept_view = view

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Make days wider by a factor; the day at `x`, or in the middle, stays where it is."""
        layout = self.layout_now
        anchor = layout.names_width + layout.days_width / 2 if x is None else x
        fraction = (anchor - layout.names_width + layout.scroll_x) / self.day_width
        width = min(WIDEST_DAY, max(NARROWEST_DAY, self.day_width * factor))
        day = self._scale.origin + timedelta(days=int(fraction))
        self._set_day_width(width)
        place = self._scale.x(day) + (fraction - int(fraction)) * width
        self.horizontalScrollBar().setValue(round(place - (anchor - layout.names_width)))
        self.zoomed.emit()

    def show_span(self, span: Span) -> None:
        """Zoom and scroll so that some days fill the width."""
        room = self.layout_now.days_width - 2 * MARGIN
        self._set_day_width(fitting(span.begins, span.ends, room, NARROWEST_DAY, WIDEST_DAY))
        self.horizontalScrollBar().setValue(round(self._scale.x(span.begins)) - MARGIN)
        self.zoomed.emit()

    def show_day(self, day: date) -> None:
        """Scroll so that a day is at a third of the width."""
        place = self._scale.x(day) - self.layout_now.days_width / 3
        self.horizontalScrollBar().setValue(round(place))

    def show_row(self, index: int) -> None:
        """Scroll up or down until a row can be seen."""
        bar, top = self.verticalScrollBar(), index * ROW_HEIGHT
        if top < bar.value():
            bar.setValue(top)
        elif top + ROW_HEIGHT > bar.value() + self.rows_room:
            bar.setValue(top + ROW_HEIGHT - self.rows_room)

    def is_visible(self, day: date) -> bool:
        """Return whether a day can be seen."""
        layout = self.layout_now
        return layout.names_width <= layout.x(day) < layout.width

    def scroll_by(self, days: float, rows: float) -> None:
        """Scroll by some pixels, as while dragging beyond the edge."""
        for bar, step in ((self.horizontalScrollBar(), days), (self.verticalScrollBar(), rows)):
            if step:
                bar.setValue(bar.value() + round(step))

    def update_ranges(self) -> None:
        """Let it be scrolled a window's width beyond the extent, on both sides."""
        extent = self.extent()
        if extent is None:
            return
        layout = self.layout_now
        beyond = round(layout.days_width / self.day_width) + 1
        origin = extent.begins - timedelta(days=min(beyond, extent.begins.toordinal() - 1))
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        value = across.value() - round(self._scale.x(origin))
        self._scale = TimeScale(origin, self.day_width)
        across.setPageStep(layout.days_width)
        across.setRange(0, round(self._scale.x(extent.ends)) + layout.days_width)
        across.setValue(value)
        down.setPageStep(self.rows_room)
        down.setRange(0, max(0, self.row_count() * ROW_HEIGHT - self.rows_room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_placed:
            self.update_ranges()
        elif self.isVisible():
            self._place_first()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_placed:
            self._place_first()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(WHEEL_STEP ** (turned.y() / 120), event.position().x())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not turned.x():
            self.scroll_by(-turned.y(), 0)
        else:
            self.scroll_by(-turned.x(), -turned.y() * 0.6)
        event.accept()

    def _place_first(self) -> None:
        if self.extent() is None:
            return
        self._is_placed = True
        if self._kept_view is None:
            self.show_whole()
            return
        width, day = self._kept_view
        self._set_day_width(min(WIDEST_DAY, max(NARROWEST_DAY, width)))
        self.horizontalScrollBar().setValue(round(self._scale.x(day)))

    def _set_day_width(self, width: float) -> None:
        self._scale = TimeScale(self._scale.origin, width)
        self.update_ranges()
        self.viewport().update()

"""The mouse on the timeline: moving and stretching bars, drawing dependencies, giving dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from kompass_desktop.assessment.planning.time_scale import Unit, start_of
from kompass_desktop.assessment.planning.timeline import Planned, Row, find
from kompass_desktop.assessment.planning.timeline_moves import Edge, moved, placed
from kompass_desktop.desktop.timeline.chart_layout import HANDLE_GAP, ChartLayout, Part

if TYPE_CHECKING:
    from kompass_desktop.desktop.timeline.timeline_chart import TimelineChart

_EDGES = {Part.BODY: Edge.BOTH, Part.BEGINS: Edge.BEGINS, Part.ENDS: Edge.ENDS}
_CURSORS = {
    Part.BEGINS: Qt.CursorShape.SizeHorCursor,
    Part.ENDS: Qt.CursorShape.SizeHorCursor,
    Part.BODY: Qt.CursorShape.OpenHandCursor,
    Part.HANDLE: Qt.CursorShape.CrossCursor,
}
_SCROLL = 24
"""The pixels scrolled by at each movement beyond the edge."""


@dataclass
class _Drag:
    """A press of the mouse on a part of a row, at a place in the scrolled chart."""

    row: Row
    part: Part
    x: float
    y: float
    has_moved: bool = False
    result: list[Planned] | None = None


class ChartMouse:
    """What the mouse does on a chart; the chart hands over its events."""

    def __init__(self, chart: TimelineChart) -> None:
        self._chart = chart
        self._drag: _Drag | None = None

    @property
    def is_dragging(self) -> bool:
        """Whether something is being dragged."""
        return self._drag is not None and self._drag.has_moved

    def press(self, event: QMouseEvent) -> None:
        """Choose the row; the left button may begin to drag."""
        chart = self._chart
        found = self._row_at(event.position())
        if found is None:
            return
        layout = chart.layout_now
        part = layout.part_at(found, event.position().x())
        chart.choose(found.key)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if part is Part.FOLD:
            chart.toggle_fold()
            return
        x, y = event.position().x() + layout.scroll_x, event.position().y() + layout.scroll_y
        self._drag = _Drag(found, part, x, y)

    def move(self, event: QMouseEvent) -> None:
        """Go on with dragging, or show what could be dragged here."""
        drag, place = self._drag, event.position()
        if drag is None:
            self._hover(place)
            return
        layout = self._chart.layout_now
        x = place.x() + layout.scroll_x
        far = abs(x - drag.x) + abs(place.y() + layout.scroll_y - drag.y)
        if not drag.has_moved and far < QApplication.startDragDistance():
            return
        drag.has_moved = True
        self._follow(layout, place)
        self._continue(drag, x, place)

    def release(self, event: QMouseEvent) -> None:
        """End dragging: hand over what was dragged."""
        drag, self._drag = self._drag, None
        if drag is None or not drag.has_moved:
            return
        chart = self._chart
        chart.draw_link(None)
        if drag.part is Part.HANDLE:
            target = self._row_at(event.position())
            if target is not None and target.record is not None and target.key != drag.row.key:
                chart.link_dropped.emit(target.key, drag.row.key)
            return
        records = drag.result
        chart.preview([])
        if records:
            chart.records_dropped.emit(drag.row.key, records)

    def give_up(self) -> None:
        """End dragging, and change nothing."""
        self._drag = None
        self._chart.draw_link(None)
        self._chart.preview([])

    def _continue(self, drag: _Drag, x: float, place: QPointF) -> None:
        chart = self._chart
        layout = chart.layout_now
        if drag.part is Part.HANDLE:
            ends = layout.ends_of(drag.row)
            index = chart.timeline.index(drag.row.key)
            if ends is not None and index is not None:
                start = QPointF(ends[1] + HANDLE_GAP, layout.middle_of(index))
                chart.draw_link((start, place))
        elif drag.part in _EDGES:
            days = layout.days_between(drag.x, x)
            edge = _EDGES[drag.part]
            drag.result = moved(chart.assessment, drag.row.key, edge, Unit.DAY, days)
            chart.preview(drag.result)
        else:
            drag.result = self._given_dates(drag.row, place)
            chart.preview(drag.result)

    def _given_dates(self, row: Row, place: QPointF) -> list[Planned]:
        """Return what has no dates yet with those of the place that it is dragged to."""
        chart = self._chart
        layout = chart.layout_now
        record = find(chart.assessment, row.key)
        if record is None or row.span is not None or place.x() < layout.names_width:
            return []
        begins = start_of(layout.day_at(place.x()), _SNAPS[chart.unit])
        return [placed(record, begins, chart.unit)]

    def _follow(self, layout: ChartLayout, place: QPointF) -> None:
        """Scroll if the mouse is beyond the edge."""
        across = _beyond(place.x(), layout.names_width, layout.width)
        self._chart.scroll_by(across * _SCROLL, _beyond(place.y(), 0, layout.height) * _SCROLL)

    def _hover(self, place: QPointF) -> None:
        chart = self._chart
        layout = chart.layout_now
        index = layout.row_at(place.y(), len(chart.timeline.rows))
        chart.hover(index)
        part = Part.EMPTY
        if index is not None:
            part = layout.part_at(chart.timeline.rows[index], place.x())
        chart.viewport().setCursor(_CURSORS.get(part, Qt.CursorShape.ArrowCursor))

    def _row_at(self, place: QPointF) -> Row | None:
        rows = self._chart.timeline.rows
        index = self._chart.layout_now.row_at(place.y(), len(rows))
        return rows[index] if index is not None else None


_SNAPS = {
    Unit.DAY: Unit.DAY,
    Unit.WEEK: Unit.WEEK,
    Unit.MONTH: Unit.WEEK,
    Unit.QUARTER: Unit.MONTH,
    Unit.YEAR: Unit.QUARTER,
}
"""The beginning of which smaller unit something gets that is dropped at the zoom of a unit."""


def _beyond(place: float, first: float, last: float) -> int:
    """Return -1 or 1 for a place before `first` or after `last`, else 0."""
    return -1 if place < first else int(place >= last)

"""The timeline as a Gantt chart: its rows, and what is chosen and folded in it.

Scrolling and zooming are left to `DayScrollArea`, the mouse to `ChartMouse`, and changes of the
plan to who follows the signals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QToolTip, QWidget

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.planning.time_scale import Unit
from kompass_desktop.assessment.planning.timeline import Planned, Row, Span, Timeline, union
from kompass_desktop.assessment.planning.working_days import holiday_name
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.timeline.chart_layout import (
    HEAD_HEIGHT,
    ROW_HEIGHT,
    Part,
)
from kompass_desktop.desktop.timeline.chart_mouse import ChartMouse
from kompass_desktop.desktop.timeline.chart_painter import Shown, elided_name, paint_chart
from kompass_desktop.desktop.timeline.day_scroll_area import DayScrollArea
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.i18n import tr
from kompass_desktop.report.dates import day_and_date
from kompass_desktop.report.plan.timeline_text import broken_texts, row_name, row_text


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day on the wall


class TimelineChart(DayScrollArea):
    """Shows the rows of a plan; one of them is the current one."""

    timeline: Timeline
    """What is shown, from the first `show_plan` on."""
    assessment: Assessment
    """The assessment whose plan is shown, from then on."""
    _has_plan = False

    current_changed = Signal(str)
    """Another row is the current one, by its key."""
    edit_requested = Signal()
    """The current row was double-clicked."""
    menu_requested = Signal(object)
    """A context menu is asked for at a place of the screen (QPoint)."""
    records_dropped = Signal(str, object)
    """A record, by id, was dragged; the records as they are to be now, a list of `Planned`."""
    link_dropped = Signal(str, str)
    """The first record, by id, is to begin after the second."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today: Callable[[], date] = _today
        self._folded: set[str] = set()
        self._preview: dict[str, Planned] = {}
        self._drawn: tuple[QPointF, QPointF] | None = None
        self._current = ""
        self._hovered: int | None = None
        self.mouse = ChartMouse(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Timeline"))
        self.viewport().setMouseTracking(True)
        theme.notifier.changed.connect(self.viewport().update)

    # What is shown

    def show_plan(self, assessment: Assessment) -> None:
        """Show the plan of an assessment as it is now; what was chosen and folded stays."""
        before = self.current_index
        self.assessment = assessment
        self._has_plan = True
        self._preview = {}
        self._rebuild()
        if self.timeline.index(self._current) is None:
            self._choose_index(before or 0)
        self._describe()

    @property
    def folded(self) -> tuple[str, ...]:
        """The keys of the rows whose parts are folded, sorted."""
        return tuple(sorted(self._folded))

    def restore(self, folded: Sequence[str], view: tuple[float, date] | None) -> None:
        """Fold some rows, given their keys, and show a `view` instead of the whole plan at first.

        To be called before the plan is shown.
        """
        self._folded = set(folded)
        self.keep_view(view)

    def preview(self, records: Sequence[Planned]) -> None:
        """Show records in place of those with their ids, until the plan is shown again."""
        self._preview = {each.id: each for each in records}
        self.timeline = Timeline(self.assessment, self._folded, self._preview)
        self.viewport().update()

    def draw_link(self, line: tuple[QPointF, QPointF] | None) -> None:
        """Show the line of a dependency that is dragged, or none any more."""
        self._drawn = line
        self.viewport().update()

    def hover(self, index: int | None) -> None:
        """Show the handle of the row that the mouse is at, given its index, or of none."""
        if index != self._hovered:
            self._hovered = index
            self.viewport().update()

    # The current row

    @property
    def current(self) -> str:
        """The key of the current row, "" for none."""
        row = self.current_row
        return row.key if row is not None else ""

    @property
    def current_index(self) -> int | None:
        """The index of the current row, or None."""
        return self.timeline.index(self._current) if self._has_plan else None

    @property
    def current_row(self) -> Row | None:
        """The current row, or None."""
        index = self.current_index
        return self.timeline.rows[index] if index is not None else None

    def choose(self, key: str) -> None:
        """Make the row of a record, given its id, the current one, and scroll to it."""
        if self.timeline.index(key) is None:
            return
        is_other = key != self._current
        self._current = key
        self.show_current()
        self._describe()
        self.viewport().update()
        if is_other:
            self.current_changed.emit(self.current)

    def show_current(self) -> None:
        """Scroll up or down to the current row."""
        index = self.current_index
        if index is not None:
            self.show_row(index)

    def show_bar(self) -> None:
        """Scroll across to the bar of the current row, if nothing of it can be seen."""
        row = self.current_row
        layout = self.layout_now
        ends = layout.ends_of(row) if row is not None else None
        if ends is None or row is None or row.span is None:
            return
        if ends[1] <= layout.names_width or ends[0] >= layout.width:
            self.show_day(row.span.begins)

    def toggle_fold(self) -> None:
        """Fold the parts of the current row, or unfold them; those of the phase of a part."""
        row = self.current_row
        if row is not None and row.has_parts:
            self._folded ^= {row.key}
            self._rebuild()
            self._describe()

    def unfold_to(self, key: str) -> None:
        """Unfold everything that an activity, given its id, is within."""
        activities = self.assessment.activities
        above = activities.get(key)
        seen: set[str] = set()
        while above is not None and above.id not in seen:
            seen.add(above.id)
            above = activities.get(above.parent)
        if self._folded & (seen - {key}):
            self._folded -= seen - {key}
            self._rebuild()

    def name_rect(self, key: str) -> QRect:
        """Return where the name of a row is, given its key."""
        index = self.timeline.index(key) or 0
        layout, row = self.layout_now, self.timeline.rows[index]
        left = layout.name_left(row) - 6
        return QRect(left, layout.top_of(index), layout.names_width - left, ROW_HEIGHT)

    # Its extent

    def extent(self) -> Span | None:
        if not self._has_plan:
            return None
        today = Span(self.today(), self.today())
        whole = self.timeline.whole
        return union([whole, today]) if whole is not None else today

    def row_count(self) -> int:
        return len(self.timeline.rows)

    def show_whole(self) -> None:
        """Show the whole plan, or the present year if nothing has dates."""
        first = self.today().replace(month=1, day=1)
        self.show_span(self.timeline.whole or Span(first, first + timedelta(days=364)))

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._has_plan:
            return
        painter = QPainter(self.viewport())
        paint_chart(painter, self._shown())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -max(1, self.rows_room // ROW_HEIGHT - 1),
            Qt.Key.Key_PageDown: max(1, self.rows_room // ROW_HEIGHT - 1),
        }
        step = steps.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self.mouse.is_dragging:
            self.mouse.give_up()
        elif step is not None and event.modifiers() in _PLAIN:
            self._choose_index((self.current_index or 0) + step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.layout_now.row_at(event.position().y(), len(self.timeline.rows))
        if index is not None and self.timeline.rows[index].record is not None:
            self.mouse.give_up()
            self.choose(self.timeline.rows[index].key)
            self.edit_requested.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        index = self.current_index
        if event.reason() == QContextMenuEvent.Reason.Keyboard and index is not None:
            place = self.viewport().mapToGlobal(self.name_rect(self.current).bottomLeft())
        self.menu_requested.emit(place)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain_tip(self.tip_at(event.pos().toPointF())))
            return True
        if event.type() is QEvent.Type.Leave:
            self.hover(None)
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current_index is None:
            self._choose_index(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def tip_at(self, place: QPointF) -> str:
        """Return what the tool tip at a place says, "" for nothing."""
        layout = self.layout_now
        if place.y() < HEAD_HEIGHT and place.x() >= layout.names_width:
            day = layout.day_at(place.x())
            named = holiday_name(day) if self.unit in (Unit.DAY, Unit.WEEK) else ""
            return ", ".join(filter(None, (day_and_date(day), named)))
        index = layout.row_at(place.y(), len(self.timeline.rows))
        if index is None:
            return ""
        row = self.timeline.rows[index]
        part = layout.part_at(row, place.x())
        if part in (Part.NAME, Part.FOLD):
            room = layout.names_width - layout.name_left(row) - 8
            return row_text(row) if elided_name(row, room) != row_name(row) else ""
        if part is Part.HANDLE:
            return tr("Drag to what comes after it")
        if part is Part.EMPTY:
            return ""
        return "\n".join([row_text(row), *broken_texts(self.timeline, index)])

    # Parts of the above

    def _shown(self) -> Shown:
        return Shown(
            self.timeline,
            self.layout_now,
            self.today(),
            self.current_index,
            self._hovered,
            self.hasFocus(),
            self._drawn,
        )

    def _rebuild(self) -> None:
        self.timeline = Timeline(self.assessment, self._folded, self._preview)
        self.update_ranges()
        self.viewport().update()

    def _choose_index(self, index: int) -> None:
        rows = self.timeline.rows
        if rows:
            self.choose(rows[min(max(0, index), len(rows) - 1)].key)
        elif self._current:
            self._current = ""
            self._describe()

    def _describe(self) -> None:
        index = self.current_index
        if index is None:
            text = tr("No improvements or activities yet")
        else:
            sentences = [row_text(self.timeline.rows[index]), *broken_texts(self.timeline, index)]
            text = ". ".join(sentences)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
            event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)


_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)

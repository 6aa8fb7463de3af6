"""Where the rows, days and bars of the timeline are in its widget; knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from kompass_desktop.assessment.planning.time_scale import TimeScale
from kompass_desktop.assessment.planning.timeline import Row, RowKind, Span

ROW_HEIGHT = 24
HEAD_HEIGHT = 20
BAR_HEIGHT = 11
PHASE_HEIGHT = 5
DIAMOND = 6.5
"""From the middle of a milestone to its corners."""
EDGE = 5
"""The pixels at each end of a bar by which it is stretched."""
HANDLE_GAP = 11
HANDLE = 4.5
"""The radius of the dot after a bar from which a dependency is dragged."""
INDENT = 14
NAME_LEFT = 12
FOLD_WIDTH = 14
WIDEST_NAMES = 250
NAMES_SHARE = 0.22


class Part(Enum):
    """What of a row is at a place."""

    NAME = auto()
    FOLD = auto()
    BEGINS = auto()
    BODY = auto()
    ENDS = auto()
    HANDLE = auto()
    EMPTY = auto()


@dataclass(frozen=True)
class ChartLayout:
    """The places in a widget of some pixels, scrolled by some pixels; the names do not scroll."""

    scale: TimeScale
    width: int
    height: int
    scroll_x: int = 0
    scroll_y: int = 0

    @property
    def names_width(self) -> int:
        """The width of the column with the names."""
        return min(WIDEST_NAMES, round(self.width * NAMES_SHARE))

    @property
    def days_width(self) -> int:
        """The width of the part with the days."""
        return max(1, self.width - self.names_width)

    def top_of(self, index: int) -> int:
        """Return the upper edge of a row."""
        return HEAD_HEIGHT + index * ROW_HEIGHT - self.scroll_y

    def middle_of(self, index: int) -> float:
        """Return the height of the middle of a row."""
        return self.top_of(index) + ROW_HEIGHT / 2

    def row_at(self, y: float, count: int) -> int | None:
        """Return the index of the row at a height, of `count` rows, or None."""
        if y < HEAD_HEIGHT:
            return None
        index = int((y - HEAD_HEIGHT + self.scroll_y) // ROW_HEIGHT)
        return index if 0 <= index < count else None

    def visible_rows(self, count: int) -> range:
        """Return the indexes of the rows that can be seen, of `count` rows."""
        first = self.scroll_y // ROW_HEIGHT
        last = (self.scroll_y + max(0, self.height - HEAD_HEIGHT - 1)) // ROW_HEIGHT
        return range(min(first, count), min(last + 1, count))

    def x(self, day: date) -> float:
        """Return where a day begins."""
        return self.names_width + self.scale.x(day) - self.scroll_x

    def day_at(self, x: float) -> date:
        """Return the day at a place."""
        return self.scale.day_at(x - self.names_width + self.scroll_x)

    def days_between(self, first: float, last: float) -> int:
        """Return by how many days something is moved that is dragged from one place to another."""
        return round((last - first) / self.scale.day_width)

    def bar(self, span: Span) -> tuple[float, float]:
        """Return the left and right end of a bar, which is never too narrow to be seen."""
        left = self.x(span.begins)
        return left, max(left + 2, self.x(span.ends) + self.scale.day_width)

    def ends_of(self, row: Row) -> tuple[float, float] | None:
        """Return the left and right end of what a row shows, or None without dates."""
        if row.span is None:
            return None
        left, right = self.bar(row.span)
        if row.kind is RowKind.MILESTONE:
            middle = left + min(self.scale.day_width, right - left) / 2
            return middle - DIAMOND, middle + DIAMOND
        return left, right

    def name_left(self, row: Row) -> int:
        """Return where the name of a row begins, after the sign that folds it."""
        return NAME_LEFT + row.depth * INDENT + (FOLD_WIDTH if row.has_parts else 0)

    def part_at(self, row: Row, x: float) -> Part:
        """Return what of a row is at a place."""
        if x < self.names_width:
            left = self.name_left(row)
            return Part.FOLD if row.has_parts and left - FOLD_WIDTH <= x < left else Part.NAME
        ends = self.ends_of(row)
        return Part.EMPTY if ends is None else self._part_of_bar(row, ends, x)

    def _part_of_bar(self, row: Row, ends: tuple[float, float], x: float) -> Part:
        left, right = ends
        if abs(x - right - HANDLE_GAP) <= HANDLE + 2:
            return Part.HANDLE
        can_stretch = row.kind is not RowKind.MILESTONE and row.is_own_span
        inside = EDGE if right - left >= 4 * EDGE else 0
        if can_stretch and right - inside <= x <= right + EDGE:
            return Part.ENDS
        if can_stretch and left - EDGE <= x <= left + inside and right - left > 2:
            return Part.BEGINS
        return Part.BODY if left <= x <= right else Part.EMPTY

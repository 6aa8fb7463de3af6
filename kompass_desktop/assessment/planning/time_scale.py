"""The scale of a timeline: where a day is drawn, and the heads above it.

Lengths are pixels on the screen and points in print.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import Enum

from kompass_desktop.assessment.planning.plan_dates import quarter_number
from kompass_desktop.i18n import pmark, ptr, tr

_MONTHS = (
    pmark("short month", "Jan"),
    pmark("short month", "Feb"),
    pmark("short month", "Mar"),
    pmark("short month", "Apr"),
    pmark("short month", "May"),
    pmark("short month", "Jun"),
    pmark("short month", "Jul"),
    pmark("short month", "Aug"),
    pmark("short month", "Sep"),
    pmark("short month", "Oct"),
    pmark("short month", "Nov"),
    pmark("short month", "Dec"),
)
_GAP = 6.0
"""The least distance between two heads."""


class Unit(Enum):
    """A unit of time; the value is its usual number of days."""

    DAY = 1.0
    WEEK = 7.0
    MONTH = 30.4
    QUARTER = 91.3
    YEAR = 365.2

    @property
    def days(self) -> float:
        """The usual number of days in it."""
        return self.value


_LEAST_WIDTHS = {
    Unit.DAY: 15.0,
    Unit.WEEK: 38.0,
    Unit.MONTH: 42.0,
    Unit.QUARTER: 42.0,
    Unit.YEAR: 0.0,
}
"""The least width of a unit at which each gets a head."""
_MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}


def shifted(day: date, unit: Unit, count: int) -> date | None:
    """Return a day moved by a number of units; None beyond the calendar.

    In a month that is too short it becomes the last day of the month.
    """
    if unit not in _MONTHS_IN:
        try:
            return day + timedelta(days=count * round(unit.days))
        except OverflowError:
            return None
    year, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS_IN[unit], 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def start_of(day: date, unit: Unit) -> date:
    """Return the first day of the unit that a day is in; weeks begin on Monday."""
    match unit:
        case Unit.DAY:
            return day
        case Unit.WEEK:
            return day - timedelta(days=day.weekday())
        case Unit.MONTH:
            return day.replace(day=1)
        case Unit.QUARTER:
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day.replace(month=1, day=1)


@dataclass(frozen=True)
class Head:
    """The beginning of a unit: its place, and its text, or "" if there is no room for it."""

    x: float
    text: str
    is_major: bool = False


@dataclass(frozen=True)
class TimeScale:
    """Where each day is: `origin` is the day at 0, `day_width` the length of a day."""

    origin: date
    day_width: float

    @property
    def unit(self) -> Unit:
        """The smallest unit that is wide enough for heads."""
        return next(u for u in Unit if self.day_width * u.days >= _LEAST_WIDTHS[u])

    def x(self, day: date) -> float:
        """Return the place where a day begins."""
        return (day - self.origin).days * self.day_width

    def day_at(self, x: float) -> date:
        """Return the day at a place, within the calendar."""
        number = int(x // self.day_width) + self.origin.toordinal()
        return date.fromordinal(min(max(number, 1), date.max.toordinal()))

    def zoomed(self, factor: float) -> TimeScale:
        """Return the scale with days that are wider by a factor."""
        return replace(self, day_width=self.day_width * factor)

    def heads(self, left: float, right: float, width_of: Callable[[str], float]) -> list[Head]:
        """Return the heads that begin between two places, and the one that `left` is in.

        The first, and the first of each larger unit, have their long text. `width_of` returns
        the width of a text.
        """
        starts = list(self._starts(left, right))
        heads: list[Head] = []
        free = left
        for index, start in enumerate(starts):
            x, is_major = max(left, self.x(start)), _is_first(start, self.unit)
            text = head_text(start, self.unit, is_long=is_major or index == 0)
            end = x + width_of(text) + _GAP
            if x < free or ((index == 0 or not is_major) and end > self._next_major(starts, index)):
                text, end = "", free
            heads.append(Head(x, text, is_major))
            free = end
        return heads

    def _next_major(self, starts: list[date], index: int) -> float:
        """Return where the next larger unit begins after a start, or infinity."""
        later = (self.x(each) for each in starts[index + 1 :] if _is_first(each, self.unit))
        return next(later, math.inf)

    def _starts(self, left: float, right: float) -> Iterator[date]:
        day: date | None = start_of(self.day_at(left), self.unit)
        while day is not None and self.x(day) < right:
            yield day
            day = shifted(day, self.unit, 1)


def head_text(day: date, unit: Unit, *, is_long: bool) -> str:
    """Return the head of the unit that begins on a day: "1. kv", or long "1. kv 26"."""
    month, year = month_name(day.month), f"{day:%y}"
    match unit:
        case Unit.DAY:
            return (
                ptr("head", "{0} {1} {2}").format(day.day, month, year) if is_long else f"{day.day}"
            )
        case Unit.WEEK:
            week = tr("week {0}").format(day.isocalendar().week)
            return f"{week}, {month} {year}" if is_long else week
        case Unit.MONTH:
            return f"{month} {year}" if is_long else month
        case Unit.QUARTER:
            quarter = tr("Q{0}").format(quarter_number(day))
            return f"{quarter} {year}" if is_long else quarter
    return str(day.year)


def month_name(month: int) -> str:
    """Return the short name of a month, 1–12."""
    return ptr("short month", _MONTHS[month - 1])


def fitting(first: date, last: date, width: float, least: float, most: float) -> float:
    """Return the length of a day with which some days fill a width, from `least` to `most`."""
    return min(most, max(least, width / ((last - first).days + 1)))


def _is_first(day: date, unit: Unit) -> bool:
    """Whether a unit is the first of the next larger one, or of the year if it is a month."""
    match unit:
        case Unit.DAY:
            return day.day == 1
        case Unit.WEEK:
            return day.day <= 7
        case Unit.MONTH | Unit.QUARTER:
            return day.month == 1
    return True

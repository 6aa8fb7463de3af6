"""Where the bars of a timeline are: a scale of months, quarters or years, and rows with dates.

All positions are shares, 0–1, of the width of the scale, so that every picture of a plan, from a
small figure to a poster, can use them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from kompass_desktop.assessment.advice import planned
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_dates import day_of
from kompass_desktop.assessment.records import Activity, Improvement, ImprovementStatus
from kompass_desktop.i18n import ptr

_YEAR_MONTHS = 12
_FEW_MONTHS, _FEW_YEARS = 15, 4 * _YEAR_MONTHS
"""The longest times, in months, that are divided into months and into quarters."""
_MOST_YEARS = 14
"""How many years have a label each; of more years, only some do."""


class Unit(IntEnum):
    """What a scale is divided into; the value is a number of months."""

    MONTH = 1
    QUARTER = 3
    YEAR = 12


@dataclass(frozen=True)
class Row:
    """A bar of a timeline; both days are included. A milestone begins and ends on one day.

    `status` is that of an improvement, and None for an activity, which may be `is_done`.
    `depth` is 0 for what is not a part of something else.
    """

    title: str
    begins: date
    ends: date
    status: ImprovementStatus | None = None
    is_milestone: bool = False
    is_done: bool = False
    depth: int = 0


@dataclass(frozen=True)
class Tick:
    """Where a unit of a scale begins, as a share 0–1, with the label of the unit.

    `year` is the year if a year begins there, or the scale; of very many years only some have
    it. A unit that is a year has no label of its own.
    """

    share: float
    label: str
    year: str


class TimeScale:
    """The scale from the first day of rows to the last, in whole units."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Raises ValueError if there are no rows."""
        first = min(_month_of(row.begins) for row in rows)
        last = max(_month_of(row.ends) for row in rows)
        months = last - first + 1
        if months <= _FEW_MONTHS:
            self.unit = Unit.MONTH
        else:
            self.unit = Unit.QUARTER if months <= _FEW_YEARS else Unit.YEAR
        self._first = first - first % self.unit
        self._end = last - last % self.unit + self.unit
        self._begins = _ordinal(self._first)
        self._days = _ordinal(self._end) - self._begins

    def share(self, day: date, *, is_end: bool = False) -> float:
        """Return where a day begins, as a share 0–1; with `is_end`, where it ends."""
        return (day.toordinal() + is_end - self._begins) / self._days

    def span(self, row: Row) -> tuple[float, float]:
        """Return where the bar of a row begins and ends."""
        return self.share(row.begins), self.share(row.ends, is_end=True)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The beginnings of its units, from the left."""
        months = range(self._first, self._end, self.unit)
        step = 1 + (len(months) - 1) // _MOST_YEARS if self.unit is Unit.YEAR else 1
        return tuple(
            Tick(
                (_ordinal(month) - self._begins) / self._days,
                self._label(month % _YEAR_MONTHS),
                self._year(month) if number % step == 0 else "",
            )
            for number, month in enumerate(months)
        )

    def _year(self, month: int) -> str:
        year, index = divmod(month, _YEAR_MONTHS)
        return str(year) if index == 0 or month == self._first else ""

    def _label(self, month: int) -> str:
        """Return the label of a unit, given the month in which it begins, from 0."""
        match self.unit:
            case Unit.YEAR:
                return ""
            case Unit.QUARTER:
                return ptr("date", "Q{0}").format(1 + month // Unit.QUARTER)
            case _:
                return str(month + 1)


def timeline_rows(assessment: Assessment) -> tuple[Row, ...]:
    """Return the activities with dates, each followed by its parts, and then the improvements.

    An activity without dates lasts from the first to the last of its parts.
    """
    depths = _depths(assessment)
    activities = (
        _activity_row(each, days, depths[each.id])
        for each in assessment.activities_in_order()
        if (days := _days_of(each, assessment)) is not None
    )
    improvements = (
        _improvement_row(each, days)
        for each in planned(assessment)
        if (days := _span(each)) is not None
    )
    return (*activities, *improvements)


def most_important(rows: Sequence[Row], most: int) -> tuple[Row, ...]:
    """Return at most `most` rows in their order: what is no part, milestones, then the others."""
    if len(rows) <= most:
        return tuple(rows)
    places = range(len(rows))
    ranked = sorted(places, key=lambda at: (_rank(rows[at]), at))
    return tuple(rows[at] for at in sorted(ranked[:most]))


def _rank(row: Row) -> int:
    if row.status is None and not row.depth:
        return 0
    return 1 if row.is_milestone or row.status is not None else 2


def _activity_row(activity: Activity, days: tuple[date, date], depth: int) -> Row:
    begins, ends = days
    return Row(
        activity.title.strip(),
        begins,
        begins if activity.milestone else ends,
        is_milestone=activity.milestone,
        is_done=activity.done,
        depth=depth,
    )


def _improvement_row(improvement: Improvement, days: tuple[date, date]) -> Row:
    is_done = improvement.status is ImprovementStatus.DONE
    return Row(improvement.title.strip(), *days, status=improvement.status, is_done=is_done)


def _days_of(activity: Activity, assessment: Assessment) -> tuple[date, date] | None:
    """Return the first and the last day of an activity, or of its parts; None without dates."""
    own = _span(activity)
    if own is not None:
        return own
    below = (_span(each) for each in _parts_of(activity, assessment))
    known = [days for days in below if days is not None]
    if not known:
        return None
    return min(begins for begins, _ in known), max(ends for _, ends in known)


def _parts_of(activity: Activity, assessment: Assessment) -> Iterable[Activity]:
    """Yield what is within an activity; what is within itself, by mistake, only once."""
    seen, waiting = {activity.id}, [activity.id]
    while waiting:
        parent = waiting.pop()
        for each in assessment.activities.values():
            if each.parent == parent and each.id not in seen:
                seen.add(each.id)
                waiting.append(each.id)
                yield each


def _depths(assessment: Assessment) -> dict[str, int]:
    depths: dict[str, int] = {}
    for each in assessment.activities_in_order():
        depths[each.id] = depths[each.parent] + 1 if each.parent in depths else 0
    return depths


def _span(record: Activity | Improvement) -> tuple[date, date] | None:
    """Return its first and last day; one of them is enough, and the earlier is the first."""
    days = [day for day in (day_of(record.begins), day_of(record.ends)) if day is not None]
    return (min(days), max(days)) if days else None


def _month_of(day: date) -> int:
    return day.year * _YEAR_MONTHS + day.month - 1


def _ordinal(month: int) -> int:
    """Return the number of the first day of a month, also of the one after the last year."""
    year, index = divmod(month, _YEAR_MONTHS)
    if year > date.max.year:
        return date.max.toordinal() + 1
    return date(max(year, date.min.year), index + 1, 1).toordinal()

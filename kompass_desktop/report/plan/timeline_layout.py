"""The bars of a timeline as a figure, slides and workbook print them, on an axis of whole units.

Positions are shares, 0–1, of the length of the axis, so that every picture of a plan can use them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus
from kompass_desktop.assessment.planning.plan_dates import quarter_number
from kompass_desktop.assessment.planning.time_scale import Unit, shifted, start_of
from kompass_desktop.assessment.planning.timeline import Row, RowKind, Span, Timeline, union
from kompass_desktop.i18n import ptr

_FEW_MONTHS, _FEW_QUARTERS = 15, 16
"""The longest times that are divided into months and into quarters."""
_MOST_YEARS = 14
"""How many years have a label each; of more years, only some do."""


@dataclass(frozen=True)
class Bar:
    """A row of the timeline that has dates; both days are included. A milestone is one day.

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
    """Where a unit of an axis begins, as a share 0–1, with the label of the unit.

    `year` is the year if a year begins there, or the axis; of very many years only some have
    it. A unit that is a year has no label of its own.
    """

    share: float
    label: str
    year: str


class TimeAxis:
    """The axis from the first day of bars to the last, in whole months, quarters or years."""

    def __init__(self, bars: Sequence[Bar]) -> None:
        """Raises ValueError if there are no bars."""
        whole = union(Span(bar.begins, bar.ends) for bar in bars)
        self.unit = _unit_of(whole)
        self._starts = tuple(_starts(whole, self.unit))
        after = shifted(self._starts[-1], self.unit, 1)
        self._begins = self._starts[0].toordinal()
        # The calendar ends with a year.
        end = after.toordinal() if after is not None else date.max.toordinal() + 1
        self._days = end - self._begins

    def share(self, day: date, *, is_end: bool = False) -> float:
        """Return where a day begins, as a share 0–1; with `is_end`, where it ends."""
        return (day.toordinal() + is_end - self._begins) / self._days

    def span(self, bar: Bar) -> tuple[float, float]:
        """Return where a bar begins and ends."""
        return self.share(bar.begins), self.share(bar.ends, is_end=True)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The beginnings of its units, from the left."""
        step = 1 + (len(self._starts) - 1) // _MOST_YEARS if self.unit is Unit.YEAR else 1
        return tuple(
            Tick(self.share(day), self._label(day), self._year(day) if number % step == 0 else "")
            for number, day in enumerate(self._starts)
        )

    def _year(self, day: date) -> str:
        return str(day.year) if day.month == 1 or day == self._starts[0] else ""

    def _label(self, day: date) -> str:
        match self.unit:
            case Unit.YEAR:
                return ""
            case Unit.QUARTER:
                return ptr("date", "Q{0}").format(quarter_number(day))
            case _:
                return str(day.month)


def timeline_bars(assessment: Assessment) -> tuple[Bar, ...]:
    """Return what has dates: the activities, each followed by its parts, then the improvements.

    Improvements without a title are left out.
    """
    every = [bar for row in Timeline(assessment).rows if (bar := _bar(row)) is not None]
    activities = [bar for bar in every if bar.status is None]
    return (*activities, *(bar for bar in every if bar.status is not None and bar.title))


def most_important(bars: Sequence[Bar], most: int) -> tuple[Bar, ...]:
    """Return at most `most` bars in their order: what is no part, milestones, then the others."""
    if len(bars) <= most:
        return tuple(bars)
    places = range(len(bars))
    ranked = sorted(places, key=lambda at: (_rank(bars[at]), at))
    return tuple(bars[at] for at in sorted(ranked[:most]))


def _rank(bar: Bar) -> int:
    if bar.status is None and not bar.depth:
        return 0
    return 1 if bar.is_milestone or bar.status is not None else 2


def _bar(row: Row) -> Bar | None:
    """Return the bar of a row, or None without dates."""
    if row.span is None or row.record is None:
        return None
    title, days = row.record.title.strip(), (row.span.begins, row.span.ends)
    if isinstance(row.record, Improvement):
        status = row.record.status
        return Bar(title, *days, status=status, is_done=status is ImprovementStatus.DONE)
    is_milestone = row.kind is RowKind.MILESTONE
    return Bar(title, *days, None, is_milestone, row.record.done, row.depth)


def _unit_of(whole: Span) -> Unit:
    """Return the unit that divides a time into not too many parts."""
    months = (whole.ends.year - whole.begins.year) * 12 + whole.ends.month - whole.begins.month + 1
    if months <= _FEW_MONTHS:
        return Unit.MONTH
    return Unit.QUARTER if months <= 3 * _FEW_QUARTERS else Unit.YEAR


def _starts(whole: Span, unit: Unit) -> Iterator[date]:
    day: date | None = start_of(whole.begins, unit)
    while day is not None and day <= whole.ends:
        yield day
        day = shifted(day, unit, 1)

"""The timeline of a plan: its rows, the dates of phases, and what must end before what begins."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import lru_cache
from typing import TypeAlias, TypeVar, cast

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Activity, Improvement, ImprovementStatus
from kompass_desktop.assessment.planning.plan_dates import day_of

Planned: TypeAlias = Improvement | Activity
_PlannedT = TypeVar("_PlannedT", Improvement, Activity)

WITHOUT_DATES = "without-dates"
"""The key of the heading above the improvements that have no dates yet."""


@dataclass(frozen=True)
class Span:
    """From one day to another, both included; the second is not before the first."""

    begins: date
    ends: date

    @property
    def days(self) -> int:
        """The number of days, from 1."""
        return (self.ends - self.begins).days + 1


class RowKind(Enum):
    """What a row shows."""

    IMPROVEMENT = auto()
    PHASE = auto()
    """An activity with parts."""
    ACTIVITY = auto()
    MILESTONE = auto()
    HEADING = auto()
    """The heading above the improvements without dates."""


@dataclass(frozen=True)
class Row:
    """A row of the timeline.

    `key` is the id of `record`, which is None only in a heading. `depth` is how many activities
    it is within, `number` an improvement's place by priority, from 1, or the number of rows
    below a heading. `span` is None without dates.
    """

    key: str
    kind: RowKind
    record: Planned | None
    depth: int = 0
    number: int = 0
    span: Span | None = None
    is_folded: bool = False

    @property
    def has_parts(self) -> bool:
        """Whether rows below it can be folded."""
        return self.kind in (RowKind.PHASE, RowKind.HEADING)

    @property
    def is_own_span(self) -> bool:
        """Whether its dates are its own, and not those of its parts."""
        return self.record is not None and span_of(self.record) is not None


@dataclass(frozen=True)
class Link:
    """The record of row `first` must end before that of row `then` begins, given by index.

    It `is_broken` if `then` begins before `first` ends.
    """

    first: int
    then: int
    is_broken: bool


class Timeline:
    """The rows and links of an assessment's plan as it is now.

    The parts of the rows whose keys are in `folded` are left out. `instead` has records that
    are shown in place of those with their ids, as while one is dragged. Dropped improvements
    are left out.
    """

    def __init__(
        self,
        assessment: Assessment,
        folded: Collection[str] = (),
        instead: Mapping[str, Planned] | None = None,
    ) -> None:
        instead = instead or {}
        self._folded = folded
        self._improvements = {
            each.id: (number, _instead(each, instead))
            for number, each in enumerate(assessment.improvements_in_order(), start=1)
            if each.status is not ImprovementStatus.DROPPED
        }
        ordered = assessment.activities_in_order()
        self._activities = {each.id: _instead(each, instead) for each in ordered}
        self._spans = self._all_spans()
        self._shown: dict[str, int] = {}
        self.rows = tuple(self._rows())
        self.links = tuple(self._links())

    def span(self, key: str) -> Span | None:
        """Return the dates of a record, given its id; those of a phase may be of its parts."""
        return self._spans.get(key)

    def index(self, key: str) -> int | None:
        """Return the index of the row that shows a record, given its id, or has it folded."""
        return self._shown.get(key)

    @property
    def whole(self) -> Span | None:
        """From the first day of the plan to the last, or None if nothing has dates."""
        spans = list(self._spans.values())
        return union(spans) if spans else None

    def _all_spans(self) -> dict[str, Span]:
        spans: dict[str, Span] = {}
        parts: dict[str, list[Span]] = {}
        # From the last to the first: parts come after what they are parts of.
        backwards = list(reversed(self._activities.values()))
        # Once more for activities that are parts of each other, by mistake.
        for each in (*backwards, *backwards):
            if each.id in spans:
                continue
            found = span_of(each)
            if found is None and each.id in parts:
                found = union(parts[each.id])
            if found is not None:
                spans[each.id] = found
                parts.setdefault(each.parent, []).append(found)
        for key, (_, improvement) in self._improvements.items():
            own = span_of(improvement)
            if own is not None:
                spans[key] = own
        return spans

    def _rows(self) -> Iterator[Row]:
        waiting = []
        index = 0
        for key, (number, each) in self._improvements.items():
            row = Row(key, RowKind.IMPROVEMENT, each, number=number, span=self._spans.get(key))
            if row.span is None:
                waiting.append(row)
                continue
            self._shown[key] = index
            yield row
            index += 1
        for row in self._activity_rows():
            if row.key not in self._shown:
                self._shown[row.key] = index
                yield row
                index += 1
        yield from self._waiting_rows(waiting, index)

    def _waiting_rows(self, waiting: list[Row], index: int) -> Iterator[Row]:
        if not waiting:
            return
        is_folded = WITHOUT_DATES in self._folded
        self._shown[WITHOUT_DATES] = index
        yield Row(WITHOUT_DATES, RowKind.HEADING, None, number=len(waiting), is_folded=is_folded)
        for place, row in enumerate(waiting, start=1):
            self._shown[row.key] = index if is_folded else index + place
            if not is_folded:
                yield row

    def _activity_rows(self) -> Iterator[Row]:
        """Yield a row of each activity that is not folded; a folded one has its phase's index."""
        with_parts = {each.parent for each in self._activities.values()}
        depths: dict[str, int] = {}
        hidden_by: dict[str, str] = {}
        for each in self._activities.values():
            above = each.parent if each.parent in depths else ""
            depths[each.id] = depths[above] + 1 if above else 0
            hider = hidden_by.get(above) or (above if above in self._folded else "")
            if hider:
                hidden_by[each.id] = hider
                self._shown[each.id] = self._shown[hider]
                continue
            yield Row(
                each.id,
                _kind_of(each, has_parts=each.id in with_parts),
                each,
                depth=depths[each.id],
                span=self._spans.get(each.id),
                is_folded=each.id in self._folded,
            )

    def _links(self) -> Iterator[Link]:
        improvements: list[Planned] = [each for _, each in self._improvements.values()]
        for record in [*improvements, *self._activities.values()]:
            then, begins = self._shown.get(record.id), self._spans.get(record.id)
            for key in record.after_ids:
                first, ends = self._shown.get(key), self._spans.get(key)
                if first is None or then is None or first == then or not (begins and ends):
                    continue
                yield Link(first, then, is_broken=begins.begins < ends.ends)


def span_of(record: Planned) -> Span | None:
    """Return the record's own dates, or None; a milestone, or what has one date, is one day."""
    is_milestone = isinstance(record, Activity) and record.milestone
    return _span("" if is_milestone and record.begins else record.ends, record.begins)


# While something is dragged, the dates of the whole plan are read for each picture.
@lru_cache(maxsize=8192)
def _span(ends: str, begins: str) -> Span | None:
    first, last = day_of(begins), day_of(ends)
    first = first or last
    return None if first is None else Span(first, max(first, last or first))


def union(spans: Iterable[Span]) -> Span:
    """Return the time from the first day of at least one span to the last."""
    every = list(spans)
    return Span(min(each.begins for each in every), max(each.ends for each in every))


def find(assessment: Assessment, key: str) -> Planned | None:
    """Return the improvement or activity with an id, or None."""
    return assessment.improvements.get(key) or assessment.activities.get(key)


def with_parts(assessment: Assessment, key: str) -> list[Planned]:
    """Return a record, given its id, and all parts of it if it is an activity; none if unknown."""
    record = find(assessment, key)
    if not isinstance(record, Activity):
        return [record] if record is not None else []
    inside = {key}
    for each in assessment.activities_in_order():
        if each.parent in inside:
            inside.add(each.id)
    rest = [each for each in assessment.activities_in_order() if each.id in inside - {key}]
    return [record, *rest]


def followers(assessment: Assessment, keys: Collection[str]) -> list[Planned]:
    """Return what begins after some records, given their ids, directly or not, with its parts.

    The records themselves are left out.
    """
    found: dict[str, Planned] = {}
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        for record in _planned(assessment):
            if key in record.after_ids and record.id not in found and record.id not in keys:
                inside = [each for each in with_parts(assessment, record.id) if each.id not in keys]
                found |= {each.id: each for each in inside}
                waiting += [each.id for each in inside]
    return list(found.values())


def may_follow(assessment: Assessment, then: str, first: str) -> bool:
    """Return whether a record can begin after another, given their ids, without a circle.

    A phase and its parts cannot follow each other.
    """
    own = {each.id for each in with_parts(assessment, then)}
    other = {each.id for each in with_parts(assessment, first)}
    later = {each.id for each in followers(assessment, own)}
    return not own & other and first not in later


def _instead(record: _PlannedT, instead: Mapping[str, Planned]) -> _PlannedT:
    # A record is only shown in place of one of its own type.
    return cast("_PlannedT", instead.get(record.id, record))


def _planned(assessment: Assessment) -> Iterator[Planned]:
    yield from assessment.improvements.values()
    yield from assessment.activities.values()


def _kind_of(activity: Activity, *, has_parts: bool) -> RowKind:
    if has_parts:
        return RowKind.PHASE
    return RowKind.MILESTONE if activity.milestone else RowKind.ACTIVITY

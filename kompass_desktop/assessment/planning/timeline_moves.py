"""Changes of a plan's dates and of the order and parts of its activities.

Each function returns new records or changes, and stores nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from enum import Enum, auto

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Activity
from kompass_desktop.assessment.planning.plan_dates import day_of
from kompass_desktop.assessment.planning.time_scale import Unit, shifted
from kompass_desktop.assessment.planning.timeline import Planned, Span, span_of, union, with_parts
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""The years in which dates can be stored."""


class Edge(Enum):
    """What of a bar is moved."""

    BOTH = auto()
    BEGINS = auto()
    ENDS = auto()


def moved(assessment: Assessment, key: str, edge: Edge, unit: Unit, count: int) -> list[Planned]:
    """Return the records as they are after moving one, given its id, by a number of units.

    The parts of an activity go with it when it is moved as a whole, all by the same number of
    days. An edge is not moved past the other. Nothing is returned for what has no dates of its
    own to move, or would leave the years that can be stored.
    """
    records = with_parts(assessment, key)
    if edge is not Edge.BOTH:
        return _stretched(records[0], edge, unit, count) if records else []
    spans = [span for each in records if (span := span_of(each)) is not None]
    if not spans:
        return []
    first = span_of(records[0]) or union(spans)
    begins = shifted(first.begins, unit, count)
    return by_days(records, (begins - first.begins).days) if begins is not None else []


def by_days(records: Iterable[Planned], days: int) -> list[Planned]:
    """Return records moved by a number of days, without those that have no dates.

    Nothing is returned if one of them would leave the years that can be stored.
    """
    found: list[Planned] = []
    for each in records:
        if span_of(each) is None:
            continue
        begins, ends = _later(each.begins, days), _later(each.ends, days)
        if begins is None or ends is None:
            return []
        found.append(replace(each, begins=begins, ends=ends))
    return found


def placed(record: Planned, begins: date, unit: Unit) -> Planned:
    """Return a record that begins on a day and lasts for one unit, or one day as a milestone."""
    if isinstance(record, Activity) and record.milestone:
        return replace(record, begins=begins.isoformat(), ends="")
    following = shifted(begins, unit, 1)
    ends = following - timedelta(days=1) if following is not None else begins
    return with_span(record, Span(begins, max(begins, ends)))


def with_span(record: Planned, span: Span) -> Planned:
    """Return a record with other dates."""
    return replace(record, begins=span.begins.isoformat(), ends=span.ends.isoformat())


def changes_to(assessment: Assessment, records: Iterable[Planned]) -> list[Change]:
    """Return the changes that store records in place of those with their ids."""
    every = [Change(assessment.get(each), each) for each in records]
    return [each for each in every if each.before != each.after]


def new_activity(
    assessment: Assessment, beside: Activity | None, title: str, begins: date, unit: Unit
) -> list[Change]:
    """Return the changes that add an activity after another, or last without one.

    The first change is that of the new activity, which lasts for a unit.
    """
    made = Activity(new_id(), title, parent=beside.parent if beside else "")
    lasting = placed(made, begins, unit)
    dated = replace(made, begins=lasting.begins, ends=lasting.ends)
    return _inserted(assessment, dated, beside)


def new_milestone(
    assessment: Assessment, beside: Activity | None, title: str, day: date
) -> list[Change]:
    """Return the changes that add a milestone after an activity, or last without one."""
    parent = beside.parent if beside else ""
    made = Activity(new_id(), title, day.isoformat(), milestone=True, parent=parent)
    return _inserted(assessment, made, beside)


def indented(assessment: Assessment, activity: Activity) -> list[Change]:
    """Return the changes that make an activity the last part of the one above at its level."""
    siblings = siblings_of(assessment, activity.parent)
    place = siblings.index(activity)
    if place == 0:
        return []
    above = siblings[place - 1]
    if above.milestone:
        return []
    inside = siblings_of(assessment, above.id)
    position = inside[-1].position + 1 if inside else 0.0
    return [Change(activity, replace(activity, parent=above.id, position=position))]


def outdented(assessment: Assessment, activity: Activity) -> list[Change]:
    """Return the changes that put a part of an activity after that activity."""
    above = assessment.activities.get(activity.parent)
    if above is None:
        return []
    return _inserted(assessment, replace(activity, parent=above.parent), above)


def reordered(assessment: Assessment, activity: Activity, step: int) -> list[Change]:
    """Return the changes that move an activity up (-1) or down (1) among those at its level."""
    siblings = siblings_of(assessment, activity.parent)
    place = siblings.index(activity)
    other = place + step
    if not 0 <= other < len(siblings):
        return []
    siblings[place], siblings[other] = siblings[other], siblings[place]
    return _numbered(assessment, siblings)


def removed(assessment: Assessment, activity: Activity) -> list[Change]:
    """Return the changes that delete an activity and its parts, the parts first."""
    return [Change(each, None) for each in reversed(with_parts(assessment, activity.id))]


def siblings_of(assessment: Assessment, parent: str) -> list[Activity]:
    """Return the parts of an activity, given its id, in order; else what is no part of another.

    What is a part of an activity that was deleted, as by a colleague, is no part any more.
    """
    known = assessment.activities

    def existing(identity: str) -> str:
        return identity if identity in known else ""

    own = (each for each in known.values() if existing(each.parent) == existing(parent))
    return sorted(own, key=lambda each: (each.position, each.id))


def _inserted(assessment: Assessment, made: Activity, beside: Activity | None) -> list[Change]:
    """Return the changes that put an activity after another at its level, or last."""
    siblings = [each for each in siblings_of(assessment, made.parent) if each.id != made.id]
    place = siblings.index(beside) + 1 if beside in siblings else len(siblings)
    siblings.insert(place, made)
    changes = _numbered(assessment, siblings)
    own = [each for each in changes if each.record.id == made.id]
    return own + [each for each in changes if each.record.id != made.id]


def _numbered(assessment: Assessment, siblings: Iterable[Activity]) -> list[Change]:
    ordered = [replace(each, position=float(place)) for place, each in enumerate(siblings)]
    return changes_to(assessment, ordered)


def _stretched(record: Planned, edge: Edge, unit: Unit, count: int) -> list[Planned]:
    span = span_of(record)
    if span is None or (isinstance(record, Activity) and record.milestone):
        return []
    begins, ends = span.begins, span.ends
    if edge is Edge.BEGINS:
        wanted = shifted(begins, unit, count)
        begins = min(wanted, ends) if wanted is not None else begins
    else:
        wanted = shifted(ends, unit, count)
        ends = max(wanted, begins) if wanted is not None else ends
    if begins.year < FIRST_YEAR or ends.year > LAST_YEAR:
        return []
    return [with_span(record, Span(begins, ends))]


def _later(iso: str, days: int) -> str | None:
    """Return a stored date some days later, "" for "", or None outside the years."""
    day = day_of(iso)
    if day is None:
        return ""
    try:
        later = day + timedelta(days=days)
    except OverflowError:
        return None
    return later.isoformat() if FIRST_YEAR <= later.year <= LAST_YEAR else None

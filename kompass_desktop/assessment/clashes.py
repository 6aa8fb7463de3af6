"""Finds conflicts in an interview plan: somebody in two interviews at once, or no lunch break.

Less certain problems are remarks: no break, little time between two venues, a venue used
twice, simultaneous interviews without interviewers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import combinations

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview
from kompass_desktop.assessment.times import begins_at, ends_at, time_span

TRAVEL = timedelta(minutes=15)
"""The least time between interviews at two venues."""


class ClashKind(StrEnum):
    """What is wrong between two interviews, or with one interview."""

    INFORMANT = "informant"
    """An informant is in two interviews at once."""
    CONSULTANT = "consultant"
    """A member of the team holds two interviews at once."""
    LUNCH = "lunch"
    """An interview overlaps the lunch break."""
    VENUE = "venue"
    """Two interviews are at the same venue at the same time."""
    OVERLAP = "overlap"
    """Two interviews are at the same time, and at least one has no interviewers."""
    NO_BREAK = "no_break"
    """There is no break between two interviews that the same person may hold."""
    TRAVEL = "travel"
    """There is little time between two venues for someone who may hold both interviews."""

    @property
    def is_remark(self) -> bool:
        """Whether it is possible as planned, but should be checked."""
        return self not in (ClashKind.INFORMANT, ClashKind.CONSULTANT, ClashKind.LUNCH)


@dataclass(frozen=True)
class Clash:
    """A conflict of an interview, and of another that does not begin earlier.

    `interview` and `other` are ids; `other` is "" for the lunch break. `member` is the id of
    the consultant who has both, or ""; `minutes` the time between them for `TRAVEL`.
    """

    kind: ClashKind
    interview: str
    other: str = ""
    member: str = ""
    minutes: int = 0

    def is_of(self, interview: str) -> bool:
        """Return whether an interview, given its id, is one of the two."""
        return interview in (self.interview, self.other)


@dataclass(frozen=True)
class _Planned:
    interview: Interview
    begins: datetime
    ends: datetime
    members: frozenset[str]


def clashes_in(assessment: Assessment) -> tuple[Clash, ...]:
    """Return the conflicts and remarks in the plan of an assessment, in order of time.

    Interviews without a time, and those that are cancelled, are left out.
    """
    planned = sorted(_planned(assessment), key=lambda p: (p.begins, p.interview.id))
    lunches = [clash for each in planned for clash in _in_lunch(assessment, each)]
    between = [c for one, other in combinations(planned, 2) for c in _between(one, other)]
    order = {each.interview.id: number for number, each in enumerate(planned)}
    return tuple(sorted((*lunches, *between), key=lambda clash: order[clash.interview]))


def _planned(assessment: Assessment) -> Iterator[_Planned]:
    for interview in assessment.interviews.values():
        begins, ends = begins_at(interview), ends_at(interview)
        if begins is not None and ends is not None and not interview.is_cancelled:
            members = assessment.members.keys() & set(interview.interviewer_ids)
            yield _Planned(interview, begins, ends, frozenset(members))


def _in_lunch(assessment: Assessment, planned: _Planned) -> Iterator[Clash]:
    lunch = time_span(assessment.particulars.lunch)
    if lunch is None:
        return
    begins = datetime.combine(planned.begins.date(), lunch.begins)
    ends = datetime.combine(planned.begins.date(), lunch.ends)
    if planned.begins < ends and begins < planned.ends:
        yield Clash(ClashKind.LUNCH, planned.interview.id)


def _between(one: _Planned, other: _Planned) -> Iterator[Clash]:
    """Yield the conflicts of an interview with one that does not begin earlier."""
    ids = (one.interview.id, other.interview.id)
    if other.begins >= one.ends:
        yield from _after(one, other)
        return
    found = [
        Clash(ClashKind.CONSULTANT, *ids, each) for each in sorted(one.members & other.members)
    ]
    if _same_informant(one.interview, other.interview):
        found.insert(0, Clash(ClashKind.INFORMANT, *ids))
    if _same_text(one.interview.venue, other.interview.venue):
        found.append(Clash(ClashKind.VENUE, *ids))
    if not found and not (one.members and other.members):
        found.append(Clash(ClashKind.OVERLAP, *ids))
    yield from found


def _after(one: _Planned, other: _Planned) -> Iterator[Clash]:
    pause = other.begins - one.ends
    may_be_same = bool(one.members & other.members) or not (one.members and other.members)
    if pause >= TRAVEL or not may_be_same:
        return
    ids, minutes = (one.interview.id, other.interview.id), int(pause / timedelta(minutes=1))
    venues = one.interview.venue.strip(), other.interview.venue.strip()
    if not pause:
        yield Clash(ClashKind.NO_BREAK, *ids)
    elif all(venues) and not _same_text(*venues):
        yield Clash(ClashKind.TRAVEL, *ids, minutes=minutes)


def _same_informant(one: Interview, other: Interview) -> bool:
    return _same_text(one.code, other.code) or _same_text(one.name, other.name)


def _same_text(one: str, other: str) -> bool:
    return bool(one.strip()) and one.strip().casefold() == other.strip().casefold()

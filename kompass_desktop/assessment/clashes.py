"""What in a plan cannot be: somebody in two places at once, or an interview in the lunch.

What can be, but is tight or unclear, is a remark: no break, little time between two places,
two interviews at once without interviewers.
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
"""What one needs from one place to another, at least."""


class ClashKind(StrEnum):
    """What is wrong between two interviews, or with one of them."""

    INFORMANT = "informant"
    """An informant is in two interviews at once."""
    CONSULTANT = "consultant"
    """A member of the team holds two interviews at once."""
    LUNCH = "lunch"
    """An interview goes into the lunch."""
    VENUE = "venue"
    """Two interviews are in one place at once."""
    OVERLAP = "overlap"
    """Two interviews are held at once, and have no interviewers."""
    NO_BREAK = "no_break"
    """Whoever holds both has no break between them."""
    TRAVEL = "travel"
    """Whoever holds both has little time to get from one place to the other."""

    @property
    def is_remark(self) -> bool:
        """Whether it can be so, but should be looked at."""
        return self not in (ClashKind.INFORMANT, ClashKind.CONSULTANT, ClashKind.LUNCH)


@dataclass(frozen=True)
class Clash:
    """Something wrong with an interview, and with another that begins no earlier.

    Both are ids; `other` is empty for the lunch. `member` is the id of the consultant who
    is meant, or empty; `minutes` the time between the two.
    """

    kind: ClashKind
    interview: str
    other: str = ""
    member: str = ""
    minutes: int = 0

    def is_of(self, interview: str) -> bool:
        """Whether an interview, given its id, is one of the two."""
        return interview in (self.interview, self.other)


@dataclass(frozen=True)
class _Planned:
    interview: Interview
    begins: datetime
    ends: datetime
    members: frozenset[str]


def clashes_in(assessment: Assessment) -> tuple[Clash, ...]:
    """Return the clashes and remarks of a plan, in the order of its times.

    Interviews without a time, and those that are cancelled, clash with nothing.
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
    """Yield what is wrong between an interview and one that begins no earlier."""
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

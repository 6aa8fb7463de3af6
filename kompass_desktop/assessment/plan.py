"""The interviews to hold, whether they fit the time, and the order of them and of the team."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kompass_desktop.assessment.asking import counts_of_group, minutes_of_group
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import (
    Change,
    Document,
    Interview,
    InterviewStatus,
    Member,
    document_study_id,
    new_id,
)
from kompass_desktop.instrument.model import DOCUMENTS, DOCUMENTS_CODE, InformantGroup

STEP_MINUTES = 15
SHORTEST_MINUTES = 60
LONGEST_MINUTES = 90

USUAL_PLAN = {
    "mayor": 2,
    "chief_executive": 1,
    "directors": 3,
    "staff": 2,
    "unit_leaders": 10,
    "union": 2,
}
"""Interviews per informant group (deck, "Metode": ten unit leaders, and all the others)."""

PositionedT = TypeVar("PositionedT", Member, Interview, Document)


@dataclass(frozen=True)
class PlannedGroup:
    """An informant group in the plan.

    `measure_points` says how many an interview asks, for each of its question sets;
    `minutes` what they take at most; `shortest` the least that was agreed with any of its
    informants still to be interviewed, None where there is none. Interviews that are
    cancelled do not count.
    """

    group: InformantGroup
    measure_points: tuple[int, ...]
    minutes: int
    planned: int
    held: int
    shortest: int | None

    @property
    def missing_minutes(self) -> int:
        """How much the tightest interview lacks, in minutes; 0 where all have the time."""
        return 0 if self.shortest is None else max(0, self.minutes - self.shortest)


def planned_groups(assessment: Assessment) -> tuple[PlannedGroup, ...]:
    """Return each informant group of the instrument, as the interviews plan for it."""
    kept = [each for each in assessment.interviews_in_order() if not each.is_cancelled]
    return tuple(
        _planned(assessment, group, [each for each in kept if each.group == group.key])
        for group in assessment.instrument.groups
    )


def _planned(
    assessment: Assessment, group: InformantGroup, own: Sequence[Interview]
) -> PlannedGroup:
    return PlannedGroup(
        group=group,
        measure_points=counts_of_group(assessment, group.key),
        minutes=math.ceil(minutes_of_group(assessment, group.key)),
        planned=len(own),
        held=sum(each.is_held for each in own),
        shortest=min((i.agreed_minutes for i in own if not i.is_held), default=None),
    )


def new_interview(assessment: Assessment, group: str) -> Interview:
    """Return an interview of a group, given its key, last in the list and not yet stored."""
    minutes = minutes_of_group(assessment, group)
    agreed = math.ceil(minutes / STEP_MINUTES) * STEP_MINUTES
    positions = [interview.position for interview in assessment.interviews_in_order()]
    return Interview(
        id=new_id(),
        group=group,
        code=next_code(assessment, group),
        agreed_minutes=min(LONGEST_MINUTES, max(SHORTEST_MINUTES, agreed)),
        position=max(positions, default=-1.0) + 1,
    )


def new_document_study(assessment: Assessment) -> Interview:
    """Return the record that ratings and notes from documents belong to, not yet stored."""
    return Interview(
        id=document_study_id(assessment.id),
        group=DOCUMENTS,
        code=DOCUMENTS_CODE,
        participants=0,
        agreed_minutes=0,
    )


def next_code(assessment: Assessment, group: str) -> str:
    """Return the code of a group's next informant: "VL-04" after "VL-03"."""
    prefix = assessment.instrument.group(group).prefix
    taken = [0]
    for interview in assessment.interviews.values():
        before, _, number = interview.code.rpartition("-")
        if before == prefix and number.isdecimal():
            taken.append(int(number))
    return f"{prefix}-{max(taken) + 1:02d}"


def usual_plan(assessment: Assessment) -> list[Interview]:
    """Return the interviews that the method asks for; one of each group that it does not name."""
    groups = assessment.instrument.groups
    return new_interviews(assessment, {g.key: USUAL_PLAN.get(g.key, 1) for g in groups})


def new_interviews(assessment: Assessment, counts: Mapping[str, int]) -> list[Interview]:
    """Return new interviews, so many of each group, last in the list and not yet stored."""
    scratch = assessment.snapshot()
    made = []
    for group, count in counts.items():
        for _ in range(count):
            interview = new_interview(scratch, group)
            scratch.apply(Change(None, interview))
            made.append(interview)
    return made


def with_status(interview: Interview, status: InterviewStatus) -> Interview | None:
    """Return an interview with another status, or None where it cannot have it.

    What the clock has begun can be ended, but not cancelled or planned; only the clock begins
    an interview.
    """
    if status is interview.status:
        return interview
    has_begun = bool(interview.started_at)
    match status:
        case InterviewStatus.HELD:
            return replace(interview, finished=True)
        case InterviewStatus.UNDER_WAY if has_begun:
            return replace(interview, finished=False)
        case InterviewStatus.PLANNED if not has_begun:
            return replace(interview, finished=False, cancelled=False)
        case InterviewStatus.CANCELLED if not has_begun:
            return replace(interview, finished=False, cancelled=True)
    return None


def by_time(interviews: Iterable[Interview]) -> list[Interview]:
    """Return interviews in the order in which they are held; those without a time last."""
    return sorted(interviews, key=lambda i: (not i.planned_at, i.planned_at, i.position, i.id))


def moved(records: Sequence[PositionedT], chosen: set[str], step: int) -> list[PositionedT]:
    """Return records with the chosen ones (by id) moved one place up (-1) or down (1)."""
    ordered = list(records)
    places = range(len(ordered)) if step < 0 else range(len(ordered) - 1, -1, -1)
    for place in places:
        beside = place + step
        if ordered[place].id not in chosen or not 0 <= beside < len(ordered):
            continue
        if ordered[beside].id not in chosen:
            ordered[place], ordered[beside] = ordered[beside], ordered[place]
    return ordered


def in_this_order(records: Iterable[PositionedT]) -> list[Change]:
    """Return the changes that put records in the order in which they are given."""
    return [
        Change(record, replace(record, position=float(place)))
        for place, record in enumerate(records)
    ]


def with_fitting_code(assessment: Assessment, edited: Interview) -> Interview:
    """Return an edited interview with a code of its group, if the group is what was edited.

    The code stays where a person has written another, or notes may already speak of it.
    """
    before = assessment.interviews.get(edited.id)
    if before is None or before.group == edited.group or edited.is_held:
        return edited
    start = f"{assessment.instrument.group(before.group).prefix}-"
    rest = edited.code.removeprefix(start)
    if not edited.code.startswith(start) or not rest.isdecimal():
        return edited
    return replace(edited, code=next_code(assessment, edited.group))

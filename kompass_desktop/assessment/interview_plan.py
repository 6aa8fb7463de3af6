"""Plans interviews: proposes them and computes their time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kompass_desktop.assessment.asking import counts_of_group, minutes_of_group
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import document_study_id, new_id
from kompass_desktop.assessment.records import Change, Interview, InterviewStatus
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
"""Interviews per informant group, by its key (deck, "Metode")."""


@dataclass(frozen=True)
class PlannedGroup:
    """An informant group in the plan, without cancelled interviews.

    `measure_points` is the number of measure points for each question set, and `minutes` the
    longest time they take. `planned` counts all interviews, `held` those that have started.
    `shortest` is the shortest agreed time, in minutes, of those that have not started, or None.
    """

    group: InformantGroup
    measure_points: tuple[int, ...]
    minutes: int
    planned: int
    held: int
    shortest: int | None

    @property
    def missing_minutes(self) -> int:
        """How many minutes the shortest interview is too short; 0 if all are long enough."""
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
    """Return a new interview of a group, given its key, as the last one; it is not stored.

    The agreed time is what the questions need, in steps of 15 minutes, from 60 to 90 minutes.
    """
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
    """Return the code for a group's next informant: "VL-04" after "VL-03"."""
    prefix = assessment.instrument.group(group).prefix
    taken = [0]
    for interview in assessment.interviews.values():
        before, _, number = interview.code.rpartition("-")
        if before == prefix and number.isdecimal():
            taken.append(int(number))
    return f"{prefix}-{max(taken) + 1:02d}"


def usual_plan(assessment: Assessment) -> list[Interview]:
    """Return the new interviews of `USUAL_PLAN`, and one of each group that is not in it."""
    groups = assessment.instrument.groups
    return new_interviews(assessment, {g.key: USUAL_PLAN.get(g.key, 1) for g in groups})


def new_interviews(assessment: Assessment, counts: Mapping[str, int]) -> list[Interview]:
    """Return new interviews, which are not stored; `counts` maps group keys to their number."""
    scratch = assessment.snapshot()
    made = []
    for group, count in counts.items():
        for _ in range(count):
            interview = new_interview(scratch, group)
            scratch.apply(Change(None, interview))
            made.append(interview)
    return made


def with_status(interview: Interview, status: InterviewStatus) -> Interview | None:
    """Return an interview with another status, or None if that is not possible.

    An interview that the clock has started can be finished, but not cancelled or planned. Only
    the clock starts an interview.
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
    """Return interviews sorted by planned time; those without a time come last."""
    return sorted(interviews, key=lambda i: (not i.planned_at, i.planned_at, i.position, i.id))


def with_fitting_code(assessment: Assessment, edited: Interview) -> Interview:
    """Return an edited interview with a new code, if its group was changed.

    The code stays if a person wrote it, or if the interview has started, because notes may
    mention it.
    """
    before = assessment.interviews.get(edited.id)
    if before is None or before.group == edited.group or edited.is_held:
        return edited
    start = f"{assessment.instrument.group(before.group).prefix}-"
    rest = edited.code.removeprefix(start)
    if not edited.code.startswith(start) or not rest.isdecimal():
        return edited
    return replace(edited, code=next_code(assessment, edited.group))

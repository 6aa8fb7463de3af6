"""The interview plan: what is suggested, how rows are ordered, and what a changed group means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change, Interview, Member
from kompass_desktop.desktop.models.group_table import is_held
from kompass_desktop.desktop.pages.interview_new import new_interview, next_code

USUAL_PLAN = {
    "mayor": 2,
    "chief_executive": 1,
    "directors": 3,
    "staff": 2,
    "unit_leaders": 10,
    "union": 2,
}
"""Interviews per informant group (deck, "Metode": ten unit leaders, and all the others)."""

PositionedT = TypeVar("PositionedT", Member, Interview)


def usual_plan(assessment: Assessment) -> list[Interview]:
    """Return the interviews that the method asks for; one of each group that it does not name."""
    groups = assessment.instrument.groups
    return new_interviews(assessment, {g.key: USUAL_PLAN.get(g.key, 1) for g in groups})


def new_interviews(assessment: Assessment, counts: Mapping[str, int]) -> list[Interview]:
    """Return new interviews, so many of each group, last in the list and not yet stored."""
    scratch = Assessment(
        assessment.particulars, assessment.instrument, interviews=dict(assessment.interviews)
    )
    made = []
    for group, count in counts.items():
        for _ in range(count):
            interview = new_interview(scratch, group)
            scratch.apply(Change(None, interview))
            made.append(interview)
    return made


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
    """Return the changes that let records stand in the order in which they are given."""
    return [
        Change(record, replace(record, position=float(place)))
        for place, record in enumerate(records)
    ]


def with_fitting_code(assessment: Assessment, edited: Interview) -> Interview:
    """Return an edited interview with a code of its group, if the group is what was edited.

    The code stays where a person has written another, or notes may already speak of it.
    """
    before = assessment.interviews.get(edited.id)
    if before is None or before.group == edited.group or is_held(edited):
        return edited
    start = f"{assessment.instrument.group(before.group).prefix}-"
    rest = edited.code.removeprefix(start)
    if not edited.code.startswith(start) or not rest.isdecimal():
        return edited
    return replace(edited, code=next_code(assessment, edited.group))

"""An interview that nobody planned: it gets the next code of its group."""

from __future__ import annotations

import math

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview, new_id

STEP_MINUTES = 15
SHORTEST_MINUTES = 60
LONGEST_MINUTES = 90


def new_interview(assessment: Assessment, group: str) -> Interview:
    """Return an interview of a group, given its key, last in the list and not yet stored."""
    minutes = assessment.instrument.minutes_of(group)
    agreed = math.ceil(minutes / STEP_MINUTES) * STEP_MINUTES
    positions = [interview.position for interview in assessment.interviews.values()]
    return Interview(
        id=new_id(),
        group=group,
        code=next_code(assessment, group),
        agreed_minutes=min(LONGEST_MINUTES, max(SHORTEST_MINUTES, agreed)),
        position=max(positions, default=-1.0) + 1,
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

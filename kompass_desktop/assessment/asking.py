"""Which measure points an interview asks: those of its group, or of its question set."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview
from kompass_desktop.instrument.model import Instrument, MeasurePoint

_NUMBER_AT_THE_END = re.compile(r"\d{1,6}\Z", re.ASCII)


def asked_points(assessment: Assessment, interview: Interview) -> tuple[MeasurePoint, ...]:
    """Return the measure points that an interview asks, in order."""
    instrument = assessment.instrument
    chosen = question_set(instrument, interview, assessment.interviews.values())
    return instrument.measure_points_of(interview.group, chosen)


def question_set(
    instrument: Instrument, interview: Interview, interviews: Iterable[Interview]
) -> str:
    """Return the question set that an interview asks, or empty where its group has none.

    The sets alternate by the number in the informant's code: VL-01 has the first one,
    VL-02 the second. What is held keeps its questions when others are moved or removed.
    A code without a number counts by its place among the group's interviews.
    """
    sets = instrument.group(interview.group).sets
    if not sets:
        return ""
    number = _NUMBER_AT_THE_END.search(interview.code)
    place = int(number[0]) - 1 if number else _place(interview, interviews)
    return sets[place % len(sets)]


def _place(interview: Interview, interviews: Iterable[Interview]) -> int:
    own = (each for each in interviews if each.group == interview.group)
    ordered = sorted(own, key=lambda each: (each.position, each.id))
    return next((n for n, each in enumerate(ordered) if each.id == interview.id), 0)

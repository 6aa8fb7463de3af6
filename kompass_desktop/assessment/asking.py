"""Which measure points an interview asks about: by its group and question set, and by choices.

The instrument's default can be changed for an area, a question or a measure point, either for
a group or for one interview. An interview's choice overrides its group's; among the choices of
one of them, that of the smallest part (measure point, question, area) decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import asking_choice_id
from kompass_desktop.assessment.records import AskingChoice, Change, Interview
from kompass_desktop.instrument.model import Area, Instrument, MeasurePoint, Question

_NUMBER_AT_THE_END = re.compile(r"\d{1,6}\Z", re.ASCII)

Choices = Mapping[str, bool]
"""Whether each area, question or measure point is asked, by code, for a group or interview."""


def asked_points(assessment: Assessment, interview: Interview) -> tuple[MeasurePoint, ...]:
    """Return the measure points that an interview asks, in order."""
    if interview.is_document_study:
        # The document study covers every measure point: it takes no interview time.
        return assessment.instrument.measure_points
    chosen_set = question_set(assessment.instrument, interview, assessment.interviews.values())
    own, group = choices_of(assessment, interview.id), choices_of(assessment, interview.group)
    return tuple(
        point
        for point in assessment.instrument.measure_points
        if _is_asked(point, interview.group, chosen_set, (own, group))
    )


def asked_of_group(
    assessment: Assessment, group: str, chosen_set: str = ""
) -> tuple[MeasurePoint, ...]:
    """Return the measure points that a group, given its key, is asked about.

    `chosen_set` is one of the group's question sets, or "".
    """
    choices = choices_of(assessment, group)
    return tuple(
        point
        for point in assessment.instrument.measure_points
        if _is_asked(point, group, chosen_set, (choices,))
    )


def counts_of_group(assessment: Assessment, group: str) -> tuple[int, ...]:
    """Return the number of measure points for each question set of a group, given its key."""
    sets = assessment.instrument.group(group).sets or ("",)
    return tuple(len(asked_of_group(assessment, group, each)) for each in sets)


def minutes_of_group(assessment: Assessment, group: str) -> Fraction:
    """Return the longest duration of an interview with a group, given its key, in minutes."""
    per_point = assessment.instrument.minutes_per_measure_point
    return max(counts_of_group(assessment, group)) * per_point


def choices_of(assessment: Assessment, asker: str) -> dict[str, bool]:
    """Return the choices for a group or an interview, given its key or id."""
    return {
        choice.code: choice.asked
        for choice in assessment.asking_choices.values()
        if choice.asker == asker and choice.asked is not None
    }


def choice_changes(
    assessment: Assessment, asker: str, entry: Area | Question | MeasurePoint, *, asked: bool | None
) -> list[Change]:
    """Return the changes by which a group or an interview is asked all of a part, or none of it.

    `asker` is the key of a group or the id of an interview. `asked` None removes the choice.
    Choices for parts within `entry` are removed, and a choice that would not change anything
    is not stored.
    """
    within = f"{entry.code}."
    own = choices_of(assessment, asker)
    gone = [code for code in own if code == entry.code or code.startswith(within)]
    rest = {code: each for code, each in own.items() if code not in gone}
    without = {_without(assessment, asker, rest, point) for point in _points_in(entry)}
    wanted: dict[str, bool | None] = dict.fromkeys(gone)
    wanted[entry.code] = None if asked is None or without == {asked} else asked
    return [
        change
        for code, each in wanted.items()
        if (change := _chosen(assessment, asker, code, asked=each)) is not None
    ]


def question_set(
    instrument: Instrument, interview: Interview, interviews: Iterable[Interview]
) -> str:
    """Return the question set of an interview, or "" if its group has none.

    The sets alternate by the number in the informant's code: VL-01 has the first one, VL-02
    the second, so that moving or removing others does not change it. For a code without a
    number, the position among the group's interviews decides.
    """
    sets = instrument.group(interview.group).sets
    if not sets:
        return ""
    number = _NUMBER_AT_THE_END.search(interview.code)
    place = int(number[0]) - 1 if number else _place(interview, interviews)
    return sets[place % len(sets)]


def _is_asked(point: MeasurePoint, group: str, chosen_set: str, choices: Iterable[Choices]) -> bool:
    """Return whether a measure point is asked; earlier `choices` override later ones."""
    for chosen in choices:
        said = _chosen_for(chosen, point)
        if said is not None:
            return said
    return point.is_asked(group, chosen_set)


def _chosen_for(chosen: Choices, point: MeasurePoint) -> bool | None:
    if not chosen:
        return None
    codes = (point.code, point.question, str(point.area))
    return next((chosen[code] for code in codes if code in chosen), None)


def _without(assessment: Assessment, asker: str, own: Choices, point: MeasurePoint) -> bool:
    """Return whether a measure point is asked if the asker's own choices are `own`."""
    interview = assessment.interviews.get(asker)
    if interview is None:
        return _is_asked(point, asker, "", (own,))
    sets = question_set(assessment.instrument, interview, assessment.interviews.values())
    return _is_asked(point, interview.group, sets, (own, choices_of(assessment, interview.group)))


def _chosen(assessment: Assessment, asker: str, code: str, *, asked: bool | None) -> Change | None:
    identity = asking_choice_id(assessment.id, asker, code)
    before = assessment.asking_choices.get(identity)
    if (before.asked if before else None) == asked:
        return None
    return Change(before, AskingChoice(identity, asker, code, asked))


def _points_in(entry: Area | Question | MeasurePoint) -> tuple[MeasurePoint, ...]:
    return (entry,) if isinstance(entry, MeasurePoint) else entry.measure_points


def _place(interview: Interview, interviews: Iterable[Interview]) -> int:
    own = (each for each in interviews if each.group == interview.group)
    ordered = sorted(own, key=lambda each: (each.position, each.id))
    return next((n for n, each in enumerate(ordered) if each.id == interview.id), 0)

"""Which informant groups are asked about each measure point in the planned interviews."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kompass_desktop.assessment.asking import asked_points, choices_of, question_set
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import document_study_id
from kompass_desktop.instrument.model import DOCUMENTS, MeasurePoint


@dataclass(frozen=True)
class Coverage:
    """The keys of the groups that are asked about each measure point, by its code.

    Points and groups are in the instrument's order.
    """

    points: tuple[MeasurePoint, ...]
    groups: Mapping[str, tuple[str, ...]]

    @cached_property
    def covered(self) -> tuple[MeasurePoint, ...]:
        """The measure points that at least one group is asked about."""
        return tuple(point for point in self.points if self.groups[point.code])

    @cached_property
    def in_interviews(self) -> tuple[MeasurePoint, ...]:
        """The measure points that are asked in at least one interview."""
        asked = {code for code, keys in self.groups.items() if set(keys) - {DOCUMENTS}}
        return tuple(point for point in self.points if point.code in asked)

    @cached_property
    def asked_by_none(self) -> tuple[MeasurePoint, ...]:
        """The measure points that no group is asked about."""
        return tuple(point for point in self.points if not self.groups[point.code])

    @cached_property
    def asked_by_one(self) -> tuple[MeasurePoint, ...]:
        """The measure points that only one group is asked about."""
        return tuple(point for point in self.points if len(self.groups[point.code]) == 1)


def coverage_of(assessment: Assessment) -> Coverage:
    """Return what the interviews of an assessment cover, except those that are cancelled.

    The document study covers the measure points that have a note or a rating from it: all
    are planned for it, and only a note or a rating shows that a document answers one.
    """
    asked: dict[str, set[str]] = {
        point.code: set() for point in assessment.instrument.measure_points
    }
    seen: set[tuple[str, str]] = set()
    for interview in assessment.interviews_in_order():
        if interview.is_cancelled:
            continue
        if not choices_of(assessment, interview.id):
            # Interviews of the same group and question set have the same questions.
            chosen = question_set(assessment.instrument, interview, assessment.interviews.values())
            if (interview.group, chosen) in seen:
                continue
            seen.add((interview.group, chosen))
        for point in asked_points(assessment, interview):
            asked[point.code].add(interview.group)
    for code in _said_in_documents(assessment) & asked.keys():
        asked[code].add(DOCUMENTS)
    order = [group.key for group in assessment.instrument.sources]
    return Coverage(
        assessment.instrument.measure_points,
        {code: tuple(key for key in order if key in groups) for code, groups in asked.items()},
    )


def _said_in_documents(assessment: Assessment) -> set[str]:
    study = document_study_id(assessment.id)
    notes = assessment.notes.values()
    ratings = assessment.ratings.values()
    noted = {note.code for note in notes if note.interview == study and note.text.strip()}
    return noted | {r.measure_point for r in ratings if r.interview == study and not r.is_empty}

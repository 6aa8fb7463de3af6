"""Which informant groups are asked about each measure point in the planned interviews."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kompass_desktop.assessment.asking import asked_points, choices_of, question_set
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.instrument.model import MeasurePoint


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
    def asked_by_none(self) -> tuple[MeasurePoint, ...]:
        """The measure points that no group is asked about."""
        return tuple(point for point in self.points if not self.groups[point.code])

    @cached_property
    def asked_by_one(self) -> tuple[MeasurePoint, ...]:
        """The measure points that only one group is asked about."""
        return tuple(point for point in self.points if len(self.groups[point.code]) == 1)


def coverage_of(assessment: Assessment) -> Coverage:
    """Return what the interviews of an assessment cover, but for those that are cancelled."""
    asked: dict[str, set[str]] = {
        point.code: set() for point in assessment.instrument.measure_points
    }
    seen: set[tuple[str, str]] = set()
    for interview in assessment.interviews.values():
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
    order = [group.key for group in assessment.instrument.groups]
    return Coverage(
        assessment.instrument.measure_points,
        {code: tuple(key for key in order if key in groups) for code, groups in asked.items()},
    )

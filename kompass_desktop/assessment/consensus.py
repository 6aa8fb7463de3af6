"""From several raters to one rating: the team's where set, else the interviews' median.

The rules are `scoring.md`, "Whose rating". A measure point's *effective* rating is what
is scored; where it rests on the interviews it is a proposal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM, Rating
from kompass_desktop.instrument.model import Aspect

DISAGREEMENT = 2
"""Levels between the lowest and the highest group's median from which on groups disagree."""


@dataclass(frozen=True)
class EffectiveRating:
    """What is scored for a measure point.

    `levels` has a level 0-4, or None, for every aspect. `is_proposal` is true where what
    decides the points comes in any part from the interviews rather than from the team.
    """

    levels: dict[Aspect, int | None]
    planned_only: bool
    not_in_focus: bool
    is_proposal: bool

    @property
    def is_missing(self) -> bool:
        """Whether nobody has rated anything."""
        return not self._decided_by_flag and all(v is None for v in self.levels.values())

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to rate."""
        return self._decided_by_flag or None not in self.levels.values()

    @property
    def _decided_by_flag(self) -> bool:
        return self.planned_only or self.not_in_focus


def lower_median(levels: Sequence[int]) -> int:
    """Return the median of at least one level; the lower of the two middle ones when even."""
    return sorted(levels)[(len(levels) - 1) // 2]


def effective_rating(assessment: Assessment, measure_point: str) -> EffectiveRating:
    """Return the rating of a measure point that is scored: the team's, else a proposal."""
    team = assessment.rating(TEAM, measure_point)
    others = [rating for _, rating in assessment.interview_ratings(measure_point)]
    return combine(team, others)


def combine(team: Rating, others: Sequence[Rating]) -> EffectiveRating:
    """Return the effective rating of a team's rating and those of the interviews."""
    levels = {aspect: team.level(aspect) for aspect in Aspect}
    proposed = {
        aspect: level
        for aspect in Aspect
        if levels[aspect] is None and (level := proposed_level(others, aspect)) is not None
    }
    planned_only = team.planned_only
    if planned_only is None:
        planned_only = _most(rating.planned_only for rating in others)
    not_in_focus = team.not_in_focus
    if not_in_focus is None:
        not_in_focus = _most(rating.not_in_focus for rating in others)
    # What decides the points alone decides alone whose they are.
    if not_in_focus:
        is_proposal = team.not_in_focus is None
    elif planned_only:
        is_proposal = team.planned_only is None
    else:
        is_proposal = bool(proposed)
    return EffectiveRating({**levels, **proposed}, planned_only, not_in_focus, is_proposal)


def proposed_level(ratings: Iterable[Rating], aspect: Aspect) -> int | None:
    """Return the interviews' lower median on an aspect, or None where none has rated it."""
    given = [level for rating in ratings if (level := rating.level(aspect)) is not None]
    return lower_median(given) if given else None


def _most(answers: Iterable[bool | None]) -> bool:
    """Whether more than half say so: the lower median of yes and no."""
    given = [answer is True for answer in answers]
    return 2 * sum(given) > len(given)


def group_medians(assessment: Assessment, measure_point: str, aspect: Aspect) -> dict[str, int]:
    """Return each informant group's lower median on an aspect, by the group's key."""
    by_group: dict[str, list[int]] = {}
    for interview, rating in assessment.interview_ratings(measure_point):
        level = rating.level(aspect)
        if level is not None:
            by_group.setdefault(interview.group, []).append(level)
    return {group: lower_median(levels) for group, levels in by_group.items()}


def spread(assessment: Assessment, measure_point: str) -> int:
    """Return the widest spread, in levels 0-4, between groups' medians over the aspects."""
    widest = 0
    for aspect in Aspect:
        medians = group_medians(assessment, measure_point, aspect).values()
        if medians:
            widest = max(widest, max(medians) - min(medians))
    return widest


def is_disagreement(assessment: Assessment, measure_point: str) -> bool:
    """Whether informant groups see a measure point so differently that it must be shown."""
    return spread(assessment, measure_point) >= DISAGREEMENT

"""From several raters to one rating: the team's where set, else the median of the groups'.

The rules are `scoring.md`, "Whose rating". A measure point's *effective* rating is what
is scored; where it rests on the interviews it is a proposal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM, Interview, Rating
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
        """Whether nothing is rated."""
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


@dataclass(frozen=True)
class GroupView:
    """How an informant group sees a measure point: its lower median on each aspect.

    `levels` are in the order in which they are rated, None where none of the group has
    rated the aspect; `interviews` are those that have said something. A flag is set where
    more than half of them say so.
    """

    group: str
    levels: tuple[int | None, ...]
    interviews: tuple[Interview, ...]
    planned_only: bool = False
    not_in_focus: bool = False


def group_views(assessment: Assessment, measure_point: str) -> tuple[GroupView, ...]:
    """Return how each informant group that has said something sees a measure point.

    They are in the instrument's order of groups; what documents say comes last.
    """
    given: dict[str, list[tuple[Interview, Rating]]] = {}
    for interview, rating in assessment.interview_ratings(measure_point):
        given.setdefault(interview.group, []).append((interview, rating))
    return tuple(
        _view(group.key, [i for i, _ in given[group.key]], [r for _, r in given[group.key]])
        for group in assessment.instrument.sources
        if group.key in given
    )


def _view(group: str, interviews: Sequence[Interview], ratings: Sequence[Rating]) -> GroupView:
    return GroupView(
        group,
        tuple(map(_median, zip(*(rating.levels for rating in ratings), strict=True)))
        or (None,) * len(Aspect),
        tuple(interviews),
        _most([rating.planned_only is True for rating in ratings]),
        _most([rating.not_in_focus is True for rating in ratings]),
    )


def _median(levels: Iterable[int | None]) -> int | None:
    given = [level for level in levels if level is not None]
    return lower_median(given) if given else None


def _most(answers: Sequence[bool]) -> bool:
    """Whether more than half say so: the lower median of yes and no."""
    return 2 * sum(answers) > len(answers)


def effective_rating(assessment: Assessment, measure_point: str) -> EffectiveRating:
    """Return the rating of a measure point that is scored: the team's, else a proposal."""
    team = assessment.rating(TEAM, measure_point)
    return combine_views(team, group_views(assessment, measure_point))


def combine(team: Rating, groups: Sequence[Sequence[Rating]]) -> EffectiveRating:
    """Return the effective rating of a team's rating and those of each informant group."""
    return combine_views(team, [_view("", (), ratings) for ratings in groups])


def combine_views(team: Rating, views: Sequence[GroupView]) -> EffectiveRating:
    """Return the effective rating of a team's rating and the views of the informant groups.

    Each group speaks with one voice: ten unit leaders weigh as much as one chief executive.
    What is proposed is the lower median of the groups' lower medians: it can be read off
    their row of medians, and where two groups differ the lower one stands, since only what
    is carried out counts (`scoring.md`).
    """
    medians = map(_median, zip(*(view.levels for view in views), strict=True))
    proposals = tuple(medians) or (None,) * len(Aspect)
    levels = dict(zip(Aspect, team.levels, strict=True))
    proposed = {
        aspect: level
        for aspect, level in zip(Aspect, proposals, strict=True)
        if levels[aspect] is None and level is not None
    }
    planned_only = team.planned_only
    if planned_only is None:
        planned_only = _most([view.planned_only for view in views])
    not_in_focus = team.not_in_focus
    if not_in_focus is None:
        not_in_focus = _most([view.not_in_focus for view in views])
    # What decides the points alone decides alone whose they are.
    if not_in_focus:
        is_proposal = team.not_in_focus is None
    elif planned_only:
        is_proposal = team.planned_only is None
    else:
        is_proposal = bool(proposed)
    return EffectiveRating({**levels, **proposed}, planned_only, not_in_focus, is_proposal)


def proposal_of(views: Sequence[GroupView]) -> EffectiveRating:
    """Return what the views of the informant groups propose, whatever the team has said."""
    return combine_views(Rating("", TEAM, ""), views)


def spreads(views: Iterable[GroupView]) -> tuple[int, ...]:
    """Return the spread, in levels 0-4, between groups' medians on each aspect."""
    by_aspect = zip(*(view.levels for view in views), strict=True)
    given = ([level for level in levels if level is not None] for levels in by_aspect)
    found = tuple(max(levels) - min(levels) if levels else 0 for levels in given)
    return found or (0,) * len(Aspect)


def accepted(team: Rating, effective: EffectiveRating) -> Rating:
    """Return the team's rating with all that is proposed taken as its own.

    The flags are taken too, as yes or no: later interviews no longer decide them.
    """
    for aspect in Aspect:
        team = team.with_level(aspect, effective.levels[aspect])
    return replace(team, planned_only=effective.planned_only, not_in_focus=effective.not_in_focus)


def spread(assessment: Assessment, measure_point: str) -> int:
    """Return the widest spread, in levels 0-4, between groups' medians over the aspects."""
    return max(spreads(group_views(assessment, measure_point)))


def is_disagreement(assessment: Assessment, measure_point: str) -> bool:
    """Whether informant groups see a measure point so differently that it must be shown."""
    return spread(assessment, measure_point) >= DISAGREEMENT

"""Combines the ratings of several raters: the team's if set, else the median of the groups'.

The rules are in `scoring.md`, "Whose rating". The *effective* rating of a measure point is the
one that is scored; it is a proposal if it is based on the interviews.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM, Interview, Rating
from kompass_desktop.instrument.model import Aspect

DISAGREEMENT = 2
"""The spread, in levels between the lowest and highest group median, that is a disagreement."""


@dataclass(frozen=True)
class EffectiveRating:
    """The rating of a measure point that is scored.

    `levels` has a level, 0–4, or None, for every aspect. `is_proposal` is whether any part of
    what decides the points comes from the interviews and not from the team.
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
        """Whether all aspects are rated, or a flag decides the points alone."""
        return self._decided_by_flag or None not in self.levels.values()

    @property
    def _decided_by_flag(self) -> bool:
        return self.planned_only or self.not_in_focus


def lower_median(levels: Sequence[int]) -> int:
    """Return the median of at least one level; the lower of the two middle ones when even."""
    return sorted(levels)[(len(levels) - 1) // 2]


@dataclass(frozen=True)
class GroupView:
    """How an informant group rates a measure point: its lower median on each aspect.

    `levels` are in the order of `Aspect`, None for an aspect that none of the group has rated;
    `interviews` are those with a rating. A flag is set if more than half of them have set it.
    """

    group: str
    levels: tuple[int | None, ...]
    interviews: tuple[Interview, ...]
    planned_only: bool = False
    not_in_focus: bool = False


def group_views(assessment: Assessment, measure_point: str) -> tuple[GroupView, ...]:
    """Return the views of the informant groups that have rated a measure point.

    They are in the instrument's order of groups; the document study comes last.
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
    """Return whether more than half are true: the lower median of yes and no."""
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

    All groups have the same weight: ten unit leaders count as much as one chief executive. The
    proposal is the lower median of the groups' lower medians: it can be read from their row
    of medians, and of two groups that differ the lower one counts, because only what is
    carried out counts (`scoring.md`, "Whose rating").
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
    # A flag that decides the points alone also decides alone whether they are a proposal.
    if not_in_focus:
        is_proposal = team.not_in_focus is None
    elif planned_only:
        is_proposal = team.planned_only is None
    else:
        is_proposal = bool(proposed)
    return EffectiveRating({**levels, **proposed}, planned_only, not_in_focus, is_proposal)


def proposal_of(views: Sequence[GroupView]) -> EffectiveRating:
    """Return the proposal of the informant groups, without the team's rating."""
    return combine_views(Rating("", TEAM, ""), views)


def spreads(views: Iterable[GroupView]) -> tuple[int, ...]:
    """Return the spread, in levels 0-4, between groups' medians on each aspect."""
    by_aspect = zip(*(view.levels for view in views), strict=True)
    given = ([level for level in levels if level is not None] for levels in by_aspect)
    found = tuple(max(levels) - min(levels) if levels else 0 for levels in given)
    return found or (0,) * len(Aspect)


def accepted(team: Rating, effective: EffectiveRating) -> Rating:
    """Return the team's rating with the levels and flags of an effective rating.

    The flags are set to yes or no, so that later interviews no longer decide them.
    """
    for aspect in Aspect:
        team = team.with_level(aspect, effective.levels[aspect])
    return replace(team, planned_only=effective.planned_only, not_in_focus=effective.not_in_focus)


def spread(assessment: Assessment, measure_point: str) -> int:
    """Return the widest spread, in levels 0-4, between groups' medians over the aspects."""
    return max(spreads(group_views(assessment, measure_point)))


def is_disagreement(assessment: Assessment, measure_point: str) -> bool:
    """Return whether the informant groups' ratings of a measure point are a disagreement."""
    return spread(assessment, measure_point) >= DISAGREEMENT

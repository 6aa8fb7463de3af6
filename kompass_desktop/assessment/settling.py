"""What the team must still settle: undisputed proposals, missing reasons, own ratings.

Consultants may first rate alone and then compare, as assessors of CAF and EFQM do: nobody sees
the levels of the others for a measure point before all have rated it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kompass_desktop.assessment.consensus import (
    DISAGREEMENT,
    EffectiveRating,
    GroupView,
    accepted,
    combine_views,
    group_views,
    proposal_of,
    spreads,
)
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import rating_id
from kompass_desktop.assessment.records import TEAM, Member, Rating
from kompass_desktop.instrument.model import HIGHEST_LEVEL, Aspect

FEWEST_TO_COMPARE = 2
"""The fewest members who must have rated a measure point before their levels are shown."""

_ENDS = (0, HIGHEST_LEVEL)


def undisputed_proposals(assessment: Assessment) -> list[Rating]:
    """Return ratings of the team that accept every proposal without disagreement of groups.

    Measure points are left out if an aspect has no level from the interviews, or if the team
    or one of its members has rated them, also partly.
    """
    found = []
    for point in assessment.instrument.measure_points:
        views = group_views(assessment, point.code)
        if is_undisputed(assessment, point.code, views):
            team = assessment.rating(TEAM, point.code)
            found.append(accepted(team, combine_views(team, views)))
    return found


def is_undisputed(assessment: Assessment, measure_point: str, views: Sequence[GroupView]) -> bool:
    """Return whether a proposal is complete, without disagreement, and not rated by the team.

    `views` are those of the informant groups (`consensus.group_views`).
    """
    if not assessment.rating(TEAM, measure_point).is_empty or not views:
        return False
    proposal = proposal_of(views)
    if not proposal.is_complete or max(spreads(views)) >= DISAGREEMENT:
        return False
    return not any(_has_rated(assessment, member, measure_point) for member in assessment.members)


def needs_reason(team: Rating, proposal: EffectiveRating) -> bool:
    """Return whether the team's rating needs a reason that is not written yet.

    It does if it differs from the proposal of the interviews, or has the lowest or highest
    level.
    """
    if team.is_empty or team.reason.strip():
        return False
    return differs_from_proposal(team, proposal) or any(level in _ENDS for level in team.levels)


def differs_from_proposal(team: Rating, proposal: EffectiveRating) -> bool:
    """Return whether a level or flag of the team's rating differs from the proposal."""
    pairs = [(team.level(aspect), proposal.levels[aspect]) for aspect in Aspect]
    if any(own is not None and level is not None and own != level for own, level in pairs):
        return True
    flags = (
        (team.planned_only, proposal.planned_only),
        (team.not_in_focus, proposal.not_in_focus),
    )
    return any(own is not None and own != proposed for own, proposed in flags)


@dataclass(frozen=True)
class OwnView:
    """A team member's own rating of a measure point; to be shown only if `is_open`."""

    member: Member
    rating: Rating
    is_open: bool


def own_views(assessment: Assessment, measure_point: str, viewer: str = "") -> tuple[OwnView, ...]:
    """Return the own ratings of the members who rate alone, and of `viewer`, in team order.

    `viewer` is the id of the member who looks, or "" for the whole team. A rating is always
    open to its author. It is open to all if at least two members rate alone, and all of them
    have rated the measure point completely.
    """
    raters = [
        member
        for member in assessment.members_in_order()
        if member.id == viewer or _rates_alone(assessment, member.id)
    ]
    ratings = [assessment.own_rating(member.id, measure_point) for member in raters]
    is_open = len(raters) >= FEWEST_TO_COMPARE and all(r.is_complete for r in ratings)
    return tuple(
        OwnView(member, rating, is_open or member.id == viewer)
        for member, rating in zip(raters, ratings, strict=True)
    )


def _rates_alone(assessment: Assessment, member: str) -> bool:
    points = assessment.instrument.measure_points
    return any(_has_rated(assessment, member, point.code) for point in points)


def _has_rated(assessment: Assessment, member: str, measure_point: str) -> bool:
    held = assessment.ratings.get(rating_id(assessment.id, TEAM, measure_point, member))
    return held is not None and not held.is_empty

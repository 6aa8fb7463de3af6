"""What the team has left to settle: proposals nobody disputes, reasons, each consultant's view.

Consultants who rate alone first and compare afterwards do as CAF and EFQM have their
assessors do: nobody sees the others' levels of a measure point before all have rated it.
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
from kompass_desktop.assessment.records import TEAM, Member, Rating, rating_id
from kompass_desktop.instrument.model import HIGHEST_LEVEL, Aspect

FEWEST_TO_COMPARE = 2
"""So many must have rated a measure point alone before their levels are laid open."""

_ENDS = (0, HIGHEST_LEVEL)


def undisputed_proposals(assessment: Assessment) -> list[Rating]:
    """Return the team's ratings that accept every proposal which no two groups dispute.

    Left out are measure points of which the interviews leave an aspect unrated, and those
    that the team or one of its members has already rated, in part too.
    """
    found = []
    for point in assessment.instrument.measure_points:
        views = group_views(assessment, point.code)
        if is_undisputed(assessment, point.code, views):
            team = assessment.rating(TEAM, point.code)
            found.append(accepted(team, combine_views(team, views)))
    return found


def is_undisputed(assessment: Assessment, measure_point: str, views: Sequence[GroupView]) -> bool:
    """Whether the proposal of a measure point is whole, and nobody disputes it or has rated.

    `views` are those of the informant groups (`consensus.group_views`).
    """
    if not assessment.rating(TEAM, measure_point).is_empty or not views:
        return False
    proposal = proposal_of(views)
    if not proposal.is_complete or max(spreads(views)) >= DISAGREEMENT:
        return False
    return not any(_has_rated(assessment, member, measure_point) for member in assessment.members)


def asks_for_reason(team: Rating, proposal: EffectiveRating) -> bool:
    """Whether the team should say why it rates as it does, and has not said it.

    It should where it departs from what the interviews propose, and where it gives the
    lowest or the highest level.
    """
    if team.is_empty or team.reason.strip():
        return False
    return departs(team, proposal) or any(level in _ENDS for level in team.levels)


def departs(team: Rating, proposal: EffectiveRating) -> bool:
    """Whether the team's rating says something else than what the interviews propose."""
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
    """A team member's own rating of a measure point; levels are shown only if `is_open`."""

    member: Member
    rating: Rating
    is_open: bool


def own_views(assessment: Assessment, measure_point: str, viewer: str = "") -> tuple[OwnView, ...]:
    """Return the own ratings of those in the team who rate alone, in the team's order.

    `viewer` is the id of the member who looks, or "" for the team together. A rating is
    open to its own author at once, and to all when everybody who rates alone, and at least
    two, have rated the measure point in full.
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

"""What the team has left to settle: proposals nobody disputes, reasons, each consultant's view.

Consultants who rate alone first and compare afterwards do as CAF and EFQM have their
assessors do: nobody sees the others' levels of a measure point before all have rated it.
"""

from __future__ import annotations

from dataclasses import dataclass

from kompass_desktop.assessment.consensus import (
    EffectiveRating,
    accepted,
    effective_rating,
    is_disagreement,
)
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM, Member, Rating
from kompass_desktop.instrument.model import HIGHEST_LEVEL, Aspect

FEWEST_TO_COMPARE = 2
"""So many must have rated a measure point alone before their levels are laid open."""

_ENDS = (0, HIGHEST_LEVEL)


def undisputed_proposals(assessment: Assessment) -> list[Rating]:
    """Return the team's ratings that accept every proposal which no two groups dispute.

    Left out are measure points of which the interviews leave an aspect unrated, and those
    that the team or one of its members has already rated, in part too.
    """
    codes = (point.code for point in assessment.instrument.measure_points)
    found = (undisputed_proposal(assessment, code) for code in codes)
    return [rating for rating in found if rating is not None]


def undisputed_proposal(assessment: Assessment, measure_point: str) -> Rating | None:
    """Return the team's rating that accepts the proposal of a measure point; else None."""
    team = assessment.rating(TEAM, measure_point)
    if not team.is_empty or _is_rated_alone(assessment, measure_point):
        return None
    effective = effective_rating(assessment, measure_point)
    is_whole = effective.is_proposal and effective.is_complete
    if not is_whole or is_disagreement(assessment, measure_point):
        return None
    return accepted(team, effective)


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
    return any(not assessment.own_rating(member, point.code).is_empty for point in points)


def _is_rated_alone(assessment: Assessment, measure_point: str) -> bool:
    return any(
        not assessment.own_rating(member, measure_point).is_empty for member in assessment.members
    )

"""Computes intensity, the share of what is possible, by aspect and by trait.

By aspect it shows where the chain stops; by trait how near the ideal municipality is. Source:
`scoring.md`, "Intensity and the ideal municipality".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from kompass_desktop.assessment.scoring import ZERO, Score, Scoreboard, ScoreStatus
from kompass_desktop.instrument.model import HIGHEST_LEVEL, Aspect, MeasurePoint, Trait


@dataclass(frozen=True)
class Intensity:
    """A share of what is possible, 0–1, or None if nothing is rated or in focus.

    Recorded results have no ratings, and therefore no share.
    """

    share: Fraction | None
    is_preliminary: bool


def aspect_intensity(
    board: Scoreboard, points: Iterable[MeasurePoint], aspect: Aspect
) -> Intensity:
    """Return Σ maximum × level / 4 over Σ maximum, of the measure points in focus.

    "Planned only" counts as level 0. What is not rated is left out and makes it preliminary.
    """
    earned = ZERO
    possible = ZERO
    preliminary = False
    for point in points:
        rating = board.rating(point.code)
        if rating.not_in_focus:
            continue
        level = 0 if rating.planned_only else rating.levels[aspect]
        if level is None:
            preliminary = True
            continue
        maximum = board.score(point.code).maximum
        earned += maximum * level / HIGHEST_LEVEL
        possible += maximum
    return Intensity(earned / possible if possible else None, preliminary)


def trait_intensity(board: Scoreboard, points: Iterable[MeasurePoint], trait: Trait) -> Intensity:
    """Return Σ points over Σ maximum of those of `points` that have a trait and are in focus.

    A measure point that is not rated at all is left out and makes it preliminary.
    """
    earned = ZERO
    possible = ZERO
    preliminary = False
    for point in points:
        if trait not in point.traits:
            continue
        score = board.score(point.code)
        preliminary = preliminary or score.is_preliminary
        if board.rating(point.code).is_missing:
            continue
        earned += score.points
        possible += score.attainable
    return Intensity(earned / possible if possible else None, preliminary)


@dataclass(frozen=True)
class BearingPoint:
    """A measure point with a given trait, and its score."""

    point: MeasurePoint
    score: Score


def bearing_points(board: Scoreboard, trait: Trait) -> tuple[BearingPoint, ...]:
    """Return the measure points with a trait, the weakest first.

    They are ranked by points as a share of the maximum; among equals the one with the largest
    maximum comes first. Those that cannot be ranked come last, in the instrument's order: not
    completely rated, then not rated at all, then not in focus.
    """
    found = [
        BearingPoint(point, board.score(point.code))
        for point in board.instrument.measure_points
        if trait in point.traits
    ]
    return tuple(sorted(found, key=_weakness))


def _weakness(bearing: BearingPoint) -> tuple[int, Fraction, Fraction]:
    score = bearing.score
    if not score.attainable:
        return 3, ZERO, ZERO
    if score.is_preliminary:
        return (2 if score.status is ScoreStatus.MISSING else 1), ZERO, ZERO
    return 0, score.share, -score.maximum

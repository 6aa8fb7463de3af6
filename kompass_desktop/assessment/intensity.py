"""Computes intensity, the share of what is possible, by aspect and by trait.

By aspect it shows where the chain stops; by trait how near the ideal municipality is. Source:
`scoring.md`, "Intensity and the ideal municipality".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from kompass_desktop.assessment.scoring import ZERO, Scoreboard
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
        earned += point.maximum * level / HIGHEST_LEVEL
        possible += point.maximum
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

"""Compares the profiles of two informant groups, as shares of what each has rated.

A group is asked only some of the measure points, so its points cannot be compared with the
official maximum. Its share of an area is Σ maximum × weight × level/4 over Σ maximum × weight,
of the aspects that it has rated; an aspect without a rating is left out and never counts as 0.
Planned only counts as 0, not in focus is left out (`scoring.md`, "Intensity and the ideal
municipality"). An area without a rating has no share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TypeAlias

from kompass_desktop.assessment.consensus import EffectiveRating
from kompass_desktop.assessment.group_sources import Ratings
from kompass_desktop.assessment.numbers import whole
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.scoring import ZERO, Score, ScoreStatus
from kompass_desktop.instrument.model import HIGHEST_LEVEL, Area, Aspect, Instrument, MeasurePoint

Levels: TypeAlias = tuple[int | None, ...]
"""Levels 0-4 in the instrument's order of aspects; None where nothing counts."""
Shares: TypeAlias = tuple[Fraction | None, Fraction | None]


class Basis(StrEnum):
    """Which measure points two profiles are computed from."""

    COMMON = "common"
    """Only the aspects of measure points that both have rated: the same is compared."""
    OWN = "own"
    """All that each of them has rated, also where the other has not."""


@dataclass(frozen=True)
class AreaComparison:
    """The ratings of an area by two sources.

    `shares` are 0-1, None for a source with no rating that counts. `rated` is the number of
    measure points that each has rated, also in part, and `common` the number that both have.
    """

    area: Area
    shares: Shares
    rated: tuple[int, int]
    common: int
    basis: Basis

    @property
    def counted(self) -> tuple[int, int]:
        """The largest number of measure points that each share can be computed from."""
        return (self.common, self.common) if self.basis is Basis.COMMON else self.rated


@dataclass(frozen=True)
class PointComparison:
    """A measure point that two sources rate differently.

    `distances` are the levels 0-4 between the two on each aspect, in the instrument's order;
    None where one of them has not rated it.
    """

    point: MeasurePoint
    ratings: tuple[EffectiveRating, EffectiveRating]
    distances: tuple[int | None, ...]

    @property
    def spread(self) -> int:
        """The largest distance on an aspect, 0-4."""
        return max((each for each in self.distances if each is not None), default=0)

    @property
    def total(self) -> int:
        """The sum of the distances."""
        return sum(each for each in self.distances if each is not None)


@dataclass(frozen=True)
class GroupComparison:
    """The ratings of two sources; every pair is in the order of the arguments of `compare`.

    `shares`, `rated` and `common` are as an area's, for the whole instrument. `differences`
    has the largest first.
    """

    basis: Basis
    areas: tuple[AreaComparison, ...]
    shares: Shares
    rated: tuple[int, int]
    common: int
    differences: tuple[PointComparison, ...]


def compare(
    instrument: Instrument, first: Ratings, second: Ratings, basis: Basis | None = None
) -> GroupComparison:
    """Return a comparison of two sources' ratings.

    Without a `basis` the profiles use the measure points that both have rated if these are at
    least half of those of the source with fewer, as with the document study and the
    interviews. Groups that are asked different questions (a mayor and union representatives
    share 3 measure points of 165) would have almost no profile then, so each uses all of its
    own. The differences are always between measure points that both have rated.
    """
    aspects = [wording.aspect for wording in instrument.aspects]
    pairs = [_pair(each, first, second, aspects) for each in instrument.measure_points]
    basis = basis or _usual_basis(pairs)
    by_area: dict[int, list[_Pair]] = {area.number: [] for area in instrument.areas}
    for pair in pairs:
        by_area[pair.point.area].append(pair)
    weights = _whole_weights(instrument)
    sums = {area: _sums(within, weights, basis) for area, within in by_area.items()}
    return GroupComparison(
        basis=basis,
        areas=tuple(
            AreaComparison(
                area,
                _shares(sums[area.number]),
                _rated(by_area[area.number]),
                _common(by_area[area.number]),
                basis,
            )
            for area in instrument.areas
        ),
        shares=_shares([sum(each, ZERO) for each in zip(*sums.values(), strict=True)]),
        rated=_rated(pairs),
        common=_common(pairs),
        differences=_differences(pairs),
    )


@dataclass(frozen=True)
class _Pair:
    """Two sources' ratings of one measure point, with the levels that count."""

    point: MeasurePoint
    ratings: tuple[EffectiveRating, EffectiveRating]
    levels: tuple[Levels, Levels]

    @cached_property
    def distances(self) -> tuple[int | None, ...]:
        """The difference in levels on each aspect; None where one has not rated it."""
        both = zip(*self.levels, strict=True)
        return tuple(None if a is None or b is None else abs(a - b) for a, b in both)

    @property
    def is_common(self) -> bool:
        """Whether there is an aspect that both have rated."""
        return any(distance is not None for distance in self.distances)


def _pair(point: MeasurePoint, first: Ratings, second: Ratings, aspects: Sequence[Aspect]) -> _Pair:
    ratings = (first[point.code], second[point.code])
    return _Pair(point, ratings, (_levels(ratings[0], aspects), _levels(ratings[1], aspects)))


def _levels(rating: EffectiveRating, aspects: Sequence[Aspect]) -> Levels:
    """Return the levels that count: None if not in focus, 0 if planned only."""
    if rating.not_in_focus:
        return (None,) * len(aspects)
    if rating.planned_only:
        return (0,) * len(aspects)
    return tuple(rating.levels[aspect] for aspect in aspects)


def _whole_weights(instrument: Instrument) -> list[int]:
    """Return the aspects' weights as integers, because fractions take ten times as long."""
    weights = [wording.weight for wording in instrument.aspects]
    factor = lcm(*(weight.denominator for weight in weights))
    return [int(weight * factor) for weight in weights]


def _usual_basis(pairs: Sequence[_Pair]) -> Basis:
    return Basis.COMMON if 2 * _common(pairs) >= max(1, min(_rated(pairs))) else Basis.OWN


def _sums(pairs: Sequence[_Pair], weights: Sequence[int], basis: Basis) -> list[Fraction]:
    """Return the earned and the attainable sum of the first source, then of the second."""
    sums = [ZERO] * 4
    for pair in pairs:
        for side in (0, 1):
            earned, possible = 0, 0
            values = zip(weights, pair.levels[side], pair.distances, strict=True)
            for weight, level, distance in values:
                if level is not None and (distance is not None or basis is Basis.OWN):
                    earned += weight * level
                    possible += weight * HIGHEST_LEVEL
            sums[2 * side] += pair.point.maximum * earned
            sums[2 * side + 1] += pair.point.maximum * possible
    return sums


def _shares(sums: Sequence[Fraction]) -> Shares:
    first, first_possible, second, second_possible = sums
    return (
        first / first_possible if first_possible else None,
        second / second_possible if second_possible else None,
    )


def _rated(pairs: Sequence[_Pair]) -> tuple[int, int]:
    first = sum(not pair.ratings[0].is_missing for pair in pairs)
    return first, sum(not pair.ratings[1].is_missing for pair in pairs)


def _common(pairs: Sequence[_Pair]) -> int:
    return sum(pair.is_common for pair in pairs)


def _differences(pairs: Sequence[_Pair]) -> tuple[PointComparison, ...]:
    """Return the measure points rated differently, ranked as in `disagreements.differences`."""
    found = [
        PointComparison(pair.point, pair.ratings, pair.distances)
        for pair in pairs
        if any(pair.distances)
    ]
    return tuple(sorted(found, key=lambda each: (-each.spread, -each.total)))


def profiles(
    instrument: Instrument, comparison: GroupComparison, names: tuple[str, str]
) -> tuple[Profile, Profile]:
    """Return both sources of a comparison as named profiles for a radar chart.

    Points are the shares times the official maxima, so they are not the source's own points;
    an area without a share is a gap.
    """
    first, second = (
        _profile(instrument, comparison, side, name) for side, name in enumerate(names)
    )
    return first, second


def _profile(instrument: Instrument, comparison: GroupComparison, side: int, name: str) -> Profile:
    total = whole((comparison.shares[side] or ZERO) * instrument.maximum)
    return Profile(
        label=name,
        areas=tuple(_entry(each.area, each.shares[side]) for each in comparison.areas),
        questions=(),
        total=total,
        maximum=instrument.maximum,
        attainable=instrument.maximum,
        band=(total, total),
        status=ScoreStatus.RATED,
    )


def _entry(area: Area, share: Fraction | None) -> ProfileEntry:
    status = ScoreStatus.MISSING if share is None else ScoreStatus.RATED
    score = Score((share or ZERO) * area.maximum, area.maximum, area.maximum, status)
    return ProfileEntry(area.code, area.short, area.title, score, is_gap=share is None)

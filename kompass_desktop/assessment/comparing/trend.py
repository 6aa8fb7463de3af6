"""How the points of a municipality have changed from one measurement to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kompass_desktop.assessment.comparing.compared import Compared
from kompass_desktop.assessment.numbers import whole
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import ScoreStatus

FEWEST_OF_A_TREND = 3
"""Measurements of a municipality that make a trend; two are a comparison."""


@dataclass(frozen=True)
class TrendPoint:
    """The points of an area, or of the whole, in a measurement; `text` is how they are printed."""

    compared: Compared
    points: Fraction
    text: str


@dataclass(frozen=True)
class Trend:
    """An area, or the whole (TOTAL), over the years, the earliest first.

    `levels` are the same of others, of another municipality or without a year.
    """

    code: str
    name: str
    maximum: Fraction
    points: tuple[TrendPoint, ...]
    levels: tuple[TrendPoint, ...]

    @property
    def change(self) -> int | None:
        """The last printed points minus the first; None if there are not two."""
        if len(self.points) < 2:
            return None
        return whole(self.points[-1].points) - whole(self.points[0].points)


def trend_of(own: Compared, others: Sequence[Compared], code: str = TOTAL) -> Trend:
    """Return the trend of an area, given its code, or of the total.

    What is not known, or was measured on another scale, is left out. Raises KeyError for a code
    that the first has no area with.
    """
    entry = _area(own.profile, code) if code else None
    if code and entry is None:
        raise KeyError(code)
    maximum = entry.score.maximum if entry is not None else own.profile.maximum
    name = f"{entry.code} {entry.short}" if entry is not None else ""
    found = [(each, _point(each, code, maximum)) for each in (own, *others)]
    known = [(each, point) for each, point in found if point is not None]
    is_own = [each.municipality == own.municipality and each.year is not None for each, _ in known]
    years = [point for (_, point), own_one in zip(known, is_own, strict=True) if own_one]
    levels = [point for (_, point), own_one in zip(known, is_own, strict=True) if not own_one]
    years.sort(key=lambda point: point.compared.year or 0)
    return Trend(code, name, maximum, tuple(years), tuple(levels))


def area_trends(own: Compared, others: Sequence[Compared]) -> tuple[Trend, ...]:
    """Return the trends of the areas with enough measurements; empty if there are none."""
    every = (trend_of(own, others, entry.code) for entry in own.profile.areas)
    return tuple(each for each in every if len(each.points) >= FEWEST_OF_A_TREND)


def _point(compared: Compared, code: str, maximum: Fraction) -> TrendPoint | None:
    if not code:
        profile = compared.profile
        if not compared.is_known or profile.maximum != maximum:
            return None
        return TrendPoint(compared, Fraction(profile.total), compared.total_text)
    entry = _area(compared.profile, code)
    if entry is None or entry.score.status is ScoreStatus.MISSING:
        return None
    if entry.score.maximum != maximum:
        return None
    return TrendPoint(compared, entry.score.points, str(whole(entry.score.points)))


def _area(profile: Profile, code: str) -> ProfileEntry | None:
    return next((entry for entry in profile.areas if entry.code == code), None)

"""Texts about a comparison of two groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kompass_desktop.assessment.consensus import EffectiveRating
from kompass_desktop.assessment.group_profile import (
    AreaComparison,
    Basis,
    GroupComparison,
    PointComparison,
)
from kompass_desktop.assessment.group_sources import Source, source_name, source_short
from kompass_desktop.assessment.numbers import percent
from kompass_desktop.desktop.charts.level_squares import levels_of_effective
from kompass_desktop.desktop.charts.score_text import MISSING
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.instrument.model import Instrument


@dataclass(frozen=True)
class PairNames:
    """The full and the short names of the two sources that are compared."""

    names: tuple[str, str]
    shorts: tuple[str, str]

    @classmethod
    def of(cls, instrument: Instrument, pair: tuple[Source, Source]) -> PairNames:
        """Return the names of two sources."""
        first, second = pair
        return cls(
            (source_name(instrument, first), source_name(instrument, second)),
            (source_short(instrument, first), source_short(instrument, second)),
        )


def share_text(share: Fraction | None) -> str:
    """Return a share as whole per cent, or a dash: "34 %"."""
    return MISSING if share is None else tr("{0}%").format(percent(share))


def rated_text(count: int, total: int) -> str:
    """Return how many of some measure points are rated: "9 av 21"."""
    return tr("{0} of {1}").format(count, total)


def area_comparison_text(compared: AreaComparison, pair: PairNames) -> str:
    """Return an area with both shares, and the numbers of measure points behind them."""
    total = len(compared.area.measure_points)
    sides = [
        tr("{0} {1} ({2} rated)").format(name, share_text(share), rated_text(rated, total))
        for name, share, rated in zip(pair.names, compared.shares, compared.rated, strict=True)
    ]
    common = tr("{0} in common").format(compared.common)
    return f"{compared.area.code} {compared.area.title}: {'; '.join(sides)}; {common}"


def point_comparison_text(compared: PointComparison, pair: PairNames) -> str:
    """Return a measure point with its levels by both sources."""
    sides = [
        f"{name}: {levels_of_effective(without_proposal(rating)).text}"
        for name, rating in zip(pair.names, compared.ratings, strict=True)
    ]
    return f"{compared.point.code} {compared.point.statement}. {'. '.join(sides)}"


def without_proposal(rating: EffectiveRating) -> EffectiveRating:
    """Return a group's rating without the mark of a proposal, as it is the group's own rating."""
    return replace(rating, is_proposal=False)


def coverage_text(comparison: GroupComparison, pair: PairNames, total: int) -> str:
    """Return how many of `total` measure points each of the two has rated."""
    sides = [
        tr("{0}: rated {1} of {2}").format(name, rated, total)
        for name, rated in zip(pair.names, comparison.rated, strict=True)
    ]
    return " · ".join(sides)


def basis_text(comparison: GroupComparison) -> str:
    """Return a sentence on which measure points the figures are computed from."""
    common = comparison.common
    if comparison.basis is Basis.COMMON:
        return ntr(
            "The figures are of the {0} measure point that both have rated.",
            "The figures are of the {0} measure points that both have rated.",
            common,
        ).format(common)
    return ntr(
        "Each is shown in % of what it has rated itself; {0} measure point is rated by both.",
        "Each is shown in % of what it has rated itself; {0} measure points are rated by both.",
        common,
    ).format(common)


def differences_text(shown: Sequence[PointComparison], area: str, common: int) -> str:
    """Return a sentence on the number of differences in a list.

    `area` is the name of the area that the list is limited to, or "" for all; `common` the
    number of measure points that both have rated.
    """
    if not common:
        return tr("No measure point is rated by both.")
    if not shown:
        return tr("The two agree on what both have rated.")
    count = len(shown)
    text = ntr("{0} measure point", "{0} measure points", count).format(count)
    return f"{text} · {area}" if area else text

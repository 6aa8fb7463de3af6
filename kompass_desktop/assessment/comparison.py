"""One assessment beside another: how each area and question has moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kompass_desktop.assessment.numbers import whole
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.scoring import Standing


@dataclass(frozen=True)
class Movement:
    """An area's or question's points then and now; `difference` is of the printed numbers."""

    code: str
    short: str
    earlier: Fraction
    later: Fraction

    @property
    def difference(self) -> int:
        """Later less earlier, in whole printed points."""
        return whole(self.later) - whole(self.earlier)


def movements(earlier: Profile, later: Profile) -> tuple[Movement, ...]:
    """Return how each area that both profiles have has moved."""
    before = {entry.code: entry for entry in earlier.areas}
    return tuple(
        Movement(entry.code, entry.short, before[entry.code].score.points, entry.score.points)
        for entry in later.areas
        if entry.code in before
    )


def strongest(profile: Profile, count: int = 5) -> tuple[ProfileEntry, ...]:
    """Return the questions with the highest share of their maximum, in that order.

    A question that nobody has rated is neither strong nor weak and is left out.
    """
    return tuple(sorted(_comparable(profile), key=lambda e: -e.score.share)[:count])


def weakest(profile: Profile, count: int = 5) -> tuple[ProfileEntry, ...]:
    """Return the questions with the lowest share; of equals, those that could give most first."""
    ordered = sorted(_comparable(profile), key=lambda e: (e.score.share, -e.score.maximum))
    return tuple(ordered[:count])


def _comparable(profile: Profile) -> tuple[ProfileEntry, ...]:
    return tuple(e for e in profile.questions if not e.score.is_preliminary and e.score.attainable)


def mean_profile(profiles: Sequence[Profile], label: str) -> Profile | None:
    """Return the mean of profiles with the same areas, as a reference; None for no profiles.

    It is no assessment: its standing is RECORDED, since nobody has rated it.
    """
    if not profiles:
        return None
    first = profiles[0]
    alike = [p for p in profiles if len(p.areas) == len(first.areas)]
    total = whole(_mean([Fraction(p.total) for p in alike]))
    return replace(
        first,
        label=label,
        areas=_mean_entries([p.areas for p in alike]),
        questions=_mean_entries([p.questions for p in alike]),
        total=total,
        band=(total, total),
        standing=Standing.RECORDED,
    )


def _mean_entries(
    columns: Sequence[tuple[ProfileEntry, ...]],
) -> tuple[ProfileEntry, ...]:
    by_code: dict[str, list[ProfileEntry]] = {}
    for entry in (entry for column in columns for entry in column):
        by_code.setdefault(entry.code, []).append(entry)
    return tuple(_mean_entry(entries) for entries in by_code.values())


def _mean_entry(entries: Sequence[ProfileEntry]) -> ProfileEntry:
    share = _mean([entry.score.share for entry in entries])
    score = entries[0].score
    return replace(
        entries[0],
        score=replace(
            score,
            points=share * score.maximum,
            attainable=score.maximum,
            standing=Standing.RECORDED,
            from_below=None,
        ),
    )


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)

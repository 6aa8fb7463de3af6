"""One assessment beside another: how each area and question has moved."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kompass_desktop.assessment.numbers import whole
from kompass_desktop.assessment.profile import Profile, ProfileEntry


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

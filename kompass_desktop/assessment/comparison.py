"""One assessment beside another: how each area and question has moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kompass_desktop.assessment.numbers import whole
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.scoring import Score, ScoreStatus


@dataclass(frozen=True)
class Movement:
    """An area's score then and now."""

    code: str
    short: str
    earlier: Score
    later: Score

    @property
    def difference(self) -> int | None:
        """Later less earlier, in whole printed points; None where not all was rated both times.

        An area that is not pursued at one of the times has not become better or worse.
        """
        if not (is_comparable(self.earlier) and is_comparable(self.later)):
            return None
        return whole(self.later.points) - whole(self.earlier.points)


def movements(earlier: Profile, later: Profile) -> tuple[Movement, ...]:
    """Return how each area that both profiles have has moved."""
    before = {entry.code: entry for entry in earlier.areas}
    return tuple(
        Movement(entry.code, entry.short, before[entry.code].score, entry.score)
        for entry in later.areas
        if entry.code in before
    )


def total_difference(earlier: Profile, later: Profile) -> int | None:
    """Return how the printed total has moved; None where not all was rated both times."""
    unknown = (ScoreStatus.MISSING, ScoreStatus.PRELIMINARY)
    if earlier.status in unknown or later.status in unknown:
        return None
    return later.total - earlier.total


def is_comparable(score: Score) -> bool:
    """Whether a score can be called high or low: rated in full, and not all out of focus."""
    return not score.is_preliminary and bool(score.attainable)


def share_in_focus(score: Score) -> Fraction:
    """Return points as a share of what can be attained; of the maximum where none can.

    What the municipality has chosen not to pursue makes nothing weaker.
    """
    if score.status is ScoreStatus.RECORDED or not score.attainable:
        return score.share
    return score.points / score.attainable


def strongest(profile: Profile, count: int = 5) -> tuple[ProfileEntry, ...]:
    """Return the questions with the highest share of what is attainable, in that order.

    A question without ratings is neither strong nor weak and is left out.
    """
    return tuple(sorted(_comparable(profile), key=lambda e: -share_in_focus(e.score))[:count])


def weakest(profile: Profile, count: int = 5) -> tuple[ProfileEntry, ...]:
    """Return the questions with the lowest share; of equals, those that could give most first."""
    ordered = sorted(
        _comparable(profile), key=lambda e: (share_in_focus(e.score), -e.score.maximum)
    )
    return tuple(ordered[:count])


def _comparable(profile: Profile) -> tuple[ProfileEntry, ...]:
    return tuple(e for e in profile.questions if is_comparable(e.score))


def is_partly_compared(profile: Profile) -> bool:
    """Whether some questions are not rated in full, so that no ranking is of them all."""
    return any(entry.score.is_preliminary for entry in profile.questions)


def extremes(
    profile: Profile, count: int
) -> tuple[tuple[ProfileEntry, ...], tuple[ProfileEntry, ...]]:
    """Return the strongest questions and the weakest, at most `count` of each.

    Both are empty where there are too few to be told apart, or where all are alike. No
    question is among both.
    """
    count = min(count, len(_comparable(profile)) // 2)
    best, worst = strongest(profile, count), weakest(profile, count)
    if not best or share_in_focus(best[0].score) == share_in_focus(worst[0].score):
        return (), ()
    both = set(best) & set(worst)
    return (
        tuple(entry for entry in best if entry not in both),
        tuple(entry for entry in worst if entry not in both),
    )


def mean_profile(profiles: Sequence[Profile], label: str) -> Profile | None:
    """Return the mean of profiles with the same areas, as a reference; None for no profiles.

    It is no assessment: its status is RECORDED, since nobody has rated it.
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
        status=ScoreStatus.RECORDED,
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
            status=ScoreStatus.RECORDED,
            from_below=None,
        ),
    )


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)

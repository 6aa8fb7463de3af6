"""Compares assessments: the difference of each area, strongest and weakest questions, a mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kompass_desktop.assessment.numbers import whole
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.scoring import Score, ScoreStatus


@dataclass(frozen=True)
class Movement:
    """The score of an area in an earlier and a later assessment."""

    code: str
    short: str
    earlier: Score
    later: Score

    @property
    def difference(self) -> int | None:
        """Later minus earlier, in whole printed points, or None.

        None if the area is not completely rated, or completely out of focus, in one of them.
        """
        if not (is_comparable(self.earlier) and is_comparable(self.later)):
            return None
        return whole(self.later.points) - whole(self.earlier.points)


def movements(earlier: Profile, later: Profile) -> tuple[Movement, ...]:
    """Return the earlier and later score of each area that both profiles have."""
    before = {entry.code: entry for entry in earlier.areas}
    return tuple(
        Movement(entry.code, entry.short, before[entry.code].score, entry.score)
        for entry in later.areas
        if entry.code in before
    )


def total_difference(earlier: Profile, later: Profile) -> int | None:
    """Return the later printed total minus the earlier; None if one is not completely rated."""
    unknown = (ScoreStatus.MISSING, ScoreStatus.PRELIMINARY)
    if earlier.status in unknown or later.status in unknown:
        return None
    return later.total - earlier.total


def is_comparable(score: Score) -> bool:
    """Return whether a score can be compared: completely rated, and not all out of focus."""
    return not score.is_preliminary and bool(score.attainable)


def share_in_focus(score: Score) -> Fraction:
    """Return the points as a share of the attainable maximum: what is not in focus is left out.

    For a recorded score, or if nothing is attainable, as a share of the official maximum.
    """
    if score.status is ScoreStatus.RECORDED or not score.attainable:
        return score.share
    return score.points / score.attainable


def strongest(profile: Profile, count: int = 5) -> tuple[ProfileEntry, ...]:
    """Return the questions with the highest share of the attainable maximum, highest first.

    Questions that are not completely rated are left out.
    """
    return tuple(sorted(_comparable(profile), key=lambda e: -share_in_focus(e.score))[:count])


def weakest(profile: Profile, count: int = 5) -> tuple[ProfileEntry, ...]:
    """Return the questions with the lowest share, lowest first; for equal ones by maximum."""
    ordered = sorted(
        _comparable(profile), key=lambda e: (share_in_focus(e.score), -e.score.maximum)
    )
    return tuple(ordered[:count])


def _comparable(profile: Profile) -> tuple[ProfileEntry, ...]:
    return tuple(e for e in profile.questions if is_comparable(e.score))


def is_partly_compared(profile: Profile) -> bool:
    """Return whether a question is not completely rated, so that rankings leave it out."""
    return any(entry.score.is_preliminary for entry in profile.questions)


def extremes(
    profile: Profile, count: int
) -> tuple[tuple[ProfileEntry, ...], tuple[ProfileEntry, ...]]:
    """Return the strongest and the weakest questions, at most `count` of each.

    Both are empty if there are fewer than two comparable questions, or all have the same share.
    No question is in both.
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
    """Return the mean of profiles as a reference profile; None for no profiles.

    Profiles with another number of areas than the first are left out, and so is in each part what
    is not known of it. The status is RECORDED.
    """
    if not profiles:
        return None
    first = profiles[0]
    alike = [p for p in profiles if len(p.areas) == len(first.areas)]
    known = [Fraction(p.total) for p in alike if p.status is not ScoreStatus.MISSING]
    total = whole(_mean(known)) if known else 0
    return replace(
        first,
        label=label,
        areas=_mean_entries([p.areas for p in alike]),
        questions=_mean_entries([p.questions for p in alike]),
        total=total,
        band=(total, total),
        status=ScoreStatus.RECORDED if known else ScoreStatus.MISSING,
    )


def _mean_entries(
    columns: Sequence[tuple[ProfileEntry, ...]],
) -> tuple[ProfileEntry, ...]:
    by_code: dict[str, list[ProfileEntry]] = {}
    for entry in (entry for column in columns for entry in column):
        by_code.setdefault(entry.code, []).append(entry)
    return tuple(_mean_entry(entries) for entries in by_code.values())


def _mean_entry(entries: Sequence[ProfileEntry]) -> ProfileEntry:
    known = [entry for entry in entries if entry.score.status is not ScoreStatus.MISSING]
    if not known:
        return replace(entries[0], is_gap=True)
    share = _mean([entry.score.share for entry in known])
    score = known[0].score
    return replace(
        known[0],
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

"""One informant group's profile beside another's, in per cent of what each has rated.

A group is asked some of the measure points only, so its points say nothing beside the
official maximum. Its share of an area is Σ maximum × weight × level/4 over Σ maximum × weight,
of the aspects that it has rated: what it has not rated is left out and never counts as 0.
Planned only counts as 0, not in focus is left out (`scoring.md`, "Intensity and the ideal
municipality"). An area of which it has rated nothing has no share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from kompass_desktop.assessment.consensus import EffectiveRating, combine
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM, Interview, Rating, rating_id
from kompass_desktop.assessment.scoring import ZERO
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import HIGHEST_LEVEL, Area, Instrument, MeasurePoint

DOCUMENTS = "documents"
"""The key of the group that a document study is."""

Ratings: TypeAlias = Mapping[str, EffectiveRating]
"""What someone says of each measure point, by its code."""
Shares: TypeAlias = tuple[Fraction | None, Fraction | None]


class SourceKind(StrEnum):
    """Whose ratings a profile is made of."""

    GROUP = "group"
    INTERVIEWS = "interviews"
    """What all groups together propose, but for the documents."""
    TEAM = "team"
    """What the team has settled, without proposals."""


@dataclass(frozen=True)
class Source:
    """Whose ratings a profile is made of; `group` is the key of a group, else empty."""

    kind: SourceKind
    group: str = ""

    @property
    def key(self) -> str:
        """What names it in the settings and in lists."""
        return f"{self.kind.value}:{self.group}"


def group_keys(assessment: Assessment) -> tuple[str, ...]:
    """Return the keys of the instrument's groups, then of others that an interview is of."""
    known = [group.key for group in assessment.instrument.groups]
    borne = [interview.group for interview in assessment.interviews_in_order()]
    return tuple(dict.fromkeys([*known, *borne]))


def sources(assessment: Assessment) -> tuple[Source, ...]:
    """Return everyone whose profile can be shown: each group, all interviews, the team."""
    groups = (Source(SourceKind.GROUP, key) for key in group_keys(assessment))
    return (*groups, Source(SourceKind.INTERVIEWS), Source(SourceKind.TEAM))


def source_name(instrument: Instrument, source: Source) -> str:
    """Return what a source is called in a list and in a legend."""
    if source.kind is SourceKind.TEAM:
        return tr("The team")
    if source.kind is SourceKind.INTERVIEWS:
        return tr("All interviews")
    names = {group.key: group.name for group in instrument.groups}
    return names.get(source.group) or _other_name(source.group)


def _other_name(group: str) -> str:
    return tr("Document study") if group == DOCUMENTS else group


def source_ratings(assessment: Assessment, source: Source) -> Ratings:
    """Return what a source says of every measure point; most of it may be missing.

    A group speaks with the lower median of its interviews on each aspect; all interviews
    together with the lower median of their groups' medians (`scoring.md`, "Whose rating").
    """
    voices = [] if source.kind is SourceKind.TEAM else _interviews_by_group(assessment, source)
    found = {}
    for point in assessment.instrument.measure_points:
        team = Rating("", TEAM, point.code)
        if source.kind is SourceKind.TEAM:
            team = assessment.rating(TEAM, point.code)
        given = [_given(assessment, interviews, point) for interviews in voices]
        found[point.code] = combine(team, [ratings for ratings in given if ratings])
    return found


def _interviews_by_group(assessment: Assessment, source: Source) -> list[list[Interview]]:
    by_group: dict[str, list[Interview]] = {}
    for interview in assessment.interviews_in_order():
        if source.kind is SourceKind.INTERVIEWS:
            is_meant = interview.group != DOCUMENTS
        else:
            is_meant = interview.group == source.group
        if is_meant:
            by_group.setdefault(interview.group, []).append(interview)
    return list(by_group.values())


def _given(
    assessment: Assessment, interviews: Iterable[Interview], point: MeasurePoint
) -> list[Rating]:
    ids = (rating_id(assessment.id, interview.id, point.code) for interview in interviews)
    held = (assessment.ratings.get(identity) for identity in ids)
    return [rating for rating in held if rating is not None and not rating.is_empty]


class Basis(StrEnum):
    """Which measure points two profiles are made of."""

    COMMON = "common"
    """Only the aspects of measure points that both have rated: the same is compared."""
    OWN = "own"
    """All that each of them has rated, also where the other has not."""


@dataclass(frozen=True)
class AreaComparison:
    """An area as two sources see it.

    `shares` are 0-1, None where a source has rated nothing that counts; `rated` is how many
    measure points each has rated, in part too, and `common` how many they can be compared on.
    """

    area: Area
    shares: Shares
    rated: tuple[int, int]
    common: int


@dataclass(frozen=True)
class PointComparison:
    """A measure point of which two sources say different things.

    `spread` is the widest difference on an aspect, in levels 1-4; `total` the sum over all.
    """

    point: MeasurePoint
    ratings: tuple[EffectiveRating, EffectiveRating]
    spread: int
    total: int


@dataclass(frozen=True)
class GroupComparison:
    """Two sources beside each other; every pair is in the order in which they were given.

    `shares` are of the whole instrument, and `rated` and `common` count as an area's do.
    `differences` has the widest first.
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
    """Return two sources' ratings beside each other.

    Without a `basis` the two are compared on the measure points that they have in common
    where these are at least half of what the one with fewer has rated, as they are of a
    document study and the interviews. Groups that are asked about different matters (a mayor
    and union representatives share 3 measure points of 165) would have hardly any profile
    left then: there each has its own. The differences are always of what both have rated.
    """
    pairs = [_Pair(instrument, each, first, second) for each in instrument.measure_points]
    basis = basis or _usual_basis(pairs)
    by_area: dict[int, list[_Pair]] = {area.number: [] for area in instrument.areas}
    for pair in pairs:
        by_area[pair.point.area].append(pair)
    return GroupComparison(
        basis=basis,
        areas=tuple(_area(area, by_area[area.number], basis) for area in instrument.areas),
        shares=_shares(pairs, basis),
        rated=_rated(pairs),
        common=_common(pairs),
        differences=_differences(pairs),
    )


class _Pair:
    """What two sources say of one measure point, with the weight of each aspect in points."""

    def __init__(
        self, instrument: Instrument, point: MeasurePoint, first: Ratings, second: Ratings
    ) -> None:
        self.point = point
        self.ratings = (first[point.code], second[point.code])
        self.weights = [point.maximum * wording.weight for wording in instrument.aspects]
        aspects = [wording.aspect for wording in instrument.aspects]
        self.levels = tuple(
            [_level(rating, rating.levels[aspect]) for aspect in aspects] for rating in self.ratings
        )
        both = zip(*self.levels, strict=True)
        self.is_shared = [None not in levels for levels in both]

    @property
    def distances(self) -> list[int]:
        """How many levels the two are apart on each aspect that both have rated."""
        pairs = zip(*self.levels, strict=True)
        return [abs(a - b) for a, b in pairs if a is not None and b is not None]


def _level(rating: EffectiveRating, level: int | None) -> int | None:
    """Return the level that counts: none out of focus, 0 of what is only planned."""
    if rating.not_in_focus:
        return None
    return 0 if rating.planned_only else level


def _usual_basis(pairs: Sequence[_Pair]) -> Basis:
    return Basis.COMMON if 2 * _common(pairs) >= max(1, min(_rated(pairs))) else Basis.OWN


def _area(area: Area, pairs: Sequence[_Pair], basis: Basis) -> AreaComparison:
    return AreaComparison(area, _shares(pairs, basis), _rated(pairs), _common(pairs))


def _shares(pairs: Sequence[_Pair], basis: Basis) -> Shares:
    return _share(pairs, 0, basis), _share(pairs, 1, basis)


def _share(pairs: Sequence[_Pair], side: int, basis: Basis) -> Fraction | None:
    earned = ZERO
    possible = ZERO
    for pair in pairs:
        values = zip(pair.weights, pair.levels[side], pair.is_shared, strict=True)
        for weight, level, is_shared in values:
            if level is not None and (is_shared or basis is Basis.OWN):
                earned += weight * level
                possible += weight
    return earned / (possible * HIGHEST_LEVEL) if possible else None


def _rated(pairs: Sequence[_Pair]) -> tuple[int, int]:
    first = sum(not pair.ratings[0].is_missing for pair in pairs)
    return first, sum(not pair.ratings[1].is_missing for pair in pairs)


def _common(pairs: Sequence[_Pair]) -> int:
    return sum(any(pair.is_shared) for pair in pairs)


def _differences(pairs: Sequence[_Pair]) -> tuple[PointComparison, ...]:
    """Return where the two differ, ranked as `disagreements.differences` ranks."""
    found = [
        PointComparison(pair.point, pair.ratings, max(distances), sum(distances))
        for pair in pairs
        if any(distances := pair.distances)
    ]
    return tuple(sorted(found, key=lambda each: (-each.spread, -each.total)))

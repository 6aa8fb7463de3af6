"""Where informant groups see the same measure point differently, the widest first."""

from __future__ import annotations

from dataclasses import dataclass

from kompass_desktop.assessment.consensus import GroupView, group_views, spreads
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.instrument.model import Aspect, MeasurePoint

LEAST_SPREAD = 1
"""Levels: any difference between two groups is worth seeing."""


@dataclass(frozen=True)
class GroupLevel:
    """The median level 0-4 of an informant group, given by its key."""

    group: str
    level: int


@dataclass(frozen=True)
class Difference:
    """The aspect of a measure point on which the groups differ most.

    `spread` is in levels 0-4; `total` is the sum of the spreads over all aspects; `levels`
    are the groups' on that aspect, in the instrument's order.
    """

    point: MeasurePoint
    aspect: Aspect
    spread: int
    total: int
    levels: tuple[GroupLevel, ...]


def differences(
    assessment: Assessment, area: int | None = None, least: int = LEAST_SPREAD
) -> list[Difference]:
    """Return where any two groups differ by `least` levels or more, the widest first.

    `area` is an area's number, or None for all. Those with the same spread are ranked by
    their spreads over all aspects together, then in the instrument's order.
    """
    found = [
        difference
        for point in assessment.instrument.measure_points
        if area is None or point.code.partition(".")[0] == str(area)
        if (difference := _difference_at(assessment, point)).spread >= least
    ]
    return sorted(found, key=lambda each: (-each.spread, -each.total))


def _difference_at(assessment: Assessment, point: MeasurePoint) -> Difference:
    views = group_views(assessment, point.code)
    by_aspect = spreads(views)
    index = by_aspect.index(max(by_aspect))
    return Difference(
        point, tuple(Aspect)[index], by_aspect[index], sum(by_aspect), _levels(views, index)
    )


def _levels(views: tuple[GroupView, ...], index: int) -> tuple[GroupLevel, ...]:
    given = ((view.group, view.levels[index]) for view in views)
    return tuple(GroupLevel(group, level) for group, level in given if level is not None)

"""Finds measure points that informant groups rate differently, the widest difference first."""

from __future__ import annotations

from dataclasses import dataclass

from kompass_desktop.assessment.consensus import GroupView, group_views, spreads
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.instrument.model import Aspect, MeasurePoint

LEAST_SPREAD = 1
"""The smallest spread that is listed, in levels: any difference between two groups."""


@dataclass(frozen=True)
class GroupLevel:
    """The median level 0-4 of an informant group, given by its key."""

    group: str
    level: int


@dataclass(frozen=True)
class Difference:
    """The aspect of a measure point on which the groups differ most.

    `spread` is in levels 0–4; `total` is the sum of the spreads of all aspects; `levels` are
    the levels of the groups on that aspect, in the instrument's order of groups.
    """

    point: MeasurePoint
    aspect: Aspect
    spread: int
    total: int
    levels: tuple[GroupLevel, ...]


def differences(
    assessment: Assessment, area: int | None = None, least: int = LEAST_SPREAD
) -> list[Difference]:
    """Return the measure points on which groups differ by `least` levels or more.

    `area` is an area's number, or None for all. They are sorted by their widest spread, then
    by the sum of the spreads of all aspects, then in the instrument's order.
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

"""Puts records in an order that a person chooses, and keeps it in their positions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from kompass_desktop.assessment.plan_records import Activity, Improvement
from kompass_desktop.assessment.records import Change, Document, Interview, Member, Recommendation

PositionedT = TypeVar(
    "PositionedT", Member, Interview, Document, Recommendation, Improvement, Activity
)


def moved(records: Sequence[PositionedT], chosen: set[str], step: int) -> list[PositionedT]:
    """Return records with the chosen ones, given their ids, moved one place up (-1) or down (1)."""
    ordered = list(records)
    places = range(len(ordered)) if step < 0 else range(len(ordered) - 1, -1, -1)
    for place in places:
        beside = place + step
        if ordered[place].id not in chosen or not 0 <= beside < len(ordered):
            continue
        if ordered[beside].id not in chosen:
            ordered[place], ordered[beside] = ordered[beside], ordered[place]
    return ordered


def position_changes(records: Iterable[PositionedT]) -> list[Change]:
    """Return the changes that store the given order of records in their positions."""
    return [
        Change(record, replace(record, position=float(place)))
        for place, record in enumerate(records)
    ]

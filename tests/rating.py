"""Rates measure points of an assessment for tests of what follows from ratings."""

from __future__ import annotations

from typing import TypeAlias

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import rating_id
from kompass_desktop.assessment.records import TEAM, Change, Rating

Levels: TypeAlias = tuple[int | None, int | None, int | None, int | None]
"""System, extent, result and evaluation, 0-4 or None where not rated."""
UNRATED: Levels = (None, None, None, None)


def rate(
    assessment: Assessment,
    code: str,
    levels: Levels = UNRATED,
    *,
    interview: str = TEAM,
    planned_only: bool | None = None,
    not_in_focus: bool | None = None,
) -> None:
    """Put a rating in the place of any other by the same rater."""
    rating = Rating(
        rating_id(assessment.id, interview, code),
        interview,
        code,
        *levels,
        planned_only=planned_only,
        not_in_focus=not_in_focus,
    )
    assessment.apply(Change(None, rating))

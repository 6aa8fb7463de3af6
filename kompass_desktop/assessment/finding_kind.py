"""The kinds of findings."""

from __future__ import annotations

from enum import StrEnum


class FindingKind(StrEnum):
    """The three columns of findings (deck: styrker, utfordringer, svakheter)."""

    STRENGTH = "strength"
    CHALLENGE = "challenge"
    WEAKNESS = "weakness"

"""How improvements look by their status, and how what they give is written."""

from __future__ import annotations

from collections.abc import Mapping

from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.assessment.records import ImprovementStatus
from kompass_desktop.desktop.plan.plan_state import Gain

TINTS: Mapping[ImprovementStatus, str] = {
    ImprovementStatus.PROPOSED: "text_soft",
    ImprovementStatus.ADOPTED: "accent",
    ImprovementStatus.UNDER_WAY: "challenge",
    ImprovementStatus.DONE: "strength",
    ImprovementStatus.DROPPED: "text_faint",
}
"""The colour of each status, by its name in the theme."""


def gain_text(gain: Gain) -> str:
    """Return the points that something gives: "+9", "≈ +9,5" for an estimate, "–" for none."""
    if not gain.points:
        return "–"
    text = f"+{shortest(gain.points)}"
    return f"≈ {text}" if gain.is_estimate else text

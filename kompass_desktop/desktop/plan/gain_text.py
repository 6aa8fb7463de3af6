"""How the points that an improvement gives are written."""

from __future__ import annotations

from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.desktop.plan.plan_state import Gain


def gain_text(gain: Gain) -> str:
    """Return the points that something gives: "+9", "≈ +9,5" for an estimate, "–" for none."""
    if not gain.points:
        return "–"
    text = f"+{shortest(gain.points)}"
    return f"≈ {text}" if gain.is_estimate else text

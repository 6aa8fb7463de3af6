"""The profile that an assessment would have with the improvements of a scenario carried out."""

from __future__ import annotations

from dataclasses import replace

from kompass_desktop.assessment.profile import Profile, ProfileEntry, profile_of
from kompass_desktop.assessment.scenario import Scenario


def scenario_profile(scenario: Scenario, label: str) -> Profile:
    """Return the profile of a scenario, for charts; `label` is its name in a legend.

    It has the scenario's exact points; what is a gap today, and gains nothing, stays one.
    """
    now = profile_of(scenario.board, label)
    return replace(
        now,
        areas=tuple(_with_gain(scenario, entry) for entry in now.areas),
        questions=tuple(_with_gain(scenario, entry) for entry in now.questions),
        total=scenario.shown_total,
    )


def _with_gain(scenario: Scenario, entry: ProfileEntry) -> ProfileEntry:
    if not scenario.gain(entry.code):
        return entry
    score = replace(entry.score, points=scenario.points(entry.code), from_below=None)
    return replace(entry, score=score, is_gap=False)

"""The scores and the profile that an assessment would have with a scenario carried out."""

from __future__ import annotations

from dataclasses import replace

from kompass_desktop.assessment.planning.scenario import Scenario
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import Score, ScoreStatus


def scenario_score(scenario: Scenario, code: str = TOTAL) -> Score:
    """Return the score that a part of the instrument would have, with its exact points.

    What gains nothing has the score of today; what is not rated, and gains, is preliminary.
    """
    score = scenario.board.score(code)
    if not scenario.gain(code):
        return score
    is_missing = score.status is ScoreStatus.MISSING
    status = ScoreStatus.PRELIMINARY if is_missing else score.status
    return replace(score, points=scenario.points(code), status=status, from_below=None)


def scenario_profile(scenario: Scenario, now: Profile, label: str) -> Profile:
    """Return the profile of a scenario, given that of today; `label` is its name in a legend.

    What is a gap today, and gains nothing, stays one.
    """
    return replace(
        now,
        label=label,
        areas=tuple(_with_gain(scenario, entry) for entry in now.areas),
        questions=tuple(_with_gain(scenario, entry) for entry in now.questions),
        total=scenario.shown_total,
    )


def _with_gain(scenario: Scenario, entry: ProfileEntry) -> ProfileEntry:
    if not scenario.gain(entry.code):
        return entry
    return replace(entry, score=scenario_score(scenario, entry.code), is_gap=False)

"""What is said of a carryover in the window: its kind, its outcome in short, who and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kompass_desktop.assessment.following_up import Outcomes
from kompass_desktop.assessment.records import Carryover, FindingKind, Outcome
from kompass_desktop.i18n import pmark, ptr, tr
from kompass_desktop.report.dates import short_date

OUTCOMES = (Outcome.CARRIED_OUT, Outcome.PARTLY, Outcome.NOT_CARRIED_OUT)
"""In the order of the keys 1, 2 and 3."""

_SHORT: Mapping[Outcome, str] = {
    Outcome.CARRIED_OUT: pmark("outcome", "Carried out"),
    Outcome.PARTLY: pmark("outcome", "Partly"),
    Outcome.NOT_CARRIED_OUT: pmark("outcome", "Not"),
}
_KINDS: Mapping[FindingKind | None, str] = {
    None: pmark("carryover", "Improvement"),
    FindingKind.STRENGTH: pmark("carryover", "Strength"),
    FindingKind.CHALLENGE: pmark("carryover", "Challenge"),
    FindingKind.WEAKNESS: pmark("carryover", "Weakness"),
}
_LONGEST = 40


def short_outcome(outcome: Outcome) -> str:
    """Return an outcome as the text of a chip: "Carried out", "Partly", "Not"."""
    return ptr("outcome", _SHORT[outcome])


def kind_text(carryover: Carryover) -> str:
    """Return what a carryover is: an improvement, a challenge or a weakness."""
    return ptr("carryover", _KINDS[carryover.kind])


def detail_text(carryover: Carryover) -> str:
    """Return who was responsible and by when, or ""."""
    deadline = carryover.deadline
    if deadline:
        deadline = tr("by {0}").format(_shown(deadline))
    return " · ".join(filter(None, (carryover.responsible, deadline)))


def counts_text(counts: Outcomes) -> str:
    """Return how many have each outcome: "3 carried out, 1 partly, 0 not, 7 not looked into"."""
    return tr("{0} carried out, {1} partly, {2} not, {3} not looked into").format(
        counts.carried_out, counts.partly, counts.not_carried_out, counts.unknown
    )


def step_text(carryover: Carryover) -> str:
    """Return what an undo step that follows up a carryover is called."""
    text = carryover.text
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
    return tr("follow-up of “{0}”").format(shown)


def _shown(deadline: str) -> str:
    """Return a deadline, which is written freely if it is no ISO date."""
    try:
        return short_date(date.fromisoformat(deadline))
    except ValueError:
        return deadline

"""What is said of a carryover in the window: its kind, its outcome in short, who and when."""

from __future__ import annotations

from collections.abc import Mapping

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.plan_records import Carryover, Outcome
from kompass_desktop.assessment.planning.following_up import Outcomes
from kompass_desktop.i18n import pmark, ptr, tr
from kompass_desktop.report.dates import deadline_text

OUTCOMES = (Outcome.CARRIED_OUT, Outcome.PARTLY, Outcome.NOT_CARRIED_OUT)
"""In the order of the keys 1, 2 and 3."""

_SHORT_OF_FINDINGS: Mapping[Outcome, str] = {
    Outcome.CARRIED_OUT: pmark("outcome", "Remedied"),
    Outcome.PARTLY: pmark("outcome", "Partly"),
    Outcome.NOT_CARRIED_OUT: pmark("outcome", "Not"),
}
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


def short_outcome(outcome: Outcome, kind: FindingKind | None = None) -> str:
    """Return an outcome as the text of a chip: "Carried out", "Partly", "Not".

    `kind` is that of a finding, which is not carried out but remedied.
    """
    return ptr("outcome", (_SHORT if kind is None else _SHORT_OF_FINDINGS)[outcome])


def kind_text(carryover: Carryover) -> str:
    """Return what a carryover is: an improvement, a challenge or a weakness."""
    return ptr("carryover", _KINDS[carryover.kind])


def detail_text(carryover: Carryover) -> str:
    """Return who was responsible and by when, or ""."""
    deadline = deadline_text(carryover.deadline)
    if deadline:
        deadline = tr("by {0}").format(deadline)
    return " · ".join(filter(None, (carryover.responsible, deadline)))


def counts_text(counts: Outcomes) -> str:
    """Return how many improvements and findings have each outcome, as one line."""
    return tr("{0} carried out or remedied, {1} partly, {2} not, {3} not looked into").format(
        counts.carried_out, counts.partly, counts.not_carried_out, counts.unknown
    )


def step_text(carryover: Carryover) -> str:
    """Return what an undo step that follows up a carryover is called."""
    text = carryover.text
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
    return tr("follow-up of “{0}”").format(shown)

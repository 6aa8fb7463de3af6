"""What the values of the plan are called: statuses of improvements and outcomes of last time's."""

from __future__ import annotations

from collections.abc import Mapping

from kompass_desktop.assessment.plan_records import Carryover, ImprovementStatus, Outcome
from kompass_desktop.i18n import pmark, ptr

IMPROVEMENT_STATUS_NAMES: Mapping[ImprovementStatus, str] = {
    ImprovementStatus.PROPOSED: pmark("improvement", "proposed"),
    ImprovementStatus.ADOPTED: pmark("improvement", "adopted"),
    ImprovementStatus.UNDER_WAY: pmark("improvement", "under way"),
    ImprovementStatus.DONE: pmark("improvement", "carried out"),
    ImprovementStatus.DROPPED: pmark("improvement", "dropped"),
}

OUTCOME_NAMES: Mapping[Outcome, str] = {
    Outcome.CARRIED_OUT: pmark("improvement", "carried out"),
    Outcome.PARTLY: pmark("improvement", "partly carried out"),
    Outcome.NOT_CARRIED_OUT: pmark("improvement", "not carried out"),
}

FINDING_OUTCOME_NAMES: Mapping[Outcome, str] = {
    Outcome.CARRIED_OUT: pmark("finding", "remedied"),
    Outcome.PARTLY: pmark("finding", "partly remedied"),
    Outcome.NOT_CARRIED_OUT: pmark("finding", "not remedied"),
}


def status_name(status: ImprovementStatus) -> str:
    """Return what a status of an improvement is called."""
    return ptr("improvement", IMPROVEMENT_STATUS_NAMES[status])


def outcome_name(outcome: Outcome | None) -> str:
    """Return what an outcome is called; None is that nobody has found out yet."""
    if outcome is None:
        return ptr("improvement", "not looked into")
    return ptr("improvement", OUTCOME_NAMES[outcome])


def outcome_of(carryover: Carryover, outcome: Outcome | None) -> str:
    """Return what an outcome of a carryover is called: a weakness is remedied, not carried out."""
    if outcome is None or carryover.kind is None:
        return outcome_name(outcome)
    return ptr("finding", FINDING_OUTCOME_NAMES[outcome])

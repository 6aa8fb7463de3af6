"""Texts about records of the plan, and of last time's, in conflicts and in the history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import (
    Activity,
    Ballot,
    Carryover,
    Improvement,
    Lift,
    StatusCheck,
    Workshop,
)
from kompass_desktop.assessment.service_areas import service_name
from kompass_desktop.i18n import pmark, tr
from kompass_desktop.report.plan.plan_names import IMPROVEMENT_STATUS_NAMES, OUTCOME_NAMES

PlanRecord: TypeAlias = Improvement | Lift | Activity | Workshop | Ballot | StatusCheck | Carryover

PLAN_FIELDS: Mapping[str, str] = {
    "service": pmark("field", "service area"),
    "codes": pmark("field", "about"),
    "effort": pmark("field", "effort"),
    "effect": pmark("field", "expected effect"),
    "findings": pmark("field", "the findings it was made from"),
    "after": pmark("field", "begins after"),
    "in_scenario": pmark("field", "in the scenario"),
    "workshop": pmark("field", "workshop"),
    "improvement": pmark("field", "improvement"),
    "milestone": pmark("field", "milestone"),
    "parent": pmark("field", "part of"),
    "done": pmark("field", "done"),
    "held_on": pmark("field", "held on"),
    "dots_each": pmark("field", "votes of each"),
    "closed": pmark("field", "closed"),
    "dots": pmark("field", "votes"),
    "comment": pmark("field", "comment"),
    "origin": pmark("field", "record of last time"),
    "outcome": pmark("field", "outcome"),
}
"""The names of the fields that only records of the plan, and documents, have."""

PLAN_YES_OR_NO = frozenset({"in_scenario", "milestone", "done", "closed"})

PLAN_VALUES: Mapping[str, str] = {
    value.value: name for value, name in (*IMPROVEMENT_STATUS_NAMES.items(), *OUTCOME_NAMES.items())
}
"""The names of statuses and outcomes, in the context "improvement"."""


def plan_record_text(assessment: Assessment, record: PlanRecord) -> str:
    """Return what a record of the plan is, and which."""
    match record:
        case Improvement():
            return tr("Improvement “{0}”").format(record.title)
        case Lift():
            what = _improvement(assessment, record.improvement)
            return tr("{0} lifts {1}").format(what, record.measure_point)
        case Activity(milestone=True):
            return tr("Milestone “{0}”").format(record.title)
        case Activity():
            return tr("Activity “{0}”").format(record.title)
        case Workshop():
            return tr("Workshop “{0}”").format(record.title)
        case Ballot():
            return tr("Votes for {0}").format(_improvement(assessment, record.improvement))
        case StatusCheck():
            what = _improvement(assessment, record.improvement)
            return tr("Status {0} of {1}").format(record.year, what)
        case Carryover():
            return tr("From {0}: {1}").format(record.year, record.text)


def _improvement(assessment: Assessment, improvement: str) -> str:
    held = assessment.improvements.get(improvement)
    return f"«{held.title}»" if held else tr("a deleted improvement")


def _planned(assessment: Assessment, ids: str) -> str:
    titles = {each.id: each.title for each in assessment.improvements.values()}
    titles |= {each.id: each.title for each in assessment.activities.values()}
    return ", ".join(f"«{titles[key]}»" if key in titles else _gone() for key in ids.split())


def _findings(assessment: Assessment, ids: str) -> str:
    known = assessment.findings
    return ", ".join(f"«{known[key].text}»" if key in known else _gone() for key in ids.split())


def _workshop(assessment: Assessment, workshop: str) -> str:
    held = assessment.workshops.get(workshop)
    return f"«{held.title}»" if held else _gone()


def _gone() -> str:
    return tr("something deleted")


PLAN_READERS: Mapping[str, Callable[[Assessment, str], str]] = {
    "service": lambda _, service: service_name(service),
    "after": _planned,
    "parent": _planned,
    "findings": _findings,
    "improvement": _improvement,
    "workshop": _workshop,
}
"""The functions that return the text of a field that refers to another record, by field."""

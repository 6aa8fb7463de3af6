"""Checks records of the plan that come from files or other machines."""

from __future__ import annotations

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
from kompass_desktop.assessment.record_ids import ballot_id, carryover_id, lift_id, status_check_id
from kompass_desktop.assessment.records import Record
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import LEVELS, MeasurePoint
from kompass_desktop.storage.database.field_checks import (
    LARGEST_COUNT,
    YEARS,
    is_line,
    problem_in_days,
)

_SCALE = range(1, 6)
"""The effort and the effect of an improvement."""


def problem_in_plan(assessment: Assessment, record: Record) -> str:
    """Return what is wrong with a record of the plan, or of last time's; "" for other records."""
    match record:
        case Improvement() | Activity() | Workshop():
            return _in_named(record)
        case Lift() | Ballot() | StatusCheck() | Carryover():
            return _in_part(assessment, record)
    return ""


def _in_named(record: Improvement | Activity | Workshop) -> str:
    """Return the problem of a record of the plan that a person has named, or ""."""
    if not is_line(record.title, getattr(record, "responsible", "")):
        return tr("a title is one line and cannot have line breaks")
    match record:
        case Improvement(effort=effort, effect=effect):
            if not {effort, effect} <= {None, *_SCALE}:
                return tr("effort and effect are from 1 to 5")
        case Workshop(participants=participants, dots_each=dots):
            if not (0 <= participants <= LARGEST_COUNT and 0 <= dots <= LARGEST_COUNT):
                return tr("a number is below 0 or unreasonably large")
            return problem_in_days(record.held_on)
    return problem_in_days(record.begins, record.ends)


def _in_part(assessment: Assessment, record: Lift | Ballot | StatusCheck | Carryover) -> str:
    """Return the problem of a record whose id follows from what it is about, or ""."""
    if record.id != _id_of(assessment, record):
        return tr("the id does not fit what the record is about")
    match record:
        case Lift():
            if not isinstance(assessment.instrument.find(record.measure_point), MeasurePoint):
                return tr("unknown measure point “{0}”").format(record.measure_point)
            return "" if {*record.levels} <= {None, *LEVELS} else tr("a level is not 0–4")
        case Ballot(dots=dots):
            if not 0 <= dots <= LARGEST_COUNT:
                return tr("a number is below 0 or unreasonably large")
        case StatusCheck(year=year) | Carryover(year=year) if year not in YEARS:
            return tr("the year must be between {0} and {1}").format(YEARS[0], YEARS[-1])
        case Carryover():
            lines = (record.text, record.responsible, record.deadline, record.comment)
            if not is_line(*lines):
                return tr("what was carried over is one line and cannot have line breaks")
    return ""


def _id_of(assessment: Assessment, record: Lift | Ballot | StatusCheck | Carryover) -> str:
    match record:
        case Lift():
            return lift_id(assessment.id, record.improvement, record.measure_point)
        case Ballot():
            return ballot_id(assessment.id, record.workshop, record.improvement)
        case StatusCheck():
            return status_check_id(assessment.id, record.improvement, record.year)
        case Carryover():
            return carryover_id(assessment.id, record.origin)

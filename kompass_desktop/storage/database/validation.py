"""Checks whether a record from a file is valid in its assessment.

The types of its fields have been checked before. Here their values are checked: an unknown
code, an invalid date, points outside the scale.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from kompass_desktop.assessment.figures import figures_of_text
from kompass_desktop.assessment.kept_texts import texts_of
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import (
    asking_choice_id,
    document_study_id,
    rating_id,
    recorded_id,
    text_id,
)
from kompass_desktop.assessment.records import (
    NO_CODE,
    TEAM,
    TOTAL,
    AskingChoice,
    Attachment,
    Document,
    Event,
    EventKind,
    Finding,
    Interview,
    Note,
    Particulars,
    Rating,
    Recommendation,
    Record,
    Recorded,
    ReportText,
)
from kompass_desktop.assessment.times import time_span
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import LEVELS, Area, MeasurePoint, Question
from kompass_desktop.storage.database.contents import LARGEST_ATTACHMENT
from kompass_desktop.storage.database.field_checks import (
    LARGEST_COUNT,
    YEARS,
    is_line,
    reads,
)
from kompass_desktop.storage.database.plan_validation import problem_in_plan

_DIGEST = re.compile(r"[0-9a-f]{64}")


def problem_in(assessment: Assessment, record: Record) -> str:  # noqa: C901 - a case each
    """Return what is wrong with a record that is to come into `assessment`, or "".

    The records that it refers to must be in `assessment` already.
    """
    if not record.id:
        return tr("the id is empty")
    match record:
        case Particulars() | Attachment():
            return _in_record_alone(record)
        case Document():
            return _in_document(record) or _in_places(assessment, record.codes.split())
        case Interview():
            return _in_interview(assessment, record)
        case AskingChoice():
            return _in_asking_choice(assessment, record)
        case Rating():
            return _in_rating(assessment, record)
        case Note():
            return _in_note(assessment, record)
        case Finding():
            return _in_finding(assessment, record)
        case Recommendation():
            return _in_recommendation(assessment, record)
        case Recorded():
            return _in_recorded(assessment, record)
        case Event():
            return _in_event(record)
        case ReportText() if record.id != text_id(assessment.id, record.chapter):
            return tr("the text’s id does not fit the chapter")
    return problem_in_plan(assessment, record)


def _in_record_alone(record: Particulars | Attachment) -> str:
    """Return the problem of a record that refers to no other record, or ""."""
    match record:
        case Particulars():
            return _in_particulars(record)
        case Attachment():
            return _in_attachment(record)


def _in_particulars(record: Particulars) -> str:
    if record.year not in YEARS:
        return tr("the year must be between {0} and {1}").format(YEARS[0], YEARS[-1])
    if not record.municipality.strip():
        return tr("the municipality has no name")
    for day in (record.begins, record.ends, record.retain_until):
        if day and not reads(date.fromisoformat, day):
            return tr("“{0}” is not a date").format(day)
    if record.lunch and time_span(record.lunch) is None:
        return tr("“{0}” is not a time from and to").format(record.lunch)
    return ""


def _in_interview(assessment: Assessment, record: Interview) -> str:
    if record.is_document_study != (record.id == document_study_id(assessment.id)):
        return tr("the document study’s id does not fit")
    if record.group not in {group.key for group in assessment.instrument.sources}:
        return tr("unknown informant group “{0}”").format(record.group)
    counts = (record.participants, record.agreed_minutes, record.elapsed_seconds)
    if not all(0 <= count <= LARGEST_COUNT for count in counts):
        return tr("a number is below 0 or unreasonably large")
    if record.planned_at and not reads(_local, record.planned_at):
        return tr("“{0}” is not a time without a time zone").format(record.planned_at)
    if record.started_at and not reads(_zoned, record.started_at):
        return tr("“{0}” is not a time with a time zone").format(record.started_at)
    return ""


def _in_asking_choice(assessment: Assessment, record: AskingChoice) -> str:
    if record.id != asking_choice_id(assessment.id, record.asker, record.code):
        return tr("the choice’s id does not fit the group or interview and the code")
    groups = {group.key for group in assessment.instrument.groups}
    if record.asker not in groups and record.asker not in assessment.interviews:
        return tr("unknown group or interview “{0}”").format(record.asker)
    if assessment.instrument.find(record.code) is None:
        return tr("unknown code “{0}”").format(record.code)
    return ""


def _in_rating(assessment: Assessment, record: Rating) -> str:
    if not isinstance(assessment.instrument.find(record.measure_point), MeasurePoint):
        return tr("unknown measure point “{0}”").format(record.measure_point)
    whose = rating_id(assessment.id, record.interview, record.measure_point, record.author)
    if record.id != whose:
        return tr("the rating’s id does not fit the interview and the measure point")
    if record.author and record.interview != TEAM:
        return tr("a team member’s own rating cannot belong to an interview")
    if not {*record.levels} <= {None, *LEVELS}:
        return tr("a level is not 0–4")
    if record.interview != TEAM and record.interview not in assessment.interviews:
        return tr("unknown interview “{0}”").format(record.interview)
    return ""


def _in_note(assessment: Assessment, record: Note) -> str:
    if record.interview not in assessment.interviews:
        return tr("unknown interview “{0}”").format(record.interview)
    if not is_line(record.text):
        return tr("a note is one line and cannot have line breaks")
    if not reads(_zoned, record.begun_at):
        return tr("“{0}” is not a time with a time zone").format(record.begun_at)
    return _in_places(assessment, (record.code, *record.also.split()))


def _in_document(record: Document) -> str:
    if record.year is not None and record.year not in YEARS:
        return tr("the year must be between {0} and {1}").format(YEARS[0], YEARS[-1])
    if not is_line(record.title):
        return tr("a title is one line and cannot have line breaks")
    return ""


def _in_attachment(record: Attachment) -> str:
    if not _DIGEST.fullmatch(record.digest):
        return tr("“{0}” has an invalid value").format("digest")
    if not 0 <= record.size <= LARGEST_ATTACHMENT:
        return tr("“{0}” has an invalid value").format("size")
    return ""


def _in_finding(assessment: Assessment, record: Finding) -> str:
    if str(record.area) not in {area.code for area in assessment.instrument.areas}:
        return tr("unknown area “{0}”").format(record.area)
    return _in_places(assessment, (record.code, *record.joined.split()))


def _in_recommendation(assessment: Assessment, record: Recommendation) -> str:
    if not is_line(record.text, record.responsible, record.deadline):
        return tr("a recommendation is one line and cannot have line breaks")
    return _in_places(assessment, (record.code,))


def _in_places(assessment: Assessment, codes: Iterable[str]) -> str:
    for code in codes:
        if code != NO_CODE and assessment.instrument.find(code) is None:
            return tr("unknown code “{0}”").format(code)
    return ""


def _in_recorded(assessment: Assessment, record: Recorded) -> str:
    if record.id != recorded_id(assessment.id, record.code):
        return tr("the result’s id does not fit the code")
    entry = assessment.instrument.find(record.code)
    if record.code != TOTAL and not isinstance(entry, Area | Question):
        return tr("unknown code “{0}”").format(record.code)
    maximum = entry.maximum if isinstance(entry, Area | Question) else assessment.instrument.maximum
    return "" if 0 <= record.points <= maximum else tr("the points are outside the scale")


def _in_event(record: Event) -> str:
    if record.at and not reads(_zoned, record.at):
        return tr("“{0}” is not a time with a time zone").format(record.at)
    if record.figures and record.kind is not EventKind.FINISHED:
        return tr("only what is finished has figures that stand")
    if record.figures and not reads(figures_of_text, record.figures):
        return tr("the figures from when it was finished cannot be read")
    if record.drafts and not reads(texts_of, record.drafts):
        return tr("the drafts from when it was finished cannot be read")
    return ""


def _local(text: str) -> bool:
    return datetime.fromisoformat(text).tzinfo is None


def _zoned(text: str) -> bool:
    return datetime.fromisoformat(text).tzinfo is not None

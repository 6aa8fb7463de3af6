"""Whether a record from a file makes sense in its assessment.

The types of its fields have been checked; here it is refused if no window could show
it: an unknown code, a date that is none, points beyond the scale.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import (
    NO_CODE,
    TEAM,
    TOTAL,
    Finding,
    Interview,
    Note,
    Particulars,
    Rating,
    Record,
    Recorded,
    ReportText,
    rating_id,
    recorded_id,
    text_id,
)
from kompass_desktop.instrument.model import LEVELS, Area, MeasurePoint, Question

YEARS = range(1900, 2101)
_LINE_BREAKS = ("\n", "\r", "\N{PARAGRAPH SEPARATOR}")

_LARGEST_COUNT = 10_000_000
"""No interview has so many participants, minutes or seconds; windows hold 32 bits."""


def problem_in(assessment: Assessment, record: Record) -> str:
    """Return what is wrong with a record that is to come into `assessment`, or "".

    Records that it refers to must be there already.
    """
    if not record.id:
        return "id er tom"
    match record:
        case Particulars():
            return _in_particulars(record)
        case Interview():
            return _in_interview(assessment, record)
        case Rating():
            return _in_rating(assessment, record)
        case Note():
            return _in_note(assessment, record)
        case Finding():
            return _in_finding(assessment, record)
        case Recorded():
            return _in_recorded(assessment, record)
        case ReportText() if record.id != text_id(assessment.id, record.chapter):
            return "tekstens id passer ikke til kapittelet"
    return ""


def _in_particulars(record: Particulars) -> str:
    if record.year not in YEARS:
        return f"årstallet må ligge mellom {YEARS[0]} og {YEARS[-1]}"
    if not record.municipality.strip():
        return "kommunen mangler navn"
    for day in (record.begins, record.ends, record.retain_until):
        if day and not _reads(date.fromisoformat, day):
            return f"«{day}» er ikke en dato"
    return ""


def _in_interview(assessment: Assessment, record: Interview) -> str:
    if record.group not in {group.key for group in assessment.instrument.groups}:
        return f"ukjent informantgruppe «{record.group}»"
    counts = (record.participants, record.agreed_minutes, record.elapsed_seconds)
    if not all(0 <= count <= _LARGEST_COUNT for count in counts):
        return "et antall er under 0 eller urimelig stort"
    if record.planned_at and not _reads(_local, record.planned_at):
        return f"«{record.planned_at}» er ikke et tidspunkt uten tidssone"
    if record.started_at and not _reads(_zoned, record.started_at):
        return f"«{record.started_at}» er ikke et tidspunkt med tidssone"
    return ""


def _in_rating(assessment: Assessment, record: Rating) -> str:
    if not isinstance(assessment.instrument.find(record.measure_point), MeasurePoint):
        return f"ukjent målepunkt «{record.measure_point}»"
    if record.id != rating_id(assessment.id, record.interview, record.measure_point):
        return "vurderingens id passer ikke til intervjuet og målepunktet"
    if not {*record.levels} <= {None, *LEVELS}:
        return "et nivå er ikke 0–4"
    if record.interview != TEAM and record.interview not in assessment.interviews:
        return f"ukjent intervju «{record.interview}»"
    return ""


def _in_note(assessment: Assessment, record: Note) -> str:
    if record.interview not in assessment.interviews:
        return f"ukjent intervju «{record.interview}»"
    if any(mark in record.text for mark in _LINE_BREAKS):
        return "et notat er én linje og kan ikke ha linjeskift"
    if not _reads(_zoned, record.begun_at):
        return f"«{record.begun_at}» er ikke et tidspunkt med tidssone"
    return _in_place(assessment, record.code)


def _in_finding(assessment: Assessment, record: Finding) -> str:
    if str(record.area) not in {area.code for area in assessment.instrument.areas}:
        return f"ukjent område «{record.area}»"
    return _in_place(assessment, record.code)


def _in_place(assessment: Assessment, code: str) -> str:
    if code == NO_CODE or assessment.instrument.find(code):
        return ""
    return f"ukjent kode «{code}»"


def _in_recorded(assessment: Assessment, record: Recorded) -> str:
    if record.id != recorded_id(assessment.id, record.code):
        return "resultatets id passer ikke til koden"
    entry = assessment.instrument.find(record.code)
    if record.code != TOTAL and not isinstance(entry, Area | Question):
        return f"ukjent kode «{record.code}»"
    maximum = entry.maximum if isinstance(entry, Area | Question) else assessment.instrument.maximum
    return "" if 0 <= record.points <= maximum else "poengene er utenfor skalaen"


def _reads(reader: Callable[[str], object], text: str) -> bool:
    try:
        return bool(reader(text))
    except ValueError:
        return False


def _local(text: str) -> bool:
    return datetime.fromisoformat(text).tzinfo is None


def _zoned(text: str) -> bool:
    return datetime.fromisoformat(text).tzinfo is not None

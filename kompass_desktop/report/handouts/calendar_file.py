"""Writes planned interviews and milestones as an iCalendar file (RFC 5545) for calendars."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import Flag, auto
from typing import IO
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from kompass_desktop.assessment.anonymity import Names, without_names
from kompass_desktop.assessment.interview_plan import by_time
from kompass_desktop.assessment.interviewers import interviewers_of
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.planning.timeline import RowKind, Timeline
from kompass_desktop.assessment.records import Interview
from kompass_desktop.assessment.times import begins_at, ends_at
from kompass_desktop.i18n import language, tr
from kompass_desktop.report.names import name_and_year

_log = logging.getLogger(__name__)

ZONE = ZoneInfo("Europe/Oslo")
"""The time zone of planned times, which are stored without one."""
_YEARS = range(1900, 2200)
"""Interviews in other years are left out: the rules of the time zone are not known there."""


class Contents(Flag):
    """What is in the file."""

    INTERVIEWS = auto()
    MILESTONES = auto()
    """Milestones of the timeline, and the last days of its phases."""


def write_calendar(
    assessment: Assessment,
    names: Names,
    made_at: datetime,
    file: IO[bytes],
    contents: Contents = Contents.INTERVIEWS | Contents.MILESTONES,
) -> None:
    """Write interviews and milestones as an iCalendar file to a binary file.

    Without names, an interview has only the informant group, because calendars are stored on
    servers and telephones. An event always has the same id, so that importing a later file
    moves it; cancelled interviews are marked as cancelled. What has a day and no time lasts
    all day. `made_at` is the present time with a time zone.
    """
    shown = assessment if names is Names.INCLUDED else without_names(assessment)
    calendar = Calendar()
    calendar.add("prodid", f"-//Kompass//{language().value}")
    calendar.add("version", "2.0")
    title = f"{assessment.instrument.name} {name_and_year(assessment.particulars)}"
    calendar.add("x-wr-calname", title)
    interviews = list(_interviews(shown, names, made_at)) if Contents.INTERVIEWS in contents else []
    days = list(_milestones(shown, made_at)) if Contents.MILESTONES in contents else []
    for event in (*interviews, *days):
        calendar.add_component(event)
    if interviews:
        years = [event.start.year for event in interviews]
        calendar.add_missing_timezones(date(min(years), 1, 1), date(max(years) + 1, 1, 1))
    file.write(calendar.to_ical())
    _log.info("calendar of %d events made", len(interviews) + len(days))


def _interviews(assessment: Assessment, names: Names, made_at: datetime) -> Iterator[Event]:
    for interview in by_time(assessment.interviews_in_order()):
        event = _event(assessment, interview, names, made_at)
        if event is not None:
            yield event


def _milestones(assessment: Assessment, made_at: datetime) -> Iterator[Event]:
    """Yield an event on the day of each milestone, and on the last day of each phase."""
    for row in Timeline(assessment).rows:
        if row.record is None or row.span is None or row.span.ends.year not in _YEARS:
            continue
        title = row.record.title
        if row.kind is RowKind.MILESTONE:
            yield _day_event(row.key, title, row.span.begins, made_at)
        elif row.kind is RowKind.PHASE:
            ends = tr("Ends: {0}").format(title)
            yield _day_event(f"{row.key}-ends", ends, row.span.ends, made_at)


def _day_event(key: str, summary: str, day: date, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{key}@kompass")
    event.add("dtstamp", made_at)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", summary)
    # It does not make anybody busy.
    event.add("transp", "TRANSPARENT")
    return event


def _event(
    assessment: Assessment, interview: Interview, names: Names, made_at: datetime
) -> Event | None:
    begins, ends = begins_at(interview), ends_at(interview)
    if begins is None or ends is None or begins.year not in _YEARS:
        return None
    event = Event()
    event.add("uid", f"{interview.id}@kompass")
    event.add("dtstamp", made_at)
    event.add("dtstart", begins.replace(tzinfo=ZONE))
    event.add("dtend", ends.replace(tzinfo=ZONE))
    event.add("summary", _summary(assessment, interview, names))
    event.add("status", "CANCELLED" if interview.is_cancelled else "CONFIRMED")
    if interview.venue.strip():
        event.add("location", interview.venue.strip())
    description = _description(assessment, interview)
    if description:
        event.add("description", description)
    return event


def _summary(assessment: Assessment, interview: Interview, names: Names) -> str:
    group = assessment.group_of(interview).name
    if names is Names.LEFT_OUT:
        return tr("Interview: {0}").format(group)
    whom = interview.name.strip() or group
    return tr("Interview: {0}").format(f"{whom} ({interview.code})")


def _description(assessment: Assessment, interview: Interview) -> str:
    team = ", ".join(member.name for member in interviewers_of(assessment, interview))
    language_spoken = interview.language.strip()
    lines = [
        tr("Interviewers: {0}").format(team) if team else "",
        tr("Language: {0}").format(language_spoken) if language_spoken else "",
    ]
    return "\n".join(filter(None, lines))

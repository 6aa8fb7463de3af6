"""Writes the planned interviews as an iCalendar file (RFC 5545) for the team's calendars."""

from __future__ import annotations

import logging
from datetime import date, datetime
from typing import IO
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from kompass_desktop.assessment.anonymity import Names, without_names
from kompass_desktop.assessment.interviewers import interviewers_of
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan import by_time
from kompass_desktop.assessment.records import Interview
from kompass_desktop.assessment.times import begins_at, ends_at
from kompass_desktop.i18n import language, tr
from kompass_desktop.report.names import name_and_year

_log = logging.getLogger(__name__)

ZONE = ZoneInfo("Europe/Oslo")
"""The time zone of planned times, which are stored without one."""
_YEARS = range(1900, 2200)
"""Interviews in other years are left out: the rules of the time zone are not known there."""


def write_calendar(
    assessment: Assessment, names: Names, made_at: datetime, file: IO[bytes]
) -> None:
    """Write the planned interviews as an iCalendar file to a binary file.

    Without names, an event has only the informant group, because calendars are stored on
    servers and telephones. An event always has the same id, so that importing a later file
    moves it; cancelled interviews are marked as cancelled. `made_at` is the present time with
    a time zone.
    """
    shown = assessment if names is Names.INCLUDED else without_names(assessment)
    calendar = Calendar()
    calendar.add("prodid", f"-//Kompass//{language().value}")
    calendar.add("version", "2.0")
    title = f"{assessment.instrument.name} {name_and_year(assessment.particulars)}"
    calendar.add("x-wr-calname", title)
    events = [
        event
        for interview in by_time(shown.interviews_in_order())
        if (event := _event(shown, interview, names, made_at)) is not None
    ]
    for event in events:
        calendar.add_component(event)
    if events:
        years = [event.start.year for event in events]
        calendar.add_missing_timezones(date(min(years), 1, 1), date(max(years) + 1, 1, 1))
    file.write(calendar.to_ical())
    _log.info("calendar of %d interviews made", len(events))


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

"""The sheets of the interviews: by group, and each with its name if names are wanted."""

from __future__ import annotations

from datetime import datetime

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.assessment.interviewers import interviewers_of
from kompass_desktop.assessment.records import Interview
from kompass_desktop.assessment.times import begins_at
from kompass_desktop.i18n import tr
from kompass_desktop.report.interview_status import status_name
from kompass_desktop.report.workbook.content import Content
from kompass_desktop.report.workbook.sheet import Column, Look, Value

_YEARS = range(1900, 10_000)
"""The years that a date in a workbook can have."""


def add_interviews(content: Content) -> None:
    """Add the sheet with the number of interviews of each group, and with names the list."""
    columns = (
        Column(tr("Group"), 44),
        Column(tr("Interviews"), 14, Look.WHOLE),
        Column(tr("Held"), 14, Look.WHOLE),
        Column(tr("Participants"), 14, Look.WHOLE),
    )
    sheet = content.sheet(tr("Interviews"), columns)
    groups = content.data.groups
    for each in groups:
        sheet.add(each.group.name, each.interviews, each.held, each.participants or None)
    last = sheet.next_row - 1
    if groups:
        sheet.add_total(
            tr("Total"),
            sum(each.interviews for each in groups),
            sum(each.held for each in groups),
            sum(each.participants for each in groups),
        )
    sheet.end_table(tr("There are no interviews."))
    sheet.finish(filtered_to=last)
    if content.names is Names.INCLUDED:
        _add_list(content)


def _add_list(content: Content) -> None:
    columns = (
        Column(tr("Code"), 10, Look.CODE),
        Column(tr("Group"), 34),
        Column(tr("Name"), 30),
        Column(tr("Participants"), 12, Look.WHOLE),
        Column(tr("Time"), 18, Look.MOMENT),
        Column(tr("Status"), 12),
        Column(tr("Place"), 26),
        Column(tr("Language"), 16),
        Column(tr("Interviewers"), 34),
    )
    sheet = content.sheet(tr("Informants"), columns)
    assessment = content.data.assessment
    for each in assessment.interviews_in_order():
        sheet.add(
            each.code,
            assessment.group_of(each).name,
            each.name.strip(),
            max(each.participants, 0) or None,
            _moment(each),
            status_name(each.status),
            each.venue.strip(),
            each.language.strip(),
            ", ".join(member.name for member in interviewers_of(assessment, each)),
        )
    sheet.end_table(tr("There are no interviews."))
    sheet.finish()


def _moment(interview: Interview) -> Value:
    """Return the planned time, as text if a workbook cannot have it as a time."""
    begins = begins_at(interview)
    if not isinstance(begins, datetime) or begins.year not in _YEARS:
        return interview.planned_at
    return begins.replace(tzinfo=None)

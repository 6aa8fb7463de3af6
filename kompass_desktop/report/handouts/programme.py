"""Writes the interview programme as a PDF: the interviews and the lunch break of each day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import IO

from reportlab.platypus import Flowable

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.assessment.firm import NO_FIRM, Firm
from kompass_desktop.assessment.interview_plan import by_time
from kompass_desktop.assessment.interviewers import interviewers_of
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview
from kompass_desktop.assessment.times import begins_at, ends_at, time_span
from kompass_desktop.i18n import mark, tr
from kompass_desktop.report.dates import day_and_date
from kompass_desktop.report.firm.house_style import house_style_of, in_house_style
from kompass_desktop.report.handouts.letterhead import letterhead_with_contact
from kompass_desktop.report.pdf.flowables import text
from kompass_desktop.report.pdf.fonts import register
from kompass_desktop.report.pdf.styles import (
    BODY,
    CELL,
    CELL_BOLD,
    CONTENT_WIDTH,
    HEAD,
)
from kompass_desktop.report.pdf.tables import Cell, cell, grid
from kompass_desktop.report.pdf.template import HeadingKind, HeadingParagraph, section
from kompass_desktop.report.sheet import write_sheet

TITLE = mark("Interview programme")
_WIDTHS = (78.0, 190.0, 117.0)
"""Widths in points of time, informant and venue; the interviewers get the rest."""


@dataclass(frozen=True)
class Entry:
    """A line of a day's programme; `interview` is None for the lunch break."""

    begins: time
    ends: time
    interview: Interview | None = None

    @property
    def times(self) -> str:
        """The beginning and end as text: "09.30–10.45"."""
        return f"{self.begins:%H.%M}–{self.ends:%H.%M}"


@dataclass(frozen=True)
class Day:
    """A day of the programme, with its entries in order of time."""

    day: date
    entries: tuple[Entry, ...]


def days_of(assessment: Assessment) -> tuple[Day, ...]:
    """Return the days on which interviews are planned, in order.

    Interviews that are cancelled, or have no time, are left out.
    """
    planned = [
        (begins, interview)
        for interview in by_time(assessment.interviews_in_order())
        if (begins := begins_at(interview)) is not None and not interview.is_cancelled
    ]
    planned.sort(key=lambda each: each[0])
    return tuple(
        Day(day, tuple(_entries(assessment, list(each))))
        for day, each in groupby(planned, key=lambda pair: pair[0].date())
    )


def unplanned(assessment: Assessment) -> list[Interview]:
    """Return the interviews without a time that are not cancelled, in order."""
    return [
        interview
        for interview in assessment.interviews_in_order()
        if begins_at(interview) is None and not interview.is_cancelled
    ]


def write_programme(
    assessment: Assessment,
    names: Names,
    made_on: date,
    file: IO[bytes],
    firm: Firm = NO_FIRM,
) -> None:
    """Write the programme as a PDF to a binary file, with or without the informants' names.

    It looks as the reports of `firm` do.
    """
    register()
    with in_house_style(house_style_of(firm.color)):
        story = [*letterhead_with_contact(assessment, firm), *_story(assessment, names)]
        write_sheet(assessment, tr(TITLE), story, made_on, file)


def whom(assessment: Assessment, interview: Interview, names: Names) -> str:
    """Return the informant as text: the name if names are included, the group and the code."""
    group = assessment.group_of(interview).name
    name = interview.name.strip() if names is Names.INCLUDED else ""
    return ", ".join(filter(None, (name, f"{group} ({interview.code})")))


def _entries(
    assessment: Assessment, planned: Sequence[tuple[datetime, Interview]]
) -> Iterator[Entry]:
    """Yield the entries of a day.

    The lunch break comes before the first interview that begins at its start or later, and is
    left out if there is none.
    """
    lunch = time_span(assessment.particulars.lunch)
    for begins, interview in planned:
        ends = ends_at(interview) or begins
        if lunch is not None and begins.time() >= lunch.begins:
            yield Entry(lunch.begins, lunch.ends)
            lunch = None
        yield Entry(begins.time(), ends.time(), interview)


def _story(assessment: Assessment, names: Names) -> Iterator[Flowable]:
    yield HeadingParagraph(tr(TITLE), "programme", HeadingKind.CHAPTER)
    days = days_of(assessment)
    if not days:
        yield text(tr("No interview has a time yet."), BODY)
    for number, day in enumerate(days):
        title = day_and_date(day.day)
        yield from section(title[:1].upper() + title[1:], f"day-{number}", 90)
        yield _table([_row(assessment, entry, names) for entry in day.entries])
    waiting = unplanned(assessment)
    if waiting and days:
        yield from section(tr("Without a time yet"), "waiting", 90)
        yield _table([_waiting_row(assessment, each, names) for each in waiting])


def _table(rows: Sequence[Sequence[Cell]]) -> Flowable:
    heads = (tr("Time"), tr("With"), tr("Place"), tr("Interviewers"))
    head: list[Cell] = [cell(text, HEAD) for text in heads]
    return grid([head, *rows], [*_WIDTHS, CONTENT_WIDTH - sum(_WIDTHS)])


def _row(assessment: Assessment, entry: Entry, names: Names) -> list[Cell]:
    if entry.interview is None:
        return [cell(entry.times, CELL), cell(tr("Lunch"), CELL), "", ""]
    return [cell(entry.times, CELL_BOLD), *_details(assessment, entry.interview, names)]


def _waiting_row(assessment: Assessment, interview: Interview, names: Names) -> list[Cell]:
    minutes = tr("{0} min").format(interview.agreed_minutes)
    return [cell(minutes, CELL), *_details(assessment, interview, names)]


def _details(assessment: Assessment, interview: Interview, names: Names) -> list[Cell]:
    language = interview.language.strip()
    who = whom(assessment, interview, names)
    team = ", ".join(member.name for member in interviewers_of(assessment, interview))
    return [
        cell(f"{who} · {language}" if language else who, CELL),
        cell(interview.venue.strip(), CELL),
        cell(team, CELL),
    ]

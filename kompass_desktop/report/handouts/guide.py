"""Writes the interview guide as a PDF: what to ask, what to look for, and lines to write on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from kompass_desktop import colors
from kompass_desktop.assessment.asking import asked_of_group, asked_points
from kompass_desktop.assessment.firm import NO_FIRM, Firm
from kompass_desktop.assessment.interviewers import interviewers_of
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview
from kompass_desktop.assessment.times import begins_at
from kompass_desktop.i18n import mark, ntr, tr
from kompass_desktop.instrument.model import InformantGroup, MeasurePoint
from kompass_desktop.report.dates import day_and_date
from kompass_desktop.report.firm.house_style import house_style_of, in_house_style
from kompass_desktop.report.handouts.letterhead import letterhead_with_contact
from kompass_desktop.report.pdf.flowables import Rule, Text, text
from kompass_desktop.report.pdf.fonts import markup, register
from kompass_desktop.report.pdf.structure import Element, Tag
from kompass_desktop.report.pdf.styles import (
    BODY,
    CAPTION,
    CELL,
    CELL_BOLD,
    CONTENT_WIDTH,
    SMALL_BOLD,
    SMALL_SOFT,
)
from kompass_desktop.report.pdf.tables import Cell, Heads, cell, grid
from kompass_desktop.report.pdf.template import HeadingKind, HeadingParagraph, section
from kompass_desktop.report.sheet import write_sheet

TITLE = mark("Interview guide")
_LABEL = 110.0
_LINES = 3
_LINE_HEIGHT = 19.0
"""The distance between lines to write on, in points."""
_BLANK = "…………………………"


@dataclass(frozen=True)
class Guide:
    """A guide for all interviews with a group, or for one interview, if it is not None."""

    group: InformantGroup
    points: tuple[MeasurePoint, ...]
    interview: Interview | None = None

    @property
    def name(self) -> str:
        """The name of the group, with the code of the interview if it is for one."""
        return f"{self.group.name} · {self.interview.code}" if self.interview else self.group.name


def guide_of_group(assessment: Assessment, group: str) -> Guide:
    """Return the guide for all interviews with a group, given its key."""
    return Guide(assessment.instrument.group(group), asked_of_group(assessment, group))


def guide_of_interview(assessment: Assessment, interview: Interview) -> Guide:
    """Return the guide for one interview, with the measure points that it asks about."""
    points = asked_points(assessment, interview)
    return Guide(assessment.group_of(interview), points, interview)


def write_guides(
    assessment: Assessment,
    guides: Sequence[Guide],
    made_on: date,
    file: IO[bytes],
    firm: Firm = NO_FIRM,
) -> None:
    """Write guides as a PDF to a binary file, each beginning on a new page with the firm's logo.

    A guide has no informant's name, because it may be left on a table.
    """
    register()
    story: list[Flowable] = []
    with in_house_style(house_style_of(firm.color)):
        for number, guide in enumerate(guides):
            story += [PageBreak()] if number else []
            story += letterhead_with_contact(assessment, firm)
            story += _pages(assessment, guide, number)
        write_sheet(assessment, tr(TITLE), story, made_on, file)


def _pages(assessment: Assessment, guide: Guide, number: int) -> Iterator[Flowable]:
    title = f"{tr(TITLE)}: {guide.name}"
    yield HeadingParagraph(title, f"guide-{number}", HeadingKind.CHAPTER, guide.name)
    yield _particulars(assessment, guide)
    yield Spacer(1, 6)
    yield text(_counts(assessment, guide), CAPTION)
    for area in assessment.instrument.areas:
        points = [point for point in guide.points if point.area == area.number]
        if points:
            key = f"guide-{number}-{area.code}"
            yield from section(f"{area.number}  {area.title}", key, 130)
            yield from _questions(assessment, points)


def _particulars(assessment: Assessment, guide: Guide) -> Flowable:
    interview = guide.interview
    begins = begins_at(interview) if interview else None
    when = f"{day_and_date(begins.date())} {begins:%H.%M}" if begins else _BLANK
    team = interviewers_of(assessment, interview) if interview else []
    rows: list[tuple[str, str]] = [
        (tr("Interview"), interview.code if interview else _BLANK),
        (tr("Time"), when),
        (tr("Place"), (interview.venue.strip() if interview else "") or _BLANK),
        (tr("Interviewers"), ", ".join(member.name for member in team) or _BLANK),
    ]
    if interview and interview.language.strip():
        rows.append((tr("Language"), interview.language.strip()))
    if interview:
        rows.append((tr("Agreed time"), tr("{0} min").format(interview.agreed_minutes)))
    cells: list[Sequence[Cell]] = [[cell(a, CELL_BOLD), cell(b, CELL)] for a, b in rows]
    return grid(cells, [_LABEL, CONTENT_WIDTH - _LABEL], heads=Heads.FIRST_COLUMN)


def _counts(assessment: Assessment, guide: Guide) -> str:
    points = len(guide.points)
    questions = len({point.question for point in guide.points})
    minutes = round(points * assessment.instrument.minutes_per_measure_point)
    return " · ".join(
        (
            ntr("{0} question", "{0} questions", questions).format(questions),
            ntr("{0} measure point", "{0} measure points", points).format(points),
            tr("about {0} min").format(minutes),
        )
    )


def _questions(assessment: Assessment, points: Sequence[MeasurePoint]) -> Iterator[Flowable]:
    question = ""
    for point in points:
        block = _point(point)
        if point.question != question:
            question = point.question
            title = f"{question}  {assessment.instrument.question(question).text}"
            heading = Text(markup(title), CELL_BOLD, element=Element(Tag.H3, text=title))
            # In the same block, so that the heading is on the page of its first measure point.
            block = [heading, Spacer(1, 3), *block]
        yield KeepTogether(block)


def _point(point: MeasurePoint) -> list[Flowable]:
    asked = point.ask or point.statement
    lines: list[Flowable] = [
        Rule(
            width=CONTENT_WIDTH - 12,
            thickness=0.5,
            color=HexColor(colors.BORDER_STRONG),
            spaceBefore=_LINE_HEIGHT,
            spaceAfter=0,
            hAlign="RIGHT",
        )
        for _ in range(_LINES)
    ]
    return [
        text(f"{point.code}  {point.statement}", SMALL_BOLD),
        text(asked, BODY),
        text(tr("Look for: {0}").format(point.look_for), SMALL_SOFT),
        *lines,
        Spacer(1, 10),
    ]

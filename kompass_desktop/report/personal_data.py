"""Writes the record of the personal data in an assessment, for a data protection officer.

It lists which data there are, how many, where and for how long. It names the team, who are
responsible, but no informant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

from reportlab.platypus import Flowable, Spacer

from kompass_desktop.assessment.anonymity import named_count
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.planning.plan_texts import plan_texts
from kompass_desktop.assessment.records import TEAM, Interview
from kompass_desktop.i18n import mark, ntr, ptr, tr
from kompass_desktop.report.dates import short_date
from kompass_desktop.report.drafts.wording import sentences
from kompass_desktop.report.names import joined_name, municipality_in_prose
from kompass_desktop.report.pdf.flowables import text
from kompass_desktop.report.pdf.prose import prose
from kompass_desktop.report.pdf.styles import (
    CAPTION,
    CELL,
    CELL_BOLD,
    CELL_BOLD_RIGHT,
    CELL_RIGHT,
    CONTENT_WIDTH,
    HEAD,
    HEAD_RIGHT,
)
from kompass_desktop.report.pdf.tables import Cell, Heads, cell, grid
from kompass_desktop.report.pdf.template import (
    HeadingKind,
    HeadingParagraph,
    section,
)
from kompass_desktop.report.sheet import write_sheet

TITLE = mark("Record of personal data")
_LABEL = 120.0
_NUMBER = 76.0


@dataclass(frozen=True)
class StorageDetails:
    """Where an assessment is stored, and in how many copies.

    `library` and `second_place` are printed as given; `second_place` is "" if there is none.
    `copies` counts the backups and the files that were set aside, `changes` the changes in the
    history.
    """

    library: str
    is_encrypted: bool
    copies: int
    changes: int
    second_place: str = ""


def write_record(
    assessment: Assessment, keeping: StorageDetails, made_on: date, file: IO[bytes]
) -> None:
    """Write the record of an assessment as a PDF to a binary file."""
    write_sheet(assessment, tr(TITLE), list(_story(assessment, keeping)), made_on, file)


def _story(assessment: Assessment, keeping: StorageDetails) -> Iterator[Flowable]:
    yield HeadingParagraph(tr(TITLE), "record", HeadingKind.CHAPTER)
    yield _pairs(_about(assessment))
    yield from section(tr("Purpose"), "purpose", 60)
    yield from prose(_purpose(assessment))
    yield from section(tr("What is stored"), "categories", 120)
    yield _categories(assessment, keeping)
    yield Spacer(1, 4)
    yield text(tr(_SPECIAL), CAPTION)
    yield from section(tr("Informant groups"), "groups", 120)
    yield _groups(assessment)
    yield from section(tr("Where it is stored, and for how long"), "keeping", 120)
    yield _pairs(_kept(assessment, keeping))
    yield from section(tr("Erasure and access"), "erasure", 80)
    yield from prose(tr(_ERASURE))


def _about(assessment: Assessment) -> dict[str, str]:
    particulars = assessment.particulars
    team = [f"{m.name}, {m.role}" if m.role else m.name for m in assessment.members_in_order()]
    number = f" ({particulars.municipality_number})" if particulars.municipality_number else ""
    return {
        tr("Concerns"): f"{joined_name(particulars)}{number}, {particulars.year}",
        tr("Method"): assessment.instrument.title,
        tr("Report"): particulars.report or "–",
        tr("Who has access"): "; ".join(name for name in team if name.strip())
        or tr("The team is not registered."),
    }


def _purpose(assessment: Assessment) -> str:
    return tr(
        "The data are collected to evaluate the management practice in {0} with {1}. They are used "
        "to give points and to write findings for the municipality as an organisation. The report "
        "mentions informant groups and never individuals."
    ).format(municipality_in_prose(assessment.particulars), assessment.instrument.title)


_SPECIAL = mark(
    "Special categories of personal data are not asked for. The notes are free text, and may still "
    "hold what the informants themselves said."
)

_ERASURE = mark(
    "“Anonymise” in the program removes names, codes and times from the measurement, the history, "
    "the search and the backups, and deletes the notes if that is chosen. “Delete for good” "
    "removes the whole measurement from the same places. Files that are exported or passed on "
    "must be deleted where they are. Access is given by opening the interview with the informant's "
    "code."
)


def _categories(assessment: Assessment, keeping: StorageDetails) -> Flowable:
    named = named_count(assessment)
    own = sum(rating.interview != TEAM for rating in assessment.ratings.values())
    written = len(assessment.findings) + len(assessment.texts) + len(assessment.recommendations)
    planned = len(list(plan_texts(assessment))) + len(assessment.carryovers)
    lines = [
        (tr("Informants"), _informants(named), str(len(assessment.interviews_in_order()))),
        (tr("Notes"), tr("Free text from the interviews, with times."), str(len(assessment.notes))),
        *_files(assessment),
        (tr("Ratings"), tr("Levels set during each interview."), str(own)),
        (tr("Findings and texts"), tr("Must not mention individuals."), str(written)),
        (tr("The plan"), tr("Roles that are responsible, no names of persons."), str(planned)),
        (tr("The team"), tr("Name and role."), str(len(assessment.members))),
        (
            tr("History"),
            tr("Earlier versions of the fields above, for merging and undoing."),
            str(keeping.changes),
        ),
    ]
    rows: list[Sequence[Cell]] = [
        [
            cell(tr("Category"), HEAD),
            cell(tr("Content"), HEAD),
            cell(ptr("column", "Number"), HEAD_RIGHT),
        ]
    ]
    rows += [[cell(a, CELL_BOLD), cell(b, CELL), cell(c, CELL_RIGHT)] for a, b, c in lines]
    return grid(rows, [_LABEL, CONTENT_WIDTH - _LABEL - _NUMBER, _NUMBER])


def _files(assessment: Assessment) -> list[tuple[str, str, str]]:
    """Return the line about files attached to notes, or none if there are none."""
    held = assessment.attachments.values()
    at_notes = sum(bool(each.note) for each in held)
    if not at_notes:
        return []
    what = tr("Photos and files that were put at notes, kept inside the library.")
    return [(tr("Files at notes"), what, str(at_notes))]


def _informants(named: int) -> str:
    held = tr("Code, group, number of participants, time, place and language of the interview.")
    if not named:
        return sentences(held, tr("Nobody is registered with a name or position."))
    return sentences(held, tr("A name or position is registered for {0}.").format(named))


def _groups(assessment: Assessment) -> Flowable:
    columns = (tr("Interviews"), tr("Participants"), tr("With a name"))
    rows: list[Sequence[Cell]] = [
        [cell(tr("Group"), HEAD), *(cell(column, HEAD_RIGHT) for column in columns)]
    ]
    for group in assessment.instrument.groups:
        own = [i for i in assessment.interviews.values() if i.group == group.key]
        if own:
            rows.append([cell(group.name, CELL), *(cell(n, CELL_RIGHT) for n in _numbers(own))])
    every = _numbers(assessment.interviews_in_order())
    rows.append([cell(tr("Sum"), CELL_BOLD), *(cell(n, CELL_BOLD_RIGHT) for n in every)])
    return grid(rows, [CONTENT_WIDTH - _NUMBER * len(columns), *[_NUMBER] * len(columns)])


def _numbers(interviews: Sequence[Interview]) -> list[str]:
    participants = sum(interview.participants for interview in interviews)
    named = sum(bool(interview.name.strip()) for interview in interviews)
    return [str(len(interviews)), str(participants), str(named)]


def _kept(assessment: Assessment, keeping: StorageDetails) -> dict[str, str]:
    until = assessment.particulars.retain_until
    return {
        tr("Library"): keeping.library,
        tr("Encrypted"): tr("Yes (SQLCipher, AES-256)") if keeping.is_encrypted else tr("No"),
        tr("Copies"): ntr(
            "{0} backup or copy kept apart, in the same folder",
            "{0} backups and copies kept apart, in the same folder",
            keeping.copies,
        ).format(keeping.copies),
        tr("Other places"): keeping.second_place or tr("None that the program knows of"),
        tr("Erased by"): short_date(date.fromisoformat(until)) if until else tr("No date is set"),
    }


def _pairs(lines: dict[str, str]) -> Flowable:
    rows: list[Sequence[Cell]] = [
        [cell(label, CELL_BOLD), cell(text, CELL)] for label, text in lines.items()
    ]
    return grid(rows, [_LABEL, CONTENT_WIDTH - _LABEL], heads=Heads.FIRST_COLUMN)

"""The follow-up questions as text for a mail and as a PDF, by informant group, without names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import IO

from reportlab.platypus import Flowable

from kompass_desktop.assessment.anonymity import as_printed
from kompass_desktop.assessment.follow_ups import FollowUp, follow_ups
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.i18n import mark, tr
from kompass_desktop.report.names import name_and_year
from kompass_desktop.report.pdf.flowables import text
from kompass_desktop.report.pdf.styles import BODY, CELL, CELL_BOLD, CONTENT_WIDTH, HEAD
from kompass_desktop.report.pdf.tables import Cell, cell, grid
from kompass_desktop.report.pdf.template import (
    HeadingKind,
    HeadingParagraph,
    section,
)
from kompass_desktop.report.sheet import write_sheet

TITLE = mark("To follow up")
_CODE = 38.0
_ANSWER = 170.0
_LEAST = 80


def mail_text(assessment: Assessment) -> str:
    """Return the open follow-ups as plain text, with a paragraph for each group."""
    parts = [f"{tr(TITLE)} – {name_and_year(assessment.particulars)}"]
    for asked, those in _by_group(assessment):
        open_ones = [each for each in those if each.is_open]
        if open_ones:
            parts.append("\n".join([asked, *(f"- {_sentence(each)}" for each in open_ones)]))
    if len(parts) == 1:
        parts.append(tr("Nothing is left to follow up."))
    return "\n\n".join(parts) + "\n"


def write_follow_up_sheet(assessment: Assessment, made_on: date, file: IO[bytes]) -> None:
    """Write all follow-ups, open or answered, as a PDF to a binary file."""
    write_sheet(assessment, tr(TITLE), list(_story(assessment)), made_on, file)


def _story(assessment: Assessment) -> Iterator[Flowable]:
    yield HeadingParagraph(tr(TITLE), "follow-up", HeadingKind.CHAPTER)
    groups = _by_group(assessment)
    if not groups:
        yield text(tr("Nothing is marked for follow-up."), BODY)
    for number, (asked, those) in enumerate(groups):
        yield from section(asked, f"follow-up-{number}", _LEAST)
        yield _table(those)


def _table(those: Sequence[FollowUp]) -> Flowable:
    rows: list[Sequence[Cell]] = [
        [cell("", HEAD), cell(tr("To follow up"), HEAD), cell(tr("Answer"), HEAD)]
    ]
    rows += [
        [cell(each.code, CELL_BOLD), cell(each.text, CELL), cell(answer_text(each), CELL)]
        for each in those
    ]
    return grid(rows, [_CODE, CONTENT_WIDTH - _CODE - _ANSWER, _ANSWER])


def answer_text(asked: FollowUp) -> str:
    """Return the answer, or "answered" if it is not in a note, or "" if it is open."""
    if asked.is_open:
        return ""
    return asked.answer.text if asked.answer is not None else tr("Answered")


def _sentence(asked: FollowUp) -> str:
    return f"{asked.code} {asked.text}".strip()


def _by_group(assessment: Assessment) -> list[tuple[str, list[FollowUp]]]:
    """Return the follow-ups of each group, after the name of the group to ask."""
    printed = as_printed(assessment)

    def asked(each: FollowUp) -> str:
        return printed.group_of(each.interview).name if each.interview else tr("The team")

    return [(name, list(those)) for name, those in groupby(follow_ups(printed), asked)]

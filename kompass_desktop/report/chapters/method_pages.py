"""The chapter on the method: its text, the informant groups, and the meaning of the levels."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Table

from kompass_desktop.assessment.records import Document
from kompass_desktop.i18n import ptr, tr
from kompass_desktop.instrument.model import LEVELS, Instrument
from kompass_desktop.report.chapters.texts import Chapter, chapter_text
from kompass_desktop.report.charts.bars import NO_POINTS
from kompass_desktop.report.document_text import document_name
from kompass_desktop.report.pdf.prose import ending_together, prose
from kompass_desktop.report.pdf.styles import (
    CELL,
    CELL_BOLD,
    CELL_BOLD_RIGHT,
    CELL_RIGHT,
    CONTENT_WIDTH,
    HEAD,
    HEAD_RIGHT,
    SMALL,
    SMALL_BOLD,
)
from kompass_desktop.report.pdf.tables import Cell, cell, grid
from kompass_desktop.report.pdf.template import HeadingKind, chapter, section
from kompass_desktop.report.report_data import GroupCount, ReportData

_NUMBER = 90.0
_KIND = 140.0
_YEAR = 50.0


def method_pages(data: ReportData, method: Chapter) -> list[Flowable]:
    """Return the chapter on the method; it has groups, but no informant's name or code."""
    story = chapter(method.title, method.key)
    story += ending_together(prose(chapter_text(method.key, data)))
    if data.groups:
        counts = data.groups
        table = _published_groups(counts) if data.is_recorded_only else _groups(counts)
        story += [
            *section(tr("Informant groups"), "groups", 110, HeadingKind.LISTED_SECTION),
            table,
        ]
    if data.documents:
        heading = section(
            tr("The documents that were read"), "documents", 90, HeadingKind.LISTED_SECTION
        )
        story += [*heading, _documents(data.documents)]
    if not data.is_recorded_only:
        story += [
            *section(tr("The levels"), "levels", 150, HeadingKind.LISTED_SECTION),
            _levels(data.instrument),
        ]
    return story


def _groups(counts: Sequence[GroupCount]) -> Table:
    """Return the table of groups; with planned and held interviews if these differ."""
    is_held = all(count.held == count.interviews for count in counts)
    kinds = [tr("Interviews")]
    if not is_held:
        kinds = [ptr("interview", "Planned"), ptr("interview", "Held")]
    columns = [*kinds, tr("Participants")]
    rows: list[Sequence[Cell]] = [
        [cell(tr("Group"), HEAD), *(cell(column, HEAD_RIGHT) for column in columns)]
    ]
    rows += [
        [cell(count.group.name, CELL), *(cell(n, CELL_RIGHT) for n in _numbers(count, is_held))]
        for count in counts
    ]
    sums = [
        str(sum(count.interviews for count in counts)),
        *([] if is_held else [str(sum(count.held for count in counts))]),
        str(sum(count.participants for count in counts)),
    ]
    rows.append([cell(tr("Sum"), CELL_BOLD), *(cell(n, CELL_BOLD_RIGHT) for n in sums)])
    return grid(rows, [CONTENT_WIDTH - _NUMBER * len(columns), *[_NUMBER] * len(columns)])


def _numbers(count: GroupCount, is_held: bool) -> list[str]:  # noqa: FBT001 - of the table
    participants = str(count.participants) if count.participants else NO_POINTS
    held = [] if is_held else [str(count.held)]
    return [str(count.interviews), *held, participants]


def _published_groups(counts: Sequence[GroupCount]) -> Table:
    """Return the table of groups for recorded results, with participants only."""
    rows: list[Sequence[Cell]] = [[cell(tr("Group"), HEAD), cell(tr("Participants"), HEAD_RIGHT)]]
    rows += [
        [
            cell(count.group.name, CELL),
            cell(str(count.participants) if count.participants else tr("not known"), CELL_RIGHT),
        ]
        for count in counts
    ]
    return grid(rows, [CONTENT_WIDTH - _NUMBER, _NUMBER])


def _documents(documents: Sequence[Document]) -> Table:
    rows: list[Sequence[Cell]] = [
        [cell(tr("Title"), HEAD), cell(tr("Kind"), HEAD), cell(tr("Year"), HEAD_RIGHT)]
    ]
    rows += [
        [
            cell(each.title.strip() or document_name(each), CELL),
            cell(each.kind, CELL),
            cell("" if each.year is None else str(each.year), CELL_RIGHT),
        ]
        for each in documents
    ]
    return grid(rows, [CONTENT_WIDTH - _KIND - _YEAR, _KIND, _YEAR])


def _levels(instrument: Instrument) -> Table:
    code = 36.0
    width = (CONTENT_WIDTH - code) / len(instrument.aspects)
    rows: list[Sequence[Cell]] = [
        [
            cell(tr("Level"), HEAD),
            *(cell(f"{a.letter}: {a.name}", HEAD) for a in instrument.aspects),
        ]
    ]
    rows += [
        [
            cell(str(level), SMALL_BOLD),
            *(cell(aspect.anchors[level], SMALL) for aspect in instrument.aspects),
        ]
        for level in LEVELS
    ]
    return grid(rows, [code, *[width] * len(instrument.aspects)])

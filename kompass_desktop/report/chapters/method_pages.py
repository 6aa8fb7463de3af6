"""The chapter on the method: its text, the informant groups, and the meaning of the levels."""

from __future__ import annotations

from collections.abc import Sequence

from kompass_desktop.assessment.records import Document
from kompass_desktop.i18n import ptr, tr
from kompass_desktop.instrument.model import LEVELS, Instrument
from kompass_desktop.report.blocks import (
    TEXT_WIDTH,
    Align,
    Block,
    Cell,
    CellLook,
    Column,
    Heading,
    Row,
    Table,
    TableSize,
    chapter,
)
from kompass_desktop.report.chapters.cells import head, number, row_head
from kompass_desktop.report.chapters.text_blocks import text_blocks
from kompass_desktop.report.chapters.texts import Chapter, chapter_text
from kompass_desktop.report.document_text import document_name
from kompass_desktop.report.points_text import NO_POINTS
from kompass_desktop.report.report_data import GroupCount, ReportData

_NUMBER = 90.0
_KIND = 140.0
_YEAR = 50.0


def method_pages(data: ReportData, method: Chapter) -> list[Block]:
    """Return the chapter on the method; it has groups, but no informant's name or code."""
    blocks: list[Block] = [
        *chapter(method.title, method.key),
        *text_blocks(chapter_text(method.key, data), method.key, ends_together=True),
    ]
    if data.groups:
        counts = data.groups
        table = _published_groups(counts) if data.is_recorded_only else _groups(counts)
        blocks += [Heading(table.title, "groups", is_listed=True, room=110), table]
    if data.documents:
        table = _documents(data.documents)
        blocks += [Heading(table.title, "documents", is_listed=True, room=90), table]
    if not data.is_recorded_only:
        blocks += [
            Heading(tr("The levels"), "levels", is_listed=True, room=150),
            _levels(data.instrument),
        ]
    return blocks


def _groups(counts: Sequence[GroupCount]) -> Table:
    """Return the table of groups; with planned and held interviews if these differ."""
    is_held = all(count.held == count.interviews for count in counts)
    kinds = [tr("Interviews")]
    if not is_held:
        kinds = [ptr("interview", "Planned"), ptr("interview", "Held")]
    columns = [*kinds, tr("Participants")]
    rows = [
        Row((row_head(count.group.name), *(number(n) for n in _numbers(count, is_held))))
        for count in counts
    ]
    sums = [
        str(sum(count.interviews for count in counts)),
        *([] if is_held else [str(sum(count.held for count in counts))]),
        str(sum(count.participants for count in counts)),
    ]
    strong = (number(n, CellLook.STRONG) for n in sums)
    rows.append(Row((row_head(tr("Sum"), CellLook.STRONG), *strong)))
    return Table(
        tr("Informant groups"),
        (Column(TEXT_WIDTH - _NUMBER * len(columns)), *[Column(_NUMBER)] * len(columns)),
        Row((head(tr("Group")), *(head(column, Align.END) for column in columns))),
        tuple(rows),
    )


def _numbers(count: GroupCount, is_held: bool) -> list[str]:  # noqa: FBT001 - of the table
    participants = str(count.participants) if count.participants else NO_POINTS
    held = [] if is_held else [str(count.held)]
    return [str(count.interviews), *held, participants]


def _published_groups(counts: Sequence[GroupCount]) -> Table:
    """Return the table of groups for recorded results, with participants only."""
    rows = (
        Row(
            (
                row_head(count.group.name),
                number(str(count.participants) if count.participants else tr("not known")),
            )
        )
        for count in counts
    )
    return Table(
        tr("Informant groups"),
        (Column(TEXT_WIDTH - _NUMBER), Column(_NUMBER)),
        Row((head(tr("Group")), head(tr("Participants"), Align.END))),
        tuple(rows),
    )


def _documents(documents: Sequence[Document]) -> Table:
    rows = (
        Row(
            (
                row_head(each.title.strip() or document_name(each)),
                Cell(each.kind),
                number("" if each.year is None else str(each.year)),
            )
        )
        for each in documents
    )
    return Table(
        tr("The documents that were read"),
        (Column(TEXT_WIDTH - _KIND - _YEAR), Column(_KIND), Column(_YEAR)),
        Row((head(tr("Title")), head(tr("Kind")), head(tr("Year"), Align.END))),
        tuple(rows),
    )


def _levels(instrument: Instrument) -> Table:
    code = 36.0
    aspects = instrument.aspects
    width = (TEXT_WIDTH - code) / len(aspects)
    rows = (
        Row(
            (
                row_head(str(level), CellLook.STRONG),
                *(Cell(aspect.anchors[level]) for aspect in aspects),
            )
        )
        for level in LEVELS
    )
    return Table(
        tr("What each level means"),
        (Column(code), *[Column(width)] * len(aspects)),
        Row((head(tr("Level")), *(head(f"{a.letter}: {a.name}") for a in aspects))),
        tuple(rows),
        TableSize.SMALL,
    )

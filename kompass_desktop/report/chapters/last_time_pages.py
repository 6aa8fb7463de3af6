"""The chapter on what came of last time's improvements and findings, in tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kompass_desktop.assessment.plan_records import Carryover, Outcome
from kompass_desktop.i18n import tr
from kompass_desktop.report.blocks import (
    TEXT_WIDTH,
    Block,
    Cell,
    CellLook,
    Column,
    Heading,
    Row,
    Table,
    chapter,
)
from kompass_desktop.report.chapters.cells import head, row_head
from kompass_desktop.report.chapters.text_blocks import text_blocks
from kompass_desktop.report.chapters.texts import Chapter, chapter_text
from kompass_desktop.report.dates import deadline_text
from kompass_desktop.report.drafts.summary import in_short
from kompass_desktop.report.plan.plan_names import outcome_of
from kompass_desktop.report.report_data import ReportData

_WHERE, _WHO, _OUTCOME, _COMMENT = 44.0, 92.0, 76.0, 136.0
"""Widths in points; the text gets the rest."""
_LONGEST = 1000
"""Characters of a text in a row, which has to fit on a page."""


def last_time_pages(data: ReportData, entry: Chapter) -> Iterator[Block]:
    """Yield the chapter; nothing if nothing was carried over from last time.

    Findings that nobody has looked into are only counted in the text.
    """
    every = data.assessment.carryovers_in_order()
    if not every:
        return
    improvements = [each for each in every if each.kind is None]
    findings = [each for each in every if each.kind is not None and each.outcome is not None]
    yield from chapter(entry.title, entry.key)
    yield from text_blocks(chapter_text(entry.key, data), entry.key)
    if improvements:
        title = tr("Improvements from {0}").format(improvements[0].year)
        yield Heading(title, f"{entry.key}-improvements", room=60)
        yield _improvement_table(title, improvements)
    if findings:
        title = tr("Challenges and weaknesses from {0}").format(findings[0].year)
        yield Heading(title, f"{entry.key}-findings", room=60)
        yield _finding_table(title, findings)


def _improvement_table(title: str, improvements: Sequence[Carryover]) -> Table:
    widths = (TEXT_WIDTH - _WHO - _OUTCOME - _COMMENT, _WHO, _OUTCOME, _COMMENT)
    heads = (tr("Improvement"), tr("Who"), tr("What came of it"), tr("Comment"))
    rows = [
        (row_head(_short(each.text)), Cell(_short(_who(each))), _outcome(each), _comment(each))
        for each in improvements
    ]
    return _table(title, widths, heads, rows)


def _finding_table(title: str, findings: Sequence[Carryover]) -> Table:
    widths = (_WHERE, TEXT_WIDTH - _WHERE - _OUTCOME - _COMMENT, _OUTCOME, _COMMENT)
    heads = (tr("At"), tr("Finding"), tr("What came of it"), tr("Comment"))
    rows = [
        (Cell(_short(each.codes)), row_head(_short(each.text)), _outcome(each), _comment(each))
        for each in findings
    ]
    return _table(title, widths, heads, rows)


def _table(
    title: str,
    widths: Sequence[float],
    heads: Sequence[str],
    rows: Sequence[tuple[Cell, ...]],
) -> Table:
    return Table(
        title,
        tuple(Column(width) for width in widths),
        Row(tuple(head(each) for each in heads)),
        tuple(Row(cells) for cells in rows),
        padding=2.5,
    )


def _outcome(carryover: Carryover) -> Cell:
    look = CellLook.STRONG if carryover.outcome is Outcome.CARRIED_OUT else CellLook.PLAIN
    return Cell(outcome_of(carryover, carryover.outcome).capitalize(), look=look)


def _comment(carryover: Carryover) -> Cell:
    return Cell(_short(carryover.comment))


def _who(carryover: Carryover) -> str:
    """Return who was responsible, and by when."""
    deadline = deadline_text(carryover.deadline)
    when = tr("by {0}").format(deadline) if deadline else ""
    return ", ".join(filter(None, (carryover.responsible, when)))


def _short(text: str) -> str:
    return in_short(text, _LONGEST)

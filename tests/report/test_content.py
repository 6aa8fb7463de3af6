"""The content of the report is complete whatever prints it: figures in words, heads, levels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.report.blocks import (
    Block,
    BulletList,
    CellRole,
    Cover,
    Emphasis,
    Figure,
    Heading,
    NumberedList,
    Report,
    Span,
    Table,
    Together,
    composed,
    paragraph,
)
from kompass_desktop.report.chart_data import PercentScale
from kompass_desktop.report.content import report_content
from kompass_desktop.report.prose_blocks import prose_of
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.visible_text import one_line, visible
from tests.examples import EKSEMPELVIK, KARASJOK, bundled


def content_of(assessment: Assessment) -> Report:
    data = ReportData(assessment, Scoreboard(assessment), shows_differences=True)
    return report_content(data, date(2026, 4, 9))


def flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Together):
            yield from flat(block.blocks)
        else:
            yield block


@pytest.fixture(params=[EKSEMPELVIK, KARASJOK])
def blocks(request: pytest.FixtureRequest) -> list[Block]:
    return list(flat(content_of(bundled(request.param)).blocks))


def test_every_chart_is_said_in_words(blocks: list[Block]) -> None:
    figures = [block for block in blocks if isinstance(block, Figure)]
    assert len(figures) > 10
    for figure in figures:
        for picture in figure.pictures:
            assert bool(picture.alternative) != isinstance(picture.chart, PercentScale)
    (cover,) = (block for block in blocks if isinstance(block, Cover))
    assert "100" in cover.alternative


def test_every_table_has_a_title_and_heads_for_columns_and_rows(blocks: list[Block]) -> None:
    tables = [block for block in blocks if isinstance(block, Table)]
    assert len({table.title for table in tables}) == len(tables)
    for table in tables:
        assert {cell.role for cell in table.head.cells} == {CellRole.COLUMN_HEAD}
        widths = {sum(cell.span for cell in row.cells) for row in (table.head, *table.rows)}
        assert widths == {len(table.columns)}
        heads = {CellRole.ROW_HEAD, CellRole.GROUP_HEAD}
        if not any(column.is_gap for column in table.columns):
            assert all(any(cell.role in heads for cell in row.cells) for row in table.rows)


def test_headings_have_their_own_keys_and_skip_no_level(blocks: list[Block]) -> None:
    headings = [block for block in blocks if isinstance(block, Heading)]
    assert len({heading.key for heading in headings}) == len(headings)
    levels = [0, *(heading.level for heading in headings)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_spans_take_the_places_of_a_template() -> None:
    parts = Span("381", Emphasis.FIGURE), Span("800"), Span("")
    assert composed("{0} av {1} poeng {2}", *parts) == (
        parts[0],
        Span(" av "),
        parts[1],
        Span(" poeng "),
    )


def test_prose_keeps_paragraphs_and_lists_apart() -> None:
    parts = prose_of("En.\n\n- a\n- b\ng\n\nTo.").parts
    assert [getattr(part, "items", None) or part.text for part in parts] == [  # type: ignore[union-attr]
        "En.",
        ("a", "b\ng"),
        "To.",
    ]


@pytest.mark.parametrize(
    ("text", "items", "start"),
    [
        ("1. en\n2. to", ("en", "to"), 1),
        ("1. en\n\n2. to\nvidere\n\n\n3. tre", ("en", "to\nvidere", "tre"), 1),
        ("9. en\n10. to", ("en", "to"), 9),
    ],
)
def test_consecutive_numbers_are_a_list(text: str, items: tuple[str, ...], start: int) -> None:
    assert prose_of(text).parts == (NumberedList(items, start),)


def test_a_list_begins_in_a_paragraph_and_ends_with_a_bullet_or_another_number() -> None:
    parts = prose_of("Slik:\n1. a\n2. b\n1. c\n2. d\n- e").parts
    assert parts == (
        paragraph("Slik:"),
        NumberedList(("a", "b")),
        NumberedList(("c", "d")),
        BulletList(("e",)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Vi møttes\n17. mai i Eksempelvik",
        "17. mai",
        "1. a\n1. b",
        "1.5\n2.5",
        "100. a\n101. b",
        "1. a\n3. b",
    ],
)
def test_other_numbers_are_text(text: str) -> None:
    assert prose_of(text).parts == (paragraph(text),)


def test_what_no_file_may_have_is_left_out() -> None:
    assert visible("a\x00\x0bb\u202ec\u2028d\r\ne\tf") == "a\nbc\nd\ne f"
    assert visible("\ud800 \ufffe \U0001ffff") == "\ufffd \ufffd \ufffd"
    assert visible("👩\u200d👧 a\u0301") == "👩\u200d👧 á"
    assert one_line(" a\n b\x00 ") == "a b"

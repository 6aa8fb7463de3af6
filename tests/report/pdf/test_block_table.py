"""The heads of narrow columns can be read: no word is split."""

from __future__ import annotations

import pytest

from kompass_desktop.report.blocks import Align, Cell, CellRole, Column, Row, Table
from kompass_desktop.report.pdf.block_table import pdf_table
from kompass_desktop.report.pdf.flowables import Text
from kompass_desktop.report.pdf.fonts import register


@pytest.fixture(autouse=True)
def _fonts() -> None:
    register()


def head_of(title: str, width: float, *, is_tight: bool = False) -> tuple[list[str], float]:
    """The lines of a head in a column of a width in points, and the size of its font."""
    heads = Row(tuple(Cell(each, CellRole.COLUMN_HEAD, align=Align.END) for each in ("", title)))
    rest = 505.0 - width
    table = pdf_table(Table("", (Column(rest), Column(width, is_tight=is_tight)), heads, ()))
    table.wrap(505, 700)
    (text,) = table._cellvalues[0][1]  # type: ignore[attr-defined]
    assert isinstance(text, Text)
    lines = [" ".join(words) for _, words in text.blPara.lines]
    return lines, float(text.style.fontSize)


def test_a_head_with_room_has_its_usual_size() -> None:
    assert head_of("Poeng", 60) == (["Poeng"], 8.75)


@pytest.mark.parametrize(
    ("title", "width", "lines"),
    [
        ("Poeng", 34, ["Poeng"]),
        ("Norsk gjennomsnitt", 60, ["Norsk", "gjennomsnitt"]),
        ("Attainable", 48, ["Attainable"]),
    ],
)
def test_a_word_that_is_too_wide_is_smaller_and_not_split(
    title: str, width: float, lines: list[str]
) -> None:
    found, size = head_of(title, width)
    assert found == lines
    assert 6 <= size < 8.75


def test_a_column_without_space_beside_its_texts_has_more_room() -> None:
    assert head_of("Poeng", 34, is_tight=True)[1] > head_of("Poeng", 34)[1]


def test_a_word_is_split_before_it_is_too_small_to_read() -> None:
    found, size = head_of("Gjennomsnittsverdier", 40)
    assert size == 6
    assert len(found) > 1

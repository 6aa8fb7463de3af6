"""Columns of findings break across pages, each by itself, and lose nothing."""

from dataclasses import replace

import pytest
from reportlab.platypus import Flowable

from kompass_desktop import colors
from kompass_desktop.report.pdf.columns import Columns, TableColumn
from kompass_desktop.report.pdf.flowables import Text
from kompass_desktop.report.pdf.fonts import register
from kompass_desktop.report.pdf.styles import CONTENT_WIDTH, FINDING


@pytest.fixture(autouse=True)
def _fonts() -> None:
    register()


def columns_of(*texts: list[str]) -> Columns:
    return Columns(
        [
            TableColumn(
                f"Kolonne {number}",
                colors.TEXT,
                colors.ACCENT,
                tuple(Text(text, FINDING) for text in column),
            )
            for number, column in enumerate(texts)
        ]
    )


def parts_of(columns: Columns, height: float) -> list[Columns]:
    """What lands on each page of `height` points."""
    parts: list[Columns] = []
    rest: Flowable = columns
    while True:
        pieces = rest.split(CONTENT_WIDTH, height)
        assert pieces, "a part that no page has room for"
        first = pieces[0]
        assert isinstance(first, Columns)
        assert first.wrap(CONTENT_WIDTH, height)[1] <= height
        parts.append(first)
        if len(pieces) == 1:
            return parts
        rest = pieces[1]


def words(parts: list[Columns], column: int) -> list[str]:
    items = [item for part in parts for item in part._columns[column].items]
    return [word for item in items for word in item_words(item)]


def item_words(item: Text) -> list[str]:
    """A paragraph's words; one that was parted keeps them in a list instead of a text."""
    fragment = item.frags[0]
    return list(fragment.words) if hasattr(fragment, "words") else fragment.text.split()


def test_columns_with_room_stay_whole() -> None:
    columns = columns_of(["ett"], ["to"], ["tre"])
    assert columns.split(CONTENT_WIDTH, 700) == [columns]


def test_every_word_of_every_column_is_on_some_page_in_order() -> None:
    texts = [
        [f"funn {n} i kolonne {c} " + "ord " * (n % 9) for n in range(n_items)]
        for c, n_items in enumerate((3, 90, 40))
    ]
    parts = parts_of(columns_of(*texts), 300)
    assert len(parts) > 3
    for column, expected in enumerate(texts):
        assert words(parts, column) == " ".join(expected).split()


def test_a_finding_longer_than_a_page_goes_on_over_it() -> None:
    text = " ".join(f"ord{n}" for n in range(2000))
    parts = parts_of(columns_of([], [text], ["kort"]), 600)
    assert len(parts) > 1
    assert words(parts, 1) == text.split()


def test_every_part_has_the_heads() -> None:
    parts = parts_of(columns_of(["a"] * 5, [], ["b"] * 200), 400)
    assert {tuple(c.title for c in part._columns) for part in parts} == {
        ("Kolonne 0", "Kolonne 1", "Kolonne 2")
    }


def test_too_little_room_is_left_empty() -> None:
    columns = columns_of(["a"] * 50, [], [])
    assert columns.split(CONTENT_WIDTH, columns.least_height - 20) == []


def test_a_short_finding_is_not_parted() -> None:
    texts = [f"funn {n} som går over to linjer " + "ord " * 12 for n in range(30)]
    parts = parts_of(columns_of([], [], texts), 200)
    assert len(parts) > 1
    pieces = [item for part in parts for item in part._columns[2].items]
    assert len(pieces) == len(texts)


def test_a_column_with_little_in_it_lends_the_others_room_and_stays_readable() -> None:
    widths = columns_of(["kort"], ["kort"], ["et langt funn " * 8] * 9)._widths
    assert widths[1] == pytest.approx(0.28 * CONTENT_WIDTH)
    assert widths[2] > widths[1]


def test_a_column_in_which_nothing_was_found_is_narrow() -> None:
    columns = columns_of(["kort"], ["kort"], ["et langt funn " * 8] * 9)._columns
    empty, few, many = Columns([replace(columns[0], is_empty=True), *columns[1:]])._widths
    assert empty < 0.2 * CONTENT_WIDTH
    assert few == pytest.approx(0.28 * CONTENT_WIDTH)
    assert many > few


def test_the_columns_fill_the_page() -> None:
    assert sum(columns_of(["a"], ["b " * 50], ["c " * 900])._widths) == pytest.approx(CONTENT_WIDTH)


def test_no_word_is_parted_where_the_page_has_room_for_it() -> None:
    columns = columns_of(["utdanningsinstitusjoner"], ["kort"], ["et langt funn " * 8] * 9)
    (word,) = columns._columns[0].items
    assert word.wrap(columns._widths[0], 100)[1] == FINDING.leading

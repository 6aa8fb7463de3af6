"""Long texts are divided over the parts of a slide, and no line is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop.desktop.presentation.pagination import GAP, Piece, parts


def test_what_fits_is_on_one_part() -> None:
    assert parts([2, 3], 6, 10) == [[Piece(0, 0, 2), Piece(1, 0, 3)]]


def test_a_text_that_does_not_fit_begins_the_next_part_whole() -> None:
    assert parts([2, 4], 5, 10) == [[Piece(0, 0, 2)], [Piece(1, 0, 4)]]


def test_a_text_longer_than_a_part_is_divided() -> None:
    assert parts([7], 3, 3) == [[Piece(0, 0, 3)], [Piece(0, 3, 6)], [Piece(0, 6, 7)]]


def test_a_first_part_without_room_is_empty() -> None:
    assert parts([2], 0.5, 3) == [[], [Piece(0, 0, 2)]]


def test_without_texts_there_is_one_empty_part() -> None:
    assert parts([], 4, 4) == [[]]


@given(
    st.lists(st.integers(1, 40), max_size=12),
    st.floats(0, 12),
    st.floats(0.1, 15),
)
def test_every_line_is_on_one_part_in_order(lengths: list[int], first: float, rest: float) -> None:
    found = parts(lengths, first, rest)
    lines = [
        (piece.text, line)
        for part in found
        for piece in part
        for line in range(piece.start, piece.stop)
    ]
    assert lines == [(text, line) for text, length in enumerate(lengths) for line in range(length)]
    for index, part in enumerate(found):
        used = sum(piece.stop - piece.start for piece in part) + GAP * max(0, len(part) - 1)
        assert used <= (max(1.0, rest) if index else first) + 1e-6

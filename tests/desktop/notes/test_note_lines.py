"""Positions between neighbours, the identity of edited lines, and the text that can be kept."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop.assessment.records import Note
from kompass_desktop.desktop.notes.document.line_matching import TextEdit
from kompass_desktop.desktop.notes.document.lines import LineChange, NoteLines
from kompass_desktop.desktop.notes.document.positions import between
from kompass_desktop.desktop.notes.document.text import (
    clean_lines,
    common_ends,
    from_column,
    up_to_column,
    width,
)


def line(name: str, position: float) -> Note:
    return Note(name, "interview", name, "2019-03-12T09:00:00+01:00", "1.4", None, position)


@given(
    low=st.none() | st.floats(-1e6, 1e6),
    gap=st.none() | st.floats(1e-3, 1e6),
    count=st.integers(1, 50),
)
def test_positions_rise_between_their_neighbours(
    low: float | None, gap: float | None, count: int
) -> None:
    high = gap if low is None or gap is None else low + gap
    positions = between(low, high, count)
    assert positions is not None
    ends = [value for value in (low, *positions, high) if value is not None]
    assert ends == sorted(set(ends))
    assert len(positions) == count


@pytest.mark.parametrize(
    ("low", "high"), [(1.0, 1.0), (1.0, math.nextafter(1.0, 2)), (1e17, None), (math.inf, None)]
)
def test_there_is_no_room_where_floats_end(low: float, high: float | None) -> None:
    assert between(low, high, 1) is None


@pytest.mark.parametrize(
    "positions", [[1.0] * 40, [math.inf, math.inf], [math.nan, 1.0], [1e300, 1e300], [-math.inf]]
)
def test_lines_without_room_between_them_are_moved_apart(positions: list[float]) -> None:
    notes = [line(f"{number:02}", position) for number, position in enumerate(positions)]
    lines = NoteLines("interview", notes)
    first = next(iter(lines)).id
    room, moved = lines.room_after(first, 3)
    lines.apply(LineChange(None, line(f"new {n}", position)) for n, position in enumerate(room))
    order = [note.id for note in lines]
    assert order[:4] == [first, "new 0", "new 1", "new 2"]
    assert all(math.isfinite(note.position) for note in lines)
    assert {change.id for change in moved} <= {note.id for note in notes}
    values = [note.position for note in lines]
    assert values[:5] == sorted(set(values[:5]))


def test_few_lines_are_moved_to_make_room() -> None:
    lines = NoteLines("interview", [line(f"{n:04}", 1.0 + n // 2) for n in range(1000)])
    _, moved = lines.room_after("0500", 1)
    assert 0 < len(moved) <= 64


def test_changes_are_the_difference_since_they_were_last_taken() -> None:
    first, second = line("a", 1.0), line("b", 2.0)
    lines = NoteLines("interview", [first, second])
    changed = replace(first, text="c")
    lines.apply([LineChange(first, changed), LineChange(second, None)])
    lines.apply([LineChange(None, second)])
    (change,) = lines.take_changes()
    assert (change.before, change.after) == (first, changed)
    assert not lines.has_changes


@pytest.mark.parametrize(
    ("old", "new", "head", "tail", "owners"),
    [
        (["abc"], ["ab", "c"], "ab", "c", [0, None]),
        (["abc"], ["", "abc"], "", "abc", [None, 0]),
        (["abc"], ["abc", ""], "abc", "", [0, None]),
        (["a", "b"], ["ab"], "a", "b", [0]),
        (["", "b"], ["b"], "", "b", [1]),
        (["a", "b", "c"], ["c"], "", "c", [2]),
        (["a", "b", "c"], ["x"], "", "", [0]),
        (["a", "b"], ["ax", "yb"], "a", "b", [0, 1]),
        (["a", "b"], ["a", "x", "b"], "a", "b", [0, None, 1]),
        (["a", "b", "c"], ["a", "b", "x"], "a", "", [0, 1, 2]),
        (["a", "b", "c"], ["x", "b", "c"], "", "c", [0, 1, 2]),
    ],
)
def test_identity_follows_the_words(
    old: list[str], new: list[str], head: str, tail: str, owners: list[int | None]
) -> None:
    assert TextEdit(old, new, head, tail).owners == owners


@given(st.text())
def test_clean_lines_can_be_stored_and_stay_clean(text: str) -> None:
    for cleaned in clean_lines(text):
        cleaned.encode("utf-8")
        assert clean_lines(cleaned) == [cleaned]
        assert "\x00" not in cleaned


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])))
def test_clean_text_loses_nothing(text: str) -> None:
    if not any(0xFDD0 <= ord(c) <= 0xFDEF or c in "\ufffe\uffff" for c in text):
        assert clean_lines(text) == [text]


@given(st.text(max_size=8), st.integers(0, 16))
def test_columns_count_as_qt_does(text: str, column: int) -> None:
    text = clean_lines(text)[0]
    before, after = up_to_column(text, column), from_column(text, column)
    assert width(before) == min(column, width(text))
    assert width(before) + width(after) == width(text)


@given(st.text("ab", max_size=8), st.text("ab", max_size=8))
def test_common_ends_do_not_overlap(first: str, second: str) -> None:
    head, tail = common_ends(first, second)
    assert first[:head] == second[:head]
    assert first[len(first) - tail :] == second[len(second) - tail :]
    assert head + tail <= min(len(first), len(second))

"""Whatever is done in whatever order, text and records stay the same and undo comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from kompass_desktop.assessment.records import Mark, Note
from tests.desktop.keyboard import CTRL, NONE, SHIFT, Key
from tests.desktop.notes.note_typist import PLACES, Typist, a_note

Act = Callable[[Typist], None]

START = (
    a_note(1, "første", "1.4"),
    a_note(2, "andre", "3.2"),
    a_note(3, "tredje", "1.4.1"),
    a_note(4, "fjerde", ""),
    replace(a_note(5, "femte", "3.2.1"), also="1.5"),
    a_note(6, "sjette", "1.4"),
)

_KEYS = (
    (Key.Key_Return, NONE),
    (Key.Key_Return, SHIFT),
    (Key.Key_Backspace, NONE),
    (Key.Key_Delete, NONE),
    (Key.Key_Backspace, CTRL),
    (Key.Key_Left, NONE),
    (Key.Key_Right, NONE),
    (Key.Key_Up, NONE),
    (Key.Key_Down, NONE),
    (Key.Key_Home, NONE),
    (Key.Key_End, NONE),
    (Key.Key_Home, CTRL),
    (Key.Key_End, CTRL),
    (Key.Key_Up, SHIFT),
    (Key.Key_Down, SHIFT),
    (Key.Key_Right, SHIFT),
    (Key.Key_End, SHIFT),
    (Key.Key_A, CTRL),
    (Key.Key_X, CTRL),
    (Key.Key_C, CTRL),
    (Key.Key_V, CTRL),
)
_PASTED = ("limt", "to\nlinjer", "\n", "a\n\nb\n", "3.2 sendt\n1.5 også", "😀á\ttab\u2028ny")
_PASTED_SIGNS = ("- limt\n+ liste", "+", "~ to\n+ tre", "- 3.2 x", "! y\n")
_TYPED = ("ord ", "a", " ", "3.2 mål", "1.5 x", "æøå áčđŋšŧž", "linje\nnumre to\n", "š")
_SIGNED = (
    "+ god\n",
    "- 1.4.3 3.2 svak\n",
    "1.5 ~ æøå\n",
    "! spør",
    "+",
    "-5 %\n",
    "1.4.3 3.2 to\n",
)


def _keys(key: Key, modifiers: Qt.KeyboardModifier) -> Act:
    return lambda typist: typist.press(key, modifiers)


EDITS: st.SearchStrategy[Act] = st.one_of(
    st.sampled_from([_keys(key, modifiers) for key, modifiers in _KEYS]),
    st.sampled_from(_TYPED).map(lambda text: lambda typist: typist.type(text)),
    st.sampled_from(_SIGNED).map(lambda text: lambda typist: typist.type(text)),
    st.sampled_from((*_PASTED, *_PASTED_SIGNS)).map(lambda text: lambda typist: typist.paste(text)),
    st.sampled_from(list(Mark)).map(lambda mark: lambda typist: typist.stream.mark(mark)),
    st.sampled_from(sorted(PLACES)).map(lambda code: lambda typist: typist.stream.move_to(code)),
    st.sampled_from(sorted(PLACES)).map(lambda code: lambda typist: typist.stream.add_code(code)),
)
UNDOING: st.SearchStrategy[Act] = st.sampled_from(
    [lambda typist: typist.undo(), lambda typist: typist.undo(3), lambda typist: typist.redo()]
)
SCOPING: st.SearchStrategy[Act] = st.one_of(
    st.sampled_from([None, "1.4", "1.4.1", "3.2"]).map(
        lambda code: lambda typist: typist.stream.set_scope(code)
    ),
    st.sampled_from(["1.4", "1.4.1", "3.2", ""]).map(
        lambda code: lambda typist: typist.stream.set_code(code)
    ),
    st.just(lambda typist: typist.stream.focus_end()),
    st.just(lambda typist: typist.stream.finish_lines()),
)
RANDOM = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def start(typist: Typist, scope: str | None) -> None:
    typist.stream.take_changes()
    typist.stream.open_notes("another", ())
    typist.stream.set_scope(scope)
    typist.open(*START)


def check(typist: Typist) -> None:
    """The lines shown are the records shown, and what was handed out adds up to them."""
    sheet = typist.stream._document
    assert typist.shown == [sheet.lines[line].text for line in sheet.shown]
    assert len(set(sheet.shown)) == len(sheet.shown)
    assert sheet.shown == sorted(sheet.shown, key=sheet.lines.rank)
    typist.store()
    stored = sorted(typist.stored.values(), key=lambda note: (note.position, note.id))
    assert stored == typist.notes
    assert [note.id for note in stored if note.id in sheet.shown] == [
        line for line in sheet.shown if sheet.lines[line].text.strip()
    ]
    for note in stored:
        assert note.begun_at
        assert note.code not in note.also.split()
        assert len(set(note.codes)) == len(note.also.split()) + bool(note.code)
        assert note.text.strip()
        assert not typist.stream.has_changes


def unmoved(notes: list[Note]) -> list[Note]:
    return [replace(note, position=0.0) for note in notes]


@RANDOM
@given(acts=st.lists(st.one_of(EDITS, EDITS, UNDOING, SCOPING), max_size=30))
def test_records_are_what_the_text_shows_after_every_act(typist: Typist, acts: list[Act]) -> None:
    start(typist, "1.4")
    check(typist)
    for act in acts:
        act(typist)
        check(typist)


@RANDOM
@given(
    scope=st.sampled_from([None, "1.4", "3.2"]),
    acts=st.lists(st.one_of(EDITS, EDITS, UNDOING), max_size=30),
)
def test_undoing_everything_gives_the_records_of_the_start(
    typist: Typist, scope: str | None, acts: list[Act]
) -> None:
    start(typist, scope)
    for act in acts:
        act(typist)
    typist.stream.finish_lines()
    typist.redo(200)
    typist.store()
    after = typist.notes
    typist.undo(200)
    check(typist)
    assert typist.notes == list(START)
    typist.redo(200)
    check(typist)
    assert typist.notes == after


@RANDOM
@given(acts=st.lists(st.one_of(EDITS, EDITS, UNDOING), max_size=30))
def test_lines_out_of_scope_are_never_touched(typist: Typist, acts: list[Act]) -> None:
    start(typist, "1.4")
    outside = [note for note in START if not note.code.startswith("1.4")]
    for act in acts:
        act(typist)
        ids = {note.id for note in outside}
        assert unmoved([n for n in typist.notes if n.id in ids]) == unmoved(outside)


@RANDOM
@given(acts=st.lists(st.one_of(EDITS, EDITS, UNDOING, SCOPING), max_size=30))
def test_undoing_in_the_whole_interview_reaches_over_scopes(
    typist: Typist, acts: list[Act]
) -> None:
    start(typist, "1.4")
    for act in acts:
        act(typist)
    typist.stream.set_scope(None)
    typist.undo(200)
    check(typist)
    assert typist.notes == list(START)


PASTES: st.SearchStrategy[Act] = st.one_of(
    st.sampled_from([_keys(key, modifiers) for key, modifiers in _KEYS]),
    st.sampled_from(("ord ", "a", "3.2 mål", "\n")).map(lambda t: lambda typist: typist.type(t)),
    st.sampled_from((*_PASTED, *_PASTED_SIGNS)).map(lambda text: lambda typist: typist.paste(text)),
)


@RANDOM
@given(acts=st.lists(st.one_of(PASTES, PASTES, UNDOING, SCOPING), max_size=30))
def test_where_no_sign_is_typed_no_line_is_ever_marked(typist: Typist, acts: list[Act]) -> None:
    start(typist, "1.4")
    for act in acts:
        act(typist)
    typist.stream.finish_lines()
    assert {note.mark for note in typist.notes} <= {None}

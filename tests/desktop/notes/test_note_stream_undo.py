"""Ctrl+Z in the notes brings lines back as what they were, in the question they are from."""

from __future__ import annotations

import pytest

from kompass_desktop.assessment.records import Mark
from tests.desktop.keyboard import CTRL, SHIFT, Key
from tests.desktop.notes.note_typist import Typist, a_note


@pytest.fixture
def three(typist: Typist) -> Typist:
    """The note-taker with three lines, of other times, places and marks."""
    typist.open(a_note(1, "en"), a_note(2, "to", "1.4.1"), a_note(3, "tre", "1.4.3"))
    typist.go(1)
    typist.stream.mark(Mark.WEAKNESS)
    typist.store()
    return typist


def test_typing_is_taken_back_word_by_word(typist: Typist) -> None:
    typist.type("en to tre")
    typist.undo()
    assert typist.shown == ["en to "]
    typist.undo()
    assert typist.shown == ["en "]
    typist.redo()
    assert typist.shown == ["en to "]
    typist.undo(9)
    assert typist.shown == [""]
    assert typist.notes == []


def test_erasing_is_taken_back_at_once(typist: Typist) -> None:
    typist.type("en to")
    typist.press(Key.Key_Backspace, times=3)
    typist.press(Key.Key_Home)
    typist.press(Key.Key_Delete, times=2)
    assert typist.shown == [""]
    typist.undo()
    assert typist.shown == ["en"]
    typist.undo()
    assert typist.shown == ["en to"]


def test_typing_elsewhere_is_a_step_of_its_own(typist: Typist) -> None:
    typist.type("ab")
    typist.press(Key.Key_Home)
    typist.type("c")
    typist.undo()
    assert typist.shown == ["ab"]


def test_what_is_typed_over_something_comes_back_with_it(typist: Typist) -> None:
    typist.type("ab")
    typist.press(Key.Key_Left, SHIFT)
    typist.type("cd")
    assert typist.shown == ["acd"]
    typist.undo()
    assert typist.shown == ["ab"]


def test_joining_two_lines_keeps_the_first_and_undo_brings_the_second(three: Typist) -> None:
    before = three.notes
    three.go(1)
    three.press(Key.Key_Backspace)
    assert [(note.id, note.text) for note in three.notes] == [("note-1", "ento"), ("note-3", "tre")]
    assert three.notes[0].begun_at == before[0].begun_at
    three.undo()
    assert three.notes == before
    three.redo()
    assert [note.id for note in three.notes] == ["note-1", "note-3"]


def test_joining_to_an_empty_line_keeps_the_one_with_words(three: Typist) -> None:
    before = three.notes
    three.go(1)
    three.type("\n")
    assert three.notes == before
    three.press(Key.Key_Backspace)
    assert three.notes == before
    three.go(1)
    three.press(Key.Key_Delete, times=2)
    three.press(Key.Key_Delete)
    assert [note.id for note in three.notes] == ["note-1", "note-3"]
    three.undo(4)
    assert three.notes == before


def test_deleting_several_lines_is_taken_back(three: Typist) -> None:
    before = three.notes
    three.go(0, 1)
    three.press(Key.Key_Down, SHIFT, 2)
    three.press(Key.Key_Home, SHIFT)
    three.press(Key.Key_Delete)
    assert [(note.id, note.text) for note in three.notes] == [("note-1", "etre")]
    assert len(three.store()) == 3
    three.undo()
    assert three.notes == before
    three.store()
    assert sorted(three.stored) == ["note-1", "note-2", "note-3"]


def test_deleting_whole_lines_leaves_the_next_line_itself(three: Typist) -> None:
    before = three.notes
    three.go(0)
    three.press(Key.Key_Down, SHIFT, 2)
    three.press(Key.Key_Delete)
    assert three.notes == before[2:]
    three.undo()
    assert three.notes == before


def test_typing_over_everything_is_taken_back(three: Typist) -> None:
    before = three.notes
    three.press(Key.Key_A, CTRL)
    three.type("x")
    assert [(note.id, note.text) for note in three.notes] == [("note-1", "x")]
    three.undo()
    assert three.notes == before
    three.redo()
    assert [(note.id, note.text) for note in three.notes] == [("note-1", "x")]


def test_what_is_cut_and_pasted_elsewhere_is_new_until_undone(three: Typist) -> None:
    before = three.notes
    three.go(0)
    three.press(Key.Key_Down, SHIFT, 2)
    three.press(Key.Key_X, CTRL)
    three.stream.focus_end()
    three.press(Key.Key_V, CTRL)
    texts = [note.text for note in three.notes]
    assert texts == ["tre", "en", "to"]
    assert {note.id for note in three.notes[1:]}.isdisjoint({"note-1", "note-2"})
    assert three.notes[0].id == "note-3"
    three.undo(2)
    assert three.notes == before


def test_splitting_undone_and_redone_gives_the_same_lines(typist: Typist) -> None:
    typist.open(a_note(1, "før etter"))
    typist.go(0, 4)
    typist.press(Key.Key_Return)
    split = typist.notes
    assert [note.text for note in split] == ["før ", "etter"]
    typist.undo()
    assert typist.notes == [a_note(1, "før etter")]
    typist.redo()
    assert typist.notes == split


def test_moves_and_marks_are_taken_back_in_their_order(typist: Typist) -> None:
    typist.type("en")
    typist.stream.mark(Mark.STRENGTH)
    typist.type(" to")
    typist.stream.move_to("3.2")
    typist.stream.mark(Mark.FOLLOW_UP)
    seen = []
    for _ in range(5):
        seen += [(note.text, note.code, note.mark) for note in typist.notes]
        typist.undo()
    assert seen == [
        ("en to", "3.2", Mark.FOLLOW_UP),
        ("en to", "3.2", Mark.STRENGTH),
        ("en to", "1.4", Mark.STRENGTH),
        ("en", "1.4", Mark.STRENGTH),
        ("en", "1.4", None),
    ]
    assert typist.notes == []
    typist.redo(5)
    assert [(note.code, note.mark) for note in typist.notes] == [("3.2", Mark.FOLLOW_UP)]


def test_a_line_fetched_back_from_its_code_stays(typist: Typist) -> None:
    typist.type("3.2 målene\n")
    assert (typist.notes[0].text, typist.notes[0].code) == ("målene", "3.2")
    typist.undo()
    assert typist.shown == ["3.2 målene", ""]
    assert typist.notes[0].code == "1.4"
    typist.press(Key.Key_End)
    typist.type(" mer")
    typist.press(Key.Key_Down)
    assert typist.shown == ["3.2 målene mer", ""]
    assert typist.notes[0].code == "1.4"


def test_the_caret_goes_to_what_was_taken_back(typist: Typist) -> None:
    typist.type("en to\ntre fire")
    typist.go(0)
    typist.undo()
    typist.type("sju")
    assert typist.shown == ["en to", "tre sju"]


def test_typing_anew_forgets_what_was_undone(typist: Typist) -> None:
    typist.type("en to")
    typist.undo()
    typist.type("tre")
    typist.redo()
    assert typist.shown == ["en tre"]


def test_nothing_is_redone_after_typing_in_another_line(typist: Typist) -> None:
    typist.type("en\nto")
    typist.undo()
    typist.go(0)
    typist.type("x")
    typist.redo()
    assert typist.shown == ["xen", ""]


def test_a_line_brought_back_comes_before_what_was_said_after_it(typist: Typist) -> None:
    typist.type("a")
    typist.press(Key.Key_Backspace)
    typist.stream.set_scope("3.2")
    typist.stream.set_code("3.2")
    typist.type("b")
    typist.stream.set_scope("1.4")
    typist.undo()
    first, second = typist.notes
    assert (first.text, second.text) == ("a", "b")
    assert first.position < second.position


def test_undo_still_works_on_coming_back_to_a_question(typist: Typist) -> None:
    typist.type("en to\n")
    typist.stream.set_scope("3.2")
    typist.stream.set_code("3.2")
    typist.type("tre fire")
    typist.stream.set_scope("1.4")
    typist.undo()
    assert typist.shown == ["en ", ""]
    typist.redo()
    assert [note.text for note in typist.notes] == ["en to", "tre fire"]
    typist.undo(99)
    assert [note.text for note in typist.notes] == ["tre fire"]


def test_undo_in_a_question_leaves_other_questions_alone(typist: Typist) -> None:
    typist.stream.set_scope("3.2")
    typist.stream.set_code("3.2")
    typist.type("tre\n")
    typist.stream.set_scope("1.4")
    typist.undo(9)
    assert [note.text for note in typist.notes] == ["tre"]
    typist.stream.set_scope(None)
    typist.undo(9)
    assert typist.notes == []


def test_what_the_whole_interview_changed_is_not_undone_in_pieces(three: Typist) -> None:
    three.stream.set_scope("1.4.1")
    three.go(0, 2)
    three.type("!")
    three.stream.set_scope(None)
    three.press(Key.Key_A, CTRL)
    three.press(Key.Key_Delete)
    three.stream.set_scope("1.4.1")
    three.undo(9)
    assert three.notes == []
    three.stream.set_scope(None)
    three.undo()
    assert [note.text for note in three.notes] == ["en", "to!", "tre"]


def test_a_move_is_taken_back_after_the_line_went_out_of_sight(typist: Typist) -> None:
    typist.type("en")
    typist.stream.move_to("3.2")
    typist.stream.set_scope("1.4")
    assert typist.shown == [""]
    typist.undo()
    assert typist.shown == ["en", ""]
    assert typist.notes[0].code == "1.4"

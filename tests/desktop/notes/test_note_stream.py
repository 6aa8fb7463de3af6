"""Typing notes: every line a record, with the time and the place at which it was begun."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.records import Mark, Note
from tests.desktop.keyboard import CTRL, SHIFT, Key
from tests.desktop.notes.note_typist import INTERVIEW, Typist, a_note


def sees_caret(typist: Typist) -> bool:
    return typist.editor.viewport().rect().contains(typist.editor.cursorRect())


# Records


def test_a_line_is_a_record_with_the_time_and_place_at_which_it_was_begun(typist: Typist) -> None:
    typist.type("Vi snakker med folk")
    typist.clock.advance(2)
    typist.stream.set_code("1.4.3")
    typist.type(" hele tida\nUngdomsrådet møtes")
    first, second = typist.notes
    assert (first.text, first.code) == ("Vi snakker med folk hele tida", "1.4")
    assert first.begun_at == "2019-03-12T09:51:00+01:00"
    assert (second.text, second.code) == ("Ungdomsrådet møtes", "1.4.3")
    assert second.begun_at == "2019-03-12T09:53:00+01:00"
    assert first.interview == INTERVIEW
    assert first.position < second.position


def test_norwegian_and_sami_letters_can_be_typed(typist: Typist) -> None:
    typist.type("æøåÆØÅ áčđŋšŧž ÁČĐŊŠŦŽ – Kárášjohka «ja»")
    assert typist.notes[0].text == "æøåÆØÅ áčđŋšŧž ÁČĐŊŠŦŽ – Kárášjohka «ja»"


def test_a_letter_composed_of_dead_keys_is_typed(typist: Typist) -> None:
    composing = QInputMethodEvent("\u00b4", [])
    QCoreApplication.sendEvent(typist.editor, composing)
    assert typist.notes == []
    composed = QInputMethodEvent()
    composed.setCommitString("á")
    QCoreApplication.sendEvent(typist.editor, composed)
    assert [note.text for note in typist.notes] == ["á"]


def test_an_input_method_that_sends_several_lines_makes_several_notes(typist: Typist) -> None:
    typist.type("x")
    composed = QInputMethodEvent()
    composed.setCommitString("š\ná")
    QCoreApplication.sendEvent(typist.editor, composed)
    assert [note.text for note in typist.notes] == ["xš", "á"]
    assert len({note.id for note in typist.notes}) == 2


def test_empty_lines_and_spaces_are_no_records(typist: Typist) -> None:
    typist.type("\n\n   \n")
    assert typist.shown == ["", "", "   ", ""]
    assert typist.notes == []
    assert not typist.stream.has_changes


def test_changes_are_handed_out_once(typist: Typist) -> None:
    typist.type("ord")
    (change,) = typist.store()
    assert change.before is None
    assert not typist.stream.has_changes
    assert typist.store() == []
    typist.type("e")
    (change,) = typist.store()
    assert isinstance(change.before, Note)
    assert isinstance(change.after, Note)
    assert (change.before.text, change.after.text) == ("ord", "orde")
    assert change.before.id == change.after.id


def test_what_comes_to_nothing_is_no_change(typist: Typist) -> None:
    typist.type("a")
    typist.press(Key.Key_Backspace)
    assert not typist.stream.has_changes
    assert typist.store() == []


def test_a_line_emptied_is_deleted_and_typed_again_is_itself(typist: Typist) -> None:
    typist.type("a")
    (added,) = typist.store()
    typist.clock.advance(5)
    typist.press(Key.Key_Backspace)
    (deleted,) = typist.store()
    assert deleted.after is None
    typist.type("b")
    (again,) = typist.store()
    assert isinstance(again.after, Note)
    assert again.after.id == added.record.id
    assert again.after.begun_at == "2019-03-12T09:51:00+01:00"


def test_a_line_emptied_and_left_is_begun_as_another(typist: Typist) -> None:
    typist.type("a\nb")
    first, second = typist.notes
    typist.press(Key.Key_Backspace)
    typist.press(Key.Key_Up)
    typist.press(Key.Key_Down)
    typist.clock.advance(5)
    typist.type("c")
    assert typist.notes[1].id not in {first.id, second.id}
    assert typist.notes[1].begun_at == "2019-03-12T09:56:00+01:00"
    typist.undo(2)
    assert typist.notes == [first, second]


def test_a_line_brought_back_is_itself_if_it_is_emptied_again(typist: Typist) -> None:
    typist.type("a\nb")
    second = typist.note("b")
    typist.press(Key.Key_Backspace)
    typist.press(Key.Key_Up)
    typist.undo()
    assert typist.notes[1] == second
    typist.press(Key.Key_Backspace)
    typist.type("c")
    assert typist.notes[1].id == second.id


def test_edited_is_told_when_what_is_stored_changes(qtbot: QtBot, typist: Typist) -> None:
    with qtbot.waitSignal(typist.stream.edited):
        typist.type("a")
    with qtbot.waitSignal(typist.stream.edited):
        typist.stream.mark(Mark.STRENGTH)
    with qtbot.waitSignal(typist.stream.edited):
        typist.undo()
    with qtbot.assertNotEmitted(typist.stream.edited):
        typist.type("\n\n")
        typist.press(Key.Key_Left)
        typist.stream.set_scope(None)


# Places


def test_a_line_that_begins_with_a_code_goes_there(typist: Typist) -> None:
    typist.type("3.2 målene er for mange")
    assert typist.places == [("3.2 målene er for mange", "1.4")]
    typist.type("\nny")
    assert typist.places == [("målene er for mange", "3.2"), ("ny", "1.4")]
    assert typist.shown == ["målene er for mange", "ny"]


@pytest.mark.parametrize("text", ["9.9 finnes ikke", "3.2", "3.2 ", "3 ledere", "kl 3.2 x"])
def test_other_numbers_stay_in_the_text(typist: Typist, text: str) -> None:
    typist.type(f"{text}\nx")
    assert typist.places[0] == (text, "1.4")


def test_passing_through_a_line_does_not_send_it(typist: Typist) -> None:
    typist.open(a_note(1, "3.2 sto slik", "1.4"), a_note(2, "neste", "1.4"))
    typist.go(0)
    typist.go(1)
    assert typist.places[0] == ("3.2 sto slik", "1.4")
    assert not typist.stream.has_changes


def test_a_line_sent_elsewhere_shows_until_the_scope_is_set_again(typist: Typist) -> None:
    typist.type("3.2 en\nto\n")
    assert typist.shown == ["en", "to", ""]
    typist.stream.set_scope("1.4")
    assert typist.shown == ["to", ""]
    typist.stream.set_scope("3.2")
    assert typist.shown == ["en", ""]
    typist.stream.set_scope(None)
    assert typist.shown == ["en", "to", ""]


def test_setting_the_same_scope_does_not_disturb_who_types(typist: Typist) -> None:
    typist.type("en\n\nto")
    typist.go(1)
    typist.stream.set_scope("1.4")
    typist.type("midt i")
    assert typist.shown == ["en", "midt i", "to"]


def test_moving_and_marking_take_the_current_line(typist: Typist) -> None:
    typist.type("en\nto")
    typist.stream.move_to("1.5")
    typist.stream.mark(Mark.WEAKNESS)
    assert typist.places == [("en", "1.4"), ("to", "1.5")]
    assert [note.mark for note in typist.notes] == [None, Mark.WEAKNESS]
    typist.stream.mark(Mark.CHALLENGE)
    assert [note.mark for note in typist.notes] == [None, Mark.CHALLENGE]
    typist.stream.mark(Mark.CHALLENGE)
    assert [note.mark for note in typist.notes] == [None, None]
    assert typist.shown == ["en", "to"]


def test_moving_and_marking_take_the_selected_lines(typist: Typist) -> None:
    typist.type("en\nto\n\ntre")
    typist.stream.mark(Mark.WEAKNESS)
    typist.go(0, 1)
    typist.press(Key.Key_Down, SHIFT, 3)
    typist.press(Key.Key_Home, SHIFT)
    typist.stream.move_to("3.2")
    typist.stream.mark(Mark.WEAKNESS)
    assert typist.places == [("en", "3.2"), ("to", "3.2"), ("tre", "1.4")]
    assert {note.mark for note in typist.notes} == {Mark.WEAKNESS}
    typist.press(Key.Key_A, CTRL)
    typist.stream.mark(Mark.WEAKNESS)
    assert {note.mark for note in typist.notes} == {None}


def test_an_empty_line_can_be_neither_moved_nor_marked(typist: Typist) -> None:
    typist.stream.move_to("3.2")
    typist.stream.mark(Mark.WEAKNESS)
    typist.type("x")
    assert typist.places == [("x", "1.4")]
    assert typist.notes[0].mark is None


# Order


def test_new_lines_keep_the_order_of_the_whole_stream(typist: Typist) -> None:
    typist.open(a_note(1, "første", "1.4"), a_note(2, "utenfor", "3.2"), a_note(3, "siste", "1.4"))
    typist.go(0)
    typist.type("\n")
    typist.press(Key.Key_Up)
    typist.type("foran")
    typist.go(1, 6)
    typist.type("\nmellom")
    typist.stream.focus_end()
    typist.type("sist")
    texts = [note.text for note in typist.notes]
    assert texts == ["foran", "første", "mellom", "utenfor", "siste", "sist"]
    assert [change.record.id for change in typist.store() if change.before is not None] == []


def test_a_line_below_all_comes_last_also_after_one_in_between(typist: Typist) -> None:
    typist.type("en\nto\ntre")
    typist.go(0, 2)
    typist.type("\nmellom")
    typist.press(Key.Key_End, CTRL)
    typist.type("\nsist")
    assert [note.text for note in typist.notes] == ["en", "mellom", "to", "tre", "sist"]


def test_what_is_said_last_comes_last_of_all(typist: Typist) -> None:
    typist.open(a_note(1, "før", "1.4"), a_note(2, "utenfor", "3.2"))
    typist.go(0, 3)
    typist.type("\nnå")
    assert [note.text for note in typist.notes] == ["før", "utenfor", "nå"]


def test_the_end_of_a_split_line_stays_beside_its_beginning(typist: Typist) -> None:
    typist.open(a_note(1, "før etter", "1.4"), a_note(2, "utenfor", "3.2"))
    typist.stream.mark(Mark.WEAKNESS)
    typist.go(0, 4)
    typist.type("\n")
    first, second, outside = typist.notes
    assert (first.id, first.text) == ("note-1", "før ")
    assert (second.text, second.code, second.mark) == ("etter", "1.4", None)
    assert second.begun_at == first.begun_at
    assert outside == a_note(2, "utenfor", "3.2")


def test_hundreds_of_lines_between_two_find_room(typist: Typist) -> None:
    typist.open(a_note(1, "over", "1.4"), a_note(2, "utenfor", "3.2"), a_note(3, "under", "1.4"))
    typist.go(0, 4)
    for number in range(400):
        typist.type(f"\n{number}")
    typist.store()
    texts = [note.text for note in typist.notes]
    assert texts == ["over", *map(str, range(400)), "utenfor", "under"]
    positions = [note.position for note in typist.notes]
    assert positions == sorted(set(positions))
    typist.undo(1000)
    assert typist.shown == ["over", "under", ""]
    assert typist.notes == [
        a_note(1, "over", "1.4"),
        a_note(2, "utenfor", "3.2"),
        a_note(3, "under", "1.4"),
    ]


# Reading and going about


def test_the_current_note_and_the_selected_text(typist: Typist) -> None:
    typist.type("en to\ntre\n")
    assert typist.stream.current_note() is None
    assert typist.stream.selected_text() == ""
    typist.press(Key.Key_Up)
    assert typist.stream.current_note() == typist.note("tre")
    assert typist.stream.selected_text() == "tre"
    typist.go(0, 3)
    typist.press(Key.Key_End, SHIFT)
    assert typist.stream.selected_text() == "to"
    typist.press(Key.Key_Down, SHIFT)
    assert typist.stream.selected_text() == "to\ntre"


def test_going_to_a_note(typist: Typist) -> None:
    typist.open(*(a_note(number, f"linje {number}") for number in range(50)))
    assert typist.stream.go_to_note("note-3")
    assert typist.stream.current_note() == a_note(3, "linje 3")
    assert sees_caret(typist)
    assert not typist.stream.go_to_note("no-note")


def test_coming_back_to_a_scope_is_coming_back_to_the_line(typist: Typist) -> None:
    typist.open(a_note(1, "en"), a_note(2, "to"), a_note(3, "tre", "3.2"))
    typist.go(0, 1)
    typist.stream.set_scope("3.2")
    typist.stream.set_scope("1.4")
    typist.type("X")
    assert typist.shown == ["eXn", "to", ""]


def test_focus_end_gives_an_empty_line_to_write_in(typist: Typist) -> None:
    typist.type("en")
    typist.stream.focus_end()
    assert typist.shown == ["en", ""]
    typist.stream.focus_end()
    typist.type("to")
    assert [note.text for note in typist.notes] == ["en", "to"]
    assert typist.editor.hasFocus()


def test_the_line_being_typed_is_in_view(typist: Typist) -> None:
    typist.open(*(a_note(number, f"linje {number}") for number in range(50)))
    for number in range(12):
        typist.type(f"ord {number}\n")
        assert sees_caret(typist)
    typist.stream.resize(500, 120)
    assert sees_caret(typist)
    typist.paste("ord\n" * 20)
    assert sees_caret(typist)
    typist.press(Key.Key_Home, CTRL)
    typist.editor.paste()
    assert sees_caret(typist)
    typist.press(Key.Key_Return, SHIFT, 12)
    assert sees_caret(typist)
    typist.press(Key.Key_Home, CTRL)
    typist.undo()
    assert sees_caret(typist)


def test_records_that_are_held_already_are_not_opened_again(typist: Typist) -> None:
    typist.type("en to")
    typist.store()
    typist.stream.open_notes(INTERVIEW, list(typist.stored.values()))
    typist.undo()
    assert typist.shown == ["en "]


def test_changes_not_taken_outlive_another_interview(typist: Typist) -> None:
    typist.type("en")
    typist.stream.open_notes("other", [])
    (change,) = typist.stream.take_changes()
    assert isinstance(change.after, Note)
    assert (change.after.interview, change.after.text) == (INTERVIEW, "en")
    assert typist.stream.notes() == []

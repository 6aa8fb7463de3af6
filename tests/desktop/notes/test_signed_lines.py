"""A line that a person begins with a sign: when it is marked, what is left alone, the way back."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.records import Mark
from kompass_desktop.desktop.notes.menu import NoteMenu
from tests.desktop.keyboard import CTRL, SHIFT, Key, send_letter
from tests.desktop.notes.note_typist import Typist, a_note


def said(typist: Typist) -> list[tuple[str, Mark | None, str]]:
    return [(note.text, note.mark, " ".join(note.codes)) for note in typist.notes]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("+ Har ungdomsråd", ("Har ungdomsråd", Mark.STRENGTH, "1.4")),
        ("~ Šaddet unnán áigi", ("Šaddet unnán áigi", Mark.CHALLENGE, "1.4")),
        ("- Mangler plan", ("Mangler plan", Mark.WEAKNESS, "1.4")),
        ("− Mangler plan", ("Mangler plan", Mark.WEAKNESS, "1.4")),
        ("! Be om planen", ("Be om planen", Mark.FOLLOW_UP, "1.4")),
        ("+ 1.4.3 Har ungdomsråd", ("Har ungdomsråd", Mark.STRENGTH, "1.4.3")),
        ("1.4.3 + Har ungdomsråd", ("Har ungdomsråd", Mark.STRENGTH, "1.4.3")),
        ("- 1.4.3, 3.2 Målene er for mange", ("Målene er for mange", Mark.WEAKNESS, "1.4.3 3.2")),
        ("3.2 - Målene er for mange", ("Målene er for mange", Mark.WEAKNESS, "3.2")),
    ],
)
@pytest.mark.parametrize("leave", ["\n", "up", "finish"])
def test_the_line_is_marked_when_it_is_left(
    typist: Typist, typed: str, expected: tuple[str, Mark, str], leave: str
) -> None:
    typist.type("over\n" + typed)
    assert said(typist)[1] == (typed, None, "1.4")
    if leave == "up":
        typist.press(Key.Key_Up)
    elif leave == "finish":
        typist.stream.finish_lines()
    else:
        typist.type(leave)
    assert said(typist)[1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "-5 % i år",
        "– Vi vet det ikke",
        "+47 78 46 80 00",
        "~20 ansatte",
        "-> neste",
        "+",
        "- 5 %",
        "Har + og -",
        "2.5 + 1",
    ],
)
def test_what_is_no_mark_stays_as_it_was_typed(typist: Typist, text: str) -> None:
    typist.type(f"{text}\nny")
    assert said(typist)[0] == (text.strip(), None, "1.4")


def test_a_dead_key_that_swallows_its_space_makes_a_mark(typist: Typist) -> None:
    send_letter(typist.editor, "~")
    typist.type("Planen er gammel\n")
    assert said(typist) == [("Planen er gammel", Mark.CHALLENGE, "1.4")]


@pytest.mark.parametrize("pasted", ["+ Har råd", "- a\n- b\n- c", "- Mangler\n", "+ 1.5 x\n~ y"])
def test_what_is_pasted_is_never_marked(typist: Typist, pasted: str) -> None:
    typist.paste(pasted)
    typist.type("\n")
    assert [note.mark for note in typist.notes] == [None] * len(pasted.strip().split("\n"))
    assert [note.text for note in typist.notes] == pasted.strip().split("\n")


def test_a_pasted_line_that_is_typed_in_later_is_not_marked(typist: Typist) -> None:
    typist.paste("- Mangler plan")
    typist.type(" og - mål\n")
    assert said(typist) == [("- Mangler plan og - mål", None, "1.4")]


def test_a_text_pasted_after_a_typed_sign_is_marked(typist: Typist) -> None:
    typist.type("+ ")
    typist.paste("Har ungdomsråd")
    typist.type("\n")
    assert said(typist) == [("Har ungdomsråd", Mark.STRENGTH, "1.4")]


def test_a_sign_that_was_erased_marks_nothing_that_is_pasted(typist: Typist) -> None:
    typist.type("+ a")
    typist.press(Key.Key_Backspace, times=3)
    typist.paste("- Mangler plan")
    typist.type("\n")
    assert said(typist) == [("- Mangler plan", None, "1.4")]


def test_stored_lines_are_never_read_as_marked(typist: Typist) -> None:
    typist.open(a_note(1, "+ Har råd"), a_note(2, "- Mangler"), a_note(3, "1.5 ~ x"))
    for line in range(3):
        typist.go(line)
        typist.press(Key.Key_End)
        typist.type("!")
    typist.stream.finish_lines()
    assert [note.mark for note in typist.notes] == [None] * 3
    assert typist.notes[0].text == "+ Har råd!"


def test_a_sign_typed_before_a_stored_line_marks_it(typist: Typist) -> None:
    typist.open(a_note(1, "Har råd"))
    typist.go(0)
    typist.type("+ ")
    typist.press(Key.Key_Down)
    assert said(typist) == [("Har råd", Mark.STRENGTH, "1.4")]


def test_dashes_under_a_colon_are_a_list(typist: Typist) -> None:
    typist.type("Tre ting er viktige:\n- økonomi\n- folk\n+ Har råd\n- Mangler plan\n")
    assert [(n.text, n.mark) for n in typist.notes] == [
        ("Tre ting er viktige:", None),
        ("- økonomi", None),
        ("- folk", None),
        ("Har råd", Mark.STRENGTH),
        ("Mangler plan", Mark.WEAKNESS),
    ]


def test_undo_makes_it_text_again_which_stays_so(typist: Typist) -> None:
    typist.type("+ 1.5 Har råd\n")
    assert said(typist) == [("Har råd", Mark.STRENGTH, "1.5")]
    typist.undo()
    assert said(typist) == [("+ 1.5 Har råd", None, "1.4")]
    typist.press(Key.Key_Up)
    typist.press(Key.Key_Down)
    typist.stream.finish_lines()
    assert said(typist) == [("+ 1.5 Har råd", None, "1.4")]
    typist.redo()
    assert said(typist) == [("Har råd", Mark.STRENGTH, "1.5")]


def test_a_sign_typed_anew_after_an_undo_marks_again(typist: Typist) -> None:
    typist.type("+ Har råd\n")
    typist.undo()
    typist.press(Key.Key_Home)
    typist.press(Key.Key_Delete)
    typist.type("~")
    typist.press(Key.Key_End)
    typist.type("\n")
    assert said(typist) == [("Har råd", Mark.CHALLENGE, "1.4")]


def test_a_line_typed_at_the_ratings_is_marked_too(typist: Typist) -> None:
    typist.stream.write_line("+")
    typist.stream.write_on(" Har")
    typist.type(" råd\n")
    assert said(typist) == [("Har råd", Mark.STRENGTH, "1.4")]


def test_backspace_at_its_start_puts_the_sign_back(typist: Typist) -> None:
    typist.type("  - Mangler plan\nny")
    typist.go(0)
    typist.press(Key.Key_Backspace)
    assert typist.shown == ["  - Mangler plan", "ny"]
    assert said(typist)[0] == ("  - Mangler plan", None, "1.4")
    typist.stream.finish_lines()
    assert said(typist)[0] == ("  - Mangler plan", None, "1.4")
    typist.undo()
    assert said(typist)[0] == ("Mangler plan", Mark.WEAKNESS, "1.4")


def test_a_mark_given_since_stays_when_the_sign_is_put_back(typist: Typist) -> None:
    typist.type("+ Har råd\nny")
    typist.go(0)
    typist.stream.mark(Mark.CHALLENGE)
    typist.press(Key.Key_Backspace)
    assert said(typist)[0] == ("+ Har råd", Mark.CHALLENGE, "1.4")


def test_a_key_goes_before_the_sign(typist: Typist) -> None:
    typist.type("+ 2.5 st")
    typist.stream.finish_decided_lines()
    typist.stream.mark(Mark.WEAKNESS)
    typist.type("illinger mangler\n")
    assert said(typist) == [("2.5 stillinger mangler", Mark.WEAKNESS, "1.4")]


def test_without_a_place_no_finding_is_marked_but_a_follow_up_is(typist: Typist) -> None:
    typist.stream.set_code("")
    typist.stream.set_scope(None)
    typist.type("+ Har råd\n! Be om planen\n+ 1.5 Har plan\n")
    assert said(typist) == [
        ("+ Har råd", None, ""),
        ("Be om planen", Mark.FOLLOW_UP, ""),
        ("Har plan", Mark.STRENGTH, "1.5"),
    ]


def test_lines_that_were_marked_are_reported_once(qtbot: QtBot, typist: Typist) -> None:
    typist.type("+ Har råd")
    with qtbot.waitSignal(typist.stream.lines_marked) as marked:
        typist.type("\n")
    assert [(n.text, n.mark) for n in marked.args[0]] == [("Har råd", Mark.STRENGTH)]
    with qtbot.assertNotEmitted(typist.stream.lines_marked):
        typist.type("mer\n1.5 x\n")


# Several places


@pytest.mark.parametrize("typed", ["1.4.3 3.2 Målene", "1.4.3, 3.2 Målene", "1.4.3/3.2: Målene"])
def test_a_line_that_begins_with_two_codes_belongs_to_both(typist: Typist, typed: str) -> None:
    typist.type(f"{typed}\n")
    assert said(typist) == [("Målene", None, "1.4.3 3.2")]
    assert typist.stream._gutter_row(0).shown_code == "→ 1.4.3 +3.2"
    typist.undo()
    assert said(typist) == [(typed, None, "1.4")]


def test_a_quantity_after_a_code_is_said(typist: Typist) -> None:
    typist.type("1.4 1.5 mill\n1.4.3 1.5 mill. til torget\n")
    assert said(typist) == [
        ("1.4 1.5 mill", None, "1.4"),
        ("1.5 mill. til torget", None, "1.4.3"),
    ]


def test_a_line_shows_at_each_of_its_places(typist: Typist) -> None:
    typist.type("1.4.3 3.2 Målene er mange\nannet\n")
    typist.stream.set_scope("3.2")
    assert typist.shown == ["Målene er mange", ""]
    typist.go(0, 6)
    typist.type(" nå")
    typist.undo()
    assert said(typist)[0] == ("Målene er mange", None, "1.4.3 3.2")
    typist.stream.set_scope("1.4")
    assert typist.shown[:2] == ["Målene er mange", "annet"]


def test_a_further_place_is_added_and_taken_off_by_a_key(typist: Typist) -> None:
    typist.type("Målene er mange")
    typist.stream.add_code("3.2")
    assert said(typist) == [("Målene er mange", None, "1.4 3.2")]
    assert typist.stream._gutter_row(0).shown_code == "1.4 +3.2"
    typist.stream.add_code("3.2")
    assert said(typist) == [("Målene er mange", None, "1.4")]
    typist.undo()
    typist.stream.move_to("3.2")
    assert said(typist) == [("Målene er mange", None, "3.2")]


def test_a_line_that_is_split_keeps_its_places_in_both_parts(typist: Typist) -> None:
    typist.type("Mål og budsjett")
    typist.stream.add_code("3.2")
    typist.go(0, 3)
    typist.press(Key.Key_Return)
    assert said(typist) == [("Mål", None, "1.4 3.2"), (" og budsjett", None, "1.4 3.2")]


def test_several_lines_get_the_place_that_some_have(typist: Typist) -> None:
    typist.type("en\nto")
    typist.stream.add_code("3.2")
    typist.press(Key.Key_A, CTRL)
    typist.stream.add_code("3.2")
    assert [codes for *_, codes in said(typist)] == ["1.4 3.2", "1.4 3.2"]
    typist.stream.add_code("3.2")
    assert [codes for *_, codes in said(typist)] == ["1.4", "1.4"]


def test_more_codes_than_the_gutter_has_room_for_are_shortened(typist: Typist) -> None:
    typist.type("1.4.3 3.2.1 1.4.1 x\n")
    row = typist.stream._gutter_row(0)
    assert row.shown_code == "→ 1.4.3 +3.2.1 +1.4.1"
    assert row.short_code == "→ 1.4.3 +…"
    assert "gikk til 1.4.3, 3.2.1, 1.4.1" in typist.stream._gutter.text_of(row)


def test_the_menu_offers_what_is_done_to_lines(typist: Typist) -> None:
    action = QAction("Merk", typist.stream)
    menu = NoteMenu(typist.stream._editor, can_undo=True, can_redo=False)
    menu.add_line_actions([action])
    assert menu.actions()[-1] is action
    menu.deleteLater()


def test_a_sign_typed_over_a_selection_at_the_start_marks_the_line(typist: Typist) -> None:
    typist.paste("x Har råd")
    typist.go(0)
    typist.press(Key.Key_Right, SHIFT)
    typist.type("+")
    typist.press(Key.Key_End)
    typist.type("\n")
    assert said(typist) == [("Har råd", Mark.STRENGTH, "1.4")]

"""A marked line and its finding are one thing: typed, moved, marked again, undone, merged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Finding, Follows, Interview, Mark, Note
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.findings.findings_page import FindingsPage
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from tests.desktop.keyboard import CTRL, SHIFT, Key, press, type_text
from tests.desktop.shown_pages import ShownPages

STRENGTH, CHALLENGE, WEAKNESS = FindingKind
FindingsOf = Callable[[], FindingsPage]


@pytest.fixture
def session(library: Library, empty_assessment: Assessment) -> Session:
    """An assessment with the mayor's interview and nothing else."""
    interview = Interview("of", "mayor", "OF-01")
    empty_assessment.interviews[interview.id] = interview
    library.add(empty_assessment)
    return Session(library, empty_assessment)


@pytest.fixture
def page(
    shown_pages: ShownPages, catalogue: AssessmentCatalogue, session: Session
) -> InterviewPage:
    """The mayor's interview at question 1.3, with the caret in the notes."""
    page = shown_pages.show(InterviewPage(session, catalogue), 1280, 648)
    page.enter()
    page.show_code("1.3")
    page.notes.focus_end()
    return page


@pytest.fixture
def findings_page(
    shown_pages: ShownPages, catalogue: AssessmentCatalogue, session: Session
) -> FindingsOf:
    """Open the page of findings beside the interview."""

    return lambda: shown_pages.open(FindingsPage(session, catalogue))


def mark(number: int) -> None:
    press(Key(Key.Key_0 + number), CTRL)


def kept(page: InterviewPage) -> list[Finding]:
    """The findings as another start of the program would read them."""
    page.session.flush()
    stored = page.session.library.load(page.session.assessment.id).findings
    assert stored == page.session.assessment.findings
    return list(stored.values())


def kept_notes(page: InterviewPage) -> list[Note]:
    page.session.flush()
    return page.session.library.load(page.session.assessment.id).notes_of("of")


def said(page: InterviewPage) -> list[tuple[int, str, FindingKind, str]]:
    """Area, place, kind and text of each finding that is stored."""
    return [(f.area, f.code, f.kind, f.text) for f in kept(page)]


# Where it goes


def test_a_finding_goes_where_the_code_of_its_line_says(page: InterviewPage) -> None:
    type_text("8.3 reiseliv: samarbeider godt")
    mark(1)
    type_text(" med naboene\r")
    text = "reiseliv: samarbeider godt med naboene"
    assert said(page) == [(8, "8.3", STRENGTH, text)]
    (note,) = kept_notes(page)
    assert (note.code, note.text, note.mark) == ("8.3", text, Mark.STRENGTH)
    assert kept(page)[0].note == note.id


def test_a_code_that_is_put_before_a_marked_line_moves_the_finding(page: InterviewPage) -> None:
    type_text("reiseliv er viktig")
    mark(1)
    press(Key.Key_Home)
    type_text("8.3.1: ")
    press(Key.Key_End)
    type_text("\r")
    assert said(page) == [(8, "8.3.1", STRENGTH, "reiseliv er viktig")]


def test_a_moved_line_takes_its_finding_along(page: InterviewPage) -> None:
    type_text("Ingen budsjettrutiner")
    mark(3)
    page.note_controller.move_lines("3.2.1")
    assert said(page) == [(3, "3.2.1", WEAKNESS, "Ingen budsjettrutiner")]
    assert kept(page)[0].note == kept_notes(page)[0].id


def test_a_finding_that_moves_goes_last_in_its_column(page: InterviewPage) -> None:
    page.session.add_finding(3, WEAKNESS, "den første")
    type_text("Ingen budsjettrutiner")
    mark(3)
    page.note_controller.move_lines("3.2.1")
    column = page.session.assessment.findings_of(3, WEAKNESS)
    assert [finding.text for finding in column] == ["den første", "Ingen budsjettrutiner"]


# What it says


def test_a_line_marked_early_gives_its_finding_the_whole_sentence(page: InterviewPage) -> None:
    type_text("Folkemøter")
    mark(1)
    type_text(" hvert halvår")
    assert said(page) == [(1, "1.3", STRENGTH, "Folkemøter hvert halvår")]


def test_a_line_that_is_split_keeps_the_finding_of_its_beginning(page: InterviewPage) -> None:
    type_text("Folkemøter. Ingen kommer")
    mark(1)
    press(Key.Key_Left, times=len(" Ingen kommer"))
    type_text("\r")
    assert said(page) == [(1, "1.3", STRENGTH, "Folkemøter.")]


def test_selected_words_stay_the_finding_s_text_while_the_line_grows(page: InterviewPage) -> None:
    type_text("Ja, vi har folkemøter")
    press(Key.Key_Left, SHIFT, times=len("folkemøter"))
    mark(1)
    press(Key.Key_End)
    type_text(" hvert år")
    page.note_controller.move_lines("1.4")
    mark(2)
    assert said(page) == [(1, "1.4", CHALLENGE, "folkemøter")]
    press(Key.Key_Home)
    press(Key.Key_Right, times=len("Ja, vi har folkemøter"))
    type_text("\b\b\b\b\bting")
    assert said(page) == [(1, "1.4", CHALLENGE, "folketing")]


def test_other_words_of_the_line_are_what_its_one_finding_says(page: InterviewPage) -> None:
    type_text("Folkemøter, men ingen kommer")
    press(Key.Key_Left, SHIFT, times=len("ingen kommer"))
    mark(3)
    press(Key.Key_Home)
    press(Key.Key_Right, SHIFT, times=len("Folkemøter"))
    mark(3)
    assert said(page) == [(1, "1.3", WEAKNESS, "Folkemøter")]
    mark(3)
    assert said(page) == []


# One finding


def test_the_same_key_again_takes_mark_and_finding_back(page: InterviewPage) -> None:
    type_text("Folkemøter")
    mark(1)
    assert len(kept(page)) == 1
    mark(1)
    assert kept(page) == []
    assert [note.mark for note in kept_notes(page)] == [None]
    mark(1)
    assert said(page) == [(1, "1.3", STRENGTH, "Folkemøter")]


def test_another_kind_s_key_changes_the_finding(page: InterviewPage, qtbot: QtBot) -> None:
    type_text("Folkemøter")
    mark(1)
    (before,) = kept(page)
    with qtbot.waitSignal(page.message_shown) as shown:
        mark(3)
    assert "svakhet" in shown.args[0]
    assert said(page) == [(1, "1.3", WEAKNESS, "Folkemøter")]
    assert kept(page)[0].id == before.id


def test_a_line_to_be_followed_up_instead_has_no_finding(page: InterviewPage) -> None:
    type_text("Folkemøter")
    mark(1)
    mark(4)
    assert kept(page) == []
    press(Key.Key_Z, CTRL)
    assert said(page) == [(1, "1.3", STRENGTH, "Folkemøter")]


def test_several_lines_are_marked_with_a_finding_for_each(page: InterviewPage) -> None:
    type_text("en\rto\r\rtre")
    press(Key.Key_A, CTRL)
    mark(2)
    column = page.session.assessment.findings_of(1, CHALLENGE)
    assert [finding.text for finding in column] == ["en", "to", "tre"]
    assert len({finding.position for finding in column}) == 3
    mark(2)
    assert kept(page) == []


def test_a_line_that_belongs_nowhere_cannot_be_marked(page: InterviewPage, qtbot: QtBot) -> None:
    note = Note("n", "of", "ring tilbake", "2026-03-12T13:02:09+01:00")
    page.session.put(note)
    page.show_note("n")
    with qtbot.waitSignal(page.message_shown) as shown:
        mark(1)
    assert "Ctrl+M" in shown.args[0]
    assert kept(page) == []


# What takes it away, and back


@pytest.mark.parametrize("number", [1, 2, 3])
def test_undo_in_the_notes_takes_mark_and_finding_back_together(
    page: InterviewPage, number: int
) -> None:
    type_text("Folkemøter")
    mark(number)
    (before,) = kept(page)
    press(Key.Key_Z, CTRL)
    assert page.session.assessment.findings == {}
    assert [note.mark for note in kept_notes(page)] == [None]
    press(Key.Key_Z, CTRL | SHIFT)
    assert kept(page) == [before]


def test_undo_brings_chosen_words_back_as_they_were(page: InterviewPage) -> None:
    type_text("Ja, vi har folkemøter")
    press(Key.Key_Left, SHIFT, times=len("folkemøter"))
    mark(1)
    (before,) = kept(page)
    mark(1)
    assert kept(page) == []
    press(Key.Key_Z, CTRL)
    assert kept(page) == [before]


def test_a_deleted_line_takes_its_finding_along_and_undo_brings_both_back(
    page: InterviewPage, qtbot: QtBot
) -> None:
    type_text("Folkemøter\randre ting")
    press(Key.Key_Up)
    mark(1)
    (before,) = kept(page)
    press(Key.Key_Home)
    press(Key.Key_End, SHIFT)
    press(Key.Key_Delete)
    with qtbot.waitSignal(page.message_shown) as shown:
        page.session.flush()
    assert "Folkemøter" in shown.args[0]
    assert kept(page) == []
    press(Key.Key_Z, CTRL)
    assert kept(page) == [before]


def test_a_line_that_is_typed_over_is_followed(page: InterviewPage) -> None:
    type_text("Folkemøter")
    mark(1)
    press(Key.Key_A, CTRL)
    type_text("Ingen møter")
    assert [text for *_, text in said(page)] == ["Ingen møter"]


def test_a_finding_deleted_on_its_page_takes_the_mark_along(
    page: InterviewPage, findings_page: FindingsOf
) -> None:
    type_text("Folkemøter")
    mark(1)
    (before,) = kept(page)
    shown = findings_page()
    shown.show_finding(before.id)
    shown.delete()
    assert kept(page) == []
    assert [note.mark for note in kept_notes(page)] == [None]
    page.session.undo_stack.undo()
    assert kept(page) == [before]
    assert [note.mark for note in kept_notes(page)] == [Mark.STRENGTH]


# Once a person has edited the finding


def edit(page: InterviewPage, shown: FindingsPage, how: str) -> None:
    (finding,) = kept(page)
    shown.show_finding(finding.id)
    match how:
        case "text":
            shown.edit()
            type_text(" i bygdene\r")
        case "kind":
            press(Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        case "area":
            shown.menu.area_move_requested.emit(5)
        case "place":
            page.session.set_finding(replace(finding, code="1.4.2"))


@pytest.mark.parametrize("how", ["text", "kind", "area", "place"])
def test_an_edited_finding_no_longer_follows(
    page: InterviewPage, findings_page: FindingsOf, qtbot: QtBot, how: str
) -> None:
    type_text("Folkemøter")
    mark(1)
    edit(page, findings_page(), how)
    (edited,) = kept(page)
    assert edited.follows is Follows.NOTHING
    assert edited.note == kept_notes(page)[0].id
    with qtbot.waitActive(page):
        page.activateWindow()
    page.notes.go_to_note(edited.note)
    type_text(" to ganger i året")
    page.note_controller.move_lines("3.2")
    mark(3)
    assert kept(page) == [edited]
    mark(3)
    assert kept(page) == [edited]
    press(Key.Key_A, CTRL)
    press(Key.Key_Delete)
    assert kept(page) == [edited]


def test_an_edit_that_is_cancelled_or_undone_leaves_the_finding_following(
    page: InterviewPage, findings_page: FindingsOf
) -> None:
    type_text("Folkemøter")
    mark(1)
    (before,) = kept(page)
    shown = findings_page()
    shown.show_finding(before.id)
    shown.edit()
    type_text(" i bygdene")
    page.session.flush()
    press(Key.Key_Escape)
    assert kept(page) == [before]
    edit(page, shown, "text")
    assert kept(page) != [before]
    page.session.undo_stack.undo()
    assert kept(page) == [before]


def test_a_finding_moved_up_or_down_goes_on_following(
    page: InterviewPage, findings_page: FindingsOf
) -> None:
    type_text("en\rto")
    press(Key.Key_A, CTRL)
    mark(1)
    shown = findings_page()
    shown.show_finding(page.session.assessment.findings_of(1, STRENGTH)[1].id)
    press(Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [f.text for f in page.session.assessment.findings_of(1, STRENGTH)] == ["to", "en"]
    assert {finding.follows for finding in kept(page)} == {Follows.LINE}


def test_the_page_of_findings_says_that_a_finding_follows_its_line(
    page: InterviewPage, findings_page: FindingsOf
) -> None:
    type_text("Folkemøter")
    mark(1)
    shown = findings_page()
    shown.show_finding(kept(page)[0].id)
    assert "følger notatlinjen" in shown.detail.origin_label.text()
    edit(page, shown, "text")
    assert "følger notatlinjen" not in shown.detail.origin_label.text()


# From libraries of old, and from elsewhere


@pytest.mark.parametrize(
    ("finding", "follows"),
    [
        (Finding("f", 1, STRENGTH, "Folkemøter", "1.3", "n"), True),
        (Finding("f", 1, STRENGTH, "Folkemøter i bygdene", "1.3", "n"), False),
        (Finding("f", 5, STRENGTH, "Folkemøter", "1.3", "n"), False),
        (Finding("f", 1, CHALLENGE, "Folkemøter", "1.3", "n"), False),
        (Finding("f", 1, STRENGTH, "Folkemøter", "1.4", "n"), False),
    ],
)
def test_a_finding_of_old_follows_if_it_says_what_its_line_says(
    page: InterviewPage, finding: Finding, follows: bool
) -> None:
    note = Note("n", "of", "Folkemøter", "2026-03-12T09:51:00+01:00", "1.3", Mark.STRENGTH)
    page.session.put(note)
    page.session.put(finding)
    page.show_note("n")
    type_text(" hvert år")
    page.note_controller.move_lines("3.2")
    after = kept(page)[0]
    assert (after.text == "Folkemøter hvert år") is follows
    assert (after.code == "3.2") is follows


def test_a_finding_follows_after_the_assessment_was_opened_again(
    page: InterviewPage, shown_pages: ShownPages, catalogue: AssessmentCatalogue
) -> None:
    type_text("Folkemøter")
    mark(1)
    page.leave()
    library = page.session.library
    again = Session(library, library.load(page.session.assessment.id))
    reopened = shown_pages.show(InterviewPage(again, catalogue), 1280, 648)
    reopened.enter()
    reopened.show_note(kept_notes(reopened)[0].id)
    type_text(" hvert år")
    assert [text for *_, text in said(reopened)] == ["Folkemøter hvert år"]
    mark(1)
    assert kept(reopened) == []


def test_a_finding_follows_the_line_that_a_colleague_went_on_with(
    page: InterviewPage, tmp_path: Path
) -> None:
    type_text("Folkemøter")
    page.session.flush()
    identity = page.session.assessment.id
    with open_library(tmp_path / "kollega.kompassdb") as other:
        other.merge(page.session.library.packet(identity))
        theirs = Session(other, other.load(identity))
        (note,) = theirs.assessment.notes.values()
        theirs.put(replace(note, mark=Mark.WEAKNESS))
        type_text(" hvert år")
        page.note_controller.move_lines("3.2.1")
        page.session.flush()
        page.session.library.merge(other.packet(identity))
        other.merge(page.session.library.packet(identity))
        for library in (page.session.library, other):
            merged = library.load(identity)
            (finding,) = merged.findings.values()
            assert (finding.area, finding.code, finding.kind) == (3, "3.2.1", WEAKNESS)
            assert finding.text == "Folkemøter hvert år"
            assert library.conflicts(identity) == []
        edited = Session(other, other.load(identity))
        edited.set_finding(replace(next(iter(edited.assessment.findings.values())), area=5))
        (finding,) = other.load(identity).findings.values()
        assert (finding.area, finding.text) == (5, "Folkemøter hvert år")
        assert finding.follows is Follows.NOTHING


def test_two_colleagues_who_mark_one_line_are_asked_once(
    page: InterviewPage, tmp_path: Path
) -> None:
    type_text("Folkemøter")
    page.session.flush()
    identity = page.session.assessment.id
    with open_library(tmp_path / "kollega.kompassdb") as other:
        other.merge(page.session.library.packet(identity))
        theirs = Session(other, other.load(identity))
        (note,) = theirs.assessment.notes.values()
        theirs.put(replace(note, mark=Mark.WEAKNESS))
        mark(1)
        page.leave()
        page.session.library.merge(other.packet(identity))
    merged = Session(page.session.library, page.session.library.load(identity))
    (conflict,) = merged.conflicts
    assert conflict.name == "mark"
    assert len(merged.assessment.findings) == 1
    chosen = conflict.sides[0]
    merged.settle(conflict, chosen)
    (finding,) = page.session.library.load(identity).findings.values()
    assert finding.kind.value == chosen.fields["mark"]
    assert merged.conflicts == []


# Lines that are sent by their codes


def test_the_window_says_where_a_line_went_and_how_it_comes_back(
    page: InterviewPage, qtbot: QtBot
) -> None:
    type_text("2.5 helsestasjoner")
    with qtbot.waitSignal(page.message_shown) as shown:
        type_text("\r")
    assert "2.5" in shown.args[0]
    assert "helsestasjoner" in shown.args[0]
    assert "Ctrl+Z" in shown.args[0]
    press(Key.Key_Z, CTRL)
    assert [(n.text, n.code) for n in kept_notes(page)] == [("2.5 helsestasjoner", "1.3")]


def test_a_line_fetched_back_takes_its_finding_along(page: InterviewPage) -> None:
    type_text("2.5 helsestasjoner")
    mark(1)
    assert said(page) == [(2, "2.5", STRENGTH, "helsestasjoner")]
    press(Key.Key_Home)
    type_text("\b")
    assert said(page) == [(1, "1.3", STRENGTH, "2.5 helsestasjoner")]

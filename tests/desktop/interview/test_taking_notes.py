"""Notes and findings that are written on the interview page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.records import Mark
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from tests.desktop.interview.interviewing import stored_notes, wait_for_notes
from tests.desktop.keyboard import ALT, CTRL, SHIFT, Key, click, focus, press, type_text

# Notes


def test_what_is_typed_is_saved_by_itself(page: InterviewPage, qtbot: QtBot) -> None:
    page.show_code("1.4.1")
    type_text("\t")
    type_text("Folk mates på butikken")
    assert stored_notes(page) == []
    wait_for_notes(qtbot, page, "Folk mates på butikken")
    (note,) = stored_notes(page)
    assert note.code == "1.4.1"
    assert note.begun_at


def test_nothing_typed_is_lost_when_the_page_is_left(page: InterviewPage) -> None:
    type_text("\t")
    type_text("Kárášjohka")
    page.leave()
    assert [note.text for note in stored_notes(page)] == ["Kárášjohka"]


def test_notes_keep_their_place_and_size_while_measure_points_open(page: InterviewPage) -> None:
    page.show_code("1.4")
    before = page.notes.mapTo(page, QPoint(0, 0)), page.notes.size()
    page.show_code("1.4.2")
    QApplication.processEvents()
    assert (page.notes.mapTo(page, QPoint(0, 0)), page.notes.size()) == before


def test_a_line_that_begins_with_a_code_goes_there(page: InterviewPage, qtbot: QtBot) -> None:
    type_text("\t")
    type_text("3.2 målene er for mange\r")
    qtbot.waitUntil(lambda: [note.code for note in stored_notes(page)] == ["3.2"])


def test_a_line_is_moved_with_a_key(page: InterviewPage, qtbot: QtBot) -> None:
    type_text("\t")
    type_text("Budsjettet er vedtatt")
    press(Key.Key_M, CTRL)
    type_text("5.2.3\r")
    qtbot.waitUntil(lambda: [note.code for note in stored_notes(page)] == ["5.2.3"])
    assert page.state.code == "1.4"
    assert page.notes.isAncestorOf(focus())


def test_the_whole_interviews_notes_are_a_key_away(page: InterviewPage) -> None:
    type_text("\t")
    type_text("Om dialog")
    page.show_code("3.2")
    scopes = [page.notes.scope]
    for _ in range(2):
        press(Key.Key_E, CTRL)
        scopes.append(page.notes.scope)
    assert scopes == ["3.2", None, "3.2"]
    assert page.question_scope_chip.isChecked()


def test_notes_of_a_new_question_begin_on_a_line_of_their_own(
    page: InterviewPage, qtbot: QtBot
) -> None:
    type_text("\t")
    type_text("Om dialog")
    press(Key.Key_Down, ALT)
    type_text("Om etikk")
    press(Key.Key_Up, ALT)
    type_text("Mer om dialog")
    qtbot.waitUntil(
        lambda: (
            sorted((note.code, note.text) for note in stored_notes(page))
            == [("1.4", "Mer om dialog"), ("1.4", "Om dialog"), (next_question(page), "Om etikk")]
        )
    )


def next_question(page: InterviewPage) -> str:
    assert page.state.point_filter is not None
    code = page.state.point_filter.question_from("1.4", 1)
    assert code is not None
    return code


# Findings


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (Key.Key_1, FindingKind.STRENGTH),
        (Key.Key_2, FindingKind.CHALLENGE),
        (Key.Key_3, FindingKind.WEAKNESS),
    ],
)
def test_a_line_becomes_a_finding_that_remembers_where_it_came_from(
    page: InterviewPage, key: Qt.Key, kind: FindingKind
) -> None:
    page.show_code("1.4.1")
    type_text("\t")
    type_text("Folkemøter hvert halvår")
    press(key, CTRL)
    stored = page.session.library.load(page.session.assessment.id)
    (finding,) = stored.findings.values()
    (note,) = stored.notes.values()
    assert (finding.area, finding.kind, finding.text) == (1, kind, "Folkemøter hvert halvår")
    assert (finding.code, finding.note) == ("1.4.1", note.id)
    assert note.mark is Mark(kind.value)


def test_selected_text_becomes_the_finding(page: InterviewPage) -> None:
    type_text("\t")
    type_text("Ja, vi har folkemøter")
    for _ in range(len("folkemøter")):
        press(Key.Key_Left, SHIFT)
    click(page.strength_button)
    assert [f.text for f in page.session.assessment.findings.values()] == ["folkemøter"]


def test_ctrl_z_in_the_notes_takes_a_new_finding_back(page: InterviewPage, qtbot: QtBot) -> None:
    type_text("\t")
    type_text("Ingen faste møteplasser")
    with qtbot.waitSignal(page.message_shown) as said:
        press(Key.Key_3, CTRL)
    assert "Ctrl+Z" in said.args[0]
    press(Key.Key_Z, CTRL)
    assert page.session.assessment.findings == {}
    (note,) = stored_notes(page)
    assert (note.text, note.mark) == ("Ingen faste møteplasser", None)


def test_ctrl_z_after_more_typing_takes_back_the_typing(page: InterviewPage) -> None:
    type_text("\t")
    type_text("Ingen møteplasser")
    press(Key.Key_3, CTRL)
    type_text("\rMer")
    press(Key.Key_Z, CTRL)
    assert len(page.session.assessment.findings) == 1


def test_an_empty_line_makes_no_finding_and_says_why(page: InterviewPage, qtbot: QtBot) -> None:
    type_text("\t")
    with qtbot.waitSignal(page.message_shown):
        press(Key.Key_1, CTRL)
    assert page.session.assessment.findings == {}


def test_a_line_is_marked_for_following_up(page: InterviewPage) -> None:
    type_text("\t")
    type_text("Spør rådmannen")
    press(Key.Key_4, CTRL)
    assert [note.mark for note in stored_notes(page)] == [Mark.FOLLOW_UP]

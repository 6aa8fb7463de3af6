"""Findings made by the sign that a note line begins with, and notes at two places, on the page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Mark
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from tests.desktop.interview.interviewing import stored_notes
from tests.desktop.keyboard import ALT, CTRL, SHIFT, Key, focus, press, type_text


def stored(page: InterviewPage) -> Assessment:
    page.session.flush()
    return page.session.library.load(page.session.assessment.id)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("+ Har ungdomsråd", (FindingKind.STRENGTH, "1.4.1", "Har ungdomsråd")),
        ("~ Planen er gammel", (FindingKind.CHALLENGE, "1.4.1", "Planen er gammel")),
        ("- Mangler plan", (FindingKind.WEAKNESS, "1.4.1", "Mangler plan")),
        ("+ 8.3.1 Reiseliv", (FindingKind.STRENGTH, "8.3.1", "Reiseliv")),
        ("8.3.1 - Reiseliv", (FindingKind.WEAKNESS, "8.3.1", "Reiseliv")),
        ("+ 3.2, 1.4.3 Folkemøter", (FindingKind.STRENGTH, "3.2", "Folkemøter")),
    ],
)
def test_the_finding_is_made_when_the_line_ends(
    page: InterviewPage, qtbot: QtBot, typed: str, expected: tuple[FindingKind, str, str]
) -> None:
    kind, code, text = expected
    page.show_code("1.4.1")
    type_text(f"\t{typed}")
    assert stored(page).findings == {}
    with qtbot.waitSignal(page.message_shown) as shown:
        press(Key.Key_Return)
    assert text in shown.args[0]
    (finding,) = stored(page).findings.values()
    (note,) = stored_notes(page)
    assert (finding.kind, finding.code, finding.text) == (kind, code, text)
    assert (finding.area, finding.note) == (int(code[0]), note.id)
    assert (note.text, note.mark, note.code) == (text, Mark(kind.value), code)


def test_a_line_that_is_never_saved_before_it_ends_makes_its_finding_too(
    page: InterviewPage,
) -> None:
    type_text("\t+ Har ungdomsråd\r")
    assert [f.text for f in stored(page).findings.values()] == ["Har ungdomsråd"]


def test_ctrl_z_takes_finding_and_mark_back_to_text(page: InterviewPage) -> None:
    type_text("\t+ Har ungdomsråd\r")
    press(Key.Key_Z, CTRL)
    assert stored(page).findings == {}
    (note,) = stored_notes(page)
    assert (note.text, note.mark) == ("+ Har ungdomsråd", None)
    press(Key.Key_Z, CTRL | SHIFT)
    (finding,) = stored(page).findings.values()
    assert finding.text == "Har ungdomsråd"


def test_another_question_ends_the_line(page: InterviewPage) -> None:
    type_text("\t- Mangler plan")
    press(Key.Key_Down, ALT)
    (finding,) = stored(page).findings.values()
    assert (finding.kind, finding.text, finding.code) == (
        FindingKind.WEAKNESS,
        "Mangler plan",
        "1.4",
    )


@pytest.mark.parametrize("key", [Key.Key_1, Key.Key_3])
def test_a_key_in_a_signed_line_marks_it_as_the_key_says(page: InterviewPage, key: Qt.Key) -> None:
    type_text("\t+ Har ungdomsråd")
    press(key, CTRL)
    press(Key.Key_Return)
    (finding,) = stored(page).findings.values()
    expected = FindingKind.STRENGTH if key is Key.Key_1 else FindingKind.WEAKNESS
    assert (finding.kind, finding.text) == (expected, "Har ungdomsråd")


def test_a_line_begun_while_the_points_have_the_focus_is_marked(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    type_text("+ Har ungdomsråd\r")
    (finding,) = stored(page).findings.values()
    assert (finding.kind, finding.text) == (FindingKind.STRENGTH, "Har ungdomsråd")
    assert stored(page).rating("of", "1.4.1").is_empty


def test_a_follow_up_needs_no_finding(page: InterviewPage) -> None:
    type_text("\t! Be om planen\r")
    assert stored(page).findings == {}
    (note,) = stored_notes(page)
    assert (note.text, note.mark) == ("Be om planen", Mark.FOLLOW_UP)


def test_a_line_belongs_to_a_further_place_by_a_key(page: InterviewPage, qtbot: QtBot) -> None:
    type_text("\t+ Målene er mange\r")
    press(Key.Key_Up)
    press(Key.Key_M, CTRL | SHIFT)
    with qtbot.waitSignal(page.message_shown) as shown:
        type_text("3.2\r")
    assert "1.4" in shown.args[0]
    assert "3.2" in shown.args[0]
    (note,) = stored_notes(page)
    assert note.codes == ("1.4", "3.2")
    (finding,) = stored(page).findings.values()
    assert (finding.code, finding.area) == ("1.4", 1)
    assert page.notes.isAncestorOf(focus())
    page.show_code("3.2")
    assert page.notes.go_to_note(note.id)
    press(Key.Key_M, CTRL | SHIFT)
    type_text("3.2\r")
    assert [n.codes for n in stored_notes(page)] == [("1.4",)]


def test_a_line_of_another_day_than_the_interview_says_so(page: InterviewPage) -> None:
    type_text("\tFørst\r")
    page.session.flush()
    (first,) = stored_notes(page)
    begun = first.begun_at.replace(first.begun_at[:10], "2019-03-12")
    page.session.put(replace(first, begun_at=begun))
    assert page.interview is not None
    page.session.put(replace(page.interview, started_at=begun))
    type_text("nå")
    rows = [page.notes._gutter_row(number) for number in range(2)]
    assert rows[0].written_at == ""
    assert rows[0].time == begun[11:16]
    assert rows[1].written_at
    assert rows[1].time.endswith(stored(page).notes_of("of")[1].begun_at[11:16])

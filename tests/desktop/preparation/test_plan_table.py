"""The tables of the preparation page as a spreadsheet: keys, refused words, pasted rows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.records import Interview, Member
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.preparation.interview_table import InterviewColumn
from kompass_desktop.desktop.preparation.parts import Part
from kompass_desktop.desktop.preparation.preparation_page import PreparationPage
from kompass_desktop.desktop.preparation.team_table import TeamColumn
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.record_view import RecordView
from kompass_desktop.desktop.widgets.refusal import Refusal
from tests.desktop.keyboard import press_all
from tests.desktop.shown_pages import ShownPages

CONTROL = Qt.KeyboardModifier.ControlModifier

# Without a screen, a popup can neither come forward nor take the keyboard, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(
    new_session: Session, shown_pages: ShownPages, catalogue: AssessmentCatalogue
) -> PreparationPage:
    return shown_pages.show(PreparationPage(new_session, catalogue), 1280, 648)


@pytest.fixture
def planned(page: PreparationPage) -> PreparationPage:
    """The page with the usual plan, as it is after the button was pressed."""
    page.suggest_button.click()
    return page


def kept(page: PreparationPage) -> list[Interview]:
    return page.session.library.load(page.session.assessment.id).interviews_in_order()


def refusals(page: PreparationPage) -> list[str]:
    return [each.text() for each in page.window().findChildren(Refusal) if each.isVisible()]


def cell_of(view: RecordView) -> tuple[int, int]:
    return view.currentIndex().row(), view.currentIndex().column()


def paste(page: PreparationPage, view: RecordView, text: str) -> None:
    QApplication.clipboard().setText(text)
    view.setFocus()
    press_all(Qt.Key.Key_V, modifier=CONTROL)


# The current cell


def test_after_the_suggested_plan_the_first_name_is_typed_at_once(planned: PreparationPage) -> None:
    press_all("Ordfører A", Qt.Key.Key_Return, "Ordfører B", Qt.Key.Key_Return)
    assert [each.name for each in kept(planned)[:3]] == ["Ordfører A", "Ordfører B", ""]
    assert cell_of(planned.interviews_view) == (2, InterviewColumn.NAME)


def test_the_current_cell_of_a_new_row_is_its_name(planned: PreparationPage) -> None:
    planned.add_interviews_button.click()
    press_all("Ny", Qt.Key.Key_Return)
    assert kept(planned)[-1].name == "Ny"


def test_a_plan_that_was_there_begins_in_a_name(
    planned: PreparationPage, shown_pages: ShownPages, catalogue: AssessmentCatalogue
) -> None:
    again = shown_pages.show(PreparationPage(planned.session, catalogue), 1280, 648)
    assert cell_of(again.interviews_view) == (0, InterviewColumn.NAME)


@pytest.mark.parametrize("column", list(InterviewColumn))
def test_the_current_cell_is_framed_with_the_focus_and_without(
    planned: PreparationPage, column: InterviewColumn
) -> None:
    view = planned.interviews_view
    planned.show_part(Part.PLAN)
    view.select(kept(planned)[1].id, column)
    cell = view.visualRect(view.currentIndex())
    for focused in (view, planned.sort_button):
        focused.setFocus()
        shown = view.viewport().grab().toImage()
        at = QPoint(cell.left() + 1, cell.center().y())
        assert shown.pixelColor(at).name() == QColor(theme.color("accent")).name()


def test_tab_goes_right_and_round_and_enter_back_to_where_it_began(
    planned: PreparationPage,
) -> None:
    view = planned.interviews_view
    press_all("A", Qt.Key.Key_Tab, "3", Qt.Key.Key_Tab, "12.3 9:30", Qt.Key.Key_Return, "B")
    press_all(Qt.Key.Key_Return)
    first, second = kept(planned)[:2]
    assert (first.name, first.participants, first.planned_at[5:]) == ("A", 3, "03-12T09:30")
    assert second.name == "B"
    view.select(first.id, InterviewColumn.AGREED)
    press_all(Qt.Key.Key_Tab)
    assert cell_of(view) == (1, InterviewColumn.CODE)
    press_all(Qt.Key.Key_Backtab, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert cell_of(view) == (0, InterviewColumn.AGREED)


def test_tab_after_the_last_cell_leaves_the_table(planned: PreparationPage) -> None:
    planned.interviews_view.select(kept(planned)[-1].id, InterviewColumn.AGREED)
    press_all(Qt.Key.Key_Tab)
    assert not planned.interviews_view.hasFocus()


def test_shift_enter_goes_up_and_enter_stays_in_the_last_row(planned: PreparationPage) -> None:
    view = planned.interviews_view
    last = len(kept(planned)) - 1
    view.select(kept(planned)[-1].id)
    press_all("X", Qt.Key.Key_Return)
    assert cell_of(view) == (last, InterviewColumn.NAME)
    press_all(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert cell_of(view) == (last - 1, InterviewColumn.NAME)


@pytest.mark.parametrize("column", [InterviewColumn.NAME, InterviewColumn.AGREED])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_enter_opens_the_interview_from_an_open_cell(
    qtbot: QtBot, planned: PreparationPage, column: InterviewColumn, key: Qt.Key
) -> None:
    first = kept(planned)[0]
    planned.interviews_view.write_in(first.id, column)
    press_all("61")
    with qtbot.waitSignal(planned.interview_requested) as asked:
        press_all(key, modifier=CONTROL)
    assert asked.args == [first.id]
    now = kept(planned)[0]
    assert "61" in (now.name, str(now.agreed_minutes))


def test_ctrl_enter_stays_where_a_text_is_refused(planned: PreparationPage) -> None:
    asked: list[str] = []
    planned.interview_requested.connect(asked.append)
    planned.interviews_view.write_in(kept(planned)[0].id, InterviewColumn.PLANNED)
    press_all("tull")
    press_all(Qt.Key.Key_Return, modifier=CONTROL)
    assert asked == []
    assert refusals(planned)


# What cannot be taken


@pytest.mark.parametrize(
    ("column", "typed"),
    [
        (InterviewColumn.PARTICIPANTS, "Kari"),
        (InterviewColumn.PARTICIPANTS, "1000"),
        (InterviewColumn.AGREED, "en time"),
        (InterviewColumn.PLANNED, "en gang i mai"),
        (InterviewColumn.GROUP, "Kari Nordmann"),
        (InterviewColumn.CODE, "OF-02"),
    ],
)
@pytest.mark.parametrize("way", ["enter", "tab", "click", "focus", "flush", "add"])
def test_refused_words_stay_open_with_the_reason_beside_them(
    planned: PreparationPage, column: InterviewColumn, typed: str, way: str
) -> None:
    view = planned.interviews_view
    before = kept(planned)[0]
    view.select(before.id, column)
    press_all(typed)
    leave(planned, way)
    boxes = [box for box in view.viewport().findChildren(QComboBox) if box.isVisible()]
    lines = [line for line in view.viewport().findChildren(QLineEdit) if line.isVisible()]
    editor = (boxes or lines)[0]
    shown = editor.currentText() if isinstance(editor, QComboBox) else editor.text()
    assert shown == typed
    assert editor.property("role") == "failed"
    assert len(refusals(planned)) == 1
    assert next(each for each in kept(planned) if each.id == before.id) == before
    view.setFocus()
    assert editor.hasFocus()
    assert cell_of(view) == (0, column)
    press_all(Qt.Key.Key_Escape)
    assert refusals(planned) == []


def leave(page: PreparationPage, way: str) -> None:
    view = page.interviews_view
    match way:
        case "enter":
            press_all(Qt.Key.Key_Return)
        case "tab":
            press_all(Qt.Key.Key_Tab)
        case "click":
            other = view.visualRect(page.plan.table.index(3, InterviewColumn.NAME)).center()
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=other)
        case "focus":
            page.sort_button.setFocus()
        case "flush":
            page.session.flush()
        case _:
            page.add_interviews_button.click()
    QApplication.processEvents()


def test_a_refused_text_is_taken_once_it_is_put_right(planned: PreparationPage) -> None:
    planned.interviews_view.select(kept(planned)[0].id, InterviewColumn.PARTICIPANTS)
    press_all("4 stk")
    assert refusals(planned)
    press_all(Qt.Key.Key_Return, *(4 * [Qt.Key.Key_Backspace]))
    assert refusals(planned) == []
    press_all(Qt.Key.Key_Return)
    assert kept(planned)[0].participants == 4


def test_the_state_is_chosen_and_what_has_begun_cannot_be_cancelled(
    planned: PreparationPage,
) -> None:
    view = planned.interviews_view
    first = kept(planned)[0]
    view.select(first.id, InterviewColumn.STATE)
    press_all("avlyst", Qt.Key.Key_Return)
    assert kept(planned)[0].is_cancelled
    assert planned.summary_label.text().startswith("19 planlagt")
    begun = replace(kept(planned)[0], started_at="2026-03-12T09:00:00+01:00", cancelled=False)
    planned.session.put(begun)
    view.select(first.id, InterviewColumn.STATE)
    press_all("avlyst", Qt.Key.Key_Return)
    assert refusals(planned) == [
        "Intervjuet er begynt; det kan settes til gjennomført, men ikke til avlyst."
    ]
    press_all(Qt.Key.Key_Escape)
    assert kept(planned)[0] == begun


def test_place_interviewers_and_language_are_typed_in_the_whole_plan(
    planned: PreparationPage,
) -> None:
    team = [Member("a", "Konsulent Aas", position=0.0), Member("b", "Rådgiver Berg", position=1.0)]
    for member in team:
        planned.session.put(member)
    planned.show_part(Part.PLAN)
    planned.interviews_view.select(kept(planned)[0].id, InterviewColumn.VENUE)
    press_all("Rådhuset", Qt.Key.Key_Tab, "berg og ka", Qt.Key.Key_Tab, "samisk", Qt.Key.Key_Return)
    first = kept(planned)[0]
    assert (first.venue, first.interviewers, first.language) == ("Rådhuset", "a b", "samisk")
    shown = planned.plan.table.index(0, InterviewColumn.INTERVIEWERS).data()
    assert shown == "Konsulent, Rådgiver"
    press_all("Ola", Qt.Key.Key_Return)
    planned.interviews_view.select(first.id, InterviewColumn.INTERVIEWERS)
    press_all("Ola", Qt.Key.Key_Return)
    assert refusals(planned) == ["Hvem i teamet er «Ola»? Skriv navn fra teamet, med komma mellom."]
    press_all(Qt.Key.Key_Escape)


def test_a_day_and_a_time_in_two_columns_are_pasted_as_one(planned: PreparationPage) -> None:
    planned.interviews_view.select(kept(planned)[0].id, InterviewColumn.CODE)
    rows = (
        "Dato\tKode\tKl.\tSted\n"
        "12.03.2026\tOF-01\t09:30\tRådhuset\n"
        "13.3.2026\tOF-02\t0830\tSkolen\n"
        "\tKD-01\t\tRådhuset\n"
    )
    paste(planned, planned.interviews_view, rows)
    assert [(each.code, each.planned_at, each.venue) for each in kept(planned)[:3]] == [
        ("OF-01", "2026-03-12T09:30", "Rådhuset"),
        ("OF-02", "2026-03-13T08:30", "Skolen"),
        ("KD-01", "", "Rådhuset"),
    ]


def test_a_first_plan_is_pasted_with_codes_that_tell_the_groups(page: PreparationPage) -> None:
    QApplication.clipboard().setText("Kode\tDato\tTid\nVL-04\t12.3.2026\t9\nHTV-01\t\t\n")
    page.plan.paste_first()
    assert [(each.group, each.code, each.planned_at) for each in kept(page)] == [
        ("unit_leaders", "VL-04", "2026-03-12T09:00"),
        ("union", "HTV-01", ""),
    ]


def test_the_whole_plan_is_pasted_from_a_spreadsheet(planned: PreparationPage) -> None:
    planned.session.put(Member("a", "Konsulent Aas"))
    planned.interviews_view.select(kept(planned)[0].id, InterviewColumn.CODE)
    rows = (
        "Kode\tPlanlagt\tSted\tIntervjuere\tSpråk\tStatus\n"
        "OF-01\t12.03.2026 09:30\tRådhuset\tKA\tnorsk\tplanlagt\n"
        "OF-02\t12.03.2026 11:00\tSkolen\tKnut\tsamisk\tavlyst\n"
    )
    paste(planned, planned.interviews_view, rows)
    first, second = kept(planned)[:2]
    assert (first.planned_at, first.venue) == ("2026-03-12T09:30", "Rådhuset")
    assert (first.interviewers, first.language) == ("a", "norsk")
    assert (second.venue, second.interviewers, second.is_cancelled) == ("Skolen", "", True)
    assert "Knut" in planned.undo_bar.label.text()


# What a spreadsheet gives


def test_rows_and_columns_are_pasted_from_the_current_cell(planned: PreparationPage) -> None:
    rows = "Ordfører A\t2\t12.3 9:30\nOrdfører B\t\t13.3 kl 10.00\r\n"
    paste(planned, planned.interviews_view, rows)
    first, second, third = kept(planned)[:3]
    assert (first.name, first.participants, first.planned_at[5:]) == (
        "Ordfører A",
        2,
        "03-12T09:30",
    )
    assert (second.name, second.planned_at[5:], third.name) == ("Ordfører B", "03-13T10:00", "")
    assert planned.undo_bar.label.text() == "2 rader er limt inn."
    planned.session.undo_stack.undo()
    assert kept(planned)[0].name == ""


def test_what_was_refused_of_the_pasted_is_named(planned: PreparationPage) -> None:
    paste(planned, planned.interviews_view, "A\tmange\nB\t3\t40.13.2025")
    told = planned.undo_bar.label.text()
    assert "linje 1, Deltakere «mange»" in told
    assert "linje 2, Planlagt «40.13.2025»" in told
    assert [(each.name, each.participants) for each in kept(planned)[:2]] == [("A", 1), ("B", 3)]


def test_pasting_into_an_open_cell_fills_several(page: PreparationPage) -> None:
    page.add_member_button.click()
    QApplication.clipboard().setText("A\tProsjektleder\nB\tKonsulent")
    press_all(Qt.Key.Key_V, modifier=CONTROL)
    members = page.session.library.load(page.session.assessment.id).members_in_order()
    assert [(m.name, m.role) for m in members] == [("A", "Prosjektleder"), ("B", "Konsulent")]
    assert cell_of(page.team_view)[1] == TeamColumn.NAME


def test_a_whole_plan_is_pasted_where_there_is_none(page: PreparationPage) -> None:
    page.suggest_button.setFocus()
    QApplication.clipboard().setText(
        "Informantgruppe\tNavn\tPlanlagt\n"
        'Ordfører\t"Ordfører\nA"\t12.3 9:30\n'
        "Virksomhetsledere\tLeder B\t\n"
        "Ukjent gruppe\tLeder C\t\n"
    )
    press_all(Qt.Key.Key_V, modifier=CONTROL)
    made = kept(page)
    names = [each.name for each in made]
    assert names[0] == "Ordfører A"
    assert all(each.code for each in made)
    assert "«Ukjent gruppe»" in page.undo_bar.label.text()


def test_many_rows_pasted_in_the_same_group_get_codes_of_their_own(page: PreparationPage) -> None:
    key = page.session.assessment.instrument.groups[0].key
    page.suggest_button.setFocus()
    QApplication.clipboard().setText("\n".join(f"{key}\tLeder {n}" for n in range(12)))
    press_all(Qt.Key.Key_V, modifier=CONTROL)
    codes = [each.code for each in kept(page)]
    assert len(set(codes)) == 12


def test_too_many_rows_are_refused_by_one_sentence(planned: PreparationPage) -> None:
    before = kept(planned)
    paste(planned, planned.interviews_view, "\n".join(["A\tB"] * 20000))
    assert kept(planned) == before
    assert "20000 linjer" in planned.undo_bar.label.text()

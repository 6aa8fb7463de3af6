"""The table of improvements: made, written, ticked, ordered, filtered and removed by keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus
from kompass_desktop.assessment.planning.scenario import gain_of
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Finding
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.desktop.plan.improvement_rows import CODES_ROLE, ImprovementColumn
from kompass_desktop.desktop.plan.plan_page import PlanPage
from kompass_desktop.desktop.session import Session
from tests.desktop.keyboard import ALT, CTRL, SHIFT, Key, focus, press, type_text
from tests.desktop.plan.conftest import TITLES, OpenPlan, improvements, titles

COLUMN = ImprovementColumn


def cell(page: PlanPage, row: int, column: COLUMN, role: int = Qt.ItemDataRole.DisplayRole) -> str:
    return str(page.table_view.rows.index(row, column).data(role))


def test_a_row_says_what_the_improvement_is_lifts_and_gives(page: PlanPage) -> None:
    first = improvements(page.session)[0]
    points = gain_of(page.session.assessment, page.session.board, first)
    assert points > 0
    assert cell(page, 0, COLUMN.TITLE) == TITLES[0]
    assert cell(page, 0, COLUMN.TITLE, CODES_ROLE) == "1.1.2"
    assert cell(page, 0, COLUMN.SERVICE) == "Hele organisasjonen"
    assert cell(page, 0, COLUMN.GAIN).startswith("+")
    assert cell(page, 2, COLUMN.GAIN) == "–"
    assert cell(page, 2, COLUMN.STATUS) == "● gjennomført"


def test_the_gain_of_what_is_only_recorded_is_marked_as_an_estimate(
    page: PlanPage, planned: Session
) -> None:
    third = improvements(planned)[2]
    lift = planned.assessment.lift(third.id, "2.1.1")
    planned.put(replace(lift, system=4, extent=4, result=4, evaluation=4))
    assert cell(page, 2, COLUMN.GAIN).startswith("≈ +")


def test_ctrl_n_makes_one_and_begins_its_title(page: PlanPage, planned: Session) -> None:
    press(Key.Key_N, CTRL)
    type_text("Servicepolicy\r")
    assert titles(planned) == [*TITLES, "Servicepolicy"]
    assert page.state.improvement == improvements(planned)[-1]
    planned.undo_stack.undo()
    planned.undo_stack.undo()
    assert titles(planned) == list(TITLES)


def test_the_first_one_of_an_empty_plan_is_written_at_once(
    open_plan: OpenPlan, new_session: Session
) -> None:
    page = open_plan(new_session)
    assert "Ctrl+N" in page.table_view.empty_label.text()
    page.new_button.click()
    type_text("Årshjul\r")
    assert titles(new_session) == ["Årshjul"]


def test_space_ticks_and_the_scenario_follows(page: PlanPage, planned: Session) -> None:
    assert page.count_label.text() == "3 tiltak · 3 med i scenariet"
    press(Key.Key_Space)
    assert not improvements(planned)[0].in_scenario
    assert page.count_label.text() == "3 tiltak · 2 med i scenariet"
    planned.undo_stack.undo()
    assert improvements(planned)[0].in_scenario


def test_a_click_on_the_tick_ticks_that_row(page: PlanPage, planned: Session) -> None:
    index = page.table_view.rows.index(1, COLUMN.CHOSEN)
    unticked = Qt.CheckState.Unchecked
    page.table_view.rows.setData(index, unticked, Qt.ItemDataRole.CheckStateRole)
    assert [each.in_scenario for each in improvements(planned)] == [True, False, True]


def test_alt_and_arrows_order_and_change_the_status(page: PlanPage, planned: Session) -> None:
    press(Key.Key_Down, ALT)
    assert titles(planned) == [TITLES[1], TITLES[0], TITLES[2]]
    assert page.state.improvement == improvements(planned)[1]
    press(Key.Key_Right, ALT)
    assert improvements(planned)[1].status is ImprovementStatus.ADOPTED
    press(Key.Key_Left, ALT)
    press(Key.Key_Left, ALT)
    assert improvements(planned)[1].status is ImprovementStatus.PROPOSED


def test_several_are_moved_ticked_and_removed_together(page: PlanPage, planned: Session) -> None:
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Down, ALT)
    assert titles(planned) == [TITLES[2], TITLES[0], TITLES[1]]
    assert len(page.table_view.view.selected_ids) == 2
    press(Key.Key_Space)
    assert [each.in_scenario for each in improvements(planned)] == [True, False, False]
    press(Key.Key_Delete)
    assert titles(planned) == [TITLES[2]]
    assert not planned.assessment.lifts
    planned.undo_stack.undo()
    assert len(titles(planned)) == 3
    assert len(planned.assessment.lifts) == 2


def test_a_status_is_typed_and_a_wrong_one_is_refused(page: PlanPage, planned: Session) -> None:
    page.table_view.view.select(improvements(planned)[0].id, COLUMN.STATUS)
    type_text("påg\r")
    assert improvements(planned)[0].status is ImprovementStatus.UNDER_WAY
    page.table_view.view.select(improvements(planned)[0].id, COLUMN.STATUS)
    type_text("kanskje\r")
    assert page.table_view.view.is_refusing
    press(Key.Key_Escape)
    assert improvements(planned)[0].status is ImprovementStatus.UNDER_WAY


@pytest.mark.parametrize(
    ("typed", "kept"), [("Oppvekst", "upbringing"), ("Kirke", "Kirke"), ("havn", "havn")]
)
def test_a_service_area_is_chosen_or_one_of_ones_own(
    page: PlanPage, planned: Session, typed: str, kept: str
) -> None:
    page.table_view.view.select(improvements(planned)[0].id, COLUMN.SERVICE)
    type_text(f"{typed}\r")
    assert improvements(planned)[0].service == kept


@pytest.mark.parametrize(
    ("typed", "left"),
    [("ÅRSHJUL", [1]), ("1.1.2", [0, 1]), ("finnes ikke", []), ("", [0, 1, 2]), ("le <b>", [2])],
)
def test_the_filter_finds_words_and_codes(page: PlanPage, typed: str, left: list[int]) -> None:
    page.filter_bar.text_field.setText(typed)
    shown = [each.title for each in page.table_view.rows.records]
    assert shown == [TITLES[at] for at in left]


def test_the_filter_has_service_areas_and_statuses_and_esc_removes_it(
    page: PlanPage, planned: Session
) -> None:
    bar = page.filter_bar
    press(Key.Key_L, CTRL | SHIFT)
    assert focus() is bar.text_field
    bar.service_box.setCurrentText("Havn")
    bar.service_box.activated.emit(bar.service_box.currentIndex())
    assert [each.title for each in page.table_view.rows.records] == [TITLES[2]]
    assert bar.count_label.text() == "1 av 3"
    bar.status_box.setCurrentText("foreslått")
    bar.status_box.activated.emit(bar.status_box.currentIndex())
    assert not page.table_view.rows.rowCount()
    press(Key.Key_Escape)
    assert len(page.table_view.rows.records) == 3
    assert bar.service_box.currentIndex() == bar.status_box.currentIndex() == 0


def test_the_improvements_of_a_service_area_are_shown_when_asked_for(page: PlanPage) -> None:
    page.state.show_view("services")
    page.state.service_requested.emit("upbringing")
    assert [each.title for each in page.table_view.rows.records] == [TITLES[1]]
    assert page.table_view.isVisible()


def test_what_changes_while_it_is_hidden_shows_when_it_comes_back(
    page: PlanPage, planned: Session
) -> None:
    page.state.show_view("services")
    first, second, third = improvements(planned)
    planned.put(replace(third, position=-1.0))
    planned.remove(first)
    page.state.choose(second.id)
    page.state.show_view("table")
    assert [each.id for each in page.table_view.rows.records] == [third.id, second.id]
    assert page.table_view.view.current_id == second.id
    assert page.state.improvement == second


def test_moving_among_filtered_ones_leaves_the_others_in_their_places(
    page: PlanPage, planned: Session
) -> None:
    first, second, third = improvements(planned)
    planned.put(replace(second, status=ImprovementStatus.DROPPED))
    planned.put(replace(third, status=ImprovementStatus.PROPOSED))
    page.filter_bar.status_box.setCurrentText("foreslått")
    page.filter_bar.status_box.activated.emit(page.filter_bar.status_box.currentIndex())
    assert [each.id for each in page.table_view.rows.records] == [first.id, third.id]
    page.table_view.view.select(first.id)
    page.table_view.view.setFocus()
    press(Key.Key_Down, ALT)
    assert titles(planned) == [TITLES[2], TITLES[1], TITLES[0]]


def test_a_new_one_is_shown_although_the_filter_would_hide_it(
    page: PlanPage, planned: Session
) -> None:
    page.filter_bar.text_field.setText("årshjul")
    press(Key.Key_N, CTRL)
    type_text("Noe annet\r")
    assert "Noe annet" in [each.title for each in page.table_view.rows.records]


def test_rows_are_pasted_from_a_spreadsheet(page: PlanPage, planned: Session) -> None:
    page.table_view.view.select(improvements(planned)[2].id, COLUMN.TITLE)
    QGuiApplication.clipboard().setText("Nytt navn\tHR\nEnda ett\tKvalitet\tTeknisk")
    press(Key.Key_V, CTRL)
    assert titles(planned) == [*TITLES[:2], "Nytt navn", "Enda ett"]
    assert improvements(planned)[3].service == "technical"


def test_undo_and_the_search_go_to_the_improvement(page: PlanPage, planned: Session) -> None:
    page.filter_bar.text_field.setText("årshjul")
    third = improvements(planned)[2]
    page.show_record(third)
    assert page.state.improvement == third
    lift = next(iter(planned.assessment.lifts.values()))
    page.show_record(lift)
    assert page.state.improvement is not None
    assert page.state.improvement.id == lift.improvement
    assert set(page.current_records()) == {lift.improvement, lift.id}


def test_it_can_be_changed_when_the_assessment_is_finished(
    page: PlanPage, planned: Session, qtbot: QtBot
) -> None:
    planned.finish()
    with qtbot.assertNotEmitted(planned.change_refused):
        press(Key.Key_N, CTRL)
        type_text("Etterpå\r")
        press(Key.Key_Space)
    assert titles(planned)[-1] == "Etterpå"
    assert not improvements(planned)[-1].in_scenario


def test_what_it_gives_follows_the_ratings(page: PlanPage, planned: Session) -> None:
    before = cell(page, 0, COLUMN.GAIN)
    point = planned.assessment.rating("", "1.1.2")
    planned.set_rating(replace(point, system=4, extent=4))
    assert before != "–"
    assert cell(page, 0, COLUMN.GAIN) == "–"
    assert Scoreboard(planned.assessment).total.points == planned.board.total.points


def test_findings_of_a_deleted_finding_do_not_matter(page: PlanPage, planned: Session) -> None:
    finding = Finding("f", 1, FindingKind.WEAKNESS, "Borte")
    first = improvements(planned)[0]
    planned.change([Change(first, replace(first, findings=finding.id))])
    page.open_detail()
    assert page.detail.findings_list.items == ()


@pytest.mark.parametrize("key", [Key.Key_1, Key.Key_2, Key.Key_5])
def test_the_current_one_is_in_sight_when_a_view_is_shown_or_becomes_lower(
    page: PlanPage, planned: Session, qtbot: QtBot, key: Key
) -> None:
    many = [Improvement(new_id(), f"Tiltak {n}", position=10.0 + n) for n in range(40)]
    planned.change([Change(None, each) for each in many])
    press(Key.Key_3, CTRL)
    page.state.choose(many[-1].id)
    press(key, CTRL)
    view = focus()
    assert isinstance(view, QAbstractItemView)

    def is_seen() -> bool:
        place = view.visualRect(view.currentIndex())
        return place.isValid() and view.viewport().rect().contains(place.center())

    qtbot.waitUntil(is_seen)
    page.resize(page.width(), page.height() - 150)
    QApplication.processEvents()
    qtbot.waitUntil(is_seen)

"""The details of an improvement: every field, levels by keys, findings and what it waits for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.plan_records import Activity, ImprovementStatus
from kompass_desktop.assessment.planning.scenario import Scenario
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change
from kompass_desktop.assessment.text_search import SearchQuery
from kompass_desktop.desktop.plan.lift_row import LiftRow
from kompass_desktop.desktop.plan.plan_page import PlanPage
from kompass_desktop.i18n import Language
from tests.desktop.keyboard import CTRL, SHIFT, Key, focus, press, type_text
from tests.desktop.plan.conftest import TITLES, improvements


@pytest.fixture
def opened(page: PlanPage) -> PlanPage:
    """The page with the details of the first improvement, opened by Enter."""
    press(Key.Key_Return)
    return page


def row_of(page: PlanPage, code: str = "1.1.2") -> LiftRow:
    row = next(row for row in page.detail.lift_list.rows if row.shown.point.code == code)
    row.setFocus(Qt.FocusReason.TabFocusReason)
    return row


def test_enter_opens_esc_closes_and_the_scenario_is_back(opened: PlanPage) -> None:
    assert opened.detail.is_open
    assert opened.detail.title_field.text() == TITLES[0]
    assert opened.detail.number_label.text() == "Tiltak 1"
    press(Key.Key_Escape)
    assert opened.scenario_card.isVisible()
    assert focus() is opened.table_view.view


def test_texts_are_stored_while_one_types_and_undone_together(opened: PlanPage) -> None:
    session = opened.session
    type_text(" 2026")
    session.flush()
    assert improvements(session)[0].title == f"{TITLES[0]} 2026"
    opened.detail.responsible_field.setFocus()
    type_text("Kommunedirektøren")
    opened.detail.text_editor.setFocus()
    type_text("Vedtas i kommunestyret.\rFølges opp.")
    session.flush()
    first = improvements(session)[0]
    assert first.responsible == "Kommunedirektøren"
    assert first.text == "Vedtas i kommunestyret.\nFølges opp."
    for _ in range(3):
        session.undo_stack.undo()
    assert improvements(session)[0].title == TITLES[0]
    assert opened.detail.title_field.text() == TITLES[0]


def test_typed_text_goes_to_its_own_improvement_when_another_is_chosen(opened: PlanPage) -> None:
    type_text("!")
    opened.state.choose(improvements(opened.session)[1].id)
    assert [each.title for each in improvements(opened.session)] == [f"{TITLES[0]}!", *TITLES[1:]]
    assert opened.detail.title_field.text() == TITLES[1]


def test_status_and_service_area_are_chosen(opened: PlanPage) -> None:
    detail = opened.detail
    detail.status_box.setFocus()
    press(Key.Key_Down)
    detail.status_box.activated.emit(detail.status_box.currentIndex())
    assert improvements(opened.session)[0].status is ImprovementStatus.ADOPTED
    detail.service_box.setFocus()
    line = detail.service_box.lineEdit()
    assert line is not None
    line.selectAll()
    type_text("Kirke og kultur\r")
    assert improvements(opened.session)[0].service == "Kirke og kultur"


def test_dates_are_understood_as_typed(opened: PlanPage) -> None:
    opened.detail.begins_field.setFocus()
    type_text("12. mars")
    opened.detail.ends_field.setFocus()
    type_text("1/9 26")
    first = improvements(opened.session)[0]
    assert (first.begins, first.ends) == ("2026-03-12", "2026-09-01")
    assert opened.detail.begins_field.text() == "12.03.2026"


@pytest.mark.parametrize("typed", ["11.03.2026", "32.03.2026"])
def test_an_end_before_the_beginning_and_no_date_are_refused(opened: PlanPage, typed: str) -> None:
    opened.detail.begins_field.setFocus()
    type_text("12.03.2026")
    opened.detail.ends_field.setFocus()
    type_text(typed)
    opened.detail.title_field.setFocus()
    assert improvements(opened.session)[0].ends == ""
    assert opened.detail.problem_label.isVisible()
    assert opened.detail.problem_label.text().endswith(".")


def test_effort_and_effect_are_set_by_keys(opened: PlanPage) -> None:
    effort = opened.detail.effort_field
    effort.setFocus()
    type_text("5")
    assert improvements(opened.session)[0].effort == 5
    press(Key.Key_Left)
    assert improvements(opened.session)[0].effort == 4
    press(Key.Key_Delete)
    assert improvements(opened.session)[0].effort is None
    press(Key.Key_9)
    assert effort.value is None
    opened.session.undo_stack.undo()
    assert effort.value == 4


def test_levels_are_typed_as_in_rating_and_the_gain_shows_at_once(opened: PlanPage) -> None:
    session, row = opened.session, row_of(opened)
    before = row.shown.gain
    type_text("r44")
    lift = session.assessment.lift(improvements(session)[0].id, "1.1.2")
    assert lift.levels == (4, 4, 4, 4)
    assert row.shown.gain != before
    alone = Scenario(session.assessment, session.board, (improvements(session)[0],))
    assert alone.points("1.1.2") == session.board.score("1.1.2").maximum
    press(Key.Key_Backspace)
    assert session.assessment.lift(improvements(session)[0].id, "1.1.2").levels == (4, 4, 4, None)
    session.undo_stack.undo()
    assert row.shown.lift.levels == (4, 4, 4, 4)


def test_text_typed_on_the_levels_changes_none(opened: PlanPage) -> None:
    row = row_of(opened)
    before = row.shown.lift.levels
    type_text("3 ganger")
    assert row.shown.lift.levels == before


def test_a_measure_point_is_added_by_its_code_with_proposed_levels(opened: PlanPage) -> None:
    session = opened.session
    first = improvements(session)[0]
    rating = session.assessment.rating("", "1.1.3")
    session.set_rating(replace(rating, system=2, extent=2, result=1, evaluation=1))
    press(Key.Key_K, CTRL)
    type_text("1.1.3\r")
    assert session.assessment.lift(first.id, "1.1.3").id in session.assessment.lifts
    row = focus()
    assert isinstance(row, LiftRow)
    assert row.shown.proposal == (None, None, 2, 2)
    press(Key.Key_Return)
    assert session.assessment.lift(first.id, "1.1.3").levels == (None, None, 2, 2)
    press(Key.Key_Delete)
    assert session.assessment.lift(first.id, "1.1.3").id not in session.assessment.lifts
    session.undo_stack.undo()
    assert session.assessment.lift(first.id, "1.1.3").levels == (None, None, 2, 2)


def test_arrows_go_between_measure_points_and_aspects(opened: PlanPage) -> None:
    press(Key.Key_K, CTRL)
    type_text("1.1.1\r")
    upper, lower = opened.detail.lift_list.rows
    assert upper.hasFocus()
    press(Key.Key_Down)
    assert lower.hasFocus()
    press(Key.Key_Left, times=4)
    press(Key.Key_Right)
    assert lower.aspect == 1


def test_a_finding_is_added_with_its_measure_point_and_removed(opened: PlanPage) -> None:
    session = opened.session
    (finding,) = session.assessment.findings.values()
    press(Key.Key_I, CTRL | SHIFT)
    type_text("arenaer\r")
    first = improvements(session)[0]
    assert first.finding_ids == (finding.id,)
    assert [item.text for item in opened.detail.findings_list.items] == [finding.text]
    assert "1.4.1" in opened.state.codes(first.id)
    opened.detail.findings_list.buttons[0].click()
    assert improvements(session)[0].finding_ids == ()
    session.undo_stack.undo()
    assert improvements(session)[0].finding_ids == (finding.id,)


def test_it_waits_for_improvements_and_activities(opened: PlanPage) -> None:
    session = opened.session
    activity = Activity(new_id(), "Forprosjekt")
    session.change([Change(None, activity)])
    for words in ("2", "forpro"):
        press(Key.Key_W, CTRL | SHIFT)
        type_text(f"{words}\r")
    first, second, _ = improvements(session)
    assert first.after_ids == (second.id, activity.id)
    assert [item.text for item in opened.detail.after_list.items] == [TITLES[1], "Forprosjekt"]
    opened.detail.after_list.buttons[0].click()
    assert improvements(session)[0].after_ids == (activity.id,)


def test_a_circle_is_refused_in_one_sentence(opened: PlanPage, qtbot: QtBot) -> None:
    session = opened.session
    first, second, third = improvements(session)
    session.put(replace(third, after=second.id))
    session.put(replace(second, after=first.id))
    with qtbot.waitSignal(opened.message_shown) as said:
        opened.detail.links.add_after(third.id)
    assert "ring" in said.args[0]
    assert improvements(session)[0].after == ""


def test_the_details_work_when_the_assessment_is_finished(opened: PlanPage, qtbot: QtBot) -> None:
    opened.session.finish()
    with qtbot.assertNotEmitted(opened.session.change_refused):
        row_of(opened)
        type_text("e3")
        opened.detail.title_field.setFocus()
        opened.detail.title_field.end(False)
        type_text("!")
        opened.session.flush()
    first = improvements(opened.session)[0]
    assert first.title == f"{TITLES[0]}!"
    assert opened.session.assessment.lift(first.id, "1.1.2").evaluation == 3


def test_nothing_is_cut_off_sideways(opened: PlanPage) -> None:
    opened.resize(1280, 648)
    QApplication.processEvents()
    assert opened.detail.details_scroll.horizontalScrollBar().maximum() == 0


def test_a_removed_improvement_leaves_the_details(opened: PlanPage) -> None:
    session = opened.session
    session.undo_stack.clear()
    for each in improvements(session):
        session.remove(each)
    assert opened.state.improvement is None
    assert opened.scenario_card.isVisible()


def test_what_is_found_in_the_description_gets_the_caret(page: PlanPage) -> None:
    first = improvements(page.session)[0]
    found = replace(first, text="Én ting.\nFølges opp i ledermøtet.")
    page.session.put(found)
    page.show_record(found)
    page.put_caret_at(found, SearchQuery.of("ledermøtet"))
    assert focus() is page.detail.text_editor
    assert page.detail.text_editor.textCursor().position() == found.text.index("ledermøtet")


def test_what_is_found_in_the_title_stays_in_the_table(page: PlanPage) -> None:
    page.put_caret_at(improvements(page.session)[0], SearchQuery.of("lokaldemokrati"))
    assert not page.detail.is_open


@pytest.mark.parametrize("key", [Key.Key_3, Key.Key_4, Key.Key_5])
def test_the_other_views_get_the_room_of_the_details(opened: PlanPage, key: Key) -> None:
    opened.detail.title_field.setFocus()
    opened.detail.title_field.end(False)
    type_text("!")
    press(key, CTRL)
    assert opened.scenario_card.isVisible()
    assert improvements(opened.session)[0].title == f"{TITLES[0]}!"
    assert opened.views.isAncestorOf(focus())


@pytest.mark.parametrize("words", ["lokaldemokrati", "ledermøtet"])
def test_what_is_found_is_shown_from_a_view_without_it(page: PlanPage, words: str) -> None:
    found = replace(improvements(page.session)[0], text="Følges opp i ledermøtet.")
    page.session.put(found)
    press(Key.Key_4, CTRL)
    page.show_record(found)
    page.put_caret_at(found, SearchQuery.of(words))
    assert page.table_view.view.isVisible()
    assert focus() is (page.detail.text_editor if page.detail.is_open else page.table_view.view)


def test_the_service_area_of_the_whole_organisation_is_not_cut_off(opened: PlanPage) -> None:
    opened.resize(1280, 648)
    QApplication.processEvents()
    line = opened.detail.service_box.lineEdit()
    assert line is not None
    room = line.contentsRect().width()
    for name in ("Hele organisasjonen", "Helse og omsorg"):
        assert line.fontMetrics().horizontalAdvance(name) <= room - 4
    status = opened.detail.status_box
    assert status.sizeHint().width() <= status.width()


@pytest.mark.parametrize("spoken", [Language.BOKMAL, Language.ENGLISH], indirect=True)
@pytest.mark.usefixtures("spoken")
def test_the_details_have_room_beside_each_view(opened: PlanPage) -> None:
    for view in ("table", "board"):
        opened.state.show_view(view)
        assert opened.minimumSizeHint().width() <= 1280

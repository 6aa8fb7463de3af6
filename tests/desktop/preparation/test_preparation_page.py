"""The preparation page on a real library: what is typed is kept, and the plan is seen to fit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QDate, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.preparation.group_table import GroupColumn
from kompass_desktop.desktop.preparation.interview_table import InterviewColumn
from kompass_desktop.desktop.preparation.preparation_page import PreparationPage
from kompass_desktop.desktop.preparation.team_table import TeamColumn
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.record_view import RecordView
from kompass_desktop.desktop.window.key_sheet import keys_of
from tests.desktop.shown_pages import ShownPages

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier

# Without a screen, a popup can neither come forward nor take the keyboard, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PageOf = Callable[[Session], PreparationPage]


@pytest.fixture
def page_of(shown_pages: ShownPages, catalogue: AssessmentCatalogue) -> PageOf:
    return lambda session: shown_pages.show(PreparationPage(session, catalogue), 1280, 648)


@pytest.fixture
def page(new_session: Session, page_of: PageOf) -> PreparationPage:
    """The page of an assessment of which nothing is known yet."""
    return page_of(new_session)


def kept(page: PreparationPage) -> Assessment:
    """What is on the disk now."""
    return page.session.library.load(page.session.assessment.id)


def add(page: PreparationPage, group: str, count: int = 1) -> list[Interview]:
    page.group_box.setCurrentIndex(page.group_box.findData(group))
    page.count_box.setValue(count)
    page.add_interviews_button.click()
    return page.session.assessment.interviews_in_order()


def write(view: RecordView, record: str, column: int, text: str) -> None:
    """Type in a cell as a person does, and leave it with Enter."""
    leave(begin_to_write(view, record, column, text))


def leave(editor: QWidget) -> None:
    """Leave a cell with Enter, which the view takes in when it is idle."""
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def begin_to_write(view: RecordView, record: str, column: int, text: str) -> QLineEdit:
    view.write_in(record, column)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    return editor


def group_text(page: PreparationPage, group: str, column: GroupColumn) -> object:
    keys = [each.key for each in page.session.assessment.instrument.groups]
    return page.groups.index(keys.index(group), column).data()


# The municipality


def test_typed_particulars_are_kept_soon_after_typing(qtbot: QtBot, page: PreparationPage) -> None:
    field = page.particulars_card.report_field
    field.setFocus()
    QTest.keyClicks(field, "Rapport 7")
    qtbot.waitUntil(lambda: kept(page).particulars.report == "Rapport 7", timeout=1500)


def test_client_and_firm_are_kept_and_are_there_again(qtbot: QtBot, page: PreparationPage) -> None:
    card = page.particulars_card
    for field, text in ((card.client_field, "Kommunestyret"), (card.firm_field, "Firma & co")):
        QTest.keyClicks(field, text)
    page.session.flush_requested.emit()
    particulars = kept(page).particulars
    assert (particulars.client, particulars.firm) == ("Kommunestyret", "Firma & co")
    card.client_field.clear()
    card.show_particulars(particulars)
    assert card.client_field.text() == "Kommunestyret"


def test_a_municipality_is_taken_with_its_number(page: PreparationPage) -> None:
    field = page.particulars_card.municipality_field
    field.clear()
    QTest.keyClicks(field, "porsanki")
    QTest.keyClick(field._popup, Qt.Key.Key_Return)
    page.particulars_card.year_box.setValue(2026)
    page.session.flush()
    assert kept(page).particulars.municipality == "Porsanger - Porsáŋgu - Porsanki"
    assert kept(page).particulars.municipality_number == "5622"
    assert page.particulars_card.county_label.text() == "Finnmark"


def test_an_old_number_is_left_while_the_municipality_is(
    example_session: Callable[[str], Session], page_of: PageOf
) -> None:
    page = page_of(example_session("karasjok-2019"))
    QTest.keyClicks(page.particulars_card.report_field, "x")
    page.session.flush()
    assert kept(page).particulars.municipality_number == "2021"
    assert kept(page).particulars.report == "KS-K rapport 3/2019x"


def test_an_emptied_municipality_leaves_the_name_that_was(page: PreparationPage) -> None:
    name = page.session.assessment.particulars.municipality
    page.particulars_card.municipality_field.selectAll()
    QTest.keyClick(page.particulars_card.municipality_field, Qt.Key.Key_Delete)
    page.session.flush()
    assert kept(page).particulars.municipality == name


def test_dates_are_optional_and_read_as_typed(page: PreparationPage) -> None:
    card = page.particulars_card
    card.year_box.setValue(2026)
    QTest.keyClicks(card.begins_field, "12.3")
    QTest.keyClicks(card.ends_field, "14. mars")
    page.session.flush()
    assert (kept(page).particulars.begins, kept(page).particulars.ends) == (
        "2026-03-12",
        "2026-03-14",
    )
    card.begins_field.editingFinished.emit()
    assert card.begins_field.text() == "12.03.2026"
    card.ends_field.selectAll()
    QTest.keyClick(card.ends_field, Qt.Key.Key_Delete)
    page.session.flush()
    assert kept(page).particulars.ends == ""


def test_what_is_no_date_is_marked_and_not_kept(page: PreparationPage) -> None:
    card = page.particulars_card
    QTest.keyClicks(card.begins_field, "40.3.2026")
    page.session.flush()
    assert kept(page).particulars.begins == ""
    assert card.begins_field.property("role") == "failed"
    assert card.begins_problem_label.isVisible()
    assert not card.problem_label.isVisible()
    card.begins_field.selectAll()
    QTest.keyClicks(card.begins_field, "1.3.2026")
    assert card.begins_field.property("role") == ""
    assert not card.begins_problem_label.isVisible()


@pytest.mark.parametrize("typed", ["15.9 0830", "15.9.1850", "15.9.2101", "tull", "15.9 kl 8"])
def test_words_that_are_no_date_stay_in_their_field_whatever_else_is_changed(
    page: PreparationPage, typed: str
) -> None:
    page.resize(1280, 900)
    card, privacy = page.particulars_card, page.privacy_card
    for field in (card.begins_field, card.ends_field, privacy.retain_field):
        QTest.keyClicks(field, typed)
        field.editingFinished.emit()
    QTest.keyClicks(card.report_field, "7")
    page.session.flush()
    card.year_box.setValue(2031)
    page.session.flush()
    page.session.interviews_changed.emit()
    for field, label in (
        (card.begins_field, card.begins_problem_label),
        (card.ends_field, card.problem_label),
        (privacy.retain_field, privacy.problem_label),
    ):
        assert (field.text(), field.property("role")) == (typed, "failed")
        under = field.mapTo(page, field.rect().bottomLeft()).y()
        assert 0 <= label.mapTo(page, label.rect().topLeft()).y() - under < 20
        assert label.text()
    assert kept(page).particulars.report == "7"
    assert kept(page).particulars.begins == kept(page).particulars.retain_until == ""


def test_a_date_on_the_way_to_words_that_are_none_is_not_kept(
    qtbot: QtBot, page: PreparationPage
) -> None:
    field, privacy = page.particulars_card.begins_field, page.privacy_card.retain_field
    for each in (field, privacy):
        QTest.keyClicks(each, "12.3.2026")
        each.editingFinished.emit()
    page.session.flush()
    for each in (field, privacy):
        each.selectAll()
        QTest.keyClicks(each, "15.9 08")
    page.session.flush()
    assert kept(page).particulars.begins == "2008-09-15"
    for each in (field, privacy):
        QTest.keyClicks(each, "30")
    page.session.flush()
    assert kept(page).particulars.begins == "2026-03-12"
    assert kept(page).particulars.retain_until == "2026-03-12"


def test_field_work_that_ends_before_it_begins_is_said(page: PreparationPage) -> None:
    card = page.particulars_card
    QTest.keyClicks(card.begins_field, "12.3.2026")
    QTest.keyClicks(card.ends_field, "11.3.2026")
    assert card.problem_label.text() == "Sluttdatoen er før startdatoen."


def test_a_date_can_be_picked_in_a_calendar(page: PreparationPage) -> None:
    field = page.particulars_card.begins_field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down, ALT)
    calendar = field.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    calendar.activated.emit(QDate(2026, 4, 8))
    page.session.flush()
    assert kept(page).particulars.begins == "2026-04-08"


def test_the_instrument_and_whose_words_it_has_are_shown(page: PreparationPage) -> None:
    assert page.particulars_card.instrument_label.text() == "Kommunekompasset 2.1"
    assert "ikke KS-Ks offisielle ordlyd" in page.particulars_card.wording_label.text()


# The team


def test_members_are_added_named_ordered_and_removed(page: PreparationPage) -> None:
    QTest.keyClick(page.interviews_stack, Qt.Key.Key_T, CONTROL | SHIFT)
    first = page.team.table.records[0].id
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "Konsulent A")
    leave(editor)
    write(page.team_view, first, TeamColumn.ROLE, "Prosjektleder")
    page.add_member_button.click()
    second = page.team.table.records[1].id
    write(page.team_view, second, TeamColumn.NAME, "Konsulent B")
    QTest.keyClick(page.team_view, Qt.Key.Key_Up, ALT)
    names = [(member.name, member.role) for member in kept(page).members_in_order()]
    assert names == [("Konsulent B", ""), ("Konsulent A", "Prosjektleder")]
    QTest.keyClick(page.team_view, Qt.Key.Key_Delete)
    assert [member.name for member in kept(page).members_in_order()] == ["Konsulent A"]
    assert page.undo_bar.label.text() == "Konsulent B er fjernet fra teamet."
    page.undo_bar.button.click()
    assert len(kept(page).members) == 2
    assert page.undo_bar.isHidden()


def test_a_half_typed_name_is_kept_while_the_cell_is_open(
    qtbot: QtBot, page: PreparationPage
) -> None:
    page.add_member_button.click()
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "Konsulent ")
    qtbot.waitUntil(lambda: [m.name for m in kept(page).members.values()] == ["Konsulent"])
    assert editor.isVisible()
    assert editor.text() == "Konsulent "
    QTest.keyClicks(editor, "C")
    page.session.flush()
    assert [m.name for m in kept(page).members.values()] == ["Konsulent C"]
    member = next(iter(page.session.assessment.members))
    typed = [e for e in page.session.library.history(member) if "name" in e.fields]
    assert len(typed) <= 2


# The interviews


def test_several_interviews_of_a_group_get_their_codes(page: PreparationPage) -> None:
    add(page, "unit_leaders", 10)
    codes = [interview.code for interview in kept(page).interviews_in_order()]
    assert codes == [f"VL-{number:02d}" for number in range(1, 11)]
    assert page.count_box.value() == 1
    assert add(page, "unit_leaders")[-1].code == "VL-11"


def test_an_interview_is_edited_in_place(page: PreparationPage) -> None:
    interview = add(page, "mayor")[0].id
    page.particulars_card.year_box.setValue(2026)
    page.session.flush()
    for column, text in (
        (InterviewColumn.CODE, "ORD-1"),
        (InterviewColumn.NAME, "Ordforer"),
        (InterviewColumn.PARTICIPANTS, "3"),
        (InterviewColumn.PLANNED, "12.3 9:30"),
        (InterviewColumn.AGREED, "60"),
    ):
        write(page.interviews_view, interview, column, text)
    made = kept(page).interviews[interview]
    assert (made.code, made.name, made.participants) == ("ORD-1", "Ordforer", 3)
    assert (made.planned_at, made.agreed_minutes) == ("2026-03-12T09:30", 60)
    shown = page.plan.table.index(0, InterviewColumn.PLANNED).data()
    assert shown == "to. 12.03.2026 09:30"


@pytest.mark.parametrize(
    ("column", "typed", "said"),
    [
        (InterviewColumn.CODE, "OF-02", "er i bruk"),
        (InterviewColumn.CODE, " ", "må ha en kode"),
        (InterviewColumn.PLANNED, "i morgen", "dato og klokkeslett"),
        (InterviewColumn.PLANNED, "12.3.1850 9:30", "Årstallet"),
        (InterviewColumn.PLANNED, "on. 13.3.2025 9:30", "Ukedagen"),
        (InterviewColumn.AGREED, "0", "minutter"),
        (InterviewColumn.PARTICIPANTS, "mange", "antall deltakere"),
    ],
)
def test_what_cannot_be_taken_is_said_and_changes_nothing(
    qtbot: QtBot, page: PreparationPage, column: int, typed: str, said: str
) -> None:
    interview = add(page, "mayor", 2)[0]
    with qtbot.waitSignal(page.message_shown) as message:
        write(page.interviews_view, interview.id, column, typed)
    assert said in message.args[0]
    assert kept(page).interviews[interview.id] == interview


def test_a_planned_time_can_be_taken_away(page: PreparationPage) -> None:
    interview = add(page, "mayor")[0].id
    write(page.interviews_view, interview, InterviewColumn.PLANNED, "12.3.2026 9:30")
    editor = begin_to_write(page.interviews_view, interview, InterviewColumn.PLANNED, "")
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    leave(editor)
    assert kept(page).interviews[interview].planned_at == ""


def test_another_group_gives_another_code_until_the_interview_has_begun(
    page: PreparationPage,
) -> None:
    interview = add(page, "mayor")[0].id
    choose_group(page, interview, "union")
    assert kept(page).interviews[interview].code == "HTV-01"
    write(page.interviews_view, interview, InterviewColumn.CODE, "HTV-leder")
    choose_group(page, interview, "staff")
    assert kept(page).interviews[interview].group == "staff"
    assert kept(page).interviews[interview].code == "HTV-leder"


def choose_group(page: PreparationPage, interview: str, group: str) -> None:
    page.interviews_view.write_in(interview, InterviewColumn.GROUP)
    box = QApplication.focusWidget()
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(group))
    box.activated.emit(box.currentIndex())
    QApplication.processEvents()


def test_interviews_are_sorted_by_time_and_the_unplanned_last(page: PreparationPage) -> None:
    first, second, third = (i.id for i in add(page, "directors", 3))
    write(page.interviews_view, second, InterviewColumn.PLANNED, "13.3.2026 9:30")
    write(page.interviews_view, third, InterviewColumn.PLANNED, "12.3.2026 9:30")
    QTest.keyClick(page.interviews_view, Qt.Key.Key_S, CONTROL | SHIFT)
    assert [i.id for i in kept(page).interviews_in_order()] == [third, second, first]
    assert page.interviews_view.current_id == third
    page.session.undo_stack.undo()
    assert [i.id for i in kept(page).interviews_in_order()] == [first, second, third]


def test_an_interview_is_moved_by_keys(page: PreparationPage) -> None:
    first, second, third = (i.id for i in add(page, "directors", 3))
    page.interviews_view.select(third)
    page.interviews_view.setFocus()
    QTest.keyClick(page.interviews_view, Qt.Key.Key_Up, ALT)
    assert [i.id for i in kept(page).interviews_in_order()] == [first, third, second]
    QTest.keyClick(page.interviews_view, Qt.Key.Key_Down, ALT)
    QTest.keyClick(page.interviews_view, Qt.Key.Key_Down, ALT)
    assert [i.id for i in kept(page).interviews_in_order()] == [first, second, third]


def test_removing_an_interview_takes_its_ratings_out_until_it_is_undone(
    example_session: Callable[[str], Session], page_of: PageOf
) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    before = {code: page.session.board.score(code).points for code in ("5", "6", "7", "8")}
    every = [i.id for i in page.session.assessment.interviews_in_order() if i.group != "mayor"]
    page.interviews_view.selectAll()
    page.interviews_view.select(every[0])
    page.interviews_view.setFocus()
    QTest.keyClick(page.interviews_view, Qt.Key.Key_Delete)
    assert every[0] not in kept(page).interviews
    assert "teller ikke lenger" in page.undo_bar.label.text()
    rows = [r for r in kept(page).ratings.values() if r.interview == every[0]]
    assert rows
    counted = {i.id for i, _ in page.session.assessment.interview_ratings(rows[0].measure_point)}
    assert every[0] not in counted
    page.session.undo_stack.undo()
    assert every[0] in kept(page).interviews
    after = {code: page.session.board.score(code).points for code in before}
    assert after == before
    assert page.undo_bar.isHidden()


def test_the_states_and_the_time_used_are_shown(
    example_session: Callable[[str], Session], page_of: PageOf
) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    assert page.plan.table.index(0, InterviewColumn.STATE).data() == "gjennomført · 78 min"
    assert page.summary_label.text() == "20 planlagt · 19 gjennomført · 28 t avtalt"


def test_the_usual_plan_is_suggested_where_there_is_none(page: PreparationPage) -> None:
    assert page.interviews_stack.currentWidget() is page.empty_panel
    assert not page.open_button.isEnabled()
    page.suggest_button.click()
    groups = [interview.group for interview in kept(page).interviews_in_order()]
    counts = {group: groups.count(group) for group in dict.fromkeys(groups)}
    assert counts == {
        "mayor": 2,
        "chief_executive": 1,
        "directors": 3,
        "staff": 2,
        "unit_leaders": 10,
        "union": 2,
    }
    assert page.interviews_stack.currentWidget() is page.interviews_view
    assert group_text(page, "unit_leaders", GroupColumn.FIT) == "✓ nok tid"
    page.session.undo_stack.undo()
    assert kept(page).interviews == {}
    assert page.interviews_stack.currentWidget() is page.empty_panel


def test_the_groups_show_whether_the_plan_fits(page: PreparationPage) -> None:
    assert group_text(page, "mayor", GroupColumn.MEASURE_POINTS) == "55"
    assert group_text(page, "mayor", GroupColumn.MINUTES) == "88 min"
    assert group_text(page, "mayor", GroupColumn.FIT) == "ingen intervjuer planlagt"
    assert page.coverage_label.text().startswith("0 av 165")
    interview = add(page, "mayor")[0].id
    assert page.coverage_label.text().startswith("55 av 165")
    write(page.interviews_view, interview, InterviewColumn.AGREED, "60")
    assert group_text(page, "mayor", GroupColumn.FIT) == "avtalt tid er 28 min for kort"


def test_a_group_shows_how_many_measure_points_each_question_set_has(
    page: PreparationPage,
) -> None:
    assert group_text(page, "unit_leaders", GroupColumn.MEASURE_POINTS) == "39 / 42"
    row = [group.key for group in kept(page).instrument.groups].index("unit_leaders")
    index = page.groups.index(row, GroupColumn.MEASURE_POINTS)
    tip = page.groups.data(index, Qt.ItemDataRole.ToolTipRole)
    assert str(tip).endswith("etter tur: sett A: 39, sett B: 42")


def test_ctrl_enter_opens_the_current_interview(qtbot: QtBot, page: PreparationPage) -> None:
    second = add(page, "union", 2)[1].id
    page.interviews_view.select(second)
    page.interviews_view.setFocus()
    with qtbot.waitSignal(page.interview_requested) as asked:
        QTest.keyClick(page.interviews_view, Qt.Key.Key_Return, CONTROL)
    assert asked.args == [second]


def test_double_click_writes_in_the_cell(page: PreparationPage) -> None:
    add(page, "union")
    view = page.interviews_view
    place = view.visualRect(page.plan.table.index(0, InterviewColumn.NAME)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_work_from_elsewhere_shows_when_the_page_is_entered(page: PreparationPage) -> None:
    interview = add(page, "union")[0]
    page.session.remove(interview)
    page.enter()
    assert page.plan.table.rowCount(QModelIndex()) == 0


def test_panes_can_all_take_the_focus(page: PreparationPage) -> None:
    for _ in range(2):
        for pane in page.panes():
            pane.setFocus()
            assert pane.hasFocus()
        add(page, "union")


def test_nothing_on_the_page_is_wider_than_the_smallest_window(
    example_session: Callable[[str], Session], page_of: PageOf
) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    assert page.minimumSizeHint().width() <= 1280
    assert page.minimumSizeHint().height() <= 648
    for view in page.findChildren(RecordView):
        assert view.horizontalScrollBar().maximum() == 0


def test_every_key_is_told_by_the_key_sheet(page: PreparationPage) -> None:
    keys = {key.keys for key in keys_of(page)}
    assert {"Ctrl Enter", "Ctrl Shift I", "Ctrl Shift T", "Ctrl Shift S", "F2"} <= keys


def test_every_control_has_a_name_for_screen_readers(page: PreparationPage) -> None:
    fields = (page.count_box, page.group_box, page.team_view, page.interviews_view)
    named: tuple[QWidget, ...] = (*fields, page.groups_view, page.member_up_button)
    assert all(widget.accessibleName() for widget in named)

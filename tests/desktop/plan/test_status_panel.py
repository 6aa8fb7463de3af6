"""Status rounds by keys, and the list of last time's with what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import (
    Carryover,
    Improvement,
    ImprovementStatus,
    Outcome,
    StatusCheck,
)
from kompass_desktop.assessment.record_ids import carryover_id, status_check_id
from kompass_desktop.assessment.records import Change, Particulars
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.plan import status_round
from kompass_desktop.desktop.plan.plan_page import PlanPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.frozen_column import FrozenColumn
from kompass_desktop.desktop.window.undoing import page_of
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.library import Library
from tests.desktop.keyboard import press, type_text
from tests.desktop.shown_pages import ShownPages

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ADOPTED, UNDER_WAY = ImprovementStatus.ADOPTED, ImprovementStatus.UNDER_WAY
DONE = ImprovementStatus.DONE


def carried(origin: str, place: float, codes: str = "") -> Carryover:
    return Carryover(
        carryover_id("a1", origin), origin, 2015, f"{origin} čáhppes", None, codes, position=place
    )


CARRIED = (carried("uten kode", 0.0), carried("med kode", 1.0, "1.4.3"))


class Today(date):
    """A day in 2021."""

    @classmethod
    def today(cls) -> Today:
        return cls(2021, 6, 1)


@pytest.fixture
def session(library: Library, instrument: Instrument, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setattr(status_round, "date", Today)
    assessment = Assessment(Particulars("a1", "Kárášjohka - Karasjok", "2021", 2019), instrument)
    for each in (Improvement("t1", "Årshjul"), Improvement("t2", "Čáhppes panel", position=1.0)):
        assessment.apply(Change(None, each))
    for carryover in CARRIED:
        assessment.apply(Change(None, carryover))
    library.add(assessment)
    return Session(library, assessment)


@pytest.fixture
def page(shown_pages: ShownPages, session: Session, catalogue: AssessmentCatalogue) -> PlanPage:
    made = shown_pages.open(PlanPage(session, catalogue))
    made.state.show_view("status")
    return made


def check(session: Session, improvement: str, year: int) -> StatusCheck | None:
    return session.assessment.status_checks.get(status_check_id("a1", improvement, year))


def cells(page: PlanPage, row: int) -> list[str]:
    model = page.status_view.round.model
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def outcomes(session: Session) -> list[Outcome | None]:
    return [each.outcome for each in session.assessment.carryovers_in_order()]


# Status rounds


def test_the_years_go_to_this_year_and_it_is_the_current_one(page: PlanPage) -> None:
    grid = page.status_view.round
    assert grid.model.years == (2019, 2020, 2021)
    assert grid.model.year_at(grid.grid.currentIndex()) == 2021


def test_a_digit_gives_a_status_and_the_improvement_has_that_of_the_latest_year(
    page: PlanPage, session: Session
) -> None:
    press(KEY.Key_3)
    press(KEY.Key_Left)
    press(KEY.Key_2)
    assert cells(page, 0) == ["Årshjul", "", "Vedtatt", "Pågår"]
    assert session.assessment.improvements["t1"].status is UNDER_WAY
    assert session.library.load("a1").improvements["t1"].status is UNDER_WAY
    press(KEY.Key_Right)
    press(KEY.Key_4)
    assert session.assessment.improvements["t1"].status is DONE
    session.undo_stack.undo()
    assert session.assessment.improvements["t1"].status is UNDER_WAY
    last = check(session, "t1", 2021)
    assert last is not None
    assert last.status is UNDER_WAY


def test_space_steps_and_delete_takes_away(page: PlanPage, session: Session) -> None:
    seen: list[ImprovementStatus | None] = []
    for _ in range(6):
        press(KEY.Key_Space)
        now = check(session, "t1", 2021)
        seen.append(now.status if now else None)
    assert seen == [*ImprovementStatus, None]
    press(KEY.Key_4)
    press(KEY.Key_Delete)
    assert check(session, "t1", 2021) is None


def test_a_comment_needs_a_status_and_is_kept(page: PlanPage, session: Session) -> None:
    field = page.status_view.round.comment_field
    assert not field.isEnabled()
    press(KEY.Key_4)
    press(KEY.Key_Return)
    assert field.hasFocus()
    type_text("Vedtatt i Kárášjohka\r")
    assert page.status_view.round.grid.hasFocus()
    press(KEY.Key_Down)
    assert field.text() == ""
    kept = session.library.load("a1").status_checks[status_check_id("a1", "t1", 2021)]
    assert kept.comment == "Vedtatt i Kárášjohka"
    assert cells(page, 0)[-1] == "Gjennomført *"


def test_a_year_can_be_added(page: PlanPage, session: Session) -> None:
    page.status_view.round.year_button.click()
    assert cells(page, 0) == ["Årshjul", "", "", "", ""]
    page.status_view.round.grid.setFocus()
    press(KEY.Key_4)
    assert check(session, "t1", 2022) is not None


def test_the_last_row_counts(page: PlanPage) -> None:
    press(KEY.Key_4)
    press(KEY.Key_Down)
    press(KEY.Key_3)
    assert cells(page, 2) == ["Gjennomført", "", "", "1 av 2"]
    assert page.status_view.counts_label.text() == "2021: 1 pågår, 1 gjennomført"
    press(KEY.Key_Down)
    press(KEY.Key_1)
    assert cells(page, 2) == ["Gjennomført", "", "", "1 av 2"]


def test_a_finished_assessment_is_ticked_off_and_its_carryovers_are_not_marked(
    page: PlanPage, session: Session
) -> None:
    session.finish()
    press(KEY.Key_4)
    assert session.assessment.improvements["t1"].status is DONE
    page.status_view.show_last_time()
    page.status_view.last_time.table.setFocus()
    press(KEY.Key_1)
    assert outcomes(session) == [None, None]


def test_the_current_improvement_is_that_of_the_page(page: PlanPage) -> None:
    press(KEY.Key_Down)
    assert page.state.improvement is not None
    assert page.state.improvement.id == "t2"
    page.state.choose("t1")
    assert page.status_view.round.grid.currentIndex().row() == 0


def test_what_is_undone_is_shown(page: PlanPage, session: Session) -> None:
    press(KEY.Key_Left)
    press(KEY.Key_4)
    page.state.show_view("table")
    record = check(session, "t1", 2020)
    assert record is not None
    assert page_of(record) == "plan"
    page.show_record(record)
    assert page.state.view == "status"
    grid = page.status_view.round
    assert grid.check == record


def test_without_improvements_it_says_what_the_view_is_for(
    shown_pages: ShownPages, new_session: Session, catalogue: AssessmentCatalogue
) -> None:
    page = shown_pages.open(PlanPage(new_session, catalogue))
    page.state.show_view("status")
    rounds = page.status_view.round
    assert rounds.stack.currentWidget() is rounds.empty_label
    assert not page.status_view.last_time_chip.isEnabled()
    new_session.put(Improvement("t1", "Årshjul"))
    assert rounds.stack.currentWidget() is rounds.work_page


def test_the_status_is_saved_as_pdf(qtbot: QtBot, page: PlanPage, tmp_path: Path) -> None:
    press(KEY.Key_4)
    export = page.status_view.round.export
    with qtbot.waitSignal(export.ended):
        export.write(tmp_path / "status.pdf")
    text = PdfReader(tmp_path / "status.pdf").pages[0].extract_text()
    assert "1 av 2 tiltak er gjennomført." in text
    assert "Čáhppes panel" in text


# From last time


@pytest.fixture
def last_time(page: PlanPage) -> PlanPage:
    page.status_view.last_time_chip.click()
    return page


def test_the_list_has_all_also_without_a_code_and_is_marked_by_keys(
    last_time: PlanPage, session: Session
) -> None:
    press(KEY.Key_2)
    press(KEY.Key_Down)
    press(KEY.Key_3)
    assert outcomes(session) == [Outcome.PARTLY, Outcome.NOT_CARRIED_OUT]
    expected = "0 gjennomført eller rettet opp, 1 delvis, 1 ikke, 0 ikke undersøkt"
    assert last_time.status_view.counts_label.text() == expected
    session.undo_stack.undo()
    assert outcomes(session) == [Outcome.PARTLY, None]
    assert last_time.status_view.last_time_chip.text() == "Fra forrige gang: 1"


def test_f8_goes_to_the_next_that_is_not_marked(last_time: PlanPage, session: Session) -> None:
    session.put(replace(CARRIED[0], outcome=Outcome.PARTLY))
    press(KEY.Key_F8)
    assert last_time.status_view.last_time.carryover == CARRIED[1]
    press(KEY.Key_1)
    messages: list[str] = []
    last_time.message_shown.connect(messages.append)
    press(KEY.Key_F8)
    assert messages == ["Alle tiltak og funn fra forrige gang er merket."]


def test_a_comment_in_the_list_is_kept(last_time: PlanPage, session: Session) -> None:
    press(KEY.Key_Return)
    type_text("Gjøres i år\r")
    assert last_time.status_view.last_time.table.hasFocus()
    assert session.library.load("a1").carryovers[CARRIED[0].id].comment == "Gjøres i år"


def test_what_was_not_carried_out_goes_into_the_plan_again_once(
    last_time: PlanPage, session: Session
) -> None:
    messages: list[str] = []
    last_time.message_shown.connect(messages.append)
    press(KEY.Key_Down)
    press(KEY.Key_3)
    press(KEY.Key_Return, CTRL)
    made = last_time.state.improvement
    assert made is not None
    assert made.title == "med kode čáhppes"
    assert [lift.measure_point for lift in session.assessment.lifts_of(made.id)] == ["1.4.3"]
    press(KEY.Key_Return, CTRL)
    assert messages[-1] == "Det er allerede i planen."
    assert len(session.assessment.improvements) == 3
    session.undo_stack.undo()
    assert len(session.assessment.improvements) == 2
    assert not session.assessment.lifts
    press(KEY.Key_1)
    press(KEY.Key_Return, CTRL)
    assert len(session.assessment.improvements) == 2


def test_a_carryover_is_shown_where_it_is(page: PlanPage) -> None:
    assert page_of(CARRIED[1]) == "plan"
    page.state.show_view("table")
    page.show_record(CARRIED[1])
    assert page.state.view == "status"
    assert page.status_view.last_time.carryover == CARRIED[1]


def test_every_key_is_in_the_key_sheet(page: PlanPage) -> None:
    headings = [heading for heading, _ in page.key_groups()]
    assert "Det fra forrige gang, når det har fokus" in headings
    assert "Statusrunde, når den har fokus" in headings


def test_the_titles_stay_in_sight_beside_many_years(page: PlanPage, session: Session) -> None:
    session.put(replace(session.assessment.particulars, year=2012))
    QApplication.processEvents()
    grid = page.status_view.round.grid
    assert grid.horizontalScrollBar().maximum() > 0
    (titles,) = grid.findChildren(FrozenColumn)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_End, *[Qt.Key.Key_Left] * 12):
        QTest.keyClick(grid, key)
        place = grid.visualRect(grid.currentIndex())
        assert titles.visualRect(titles.model().index(0, 0)).left() == 0
        start = titles.viewport().mapTo(
            grid, titles.visualRect(titles.model().index(0, 0)).topLeft()
        )
        assert start.x() == grid.viewport().geometry().left()
        row = grid.visualRect(grid.model().index(0, 1))
        assert start.y() == grid.viewport().mapTo(grid, row.topLeft()).y()
        if grid.currentIndex().column() > 0:
            assert place.left() >= titles.width()
            assert place.right() <= grid.viewport().width()


def test_a_cell_is_chosen_when_the_page_is_opened_with_ctrl_down(
    shown_pages: ShownPages, session: Session, catalogue: AssessmentCatalogue, qtbot: QtBot
) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    QTest.keyPress(other, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    page = shown_pages.open(PlanPage(session, catalogue))
    page.state.show_view("status")
    grid = page.status_view.round.grid
    assert grid.selectedIndexes() == [grid.currentIndex()]


def test_the_history_of_an_improvement_has_its_statuses(page: PlanPage, session: Session) -> None:
    page.status_view.round.grid.setFocus()
    type_text("4")
    (given,) = session.assessment.status_checks
    assert given in page.current_records()

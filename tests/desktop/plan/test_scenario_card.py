"""The scenario card: the exact figures, the profile, and effect against effort."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.planning.scenario import Scenario
from kompass_desktop.desktop.plan.effort_chart import RADIUS, spread
from kompass_desktop.desktop.plan.plan_page import PlanPage
from kompass_desktop.desktop.plan.scenario_card import ScenarioCard
from kompass_desktop.desktop.session import Session
from tests.desktop.keyboard import CTRL, Key, press
from tests.desktop.plan.conftest import OpenPlan, improvements, lift_of
from tests.desktop.shown_pages import SessionOf


def shown_card(page: PlanPage) -> ScenarioCard:
    """Return the card, with what it shows once the window has been painted."""
    page.scenario_card.show_present()
    return page.scenario_card


def test_it_follows_a_change_after_the_next_repaint(
    page: PlanPage, planned: Session, qtbot: QtBot
) -> None:
    planned.put(replace(improvements(planned)[0], in_scenario=False))
    qtbot.waitUntil(lambda: page.scenario_card.count_label.text() == "2 tiltak")


def test_it_is_up_to_date_when_the_details_are_closed(
    page: PlanPage, planned: Session, qtbot: QtBot
) -> None:
    page.open_detail()
    planned.put(replace(improvements(planned)[0], in_scenario=False))
    page.close_detail()
    qtbot.waitUntil(lambda: page.scenario_card.count_label.text() == "2 tiltak")


def test_the_totals_are_those_of_the_scenario(
    example_session: SessionOf, open_plan: OpenPlan, planned: Session
) -> None:
    session = example_session("eksempelvik-2025")
    first = next(iter(improvements(planned)))
    made = replace(first, id="t1")
    session.put(made)
    for code in ("1.1.1", "3.3.3"):
        session.put(lift_of(session, made, code, 4, 4, 4, 4))
    card = shown_card(open_plan(session))
    scenario = Scenario(session.assessment, session.board)
    assert scenario.shown_total > session.board.shown_total
    assert card.total_label.text() == str(scenario.shown_total)
    assert card.now_label.text() == f"med tiltakene · {session.board.shown_total} nå"
    assert card.radar.profile is not None
    assert card.radar.profile.total == session.board.shown_total
    (line,) = card.radar.lines
    assert line.profile.total == scenario.shown_total
    for entry in line.profile.areas:
        assert entry.score.points == scenario.points(entry.code)
    assert card.areas_label.text().startswith("Mest: ")


def test_an_estimate_is_told(page: PlanPage, planned: Session) -> None:
    third = improvements(planned)[2]
    planned.put(lift_of(planned, third, "2.1.1", 4, 4, 4, 4))
    card = shown_card(page)
    assert card.total_label.text().startswith("≈ ")
    assert "anslag" in card.note_label.text()
    assert "først når de er gjennomført" in card.note_label.text()


def test_what_is_taken_out_of_the_scenario_gives_nothing(page: PlanPage, planned: Session) -> None:
    for each in improvements(planned):
        planned.put(replace(each, in_scenario=False))
    card = shown_card(page)
    assert card.total_label.text() == str(planned.board.shown_total)
    assert card.count_label.text() == "0 tiltak"
    assert card.areas_label.text() == ""


def test_the_dots_are_chosen_by_click_and_by_arrows(page: PlanPage, planned: Session) -> None:
    chart = shown_card(page).effort_chart
    first, second, third = improvements(planned)
    spots = {spot.key: spot for spot in chart.spots()}
    assert "innsats 3, effekt 4" in spots[second.id].text
    at: QPoint = spots[second.id].rect.center().toPoint()
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=at)
    assert page.state.improvement == second
    chart.setFocus()
    press(Key.Key_Right)
    assert page.state.improvement == third
    press(Key.Key_Home)
    assert page.state.improvement == first
    assert page.table_view.view.current_id == first.id


def test_improvements_without_effort_are_counted_and_not_drawn(
    page: PlanPage, planned: Session
) -> None:
    planned.put(replace(improvements(planned)[0], effort=None))
    card = shown_card(page)
    assert len(card.effort_chart.spots()) == 2
    assert card.unplaced_label.text() == "1 uten innsats eller effekt"


@given(st.integers(1, 40))
def test_dots_at_one_place_do_not_cover_each_other(number: int) -> None:
    moved = spread(number)
    assert len(moved) == number
    for at, one in enumerate(moved):
        for other in moved[at + 1 :]:
            assert (one - other).manhattanLength() > RADIUS


@pytest.mark.parametrize("name", ["effort_chart", "radar"])
def test_the_charts_are_copied_as_pictures(page: PlanPage, name: str, qtbot: QtBot) -> None:
    chart = getattr(shown_card(page), name)
    QGuiApplication.clipboard().clear()
    chart.setFocus()
    press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().mimeData().hasImage()

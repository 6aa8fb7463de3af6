"""The timeline on the page Plan: its room, its keys in F1's sheet, and what undo goes to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.records import Activity, Change, Improvement, ImprovementStatus
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.plan.plan_page import PlanPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.window.key_sheet import headed
from tests.desktop.keyboard import CTRL, Key, click, press
from tests.desktop.shown_pages import ShownPages


@pytest.fixture
def page(new_session: Session, catalogue: AssessmentCatalogue, shown_pages: ShownPages) -> PlanPage:
    records = (
        Improvement("i", "Tiltak", begins="2026-03-01", ends="2026-05-31"),
        Activity("p", "Fase"),
        Activity("a", "Del", "2026-03-01", "2026-04-01", parent="p"),
    )
    new_session.change([Change(None, each) for each in records])
    page = shown_pages.open(PlanPage(new_session, catalogue))
    page.timeline.chart.setFocus()
    return page


def test_the_timeline_takes_the_whole_page_and_gives_it_back(page: PlanPage, qtbot: QtBot) -> None:
    low = page.timeline.height()
    press(Key.Key_6, CTRL)
    assert not page.improvements_card.isVisible()
    qtbot.waitUntil(lambda: page.timeline.height() > 2 * low)
    assert page.timeline.chart.hasFocus()
    press(Key.Key_2, CTRL)
    assert page.improvements_card.isVisible()
    assert not page.timeline.room_button.isChecked()
    click(page.timeline.room_button)
    assert not page.scenario_frame.isVisible()


def test_the_key_sheet_has_the_keys_of_the_timeline(page: PlanPage) -> None:
    keys = {key.keys: key.text for key in headed({"Siden": page})["Tidslinje"]}
    assert keys["↑ ↓"] == "Velg raden over eller under"
    assert keys["Shift →"] == "Slutt senere"
    assert keys["Ctrl 0"] == "Vis hele planen"


def test_the_chosen_improvement_is_the_same_in_both_parts(page: PlanPage) -> None:
    assert page.timeline.chart.current == "i"
    page.state.choose("")
    page.timeline.chart.choose("p")
    page.state.choose("i")
    assert page.timeline.chart.current == "i"
    page.state.choose("")
    page.timeline.chart.choose("a")
    page.timeline.chart.choose("i")
    assert page.state.improvement is not None


def test_an_activity_that_was_found_or_undone_is_shown(page: PlanPage) -> None:
    page.timeline.chart.choose("p")
    page.timeline.chart.toggle_fold()
    page.show_record(page.session.assessment.activities["a"])
    assert page.timeline.chart.current == "a"


def test_an_improvement_that_is_dropped_stays_the_chosen_one(page: PlanPage) -> None:
    session = page.session
    other = Improvement("z", "Et annet", begins="2026-01-01", ends="2026-02-01", position=9.0)
    session.change_undoably("nytt", [Change(None, other)])
    chosen = session.assessment.improvements["i"]
    page.state.choose("i")
    session.put_undoably("bort", replace(chosen, status=ImprovementStatus.DROPPED))
    assert page.timeline.chart.current != "i"
    assert page.state.improvement == session.assessment.improvements["i"]

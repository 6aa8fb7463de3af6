"""The timeline on the page Plan: its room, its keys in F1's sheet, and what undo goes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.plan_records import (
    Activity,
    Improvement,
    ImprovementStatus,
    StatusCheck,
    Workshop,
)
from kompass_desktop.assessment.records import Change
from kompass_desktop.assessment.text_search import SearchQuery
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.plan.plan_page import PlanPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.window.key_sheet import headed
from tests.desktop.keyboard import CTRL, SHIFT, Key, click, press
from tests.desktop.shown_pages import ShownPages

DONE = ImprovementStatus.DONE


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


@pytest.mark.parametrize("view", [Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5])
def test_the_timeline_takes_the_page_wherever_the_focus_is(page: PlanPage, view: Key) -> None:
    press(view, CTRL)
    page.panes()[0].setFocus()
    press(Key.Key_6, CTRL)
    assert not page.improvements_card.isVisible()
    assert page.timeline.chart.hasFocus()
    press(Key.Key_6, CTRL)
    assert page.improvements_card.isVisible()


def test_what_is_not_in_the_timeline_is_shown_when_it_has_the_page(page: PlanPage) -> None:
    session = page.session
    workshop, check = Workshop("w", "Verksted"), StatusCheck("s", "i", 2026, DONE)
    session.change([Change(None, workshop), Change(None, check)])
    steps: tuple[Callable[[], object], ...] = (
        lambda: page.show_record(workshop),
        lambda: page.show_record(check),
        lambda: press(Key.Key_N, CTRL),
        lambda: press(Key.Key_L, CTRL | SHIFT),
        lambda: page.put_caret_at(session.assessment.improvements["i"], SearchQuery.of("Tiltak")),
        page.open_detail,
    )
    for step in steps:
        for _again in range(2):
            page.timeline.room_button.setChecked(True)
            step()
            assert page.improvements_card.isVisible()
            assert not page.timeline.room_button.isChecked()


def test_the_key_sheet_has_only_keys_of_what_is_shown(page: PlanPage) -> None:
    assert "Detaljer om et tiltak" in headed({"Siden": page})
    press(Key.Key_4, CTRL)
    sheet = headed({"Siden": page})
    assert "Detaljer om et tiltak" not in sheet
    assert [key.keys for key in sheet["Tidslinje"]] == ["Ctrl 6"]
    press(Key.Key_5, CTRL)
    assert len(headed({"Siden": page})["Tidslinje"]) > 10


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

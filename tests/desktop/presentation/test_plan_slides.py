"""The slides of the plan on a full screen: improvements, scenario, recommendations."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import ImprovementStatus
from kompass_desktop.assessment.planning.scenario import Scenario
from kompass_desktop.assessment.records import PLAN, Change, Recommendation
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.presentation.contents import PresentationContents, SlideKind
from kompass_desktop.desktop.presentation.deck import SlideDeck
from kompass_desktop.desktop.presentation.plan_slides import PlanSlide, ScenarioSlide
from kompass_desktop.desktop.presentation.text_slides import RecommendationsSlide
from kompass_desktop.desktop.session import Session
from tests.desktop.presentation.test_presentation import Opened
from tests.desktop.shown_pages import SessionOf
from tests.report.planned import with_many, with_plan, without_plan

PLAN_SLIDES = {SlideKind.PLAN, SlideKind.SCENARIO, SlideKind.RECOMMENDATIONS}


def put_plan(session: Session, planned: Assessment) -> None:
    """Put the plan of an assessment in the place of the session's."""
    old = [each for each in session.assessment.records() if isinstance(each, PLAN)]
    new = [each for each in planned.records() if isinstance(each, PLAN)]
    changes = [*(Change(each, None) for each in old), *(Change(None, each) for each in new)]
    session.change_undoably("plan", changes)


def planned(session: Session) -> Assessment:
    return with_plan(session.assessment.snapshot())


def show(deck: SlideDeck, kind: SlideKind) -> object:
    kinds = [slide.kind for slide in deck.slides]
    deck.show_slide(kinds.index(kind))
    return deck.view


def test_they_come_when_there_is_a_plan_and_follow_it(
    qtbot: QtBot, example_session: SessionOf, catalogue: AssessmentCatalogue
) -> None:
    session = example_session("karasjok-2019")
    put_plan(session, without_plan(session.assessment.snapshot()))
    opened = Opened(qtbot, session, catalogue)
    opened.press(Qt.Key.Key_F5)
    deck = opened.shown.deck
    assert not PLAN_SLIDES & {slide.kind for slide in deck.slides}
    put_plan(session, planned(session))
    qtbot.waitUntil(lambda: {slide.kind for slide in deck.slides} >= PLAN_SLIDES)
    view = show(deck, SlideKind.PLAN)
    assert isinstance(view, PlanSlide)
    assert view.title == "Planen: 6 tiltak"
    said = view.text.accessibleName().replace("\u00a0", " ")
    assert "Lederavtaler med årlig oppfølging (HR-sjef, 4. kv. 2026 – 2. kv. 2028)" in said
    assert "saksbehandlingssystem" not in view.text.accessibleName()
    done = replace(session.assessment.improvements["i3"], status=ImprovementStatus.DONE)
    session.change_undoably("status", [Change(session.assessment.improvements["i3"], done)])
    advised = show(deck, SlideKind.RECOMMENDATIONS)
    assert isinstance(advised, RecommendationsSlide)
    qtbot.waitUntil(lambda: "Lederavtaler" not in repr(advised.table.rows))
    opened.view.leave()


def test_the_scenario_has_the_figures_of_the_scenario(
    qtbot: QtBot, example_session: SessionOf
) -> None:
    session = example_session("karasjok-2019")
    put_plan(session, planned(session))
    contents = PresentationContents(session.assessment, None)
    scenario = Scenario(session.assessment, session.board)
    slide = ScenarioSlide(contents)
    qtbot.addWidget(slide)
    slide.resize(1280, 600)
    slide.show_code("")
    *areas, total = slide.rows.rows
    assert [row.value for row in areas] == [str(session.board.shown_area(n)) for n in range(1, 9)]
    for row in areas:
        then, today = scenario.shown_area(int(row.code)), session.board.shown_area(int(row.code))
        expected = f"{then} (+{then - today})" if then != today else ""
        assert row.assumed_value == expected
    assert (total.value, total.assumed_value) == ("212", f"{scenario.shown_total} (+32)")
    assert "gir ingen poeng" in slide.note.text()
    assert "er et anslag" in slide.note.text()


def test_written_recommendations_are_shown_without_a_plan(
    qtbot: QtBot, example_session: SessionOf
) -> None:
    session = example_session("eksempelvik-2025")
    put_plan(session, without_plan(session.assessment.snapshot()))
    written = Recommendation("r1", "Skriv en strategi", "1.1", "Ordfører", "i høst")
    session.change_undoably("råd", [Change(None, written)])
    contents = PresentationContents(session.assessment, None)
    slide = RecommendationsSlide(contents)
    qtbot.addWidget(slide)
    slide.show_code("")
    assert [*slide.table.rows[0]] == ["1", "1.1", "Skriv en strategi", "Ordfører", "i høst"]


@pytest.mark.parametrize("count", [500])
def test_many_improvements_have_a_few_parts(
    qtbot: QtBot, example_session: SessionOf, count: int
) -> None:
    assessment = with_many(example_session("karasjok-2019").assessment.snapshot(), count)
    slide = PlanSlide(PresentationContents(assessment, None))
    qtbot.addWidget(slide)
    slide.resize(1280, 600)
    slide.show_code("")
    assert 1 < slide.part_count < 6
    assert "88 til" in slide.text.accessibleName()

"""Profil shows the real figures, follows ratings, and lays other assessments over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.records import TEAM
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.profile.profile_page import ProfilePage
from kompass_desktop.desktop.session import Session
from kompass_desktop.instrument.model import Aspect
from tests.desktop.shown_pages import SessionOf, ShownPages

PageOf = Callable[[Session], ProfilePage]


@pytest.fixture
def page_of(shown_pages: ShownPages, catalogue: AssessmentCatalogue) -> PageOf:
    return lambda session: shown_pages.open(ProfilePage(session, catalogue))


def test_karasjok_shows_the_published_total_with_its_band(
    example_session: SessionOf, page_of: PageOf
) -> None:
    page = page_of(example_session("karasjok-2019"))
    assert page.total_label.text() == "212"
    assert "av 800" in page.total_detail_label.text()
    assert "registrert" in page.total_detail_label.text()
    assert page.band_label.text().startswith("201–223")
    assert not page.chain_card.note_label.isHidden()


def test_what_is_out_of_focus_lowers_the_attainable_maximum(
    example_session: SessionOf, page_of: PageOf
) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    assert "oppnåelig 782, 4 målepunkter er ikke i fokus" in page.total_detail_label.text()
    assert page.chain_card.note_label.isHidden()


def test_a_rating_moves_the_total_while_the_page_is_shown(
    qtbot: QtBot, new_session: Session, page_of: PageOf
) -> None:
    page = page_of(new_session)
    assert page.total_label.text() == "0"
    for aspect in Aspect:
        new_session.set_level(TEAM, "1.1.1", aspect, 4)
    qtbot.waitUntil(lambda: page.total_label.text() == "5")
    assert "foreløpig" in page.total_detail_label.text()


def test_a_click_on_a_question_leads_to_its_measure_points(
    qtbot: QtBot, example_session: SessionOf, page_of: PageOf
) -> None:
    page = page_of(example_session("karasjok-2019"))
    with qtbot.waitSignal(page.code_requested) as asked:
        page.question_bars.activate("3.4")
    assert asked.args == ["scoring", "3.4"]


def test_another_assessment_is_laid_over_and_taken_away(
    example_session: SessionOf, page_of: PageOf
) -> None:
    earlier = example_session("karasjok-2019")
    page = page_of(example_session("eksempelvik-2025"))
    page.compare_with([earlier.assessment.id])
    assert "Kárášjohka" in page.area_bars.accessibleDescription()
    page.compare_with([])
    assert "Kárášjohka" not in page.area_bars.accessibleDescription()

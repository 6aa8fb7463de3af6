"""A trait of the ideal municipality opens the measure points that bear it, weakest first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.intensity import bearing_points
from kompass_desktop.assessment.records import TEAM
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.profile.profile_page import ProfilePage
from kompass_desktop.desktop.session import Session
from kompass_desktop.instrument.model import Aspect, Trait
from tests.desktop.keyboard import Key, press
from tests.desktop.shown_pages import SessionOf, ShownPages

PageOf = Callable[[Session], ProfilePage]


@pytest.fixture
def page_of(shown_pages: ShownPages, catalogue: AssessmentCatalogue) -> PageOf:
    return lambda session: shown_pages.open(ProfilePage(session, catalogue))


def test_enter_on_a_trait_shows_its_points_and_enter_there_leads_to_the_point(
    qtbot: QtBot, example_session: SessionOf, page_of: PageOf
) -> None:
    session = example_session("eksempelvik-2025")
    page = page_of(session)
    page.trait_card.trait_bars.setFocus()
    press(Key.Key_Down, times=4)
    press(Key.Key_Return)
    assert page.trait_card.trait is Trait.EVALUATING
    bearings = bearing_points(session.board, Trait.EVALUATING)
    assert list(page.trait_card.points.points) == [each.point for each in bearings]
    assert page.trait_card.title_label.text() == "Evaluerer kontinuerlig"
    hint = page.trait_card.hint_label.text()
    assert hint.startswith("Kommunen går jevnlig gjennom tiltak og resultater")
    assert hint.endswith("33 målepunkter.")
    press(Key.Key_Down)
    with qtbot.waitSignal(page.code_requested) as asked:
        press(Key.Key_Return)
    assert asked.args == ["scoring", bearings[1].point.code]


@pytest.mark.parametrize("back", [Key.Key_Escape, Key.Key_Backspace, Key.Key_Left])
def test_back_to_the_traits(example_session: SessionOf, page_of: PageOf, back: Key) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    card = page.trait_card
    card.trait_bars.setFocus()
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert card.pane is card.points
    press(back)
    assert card.trait_bars.hasFocus()
    spot = card.trait_bars.current_spot
    assert spot is not None
    assert spot.key == Trait.INTEGRATED.value
    assert card.title_label.text() == "Idealkommunen"


def test_a_point_says_its_points_of_the_maximum(new_session: Session, page_of: PageOf) -> None:
    bearing = bearing_points(new_session.board, Trait.OPEN)[0].point
    for aspect in Aspect:
        new_session.set_level(TEAM, bearing.code, aspect, 2)
    card = page_of(new_session).trait_card
    card.open(Trait.OPEN)
    first, second = card.points.spots()[:2]
    assert first.text == f"{bearing.code} {bearing.statement}: 2,5 av 5"
    assert second.text.endswith("ikke vurdert")


def test_every_trait_has_a_sentence_of_its_own(example_session: SessionOf, page_of: PageOf) -> None:
    card = page_of(example_session("eksempelvik-2025")).trait_card
    hints = set()
    for trait in Trait:
        card.open(trait)
        hints.add(card.hint_label.text())
    assert len(hints) == len(Trait)


def test_the_points_follow_the_ratings(qtbot: QtBot, new_session: Session, page_of: PageOf) -> None:
    card = page_of(new_session).trait_card
    card.open(Trait.LEARNING)
    last = card.points.points[-1].code
    for aspect in Aspect:
        new_session.set_level(TEAM, last, aspect, 0)
    qtbot.waitUntil(lambda: card.points.points[0].code == last)


def test_the_row_that_the_keyboard_reaches_is_in_sight(
    qtbot: QtBot, example_session: SessionOf, page_of: PageOf
) -> None:
    card = page_of(example_session("eksempelvik-2025")).trait_card
    card.open(Trait.SYSTEMATIC)
    qtbot.waitUntil(lambda: card.points.height() == card.points.sizeHint().height())
    press(Key.Key_End)
    spot = card.points.current_spot
    assert spot is not None
    assert card.points.visibleRegion().boundingRect().contains(spot.rect.center().toPoint())

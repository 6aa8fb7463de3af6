"""Where the chain stops, opened by keys from the areas to a measure point's levels, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.records import TEAM
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.profile.aspect_heat import AspectHeat
from kompass_desktop.desktop.profile.profile_page import ProfilePage
from kompass_desktop.desktop.session import Session
from kompass_desktop.instrument.model import Aspect
from tests.desktop.keyboard import CTRL, Key, press
from tests.desktop.shown_pages import SessionOf, ShownPages

PageOf = Callable[[Session], ProfilePage]


@pytest.fixture
def page_of(shown_pages: ShownPages, catalogue: AssessmentCatalogue) -> PageOf:
    return lambda session: shown_pages.open(ProfilePage(session, catalogue))


def codes(heat: AspectHeat) -> list[str]:
    return [row.part.code for row in heat.rows]


def at(heat: AspectHeat) -> str:
    spot = heat.current_spot
    assert spot is not None
    return spot.key


def text_at(heat: AspectHeat, key: str) -> str:
    return next(spot.text for spot in heat.spots() if spot.key == key)


def test_enter_opens_area_and_question_and_leads_to_the_measure_point(
    qtbot: QtBot, example_session: SessionOf, page_of: PageOf
) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    heat = page.chain_card.heat
    heat.setFocus()
    press(Key.Key_Down, times=2)
    press(Key.Key_Return)
    assert codes(heat) == ["3.1", "3.2", "3.3", "3.4", "3.5"]
    press(Key.Key_Down)
    press(Key.Key_Right, times=3)
    press(Key.Key_Return)
    assert {code.rpartition(".")[0] for code in codes(heat)} == {"3.2"}
    assert heat.hasFocus()
    assert heat.accessibleName().endswith(heat.spots()[0].text)
    press(Key.Key_Down)
    with qtbot.waitSignal(page.code_requested) as asked:
        press(Key.Key_Return)
    assert asked.args == ["scoring", "3.2.2"]


@pytest.mark.parametrize("back", [Key.Key_Escape, Key.Key_Backspace, Key.Key_Left])
def test_the_way_back_ends_where_one_came_from(
    example_session: SessionOf, page_of: PageOf, back: Key
) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    heat = page.chain_card.heat
    heat.setFocus()
    assert page.chain_card.back_button.isHidden()
    press(Key.Key_Down, times=4)
    press(Key.Key_Return)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert page.chain_card.code == "5.2"
    assert not page.chain_card.back_button.isHidden()
    press(back)
    assert at(heat) == "5.2:"
    press(back)
    assert at(heat) == "5:"
    press(back)
    assert codes(heat)[0] == "1"


def test_the_arrows_go_from_cell_to_cell(example_session: SessionOf, page_of: PageOf) -> None:
    heat = page_of(example_session("eksempelvik-2025")).chain_card.heat
    heat.setFocus()
    press(Key.Key_Right, times=3)
    press(Key.Key_Down)
    assert at(heat) == "2:2"
    press(Key.Key_Right, times=9)
    assert at(heat) == "2:3"
    press(Key.Key_Up, times=9)
    assert at(heat) == "1:3"
    press(Key.Key_Left, times=9)
    assert at(heat) == "1:"
    press(Key.Key_End)
    press(Key.Key_Down)
    assert at(heat) == "8:3"


def test_ctrl_enter_leads_to_an_area_or_a_question(
    qtbot: QtBot, example_session: SessionOf, page_of: PageOf
) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    page.chain_card.heat.setFocus()
    press(Key.Key_Down)
    with qtbot.waitSignal(page.code_requested) as asked:
        press(Key.Key_Return, CTRL)
    assert asked.args == ["scoring", "2"]
    assert page.chain_card.code == ""


def test_a_cell_says_its_figures_and_marks(new_session: Session, page_of: PageOf) -> None:
    for aspect in Aspect:
        new_session.set_level(TEAM, "1.1.2", aspect, 3)
    planned = new_session.assessment.rating(TEAM, "1.1.2")
    new_session.set_rating(replace(planned, planned_only=True))
    new_session.set_level(TEAM, "1.1.1", Aspect.SYSTEM, 4)
    out = new_session.assessment.rating(TEAM, "1.1.3")
    new_session.set_rating(replace(out, not_in_focus=True))
    card = page_of(new_session).chain_card
    heat = card.heat
    assert text_at(heat, "1:0") == "1 Offentlighet, System / prosess: 50 %, foreløpig"
    card.open("1")
    assert text_at(heat, "1.1:0").endswith("System / prosess: 50 %")
    assert text_at(heat, "1.1:2").endswith("Resultat: 0 %, foreløpig")
    assert "foreløpig" in text_at(heat, "1.1:")
    card.open("1.1")
    anchors = new_session.assessment.instrument.aspect(Aspect.SYSTEM).anchors
    assert text_at(heat, "1.1.1:0").endswith(f"nivå 4 – {anchors[4]}")
    assert text_at(heat, "1.1.1:3").endswith("ikke vurdert")
    assert text_at(heat, "1.1.2:0").endswith("bare vedtatt eller planlagt, teller som 0")
    assert "nivå 3" in text_at(heat, "1.1.2:0")
    assert text_at(heat, "1.1.3:").endswith("ikke i fokus")
    assert text_at(heat, "1.1.3:2").endswith("ikke i fokus")
    assert card.note_label.text() == "–: ikke vurdert · overstrøket: bare vedtatt eller planlagt"
    assert heat.accessibleDescription().count("1.1.2") == 5


def test_a_proposal_is_marked(small_session: Session, page_of: PageOf) -> None:
    card = page_of(small_session).chain_card
    card.open("1.1")
    assert text_at(card.heat, "1.1.1:0").endswith("; forslag")
    assert not text_at(card.heat, "1.1.2:0").endswith("forslag")
    assert "stiplet: forslag" in card.note_label.text()


def test_what_is_opened_follows_the_ratings(
    qtbot: QtBot, new_session: Session, page_of: PageOf
) -> None:
    card = page_of(new_session).chain_card
    card.open("2")
    new_session.set_level(TEAM, "2.1.1", Aspect.SYSTEM, 2)
    qtbot.waitUntil(lambda: "50 %" in text_at(card.heat, "2.1:0"))
    assert card.code == "2"


def top_of(page: ProfilePage) -> int:
    """Where the cards below the chain begin, in px."""
    return page.strongest.mapTo(page, page.strongest.rect().topLeft()).y()


def test_opening_does_not_move_what_lies_around(
    qtbot: QtBot, example_session: SessionOf, page_of: PageOf
) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    qtbot.waitUntil(lambda: page.strongest.height() >= page.strongest.sizeHint().height())
    before = top_of(page)
    heat = page.chain_card.heat
    for code in ("1", "1.4", "3", "3.2", "5.1"):
        page.chain_card.open(code)
        qtbot.waitUntil(lambda: heat.height() <= heat.sizeHint().height())
        assert top_of(page) == before

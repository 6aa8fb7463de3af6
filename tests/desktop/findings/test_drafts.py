"""Drafts of findings are accepted, edited, moved, joined and rejected on the real page by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.drafts import basis_of
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import drafted_finding_id
from kompass_desktop.assessment.records import TEAM, Change, Finding, Rating, Sentence
from kompass_desktop.assessment.settling import undisputed_proposals
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.findings.drafting import FindingFilter
from kompass_desktop.desktop.findings.finding_card import CardState, FindingCard
from kompass_desktop.desktop.findings.findings_page import FindingsPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from tests.desktop.keyboard import ALT, CTRL, SHIFT, Key, focus, press, type_text
from tests.desktop.shown_pages import ShownPages
from tests.examples import bundled

STRENGTH, CHALLENGE, WEAKNESS = FindingKind
PageOf = Callable[[Session], FindingsPage]


def without_findings(assessment: Assessment) -> Assessment:
    """Eksempelvik as settled, before anybody wrote a finding."""
    assessment.findings.clear()
    for note in list(assessment.notes.values()):
        assessment.notes[note.id] = replace(note, mark=None)
    return assessment


@pytest.fixture
def page(shown_pages: ShownPages, catalogue: AssessmentCatalogue, library: Library) -> FindingsPage:
    """Area 3 of Eksempelvik: every measure point is settled, and drafts."""
    example = bundled()
    library.add(without_findings(example))
    page = shown_pages.open(FindingsPage(Session(library, example), catalogue))
    page.show_area(3)
    page.board.focus_current()
    return page


def kept(page: FindingsPage) -> dict[str, Finding]:
    """The findings as another start of the program would read them."""
    return page.session.library.load(page.session.assessment.id).findings


def drafts(page: FindingsPage) -> list[FindingCard]:
    return [card for card in page.board.cards if card.is_draft]


def rating(page: FindingsPage, code: str) -> Rating:
    return page.session.library.load(page.session.assessment.id).rating(TEAM, code)


def rate_anew(page: FindingsPage, code: str, level: int) -> None:
    team = page.session.assessment.rating(TEAM, code)
    new = replace(team, system=level, extent=level, result=level, evaluation=level)
    page.session.set_rating(replace(new, planned_only=False, not_in_focus=False))


def count_of(page: FindingsPage, filter_: FindingFilter) -> int:
    chips = {
        FindingFilter.DRAFTS: page.drafts_chip,
        FindingFilter.WITHOUT: page.without_chip,
        FindingFilter.REJECTED: page.rejected_chip,
    }
    return int(chips[filter_].text().rpartition(" ")[2])


def test_drafts_look_like_drafts_and_are_no_findings(page: FindingsPage) -> None:
    assert drafts(page)
    assert all(card.property("role") == "draft" for card in page.board.cards)
    assert page.count_label.text() == "0 funn"
    assert page.drafts_chip.text() == f"Utkast: {count_of(page, FindingFilter.DRAFTS)}"
    assert count_of(page, FindingFilter.WITHOUT) > count_of(page, FindingFilter.DRAFTS) > 100
    assert page.detail.origin_label.text().startswith("Utkast · ")
    assert kept(page) == {}


def test_enter_accepts_a_draft_and_goes_to_the_next(page: FindingsPage) -> None:
    first, second = drafts(page)[:2]
    number = count_of(page, FindingFilter.DRAFTS)
    code, following = first.finding.code, second.finding.id
    press(Key.Key_Return)
    held = kept(page)[drafted_finding_id(page.session.assessment.id, code)]
    assert (held.code, held.text) == (code, first.finding.text)
    assert held.basis == basis_of(page.session.board.rating(code))
    assert page.board.current == following
    assert focus() is page.board.card(following)
    assert count_of(page, FindingFilter.DRAFTS) == number - 1
    page.session.undo_stack.undo()
    assert kept(page) == {}
    assert count_of(page, FindingFilter.DRAFTS) == number


def test_the_next_draft_is_seen_whole(
    qtbot: QtBot, shown_pages: ShownPages, catalogue: AssessmentCatalogue, library: Library
) -> None:
    example = bundled()
    library.add(example)
    session = Session(library, example)
    session.set_rating(*undisputed_proposals(example))
    page = shown_pages.open(FindingsPage(session, catalogue))
    page.resize(1280, 618)
    page.show_area(5)
    first, last = (c.finding.id for c in page.board.columns[WEAKNESS].cards if c.is_draft)
    page.board.select(first)
    page.board.focus_current()
    QApplication.processEvents()

    def is_seen_whole() -> bool:
        card = page.board.card(last)
        assert card is not None
        view = page.board.columns[WEAKNESS].stack.viewport()
        top = card.mapTo(view, QPoint(0, 0)).y()
        return top >= 0 and top + card.height() <= view.height()

    press(Key.Key_Return)
    assert page.board.current == last
    qtbot.waitUntil(is_seen_whole, timeout=2000)


def test_one_key_accepts_an_area_and_one_undo_takes_it_back(page: FindingsPage) -> None:
    expected = {card.finding.id for card in drafts(page)}
    press(Key.Key_G, CTRL | SHIFT)
    assert kept(page).keys() == expected
    assert drafts(page) == []
    assert not page.accept_all_button.isEnabled()
    page.session.undo_stack.undo()
    assert kept(page) == {}
    assert {card.finding.id for card in drafts(page)} == expected


def test_an_edited_draft_is_a_finding_and_a_cancelled_edit_is_not(page: FindingsPage) -> None:
    card = drafts(page)[0]
    identity, text = card.finding.id, card.finding.text
    press(Key.Key_F2)
    type_text(" nei")
    press(Key.Key_Escape)
    assert kept(page) == {}
    press(Key.Key_F2)
    type_text(" ja\r")
    assert kept(page)[identity].text == f"{text} ja"
    assert [c.finding.id for c in page.board.cards].count(identity) == 1


def test_a_moved_draft_is_a_finding_where_it_was_moved(page: FindingsPage) -> None:
    card = next(c for c in drafts(page) if c.finding.kind is WEAKNESS)
    identity = card.finding.id
    page.board.select(identity)
    page.board.focus_current()
    press(Key.Key_Left, ALT)
    assert kept(page)[identity].kind is CHALLENGE
    page.menu.area_move_requested.emit(8)
    assert kept(page)[identity].area == 8


def test_two_drafts_are_joined_into_one_finding_of_both_points(page: FindingsPage) -> None:
    column = page.board.columns[WEAKNESS].cards
    upper, lower = column[0].finding, column[1].finding
    page.board.select(lower.id)
    page.board.focus_current()
    press(Key.Key_J, CTRL)
    (joined,) = kept(page).values()
    assert joined.codes == (upper.code, lower.code)
    assert joined.text == f"{upper.text} {lower.text}"
    shown = {card.finding.code for card in page.board.cards}
    assert lower.code not in shown
    page.session.undo_stack.undo()
    assert kept(page) == {}
    assert lower.id in {card.finding.id for card in drafts(page)}


def test_two_findings_are_joined_and_taken_apart_by_one_undo(page: FindingsPage) -> None:
    press(Key.Key_G, CTRL | SHIFT)
    before = kept(page)
    upper, lower = (card.finding for card in page.board.columns[WEAKNESS].cards[:2])
    page.board.select(lower.id)
    page.board.focus_current()
    press(Key.Key_J, CTRL)
    assert kept(page).keys() == before.keys() - {lower.id}
    assert page.board.current == upper.id
    page.session.undo_stack.undo()
    assert kept(page) == before


def test_a_rejected_draft_stays_away_until_a_filter_shows_it(page: FindingsPage) -> None:
    identity, code = drafts(page)[0].finding.id, drafts(page)[0].finding.code
    press(Key.Key_Delete)
    assert rating(page, code).rejected is not None
    assert page.board.card(identity) is None
    assert count_of(page, FindingFilter.REJECTED) == 1
    page.show_filter(FindingFilter.REJECTED)
    (card,) = page.board.cards
    assert (card.finding.id, card.state) == (identity, CardState.REJECTED)
    press(Key.Key_Delete)
    assert rating(page, code).rejected is None
    page.show_filter(FindingFilter.ALL)
    assert page.board.card(identity) is not None


def test_a_rejected_draft_is_accepted_after_all(page: FindingsPage) -> None:
    identity = drafts(page)[0].finding.id
    press(Key.Key_Delete)
    page.show_filter(FindingFilter.REJECTED)
    press(Key.Key_Return)
    assert kept(page).keys() == {identity}
    assert count_of(page, FindingFilter.REJECTED) == 0


def test_an_untouched_draft_follows_its_point(page: FindingsPage) -> None:
    card = next(c for c in drafts(page) if c.finding.kind is WEAKNESS)
    identity, code = card.finding.id, card.finding.code
    rate_anew(page, code, 4)
    moved = page.board.card(identity)
    assert moved is not None
    assert moved.finding.kind is STRENGTH
    assert moved.finding.text == page.session.assessment.instrument.measure_point(code).strength


def accepted_and_changed(page: FindingsPage) -> Finding:
    card = next(c for c in drafts(page) if c.finding.kind is WEAKNESS)
    page.board.select(card.finding.id)
    page.board.focus_current()
    finding = card.finding
    press(Key.Key_Return)
    rate_anew(page, finding.code, 4)
    page.board.select(finding.id)
    page.board.focus_current()
    return page.session.assessment.findings[finding.id]


def test_an_accepted_draft_says_that_its_point_has_changed_and_is_kept_by_a_key(
    page: FindingsPage,
) -> None:
    finding = accepted_and_changed(page)
    assert kept(page)[finding.id].text == finding.text
    assert page.detail.changed_part.isVisible()
    assert "er nå 4 4 4 4" in page.detail.changed_label.text()
    assert not page.detail.new_draft_label.isVisible()
    press(Key.Key_B, CTRL)
    assert not page.detail.changed_part.isVisible()
    assert kept(page)[finding.id] == replace(finding, basis="4 4 4 4")


def test_the_new_draft_is_seen_by_a_key_and_used_by_another(page: FindingsPage) -> None:
    finding = accepted_and_changed(page)
    strength = page.session.assessment.instrument.measure_point(finding.code).strength
    press(Key.Key_D, CTRL)
    assert page.detail.new_draft_label.isVisible()
    assert strength in page.detail.new_draft_label.text()
    assert kept(page)[finding.id].text == finding.text
    press(Key.Key_Return, CTRL)
    after = kept(page)[finding.id]
    assert (after.kind, after.text, after.basis) == (STRENGTH, strength, "4 4 4 4")
    page.session.undo_stack.undo()
    assert kept(page)[finding.id] == finding


def test_points_without_a_finding_are_a_filter_away_and_get_one_there(
    qtbot: QtBot, page: FindingsPage
) -> None:
    for _ in range(2):
        press(Key.Key_U, CTRL)
    assert page.points_list.hasFocus()
    assert page.without_chip.isChecked()
    code = page.points_list.item(0).text().split()[0]
    with qtbot.waitSignal(page.code_requested) as asked:
        press(Key.Key_Return)
    assert asked.args == ["scoring", code]
    press(Key.Key_3, CTRL)
    type_text("Mangler\r")
    (finding,) = kept(page).values()
    assert (finding.code, finding.kind) == (code, WEAKNESS)


def test_a_finding_linked_to_another_area_moves_there_in_one_step(page: FindingsPage) -> None:
    identity = drafts(page)[0].finding.id
    press(Key.Key_Return)
    page.board.select(identity)
    page.board.focus_current()
    before = kept(page)[identity]
    press(Key.Key_K, CTRL)
    type_text("8.3.1\r")
    after = kept(page)[identity]
    assert (after.code, after.area) == ("8.3.1", 8)
    page.session.undo_stack.undo()
    assert kept(page)[identity] == before


def test_a_finding_is_linked_to_a_question(page: FindingsPage) -> None:
    identity = drafts(page)[0].finding.id
    press(Key.Key_Return)
    page.board.select(identity)
    page.board.focus_current()
    press(Key.Key_K, CTRL)
    type_text("3.2\r")
    assert kept(page)[identity].code == "3.2"


def test_the_same_draft_accepted_on_two_laptops_is_one_finding(
    page: FindingsPage, library: Library, tmp_path: Path
) -> None:
    identity = page.session.assessment.id
    with open_library(tmp_path / "b.kompassdb") as other:
        other.merge(library.packet(identity))
        press(Key.Key_Return)
        (own,) = kept(page).values()
        theirs = other.load(identity)
        other.write(theirs, [Change(None, own)])
        team = theirs.rating(TEAM, "4.1.1")
        other.write(theirs, [Change(team, replace(team, rejected=Sentence.WEAKNESS))])
        library.merge(other.packet(identity))
    assert kept(page) == {own.id: own}
    assert rating(page, "4.1.1").rejected is Sentence.WEAKNESS
    assert library.conflicts(identity) == []

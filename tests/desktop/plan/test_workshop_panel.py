"""A workshop in the window and on the full screen: proposed and voted on by keys, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.plan_records import Improvement, Workshop
from kompass_desktop.assessment.record_ids import ballot_id, new_id
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.language import use_language
from kompass_desktop.desktop.navigation.palette import Palette
from kompass_desktop.desktop.plan.plan_page import PlanPage
from kompass_desktop.desktop.plan.workshop_panel import WorkshopPanel
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import DEFAULT, Language
from tests.desktop.keyboard import CTRL, SHIFT, focus, type_text
from tests.desktop.shown_pages import ShownPages

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(
    small_session: Session, shown_pages: ShownPages, catalogue: AssessmentCatalogue
) -> PlanPage:
    """The plan page at the workshops, of a plan with two improvements."""
    for place, title in enumerate(("Årshjul", "Servicepolicy på nordsamisk: čáŋđ")):
        small_session.put(Improvement(str(place), title, position=float(place)))
    page = shown_pages.show(PlanPage(small_session, catalogue), 1280, 648)
    page.state.show_view("workshop")
    return page


@pytest.fixture
def panel(page: PlanPage) -> WorkshopPanel:
    """The panel with a new workshop of four participants with three dots each."""
    panel = page.workshop_view
    QTest.keyClick(panel.begin_button, Qt.Key.Key_Space)
    panel.participants_box.setValue(4)
    page.session.flush()
    return panel


def kept(page: PlanPage) -> Workshop:
    """Return the one workshop as it is on the disk."""
    (workshop,) = page.session.library.load(page.session.assessment.id).workshops.values()
    return workshop


def dots(panel: WorkshopPanel) -> dict[str, int]:
    """Return the dots by title, as shown and, which must be the same, as they are kept."""
    session = panel.workshop._session
    stored = session.library.load(session.assessment.id)
    workshop = panel.workshop.workshop
    assert workshop is not None
    shown = {card.improvement.title: card.dots for card in panel.cards_view.cards}
    for card in panel.cards_view.cards:
        identity = ballot_id(stored.id, workshop.id, card.improvement.id)
        assert stored.ballots[identity].dots == card.dots
    return shown


def lay_all(panel: WorkshopPanel) -> None:
    panel.lay_button.click()
    palette = panel.findChild(Palette) or panel.window().findChild(Palette)
    assert palette is not None
    QTest.keyClick(palette.field, Qt.Key.Key_Return)


def press(panel: WorkshopPanel, keys: str) -> None:
    panel.cards_view.setFocus()
    QTest.keyClicks(panel.cards_view, keys)


def test_without_a_workshop_the_panel_says_what_one_is(page: PlanPage) -> None:
    panel = page.workshop_view
    assert panel.none_label.isVisible()
    assert not panel.table_part.isVisible()
    assert not panel.screen_button.isVisible()
    QTest.keyClick(panel.begin_button, Qt.Key.Key_N, CTRL | SHIFT)
    assert panel.table_part.isVisible()
    assert panel.title_field.hasFocus()
    page.session.undo_stack.undo()
    assert panel.none_label.isVisible()


def test_the_particulars_are_stored_while_they_are_typed(
    page: PlanPage, panel: WorkshopPanel
) -> None:
    panel.title_field.setFocus()
    panel.title_field.selectAll()
    type_text("Verksted i Kárášjohka")
    panel.date_field.selectAll()
    QTest.keyClicks(panel.date_field, "12.3.2026")
    panel.each_box.setValue(5)
    page.session.flush()
    workshop = kept(page)
    assert (workshop.title, workshop.held_on) == ("Verksted i Kárášjohka", "2026-03-12")
    assert (workshop.participants, workshop.dots_each) == (4, 5)
    assert panel.workshop_box.currentText() == "12.03.2026 · Verksted i Kárášjohka"


def test_a_proposal_is_typed_and_lies_on_the_table(page: PlanPage, panel: WorkshopPanel) -> None:
    panel.service_box.setCurrentText("helse og omsorg")
    QTest.keyClicks(panel.propose_field, "Felles avvikssystem")
    QTest.keyClick(panel.propose_field, Qt.Key.Key_Return)
    assert panel.propose_field.text() == ""
    assert panel.propose_field.hasFocus()
    assert dots(panel) == {"Felles avvikssystem": 0}
    (proposed,) = [i for i in page.session.assessment.improvements.values() if i.workshop]
    assert (proposed.service, proposed.workshop) == ("health", kept(page).id)
    page.session.undo_stack.undo()
    assert dots(panel) == {}
    assert len(page.session.assessment.improvements) == 2


def test_keys_give_dots_and_take_them_away_and_each_is_undone(
    page: PlanPage, panel: WorkshopPanel
) -> None:
    lay_all(panel)
    press(panel, "+3-")
    QTest.keyClick(panel.cards_view, Qt.Key.Key_Down)
    press(panel, "5")
    assert dots(panel) == {"Årshjul": 3, "Servicepolicy på nordsamisk: čáŋđ": 5}
    assert panel.count_label.text() == "8 av 12 prikker gitt"
    assert not panel.too_many_label.isVisible()
    page.session.undo_stack.undo()
    page.session.undo_stack.undo()
    assert dots(panel) == {"Årshjul": 4, "Servicepolicy på nordsamisk: čáŋđ": 0}


def test_an_exact_number_is_typed_for_the_chosen_card(panel: WorkshopPanel) -> None:
    lay_all(panel)
    panel.dots_box.setValue(11)
    assert dots(panel)["Årshjul"] == 11
    press(panel, "+")
    assert panel.dots_box.value() == 12


def test_too_many_dots_are_given_and_told(
    page: PlanPage, panel: WorkshopPanel, qtbot: QtBot
) -> None:
    lay_all(panel)
    press(panel, "9")
    with qtbot.waitSignal(page.message_shown) as message:
        press(panel, "5")
    sentence = "Det er gitt 2 prikker mer enn det er: 4 deltakere × 3."
    assert message.args == [sentence]
    assert panel.too_many_label.text() == sentence
    assert panel.too_many_label.isVisible()
    assert dots(panel)["Årshjul"] == 14
    panel.participants_box.setValue(0)
    page.session.flush()
    assert panel.count_label.text() == "14 prikker gitt"
    assert not panel.too_many_label.isVisible()


def test_ordered_by_dots_the_same_card_stays_the_current_one(panel: WorkshopPanel) -> None:
    lay_all(panel)
    QTest.keyClick(panel.cards_view, Qt.Key.Key_Down)
    panel.order_button.click()
    press(panel, "2")
    titles = [card.improvement.title for card in panel.cards_view.cards]
    assert titles == ["Servicepolicy på nordsamisk: čáŋđ", "Årshjul"]
    press(panel, "+")
    assert dots(panel)["Servicepolicy på nordsamisk: čáŋđ"] == 3
    panel.order_button.click()
    assert [card.improvement.title for card in panel.cards_view.cards] == titles[::-1]


def test_a_card_is_taken_off_the_table_and_stays_in_the_plan(
    page: PlanPage, panel: WorkshopPanel
) -> None:
    lay_all(panel)
    press(panel, "4")
    QTest.keyClick(panel.cards_view, Qt.Key.Key_Delete)
    assert list(dots(panel)) == ["Servicepolicy på nordsamisk: čáŋđ"]
    assert len(page.session.assessment.improvements) == 2
    page.session.undo_stack.undo()
    assert dots(panel)["Årshjul"] == 4


def test_a_closed_workshop_keeps_its_result_until_it_is_reopened(
    page: PlanPage, panel: WorkshopPanel, qtbot: QtBot
) -> None:
    lay_all(panel)
    QTest.keyClick(panel.cards_view, Qt.Key.Key_Down)
    press(panel, "5")
    panel.close_button.click()
    assert kept(page).closed
    assert [card.dots for card in panel.cards_view.cards] == [5, 0]
    with qtbot.waitSignal(page.message_shown) as message:
        press(panel, "+")
    assert "avsluttet" in message.args[0]
    assert [card.dots for card in panel.cards_view.cards] == [5, 0]
    assert not panel.propose_field.isEnabled()
    assert panel.title_field.isReadOnly()
    panel.close_button.click()
    press(panel, "+")
    assert [card.dots for card in panel.cards_view.cards] == [0, 6]


def test_what_is_being_typed_is_kept_when_the_workshop_is_closed(
    page: PlanPage, panel: WorkshopPanel
) -> None:
    panel.title_field.setFocus()
    panel.title_field.selectAll()
    type_text("Siste ord")
    panel.workshop.set_closed(closed=True)
    assert (kept(page).title, kept(page).closed) == ("Siste ord", True)


def test_the_plan_is_ordered_by_the_result_in_one_step(
    page: PlanPage, panel: WorkshopPanel
) -> None:
    lay_all(panel)
    QTest.keyClick(panel.cards_view, Qt.Key.Key_Down)
    press(panel, "1")
    panel.workshop.order_plan()
    assert [i.id for i in page.session.assessment.improvements_in_order()] == ["1", "0"]
    page.session.undo_stack.undo()
    assert [i.id for i in page.session.assessment.improvements_in_order()] == ["0", "1"]


def test_the_newest_workshop_is_shown_and_another_can_be_chosen(
    page: PlanPage, panel: WorkshopPanel
) -> None:
    page.session.put(Workshop(new_id(), "Før", "2020-01-01"))
    assert panel.workshop_box.count() == 2
    assert panel.title_field.text() == "Verksted"
    panel.workshop_box.setCurrentIndex(1)
    panel.workshop_box.activated.emit(1)
    assert panel.title_field.text() == "Før"
    assert panel.nothing_label.isVisible()


def test_a_deleted_workshop_comes_back_with_its_votes(page: PlanPage, panel: WorkshopPanel) -> None:
    lay_all(panel)
    press(panel, "3")
    panel.workshop.remove()
    assert panel.none_label.isVisible()
    page.session.undo_stack.undo()
    assert dots(panel)["Årshjul"] == 3


def test_on_the_full_screen_the_same_keys_vote_and_propose(
    page: PlanPage, panel: WorkshopPanel
) -> None:
    lay_all(panel)
    QTest.keyClick(panel.cards_view, Qt.Key.Key_F11)
    screen = panel.screen_window
    assert screen is not None
    assert screen.isFullScreen()
    QTest.keyClicks(screen.cards_view, "3")
    assert dots(panel)["Årshjul"] == 3
    assert screen.count_label.text() == "3 av 12 prikker gitt"
    QTest.keyClick(screen.cards_view, Qt.Key.Key_N)
    QTest.keyClicks(screen.propose_field, "Nytt fra rommet")
    QTest.keyClick(screen.propose_field, Qt.Key.Key_Return)
    assert "Nytt fra rommet" in dots(panel)
    QTest.keyClick(screen.propose_field, Qt.Key.Key_Escape)
    QTest.keyClicks(screen.cards_view, "9")
    QTest.keyClick(screen.cards_view, Qt.Key.Key_S)
    assert screen.cards_view.cards[0].improvement.title == "Nytt fra rommet"
    QTest.keyClick(screen.cards_view, Qt.Key.Key_Escape)
    assert panel.screen_window is None


def test_on_the_full_screen_only_what_was_done_there_is_undone(
    page: PlanPage, panel: WorkshopPanel
) -> None:
    lay_all(panel)
    press(panel, "2")
    panel.show_full_screen()
    screen = panel.screen_window
    assert screen is not None
    QTest.keyClicks(screen.cards_view, "3")
    for expected in (2, 2):
        QTest.keyClick(screen.cards_view, Qt.Key.Key_Z, CTRL)
        assert dots(panel)["Årshjul"] == expected
    QTest.keyClick(screen.cards_view, Qt.Key.Key_Z, CTRL | SHIFT)
    assert dots(panel)["Årshjul"] == 5


def test_the_full_screen_closes_with_its_view(page: PlanPage, panel: WorkshopPanel) -> None:
    panel.show_full_screen()
    page.state.show_view("table")
    assert panel.screen_window is None


def test_a_finished_assessment_can_have_a_workshop(page: PlanPage, panel: WorkshopPanel) -> None:
    page.session.finish()
    lay_all(panel)
    press(panel, "2")
    assert dots(panel)["Årshjul"] == 2


def test_cards_and_result_are_written_to_files(
    panel: WorkshopPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    lay_all(panel)
    press(panel, "7")
    printing = panel._printing
    with qtbot.waitSignal(printing.files.ended):
        printing.write_cards(tmp_path / "kort.pdf", 6)
    with qtbot.waitSignal(printing.files.ended):
        printing.write_result(tmp_path / "resultat.pdf")
    cards = PdfReader(tmp_path / "kort.pdf").pages[0].extract_text()
    result = PdfReader(tmp_path / "resultat.pdf").pages[0].extract_text()
    assert "Årshjul" in cards
    assert "čáŋđ" in cards
    assert "7 av 12 prikker gitt" in result


@pytest.mark.parametrize("language", [Language.BOKMAL, Language.ENGLISH])
@pytest.mark.parametrize("size", [(1366, 696), (1280, 648)])
def test_everything_has_room(
    small_session: Session,
    shown_pages: ShownPages,
    catalogue: AssessmentCatalogue,
    size: tuple[int, int],
    language: Language,
) -> None:
    use_language(language)
    try:
        page = shown_pages.show(PlanPage(small_session, catalogue), *size)
        page.state.show_view("workshop")
        panel = page.workshop_view
        panel.begin_button.click()
        QApplication.processEvents()
        buttons = (
            panel.begin_button,
            panel.print_button,
            panel.close_button,
            panel.screen_button,
            panel.lay_button,
            panel.order_button,
            panel.off_button,
            panel.each_box,
            panel.dots_box,
        )
        for button in buttons:
            assert button.width() >= button.sizeHint().width()
            right = button.mapTo(page, button.rect().bottomRight())
            assert page.rect().contains(right)
        assert page.minimumSizeHint().width() <= size[0]
    finally:
        use_language(DEFAULT)


def test_the_focus_comes_back_to_the_only_card_that_was_taken_off(
    page: PlanPage, panel: WorkshopPanel
) -> None:
    panel.propose_field.setFocus()
    type_text("Forslag")
    QTest.keyClick(panel.propose_field, Qt.Key.Key_Return)
    panel.cards_view.setFocus()
    QTest.keyClick(panel.cards_view, Qt.Key.Key_Delete)
    assert focus() is panel.propose_field
    page.session.undo_stack.undo()
    assert focus() is panel.cards_view
    QTest.keyClick(panel.cards_view, Qt.Key.Key_Delete)
    type_text("Et annet")
    QTest.keyClick(panel.propose_field, Qt.Key.Key_Return)
    assert focus() is panel.propose_field

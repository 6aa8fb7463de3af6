"""Findings put into the plan by a key, as new improvements and behind others."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.findings.findings_page import FindingsPage
from kompass_desktop.desktop.session import Session
from tests.desktop.keyboard import CTRL, SHIFT, Key, press, type_text
from tests.desktop.shown_pages import ShownPages


@pytest.fixture
def page(
    shown_pages: ShownPages, small_session: Session, catalogue: AssessmentCatalogue
) -> FindingsPage:
    """The page, at a weakness linked to 1.4.1."""
    page = shown_pages.open(FindingsPage(small_session, catalogue))
    page.show_finding(next(iter(small_session.assessment.findings)))
    QApplication.processEvents()
    return page


def is_planned(page: FindingsPage, finding: str) -> bool:
    card = page.board.card(finding)
    assert card is not None
    return "i planen" in card.accessibleName()


def test_one_key_makes_an_improvement_and_says_where_it_is(
    page: FindingsPage, small_session: Session, qtbot: QtBot
) -> None:
    (finding,) = small_session.assessment.findings.values()
    with qtbot.waitSignal(page.message_shown) as said:
        press(Key.Key_T, CTRL | SHIFT)
    assert said.args == ["Funnet er tiltak 1 på siden Plan. Ctrl+Z angrer."]
    (made,) = small_session.assessment.improvements.values()
    assert made.title == finding.text
    assert made.finding_ids == (finding.id,)
    (lift,) = small_session.assessment.lifts.values()
    assert (lift.measure_point, lift.levels) == ("1.4.1", (None,) * 4)
    assert is_planned(page, finding.id)
    small_session.undo_stack.undo()
    assert not small_session.assessment.improvements
    assert not small_session.assessment.lifts
    assert not is_planned(page, finding.id)


def test_a_second_press_makes_no_second_one(
    page: FindingsPage, small_session: Session, qtbot: QtBot
) -> None:
    press(Key.Key_T, CTRL | SHIFT)
    with qtbot.waitSignal(page.message_shown) as said:
        press(Key.Key_T, CTRL | SHIFT)
    assert "allerede" in said.args[0]
    assert len(small_session.assessment.improvements) == 1


def test_a_further_finding_goes_behind_the_same_improvement(
    page: FindingsPage, small_session: Session
) -> None:
    press(Key.Key_T, CTRL | SHIFT)
    other = small_session.add_finding(1, FindingKind.CHALLENGE, "Få svar på høringer", "1.1.2")
    page.show_finding(other.id)
    press(Key.Key_I, CTRL | SHIFT)
    type_text("1\r")
    (improvement,) = small_session.assessment.improvements.values()
    assert improvement.finding_ids[1:] == (other.id,)
    points = [lift.measure_point for lift in small_session.assessment.lifts_of(improvement.id)]
    assert points == ["1.1.2", "1.4.1"]
    assert is_planned(page, other.id)
    small_session.undo_stack.undo()
    (improvement,) = small_session.assessment.improvements.values()
    assert len(improvement.finding_ids) == 1


def test_several_marked_findings_become_one_improvement(
    page: FindingsPage, small_session: Session, qtbot: QtBot
) -> None:
    (first,) = small_session.assessment.findings.values()
    other = small_session.add_finding(1, FindingKind.CHALLENGE, "Få svar på høringer", "1.1.2")
    for finding in (first, other):
        page.show_finding(finding.id)
        press(Key.Key_Space)
    card = page.board.card(first.id)
    assert card is not None
    assert card.is_marked
    with qtbot.waitSignal(page.message_shown) as said:
        press(Key.Key_T, CTRL | SHIFT)
    assert said.args == ["Funnene er tiltak 1 på siden Plan. Ctrl+Z angrer."]
    (made,) = small_session.assessment.improvements.values()
    assert made.finding_ids == (first.id, other.id)
    assert made.text == f"{first.text}\n\n{other.text}"
    assert page.board.marked == []
    assert not card.is_marked


def test_space_marks_and_unmarks_and_another_area_forgets_it(
    page: FindingsPage, small_session: Session
) -> None:
    press(Key.Key_Space)
    press(Key.Key_Space)
    assert page.board.marked == []
    press(Key.Key_Space)
    page.show_area(2)
    page.show_area(1)
    assert page.board.marked == []


def test_a_finished_assessment_gets_its_improvements_too(
    page: FindingsPage, small_session: Session
) -> None:
    small_session.finish()
    press(Key.Key_T, CTRL | SHIFT)
    assert len(small_session.assessment.improvements) == 1


def test_text_being_written_comes_into_the_improvement(
    page: FindingsPage, small_session: Session
) -> None:
    press(Key.Key_Return)
    type_text(" i dag")
    press(Key.Key_T, CTRL | SHIFT)
    (made,) = small_session.assessment.improvements.values()
    assert made.title.endswith("dialog i dag")


def test_the_keys_are_on_the_key_sheet(page: FindingsPage) -> None:
    keys = [action.shortcut().toString() for action in page.actions()]
    assert keys.count("Ctrl+Shift+T") == 1
    assert keys.count("Ctrl+Shift+I") == 1

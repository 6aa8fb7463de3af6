"""The pages of an open assessment, as the window shows them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Interview, Member
from kompass_desktop.assessment.service_areas import UPBRINGING
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.plan.plan_page import PlanPage
from kompass_desktop.desktop.preparation.parts import Part
from kompass_desktop.desktop.preparation.preparation_page import PreparationPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.window.assessment_view import AssessmentView
from kompass_desktop.desktop.window.main_window import SMALLEST
from kompass_desktop.desktop.window.pages import PAGES
from tests.desktop.keyboard import ALT, Key, press

BARS = 72
"""The height of the bars above and below a page, in pixels."""


@pytest.fixture
def view(qtbot: QtBot, catalogue: AssessmentCatalogue, new_session: Session) -> AssessmentView:
    view = AssessmentView(new_session, catalogue)
    qtbot.addWidget(view)
    view.show_last_page()
    view.show()
    return view


def test_the_page_is_kept_as_soon_as_it_is_shown(
    qtbot: QtBot, catalogue: AssessmentCatalogue, view: AssessmentView
) -> None:
    view.show_page("findings")
    # Nothing says good-bye: so it is when the machine goes out.
    again = AssessmentView(view.session, catalogue)
    qtbot.addWidget(again)
    again.show_last_page()
    assert again.page is again.show_page("findings")


def test_enter_presses_the_tab_that_has_the_focus(view: AssessmentView) -> None:
    QTest.keyClick(view.profile_tab, Qt.Key.Key_Return)
    assert view.page is view.show_page("profile")


def test_the_tab_of_the_page_that_is_shown_leaves_the_focus_on_it(view: AssessmentView) -> None:
    page = view.show_page("plan")
    view.plan_tab.setFocus()
    QTest.mouseClick(view.plan_tab, Qt.MouseButton.LeftButton)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused), focused.objectName()


def test_buttons_of_the_team_wait_for_someone_to_act_on(view: AssessmentView) -> None:
    page = view.page
    assert isinstance(page, PreparationPage)
    buttons = (page.remove_member_button, page.member_up_button, page.member_down_button)
    assert enabled(buttons) == [False, False, False]
    view.session.put(Member(new_id(), "Konsulent A", "Leder", 0.0))
    assert enabled(buttons) == [True, False, False]
    view.session.put(Member(new_id(), "Konsulent B", "Intervjuer", 1.0))
    assert enabled(buttons) == [True, True, True]


def enabled(buttons: tuple[QPushButton, ...]) -> list[bool]:
    return [button.isEnabled() for button in buttons]


@pytest.mark.parametrize("key", PAGES)
def test_every_page_has_room_in_the_smallest_window(view: AssessmentView, key: str) -> None:
    needed = view.show_page(key).minimumSizeHint()
    assert needed.width() <= SMALLEST.width()
    assert needed.height() <= SMALLEST.height() - BARS


def test_a_service_area_of_the_plan_leads_to_its_documents(view: AssessmentView) -> None:
    plan = view.show_page("plan")
    assert isinstance(plan, PlanPage)
    plan.state.show_view("services")
    plan.services_view.documents_button.click()
    page = view.page
    assert isinstance(page, PreparationPage)
    assert page.parts.current is Part.DOCUMENTS
    assert page.documents.register.service == UPBRINGING


@pytest.fixture
def interviewed(view: AssessmentView) -> AssessmentView:
    """The assessment with one interview, at question 3.2 in Poenggivning."""
    view.session.put(Interview("of", "mayor", "OF-01"))
    view.show_page("interview").show_code("1.1.1")
    view.page.code_requested.emit("scoring", "3.2.1")
    return view


def at(view: AssessmentView) -> tuple[str, str]:
    """Return the class of the page that is shown, and the code there."""
    page = view.page
    code = page.state.code if isinstance(page, InterviewPage) else getattr(page, "code", "")
    return type(page).__name__, code


def test_alt_left_goes_back_to_the_page_that_one_came_from(interviewed: AssessmentView) -> None:
    interviewed.page.code_requested.emit("interview", "5.1.1")
    interviewed.page.show_code("5.2.1")
    visited = [at(interviewed)]
    for _ in range(3):
        press(Key.Key_Left, ALT)
        visited.append(at(interviewed))
    assert visited == [
        ("InterviewPage", "5.2.1"),
        ("InterviewPage", "5.1.1"),
        ("ScoringPage", "3.2.1"),
        ("InterviewPage", "5.1.1"),
    ]


def test_alt_right_goes_forward_again_to_the_page_that_was_left(
    interviewed: AssessmentView,
) -> None:
    interviewed.page.code_requested.emit("interview", "5.1.1")
    press(Key.Key_Left, ALT)
    assert at(interviewed) == ("ScoringPage", "3.2.1")
    press(Key.Key_Right, ALT)
    assert at(interviewed) == ("InterviewPage", "5.1.1")
    press(Key.Key_Left, ALT)
    assert at(interviewed) == ("ScoringPage", "3.2.1")


def test_alt_left_goes_back_after_a_tab_too(interviewed: AssessmentView) -> None:
    QTest.mouseClick(interviewed.interview_tab, Qt.MouseButton.LeftButton)
    assert at(interviewed) == ("InterviewPage", "1.1.1")
    press(Key.Key_Left, ALT)
    assert at(interviewed) == ("ScoringPage", "3.2.1")


def test_alt_left_stays_where_one_came_from_nowhere(
    interviewed: AssessmentView, catalogue: AssessmentCatalogue, qtbot: QtBot
) -> None:
    again = AssessmentView(interviewed.session, catalogue)
    qtbot.addWidget(again)
    again.show_last_page()
    again.show()
    before = at(again)
    again.page.setFocus()
    press(Key.Key_Left, ALT)
    assert at(again) == before


@pytest.mark.parametrize("width", [1280, 1366])
def test_the_name_of_the_municipality_is_whole_also_beside_conflicts(
    view: AssessmentView, width: int
) -> None:
    view.conflicts_button.show()
    view.conflicts_button.setText("Konflikter (12)")
    view.resize(width, 700)
    layout = view.layout()
    assert layout is not None
    layout.activate()
    assert not view.title_label.is_elided

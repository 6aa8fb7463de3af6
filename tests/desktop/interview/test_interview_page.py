"""Intervju by keys and mouse, on the real page over the real library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan import new_interview
from kompass_desktop.assessment.records import FindingKind, Interview, Mark, Note, Rating
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.instrument.loading import load_instrument
from kompass_desktop.instrument.model import Aspect
from kompass_desktop.storage.exchange.examples import load_example
from kompass_desktop.storage.library import Library
from tests.desktop.shown_pages import ShownPages

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Open = Callable[[Session], InterviewPage]


@pytest.fixture
def open_page(shown_pages: ShownPages, catalogue: AssessmentCatalogue) -> Open:
    """Open the interview page of a session in the window, as large as a small laptop's."""

    def open_page(session: Session) -> InterviewPage:
        page = shown_pages.show(InterviewPage(session, catalogue), 1280, 648)
        page.enter()
        return page

    return open_page


@pytest.fixture
def session(library: Library) -> Session:
    """A new assessment of Karasjok with one planned interview, of the mayor."""
    assessment = karasjok_2025()
    interview = Interview("of", "mayor", "OF-01", planned_at="2025-03-12T09:30", agreed_minutes=60)
    assessment.interviews[interview.id] = interview
    library.add(assessment)
    return Session(library, assessment)


@pytest.fixture
def page(open_page: Open, session: Session) -> InterviewPage:
    """The mayor's interview at question 1.4, with the focus on the measure points."""
    page = open_page(session)
    page.show_code("1.4")
    return page


def karasjok_2025() -> Assessment:
    example = load_example("karasjok-2019")
    assert example is not None
    particulars = replace(example.particulars, id="karasjok-2025", year=2025)
    return Assessment(particulars, example.instrument)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(keys: str) -> None:
    """Type keys where the focus is; "\\r" is Enter, "\\b" Backspace, "\\t" Tab."""
    special = {"\r": Qt.Key.Key_Return, "\b": Qt.Key.Key_Backspace, "\t": Qt.Key.Key_Tab}
    for key in keys:
        if key in special:
            QTest.keyClick(focus(), special[key])
        elif key.isascii():
            QTest.keyClicks(focus(), key)
        else:
            # QTest knows no key for á or ø; a keyboard's own driver sends this.
            event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, key)
            QApplication.sendEvent(focus(), event)


def press_key(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifiers)


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def rating(page: InterviewPage, code: str) -> Rating:
    """The rating as it is stored in the library."""
    stored = page.session.library.load(page.session.assessment.id)
    return stored.rating("of", code)


def stored_notes(page: InterviewPage) -> list[Note]:
    stored = page.session.library.load(page.session.assessment.id)
    return stored.notes_of(interview_id(page))


def interview_id(page: InterviewPage) -> str:
    assert page.interview is not None
    return page.interview.id


def wait_for_notes(qtbot: QtBot, page: InterviewPage, *texts: str) -> None:
    qtbot.waitUntil(lambda: [note.text for note in stored_notes(page)] == list(texts))


# Rating


def test_four_digits_and_enter_rate_a_measure_point(page: InterviewPage) -> None:
    press("\r")
    first = page.state.code
    press("3210\r")
    assert rating(page, first).levels == (3, 2, 1, 0)
    assert page.state.code != first
    assert page.points.open_code == page.state.code
    assert page.points.card.hasFocus()


def test_digits_walk_through_a_whole_question(page: InterviewPage) -> None:
    asked = [row.code for row in page.points.rows]
    press("".join("4321\r" for _ in asked))
    assert all(rating(page, code).levels == (4, 3, 2, 1) for code in asked)
    assert not page.state.code.startswith("1.4")


def test_a_digit_on_a_question_opens_its_first_unrated_measure_point(page: InterviewPage) -> None:
    assert page.points.open_code == ""
    press("2")
    first = page.points.rows[0].code
    assert page.points.open_code == first
    assert rating(page, first).levels == (2, None, None, None)
    assert page.points.card.aspect is Aspect.EXTENT


def test_another_letter_opens_nothing(page: InterviewPage) -> None:
    press("x")
    assert page.points.open_code == ""


def test_the_number_pad_rates_too(page: InterviewPage) -> None:
    for key in (Qt.Key.Key_3, Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_0):
        press_key(key, Qt.KeyboardModifier.KeypadModifier)
    first = page.points.rows[0].code
    press_key(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert rating(page, first).levels == (3, 2, 1, 0)
    assert page.state.code == page.points.rows[1].code


def test_a_fifth_digit_rates_nothing(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    press("32104")
    assert rating(page, "1.4.1").levels == (3, 2, 1, 0)
    assert page.state.code == "1.4.1"


def test_a_digit_above_four_rates_nothing(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    press("579")
    assert rating(page, "1.4.1").is_empty


def test_backspace_takes_back_the_last_level(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    press("321\b")
    assert rating(page, "1.4.1").levels == (3, 2, None, None)
    assert page.points.card.aspect is Aspect.RESULT
    press("\b4")
    assert rating(page, "1.4.1").levels == (3, 4, None, None)


def test_a_rating_is_stored_before_the_next_key(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    press("3")
    assert rating(page, "1.4.1").system == 3
    assert page.session.is_saved


@pytest.mark.parametrize(
    ("letter", "aspect"),
    [("s", Aspect.SYSTEM), ("o", Aspect.EXTENT), ("R", Aspect.RESULT), ("e", Aspect.EVALUATION)],
)
def test_a_letter_chooses_the_aspect(page: InterviewPage, letter: str, aspect: Aspect) -> None:
    page.show_code("1.4.1")
    press(letter + "2")
    assert rating(page, "1.4.1").level(aspect) == 2


def test_flags_are_set_and_taken_back_by_their_letters(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    press("pif")
    given = rating(page, "1.4.1")
    assert (given.planned_only, given.not_in_focus, given.follow_up) == (True, True, True)
    press("pif")
    taken = rating(page, "1.4.1")
    assert (taken.planned_only, taken.not_in_focus, taken.follow_up) == (None, None, False)


def test_flags_and_levels_are_set_with_the_mouse(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    card = page.points.card
    click(card.rows[1].buttons[3])
    box = card.planned_only_box
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, box.height() // 2))
    assert rating(page, "1.4.1").extent == 3
    assert rating(page, "1.4.1").planned_only is True
    assert card.aspect is Aspect.RESULT


def test_a_click_on_a_line_opens_it_and_its_rating_has_the_focus(page: InterviewPage) -> None:
    click(page.points.rows[1])
    assert page.points.open_code == page.points.rows[1].code
    press("\t")
    click(page.points.rows[0])
    assert page.points.card.hasFocus()


def test_undo_takes_back_a_rating_and_goes_to_its_aspect(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    press("32")
    page.session.undo_stack.undo()
    assert rating(page, "1.4.1").levels == (3, None, None, None)
    assert page.points.card.aspect is Aspect.EXTENT
    assert not any(button.isChecked() for button in page.points.card.rows[1].buttons)
    page.session.undo_stack.redo()
    assert rating(page, "1.4.1").levels == (3, 2, None, None)


def test_a_rating_moves_the_points_the_profile_and_the_progress(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    before = page.grab().toImage()
    press("4444")
    assert "4,3" in page.points_label.text()
    assert page.profile.total_label.text() == "4"
    assert page.profile.status_label.text() == "foreløpig"
    assert page.unrated_chip.text() == "Ikke vurdert: 54"
    assert page.grab().toImage() != before


def test_what_to_ask_and_the_anchors_that_fit_stand_in_the_open_measure_point(
    page: InterviewPage,
) -> None:
    card = page.points.card
    page.show_code("1.4.2")
    assert card.ask_label.text() == "Hvor kan en innbygger treffe politikerne utenom valgkampen?"
    assert card.ask_label.isVisible()
    press("34")
    assert card.rows[1].anchor_text == "omfatter alle lokalsamfunnene"
    click(page.all_chip)
    page.show_code("1.4.7")
    press("34")
    assert card.ask_label.text().startswith("Hvordan bruker dere sosiale medier")
    assert card.rows[1].anchor_text == "brukes i hele kommunen"


def test_nothing_is_shown_to_ask_where_an_older_instrument_has_nothing(
    open_page: Open, library: Library
) -> None:
    earlier = load_instrument(Path(__file__).parents[2] / "instrument" / "format_1.toml")
    particulars = replace(karasjok_2025().particulars, id="older")
    assessment = Assessment(particulars, earlier)
    interview = Interview("of", "mayor", "OF-01")
    assessment.interviews[interview.id] = interview
    library.add(assessment)
    page = open_page(Session(library, library.load("older")))
    page.show_code("1.4.2")
    assert page.points.open_code == "1.4.2"
    assert not page.points.card.ask_label.isVisible()
    press("34")
    assert page.points.card.rows[1].anchor_text == "brukes i hele kommunen"


def test_the_interviews_of_a_group_take_turns_at_its_question_sets(page: InterviewPage) -> None:
    for chip, areas in (("Virksomhet A: ", "1234"), ("Virksomhet B: ", "5678")):
        page.begin_interview("unit_leaders")
        assert page.group_chip.text().startswith(chip)
        route = page.state.point_filter
        assert route is not None
        assert {code[0] for code in route.group} >= set(areas)


def test_this_interview_alone_is_shown_without_the_team(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    press("4444")
    page.session.set_rating(replace(page.session.assessment.rating("", "1.4.1"), planned_only=True))
    assert page.profile.total_label.text() == "0"
    press_key(Qt.Key.Key_P, CTRL | SHIFT)
    assert page.profile.total_label.text() == "4"
    press("\b")
    assert page.profile.total_label.text() == "3"


# Where one is


def test_the_arrows_go_from_aspect_to_aspect_and_on_to_the_next(page: InterviewPage) -> None:
    first, second = (row.code for row in page.points.rows[:2])
    page.show_code(first)
    for _ in range(4):
        press_key(Qt.Key.Key_Down)
    assert page.state.code == second
    press_key(Qt.Key.Key_Up)
    assert page.state.code == first
    assert page.points.card.aspect is Aspect.EVALUATION


def test_tab_leads_to_the_notes_and_back(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    press("\t")
    assert page.notes.isAncestorOf(focus())
    press("\t")
    assert page.points.card.hasFocus()
    press_key(Qt.Key.Key_Backtab, SHIFT)
    assert page.notes.isAncestorOf(focus())


def test_escape_closes_the_measure_point_and_keeps_the_focus(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    press_key(Qt.Key.Key_Escape)
    assert page.points.open_code == ""
    assert page.state.code == "1.4"
    assert page.points.hasFocus()


def test_the_panes_take_the_focus(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    assert len(page.panes()) == 5
    for pane in page.panes():
        pane.setFocus(Qt.FocusReason.TabFocusReason)
        assert pane is focus() or pane.isAncestorOf(focus())


def test_go_to_finds_a_word_without_its_marks_and_leads_to_the_notes(page: InterviewPage) -> None:
    press_key(Qt.Key.Key_G, CTRL)
    press("ungdomsrad\r")
    assert page.state.code == "1.4.6"
    assert page.points.open_code == "1.4.6"
    assert page.notes.isAncestorOf(focus())


def test_go_to_finds_a_code(page: InterviewPage) -> None:
    press_key(Qt.Key.Key_G, CTRL)
    press("3.2\r")
    assert page.state.code == "3.2"
    assert page.title_label.text().startswith("3.2 ")


def test_alt_left_comes_back_and_alt_right_goes_on(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    page.show_code("3.2")
    page.show_code("5.1.1")
    press_key(Qt.Key.Key_Left, ALT)
    assert page.state.code == "3.2"
    press_key(Qt.Key.Key_Left, ALT)
    assert page.state.code == "1.4.1"
    press_key(Qt.Key.Key_Right, ALT)
    assert page.state.code == "3.2"


def test_steps_within_a_question_are_not_gone_back_one_by_one(page: InterviewPage) -> None:
    page.show_code("3.2")
    page.show_code("1.4.1")
    press("\r\r")
    press_key(Qt.Key.Key_Left, ALT)
    assert page.state.code == "3.2"


def test_questions_and_measure_points_are_stepped_through_from_the_notes(
    page: InterviewPage,
) -> None:
    press("\t")
    press_key(Qt.Key.Key_Down, CTRL)
    assert page.state.code == page.points.rows[0].code
    press_key(Qt.Key.Key_Up, ALT)
    assert page.state.code == "1.3"
    press_key(Qt.Key.Key_Down, ALT)
    assert page.state.code == "1.4"
    assert page.notes.isAncestorOf(focus())


def test_alt_and_a_number_lead_to_an_area(page: InterviewPage) -> None:
    press_key(Qt.Key.Key_7, ALT)
    assert page.state.code.startswith("7.")


def test_the_end_of_the_way_is_said(page: InterviewPage, qtbot: QtBot) -> None:
    page.show_code("8.7")
    with qtbot.waitSignal(page.message_shown):
        press_key(Qt.Key.Key_Down, ALT)
    assert page.state.code.startswith("8.")


def test_a_click_in_the_tree_leads_to_a_question(page: InterviewPage, qtbot: QtBot) -> None:
    index = page.tree.model().index(0, 0)
    question = page.tree.model().index(1, 0, index)
    QTest.mouseClick(
        page.tree.viewport(),
        Qt.MouseButton.LeftButton,
        pos=page.tree.visualRect(question).center(),
    )
    assert page.state.code == "1.2"
    assert page.points.hasFocus()


# Which measure points


def test_only_the_groups_measure_points_are_shown_until_all_are_asked_for(
    page: InterviewPage,
) -> None:
    group = page.session.assessment.instrument.measure_points_of("mayor")
    assert page.group_chip.text() == f"Ordfører: {len(group)}"
    assert page.all_chip.text() == "Alle 165"
    assert "1.4.7" not in [row.code for row in page.points.rows]
    click(page.all_chip)
    assert [row.code for row in page.points.rows] == [f"1.4.{n}" for n in range(1, 8)]
    assert not page.points.rows[6].is_asked
    assert page.points.rows[0].is_asked


def test_what_is_not_rated_is_one_filter_away(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    press("3210")
    click(page.unrated_chip)
    page.show_code("3.2")
    page.show_code("1.4")
    assert "1.4.1" not in [row.code for row in page.points.rows]
    assert page.unrated_chip.text() == "Ikke vurdert: 54"


def test_a_measure_point_stays_in_the_filter_while_it_is_rated(page: InterviewPage) -> None:
    click(page.unrated_chip)
    page.show_code("1.4.1")
    press("3210")
    assert page.points.open_code == "1.4.1"
    press("\r")
    assert page.state.code == "1.4.2"


def test_a_key_goes_through_the_filters(page: InterviewPage) -> None:
    press_key(Qt.Key.Key_U, CTRL)
    assert page.all_chip.isChecked()
    press_key(Qt.Key.Key_U, CTRL)
    assert page.unrated_chip.isChecked()
    press_key(Qt.Key.Key_U, CTRL)
    assert page.group_chip.isChecked()


def test_a_measure_point_outside_the_filter_can_be_gone_to(page: InterviewPage) -> None:
    page.show_code("1.4.7")
    assert page.points.open_code == "1.4.7"
    assert page.group_chip.isChecked()


# Notes


def test_what_is_typed_is_saved_by_itself(page: InterviewPage, qtbot: QtBot) -> None:
    page.show_code("1.4.1")
    press("\t")
    press("Folk mates på butikken")
    assert stored_notes(page) == []
    wait_for_notes(qtbot, page, "Folk mates på butikken")
    (note,) = stored_notes(page)
    assert note.code == "1.4.1"
    assert note.begun_at


def test_nothing_typed_is_lost_when_the_page_is_left(page: InterviewPage) -> None:
    press("\t")
    press("Kárášjohka")
    page.leave()
    assert [note.text for note in stored_notes(page)] == ["Kárášjohka"]


def test_notes_keep_their_place_and_size_while_measure_points_open(page: InterviewPage) -> None:
    page.show_code("1.4")
    before = page.notes.mapTo(page, QPoint(0, 0)), page.notes.size()
    page.show_code("1.4.2")
    QApplication.processEvents()
    assert (page.notes.mapTo(page, QPoint(0, 0)), page.notes.size()) == before


def test_a_line_that_begins_with_a_code_goes_there(page: InterviewPage, qtbot: QtBot) -> None:
    press("\t")
    press("3.2 målene er for mange\r")
    qtbot.waitUntil(lambda: [note.code for note in stored_notes(page)] == ["3.2"])


def test_a_line_is_moved_with_a_key(page: InterviewPage, qtbot: QtBot) -> None:
    press("\t")
    press("Budsjettet er vedtatt")
    press_key(Qt.Key.Key_M, CTRL)
    press("5.2.3\r")
    qtbot.waitUntil(lambda: [note.code for note in stored_notes(page)] == ["5.2.3"])
    assert page.state.code == "1.4"
    assert page.notes.isAncestorOf(focus())


def test_the_whole_interviews_notes_are_a_key_away(page: InterviewPage) -> None:
    press("\t")
    press("Om dialog")
    page.show_code("3.2")
    scopes = [page.notes.scope]
    for _ in range(2):
        press_key(Qt.Key.Key_E, CTRL)
        scopes.append(page.notes.scope)
    assert scopes == ["3.2", None, "3.2"]
    assert page.question_scope_chip.isChecked()


def test_notes_of_a_new_question_begin_on_a_line_of_their_own(
    page: InterviewPage, qtbot: QtBot
) -> None:
    press("\t")
    press("Om dialog")
    press_key(Qt.Key.Key_Down, ALT)
    press("Om etikk")
    press_key(Qt.Key.Key_Up, ALT)
    press("Mer om dialog")
    qtbot.waitUntil(
        lambda: (
            sorted((note.code, note.text) for note in stored_notes(page))
            == [("1.4", "Mer om dialog"), ("1.4", "Om dialog"), (next_question(page), "Om etikk")]
        )
    )


def next_question(page: InterviewPage) -> str:
    assert page.state.point_filter is not None
    code = page.state.point_filter.question_from("1.4", 1)
    assert code is not None
    return code


# Findings


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (Qt.Key.Key_1, FindingKind.STRENGTH),
        (Qt.Key.Key_2, FindingKind.CHALLENGE),
        (Qt.Key.Key_3, FindingKind.WEAKNESS),
    ],
)
def test_a_line_becomes_a_finding_that_remembers_where_it_came_from(
    page: InterviewPage, key: Qt.Key, kind: FindingKind
) -> None:
    page.show_code("1.4.1")
    press("\t")
    press("Folkemøter hvert halvår")
    press_key(key, CTRL)
    stored = page.session.library.load(page.session.assessment.id)
    (finding,) = stored.findings.values()
    (note,) = stored.notes.values()
    assert (finding.area, finding.kind, finding.text) == (1, kind, "Folkemøter hvert halvår")
    assert (finding.code, finding.note) == ("1.4.1", note.id)
    assert note.mark is Mark(kind.value)


def test_selected_text_becomes_the_finding(page: InterviewPage) -> None:
    press("\t")
    press("Ja, vi har folkemøter")
    for _ in range(len("folkemøter")):
        press_key(Qt.Key.Key_Left, SHIFT)
    click(page.strength_button)
    assert [f.text for f in page.session.assessment.findings.values()] == ["folkemøter"]


def test_ctrl_z_in_the_notes_takes_a_new_finding_back(page: InterviewPage, qtbot: QtBot) -> None:
    press("\t")
    press("Ingen faste møteplasser")
    with qtbot.waitSignal(page.message_shown) as said:
        press_key(Qt.Key.Key_3, CTRL)
    assert "Ctrl+Z" in said.args[0]
    press_key(Qt.Key.Key_Z, CTRL)
    assert page.session.assessment.findings == {}
    (note,) = stored_notes(page)
    assert (note.text, note.mark) == ("Ingen faste møteplasser", None)


def test_ctrl_z_after_more_typing_takes_back_the_typing(page: InterviewPage) -> None:
    press("\t")
    press("Ingen møteplasser")
    press_key(Qt.Key.Key_3, CTRL)
    press("\rMer")
    press_key(Qt.Key.Key_Z, CTRL)
    assert len(page.session.assessment.findings) == 1


def test_an_empty_line_makes_no_finding_and_says_why(page: InterviewPage, qtbot: QtBot) -> None:
    press("\t")
    with qtbot.waitSignal(page.message_shown):
        press_key(Qt.Key.Key_1, CTRL)
    assert page.session.assessment.findings == {}


def test_a_line_is_marked_for_following_up(page: InterviewPage) -> None:
    press("\t")
    press("Spør rådmannen")
    press_key(Qt.Key.Key_4, CTRL)
    assert [note.mark for note in stored_notes(page)] == [Mark.FOLLOW_UP]


# Interviews


def test_the_interview_is_said_above_the_question(page: InterviewPage) -> None:
    assert page.chooser.text() == "Intervju 1 av 1 · Ordfører · 12. mars 2025 09:30"


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
def test_without_interviews_the_page_offers_one(open_page: Open, new_session: Session) -> None:
    page = open_page(new_session)
    assert page.stack.currentWidget() is page.empty_page
    press_key(Qt.Key.Key_N, CTRL)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert page.stack.currentWidget() is page.work_page
    assert page.interview is not None
    assert page.interview.id in new_session.assessment.interviews


def test_an_unplanned_interview_gets_the_next_code_of_its_group(page: InterviewPage) -> None:
    page.begin_interview("mayor")
    page.begin_interview("unit_leaders")
    codes = [i.code for i in page.session.assessment.interviews_in_order()]
    assert codes == ["OF-01", "OF-02", "VL-01"]
    assert page.interview is not None
    assert page.interview.code == "VL-01"
    assert page.group_chip.text().startswith("Virksomhet A: ")


def test_an_interview_is_chosen_in_the_list(page: InterviewPage, qtbot: QtBot) -> None:
    page.session.put(new_interview(page.session.assessment, "staff"))
    menu = page.chooser.menu()
    assert menu is not None
    staff = next(action for action in menu.actions() if action.text().startswith("ST-01"))
    staff.trigger()
    assert page.interview is not None
    assert page.interview.code == "ST-01"


def test_each_interview_has_its_own_notes(page: InterviewPage) -> None:
    press("\t")
    press("Ordføreren sier")
    page.begin_interview("staff")
    press("\t")
    press("Staben sier")
    page.leave()
    assert [note.text for note in stored_notes(page)] == ["Staben sier"]
    page.show_interview("of")
    assert [note.text for note in stored_notes(page)] == ["Ordføreren sier"]


def test_an_interview_that_is_removed_elsewhere_is_left(page: InterviewPage) -> None:
    record = page.interview
    assert record is not None
    page.session.remove(record)
    assert page.interview is None
    assert page.stack.currentWidget() is page.empty_page


def test_one_comes_back_the_next_day_to_where_one_was(
    page: InterviewPage, open_page: Open, session: Session
) -> None:
    page.begin_interview("staff")
    page.show_code("3.2.1")
    page.leave()
    page.close()
    again = open_page(Session(session.library, session.library.load(session.assessment.id)))
    assert again.interview is not None
    assert again.interview.code == "ST-01"
    assert again.state.code == "3.2.1"
    again.show_interview("of")
    assert again.state.code == "1.4"


def test_the_filter_the_notes_and_the_scrolling_come_back_too(
    page: InterviewPage, open_page: Open, session: Session, qtbot: QtBot
) -> None:
    click(page.all_chip)
    click(page.whole_scope_chip)
    page.show_code("1.4.1")
    QApplication.processEvents()
    bar = page.points.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.leave()
    page.close()
    again = open_page(Session(session.library, session.assessment))
    assert again.all_chip.isChecked()
    assert again.notes.scope is None
    assert bar.value() > 0
    qtbot.waitUntil(lambda: again.points.verticalScrollBar().value() == bar.value())


def test_a_note_can_be_shown(page: InterviewPage, qtbot: QtBot) -> None:
    press("\t")
    press("Om dialog")
    page.leave()
    (note,) = stored_notes(page)
    page.begin_interview("staff")
    page.show_note(note.id)
    assert interview_id(page) == "of"
    current = page.notes.current_note()
    assert current is not None
    assert current.id == note.id


# Last time


def test_the_last_assessment_is_shown_beside_the_measure_point(
    library: Library, session: Session, open_page: Open, qtbot: QtBot
) -> None:
    earlier = load_example("karasjok-2019")
    assert earlier is not None
    library.add(earlier)
    page = open_page(session)
    page.show_code("1.4.7")
    qtbot.waitUntil(lambda: "2019: " in page.points.card.look_for_label.text())
    assert "2019: 7,4 av 30" in page.status_label.text()


# The clock


class FakeTime:
    """A clock that shows the time that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def hand(page: InterviewPage) -> FakeTime:
    time = FakeTime()
    page.clock.set_time_source(time)
    return time


def stored_interview(page: InterviewPage) -> Interview:
    stored = page.session.library.load(page.session.assessment.id)
    return stored.interviews[interview_id(page)]


def test_time_counts_only_while_the_clock_runs(page: InterviewPage, hand: FakeTime) -> None:
    press_key(Qt.Key.Key_T, CTRL)
    hand.now = 48 * 60 + 5
    press_key(Qt.Key.Key_T, CTRL)
    hand.now = 9999
    assert page.clock.time_label.text() == "00:48"
    assert stored_interview(page).elapsed_seconds == 48 * 60 + 5
    assert stored_interview(page).started_at


def test_time_is_stored_every_ten_seconds(page: InterviewPage, hand: FakeTime) -> None:
    click(page.clock.run_button)
    hand.now = 9
    page.clock.tick()
    assert stored_interview(page).elapsed_seconds == 0
    hand.now = 10
    page.clock.tick()
    assert stored_interview(page).elapsed_seconds == 10


def test_the_pace_is_said_and_lagging_shows(page: InterviewPage, hand: FakeTime) -> None:
    page.show_code("1.4.1")
    press("3")
    click(page.clock.run_button)
    hand.now = 64 * 36
    page.clock.tick()
    assert page.clock.pace_label.text() == "4 % av spørsmålene på 64 % av tiden"
    assert page.clock.pace_label.property("role") == "small-error"


def test_a_note_covers_its_question_as_a_rating_does(page: InterviewPage, hand: FakeTime) -> None:
    assert page.clock.pace_label.text() == "0 av 23 spørsmål berørt"
    press("\t")
    press("Noe om dialog")
    page.session.flush()
    assert page.clock.pace_label.text() == "1 av 23 spørsmål berørt"


def test_the_agreed_length_is_chosen(page: InterviewPage, hand: FakeTime) -> None:
    menu = page.clock.length_button.menu()
    assert menu is not None
    next(action for action in menu.actions() if action.data() == 90).trigger()
    assert stored_interview(page).agreed_minutes == 90
    assert page.clock.length_button.text() == "av 01:30"


def test_finishing_an_interview_pauses_it(page: InterviewPage, hand: FakeTime) -> None:
    press_key(Qt.Key.Key_T, CTRL)
    hand.now = 5
    press_key(Qt.Key.Key_T, CTRL | SHIFT)
    assert not page.clock.is_running
    assert stored_interview(page).finished
    assert stored_interview(page).elapsed_seconds == 5
    click(page.clock.finish_button)
    assert not stored_interview(page).finished


def test_a_finished_interview_that_is_started_again_is_not_finished(
    page: InterviewPage, hand: FakeTime
) -> None:
    click(page.clock.finish_button)
    press_key(Qt.Key.Key_T, CTRL)
    assert not stored_interview(page).finished


def test_that_an_interview_is_held_is_shown_in_full(page: InterviewPage) -> None:
    click(page.clock.finish_button)
    QApplication.processEvents()
    button = page.clock.finish_button
    assert button.text() == "✓ Gjennomført"
    assert button.width() >= button.sizeHint().width()


def test_a_time_that_cannot_be_read_is_shown_as_it_is(page: InterviewPage) -> None:
    record = page.interview
    assert record is not None
    page.session.put(replace(record, planned_at="etter lunsj"))
    assert page.chooser.text() == "Intervju 1 av 1 · Ordfører · etter lunsj"


def test_another_interview_has_its_own_time(page: InterviewPage, hand: FakeTime) -> None:
    press_key(Qt.Key.Key_T, CTRL)
    hand.now = 120
    page.begin_interview("staff")
    assert page.clock.seconds == 0
    assert not page.clock.is_running
    assert page.session.assessment.interviews["of"].elapsed_seconds == 120


# The whole


def test_no_key_means_two_things(page: InterviewPage) -> None:
    keys = [keys.toString() for action in page.actions() for keys in action.shortcuts()]
    assert len(keys) == len(set(keys))
    taken = {"Ctrl+F", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+PgUp", "Ctrl+PgDown", "F1", "F6", "Ctrl+W"}
    assert not taken & set(keys)


def test_every_button_has_a_name_for_screen_readers(page: InterviewPage) -> None:
    from PySide6.QtWidgets import QAbstractButton

    nameless = [
        button.objectName()
        for button in page.findChildren(QAbstractButton)
        if button.isVisible() and not (button.accessibleName() or button.text())
    ]
    assert nameless == []


def test_it_fits_the_smallest_screen(page: InterviewPage) -> None:
    assert page.minimumSizeHint().width() <= 1280
    assert page.minimumSizeHint().height() <= 648


def test_seven_measure_points_and_five_lines_of_notes_fit(
    page: InterviewPage, qtbot: QtBot
) -> None:
    page.resize(1366, 696)
    click(page.all_chip)
    page.show_code("1.4.3")
    QApplication.processEvents()
    assert page.points.verticalScrollBar().maximum() == 0
    editor = page.notes.focusProxy()
    assert editor is not None
    assert editor.height() >= 5 * 22


# Text typed at the ratings


SENTENCES = (
    "Politisk info på facebook 3 ganger i uka",
    "2021 kom planen",
    "siden 2021 har vi gjort det",
    "fire av fem",
    "IKT-plan fra 2021",
    "ROS-analyse",
    "«Vi møter folk på butikken»",
    "4H-klubben",
    "Er det slik?",
    "– ja",
    "8 av 10",
)


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("place", ["1.4", "1.4.1"])
def test_text_typed_at_the_ratings_is_a_note_and_rates_nothing(
    qtbot: QtBot, page: InterviewPage, place: str, text: str
) -> None:
    page.session.set_rating(replace(page.session.assessment.rating("of", "1.4.1"), system=1))
    page.session.undo_stack.clear()
    page.show_code(place)
    before = [rating(page, row.code) for row in page.points.rows]
    with qtbot.waitSignal(page.message_shown, check_params_cb=lambda text: "er tekst" in text):
        press(text)
    assert [rating(page, row.code) for row in page.points.rows] == before
    assert page.session.undo_stack.count() == 0
    page.session.flush()
    assert [(note.text, note.code) for note in stored_notes(page)] == [(text, place)]
    assert page.notes.isAncestorOf(focus())
    assert page.state.code == place


def test_text_after_a_rating_takes_nothing_of_it_back(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    press("3210F")
    press("ølger opp")
    assert rating(page, "1.4.1").levels == (3, 2, 1, 0)
    assert not rating(page, "1.4.1").follow_up
    page.session.flush()
    assert [note.text for note in stored_notes(page)] == ["Følger opp"]
    page.session.undo_stack.undo()
    assert rating(page, "1.4.1").levels == (3, 2, 1, None)


def test_text_pasted_at_the_ratings_is_a_note(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    QApplication.clipboard().setText("Planen\nkom i 2021")
    press_key(Qt.Key.Key_V, CTRL)
    assert rating(page, "1.4.1").is_empty
    page.session.flush()
    assert [note.text for note in stored_notes(page)] == ["Planen kom i 2021"]


def test_text_typed_into_the_card_without_the_focus_stays_text(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    QTest.keyClicks(page.points.card, "siden 2021 3 ganger")
    assert rating(page, "1.4.1").is_empty
    page.session.flush()
    assert [note.text for note in stored_notes(page)] == ["siden 2021 3 ganger"]


def test_backspace_in_what_may_be_text_takes_the_last_character(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    press("20 9\b\b")
    press("21 kom")
    assert rating(page, "1.4.1").is_empty
    page.session.flush()
    assert [note.text for note in stored_notes(page)] == ["2021 kom"]


def test_coming_back_to_a_measure_point_is_at_the_aspect_where_one_was(
    page: InterviewPage,
) -> None:
    page.show_code("1.4.1")
    press("R2")
    assert page.points.card.aspect is Aspect.EVALUATION
    press_key(Qt.Key.Key_Down, CTRL)
    press_key(Qt.Key.Key_Up, CTRL)
    assert page.state.code == "1.4.1"
    assert page.points.card.aspect is Aspect.EVALUATION
    press("\t\t")
    assert page.points.card.aspect is Aspect.EVALUATION
    press("3")
    assert rating(page, "1.4.1").levels == (None, None, 2, 3)


# The filter is walked within


@pytest.fixture
def half_rated(page: InterviewPage) -> InterviewPage:
    """All that the mayor is asked is rated but three points, which one goes through."""
    asked = [point.code for point in page.session.assessment.instrument.measure_points_of("mayor")]
    left = left_of(page)
    for code in asked:
        if code not in left:
            empty = page.session.assessment.rating("of", code)
            page.session.set_rating(replace(empty, system=3, extent=2, result=2, evaluation=2))
    click(page.unrated_chip)
    page.show_code(left[0])
    return page


def left_of(page: InterviewPage) -> list[str]:
    """Two measure points of one question, and the last one that the mayor is asked."""
    asked = [point.code for point in page.session.assessment.instrument.measure_points_of("mayor")]
    pairs = pairwise(asked)
    pair = next(pair for pair in pairs if pair[0].rpartition(".")[0] == pair[1].rpartition(".")[0])
    return [*pair, asked[-1]]


def test_enter_goes_through_what_is_not_rated_and_digits_touch_nothing_else(
    half_rated: InterviewPage,
) -> None:
    left = left_of(half_rated)
    assessment = half_rated.session.assessment
    others = {point.code for point in assessment.instrument.measure_points} - set(left)
    before = {code: assessment.rating("of", code) for code in others}
    been = []
    for _ in range(5):
        been.append(half_rated.state.code)
        press("0000\r")
    assert been[:3] == left
    assert {code: assessment.rating("of", code) for code in others} == before
    assert all(assessment.rating("of", code).levels == (0, 0, 0, 0) for code in left)


def test_a_rated_point_is_not_come_back_to(half_rated: InterviewPage) -> None:
    left = left_of(half_rated)
    press("1111")
    assert half_rated.state.code == left[0]
    press_key(Qt.Key.Key_Down, CTRL)
    assert half_rated.state.code == left[1]
    press_key(Qt.Key.Key_Up, CTRL)
    assert half_rated.state.code != left[0]


def test_what_the_filter_leaves_out_is_not_rated_before_a_click(
    half_rated: InterviewPage,
) -> None:
    instrument = half_rated.session.assessment.instrument
    asked = [point.code for point in instrument.measure_points_of("mayor")]
    outside = next(code for code in asked if code not in left_of(half_rated))
    before = rating(half_rated, outside)
    half_rated.show_code(outside)
    press("4")
    assert rating(half_rated, outside) == before
    click(half_rated.points.card)
    press("S4")
    assert rating(half_rated, outside).system == 4


def test_a_digit_on_a_rated_question_changes_nothing(half_rated: InterviewPage) -> None:
    press("1111")
    press_key(Qt.Key.Key_Down, CTRL)
    press("1111")
    question = half_rated.state.code.rpartition(".")[0]
    half_rated.show_code("3.2")
    half_rated.show_code(question)
    assessment = half_rated.session.assessment
    before = [assessment.rating("of", row.code) for row in half_rated.points.rows]
    press("0000")
    assert [assessment.rating("of", row.code) for row in half_rated.points.rows] == before


def test_an_empty_point_of_another_group_can_be_rated_where_one_has_gone(
    page: InterviewPage,
) -> None:
    asked = {p.code for p in page.session.assessment.instrument.measure_points_of("mayor")}
    points = page.session.assessment.instrument.measure_points
    other = next(point.code for point in points if point.code not in asked)
    page.show_code(other)
    press("3210")
    assert rating(page, other).levels == (3, 2, 1, 0)


def test_a_filter_that_is_chosen_does_not_move_the_caret(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    press("\tVi har plan")
    for _ in range(4):
        press_key(Qt.Key.Key_Left)
    press_key(Qt.Key.Key_U, CTRL)
    press("en ")
    page.session.flush()
    assert [note.text for note in stored_notes(page)] == ["Vi har en plan"]

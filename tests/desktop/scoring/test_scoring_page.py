"""The team settles measure points on the real page over the real library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.record_ids import new_id, rating_id, recorded_id
from kompass_desktop.assessment.records import TEAM, Interview, Mark, Note, Rating, Recorded
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.navigation.question_tree import Role
from kompass_desktop.desktop.panes import focus_next_pane, has_focus
from kompass_desktop.desktop.scoring.filter import ScoringFilter
from kompass_desktop.desktop.scoring.scoring_page import ScoringPage
from kompass_desktop.desktop.scoring.scoring_row import ScoringRow
from kompass_desktop.desktop.session import Session
from tests.desktop.keyboard import ALT, CTRL, SHIFT, Key, press, type_text
from tests.desktop.shown_pages import SessionOf, ShownPages

LEFT_BUTTON = Qt.MouseButton.LeftButton

PageOf = Callable[[Session], ScoringPage]


@pytest.fixture
def page_of(qtbot: QtBot, shown_pages: ShownPages, catalogue: AssessmentCatalogue) -> PageOf:
    def make(session: Session) -> ScoringPage:
        page = shown_pages.open(ScoringPage(session, catalogue))
        page.table.setFocus()
        qtbot.waitUntil(page.table.hasFocus)
        return page

    return make


@pytest.fixture
def page(page_of: PageOf, example_session: SessionOf) -> ScoringPage:
    """Eksempelvik 2025: areas 1-4 are settled, 5-8 are not; question 5.1 is open."""
    return page_of(example_session("eksempelvik-2025"))


def team(page: ScoringPage, code: str) -> Rating:
    """The team's rating as another start of the program would read it."""
    return page.session.library.load(page.session.assessment.id).rating(TEAM, code)


def row(page: ScoringPage, code: str) -> ScoringRow:
    codes = [point.code for point in page.question.measure_points]
    return page.table.rows[codes.index(code)]


def status(page: ScoringPage, code: str) -> ScoreStatus:
    return page.session.board.score(code).status


def count(page: ScoringPage) -> str:
    return page.undecided_chip.text()


# What is shown


def test_it_opens_at_the_first_measure_point_that_is_not_settled(page: ScoringPage) -> None:
    assert page.code == "5.1.1"
    assert page.title_label.text().startswith("5.1 ")
    assert page.overline_label.text() == "Samlet vurdering etter 19 av 20 intervjuer"


def test_a_line_shows_proposal_spread_and_points(page: ScoringPage) -> None:
    first, _, third = page.table.rows
    assert first.groups.levels("chief_executive") == (3, 2, 2, 0)
    assert (
        first.team.accessibleDescription() == "S forslag 3, O forslag 2, R forslag 2, E forslag 0"
    )
    assert first.points_text == "forslag 2,2"
    assert first.spread_text == "1"
    assert third.spread_text == "3 ⚠"
    assert page.points_label.text() == "2,5"
    assert page.maximum_label.text() == "av 15"
    assert page.status_label.text() == "forslag"


def test_every_rating_and_note_of_the_measure_point_stands_beside_it(page: ScoringPage) -> None:
    page.show_code("5.1.3")
    rated = page.session.assessment.interview_ratings("5.1.3")
    rows = page.detail.rating_rows
    assert {each.interview.id for each in rows} == {interview.id for interview, _ in rated}
    order = [group.key for group in page.session.assessment.instrument.groups]
    places = [order.index(each.interview.group) for each in rows]
    assert places == sorted(places)
    assert "System: Virksomhet 4, HTV 1" in page.detail.disagreement_label.text()
    notes = page.session.assessment.notes_at("5.1.3")
    assert [quote.note for quote in page.detail.quotes] == notes
    assert page.detail.notes_heading.text().startswith(f"Notater til 5.1.3 ({len(notes)} fra ")


def test_a_note_to_the_whole_question_is_shown_after_those_of_the_measure_point(
    page: ScoringPage,
) -> None:
    interview = page.session.assessment.interviews_in_order()[0]
    note = Note(new_id(), interview.id, "Til alt i 5.1", "2025-09-15T09:00:00+02:00", "5.1")
    page.session.put(note)
    page.enter()
    assert page.detail.quotes[-1].note == note
    assert page.detail.notes_heading.text().startswith("Notater til 5.1.1 (")


def test_a_note_at_two_places_is_shown_at_both_once_and_found_by_the_filters(
    page: ScoringPage,
) -> None:
    interview = page.session.assessment.interviews_in_order()[0]
    begun = "2025-09-15T09:00:00+02:00"
    note = Note(
        new_id(), interview.id, "Om begge", begun, "5.1.1", Mark.FOLLOW_UP, also="8.3.1 5.1"
    )
    before = page.state.points.follow_up_count
    page.session.put(note)
    page.enter()
    for code in ("5.1.1", "8.3.1"):
        page.show_code(code)
        assert [quote.note for quote in page.detail.quotes].count(note) == 1
    assert page.state.points.follow_up_count == before + 1
    page.state.points.choose(ScoringFilter.FOLLOW_UP)
    assert {"5.1.1", "8.3.1"} <= page.state.points.shown


def test_ratings_and_notes_lead_to_the_interview(qtbot: QtBot, page: ScoringPage) -> None:
    rating = page.detail.rating_rows[0]
    with qtbot.waitSignal(page.interview_requested) as led:
        QTest.mouseClick(rating, LEFT_BUTTON)
    assert led.args == [rating.interview.id]
    quote = page.detail.quotes[0]
    quote.setFocus()
    with qtbot.waitSignal(page.note_requested) as led:
        press(Key.Key_Return)
    assert led.args == [quote.note.id]


def test_an_empty_assessment_says_so_and_can_be_rated(
    page_of: PageOf, new_session: Session
) -> None:
    page = page_of(new_session)
    assert "Ingen intervjuer ennå" in page.overline_label.text()
    assert page.table.rows[0].points_text == "–"
    type_text("4444")
    assert team(page, "1.1.1").levels == (4, 4, 4, 4)


# Rating


def test_four_digits_rate_a_measure_point_and_enter_goes_to_the_next(page: ScoringPage) -> None:
    type_text("3210")
    assert team(page, "5.1.1").levels == (3, 2, 1, 0)
    assert status(page, "5.1.1") is ScoreStatus.RATED
    assert page.table.rows[0].points_text == "1,9"
    type_text("4")
    assert team(page, "5.1.1").levels == (3, 2, 1, 0)
    press(Key.Key_Return)
    assert page.code == "5.1.2"
    type_text("91")
    assert team(page, "5.1.2").levels == (1, None, None, None)


def test_letters_and_arrows_choose_the_aspect(page: ScoringPage) -> None:
    type_text("E4")
    type_text("o3")
    assert team(page, "5.1.1").levels == (None, 3, None, 4)
    press(Key.Key_Left)
    press(Key.Key_Left)
    type_text("2")
    assert team(page, "5.1.1").levels == (2, 3, None, 4)


def test_backspace_takes_a_level_back_to_the_proposal(page: ScoringPage) -> None:
    type_text("00")
    press(Key.Key_Backspace)
    assert team(page, "5.1.1").levels == (0, None, None, None)
    assert page.table.aspect_at == 1
    press(Key.Key_Backspace)
    assert team(page, "5.1.1").is_empty
    assert page.session.board.rating("5.1.1").levels["system"] == 3  # type: ignore[index]
    assert page.table.rows[0].points_text == "forslag 2,2"


def test_levels_are_chosen_and_cleared_with_the_mouse(page: ScoringPage) -> None:
    line = row(page, "5.1.2")
    QTest.mouseClick(line.team, LEFT_BUTTON, pos=line.team.square(2).center())
    assert page.code == "5.1.2"
    button = page.table.strip.buttons[3]
    QTest.mouseClick(button, LEFT_BUTTON)
    assert team(page, "5.1.2").levels == (None, None, 3, None)
    QTest.mouseClick(line.team, LEFT_BUTTON, pos=line.team.square(2).center())
    QTest.mouseClick(button, LEFT_BUTTON)
    assert team(page, "5.1.2").is_empty


def test_the_anchors_of_the_aspect_at_hand_show(page: ScoringPage) -> None:
    extent = page.session.assessment.instrument.aspects[1]
    type_text("O")
    assert [button.text() for button in page.table.strip.buttons] == list(extent.anchors)
    assert [button.is_proposed for button in page.table.strip.buttons].index(True) == 2


def test_a_counted_extent_has_anchors_of_its_own(page: ScoringPage) -> None:
    page.show_code("5.5.2")
    type_text("O")
    texts = [button.text() for button in page.table.strip.buttons]
    assert texts[3] == "omfatter de fleste av tjenesteområdene"
    assert all("tjenesteområdene" in text for text in texts)
    page.show_code("5.5.1")
    type_text("O")
    extent = page.session.assessment.instrument.aspects[1]
    assert [button.text() for button in page.table.strip.buttons] == list(extent.anchors)


def test_undo_and_redo_take_back_and_give_again(page: ScoringPage) -> None:
    type_text("32")
    page.session.undo_stack.undo()
    assert team(page, "5.1.1").levels == (3, None, None, None)
    assert page.table.aspect_at == 1
    page.session.undo_stack.undo()
    assert team(page, "5.1.1").is_empty
    page.session.undo_stack.redo()
    assert team(page, "5.1.1").levels == (3, None, None, None)


def test_the_counts_and_the_tree_follow(page: ScoringPage) -> None:
    before = int(count(page).split()[-1])
    type_text("1111")
    assert count(page) == f"Ikke avgjort: {before - 1}"
    index = page.tree.currentIndex()
    assert (index.data(Role.CODE), index.data(Role.DONE)) == ("5.1", 1)


# Accepting


def test_g_accepts_the_proposal_and_undo_takes_it_back(page: ScoringPage) -> None:
    assert row(page, "5.1.1").accept_button.isVisible()
    type_text("g")
    rating = team(page, "5.1.1")
    assert rating.levels == (3, 2, 2, 0)
    assert (rating.planned_only, rating.not_in_focus) == (False, False)
    assert not row(page, "5.1.1").accept_button.isVisible()
    assert page.table.rows[0].points_text == "2,2"
    page.session.undo_stack.undo()
    assert team(page, "5.1.1").is_empty
    assert page.code == "5.1.1"


def test_enter_accepts_and_goes_on(page: ScoringPage) -> None:
    press(Key.Key_Return)
    assert team(page, "5.1.1").levels == (3, 2, 2, 0)
    assert page.code == "5.1.2"
    press(Key.Key_Up)
    press(Key.Key_Return)
    assert page.session.undo_stack.count() == 1


def test_a_partly_rated_measure_point_keeps_what_the_team_gave(page: ScoringPage) -> None:
    type_text("O0G")
    assert team(page, "5.1.1").levels == (3, 0, 2, 0)


def test_the_button_of_a_line_accepts_it(page: ScoringPage) -> None:
    QTest.mouseClick(row(page, "5.1.2").accept_button, LEFT_BUTTON)
    assert team(page, "5.1.2").is_complete
    assert page.code == "5.1.2"


def test_shift_g_accepts_the_question_in_one_step_but_no_disagreement(
    qtbot: QtBot, page: ScoringPage
) -> None:
    with qtbot.waitSignal(page.message_shown) as told:
        press(Key.Key_G, SHIFT)
    assert told.args is not None
    assert told.args[0].startswith("2 godtatt, 1 uenighet gjenstår.")
    assert status(page, "5.1.2") is ScoreStatus.RATED
    assert team(page, "5.1.3").is_empty
    page.session.undo_stack.undo()
    assert all(team(page, code).is_empty for code in ("5.1.1", "5.1.2", "5.1.3"))
    assert page.accept_all_button.isEnabled()


def test_shift_g_where_only_a_disagreement_is_left_settles_nothing(
    qtbot: QtBot, page: ScoringPage
) -> None:
    press(Key.Key_G, SHIFT)
    with qtbot.waitSignal(page.message_shown) as told:
        QTest.mouseClick(page.accept_all_button, LEFT_BUTTON)
    assert told.args is not None
    assert told.args[0].startswith("0 godtatt, 1 uenighet gjenstår.")
    assert team(page, "5.1.3").is_empty
    assert page.session.undo_stack.count() == 1


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_G])
def test_a_disagreement_is_looked_at_before_it_is_accepted(
    qtbot: QtBot, page: ScoringPage, key: Key
) -> None:
    page.show_code("5.1.3")
    counted = page.disagreement_chip.text()
    with qtbot.waitSignal(page.message_shown) as told:
        press(key)
    assert told.args is not None
    assert "uenigheten om 5.1.3" in told.args[0]
    assert page.code == "5.1.3"
    assert team(page, "5.1.3").is_empty
    qtbot.waitUntil(page.detail.disagreement_label.isVisible)
    assert page.disagreement_chip.text() == counted == "Uenighet: 3"
    press(key)
    assert team(page, "5.1.3").levels == (1, 0, 0, 0)
    assert page.disagreement_chip.text() == "Uenighet: 2"


def test_a_disagreement_is_looked_at_anew_when_one_comes_back(page: ScoringPage) -> None:
    page.show_code("5.1.3")
    press(Key.Key_Return)
    press(Key.Key_Down)
    press(Key.Key_Up)
    assert page.code == "5.1.3"
    press(Key.Key_Return)
    assert team(page, "5.1.3").is_empty


def test_the_button_of_a_line_in_disagreement_opens_it_first(page: ScoringPage) -> None:
    QTest.mouseClick(row(page, "5.1.3").accept_button, LEFT_BUTTON)
    assert page.code == "5.1.3"
    assert team(page, "5.1.3").is_empty
    QTest.mouseClick(row(page, "5.1.3").accept_button, LEFT_BUTTON)
    assert team(page, "5.1.3").levels == (1, 0, 0, 0)


def test_enter_held_down_settles_one_measure_point(page: ScoringPage) -> None:
    press(Key.Key_Return)
    for _ in range(5):
        held = QKeyEvent(
            QEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True
        )
        QApplication.sendEvent(page.table, held)
    assert team(page, "5.1.2").is_empty
    assert page.code == "5.1.2"


def test_a_later_interview_does_not_change_what_was_accepted(page: ScoringPage) -> None:
    type_text("g")
    held = [interview for interview, _ in page.session.assessment.interview_ratings("5.1.1")]
    for interview in held:
        rating = page.session.assessment.rating(interview.id, "5.1.1")
        page.session.set_rating(replace(rating, planned_only=True, system=0))
    assert page.session.board.score("5.1.1").points == Fraction(35, 16)
    assert status(page, "5.1.1") is ScoreStatus.RATED


def test_taking_back_all_that_was_accepted_leaves_it_to_the_interviews(
    page: ScoringPage,
) -> None:
    type_text("g")
    for _ in range(4):
        press(Key.Key_Backspace)
    assert team(page, "5.1.1").is_empty


# Planned only and not in focus


def test_p_and_i_set_the_teams_flags_and_take_them_back(page: ScoringPage) -> None:
    type_text("p")
    assert team(page, "5.1.1").planned_only is True
    assert row(page, "5.1.1").tag_text == "bare vedtatt eller planlagt"
    assert page.table.strip.planned_only_box.isChecked()
    type_text("p")
    assert team(page, "5.1.1").is_empty
    type_text("i")
    assert page.session.board.score("5.1.1").attainable == 0
    press(Key.Key_Backspace)
    assert team(page, "5.1.1").is_empty


def test_the_team_overrules_the_interviews_flags(page: ScoringPage) -> None:
    page.show_code("5.5.4")
    assert row(page, "5.5.4").tag_text == "bare vedtatt eller planlagt (forslag)"
    type_text("p")
    assert team(page, "5.5.4").planned_only is False
    assert row(page, "5.5.4").tag_text == ""
    assert page.session.board.score("5.5.4").points > 0
    page.show_code("6.3.6")
    QTest.mouseClick(page.table.strip.not_in_focus_box, LEFT_BUTTON)
    assert team(page, "6.3.6").not_in_focus is False
    assert page.session.board.score("6.3.6").attainable > 0


# Ways


def test_the_arrows_lead_through_the_lines_and_on_to_the_next_question(
    qtbot: QtBot, page: ScoringPage
) -> None:
    for _ in range(3):
        press(Key.Key_Down)
    assert page.code == "5.2.1"
    assert page.table.hasFocus()
    press(Key.Key_Up)
    assert page.code == "5.1.3"
    press(Key.Key_PageDown)
    press(Key.Key_PageDown)
    assert page.question.code == "5.3"
    press(Key.Key_PageUp)
    assert page.question.code == "5.2"
    press(Key.Key_8, ALT)
    assert page.code == "8.1.1"
    press(Key.Key_Left, ALT)
    assert page.question.code == "5.2"
    press(Key.Key_Right, ALT)
    assert page.code == "8.1.1"
    page.show_code("8.7")
    with qtbot.waitSignal(page.message_shown):
        press(Key.Key_PageDown)


def test_the_table_has_its_size_before_it_is_painted_for_another_question(
    page: ScoringPage,
) -> None:
    QApplication.processEvents()
    heights = []
    for code in ("5.2.1", "5.3.2", "5.5.1"):
        page.show_code(code)
        at_once = page.table.geometry()
        QApplication.processEvents()
        assert page.table.geometry() == at_once
        heights.append(at_once.height())
    assert len(set(heights)) > 1


def test_a_step_shows_the_details_of_the_new_point_and_of_no_other(
    qtbot: QtBot, page: ScoringPage
) -> None:
    press(Key.Key_Down)
    qtbot.waitUntil(lambda: "5.1.2" in page.detail.ratings_heading.text())
    given = page.session.assessment.interview_ratings("5.1.2")
    shown = [row.interview for row in page.detail.rating_rows]
    assert sorted(shown, key=lambda each: each.id) == sorted(
        (interview for interview, _ in given), key=lambda each: each.id
    )
    assert "5.1.2" in page.detail.notes_heading.text()
    assert all(quote.note.code in ("5.1.2", "5.1") for quote in page.detail.quotes)


def test_one_goes_to_a_measure_point_by_words(page: ScoringPage) -> None:
    press(Key.Key_G, CTRL)
    type_text("1.4.6")
    press(Key.Key_Return)
    assert page.code == "1.4.6"
    assert page.table.hasFocus()


def test_f6_goes_round_the_panes(page: ScoringPage) -> None:
    seen = []
    for _ in range(4):
        focus_next_pane(page.panes(), 1)
        seen.append([has_focus(pane) for pane in page.panes()].index(True))
    assert seen == [1, 2, 3, 0]


def test_no_key_of_the_page_means_two_things(page: ScoringPage) -> None:
    keys = [key.toString() for action in page.actions() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    taken = {"Ctrl+F", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+PgUp", "Ctrl+PgDown", "F1", "Ctrl+W"}
    assert not taken & set(keys)


# The filters


def shown_codes(page: ScoringPage) -> list[str]:
    """The questions that the tree shows."""
    model = page.tree.model()
    codes = []
    for area in range(model.rowCount()):
        parent = model.index(area, 0)
        codes += [
            model.index(at, 0, parent).data(Role.CODE) for at in range(model.rowCount(parent))
        ]
    return codes


def test_the_filter_shows_only_disagreements(page: ScoringPage) -> None:
    QTest.mouseClick(page.disagreement_chip, LEFT_BUTTON)
    assert page.disagreement_chip.text() == "Uenighet: 3"
    assert row(page, page.code).spread_text.endswith("⚠")
    assert 0 < len(shown_codes(page)) < 45
    first = page.question.code
    page.table.setFocus()
    press(Key.Key_PageDown)
    assert page.question.code in shown_codes(page)
    assert page.question.code != first
    assert row(page, page.code).spread_text.endswith("⚠")


def test_what_is_settled_stays_until_one_goes_on(qtbot: QtBot, page: ScoringPage) -> None:
    QTest.mouseClick(page.undecided_chip, LEFT_BUTTON)
    assert shown_codes(page)[0] == "5.1"
    page.table.setFocus()
    press(Key.Key_G, SHIFT)
    page.show_code("5.1.3")
    type_text("4321")
    assert shown_codes(page)[0] == "5.1"
    press(Key.Key_PageDown)
    qtbot.waitUntil(lambda: shown_codes(page)[0] == "5.2")


def test_a_filter_that_leaves_nothing_says_so(page_of: PageOf, new_session: Session) -> None:
    page = page_of(new_session)
    press(Key.Key_U, CTRL)
    assert page.undecided_chip.isChecked()
    assert not page.nothing_label.isVisible()
    press(Key.Key_U, CTRL)
    assert page.nothing_label.isVisible()
    assert page.code == "1.1.1"


# Recorded results


def test_recorded_points_are_shown_as_published_and_rating_still_works(
    page_of: PageOf, example_session: SessionOf
) -> None:
    page = page_of(example_session("karasjok-2019"))
    page.show_code("1.4")
    assert page.points_label.text() == "7,4"
    assert page.status_label.text() == "registrert"
    assert "registrert som publisert: 7,4 av 30" in page.recorded_label.text()
    for _ in page.question.measure_points:
        type_text("4444")
        press(Key.Key_Down)
    page.show_code("1.4")
    assert page.points_label.text() == "7,4"
    assert "Målepunktene gir 30,0 poeng, 22,6 mer enn registrert." in page.recorded_label.text()
    assert page.session.board.shown_total == 212


def test_a_recorded_area_is_told_of_too(page_of: PageOf, new_session: Session) -> None:
    assert not page_of(new_session).recorded_label.isVisible()
    identity = recorded_id(new_session.assessment.id, "2")
    new_session.put(Recorded(identity, "2", Fraction(16)))
    page = page_of(new_session)
    page.show_code("2.1")
    assert "område 2 er registrert som publisert: 16 av 100" in page.recorded_label.text()
    page.show_code("3.1")
    assert not page.recorded_label.isVisible()


def test_what_an_interview_gives_meanwhile_is_shown(page_of: PageOf, new_session: Session) -> None:
    page = page_of(new_session)
    interview = Interview(new_id(), "mayor", "OF-01", started_at="2026-03-12T09:00:00+01:00")
    new_session.put(interview)
    identity = rating_id(new_session.assessment.id, interview.id, "1.1.1")
    new_session.set_rating(Rating(identity, interview.id, "1.1.1", 2, 1, 1, 0))
    assert page.table.rows[0].groups.levels(interview.group) == (2, 1, 1, 0)
    assert [each.interview.code for each in page.detail.rating_rows] == ["OF-01"]


def test_wide_disagreement_takes_no_room_from_the_table(qtbot: QtBot, page: ScoringPage) -> None:
    page.resize(1280, 648)
    page.show_code("5.1.3")
    qtbot.waitUntil(page.detail.disagreement_label.isVisible)
    qtbot.waitUntil(lambda: page.table.height() == page.table.sizeHint().height())


# The filter is walked within


def walked(page: ScoringPage, key: Key) -> list[str]:
    """Press a key until one comes no further; return the measure points one was at."""
    places = [page.code]
    while True:
        press(key)
        if page.code == places[-1]:
            return places
        places.append(page.code)


@pytest.fixture
def mixed_page(page: ScoringPage) -> ScoringPage:
    """All is settled but 5.1.2, 5.2.1 and 6.1.1, and one goes through what is not."""
    assessment = page.session.assessment
    for point in assessment.instrument.measure_points:
        rating = assessment.rating(TEAM, point.code)
        if point.code in {"5.1.2", "5.2.1", "6.1.1"}:
            page.session.set_rating(Rating(rating.id, TEAM, point.code))
        else:
            page.session.set_rating(
                replace(
                    rating,
                    system=3,
                    extent=2,
                    result=2,
                    evaluation=2,
                    planned_only=False,
                    not_in_focus=False,
                )
            )
    QTest.mouseClick(page.undecided_chip, LEFT_BUTTON)
    page.show_code("5.1.2")
    page.table.setFocus()
    return page


def test_the_arrows_go_through_what_the_filter_leaves(mixed_page: ScoringPage) -> None:
    assert walked(mixed_page, Key.Key_Down) == ["5.1.2", "5.2.1", "6.1.1"]
    assert walked(mixed_page, Key.Key_Up) == ["6.1.1", "5.2.1", "5.1.2"]


def test_digits_and_enter_settle_only_what_the_filter_leaves(mixed_page: ScoringPage) -> None:
    before = {
        code: mixed_page.session.assessment.rating(TEAM, code)
        for code in (
            point.code for point in mixed_page.session.assessment.instrument.measure_points
        )
        if code not in {"5.1.2", "5.2.1", "6.1.1"}
    }
    for _ in range(6):
        type_text("0000")
        press(Key.Key_Return)
    assert {code: mixed_page.session.assessment.rating(TEAM, code) for code in before} == before
    assert all(
        team(mixed_page, code).levels == (0, 0, 0, 0) for code in ("5.1.2", "5.2.1", "6.1.1")
    )


def test_a_settled_point_stays_until_one_goes_on_and_is_not_come_back_to(
    mixed_page: ScoringPage,
) -> None:
    type_text("1111")
    assert mixed_page.code == "5.1.2"
    press(Key.Key_Down)
    assert mixed_page.code == "5.2.1"
    press(Key.Key_Up)
    assert mixed_page.code == "5.2.1"


def test_a_point_that_the_filter_leaves_out_is_not_rated_before_a_click(
    mixed_page: ScoringPage,
) -> None:
    mixed_page.show_code("1.1.1")
    before = team(mixed_page, "1.1.1")
    type_text("4")
    assert team(mixed_page, "1.1.1") == before
    QTest.mouseClick(row(mixed_page, "1.1.1"), LEFT_BUTTON)
    type_text("S4")
    assert team(mixed_page, "1.1.1").system == 4


# Text


@pytest.mark.parametrize(
    "text",
    ["Politisk info på facebook 3 ganger i uka", "2021 kom planen", "Godt samarbeid", "gir 4"],
)
def test_text_typed_at_the_ratings_changes_nothing_and_says_so(
    qtbot: QtBot, page: ScoringPage, text: str
) -> None:
    before = {point: team(page, point) for point in ("5.1.1", "5.1.2", "5.1.3")}
    with qtbot.waitSignal(page.message_shown, check_params_cb=lambda told: "er tekst" in told):
        for letter in text:
            if letter.isascii():
                type_text(letter)
            else:
                event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(page.table, event)
    assert {point: team(page, point) for point in before} == before
    assert page.session.undo_stack.count() == 0


def test_a_lock_or_a_closed_assessment_comes_back_to_the_point_and_the_filter(
    page: ScoringPage, catalogue: AssessmentCatalogue, shown_pages: ShownPages
) -> None:
    QTest.mouseClick(page.disagreement_chip, LEFT_BUTTON)
    page.show_code("7.2.1")
    page.leave()
    again = shown_pages.show(ScoringPage(page.session, catalogue))
    again.enter()
    assert again.code == "7.2.1"
    assert again.disagreement_chip.isChecked()

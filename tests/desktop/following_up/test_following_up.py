"""Last time's improvements and findings beside the measure points: marked by keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Carryover, Outcome
from kompass_desktop.assessment.record_ids import carryover_id
from kompass_desktop.assessment.records import Change, Interview, Particulars
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.following_up.carryover_card import CarryoverCard
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.interview.measure_point_filter import Filter
from kompass_desktop.desktop.panes import has_focus
from kompass_desktop.desktop.scoring.filter import ScoringFilter
from kompass_desktop.desktop.scoring.scoring_page import ScoringPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.library import Library
from tests.desktop.keyboard import SHIFT, press, type_text
from tests.desktop.shown_pages import ShownPages
from tests.examples import bundled

KEY = Qt.Key
WEAK = FindingKind.WEAKNESS


def carried(origin: str, codes: str, kind: FindingKind | None = None) -> Carryover:
    place = float(ord(origin[0]))
    text = f"{origin} čáhppes"
    return Carryover(carryover_id("new", origin), origin, 2019, text, kind, codes, position=place)


EVERY = (
    carried("a", "1.4.3 2.1.1"),
    carried("b", "1.4.3", WEAK),
    carried("c", "2.2", WEAK),
    carried("d", ""),
)


@pytest.fixture
def session(library: Library, instrument: Instrument) -> Session:
    assessment = Assessment(Particulars("new", "Eksempelvik", "9999", 2023), instrument)
    assessment.apply(Change(None, Interview("i1", "directors", "KS-01")))
    for each in EVERY:
        assessment.apply(Change(None, each))
    library.add(assessment)
    return Session(library, assessment)


@pytest.fixture
def page(
    shown_pages: ShownPages, session: Session, catalogue: AssessmentCatalogue
) -> InterviewPage:
    made = shown_pages.open(InterviewPage(session, catalogue))
    made.state.choose_filter(Filter.ALL)
    return made


def outcome(session: Session, origin: str) -> Outcome | None:
    return session.assessment.carryovers[carryover_id("new", origin)].outcome


def shown(card: CarryoverCard) -> str:
    return "" if card.isHidden() or card.carryover is None else card.carryover.origin


def test_a_measure_point_shows_what_belongs_to_it_and_others_nothing(page: InterviewPage) -> None:
    page.show_code("1.4.3")
    assert shown(page.carryover_card) == "a"
    assert page.carryover_card.title_label.text() == "2019: Tiltak"
    assert page.carryover_card.place_label.text() == "1 av 2"
    page.show_code("2.2.1")
    assert shown(page.carryover_card) == "c"
    page.show_code("1.1.1")
    assert shown(page.carryover_card) == ""


def test_digits_rate_until_the_card_is_asked_for_and_then_mark(
    page: InterviewPage, session: Session
) -> None:
    page.show_code("1.4.3")
    press(KEY.Key_2)
    assert outcome(session, "a") is None
    assert session.assessment.rating("i1", "1.4.3").system == 2
    press(KEY.Key_F8, SHIFT)
    press(KEY.Key_2)
    assert outcome(session, "a") is Outcome.PARTLY
    assert page.carryover_card.partly_chip.isChecked()
    press(KEY.Key_Down)
    press(KEY.Key_3)
    assert outcome(session, "b") is Outcome.NOT_CARRIED_OUT
    press(KEY.Key_0)
    assert outcome(session, "b") is None
    press(KEY.Key_Escape)
    press(KEY.Key_3)
    assert session.assessment.rating("i1", "1.4.3").extent == 3


def test_the_focus_goes_back_to_the_notes_if_it_came_from_them(page: InterviewPage) -> None:
    page.show_code("1.4.3")
    page.notes.focus_end()
    before = QApplication.focusWidget()
    press(KEY.Key_F8, SHIFT)
    assert page.carryover_card.hasFocus()
    press(KEY.Key_F8, SHIFT)
    assert QApplication.focusWidget() is before


def test_space_steps_through_the_marks(page: InterviewPage, session: Session) -> None:
    page.show_code("2.1.1")
    press(KEY.Key_F8, SHIFT)
    seen = []
    for _ in range(4):
        press(KEY.Key_Space)
        seen.append(outcome(session, "a"))
    assert seen == [Outcome.CARRIED_OUT, Outcome.PARTLY, Outcome.NOT_CARRIED_OUT, None]


def test_a_comment_is_kept_while_it_is_typed_and_undone_as_a_whole(
    qtbot: QtBot, page: InterviewPage, session: Session
) -> None:
    page.show_code("2.1.1")
    press(KEY.Key_F8, SHIFT)
    press(KEY.Key_Return)
    field = page.carryover_card.comment_field
    assert field.hasFocus()
    with qtbot.waitSignal(session.carryovers_changed):
        type_text("Vedtatt i Čáhppes, ")
    type_text("men")
    assert field.text() == "Vedtatt i Čáhppes, men"
    press(KEY.Key_Return)
    assert page.carryover_card.hasFocus()
    kept = session.library.load("new").carryovers[EVERY[0].id]
    assert kept.comment == "Vedtatt i Čáhppes, men"
    session.undo_stack.undo()
    assert session.assessment.carryovers[EVERY[0].id].comment == ""
    assert field.text() == ""


def test_f8_goes_to_the_next_that_is_not_marked(page: InterviewPage, session: Session) -> None:
    page.show_code("1.1.1")
    seen = []
    for _ in range(3):
        press(KEY.Key_F8)
        seen.append((page.state.code, shown(page.carryover_card)))
        press(KEY.Key_1)
    assert seen == [("1.4.3", "a"), ("1.4.3", "b"), ("2.2", "c")]
    with QtBotSignal(page) as messages:
        press(KEY.Key_F8)
    assert "1 fra forrige gang er ikke merket" in messages[-1]
    session.put(replace(EVERY[3], outcome=Outcome.PARTLY))
    with QtBotSignal(page) as messages:
        press(KEY.Key_F8)
    assert messages[-1] == "Alle tiltak og funn fra forrige gang er merket."


class QtBotSignal:
    """Collects the messages of a page."""

    def __init__(self, page: InterviewPage) -> None:
        self._page = page
        self._messages: list[str] = []

    def __enter__(self) -> list[str]:
        self._page.message_shown.connect(self._messages.append)
        return self._messages

    def __exit__(self, *_: object) -> None:
        self._page.message_shown.disconnect(self._messages.append)


def test_an_undo_shows_what_it_was_about(page: InterviewPage, session: Session) -> None:
    page.show_code("2.1.1")
    press(KEY.Key_F8, SHIFT)
    press(KEY.Key_1)
    press(KEY.Key_Escape)
    page.show_code("3.1.1")
    session.undo_stack.undo()
    assert shown(page.carryover_card) == "a"
    assert outcome(session, "a") is None
    session.undo_stack.redo()
    assert outcome(session, "a") is Outcome.CARRIED_OUT


def test_the_filter_shows_the_points_that_are_not_followed_up(
    page: InterviewPage, session: Session
) -> None:
    page.state.choose_filter(Filter.CARRIED)
    points = page.state.point_filter
    assert points is not None
    of_question = {p.code for p in session.assessment.instrument.question("2.2").measure_points}
    assert points.shown == (of_question | {"1.4.3", "2.1.1"}) & points.group
    assert page.carried_chip.text() == f"Fra forrige gang: {len(points.shown)}"
    page.show_code("1.4.3")
    press(KEY.Key_F8, SHIFT)
    press(KEY.Key_1)
    press(KEY.Key_Down)
    press(KEY.Key_1)
    assert "1.4.3" not in points.carried


def test_without_last_time_there_is_no_filter_and_no_card(
    shown_pages: ShownPages, small_session: Session, catalogue: AssessmentCatalogue
) -> None:
    page = shown_pages.open(InterviewPage(small_session, catalogue))
    assert page.carried_chip.isHidden()
    seen = set()
    for _ in Filter:
        page.state.choose_next_filter()
        seen.add(page.state.filter)
    assert Filter.CARRIED not in seen
    with QtBotSignal(page) as messages:
        page.follow_up.go_to_next()
    assert messages == ["Ingenting er tatt med fra forrige gang."]


def test_a_finished_assessment_keeps_its_marks(page: InterviewPage, session: Session) -> None:
    session.finish()
    page.show_code("1.4.3")
    page.carryover_card.partly_chip.click()
    assert outcome(session, "a") is None
    assert not page.carryover_card.partly_chip.isChecked()
    assert page.carryover_card.comment_field.isReadOnly()


def test_scoring_shows_and_marks_them_too(
    shown_pages: ShownPages, session: Session, catalogue: AssessmentCatalogue
) -> None:
    page = shown_pages.open(ScoringPage(session, catalogue))
    page.show_code("1.4.3")
    strip = page.detail.carryover_strip
    assert shown(strip) == "a"
    page.table.setFocus()
    press(KEY.Key_F8, SHIFT)
    assert strip.hasFocus()
    press(KEY.Key_1)
    assert outcome(session, "a") is Outcome.CARRIED_OUT
    press(KEY.Key_Escape)
    assert has_focus(page.table)
    page.state.choose_filter(ScoringFilter.CARRIED)
    assert "2.1.1" not in page.state.points.shown
    assert {"1.4.3", "2.2.1"} <= page.state.points.shown


def test_findings_that_are_followed_up_are_not_shown_twice(
    shown_pages: ShownPages, library: Library, catalogue: AssessmentCatalogue, qtbot: QtBot
) -> None:
    last = bundled()
    last.improvements.clear()
    library.add(last)
    weak = next(f for f in last.findings.values() if f.kind is WEAK and f.code.count(".") == 2)
    strong = next(
        f
        for f in last.findings.values()
        if f.kind is FindingKind.STRENGTH and f.code.count(".") == 2
    )
    made = catalogue.succeed(last, replace(last.particulars, id="next", year=2029), last.instrument)
    page = shown_pages.open(InterviewPage(Session(library, made), catalogue))
    label = page.points.card.texts.look_for_label
    page.show_code(strong.code)
    qtbot.waitUntil(lambda: strong.text in label.text())
    page.show_code(weak.code)
    assert "2025: " in label.text()
    assert weak.text not in label.text()
    assert page.carryover_card.text_label.text() == weak.text

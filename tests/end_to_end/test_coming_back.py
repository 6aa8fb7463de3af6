"""Coming back to what one was doing: the caret is where it was, and no key rates by itself.

However one comes back – from a lock, another page, the library, a dialog, another start –
what is typed next lands where it says, and never in the ratings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import rating_id
from kompass_desktop.assessment.records import TEAM, Interview, Particulars, Rating
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.findings.findings_page import FindingsPage
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.panes import has_focus
from kompass_desktop.desktop.preparation.preparation_page import PreparationPage
from kompass_desktop.desktop.report.report_page import ReportPage
from kompass_desktop.desktop.scoring.scoring_page import ScoringPage
from kompass_desktop.desktop.security.lock_page import LockPage
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.opening import open_library
from tests.end_to_end.keyboard import (
    CTRL,
    SHIFT,
    Key,
    click,
    press,
    type_line,
    type_text,
)
from tests.end_to_end.windows import PASSPHRASE, bring_to_front, show_encrypted, unlock
from tests.own_settings import use_own_settings

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

IDENTITY = "karasjok-2026"
RATED = (1, 1, 1, 1)
WORDS = "2021 kom planen"


@pytest.fixture
def window(
    qtbot: QtBot,
    qapp: QApplication,
    library_file: Path,
    tmp_path: Path,
    instrument: Instrument,
) -> Iterator[MainWindow]:
    """The window on an encrypted library, at 1.1.1 of an interview, rated 1 1 1 1."""
    use_own_settings(tmp_path)
    assessment = Assessment(Particulars(IDENTITY, "Karasjok", "5610", 2026), instrument)
    assessment.interviews["of"] = Interview("of", "mayor", "OF-01")
    for rater in ("of", TEAM):
        rating = Rating(rating_id(IDENTITY, rater, "1.1.1"), rater, "1.1.1", *RATED)
        assessment.ratings[rating.id] = rating
    window = show_encrypted(qtbot, library_file, [assessment])
    window.open_assessment(IDENTITY)
    assert window.view is not None
    window.view.show_page("interview").show_code("1.1.1")
    yield window
    window.library.close()


def interview(window: MainWindow) -> InterviewPage:
    assert window.view is not None
    page = window.view.page
    assert isinstance(page, InterviewPage)
    return page


def write_in_notes(window: MainWindow) -> None:
    """Type a line and leave the caret in the middle of it."""
    press(Key.Key_Tab)
    assert has_focus(interview(window).notes)
    type_text("Kommunen planlegger")
    for _ in range(len("planlegger")):
        press(Key.Key_Left)


def by_lock(qtbot: QtBot, window: MainWindow) -> None:
    press(Key.Key_L, CTRL)
    unlock(qtbot, window)


def by_other_pages(qtbot: QtBot, window: MainWindow) -> None:
    press(Key.Key_PageDown, CTRL)
    press(Key.Key_PageDown, CTRL)
    press(Key.Key_PageUp, CTRL)
    press(Key.Key_PageUp, CTRL)


def by_tabs(qtbot: QtBot, window: MainWindow) -> None:
    assert window.view is not None
    click(window.view.findings_tab)
    click(window.view.interview_tab)


def by_library(qtbot: QtBot, window: MainWindow) -> None:
    press(Key.Key_W, CTRL)
    assert window.view is None
    window.open_assessment(IDENTITY)


def by_dialog(qtbot: QtBot, window: MainWindow) -> None:
    press(Key.Key_F1)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not window.windowHandle())
    press(Key.Key_Escape)
    bring_to_front(qtbot, window)


def by_palette(qtbot: QtBot, window: MainWindow) -> None:
    press(Key.Key_F, CTRL)
    press(Key.Key_Escape)


WAYS = (by_lock, by_other_pages, by_tabs, by_library, by_dialog, by_palette)
Way = Callable[[QtBot, MainWindow], None]


def levels(window: MainWindow, rater: str = "of", code: str = "1.1.1") -> Rating:
    return window.library.load(IDENTITY).rating(rater, code)


def texts(window: MainWindow) -> list[str]:
    assert window.session is not None
    window.session.flush()
    return [note.text for note in window.library.load(IDENTITY).notes_of("of")]


@pytest.mark.parametrize("way", WAYS)
def test_the_caret_is_where_it_was_in_the_notes(qtbot: QtBot, window: MainWindow, way: Way) -> None:
    write_in_notes(window)
    before = levels(window)
    way(qtbot, window)
    assert has_focus(interview(window).notes)
    type_text("2021 ")
    assert levels(window) == before
    assert texts(window) == ["Kommunen 2021 planlegger"]


@pytest.mark.parametrize("way", WAYS)
def test_no_key_rates_before_one_has_led_to_the_ratings(
    qtbot: QtBot, window: MainWindow, way: Way
) -> None:
    before = levels(window)
    way(qtbot, window)
    assert has_focus(interview(window).points)
    for key in "4pIf":
        type_text(key)
        assert levels(window) == before
        press(Key.Key_Backspace)
    press(Key.Key_Up)
    type_text("S4")
    assert levels(window).system == 4


@pytest.mark.parametrize("way", WAYS)
def test_words_typed_on_coming_back_to_the_ratings_are_a_note(
    qtbot: QtBot, window: MainWindow, way: Way
) -> None:
    before = levels(window)
    way(qtbot, window)
    type_text(WORDS)
    assert levels(window) == before
    assert texts(window) == [WORDS]
    assert window.session is not None
    assert window.session.undo_stack.count() == 0


@pytest.mark.parametrize("way", WAYS)
def test_the_aspect_is_the_one_where_one_was(qtbot: QtBot, window: MainWindow, way: Way) -> None:
    press(Key.Key_Down)
    press(Key.Key_Down)
    at = interview(window).points.card.rating_cursor.at
    assert at == 2
    way(qtbot, window)
    assert interview(window).points.open_code == "1.1.1"
    assert interview(window).points.card.rating_cursor.at == at


def test_another_start_comes_back_to_the_caret(
    qtbot: QtBot, window: MainWindow, library_file: Path
) -> None:
    write_in_notes(window)
    key = window.library.key
    window.close()
    window.library.close()
    with open_library(library_file, key) as library:
        again = MainWindow(AssessmentCatalogue(library))
        qtbot.addWidget(again)
        again.show()
        again.activateWindow()
        qtbot.waitUntil(again.isActiveWindow)
        again.open_assessment(IDENTITY)
        type_text("2021 ")
        assert texts(again) == ["Kommunen 2021 planlegger"]


def test_each_interview_has_a_caret_of_its_own(window: MainWindow) -> None:
    write_in_notes(window)
    interview(window).begin_interview("staff")
    other = interview(window).interview
    assert other is not None
    assert has_focus(interview(window).points)
    interview(window).show_interview("of")
    assert has_focus(interview(window).notes)
    type_text("2021 ")
    assert texts(window) == ["Kommunen 2021 planlegger"]
    interview(window).show_interview(other.id)
    assert has_focus(interview(window).points)


def test_the_focus_stays_on_the_tree(window: MainWindow) -> None:
    interview(window).tree.setFocus()
    press(Key.Key_PageDown, CTRL)
    press(Key.Key_PageUp, CTRL)
    assert interview(window).tree.hasFocus()


@pytest.mark.parametrize("way", [by_lock, by_library])
def test_scoring_comes_back_to_its_point_filter_and_aspect(
    qtbot: QtBot, window: MainWindow, way: Way
) -> None:
    assert window.view is not None
    page = window.view.show_page("scoring")
    assert isinstance(page, ScoringPage)
    click(page.undecided_chip)
    page.show_code("2.2.3")
    page.table.setFocus()
    press(Key.Key_Right)
    way(qtbot, window)
    assert window.view is not None
    again = window.view.page
    assert isinstance(again, ScoringPage)
    assert again is not page
    assert again.code == "2.2.3"
    assert again.undecided_chip.isChecked()
    assert again.table.hasFocus()
    assert again.table.aspect_at == 1
    type_text(WORDS)
    assert levels(window, TEAM, "2.2.3").is_empty


def test_enter_on_coming_back_accepts_nothing(qtbot: QtBot, window: MainWindow) -> None:
    assert window.view is not None
    assert window.session is not None
    window.session.set_rating(Rating(rating_id(IDENTITY, "of", "2.2.3"), "of", "2.2.3", *RATED))
    page = window.view.show_page("scoring")
    page.show_code("2.2.3")
    press(Key.Key_PageDown, CTRL)
    press(Key.Key_PageUp, CTRL)
    press(Key.Key_Return)
    type_text("")
    assert levels(window, TEAM, "2.2.3").is_empty
    press(Key.Key_Return)
    assert levels(window, TEAM, "2.2.3").levels == RATED


# The first key after an idle lock


@pytest.fixture
def hand(monkeypatch: pytest.MonkeyPatch, window: MainWindow) -> list[float]:
    """The time of day, which goes when it is told."""
    now = [1_000_000.0]
    monkeypatch.setattr("kompass_desktop.desktop.runtime.idle.time.time", lambda: now[0])
    window._lock.watch.touch()
    return now


def test_every_key_after_an_idle_lock_reaches_the_passphrase(
    qtbot: QtBot, window: MainWindow, hand: list[float]
) -> None:
    hand[0] += 11 * 60
    window._lock.watch.look()
    hand[0] += 3600
    window._lock.watch.look()
    type_text("t")
    page = window.contents.currentWidget()
    assert isinstance(page, LockPage)
    assert page.panel.field.text() == "t"
    type_line(PASSPHRASE[1:])
    qtbot.waitUntil(lambda: not isinstance(window.contents.currentWidget(), LockPage))
    assert isinstance(window.view and window.view.page, InterviewPage)


def test_the_key_that_finds_the_window_idle_is_kept_from_it_and_no_other(
    window: MainWindow, hand: list[float]
) -> None:
    write_in_notes(window)
    hand[0] += 8 * 3600
    type_text("xt")
    page = window.contents.currentWidget()
    assert isinstance(page, LockPage)
    assert page.panel.field.text() == "t"


def test_a_library_without_passphrase_swallows_no_key(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1_000_000.0]
    monkeypatch.setattr("kompass_desktop.desktop.runtime.idle.time.time", lambda: now[0])
    with open_library(tmp_path / "apent.kompassdb") as library:
        window = MainWindow(AssessmentCatalogue(library))
        qtbot.addWidget(window)
        window.show()
        window._lock.watch.touch()
        now[0] += 3600
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_X, SHIFT, "X")
        assert not window._lock.watch.eventFilter(window.windowHandle(), event)


# The interview's clock


class Hands:
    """A steady clock that stands still in a suspend, and the time of day."""

    def __init__(self) -> None:
        self.steady = 0.0
        self.wall = 1_700_000_000.0

    def go(self, seconds: float) -> None:
        self.steady += seconds
        self.wall += seconds


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch, window: MainWindow) -> Hands:
    hands = Hands()
    clock = "kompass_desktop.desktop.interview.stopwatch.time"
    monkeypatch.setattr(f"{clock}.monotonic", lambda: hands.steady)
    monkeypatch.setattr(f"{clock}.time", lambda: hands.wall)
    interview(window).clock.set_time_source(lambda: hands.steady, lambda: hands.wall)
    return hands


def new_hands(window: MainWindow, hands: Hands) -> None:
    interview(window).clock.set_time_source(lambda: hands.steady, lambda: hands.wall)


def asked(window: MainWindow) -> str:
    """The question about an absence that the page shows, or ""."""
    notice = interview(window).absence_notice
    return notice.label.text() if notice.isVisible() else ""


def test_a_lock_lets_the_clock_run_on_and_says_so(
    qtbot: QtBot, window: MainWindow, hands: Hands
) -> None:
    press(Key.Key_T, CTRL)
    hands.go(30)
    press(Key.Key_L, CTRL)
    hands.go(12 * 60)
    unlock(qtbot, window)
    clock = interview(window).clock
    assert clock.is_running
    assert clock.seconds == 30 + 12 * 60
    assert asked(window) == "Borte i 12 min. Skal tiden telle med?"
    press(Key.Key_R, CTRL | SHIFT)
    assert clock.seconds == 30
    assert asked(window) == ""
    press(Key.Key_J, CTRL | SHIFT)
    assert clock.seconds == 30 + 12 * 60
    assert window.library.load(IDENTITY).interviews["of"].elapsed_seconds == 30 + 12 * 60


def test_a_long_absence_stops_the_clock_and_says_so(
    qtbot: QtBot, window: MainWindow, hands: Hands
) -> None:
    press(Key.Key_T, CTRL)
    hands.go(30)
    by_library(qtbot, window)
    new_hands(window, hands)
    press(Key.Key_W, CTRL)
    hands.go(18 * 3600)
    window.open_assessment(IDENTITY)
    clock = interview(window).clock
    assert not clock.is_running
    assert clock.seconds == 30
    assert asked(window) == "Borte i 18 t 0 min, og klokken er stoppet. Skal tiden telle med?"


@pytest.mark.parametrize("steady", [0.0, 20 * 60.0])
def test_a_suspend_is_the_same_on_every_system(
    window: MainWindow, hands: Hands, steady: float
) -> None:
    press(Key.Key_T, CTRL)
    hands.go(30)
    clock = interview(window).clock
    clock.tick()
    hands.steady += steady
    hands.wall += 20 * 60
    clock.tick()
    assert clock.seconds == 30 + 20 * 60
    assert asked(window) == "Borte i 20 min. Skal tiden telle med?"


def test_a_suspend_that_ends_in_a_lock_is_told_of_when_one_is_back(
    qtbot: QtBot, window: MainWindow, hands: Hands
) -> None:
    press(Key.Key_T, CTRL)
    hands.go(30)
    interview(window).clock.tick()
    hands.wall += 20 * 60
    interview(window).clock.tick()
    press(Key.Key_L, CTRL)
    hands.go(5 * 60)
    unlock(qtbot, window)
    clock = interview(window).clock
    assert clock.seconds == 30 + 25 * 60
    assert asked(window) == "Borte i 25 min. Skal tiden telle med?"


def test_an_idle_lock_leaves_out_the_idle_minutes_before_it_too(
    qtbot: QtBot, window: MainWindow, hands: Hands
) -> None:
    press(Key.Key_T, CTRL)
    hands.go(30)
    press(Key.Key_Shift)
    for _ in range(60):
        hands.go(10)
        interview(window).clock.tick()
    window.lock()
    hands.go(13 * 60)
    unlock(qtbot, window)
    assert asked(window) == "Borte i 23 min. Skal tiden telle med?"
    assert interview(window).clock.seconds == 30 + 23 * 60
    press(Key.Key_R, CTRL | SHIFT)
    assert interview(window).clock.seconds == 30


def test_an_absence_that_was_not_answered_is_asked_about_after_a_lock_and_a_restart(
    qtbot: QtBot, window: MainWindow, hands: Hands
) -> None:
    press(Key.Key_T, CTRL)
    hands.go(30)
    interview(window).clock.tick()
    hands.wall += 9 * 60
    interview(window).clock.tick()
    press(Key.Key_T, CTRL)
    press(Key.Key_L, CTRL)
    hands.go(5 * 60)
    unlock(qtbot, window)
    assert asked(window) == "Borte i 9 min. Skal tiden telle med?"
    by_library(qtbot, window)
    assert asked(window) == "Borte i 9 min. Skal tiden telle med?"
    press(Key.Key_R, CTRL | SHIFT)
    assert interview(window).clock.seconds == 30
    by_library(qtbot, window)
    assert asked(window) == ""


def test_a_clock_that_is_put_right_is_no_absence(window: MainWindow, hands: Hands) -> None:
    press(Key.Key_T, CTRL)
    clock = interview(window).clock
    hands.go(30)
    clock.tick()
    hands.wall -= 3600
    hands.steady += 1
    clock.tick()
    assert clock.seconds == 31
    assert asked(window) == ""


def test_a_clock_at_rest_stays_so(qtbot: QtBot, window: MainWindow, hands: Hands) -> None:
    press(Key.Key_T, CTRL)
    hands.go(30)
    press(Key.Key_T, CTRL)
    press(Key.Key_L, CTRL)
    hands.go(600)
    unlock(qtbot, window)
    assert not interview(window).clock.is_running
    assert interview(window).clock.seconds == 30
    assert asked(window) == ""


def test_the_interview_that_is_open_keeps_its_time_when_it_is_opened_again(
    window: MainWindow, hands: Hands
) -> None:
    press(Key.Key_T, CTRL)
    hands.go(30)
    interview(window).show_interview("of")
    assert interview(window).clock.is_running


def test_another_interview_stops_the_clock_and_says_so(
    qtbot: QtBot, window: MainWindow, hands: Hands
) -> None:
    press(Key.Key_T, CTRL)
    hands.go(30)
    with qtbot.waitSignal(
        interview(window).message_shown, check_params_cb=lambda told: "OF-01 er stoppet" in told
    ):
        interview(window).begin_interview("staff")


# The other pages


@pytest.mark.parametrize("way", [by_lock, by_other_pages, by_library])
def test_the_report_comes_back_to_its_chapter_and_caret(
    qtbot: QtBot, window: MainWindow, way: Way
) -> None:
    assert window.view is not None
    page = window.view.show_page("report")
    assert isinstance(page, ReportPage)
    page.show_code("3")
    chapter = page.chapter
    page.text_pane.editor.setFocus()
    press(Key.Key_A, CTRL)
    type_text("Kommunen planlegger")
    for _ in range(len("planlegger")):
        press(Key.Key_Left)
    way(qtbot, window)
    assert window.view is not None
    again = window.view.page
    assert isinstance(again, ReportPage)
    assert again.chapter == chapter
    type_text("2021 ")
    assert again.text_pane.editor.toPlainText() == "Kommunen 2021 planlegger"


@pytest.mark.parametrize("way", [by_lock, by_other_pages, by_library])
def test_the_findings_come_back_to_the_finding(qtbot: QtBot, window: MainWindow, way: Way) -> None:
    assert window.view is not None
    assert window.session is not None
    finding = window.session.add_finding(3, FindingKind.WEAKNESS, "Ingen plan")
    window.session.add_finding(3, FindingKind.STRENGTH, "God dialog")
    window.view.show_page("findings").show_finding(finding.id)
    way(qtbot, window)
    assert window.view is not None
    again = window.view.page
    assert isinstance(again, FindingsPage)
    assert again.area == 3
    assert again.board.current == finding.id
    assert has_focus(again.board)


@pytest.mark.parametrize("way", [by_lock, by_other_pages, by_library])
def test_the_plan_comes_back_to_its_cell(qtbot: QtBot, window: MainWindow, way: Way) -> None:
    assert window.view is not None
    assert window.session is not None
    window.session.put(Interview("vl", "unit_leaders", "VL-01", position=1.0))
    page = window.view.show_page("preparation")
    assert isinstance(page, PreparationPage)
    page.interviews_view.setFocus()
    page.interviews_view.setCurrentIndex(page.interviews_view.model().index(1, 2))
    way(qtbot, window)
    assert window.view is not None
    again = window.view.page
    assert isinstance(again, PreparationPage)
    assert has_focus(again.interviews_view)
    index = again.interviews_view.currentIndex()
    assert (index.row(), index.column()) == (1, 2)

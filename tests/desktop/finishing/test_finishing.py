"""Finishing and reopening in the window: what is said before, and what shows afterwards."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment import scoring
from kompass_desktop.assessment.anonymity import as_printed
from kompass_desktop.assessment.consensus import EffectiveRating
from kompass_desktop.assessment.records import TEAM
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.finishing.dialogs import FinishDialog, FinishingDialog, ReopenDialog
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.preparation.preparation_page import PreparationPage
from kompass_desktop.desktop.report.report_page import ReportPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.window.assessment_view import AssessmentView
from kompass_desktop.desktop.window.main_window import SMALLEST
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.instrument.model import Aspect, Instrument, MeasurePoint
from kompass_desktop.report.chapters import texts
from kompass_desktop.report.report_data import ReportData

SENTENCE = "Målingen er avsluttet. Gjenåpne den for å endre."


@pytest.fixture
def view(qtbot: QtBot, catalogue: AssessmentCatalogue, full_session: Session) -> AssessmentView:
    view = AssessmentView(full_session, catalogue)
    qtbot.addWidget(view)
    view.resize(1366, 720)
    view.show_page("preparation")
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    return view


def preparation(view: AssessmentView) -> PreparationPage:
    page = view.show_page("preparation")
    assert isinstance(page, PreparationPage)
    return page


def dialog() -> FinishingDialog:
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, FinishingDialog)
    return shown


def test_what_is_not_settled_is_said_before_it_is_finished(view: AssessmentView) -> None:
    QTest.keyClick(preparation(view).particulars_card.finish_button, Qt.Key.Key_Return)
    asked = dialog()
    assert isinstance(asked, FinishDialog)
    text = asked.loose_label.text()
    assert "20 målepunkter har bare forslaget fra intervjuene" in text
    assert "gruppene er uenige om 3 målepunkter som teamet ikke har vurdert" in text
    assert "11 åpne oppfølginger" in text
    assert "ingen dato for når personopplysningene skal være slettet" in text
    assert "Ingenting i den kan endres" in asked.about_label.text()
    # Whoever presses Enter without reading has finished nothing.
    QTest.keyClick(asked, Qt.Key.Key_Return)
    assert not view.session.is_read_only


def test_one_button_finishes_it_and_shows_it_everywhere(view: AssessmentView) -> None:
    card = preparation(view).particulars_card
    card.finish_button.click()
    QTest.keyClick(dialog().go_on_button, Qt.Key.Key_Return)
    session = view.session
    assert session.is_read_only
    assert session.library.load(session.assessment.id) == session.assessment
    assert card.finish_button.text() == "Gjenåpne målingen …"
    assert card.course_label.text().startswith("Avsluttet ")
    assert view.finished_button.isVisible()
    assert view.finished_button.text() == "Avsluttet"
    assert not view.figures_bar.isVisible()
    report = view.show_page("report")
    assert isinstance(report, ReportPage)
    assert report.finish_button.text() == "Gjenåpne målingen …"


@pytest.mark.parametrize("key", ["preparation", "report"])
def test_what_tells_of_the_finish_takes_no_room_that_a_page_needs(
    qtbot: QtBot, view: AssessmentView, key: str
) -> None:
    view.session.finish()
    view.resize(SMALLEST)
    page = view.show_page(key)
    qtbot.waitUntil(lambda: page.height() <= view.pages.height())
    assert page.width() <= view.pages.width()
    # The municipality's name goes before what is said of it.
    assert not view.subtitle_label.isVisible()


def test_it_is_reopened_from_the_top_of_any_page_with_a_reason(view: AssessmentView) -> None:
    view.session.finish()
    view.show_page("profile")
    view.finished_button.click()
    asked = dialog()
    assert isinstance(asked, ReopenDialog)
    asked.reason_field.setText("Et intervju manglet")
    QTest.keyClick(asked.reason_field, Qt.Key.Key_Return)
    assert not view.session.is_read_only
    assert not view.finished_button.isVisible()
    line = preparation(view).particulars_card.course_label.text()
    assert line.startswith("Avsluttet ")
    assert line.endswith(": Et intervju manglet")
    assert " · gjenåpnet " in line


def test_a_disk_that_is_full_finishes_nothing_and_says_so(view: AssessmentView) -> None:
    session = view.session
    session.library.file.db.execute("PRAGMA query_only = 1")
    session.set_text("closing", "Takk")
    preparation(view).particulars_card.finish_button.click()
    dialog().go_on_button.click()
    assert dialog().notice_label.text()
    assert not session.is_read_only
    session.library.file.db.execute("PRAGMA query_only = 0")
    dialog().go_on_button.click()
    assert session.is_read_only


def test_typing_is_answered_with_a_sentence_and_the_caret_stays(
    qtbot: QtBot, view: AssessmentView
) -> None:
    view.session.finish()
    page = view.show_page("interview")
    assert isinstance(page, InterviewPage)
    editor = page.notes.editor
    editor.setFocus()
    before = editor.toPlainText()
    with qtbot.waitSignal(view.message_shown) as told:
        QTest.keyClicks(editor, "h")
    assert told.args == [SENTENCE]
    assert editor.toPlainText() == before
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == before
    view.session.reopen("")
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    QTest.keyClicks(editor, "h")
    assert editor.toPlainText() == f"{before}h"


def is_running(page: InterviewPage) -> bool:
    return page.clock.is_running


def test_the_clock_stops_with_the_finish_and_does_not_start(
    qtbot: QtBot, view: AssessmentView
) -> None:
    page = view.show_page("interview")
    assert isinstance(page, InterviewPage)
    page.clock.toggle()
    before = page.clock.is_running
    view.session.finish()
    assert (before, page.clock.is_running) == (True, False)
    with qtbot.waitSignal(view.message_shown) as told:
        page.clock.toggle()
    assert told.args == [SENTENCE]
    kept = view.session.assessment.interviews[page.state.interview_id]
    assert page.clock.seconds == kept.elapsed_seconds


def test_no_page_says_that_it_did_what_was_refused(qtbot: QtBot, view: AssessmentView) -> None:
    view.session.finish()
    told: list[str] = []
    view.message_shown.connect(told.append)
    page = preparation(view)
    page.interviews_view.setFocus()
    page.plan.remove()
    assert not page.undo_bar.isVisible()
    findings = view.show_page("findings")
    told.clear()
    findings.delete()  # type: ignore[attr-defined]
    assert told == [SENTENCE]
    history = view.history_panel
    with qtbot.waitSignal(history.history_shown):
        history.open_panel(())
    history.close_panel()


def test_the_drafts_of_the_report_stay_as_they_were(
    qtbot: QtBot, view: AssessmentView, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = view.session
    drafted = texts.draft("foreword", ReportData(session.assessment, session.board))
    session.finish()
    monkeypatch.setitem(texts._DRAFTS, "foreword", lambda _: "Noe helt annet.")
    page = view.show_page("report")
    assert isinstance(page, ReportPage)
    page.chapter_list.choose("foreword")
    assert page.text_pane.editor.toPlainText() == drafted
    kept = session.library.load(session.assessment.id)
    with in_language(Language.ENGLISH):
        data = ReportData(as_printed(kept), Scoreboard(kept))
        assert texts.chapter_text("foreword", data).startswith("This is an invented example.")
    session.reopen("")
    qtbot.waitUntil(lambda: page.text_pane.editor.toPlainText() == "Noe helt annet.")


def test_undo_waits_until_it_is_reopened(qtbot: QtBot, view: AssessmentView) -> None:
    session = view.session
    session.set_level(TEAM, "1.1.1", Aspect.SYSTEM, 0)
    session.finish()
    with qtbot.waitSignal(view.message_shown) as told:
        QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [SENTENCE]
    assert session.assessment.rating(TEAM, "1.1.1").system == 0


def generous(point: MeasurePoint, rating: EffectiveRating, instrument: Instrument) -> Fraction:
    return point.maximum


def test_a_later_program_shows_the_printed_figures_and_says_so(
    qtbot: QtBot,
    catalogue: AssessmentCatalogue,
    view: AssessmentView,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = view.session
    session.finish()
    identity, total = session.assessment.id, session.board.shown_total
    monkeypatch.setattr(scoring, "points_of", generous)
    catalogue.forget_all()
    assert catalogue.summary(identity).profile.total == total
    again = AssessmentView(Session(catalogue.library, catalogue.library.load(identity)), catalogue)
    qtbot.addWidget(again)
    again.show_page("preparation")
    again.show()
    assert again.session.board.shown_total == total
    assert again.figures_bar.isVisible()
    assert again.figures_bar.label.text() == (
        "Tallene er fra Kompass 0.1.0, slik de ble skrevet ut. "
        f"Regnet på nytt ville summen vært 800 og ikke {total}."
    )
    again.figures_bar.button.click()
    dialog().go_on_button.click()
    assert again.session.board.shown_total == 800
    assert not again.figures_bar.isVisible()

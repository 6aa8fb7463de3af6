"""Ctrl+F: everything that is written is found while one types, and opened in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id, text_id
from kompass_desktop.assessment.records import (
    Change,
    Finding,
    Interview,
    Note,
    Particulars,
    ReportText,
)
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.findings.findings_page import FindingsPage
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.navigation.search import PLACES, WRITTEN, FoundKind
from kompass_desktop.desktop.navigation.search_panel import SearchPanel
from kompass_desktop.desktop.report.report_page import ReportPage
from kompass_desktop.desktop.window.assessment_view import AssessmentView
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.library import Library

CTRL = Qt.KeyboardModifier.ControlModifier
BEGUN = "2026-03-12T09:00:00+01:00"


def made(instrument: Instrument, name: str, said: str) -> Assessment:
    assessment = Assessment(Particulars(new_id(), name, "", 2026), instrument)
    interview = Interview(new_id(), "mayor", "OF-01", "Oppdiktet Ordfører")
    for record in (
        interview,
        Note(new_id(), interview.id, "Vi har ingen plan", BEGUN, "1.1.1", position=0.0),
        Note(new_id(), interview.id, said, BEGUN, "1.4.1", position=1.0),
        Finding(new_id(), 3, FindingKind.WEAKNESS, "Budsjettene sprekker", "3.2.1"),
        ReportText(text_id(assessment.id, "closing"), "closing", "Til slutt\nOm budsjettet"),
    ):
        assessment.apply(Change(None, record))
    return assessment


@pytest.fixture
def window(qtbot: QtBot, library: Library, instrument: Instrument) -> MainWindow:
    """The window with an assessment open, and another one beside it in the library."""
    here = made(instrument, "Alta", "Tertialbudsjettet drøftes sjelden")
    library.add(here)
    library.add(made(instrument, "Tana", "Budsjettet er godt"))
    window = MainWindow(AssessmentCatalogue(library))
    qtbot.addWidget(window)
    window.open_assessment(here.id)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def view_of(window: MainWindow) -> AssessmentView:
    assert window.view is not None
    return window.view


def search(qtbot: QtBot, window: MainWindow, typed: str) -> SearchPanel:
    """Press Ctrl+F, type, and wait for what is found."""
    panel = view_of(window).search_panel
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F, CTRL)
    qtbot.waitUntil(panel.field.hasFocus)
    with qtbot.waitSignal(panel.results_shown):
        panel.field.setText(typed)
    return panel


def press(panel: SearchPanel, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(panel.field, key)


def details(panel: SearchPanel) -> list[str]:
    return [item.detail for item in panel.items]


def choose(panel: SearchPanel, text: str) -> None:
    """Walk down to the row with a text and press Enter."""
    row = next(row for row, item in enumerate(panel.items) if text in item.text)
    press(panel, *[Qt.Key.Key_Down] * row, Qt.Key.Key_Return)


def test_all_kinds_are_found_and_counted(qtbot: QtBot, window: MainWindow) -> None:
    panel = search(qtbot, window, "budsjett")
    counts = {kind.key: kind.count for kind in panel.kinds}
    assert counts.pop("places") != "0"
    assert counts == {"Finding": "1", "Note": "1", "ReportText": "1"}
    (note,) = [item for item in panel.items if isinstance(item.record, Note)]
    assert [note.text[first:last] for first, last in note.spans] == ["budsjett"]
    assert note.detail == "notat OF-01 · to. 12.03.2026 09:00"
    assert note.code == "1.4.1"


@pytest.mark.parametrize("kind", [PLACES, *WRITTEN])
def test_every_kind_has_a_name(kind: str) -> None:
    assert FoundKind(kind, (), "0").label != kind


def test_the_filter_goes_round_the_kinds_by_tab(qtbot: QtBot, window: MainWindow) -> None:
    panel = search(qtbot, window, "budsjett")
    press(panel, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert [type(item.record) for item in panel.items] == [Finding]
    press(panel, Qt.Key.Key_Tab)
    assert [type(item.record) for item in panel.items] == [Note]
    press(panel, Qt.Key.Key_Backtab)
    assert [type(item.record) for item in panel.items] == [Finding]
    checked = [chip.text() for chip in chips(panel) if chip.isChecked()]
    assert checked == ["Funn 1"]


def chips(panel: SearchPanel) -> list[QPushButton]:
    return [
        button
        for button in panel.findChildren(QPushButton)
        if button is not panel.scope_button and not button.isHidden()
    ]


def test_a_note_is_opened_in_its_interview_with_the_caret_in_its_line(
    qtbot: QtBot, window: MainWindow
) -> None:
    view = view_of(window)
    choose(search(qtbot, window, "tertial"), "Tertial")
    assert isinstance(view.page, InterviewPage)
    assert view.page.state.code == "1.4.1"
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    assert editor.textCursor().block().text() == "Tertialbudsjettet drøftes sjelden"
    choose(search(qtbot, window, "sjeld"), "Tertial")
    assert editor.textCursor().positionInBlock() == len("Tertialbudsjettet drøftes ")


def test_a_finding_is_selected(qtbot: QtBot, window: MainWindow) -> None:
    view = view_of(window)
    choose(search(qtbot, window, "sprekker"), "sprekker")
    assert isinstance(view.page, FindingsPage)
    assert view.page.area == 3
    (finding,) = view.session.assessment.findings.values()
    assert view.page.board.current == finding.id


def test_a_chapter_is_opened_with_the_caret_in_the_text(qtbot: QtBot, window: MainWindow) -> None:
    view = view_of(window)
    choose(search(qtbot, window, "om budsj"), "Om budsjettet")
    assert isinstance(view.page, ReportPage)
    assert view.page.chapter == "closing"
    editor = view.page.text_pane.editor
    assert editor.hasFocus()
    assert editor.textCursor().position() == len("Til slutt\n")


def test_an_informant_is_found_by_name(qtbot: QtBot, window: MainWindow) -> None:
    view = view_of(window)
    choose(search(qtbot, window, "ordfor"), "Oppdiktet Ordfører")
    assert isinstance(view.page, InterviewPage)


def test_a_measure_point_is_found_by_its_code(qtbot: QtBot, window: MainWindow) -> None:
    panel = search(qtbot, window, "1.4")
    assert [item.code for item in panel.items][:2] == ["1.4", "1.4.1"]


def test_places_that_show_the_words_come_first(qtbot: QtBot, window: MainWindow) -> None:
    places = [item for item in search(qtbot, window, "budsj").items if item.record is None]
    shown = [bool(item.spans) for item in places]
    assert shown == sorted(shown, reverse=True)
    assert shown[0]


def test_escape_gives_back_the_caret(qtbot: QtBot, window: MainWindow) -> None:
    view = view_of(window)
    choose(search(qtbot, window, "tertial"), "Tertial")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    QTest.keyClick(editor, Qt.Key.Key_End)
    place = editor.textCursor().position()
    panel = search(qtbot, window, "noe annet")
    press(panel, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert QApplication.focusWidget() is editor
    assert editor.textCursor().position() == place
    assert isinstance(view.page, InterviewPage)


def test_the_whole_library_is_searched_and_opened(qtbot: QtBot, window: MainWindow) -> None:
    panel = search(qtbot, window, "godt")
    assert not any(item.record for item in panel.items)
    with qtbot.waitSignal(panel.results_shown):
        QTest.keyClick(panel.field, Qt.Key.Key_F, CTRL)
    assert panel.scope_button.isChecked()
    assert details(panel)[-1].endswith("Tana 2026")
    choose(panel, "Budsjettet er godt")
    view = view_of(window)
    assert view.session.assessment.particulars.municipality == "Tana"
    assert isinstance(view.page, InterviewPage)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    assert editor.textCursor().block().text() == "Budsjettet er godt"


def test_what_is_typed_stays_for_the_next_time(qtbot: QtBot, window: MainWindow) -> None:
    panel = search(qtbot, window, "budsjett")
    press(panel, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Escape)
    with qtbot.waitSignal(panel.results_shown):
        QTest.keyClick(window, Qt.Key.Key_F, CTRL)
    assert panel.field.selectedText() == "budsjett"
    assert [type(item.record) for item in panel.items] == [Finding]


def test_nothing_found_says_what_to_do(qtbot: QtBot, window: MainWindow) -> None:
    panel = search(qtbot, window, "kvasarer")
    assert panel.items == []
    assert panel.state_label.text().startswith("Ingen treff")
    with qtbot.waitSignal(panel.results_shown):
        panel.field.setText("")
    assert panel.items == []
    assert not panel.state_label.text().startswith("Ingen treff")


def test_what_has_just_been_typed_is_found(qtbot: QtBot, window: MainWindow) -> None:
    view = view_of(window)
    choose(search(qtbot, window, "tertial"), "Tertial")
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_End)
    QTest.keyClicks(editor, " nyskrevet")
    panel = search(qtbot, window, "nyskrevet")
    assert [type(item.record) for item in panel.items] == [Note]
    assert view.search_panel is panel


def test_what_was_deleted_meanwhile_is_told(qtbot: QtBot, window: MainWindow) -> None:
    view = view_of(window)
    panel = search(qtbot, window, "sprekker")
    (finding,) = view.session.assessment.findings.values()
    view.session.remove(finding)
    with qtbot.waitSignal(view.message_shown) as told:
        choose(panel, "sprekker")
    assert told.args == ["Det er slettet siden det ble funnet."]


def test_an_answer_that_comes_too_late_is_not_shown(qtbot: QtBot, window: MainWindow) -> None:
    panel = search(qtbot, window, "budsjett")
    panel.field.setText("tertial")
    with qtbot.waitSignal(panel.results_shown):
        panel.field.setText("sprekker")
    assert [type(item.record) for item in panel.items] == [Finding]


def test_an_interview_is_found_by_its_place_and_a_note_says_its_further_places(
    qtbot: QtBot, window: MainWindow
) -> None:
    session = view_of(window).session
    interview = next(iter(session.assessment.interviews.values()))
    session.put(replace(interview, venue="Helsehuset"))
    note = next(n for n in session.assessment.notes.values() if n.code == "1.4.1")
    session.put(replace(note, also="3.2 8.1"))
    (found,) = search(qtbot, window, "helseh").items
    assert (found.code, found.text) == ("OF-01", "Helsehuset")
    QTest.keyClick(view_of(window).search_panel.field, Qt.Key.Key_Escape)
    items = search(qtbot, window, "tertialb").items
    assert [each.detail.endswith("også på 3.2, 8.1") for each in items] == [True]

"""Ctrl+H: what was done to what one is at, or to all, and how it is brought back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM, Change, Finding, Note, Record
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.findings.findings_page import FindingsPage
from kompass_desktop.desktop.history.history_panel import HistoryPanel
from kompass_desktop.desktop.history.texts import KINDS
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.window.assessment_view import AssessmentView
from kompass_desktop.i18n import DEFAULT, Language, choose_language
from kompass_desktop.instrument.model import Aspect
from kompass_desktop.storage.database.rows import TABLES
from kompass_desktop.storage.database.timeline import ChangeType
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session(small_session: Session) -> Session:
    return small_session


@pytest.fixture
def view(qtbot: QtBot, catalogue: AssessmentCatalogue, session: Session) -> AssessmentView:
    view = AssessmentView(session, catalogue)
    qtbot.addWidget(view)
    view.resize(1280, 640)
    view.show_last_page()
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    return view


def opened(qtbot: QtBot, view: AssessmentView) -> HistoryPanel:
    """Press Ctrl+H and wait for the history."""
    with qtbot.waitSignal(view.history_panel.history_shown):
        QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_H, CTRL)
    return view.history_panel


def listed(panel: HistoryPanel) -> list[str]:
    rows = panel.rows
    return [str(rows.index(row, 0).data()) for row in range(rows.rowCount())]


def choose_kind(panel: HistoryPanel, key: str) -> None:
    panel.kind_box.setCurrentIndex(panel.kind_box.findData(key))


def some_note(session: Session) -> Note:
    return next(note for note in session.assessment.notes.values() if note.text)


def focus_given(widget: QWidget | None) -> QWidget:
    assert widget is not None
    return widget


def test_a_rating_is_told_from_what_to_what(
    qtbot: QtBot, view: AssessmentView, session: Session
) -> None:
    view.show_page("scoring").show_code("2.1.1")
    session.set_level(TEAM, "2.1.1", Aspect.SYSTEM, 1)
    session.set_level(TEAM, "2.1.1", Aspect.SYSTEM, 3)
    session.set_level(TEAM, "2.1.2", Aspect.SYSTEM, 3)
    panel = opened(qtbot, view)
    assert panel.subject_button.isChecked()
    assert len(listed(panel)) == 2
    assert all(text.startswith("2.1.1 ") for text in listed(panel))
    assert "nivå 1 → nivå 3" in panel.detail.text()
    assert "Denne maskinen" in panel.detail.text()


@pytest.mark.parametrize("kind", TABLES)
def test_every_kind_of_record_can_be_chosen(kind: type[Record]) -> None:
    assert kind.__name__ in KINDS


def test_the_same_key_again_shows_the_whole_measurement(
    qtbot: QtBot, view: AssessmentView, session: Session
) -> None:
    session.set_level(TEAM, "2.1.1", Aspect.SYSTEM, 1)
    view.show_page("scoring").show_code("2.1.2")
    panel = opened(qtbot, view)
    assert listed(panel) == []
    assert panel.state_label.text().startswith("Ingen endringer her")
    QTest.keyClick(panel.list, Qt.Key.Key_H, CTRL)
    assert len(listed(panel)) > 10
    assert "2.1.1" in listed(panel)[0]


def test_a_change_is_brought_back_and_that_is_undone(
    qtbot: QtBot, view: AssessmentView, session: Session, library: Library
) -> None:
    view.show_page("scoring").show_code("2.1.1")
    session.set_level(TEAM, "2.1.1", Aspect.SYSTEM, 1)
    session.set_level(TEAM, "2.1.1", Aspect.SYSTEM, 3)
    panel = opened(qtbot, view)
    with qtbot.waitSignal(panel.history_shown):
        QTest.keyClick(panel.list, Qt.Key.Key_Return, CTRL)
    assert session.assessment.rating(TEAM, "2.1.1").system == 1
    assert library.load(session.assessment.id).rating(TEAM, "2.1.1").system == 1
    assert len(listed(panel)) == 3
    session.undo_stack.undo()
    assert session.assessment.rating(TEAM, "2.1.1").system == 3


def test_what_was_deleted_is_found_and_brought_back(
    qtbot: QtBot, view: AssessmentView, session: Session
) -> None:
    finding = session.add_finding(3, FindingKind.STRENGTH, "Skal slettes", "3.2.1")
    session.remove_finding(finding)
    panel = opened(qtbot, view)
    panel.subject_button.setChecked(False)
    choose_kind(panel, "deleted")
    (text,) = listed(panel)
    assert text.startswith("Funn i område 3 ")
    assert text.endswith(" · slettet")
    assert "Skal slettes" in panel.detail.text()
    assert not panel.show_button.isEnabled()
    with qtbot.waitSignal(panel.history_shown):
        panel.restore_button.click()
    back = session.assessment.findings[finding.id]
    assert isinstance(back, Finding)
    assert back.text == "Skal slettes"
    assert not panel.restore_button.isEnabled()


def test_a_note_comes_back_with_its_words(
    qtbot: QtBot, view: AssessmentView, session: Session
) -> None:
    note = some_note(session)
    session.put(replace(note, text="overskrevet"))
    view.show_found(note)
    panel = opened(qtbot, view)
    assert panel.current is not None
    assert panel.current.record.id == note.id
    with qtbot.waitSignal(panel.history_shown):
        panel.restore_button.click()
    assert session.assessment.notes[note.id].text == note.text


def test_a_note_of_a_removed_interview_waits_for_the_interview(
    qtbot: QtBot, view: AssessmentView, session: Session
) -> None:
    note = some_note(session)
    session.remove(note)
    interview = session.assessment.interviews[note.interview]
    session.remove(interview)
    panel = opened(qtbot, view)
    panel.subject_button.setChecked(False)
    choose_kind(panel, "Note")
    assert panel.current is not None
    assert panel.current.change_type is ChangeType.DELETED
    assert not panel.restore_button.isEnabled()
    choose_kind(panel, "deleted")
    panel.list.setCurrentIndex(panel.rows.index(0, 0))
    with qtbot.waitSignal(panel.history_shown):
        panel.restore_button.click()
    assert interview.id in session.assessment.interviews


def test_what_another_laptop_brought_is_filtered_by_who(
    qtbot: QtBot,
    library: Library,
    small_assessment: Assessment,
    catalogue: AssessmentCatalogue,
    tmp_path: Path,
) -> None:
    library.add(small_assessment)
    with open_library(tmp_path / "annen.kompassdb") as other:
        other.merge(library.packet(small_assessment.id))
        there = other.load(small_assessment.id)
        note = next(iter(there.notes.values()))
        other.write(there, [Change(note, replace(note, text="fra den andre"))])
        library.merge(other.packet(small_assessment.id))
    session = Session(library, library.load(small_assessment.id))
    session.set_level(TEAM, "2.1.1", Aspect.SYSTEM, 1)
    view = AssessmentView(session, catalogue)
    qtbot.addWidget(view)
    view.show_page("profile")
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    panel = opened(qtbot, view)
    assert panel.who_box.itemText(1) == "Denne maskinen"
    panel.who_box.setCurrentIndex(2)
    assert len(listed(panel)) == 1
    assert "fra den andre" in panel.detail.text()


def test_only_what_was_changed_since(qtbot: QtBot, view: AssessmentView, session: Session) -> None:
    session.set_level(TEAM, "2.1.1", Aspect.SYSTEM, 1)
    panel = opened(qtbot, view)
    panel.subject_button.setChecked(False)
    panel.since_field.setText("i dag")
    assert len(listed(panel)) == 1
    panel.since_field.setText("01.01.2099")
    assert listed(panel) == []
    panel.since_field.setText("tull")
    assert panel.state_label.text() == "Skriv datoen slik: 12.03.2026."
    panel.since_field.setText("")
    assert len(listed(panel)) > 10


def test_one_goes_from_a_change_to_its_place(
    qtbot: QtBot, view: AssessmentView, session: Session
) -> None:
    finding = session.add_finding(3, FindingKind.STRENGTH, "Nytt funn", "3.2.1")
    panel = opened(qtbot, view)
    panel.subject_button.setChecked(False)
    panel.list.setCurrentIndex(panel.rows.index(0, 0))
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert panel.isHidden()
    assert isinstance(view.page, FindingsPage)
    assert view.page.board.current == finding.id


def test_escape_gives_the_focus_back(qtbot: QtBot, view: AssessmentView) -> None:
    view.show_page("scoring")
    before = focus_given(QApplication.focusWidget())
    panel = opened(qtbot, view)
    assert panel.list.hasFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert before.hasFocus()


def test_another_page_closes_it(qtbot: QtBot, view: AssessmentView) -> None:
    panel = opened(qtbot, view)
    view.show_page("report")
    assert panel.isHidden()


def test_it_speaks_english(qtbot: QtBot, view: AssessmentView, session: Session) -> None:
    choose_language(Language.ENGLISH)
    try:
        session.set_level(TEAM, "2.1.1", Aspect.SYSTEM, 1)
        english = HistoryPanel(session, view)
        with qtbot.waitSignal(english.history_shown):
            english.open_panel([])
        assert listed(english)[0].endswith("the team · made")
        assert english.kind_box.itemText(0) == "Everything"
    finally:
        choose_language(DEFAULT)


def test_a_finished_measurement_is_reopened_and_not_brought_back(
    qtbot: QtBot, view: AssessmentView, session: Session
) -> None:
    session.change([Change(some_note(session), None)])
    session.finish()
    panel = opened(qtbot, view)

    def can_be_brought_back() -> list[bool]:
        able = []
        for row in range(panel.rows.rowCount()):
            panel.list.setCurrentIndex(panel.rows.index(row, 0))
            able.append(panel.restore_button.isEnabled())
        return able

    panel.subject_button.setChecked(False)
    assert can_be_brought_back()
    assert not any(can_be_brought_back())

    with qtbot.waitSignal(panel.history_shown):
        session.reopen("feil tall")
    assert any(can_be_brought_back())
    for kind in ("Event", "Particulars"):
        choose_kind(panel, kind)
        assert can_be_brought_back()
        assert not any(can_be_brought_back())

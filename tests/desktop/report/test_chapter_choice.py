"""Choosing, ordering and renaming the chapters in the list of the report page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.plan_records import Improvement
from kompass_desktop.assessment.records import PLAN, Change
from kompass_desktop.desktop.report.chapter_list import box_in
from kompass_desktop.desktop.report.chapters import ChapterRole
from kompass_desktop.desktop.report.report_page import ReportPage
from kompass_desktop.report.sections import SECTIONS, sections
from tests.desktop.report.shown_report import kept

ALT = Qt.KeyboardModifier.AltModifier


def titles(page: ReportPage) -> list[str]:
    model = page.chapter_list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def left_out(page: ReportPage) -> list[str]:
    every = sections(page.session.assessment)
    return [section.key for section in every if not section.is_included]


def test_space_leaves_a_chapter_out_which_can_be_undone(page: ReportPage) -> None:
    page.chapter_list.choose("about")
    page.chapter_list.setFocus()
    QTest.keyClick(page.chapter_list, Qt.Key.Key_Space)
    assert left_out(page) == ["about"]
    state = page.chapter_list.currentIndex().data(ChapterRole.STATE)
    assert state == "ikke med i rapporten"
    page.session.undo_stack.undo()
    assert left_out(page) == []
    assert page.session.assessment.text(SECTIONS) is None


def test_a_click_on_the_box_leaves_a_chapter_out(page: ReportPage) -> None:
    view = page.chapter_list
    index = view.model().index(2, 0)
    place = box_in(view.visualRect(index)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert left_out(page) == ["about"]
    beside = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert left_out(page) == ["about"]


def test_alt_and_arrows_move_a_chapter_which_stays_chosen(page: ReportPage) -> None:
    page.chapter_list.choose("summary")
    page.chapter_list.setFocus()
    QTest.keyClick(page.chapter_list, Qt.Key.Key_Up, ALT)
    assert titles(page)[:2] == ["Sammendrag", "Forord"]
    assert page.chapter == "summary"
    assert page.chapter_list.currentIndex().data() == "Sammendrag"
    QTest.keyClick(page.chapter_list, Qt.Key.Key_Up, ALT)
    assert titles(page)[:2] == ["Sammendrag", "Forord"]
    page.session.flush()
    assert sections(kept(page.session))[0].key == "summary"


def test_f2_renames_a_chapter(qtbot: QtBot, page: ReportPage) -> None:
    page.chapter_list.choose("method")
    page.chapter_list.setFocus()
    QTest.keyClick(page.chapter_list, Qt.Key.Key_F2)
    field = page.chapter_list.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    assert field.text() == "Metode"
    field.setText("Slik gikk vi fram")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Slik gikk vi fram" in titles(page))
    assert page.text_pane.chapter_title.text() == "Slik gikk vi fram"
    assert page.chapter == "method"


def test_the_choice_of_chapters_is_not_shown_as_a_chapter(page: ReportPage) -> None:
    page.chapter_list.choose("summary")
    page.chapter_list.setFocus()
    QTest.keyClick(page.chapter_list, Qt.Key.Key_Space)
    record = next(t for t in page.session.assessment.texts.values() if t.chapter == SECTIONS)
    page.show_record(record)
    assert page.chapter == "summary"


def test_the_plan_is_a_chapter_as_soon_as_there_is_one(page: ReportPage) -> None:
    session = page.session
    old = [each for each in session.assessment.records() if isinstance(each, PLAN)]
    session.change_undoably("uten plan", [Change(each, None) for each in old])
    page.chapter_list.choose("closing")
    assert "Plan" not in titles(page)
    session.change_undoably("tiltak", [Change(None, Improvement("i1", "Lag en strategi"))])
    shown = titles(page)
    assert shown[shown.index("Plan") + 1] == "Avslutning"
    assert page.chapter == "closing"
    page.chapter_list.choose("plan")
    assert "Planen har ett tiltak" in page.text_pane.editor.toPlainText()
    assert "settes inn automatisk" in page.text_pane.note_label.text()
    session.undo_stack.undo()
    assert "Plan" not in titles(page)
    assert page.chapter != "plan"

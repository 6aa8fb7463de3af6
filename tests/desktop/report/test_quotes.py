"""What was said beside a chapter, and quoting it without naming."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Interview, Note
from kompass_desktop.desktop.report.report_page import ReportPage
from tests.desktop.report.shown_report import editor_of, shown_text

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def say(page: ReportPage, group: str, text: str, code: str) -> Note:
    session = page.session
    interview = Interview(new_id(), group, f"X-{len(session.assessment.interviews)}", "Kari Berg")
    session.put(interview)
    note = Note(new_id(), interview.id, text, "2026-03-12T09:51:00+01:00", code)
    session.put(note)
    return note


def rows(page: ReportPage) -> list[str]:
    listed = page.quote_panel.quotes_list
    return [listed.item(row).text() for row in range(listed.count())]


def show_quotes(page: ReportPage) -> None:
    editor_of(page).setFocus()
    QTest.keyClick(editor_of(page), Qt.Key.Key_Q, CTRL_SHIFT)


def test_notes_of_the_area_are_listed_by_group_and_code(page: ReportPage) -> None:
    say(page, "union", "Vi blir hørt", "6.2.1")
    say(page, "union", "Vi blir ikke hørt", "6.1")
    say(page, "mayor", "Alle blir hørt", "6")
    say(page, "mayor", "Noe annet", "5.1")
    page.show_code("6")
    assert not page.quote_panel.isVisible()
    show_quotes(page)
    shown = rows(page)
    assert shown[:2] == ["Ordfører / deler av formannskapet (1)", "6  Alle blir hørt"]
    assert shown[-2:] == ["6.1  Vi blir ikke hørt", "6.2.1  Vi blir hørt"]
    assert "Noe annet" not in " ".join(shown)


def test_enter_quotes_by_group_without_the_name(page: ReportPage) -> None:
    say(page, "union", "Kari Berg sier at ingen spør", "7.1")
    page.show_code("7")
    editor_of(page).selectAll()
    editor_of(page).insertPlainText("Slik er det:")
    show_quotes(page)
    listed = page.quote_panel.quotes_list
    assert listed.hasFocus()
    QTest.keyClick(listed, Qt.Key.Key_Return)
    quoted = "«Hovedtillitsvalgte sier at ingen spør» (Hovedtillitsvalgte)"
    assert shown_text(page) == f"Slik er det: {quoted}"
    assert listed.hasFocus()
    editor_of(page).moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert shown_text(page) == f"{quoted} Slik er det: {quoted}"
    QTest.keyClick(listed, Qt.Key.Key_Escape)
    assert editor_of(page).hasFocus()


def test_the_list_follows_the_chapter_and_the_notes(page: ReportPage) -> None:
    page.show_code("8")
    show_quotes(page)
    panel = page.quote_panel
    assert panel.empty_label.text() == "Ingen notater fra intervjuene hører til dette området."
    note = say(page, "mayor", "Vi planlegger", "8.1")
    assert "8.1  Vi planlegger" in rows(page)
    page.session.put(replace(note, text="Vi planlegger godt"))
    assert "8.1  Vi planlegger godt" in rows(page)
    page.chapter_list.choose("foreword")
    assert panel.quotes_list.count() == 0
    assert "områdene" in panel.empty_label.text()
    show_quotes(page)
    assert not panel.isVisible()

"""Recommendations on the report page: written, made of findings, ordered, removed, printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.records import Change, Recommendation
from kompass_desktop.desktop.report.recommendation_panel import RecommendationPanel
from kompass_desktop.desktop.report.report_page import ReportPage
from tests.desktop.keyboard import send_letter
from tests.desktop.report.shown_report import editor_of, kept
from tests.report.printing import printed

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def panel_of(page: ReportPage) -> RecommendationPanel:
    return page.text_pane.recommendation_panel


def write(page: ReportPage, *cells: str) -> None:
    """Add a recommendation with the key, and type its text, who and when with Tab between."""
    editor_of(page).setFocus()
    QTest.keyClick(editor_of(page), Qt.Key.Key_N, CTRL_SHIFT)
    for number, cell in enumerate(cells):
        if number:
            QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        for letter in cell:
            send_letter(page.window().focusWidget(), letter)
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)


def texts(page: ReportPage) -> list[str]:
    return [r.text for r in page.session.assessment.recommendations_in_order()]


def test_one_is_written_by_keys_and_is_kept(qtbot: QtBot, page: ReportPage) -> None:
    page.show_code("3")
    write(page, "Ett årshjul", "Økonomisjef", "2. kv 2026")
    page.session.flush()
    (recommendation,) = kept(page.session).recommendations.values()
    assert replace(recommendation, id="") == Recommendation(
        "", "Ett årshjul", "3", "Økonomisjef", "2. kv 2026"
    )


def test_each_area_shows_its_own_and_the_summary_all(page: ReportPage) -> None:
    page.show_code("3")
    write(page, "Årshjul")
    page.show_code("4")
    panel = panel_of(page)
    assert panel.table.records == ()
    assert panel.empty_label.isVisible()
    assert panel.title_label.text() == "Anbefalinger for område 4"
    page.chapter_list.choose("summary")
    view = panel.recommendations_view
    assert view.model().index(0, 1).data() == "Årshjul"
    assert view.model().rowCount() == 1
    assert panel.title_label.text() == "Alle anbefalinger"
    page.chapter_list.choose("foreword")
    assert not panel.isVisible()
    QTest.keyClick(editor_of(page), Qt.Key.Key_N, CTRL_SHIFT)
    assert texts(page) == ["Årshjul"]


def test_a_recommendation_can_be_made_of_a_finding_once(qtbot: QtBot, page: ReportPage) -> None:
    page.session.add_finding(5, FindingKind.CHALLENGE, "Må måle & lære", "5.1")
    page.session.add_finding(5, FindingKind.STRENGTH, "Måler alt", "5.1")
    page.show_code("5")
    panel = panel_of(page)
    menu = panel.findings_menu()
    assert [action.text() for action in menu.actions()] == ["5.1  Må måle && lære"]
    menu.actions()[0].trigger()
    (made,) = page.session.assessment.recommendations.values()
    assert (made.text, made.code) == ("Må måle & lære", "5.1")
    assert made.finding in page.session.assessment.findings
    with qtbot.waitSignal(page.message_shown):
        QTest.keyClick(editor_of(page), Qt.Key.Key_F, CTRL_SHIFT)
    assert len(texts(page)) == 1


def test_order_and_removal_can_be_undone(page: ReportPage) -> None:
    page.chapter_list.choose("summary")
    for text in ("en", "to", "tre"):
        write(page, text)
    view = panel_of(page).recommendations_view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Up, ALT)
    assert texts(page) == ["en", "tre", "to"]
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert texts(page) == ["en", "to"]
    page.session.undo_stack.undo()
    page.session.undo_stack.undo()
    assert texts(page) == ["en", "to", "tre"]


def test_moving_among_those_of_an_area_leaves_the_others_where_they_were(page: ReportPage) -> None:
    session = page.session
    for position, (text, code) in enumerate([("a", "1"), ("x", "2"), ("b", "1.1"), ("y", "2")]):
        session.put(Recommendation(text, text, code, position=float(position)))
    page.show_code("1")
    panel_of(page).recommendations_view.select("b")
    panel_of(page).move_chosen(-1)
    assert texts(page) == ["b", "x", "a", "y"]


def test_an_unknown_code_is_refused(page: ReportPage) -> None:
    page.session.put(Recommendation("a", "Årshjul"))
    page.chapter_list.choose("summary")
    table = panel_of(page).table
    assert "1.4" in table.take(0, 0, "9.9")
    assert table.take(0, 0, "1.4.") == ""
    assert page.session.assessment.recommendations["a"].code == "1.4"


def test_one_that_was_found_is_shown_in_its_chapter(page: ReportPage) -> None:
    found = Recommendation("a", "Årshjul", "3.2")
    page.session.put(found)
    page.show_record(found)
    assert page.chapter == "area-3"
    assert panel_of(page).recommendations_view.current_id == "a"


def test_the_report_has_five_in_the_summary_and_all_in_the_closing(page: ReportPage) -> None:
    assessment = page.session.assessment.snapshot()
    for number in range(7):
        record = Recommendation(
            f"r{number}", f"Råd <b>{number}</b>", "3", "=Sjef & co", "<2027>", position=number
        )
        assessment.apply(Change(None, record))
    report = printed(assessment)
    summary = report.pages[report.beginning_of("Sammendrag") - 1]
    assert "Vi anbefaler" in summary
    assert "Råd <b>4</b> =Sjef & co <2027>" in summary
    assert "Råd <b>5</b>" not in summary
    assert "Her er det mest å hente" not in summary
    assert "Råd <b>6</b>" in report.chapter("Fokusområde 3")
    assert "Råd" not in " ".join(report.pages_of("Fokusområde 4"))
    closing = report.pages[report.beginning_of("Avslutning") - 1]
    assert "7 3 Råd <b>6</b>" in closing


@pytest.mark.parametrize("text", ["x" * 100_000, "ord " * 25_000, "\x00\x0b😀漢字 á č đ ŋ š ŧ ž"])
def test_hostile_texts_do_not_break_the_report(page: ReportPage, text: str) -> None:
    assessment = page.session.assessment.snapshot()
    assessment.apply(Change(None, Recommendation("a", text, "1", text, text)))
    assert "Vi anbefaler" in printed(assessment).text


def test_the_selected_ones_go_into_the_plan_in_one_step(page: ReportPage, qtbot: QtBot) -> None:
    page.show_code("3")
    write(page, "Ett årshjul", "Økonomisjef", "1.9.2026")
    write(page, "Mål for alle", "", "til våren")
    panel = panel_of(page)
    panel.recommendations_view.setFocus()
    panel.recommendations_view.selectAll()
    with qtbot.waitSignal(page.message_shown) as said:
        QTest.keyClick(panel.recommendations_view, Qt.Key.Key_T, CTRL_SHIFT)
    assert said.args == ["Anbefalingene er tiltak 1–2 på siden Plan. Ctrl+Z angrer."]
    first, second = page.session.assessment.improvements_in_order()
    assert (first.title, first.responsible, first.ends) == (
        "Ett årshjul",
        "Økonomisjef",
        "2026-09-01",
    )
    assert (second.title, second.ends) == ("Mål for alle", "")
    page.session.put_undoably("tittel", replace(first, title="Ett årshjul for alle"))
    with qtbot.waitSignal(page.message_shown) as said:
        QTest.keyClick(panel.recommendations_view, Qt.Key.Key_T, CTRL_SHIFT)
    assert said.args == ["Anbefalingen er allerede i planen: tiltak 1, «Ett årshjul for alle»."]
    assert len(page.session.assessment.improvements) == 2
    page.session.undo_stack.undo()
    page.session.undo_stack.undo()
    assert not page.session.assessment.improvements

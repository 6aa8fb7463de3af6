"""The report page: chapters, drafts and texts, its choices and keys."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id, recorded_id
from kompass_desktop.assessment.records import TEAM, Change, Particulars, Recorded
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.comparing.choice_dialog import ChoiceDialog
from kompass_desktop.desktop.report.chapters import ChapterRole
from kompass_desktop.desktop.report.report_page import ReportPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.window.key_sheet import keys_of
from kompass_desktop.report.chapters.texts import draft
from kompass_desktop.report.report_data import ReportData
from tests.desktop.keyboard import ALT, CTRL
from tests.desktop.report.shown_report import (
    SAMI,
    editor_of,
    exported,
    kept,
    shown_page,
    shown_text,
    text_in,
    type_at_end,
)
from tests.desktop.shown_pages import SessionOf, ShownPages


def test_every_chapter_stands_in_the_list_with_its_state(page: ReportPage) -> None:
    model = page.chapter_list.model()
    titles = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert titles[:6] == [
        "Forord",
        "Sammendrag",
        "Om Kommunekompasset",
        "Metode",
        "Resultater",
        "1 Offentlighet og demokrati",
    ]
    assert len(titles) == 16
    assert titles[-3:] == ["Avslutning", "Ordliste", "Vedlegg: alle vurderinger"]
    states = [model.index(row, 0).data(ChapterRole.STATE) for row in range(16)]
    assert states[5] == "skrevet av teamet"
    assert states.count("utkast") == 15
    assert page.written_label.text() == "" or "1 av 16" in page.written_label.text()


def test_a_chapter_begins_as_its_draft_and_looks_like_one(page: ReportPage) -> None:
    session = page.session
    assert shown_text(page) == draft("foreword", ReportData(session.assessment, session.board))
    assert page.text_pane.state_pill.text() == "Utkast – oppdateres automatisk"
    assert editor_of(page).property("role") == "draft"
    assert editor_of(page).font().italic()
    assert not page.text_pane.draft_button.isEnabled()


def test_what_is_typed_makes_the_draft_a_text_that_is_saved(qtbot: QtBot, page: ReportPage) -> None:
    with qtbot.waitSignal(page.session.saved, timeout=2000):
        type_at_end(page, " Skrevet av oss.")
        assert page.text_pane.state_pill.text() == "Skrevet av teamet"
        assert not editor_of(page).font().italic()
    assert (kept(page.session).text("foreword") or "").endswith(" Skrevet av oss.")
    foreword = page.chapter_list.model().index(0, 0)
    assert foreword.data(ChapterRole.STATE) == "skrevet av teamet"
    assert "2 av 16" in page.written_label.text()


def test_a_text_that_is_written_shows_as_written(page: ReportPage) -> None:
    page.show_code("1.4.3")
    assert page.chapter == "area-1"
    assert shown_text(page) == "Kommunen er åpen.\n\nMen …"
    assert editor_of(page).property("role") == "page"


def test_back_to_the_draft_is_saved_and_can_be_undone_in_the_editor(
    qtbot: QtBot, page: ReportPage
) -> None:
    session = page.session
    page.show_code("1")
    editor_of(page).setFocus()
    QTest.keyClick(editor_of(page), Qt.Key.Key_U, CTRL)
    assert shown_text(page) == draft("area-1", ReportData(session.assessment, session.board))
    assert page.text_pane.state_pill.text() == "Utkast – oppdateres automatisk"
    assert kept(session).text("area-1") is None
    with qtbot.waitSignal(session.text_changed, timeout=2000):
        QTest.keyClick(editor_of(page), Qt.Key.Key_Z, CTRL)
    assert shown_text(page) == "Kommunen er åpen.\n\nMen …"
    assert kept(session).text("area-1") == "Kommunen er åpen.\n\nMen …"


def test_a_text_that_was_typed_back_to_the_draft_is_the_draft(
    qtbot: QtBot, page: ReportPage
) -> None:
    type_at_end(page, "x")
    QTest.keyClick(editor_of(page), Qt.Key.Key_Backspace)
    assert editor_of(page).property("role") == "draft"
    page.session.flush()
    assert kept(page.session).text("foreword") is None


def test_each_chapter_keeps_its_own_undo_and_cursor(qtbot: QtBot, page: ReportPage) -> None:
    type_at_end(page, "AB")
    before = editor_of(page).textCursor().position()
    page.show_code("5")
    type_at_end(page, "CD")
    page.chapter_list.choose("foreword")
    assert editor_of(page).textCursor().position() == before
    QTest.keyClick(editor_of(page), Qt.Key.Key_Z, CTRL)
    assert editor_of(page).property("role") == "draft"
    page.show_code("5")
    assert shown_text(page).endswith("CD")


def test_a_draft_follows_the_numbers_and_a_written_text_does_not(
    qtbot: QtBot,
    shown_pages: ShownPages,
    example_session: SessionOf,
    catalogue: AssessmentCatalogue,
) -> None:
    session = example_session("eksempelvik-2025")
    page = shown_page(shown_pages, session, catalogue)
    page.show_code("5")
    assert "39 av 100 poeng" in shown_text(page)
    best = replace(session.assessment.rating(TEAM, "5.1.1"), system=4, extent=4, result=4)
    session.put(replace(best, evaluation=4))
    points = session.board.shown_area(5)
    assert points > 39
    qtbot.waitUntil(lambda: f"{points} av 100 poeng" in shown_text(page))
    assert editor_of(page).property("role") == "draft"
    type_at_end(page, " Vårt.")
    session.put(best)
    assert session.board.shown_area(5) < points
    page.leave()
    page.enter()
    assert f"{points} av 100 poeng" in shown_text(page)
    page.leave()


def test_a_text_that_was_emptied_stays_empty_and_says_what_that_means(
    qtbot: QtBot, page: ReportPage
) -> None:
    editor_of(page).selectAll()
    QTest.keyClick(editor_of(page), Qt.Key.Key_Delete)
    assert "blir kapittelet ikke med" in page.text_pane.note_label.text()
    page.session.flush()
    assert kept(page.session).text("foreword") == ""


def test_a_text_from_elsewhere_is_shown(page: ReportPage) -> None:
    page.session.set_text("foreword", "Fra den andre maskinen")
    assert shown_text(page) == "Fra den andre maskinen"
    assert page.text_pane.state_pill.text() == "Skrevet av teamet"
    page.session.set_text("foreword", None)
    assert page.text_pane.state_pill.text() == "Utkast – oppdateres automatisk"


def test_markup_and_control_characters_are_text_or_left_out(qtbot: QtBot, page: ReportPage) -> None:
    editor_of(page).selectAll()
    editor_of(page).insertPlainText(f"<b>{SAMI}</b>\x00\u2028linje")
    page.session.flush()
    assert kept(page.session).text("foreword") == f"<b>{SAMI}</b>\nlinje"


def test_the_last_assessment_is_drawn_in_where_there_is_one(
    qtbot: QtBot,
    shown_pages: ShownPages,
    small_session: Session,
    catalogue: AssessmentCatalogue,
    tmp_path: Path,
) -> None:
    particulars = Particulars(new_id(), "Kárášjohka - Karasjok", "5610", 2019)
    earlier = Assessment(particulars, small_session.assessment.instrument)
    area = Recorded(recorded_id(earlier.id, "2"), "2", Fraction(16))
    earlier.apply(Change(None, area))
    catalogue.library.add(earlier)
    page = shown_page(shown_pages, small_session, catalogue)
    assert page.compare_button.text() == "Sammenlign med …"
    label = "Kárášjohka / Karasjok 2019"
    assert label not in text_in(exported(qtbot, page, tmp_path / "uten.pdf"))
    editor_of(page).setFocus()
    QTest.keyClick(editor_of(page), Qt.Key.Key_J, CTRL)
    dialog = page.window().findChild(ChoiceDialog)
    assert dialog is not None
    QTest.keyClick(dialog.offer_list, Qt.Key.Key_Space)
    QTest.keyClick(dialog.offer_list, Qt.Key.Key_Return)
    assert page.compare_button.text() == "Sammenlignet med 1 …"
    printed = text_in(exported(qtbot, page, tmp_path / "med.pdf"))
    assert label in printed
    assert "Sammenlignet med andre" in printed
    again = shown_page(shown_pages, small_session, catalogue)
    assert again.compare_button.toolTip() == "Kárášjohka - Karasjok 2019"


def test_the_published_results_are_in_the_report_if_they_are_chosen(
    qtbot: QtBot,
    shown_pages: ShownPages,
    example_session: SessionOf,
    catalogue: AssessmentCatalogue,
    tmp_path: Path,
) -> None:
    page = shown_page(shown_pages, example_session("karasjok-2019"), catalogue)
    page.compare_with(["reference:norwegian-average", "reference:highest"])
    printed = " ".join(text_in(exported(qtbot, page, tmp_path / "med.pdf")).split())
    assert "har 212 poeng, som er under norsk gjennomsnitt (litt under 350)." in printed
    assert "har 444 poeng færre enn høyeste poengsum (212 mot 656)." in printed


def test_a_report_that_showed_last_time_shows_it_still(
    shown_pages: ShownPages, small_session: Session, catalogue: AssessmentCatalogue
) -> None:
    particulars = Particulars(new_id(), "Kárášjohka - Karasjok", "5610", 2019)
    catalogue.add(Assessment(particulars, small_session.assessment.instrument))
    QSettings().setValue(f"assessment/{small_session.assessment.id}/report_earlier", True)
    page = shown_page(shown_pages, small_session, catalogue)
    assert page.compare_button.text() == "Sammenlignet med 1 …"


def test_where_groups_differ_is_in_the_report_if_it_is_chosen(
    qtbot: QtBot,
    shown_pages: ShownPages,
    small_session: Session,
    catalogue: AssessmentCatalogue,
    tmp_path: Path,
) -> None:
    page = shown_page(shown_pages, small_session, catalogue)
    heading = "Hvor ser gruppene det ulikt?"
    assert page.differences_check.isVisible()
    assert heading not in text_in(exported(qtbot, page, tmp_path / "uten.pdf"))
    QTest.keyClick(page.differences_check, Qt.Key.Key_Space)
    assert heading in text_in(exported(qtbot, page, tmp_path / "med.pdf"))
    assert shown_page(shown_pages, small_session, catalogue).differences_check.isChecked()


def test_keys_lead_from_chapter_to_chapter_and_the_f1_sheet_tells_them(
    qtbot: QtBot, page: ReportPage
) -> None:
    editor_of(page).setFocus()
    QTest.keyClick(editor_of(page), Qt.Key.Key_PageDown, ALT)
    QTest.keyClick(editor_of(page), Qt.Key.Key_PageDown, ALT)
    assert page.chapter == "about"
    QTest.keyClick(editor_of(page), Qt.Key.Key_PageUp, ALT)
    QTest.keyClick(editor_of(page), Qt.Key.Key_PageUp, ALT)
    assert page.chapter == "foreword"
    QTest.keyClick(editor_of(page), Qt.Key.Key_8, ALT)
    assert page.chapter == "area-8"
    assert editor_of(page).hasFocus()
    told = {entry.keys: entry.text for entry in keys_of(page)}
    assert told["Ctrl E"] == "Eksporter rapporten som PDF eller Word …"
    assert told["Alt 1–8"] == "Gå til område 1–8"


def test_enter_in_the_list_leads_to_the_text(qtbot: QtBot, page: ReportPage) -> None:
    page.chapter_list.setFocus()
    QTest.keyClick(page.chapter_list, Qt.Key.Key_Down)
    assert page.chapter == "summary"
    QTest.keyClick(page.chapter_list, Qt.Key.Key_Return)
    assert editor_of(page).hasFocus()


def test_all_parts_have_a_name_for_a_screen_reader(page: ReportPage) -> None:
    for part in page.panes():
        assert part.accessibleName()
    page.show_code("2")
    assert "2 Tilgjengelighet" in editor_of(page).accessibleName()
    for button in (page.zoom_in_button, page.zoom_out_button, page.export_bar.close_button):
        assert button.accessibleName()


def test_it_fits_a_small_window(page: ReportPage) -> None:
    assert page.minimumSizeHint().width() <= 1280
    assert page.minimumSizeHint().height() <= 720 - 48 - 24
    for button in (page.report_button, page.data_button, page.text_pane.draft_button):
        assert button.width() >= button.sizeHint().width()


def test_a_live_figure_is_chosen_from_a_menu_and_an_unknown_one_is_warned_about(
    page: ReportPage,
) -> None:
    page.chapter_list.choose("closing")
    type_at_end(page, " {tull}")
    note = page.text_pane.note_label
    assert "{tull}" in note.text()
    assert "{kommune}" in note.text()
    page.show_code("1")
    menu = page.text_pane.field_menu()
    action = next(each for each in menu.actions() if each.text().startswith("{1.4}"))
    editor_of(page).selectAll()
    action.trigger()
    assert shown_text(page) == "{1.4}"
    assert "{" not in note.text()

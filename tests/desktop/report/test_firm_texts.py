"""The firm's own texts on the report page: kept from a chapter, used as draft, fetched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.firm import FirmText
from kompass_desktop.assessment.records import Change
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.firm.firm_texts_dialog import FirmTextsDialog
from kompass_desktop.desktop.report.report_page import ReportPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.window.key_sheet import keys_of
from kompass_desktop.i18n import Language
from kompass_desktop.storage.library import Library
from tests.desktop.keyboard import CTRL
from tests.desktop.report.shown_report import (
    editor_of,
    exported,
    kept,
    shown_page,
    shown_text,
    text_in,
    type_at_end,
)
from tests.desktop.shown_pages import ShownPages

NB, NN, EN = Language.BOKMAL, Language.NYNORSK, Language.ENGLISH
OWN = FirmText("foreword", NB, "{kommune} fikk {total} poeng.")

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def with_text(library: Library) -> None:
    library.keep_firm_texts([OWN])


def menu_action(page: ReportPage, begins: str) -> QAction:
    menu = page.text_pane.firm_menu()
    return next(action for action in menu.actions() if action.text().startswith(begins))


def dialog_of(page: ReportPage) -> FirmTextsDialog:
    dialogs = [d for d in page.findChildren(FirmTextsDialog) if d.isVisible()]
    assert len(dialogs) == 1
    return dialogs[0]


def choose_language(page: ReportPage, language: Language) -> None:
    page.language_box.setCurrentIndex(page.language_box.findData(language))


@pytest.mark.usefixtures("with_text")
def test_a_chapter_begins_with_the_firms_text(page: ReportPage) -> None:
    assert shown_text(page).startswith("Karasjok kommune fikk ")
    assert "{" not in shown_text(page)
    assert page.text_pane.state_pill.text() == "Utkast – firmaets tekst"
    choose_language(page, EN)
    assert page.text_pane.state_pill.text() == "Utkast – oppdateres automatisk"
    choose_language(page, NB)
    assert page.text_pane.state_pill.text() == "Utkast – firmaets tekst"


@pytest.mark.usefixtures("with_text")
def test_the_firms_text_is_fetched_with_its_fields_and_that_can_be_undone(
    page: ReportPage,
) -> None:
    type_at_end(page, " Vårt.")
    before = shown_text(page)
    menu_action(page, "Sett inn").trigger()
    assert shown_text(page) == OWN.text
    assert kept(page.session).text("foreword") == OWN.text
    assert page.text_pane.state_pill.text() == "Skrevet av teamet"
    QTest.keyClick(editor_of(page), Qt.Key.Key_Z, CTRL)
    assert shown_text(page) == before
    page.session.flush()
    assert kept(page.session).text("foreword") == before


@pytest.mark.usefixtures("with_text")
def test_back_to_the_draft_is_back_to_the_firms_text(page: ReportPage) -> None:
    draft = shown_text(page)
    type_at_end(page, " Vårt.")
    page.text_pane.draft_action.trigger()
    assert shown_text(page) == draft
    assert kept(page.session).text("foreword") is None


def test_without_a_text_of_the_firm_there_is_none_to_fetch(page: ReportPage) -> None:
    assert not menu_action(page, "Sett inn").isEnabled()
    assert menu_action(page, "Bruk").isEnabled()


def test_a_written_text_becomes_the_firms_with_fields_for_its_figures(
    qtbot: QtBot, page: ReportPage, library: Library
) -> None:
    year = page.session.assessment.particulars.year
    editor_of(page).setPlainText(f"Karasjok kommune i {year}, og Karasjok.")
    menu_action(page, "Bruk").trigger()
    dialog = dialog_of(page)
    assert dialog.editor.toPlainText() == "{kommune} i {år}, og Karasjok."
    assert "nevner kommunen ved navn: Karasjok." in dialog.note_label.text()
    dialog.editor.setPlainText("{kommune} i {år}.")
    assert dialog.note_label.isHidden()
    with qtbot.waitSignal(page.message_shown):
        dialog.save_button.click()
    assert library.firm().texts == (FirmText("foreword", NB, "{kommune} i {år}."),)
    page.text_pane.draft_action.trigger()
    assert shown_text(page) == f"Karasjok kommune i {year}."
    assert page.text_pane.state_pill.text() == "Utkast – firmaets tekst"


def test_a_text_is_kept_in_the_language_of_the_report(page: ReportPage, library: Library) -> None:
    choose_language(page, NN)
    page.chapter_list.choose("area-1")
    editor_of(page).setPlainText("Området får {1}.")
    menu_action(page, "Bruk").trigger()
    dialog_of(page).save_button.click()
    instrument = page.session.assessment.instrument.title
    assert library.firm().texts == (FirmText("area-1", NN, "Området får {1}.", instrument),)


def test_an_informant_in_the_text_is_warned_about(page: ReportPage) -> None:
    before = next(iter(page.session.assessment.interviews.values()))
    page.session.change([Change(before, replace(before, name="Olava Mathisdatter"))])
    editor_of(page).setPlainText("Takk til Olava Mathisdatter.")
    menu_action(page, "Bruk").trigger()
    told = "Den nevner en informant ved navn: Olava Mathisdatter."
    assert told in dialog_of(page).note_label.text()


@pytest.mark.usefixtures("with_text")
def test_removing_the_firms_text_brings_kompass_draft_back(
    page: ReportPage, library: Library
) -> None:
    menu_action(page, "Se og").trigger()
    dialog = dialog_of(page)
    dialog.remove_button.click()
    dialog.save_button.click()
    assert library.firm().texts == ()
    assert page.text_pane.state_pill.text() == "Utkast – oppdateres automatisk"


def test_a_misspelt_field_of_the_firm_is_named_below_the_draft(
    shown_pages: ShownPages, small_session: Session, catalogue: AssessmentCatalogue
) -> None:
    small_session.library.keep_firm_texts([replace(OWN, text="{komune}")])
    page = shown_page(shown_pages, small_session, catalogue)
    assert page.text_pane.note_label.text().startswith("Dette feltet finnes ikke: {komune}.")


@pytest.mark.usefixtures("with_text")
def test_the_report_has_the_firms_text(qtbot: QtBot, page: ReportPage, tmp_path: Path) -> None:
    text = text_in(exported(qtbot, page, tmp_path / "a.pdf"))
    assert " ".join(shown_text(page).split()) in text


@pytest.mark.usefixtures("with_text")
def test_a_measurement_that_is_finished_keeps_it_when_the_firm_changes_it(
    shown_pages: ShownPages, small_session: Session, catalogue: AssessmentCatalogue
) -> None:
    page = shown_page(shown_pages, small_session, catalogue)
    before = shown_text(page)
    small_session.finish()
    small_session.library.keep_firm_texts([replace(OWN, text="En annen tekst.")])
    again = shown_page(shown_pages, small_session, catalogue)
    assert shown_text(again) == before
    assert not menu_action(again, "Sett inn").isEnabled()


def test_the_keys_are_listed(page: ReportPage) -> None:
    told = {entry.keys: entry.text for entry in keys_of(page)}
    assert told["Ctrl Shift H"] == "Hent eller lagre firmaets tekst til kapittelet …"

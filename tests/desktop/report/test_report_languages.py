"""The report page in English, and a report in another language than the window's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.firm import Firm
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.report.report_page import ReportPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import Language, in_language
from tests.desktop.report.shown_report import (
    enter,
    expected_report,
    exported,
    shown_page,
    shown_text,
    text_in,
    type_at_end,
)
from tests.desktop.shown_pages import ShownPages
from tests.pictures import RED, picture

NORWEGIAN = re.compile(
    r"[æøåÆØÅ]|\b(?:og|av|til|som|er|ikke|måling|rapport|kapittel|utkast|vis|side)\b", re.IGNORECASE
)


def choose_english(page: ReportPage) -> None:
    page.language_box.setCurrentText("English")


def titles_of(page: ReportPage) -> list[str]:
    model = page.chapter_list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_report_can_be_in_english_while_the_window_is_not(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    assert "Forord" in titles_of(page)
    choose_english(page)
    assert titles_of(page)[:3] == ["Foreword", "Summary", "About Kommunekompasset"]
    assert "is a tool for strategy" in shown_text(page)
    assert page.text_pane.state_pill.text() == "Utkast – oppdateres automatisk"
    text = text_in(exported(qtbot, page, tmp_path / "report.pdf"))
    assert "How we read the result" in text
    assert "Slik leser vi" not in text


def test_the_report_can_be_in_nynorsk_and_by_the_firm_of_the_library(
    qtbot: QtBot,
    shown_pages: ShownPages,
    small_session: Session,
    catalogue: AssessmentCatalogue,
    tmp_path: Path,
) -> None:
    catalogue.library.keep_firm(Firm("Fjordrådet AS", "Storgata 1, 5700 Voss", RED, picture()))
    page = shown_page(shown_pages, small_session, catalogue)
    page.language_box.setCurrentText("Nynorsk")
    assert titles_of(page)[0] == "Føreord"
    assert "er eit strategiverktøy" in shown_text(page)
    reader = PdfReader(exported(qtbot, page, tmp_path / "rapport.pdf"))
    assert str(reader.root_object["/Lang"]) == "nn-NO"
    assert "Storgata 1, 5700 Voss" in reader.pages[0].extract_text()
    assert len(reader.pages[0].images) == 1
    assert page.language_box.currentText() == "Nynorsk"


def test_the_preview_finds_the_chapters_of_an_english_report(
    qtbot: QtBot, page: ReportPage
) -> None:
    choose_english(page)
    enter(qtbot, page)
    with in_language(Language.ENGLISH):
        report = expected_report(page.session)
    starts = {
        entry.title: report.get_destination_page_number(entry)
        for entry in report.outline
        if not isinstance(entry, list)
    }
    page.chapter_list.choose("closing")
    assert page.preview.place.page == starts["Closing"]
    assert page.text_pane.chapter_title.text() == "Closing"


def test_what_a_person_has_written_stays_when_the_language_changes(page: ReportPage) -> None:
    type_at_end(page, " Takk.")
    written = shown_text(page)
    choose_english(page)
    assert shown_text(page) == written


def test_the_choice_of_language_is_kept(
    shown_pages: ShownPages, small_session: Session, catalogue: AssessmentCatalogue
) -> None:
    choose_english(shown_page(shown_pages, small_session, catalogue))
    again = shown_page(shown_pages, small_session, catalogue)
    assert again.language_box.currentText() == "English"
    assert titles_of(again)[0] == "Foreword"


@pytest.mark.usefixtures("english_window")
def test_an_english_window_shows_no_norwegian(
    shown_pages: ShownPages, small_session: Session, catalogue: AssessmentCatalogue
) -> None:
    page = shown_page(shown_pages, small_session, catalogue)
    choose_english(page)
    texts = [action.text() for action in page.actions()]
    for part in page.findChildren(QWidget):
        texts += [part.toolTip(), part.accessibleName()]
        if isinstance(part, QAbstractButton | QLabel):
            texts.append(part.text())
    assert any("Export report" in text for text in texts)
    assert [text for text in texts if NORWEGIAN.search(text)] == []

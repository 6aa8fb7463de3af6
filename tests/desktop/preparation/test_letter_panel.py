"""The letter to the informants: written, filled in, kept, and printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.preparation.letter_panel import LetterPanel
from kompass_desktop.desktop.preparation.parts import Part
from kompass_desktop.desktop.preparation.preparation_page import PreparationPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.report.letter_text import LETTER, usual_letter
from tests.desktop.shown_pages import ShownPages

# Without a screen, a popup can neither come forward nor take the keyboard, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(
    new_session: Session, shown_pages: ShownPages, catalogue: AssessmentCatalogue
) -> PreparationPage:
    page = shown_pages.show(PreparationPage(new_session, catalogue), 1280, 648)
    page.suggest_button.click()
    page.show_part(Part.LETTER)
    return page


@pytest.fixture
def panel(page: PreparationPage) -> LetterPanel:
    return page.letter


def kept(page: PreparationPage) -> str | None:
    return page.session.library.load(page.session.assessment.id).text(LETTER)


def choose(panel: LetterPanel, receiver: str) -> None:
    panel.receiver_box.setCurrentIndex(panel.receiver_box.findData(receiver))


def test_the_letter_begins_as_it_usually_is_and_looks_like_a_draft(
    page: PreparationPage, panel: LetterPanel
) -> None:
    assert panel.editor.toPlainText() == usual_letter()
    assert panel.editor.property("role") == "draft"
    assert not panel.usual_button.isEnabled()
    page.session.flush()
    assert kept(page) is None


def test_what_is_written_is_kept_soon_and_can_be_given_up(
    qtbot: QtBot, page: PreparationPage, panel: LetterPanel
) -> None:
    panel.editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(panel.editor, " Ring oss")
    assert panel.editor.property("role") == "page"
    qtbot.waitUntil(lambda: (kept(page) or "").endswith(" Ring oss"))
    assert panel.preview.toPlainText().endswith(" Ring oss")
    panel.usual_button.click()
    assert kept(page) is None
    assert panel.editor.toPlainText() == usual_letter()
    assert panel.editor.property("role") == "draft"


def test_the_letter_is_shown_filled_in_for_whom_it_is_for(
    page: PreparationPage, panel: LetterPanel
) -> None:
    first = page.session.assessment.interviews_in_order()[0]
    assert "dato" in panel.missing_label.text()
    page.session.put(
        replace(first, name="Olava Oppdiktet", planned_at="2026-03-12T09:30", venue="Rådhuset")
    )
    choose(panel, first.id)
    assert "torsdag 12. mars 2026 klokken 09.30, Rådhuset" in panel.preview.toPlainText()
    assert "Til Olava Oppdiktet" in panel.preview.toPlainText()
    assert "dato" not in panel.missing_label.text()
    assert [each.id for each in panel.chosen_interviews] == [first.id]
    choose(panel, "group:unit_leaders")
    assert len(panel.chosen_interviews) == 10
    choose(panel, "")
    assert len(panel.chosen_interviews) == 20


def test_letters_are_printed_for_the_chosen_ones(
    qtbot: QtBot, page: PreparationPage, panel: LetterPanel, tmp_path: Path
) -> None:
    choose(panel, "group:mayor")
    ids = [each.id for each in panel.chosen_interviews]
    with qtbot.waitSignal(page.handouts.ended):
        page.handouts.write_letters(tmp_path / "brev.pdf", ids)
    assert len(PdfReader(tmp_path / "brev.pdf").pages) == 2


def test_a_half_typed_letter_is_kept_when_the_page_is_left(
    page: PreparationPage, panel: LetterPanel
) -> None:
    QTest.keyClicks(panel.editor, "Hei ")
    page.leave()
    assert (kept(page) or "").startswith("Hei ")

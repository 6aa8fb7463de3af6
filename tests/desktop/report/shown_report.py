"""The report page as the window shows it, and what tests of it look at."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.exchange.data_export import DataFile
from kompass_desktop.desktop.report.chapter_editor import ChapterEditor
from kompass_desktop.desktop.report.report_page import ReportPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.report.document import write_report
from kompass_desktop.storage.opening import open_to_read
from tests.desktop.keyboard import send_letter
from tests.desktop.shown_pages import ShownPages

SAMI = "Kárášjohka: á č đ ŋ š ŧ ž"
SLOW = 30_000
"""Milliseconds; a report takes one to four seconds on a busy machine."""


def shown_page(pages: ShownPages, session: Session, catalogue: AssessmentCatalogue) -> ReportPage:
    """Show the page of a session; not entered yet, and so without a preview."""
    return pages.show(ReportPage(session, catalogue), 1280, 648)


def enter(qtbot: QtBot, page: ReportPage) -> ReportPage:
    """Enter the page as the window does, and wait for the preview."""
    page.enter()
    qtbot.waitUntil(lambda: is_drawn(page), timeout=SLOW)
    return page


def is_drawn(page: ReportPage) -> bool:
    preview = page.preview
    return preview.page_count > 0 and not is_making(page) and preview.next_needed is None


def is_making(page: ReportPage) -> bool:
    return page.page_label.text() == "Oppdateres …"


def exported(qtbot: QtBot, page: ReportPage, path: Path) -> Path:
    """Export the report to a path and wait for it."""
    with qtbot.waitSignal(page.message_shown, timeout=SLOW):
        page.export_report(path)
    return path


def editor_of(page: ReportPage) -> ChapterEditor:
    return page.text_pane.editor


def shown_text(page: ReportPage) -> str:
    return editor_of(page).toPlainText()


def type_at_end(page: ReportPage, text: str) -> None:
    editor_of(page).setFocus()
    editor_of(page).moveCursor(QTextCursor.MoveOperation.End)
    for letter in text:
        send_letter(editor_of(page), letter)


def kept(session: Session) -> Assessment:
    """Return the assessment as another program would read it from the disk now."""
    with open_to_read(session.library.path) as reader:
        return reader.load(session.assessment.id)


def exported_data(qtbot: QtBot, page: ReportPage, place: DataFile) -> None:
    """Export data to a place and wait until that has ended, however it did."""
    page.export_data(place)
    qtbot.waitUntil(page.data_button.isEnabled, timeout=SLOW)


def expected_report(session: Session) -> PdfReader:
    """Return the report as the command line would write it."""
    file = BytesIO()
    write_report(session.assessment, file)
    return PdfReader(file)


def text_in(path: Path) -> str:
    """Return all words of a PDF with one space between them."""
    return " ".join(" ".join(p.extract_text() for p in PdfReader(path).pages).split())

"""Text that harms other programs goes through the window and every file unharmed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.anonymity import without_names
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import text_id
from kompass_desktop.assessment.records import ReportText
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.notes.document.text import clean_lines
from kompass_desktop.desktop.notes.stream import NoteStream
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.report.csv_table import write_csv
from kompass_desktop.report.document import write_report
from kompass_desktop.report.workbook.book import write_workbook
from kompass_desktop.storage.database.rows import whole_letters
from kompass_desktop.storage.exchange.examples import bundled_instrument
from kompass_desktop.storage.exchange.json_file import export_json, import_json
from kompass_desktop.storage.exchange.kompass_file import read_packet, write_packet
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_to_read

WORD = "budsjettet"
"""Stands in every text, so that it can be looked for."""

SHORT = (
    f"<b>{WORD}</b> &amp; <img src='file:///etc/passwd'><para><a href=x>",
    f"{WORD}\x01\x07\x08\x1b[31m\x7f\x9f\t.",
    f"før\x00{WORD}\x00etter",
    f"\u202e{WORD}\u202c \u2066{WORD}\u2069\u200f",
    f"{WORD} \ud83d \ude00 \udfff",
    f"{WORD} \ufdd0\uffff\ufffe\ufeff",
    f"{WORD} 👩‍👩‍👧‍👦 🇳🇴 👍🏿 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    f"{WORD} e\u0301 a\u030a " + "Z" + "\u0300\u0316" * 200,
    f"{WORD}\ren\r\nto\u2028tre\u2029fire\x85fem\x0cseks",
    f'=cmd|" /C calc"!A0 ;"{WORD}";\t-1',
    f"{{0}} %s %n ${{{WORD}}} {{{{7*7}}}} {WORD}\\",
    f"'); DROP TABLE notes; -- {WORD} \" * NEAR(",
)
LONGEST_PRINTED = 30_000
"""Letters of a text that goes into the report: a megabyte makes 500 pages."""

LONG = (
    (f"{WORD} " + "lang linje med ord og ÆØÅ čđŋšŧž " * 14_000,),
    (f"{WORD} " + "x" * 490_000,),
)
"""Lines of half a megabyte, with and without anywhere to break them."""


def typed_into_the_window(
    qtbot: QtBot, library: Library, assessment: Assessment, texts: Iterable[str]
) -> list[str]:
    """Paste texts as notes of an interview, as one does, and make findings of them.

    Returns the texts as Qt has them: what stands alone of a surrogate pair is its own to mend.
    """
    window = MainWindow(AssessmentCatalogue(library))
    qtbot.addWidget(window)
    window.show()
    window.open_assessment(assessment.id)
    assert window.view is not None
    page = window.view.show_page("interview")
    assert isinstance(page, InterviewPage)
    page.show_interview(assessment.interviews_in_order()[0].id)
    stream = page.findChild(NoteStream)
    assert isinstance(stream, NoteStream)
    editor = stream.findChild(QPlainTextEdit)
    assert isinstance(editor, QPlainTextEdit)
    session = page.session
    pasted = []
    for area, text in enumerate(texts, 1):
        stream.focus_end()
        QGuiApplication.clipboard().setText(text)
        pasted.append(QGuiApplication.clipboard().text())
        QTest.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        session.add_finding(min(area, 8), FindingKind.CHALLENGE, text[:LONGEST_PRINTED])
        chapter = f"area-{min(area, 8)}"
        written = text[:LONGEST_PRINTED]
        session.put(ReportText(text_id(assessment.id, chapter), chapter, written))
        interview = session.assessment.interviews_in_order()[1]
        session.put(replace(interview, name=text[:200]))
        session.put(replace(session.assessment.particulars, report=text[:200]))
    session.flush()
    window.close()
    return pasted


@pytest.mark.parametrize("texts", [SHORT, *LONG], ids=["short", "long line", "no spaces"])
def test_text_comes_through_window_database_and_every_file(
    qtbot: QtBot,
    library: Library,
    tmp_path: Path,
    small_assessment: Assessment,
    texts: tuple[str, ...],
) -> None:
    library.add(small_assessment)
    pasted = typed_into_the_window(qtbot, library, small_assessment, texts)
    with open_to_read(library.path) as opened:
        kept = opened.load(small_assessment.id)
        opened.check()
        assert opened.find(WORD) == {kept.id}
        packet = opened.packet(kept.id)
    lines = [line for text in pasted for line in clean_lines(text) if line]
    notes = {note.text for note in kept.notes.values()}
    assert [line for line in lines if line not in notes] == []
    found = {finding.text for finding in kept.findings.values()}
    assert [t for t in texts if whole_letters(t[:LONGEST_PRINTED]) not in found] == []
    _comes_through_files(tmp_path, kept)
    write_packet(packet, tmp_path / "ut.kompass", "en passfrase som er lang")
    assert read_packet(tmp_path / "ut.kompass", "en passfrase som er lang").loaded == kept


def _comes_through_files(folder: Path, kept: Assessment) -> None:
    export_json(kept, folder / "ut.json")
    assert import_json(folder / "ut.json", bundled_instrument) == kept
    nameless = without_names(kept)
    export_json(nameless, folder / "uten.json")
    assert import_json(folder / "uten.json", bundled_instrument) == nameless
    table = io.BytesIO()
    write_csv(kept, table)
    text = table.getvalue().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert len({len(row) for row in rows}) == 1
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)
    book = io.BytesIO()
    write_workbook(kept, book)
    cells = [
        cell
        for sheet in load_workbook(book).worksheets
        for cells in sheet.iter_rows()
        for cell in cells
    ]
    assert any(cell.data_type == "s" and WORD in str(cell.value) for cell in cells)
    assert not any(cell.data_type == "f" and WORD in str(cell.value) for cell in cells)
    report = io.BytesIO()
    write_report(kept, report)
    pages = "".join(page.extract_text() for page in PdfReader(report).pages)
    assert WORD in "".join(pages.split())

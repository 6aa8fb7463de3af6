"""The report and the data reach the disk whole or not at all, and it is said how it went."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.exchange.data_export import DataFile
from kompass_desktop.desktop.exporting.report_export import choose_report_data, suggested_name
from kompass_desktop.desktop.report.report_page import ReportPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.report import document
from kompass_desktop.storage.exchange.examples import bundled_instrument
from kompass_desktop.storage.exchange.json_file import import_json
from tests.desktop.keyboard import CTRL
from tests.desktop.report.shown_report import (
    SAMI,
    SLOW,
    editor_of,
    exported,
    exported_data,
    kept,
    shown_page,
    text_in,
    type_at_end,
)
from tests.desktop.shown_pages import ShownPages


def test_what_is_typed_right_before_is_in_the_exported_report(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    page.show_code("5")
    type_at_end(page, f" {SAMI} <b>&amp;")
    path = exported(qtbot, page, tmp_path / "rapport.pdf")
    assert f"{SAMI} <b>&amp;" in text_in(path)
    assert page.export_bar.isVisible()
    assert page.export_bar.label.text() == f"«rapport.pdf» er lagret i {tmp_path}."
    assert [file.name for file in tmp_path.glob("*.pdf*")] == ["rapport.pdf"]


def test_the_written_report_is_opened_and_shown_in_its_folder(
    qtbot: QtBot, page: ReportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return len(opened) < 3

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    path = exported(qtbot, page, tmp_path / "Kárášjohka.pdf")
    QTest.mouseClick(page.export_bar.open_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.export_bar.folder_button, Qt.MouseButton.LeftButton)
    assert opened == [path, tmp_path]
    with qtbot.waitSignal(page.message_shown) as told:
        QTest.mouseClick(page.export_bar.open_button, Qt.MouseButton.LeftButton)
    assert told.args == [f"Fant ikke noe program som kan åpne filen; den ligger i {tmp_path}."]


@pytest.mark.parametrize("place", ["finnes/ikke/rapport.pdf", "mappe"])
def test_a_place_that_cannot_be_written_is_told_in_one_sentence(
    qtbot: QtBot, page: ReportPage, tmp_path: Path, place: str
) -> None:
    (tmp_path / "mappe").mkdir()
    before = sorted(tmp_path.rglob("*"))
    page.export_report(tmp_path / place)
    qtbot.waitUntil(lambda: page.export_bar.property("role") == "banner-failed", timeout=SLOW)
    assert page.export_bar.label.text().startswith(f"Kan ikke skrive {tmp_path / place}: ")
    assert page.export_bar.label.text().count(".") - str(tmp_path / place).count(".") == 1
    assert sorted(tmp_path.rglob("*")) == before
    assert page.report_action.isEnabled()


def test_a_cancelled_export_leaves_nothing_and_keeps_what_was_there(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    folder = tmp_path / "ut"
    folder.mkdir()
    path = folder / "rapport.pdf"
    path.write_bytes(b"fra i fjor")
    page.export_report(path)
    assert not page.report_button.isEnabled()
    qtbot.waitUntil(lambda: page.export_bar.progress.value() > 0, timeout=SLOW)
    editor_of(page).setFocus()
    QTest.keyClick(editor_of(page), Qt.Key.Key_Escape)
    qtbot.waitUntil(page.report_button.isEnabled, timeout=SLOW)
    assert not page.export_bar.isVisible()
    assert [file.name for file in folder.iterdir()] == ["rapport.pdf"]
    assert path.read_bytes() == b"fra i fjor"


def test_a_fault_in_the_report_is_told_and_leaves_nothing(
    qtbot: QtBot, page: ReportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_anything: object, **_named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(document, "write_report", broken)
    before = sorted(tmp_path.iterdir())
    with qtbot.captureExceptions() as raised:
        page.export_report(tmp_path / "rapport.pdf")
        qtbot.waitUntil(page.report_button.isEnabled, timeout=SLOW)
    assert page.export_bar.label.text() == "Filen kunne ikke lages. Ingen fil er skrevet."
    assert [kind for kind, _error, _trace in raised] == [ZeroDivisionError]
    assert sorted(tmp_path.iterdir()) == before


def test_one_can_type_while_the_report_is_written(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    with qtbot.waitSignal(page.message_shown, timeout=SLOW):
        page.export_report(tmp_path / "rapport.pdf")
        type_at_end(page, " Etterpå.")
        page.session.flush()
    assert "Etterpå" not in text_in(tmp_path / "rapport.pdf")
    assert (kept(page.session).text("foreword") or "").endswith("Etterpå.")


def test_a_page_that_is_closed_finishes_its_export(
    qtbot: QtBot,
    shown_pages: ShownPages,
    small_session: Session,
    catalogue: AssessmentCatalogue,
    tmp_path: Path,
) -> None:
    path = tmp_path / "rapport.pdf"
    page = shown_page(shown_pages, small_session, catalogue)
    page.enter()
    page.export_report(path)
    page.leave()
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    qtbot.waitUntil(path.exists, timeout=SLOW)
    assert "Vedlegg" in text_in(path)


def test_the_dialog_suggests_a_name_and_completes_what_is_typed(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    suggested: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        suggested.append(Path(dialog.selectedFiles()[0]).name)
        dialog.setDirectory(str(tmp_path))
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(name, QLineEdit)
        name.setText("Rapport Karasjok")
        dialog.accept()

    QTimer.singleShot(0, answer)
    with qtbot.waitSignal(page.message_shown, timeout=SLOW) as told:
        QTest.keyClick(page, Qt.Key.Key_E, CTRL)
    assert suggested == ["Kommunekompasset Karasjok 2026.pdf"]
    assert told.args == ["«Rapport Karasjok.pdf» er lagret."]
    assert PdfReader(tmp_path / "Rapport Karasjok.pdf").pages


@pytest.mark.parametrize("typed", ["", "rapport", "rapport.docx"])
def test_the_report_is_written_for_word_where_that_kind_is_chosen(
    qtbot: QtBot, page: ReportPage, tmp_path: Path, typed: str
) -> None:
    type_at_end(page, f" {SAMI} <b>&amp;")

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(tmp_path))
        dialog.selectNameFilter(dialog.nameFilters()[-1])
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(name, QLineEdit)
        if typed:
            name.setText(typed)
        dialog.accept()

    QTimer.singleShot(0, answer)
    with qtbot.waitSignal(page.message_shown, timeout=SLOW):
        QTest.keyClick(page, Qt.Key.Key_E, CTRL)
    (path,) = tmp_path.glob("*.docx")
    assert path.stem == (Path(typed).stem or "Kommunekompasset Karasjok 2026")
    texts = [paragraph.text for paragraph in Document(str(path)).paragraphs]
    assert any(f"{SAMI} <b>&amp;" in text for text in texts)
    assert page.export_bar.label.text() == f"«{path.name}» er lagret i {tmp_path}."


def test_a_cancelled_report_for_word_leaves_nothing(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    folder = tmp_path / "ut"
    folder.mkdir()
    page.export_report(folder / "rapport.docx")
    qtbot.waitUntil(lambda: page.export_bar.progress.value() > 0, timeout=SLOW)
    QTest.mouseClick(page.export_bar.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.report_button.isEnabled, timeout=SLOW)
    assert list(folder.iterdir()) == []


def test_the_dialog_for_data_gives_the_ending_of_the_kind_that_is_chosen(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(tmp_path))
        table = next(each for each in dialog.nameFilters() if "*.csv" in each)
        dialog.selectNameFilter(table)
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(name, QLineEdit)
        name.setText("poeng")
        dialog.accept()

    QTimer.singleShot(0, answer)
    assert choose_report_data(page, page.session.assessment) == DataFile(tmp_path / "poeng.csv")


def test_data_is_exported_whole_and_as_a_table(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    type_at_end(page, f" {SAMI}")
    exported_data(qtbot, page, DataFile(tmp_path / "alt.json"))
    exported_data(qtbot, page, DataFile(tmp_path / "poeng.csv"))
    again = import_json(tmp_path / "alt.json", bundled_instrument)
    assert (again.text("foreword") or "").endswith(SAMI)
    assert "1.1.1" in (tmp_path / "poeng.csv").read_text(encoding="utf-8-sig")
    exported_data(qtbot, page, DataFile(tmp_path / "finnes" / "ikke.json"))
    assert page.export_bar.label.text().startswith("Kan ikke skrive ")


@pytest.mark.parametrize("name", ["alt.json", "poeng.csv"])
def test_data_are_those_of_the_moment_and_what_is_typed_meanwhile_is_kept(
    qtbot: QtBot, page: ReportPage, tmp_path: Path, name: str
) -> None:
    page.export_data(DataFile(tmp_path / name))
    assert page.export_bar.progress.isVisible()
    assert not page.data_button.isEnabled()
    type_at_end(page, " Etterpå.")
    page.session.flush()
    qtbot.waitUntil(page.data_button.isEnabled, timeout=SLOW)
    assert "Etterp" not in (tmp_path / name).read_text(encoding="utf-8-sig")
    assert (kept(page.session).text("foreword") or "").endswith("Etterpå.")


def test_cancelled_data_leave_nothing_and_keep_what_was_there(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    folder = tmp_path / "ut"
    folder.mkdir()
    path = folder / "alt.json"
    path.write_bytes(b"fra i fjor")
    page.export_data(DataFile(path))
    page.cancel_action.trigger()
    qtbot.waitUntil(page.data_button.isEnabled, timeout=SLOW)
    assert not page.export_bar.isVisible()
    assert [file.name for file in folder.iterdir()] == ["alt.json"]
    assert path.read_bytes() == b"fra i fjor"


@pytest.mark.parametrize("names", Names)
def test_names_of_informants_go_along_only_where_they_are_asked_for(
    qtbot: QtBot, page: ReportPage, tmp_path: Path, names: Names
) -> None:
    leader = next(i for i in page.session.assessment.interviews.values() if i.code == "VL-02")
    page.session.put(replace(leader, name="Olava Oppdiktet"))
    type_at_end(page, " Olava Oppdiktet sa det.")

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(tmp_path))
        dialog.selectNameFilter(dialog.nameFilters()[names is Names.INCLUDED])
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(name, QLineEdit)
        name.setText("alt")
        dialog.accept()

    QTimer.singleShot(0, answer)
    place = choose_report_data(page, page.session.assessment)
    assert place == DataFile(tmp_path / "alt.json", names)
    exported_data(qtbot, page, place)
    again = import_json(tmp_path / "alt.json", bundled_instrument)
    called = "Olava Oppdiktet" if names is Names.INCLUDED else "VL-02"
    assert again.interviews[leader.id].name == ("" if called == "VL-02" else called)
    assert (again.text("foreword") or "").endswith(f"{called} sa det.")


@pytest.mark.parametrize(
    ("municipality", "name"),
    [
        ("Kárášjohka - Karasjok", "Kommunekompasset Karasjok 2026.pdf"),
        ("Porsanger - Porsáŋgu - Porsanki", "Kommunekompasset Porsanger 2026.pdf"),
        ("Guovdageaidnu", "Kommunekompasset Guovdageaidnu 2026.pdf"),
        ("Deatnu/Tana: prøve?", "Kommunekompasset Deatnu Tana prøve 2026.pdf"),
        ("", "Kommunekompasset 2026.pdf"),
    ],
)
def test_the_suggested_name_is_one_that_every_system_takes(
    empty_assessment: Assessment, municipality: str, name: str
) -> None:
    particulars = replace(empty_assessment.particulars, municipality=municipality)
    empty_assessment.apply(Change(empty_assessment.particulars, particulars))
    assert suggested_name(empty_assessment) == name

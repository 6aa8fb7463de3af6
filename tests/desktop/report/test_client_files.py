"""The workbook and everything for the client are written while one goes on working."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.desktop.exchange.data_export import DataFile
from kompass_desktop.desktop.exporting.report_export import choose_report_data
from kompass_desktop.desktop.report.report_page import ReportPage
from kompass_desktop.i18n import Language
from kompass_desktop.report.workbook import book
from tests.desktop.report.shown_report import SLOW, editor_of, text_in, type_at_end

NAME = "Olava Oppdiktet"


def written(qtbot: QtBot, page: ReportPage, place: DataFile) -> Path:
    with qtbot.waitSignal(page.message_shown, timeout=SLOW):
        page.export_data(place)
    return place.path


def text_of(path: Path) -> str:
    sheets = load_workbook(path, data_only=True).worksheets
    return " ".join(str(v) for s in sheets for row in s.iter_rows(values_only=True) for v in row)


@pytest.mark.parametrize("names", Names)
def test_a_workbook_has_names_only_if_they_are_asked_for(
    qtbot: QtBot, page: ReportPage, tmp_path: Path, names: Names
) -> None:
    leader = next(i for i in page.session.assessment.interviews.values() if i.code == "VL-02")
    page.session.put(replace(leader, name=NAME))
    path = written(qtbot, page, DataFile(tmp_path / "bok.xlsx", names))
    assert (NAME in text_of(path)) == (names is Names.INCLUDED)
    told = page.export_bar.label.text()
    assert told.startswith(f"«bok.xlsx» er lagret i {tmp_path}.")
    assert ("Filen inneholder navnet på 1 informant." in told) == (names is Names.INCLUDED)
    assert [file.name for file in tmp_path.glob("*.xlsx*")] == ["bok.xlsx"]


def test_files_are_in_the_language_of_the_report(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    page.language_box.setCurrentIndex(page.language_box.findData(Language.ENGLISH))
    path = written(qtbot, page, DataFile(tmp_path / "book.xlsx"))
    assert "Measure points" in load_workbook(path).sheetnames


def test_everything_for_the_client_is_in_one_file(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    page.show_code("5")
    type_at_end(page, " Skrevet rett før.")
    path = written(qtbot, page, DataFile(tmp_path / "alt.zip"))
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "ut")
    (report,) = (tmp_path / "ut").glob("*.pdf")
    assert "Skrevet rett før." in text_in(report)
    assert len(list((tmp_path / "ut").glob("*.xlsx"))) == 1


def test_a_cancelled_package_leaves_nothing(qtbot: QtBot, page: ReportPage, tmp_path: Path) -> None:
    folder = tmp_path / "ut"
    folder.mkdir()
    (folder / "alt.zip").write_bytes(b"fra i fjor")
    page.export_data(DataFile(folder / "alt.zip"))
    assert not page.data_button.isEnabled()
    assert not page.report_button.isEnabled()
    qtbot.waitUntil(lambda: page.export_bar.progress.value() > 0, timeout=SLOW)
    editor_of(page).setFocus()
    QTest.keyClick(editor_of(page), Qt.Key.Key_Escape)
    qtbot.waitUntil(page.data_button.isEnabled, timeout=SLOW)
    assert not page.export_bar.isVisible()
    assert [file.name for file in folder.iterdir()] == ["alt.zip"]
    assert (folder / "alt.zip").read_bytes() == b"fra i fjor"


@pytest.mark.parametrize("name", ["bok.xlsx", "alt.zip"])
def test_a_place_that_cannot_be_written_is_told(
    qtbot: QtBot, page: ReportPage, tmp_path: Path, name: str
) -> None:
    page.export_data(DataFile(tmp_path / "mangler" / name))
    qtbot.waitUntil(lambda: page.export_bar.property("role") == "banner-failed", timeout=SLOW)
    assert page.export_bar.label.text().startswith("Kan ikke skrive ")
    assert page.data_action.isEnabled()


def test_a_fault_is_told_and_leaves_nothing(
    qtbot: QtBot, page: ReportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_anything: object, **_named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(book, "write_workbook", broken)
    before = sorted(tmp_path.iterdir())
    with qtbot.captureExceptions() as raised:
        page.export_data(DataFile(tmp_path / "bok.xlsx"))
        qtbot.waitUntil(page.data_button.isEnabled, timeout=SLOW)
    assert page.export_bar.label.text() == "Filen kunne ikke lages. Ingen fil er skrevet."
    assert [kind for kind, _error, _trace in raised] == [ZeroDivisionError]
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Arbeidsbok for Excel uten", DataFile(Path("alt.xlsx"))),
        ("Arbeidsbok for Excel med", DataFile(Path("alt.xlsx"), Names.INCLUDED)),
        ("Alt til oppdragsgiveren", DataFile(Path("alt.zip"))),
    ],
)
def test_the_dialog_offers_them(
    qtbot: QtBot, page: ReportPage, tmp_path: Path, kind: str, expected: DataFile
) -> None:
    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(tmp_path))
        dialog.selectNameFilter(next(f for f in dialog.nameFilters() if f.startswith(kind)))
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(field, QLineEdit)
        field.setText("alt")
        dialog.accept()

    QTimer.singleShot(0, answer)
    place = choose_report_data(page, page.session.assessment)
    assert place == DataFile(tmp_path / expected.path, expected.names)

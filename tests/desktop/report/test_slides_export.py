"""Slides are exported from the report page as the report is, and reach the disk whole or not."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.report.report_page import ReportPage
from kompass_desktop.report.slides import presentation
from tests.desktop.keyboard import CTRL
from tests.desktop.report.shown_report import SLOW, editor_of, type_at_end

SHIFT = Qt.KeyboardModifier.ShiftModifier


def exported_slides(qtbot: QtBot, page: ReportPage, path: Path) -> Path:
    with qtbot.waitSignal(page.message_shown, timeout=SLOW):
        page.export_slides(path)
    return path


def titles_in(path: Path) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in Presentation(str(path)).slides]


def test_what_is_typed_right_before_is_on_the_exported_slides(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    page.chapter_list.choose("closing")
    type_at_end(page, " Til slutt dette.")
    path = exported_slides(qtbot, page, tmp_path / "lysbilder.pptx")
    last = list(Presentation(str(path)).slides)[-1]
    assert last.placeholders[14].text_frame.text.endswith("Til slutt dette.")
    assert page.export_bar.label.text().startswith(f"«lysbilder.pptx» er lagret i {tmp_path}.")
    assert [file.name for file in tmp_path.glob("*.pptx*")] == ["lysbilder.pptx"]


def test_slides_are_in_the_language_of_the_report(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    page.language_box.setCurrentText("English")
    titles = titles_in(exported_slides(qtbot, page, tmp_path / "slides.pptx"))
    assert "The profile" in titles
    assert "Profilen" not in titles


@pytest.mark.parametrize("opens", ["key", "button"])
def test_the_dialog_suggests_a_name_and_completes_what_is_typed(
    qtbot: QtBot, page: ReportPage, tmp_path: Path, opens: str
) -> None:
    suggested: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        suggested.append(Path(dialog.selectedFiles()[0]).name)
        dialog.setDirectory(str(tmp_path))
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(name, QLineEdit)
        name.setText("Til kommunestyret")
        dialog.accept()

    QTimer.singleShot(0, answer)
    with qtbot.waitSignal(page.message_shown, timeout=SLOW) as told:
        if opens == "key":
            QTest.keyClick(page, Qt.Key.Key_P, CTRL | SHIFT)
        else:
            QTest.mouseClick(page.slides_button, Qt.MouseButton.LeftButton)
    assert suggested == ["Kommunekompasset Karasjok 2026.pptx"]
    assert told.args == ["«Til kommunestyret.pptx» er lagret."]
    assert "Profilen" in titles_in(tmp_path / "Til kommunestyret.pptx")


def test_cancelled_slides_leave_nothing_and_keep_what_was_there(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    folder = tmp_path / "ut"
    folder.mkdir()
    path = folder / "lysbilder.pptx"
    path.write_bytes(b"fra i fjor")
    page.export_slides(path)
    assert not page.slides_button.isEnabled()
    assert not page.report_button.isEnabled()
    editor_of(page).setFocus()
    QTest.keyClick(editor_of(page), Qt.Key.Key_Escape)
    qtbot.waitUntil(page.slides_button.isEnabled, timeout=SLOW)
    assert not page.export_bar.isVisible()
    assert [file.name for file in folder.iterdir()] == ["lysbilder.pptx"]
    assert path.read_bytes() == b"fra i fjor"


def test_a_fault_in_the_slides_is_told_and_leaves_nothing(
    qtbot: QtBot, page: ReportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_anything: object, **_named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(presentation, "write_slides", broken)
    with qtbot.captureExceptions() as faults:
        page.export_slides(tmp_path / "lysbilder.pptx")
        qtbot.waitUntil(lambda: bool(faults), timeout=SLOW)
    assert page.export_bar.property("role") == "banner-failed"
    assert not list(tmp_path.glob("*.pptx*"))


def test_the_window_goes_on_while_slides_are_made(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    path = tmp_path / "lysbilder.pptx"
    with qtbot.waitSignal(page.message_shown, timeout=SLOW):
        page.export_slides(path)
        type_at_end(page, " Etterpå.")
        page.session.flush()
    assert "Etterpå" not in "".join(
        shape.text_frame.text
        for slide in Presentation(str(path)).slides
        for shape in slide.shapes
        if shape.has_text_frame
    )

"""A fault of the program is told in a window, without a word of a note, and the work goes on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Note
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.runtime.excepthook import ExceptionHook
from kompass_desktop.desktop.window.crash_dialog import CrashDialog
from kompass_desktop.desktop.window.main_window import MainWindow

NOTE = "Olava Oppdiktet sier at budsjettet sprakk"


@pytest.fixture
def faults(qapp: QApplication) -> Iterator[ExceptionHook]:
    """The program's own hooks, in the place of the test runner's."""
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    faults = ExceptionHook(qapp)
    faults.install()
    yield faults
    sys.excepthook, threading.excepthook, sys.unraisablehook = before
    faults.deleteLater()


@pytest.fixture
def window(
    qtbot: QtBot,
    catalogue: AssessmentCatalogue,
    faults: ExceptionHook,
    small_assessment: Assessment,
) -> MainWindow:
    """The window with an open assessment, told of faults."""
    catalogue.library.add(small_assessment)
    window = MainWindow(catalogue)
    qtbot.addWidget(window)
    faults.connect_to(window.show_fault)
    window.show()
    window.open_assessment(small_assessment.id)
    return window


def fail() -> None:
    raise ValueError(NOTE)


def fail_elsewhere() -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def shown_dialog(qtbot: QtBot, window: MainWindow) -> CrashDialog:
    def dialogs() -> list[CrashDialog]:
        return [d for d in window.findChildren(CrashDialog) if d.isVisible()]

    qtbot.waitUntil(lambda: bool(dialogs()))
    return dialogs()[0]


@pytest.mark.parametrize("fault", [fail, fail_elsewhere])
def test_a_fault_is_told_with_versions_and_places(
    qtbot: QtBot,
    window: MainWindow,
    capfd: pytest.CaptureFixture[str],
    fault: Callable[[], None],
) -> None:
    QTimer.singleShot(0, fault)
    dialog = shown_dialog(qtbot, window)
    report = dialog.report_view.toPlainText()
    assert f"Qt {qVersion()}" in report
    assert "Python 3." in report
    assert "test_crash_dialog.py, linje" in report
    assert "ValueError" in report
    assert "er lagret" in dialog.state_label.text()
    printed = capfd.readouterr()
    assert "ValueError" in printed.err
    for told in (report, printed.err, printed.out):
        assert "budsjettet" not in told
        assert "Olava" not in told


def test_what_is_told_can_be_copied_and_saved(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    QTimer.singleShot(0, fail)
    dialog = shown_dialog(qtbot, window)
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == dialog.report_view.toPlainText()
    path = tmp_path / "feil.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    dialog.save_button.click()
    assert path.read_text("utf-8") == dialog.report_view.toPlainText()
    assert str(path) in dialog.done_label.text()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "x/y"), ""))
    dialog.save_button.click()
    assert dialog.done_label.text().startswith("Kan ikke skrive")


def test_a_fault_that_comes_again_and_again_is_one_dialog(qtbot: QtBot, window: MainWindow) -> None:
    for _ in range(30):
        QTimer.singleShot(0, fail)
    dialog = shown_dialog(qtbot, window)
    qtbot.waitUntil(lambda: "30 ganger" in dialog.state_label.text())
    assert dialog.report_view.toPlainText().count("Kompass ") == 1
    assert len(window.findChildren(CrashDialog)) == 1


def test_the_work_goes_on(qtbot: QtBot, window: MainWindow) -> None:
    QTimer.singleShot(0, fail)
    dialog = shown_dialog(qtbot, window)
    dialog.go_on_button.click()
    assert not dialog.isVisible()
    assert window.isVisible()
    assert window.session is not None
    QTimer.singleShot(0, fail)
    assert shown_dialog(qtbot, window) is dialog


def test_or_it_closes_saved(
    qtbot: QtBot, window: MainWindow, catalogue: AssessmentCatalogue
) -> None:
    session = window.session
    assert session is not None
    interview = next(iter(session.assessment.interviews))
    note = Note(new_id(), interview, "holdes i hånden", "2026-03-12T09:51:00+01:00")
    session.flush_requested.connect(lambda: session.change([Change(None, note)]))
    QTimer.singleShot(0, fail)
    shown_dialog(qtbot, window).quit_button.click()
    assert not window.isVisible()
    assert catalogue.library.load(session.assessment.id).notes[note.id] == note

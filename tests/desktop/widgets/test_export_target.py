"""Every export asks before it replaces a file, whether its ending was typed or not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.exchange.data_export import choose_data_file
from kompass_desktop.desktop.exchange.exchange_dialogs import ShareDialog
from kompass_desktop.desktop.exporting.report_export import choose_report_data, choose_report_file
from kompass_desktop.desktop.preparation.preparation_page import PreparationPage
from kompass_desktop.desktop.report.report_page import ReportPage
from kompass_desktop.desktop.security.recovery_code_dialog import RecoveryCodeDialog
from kompass_desktop.desktop.widgets.export_target import choose_export_file
from kompass_desktop.desktop.window.crash_dialog import CrashDialog
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.file_names import fit_for_a_file

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qtbot: QtBot, catalogue: AssessmentCatalogue) -> MainWindow:
    catalogue.import_examples()
    window = MainWindow(catalogue)
    qtbot.addWidget(window)
    window.show()
    return window


def save_a_copy(window: MainWindow) -> None:
    window.open_assessment(window.library.listings()[0].particulars.id)
    window._contents.save_copy_button.click()


def share(window: MainWindow) -> None:
    window.library_page.table.choose(window.library.listings()[0].particulars.id)
    window.library_page.share_action.trigger()


def export(window: MainWindow) -> None:
    window.library_page.export_action.trigger()


def write_privacy_record(window: MainWindow) -> None:
    window.open_assessment(window.library.listings()[0].particulars.id)
    assert window.view is not None
    page = window.view.show_page("preparation")
    assert isinstance(page, PreparationPage)
    page.privacy_card.record_button.click()


def write_recovery_sheet(window: MainWindow) -> None:
    dialog = RecoveryCodeDialog(Path("x.kompassdb"), "AAAA-BBBB", window)
    dialog.save_button.click()


def save_fault_report(window: MainWindow) -> None:
    dialog = CrashDialog(window)
    dialog.add("report", is_saved=True)
    dialog.save_button.click()


def report_page(window: MainWindow) -> ReportPage:
    window.open_assessment(window.library.listings()[0].particulars.id)
    assert window.view is not None
    page = window.view.show_page("report")
    assert isinstance(page, ReportPage)
    return page


def report_pdf(window: MainWindow) -> None:
    page = report_page(window)
    assert choose_report_file(page, page.session.assessment) is None


def report_data(window: MainWindow) -> None:
    page = report_page(window)
    assert choose_report_data(page, page.session.assessment) is None


WAYS = [
    (save_a_copy, ".json"),
    (share, ".kompass"),
    (export, ".json"),
    (write_privacy_record, ".pdf"),
    (write_recovery_sheet, ".pdf"),
    (save_fault_report, ".txt"),
    (report_pdf, ".pdf"),
    (report_data, ".json"),
]


@pytest.mark.parametrize(("way", "ending"), WAYS)
@pytest.mark.parametrize("typed", ["ut", "ut.2025", "ut{ending}"])
def test_what_is_there_is_replaced_only_by_who_says_so(
    window: MainWindow,
    tmp_path: Path,
    way: Callable[[MainWindow], None],
    ending: str,
    typed: str,
) -> None:
    name = typed.format(ending=ending)
    there = tmp_path / (name if name.endswith(ending) else f"{name}{ending}")
    there.write_text("mitt")
    asked = answer_in_turn(tmp_path, [name])
    way(window)
    assert there.read_text() == "mitt"
    assert there.name in " ".join(asked)
    assert not window.findChildren(ShareDialog)


def answer_in_turn(folder: Path, names: list[str]) -> list[str]:
    """Type names into the file dialog, say no to what is asked, and then give up."""
    asked: list[str] = []
    left = list(names)

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            asked.append(box.text())
            QTimer.singleShot(0, answer)
            box.reject()
        elif isinstance(box, QFileDialog):
            if left:
                box.setDirectory(str(folder))
                line = box.findChild(QLineEdit, "fileNameEdit")
                assert isinstance(line, QLineEdit)
                line.setText(left.pop(0))
                QTimer.singleShot(0, answer)
                box.accept()
            else:
                box.reject()

    QTimer.singleShot(0, answer)
    return asked


def choose(monkeypatch: pytest.MonkeyPatch, path: Path, kind: int = 0) -> None:
    """Let the dialog answer with a path, which is not asked about, and a kind."""
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *a: (str(path), a[3].split(";;")[kind])
    )


def test_who_says_yes_replaces_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    (tmp_path / "ut.pdf").write_text("mitt")
    choose(monkeypatch, tmp_path / "ut")

    def agree() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        box.buttons()[0].click()

    QTimer.singleShot(0, agree)
    assert choose_export_file(parent, "Lagre", "PDF", "navn.pdf") == tmp_path / "ut.pdf"
    assert QSettings().value("report/folder") == str(tmp_path)


def test_a_table_gets_the_ending_of_a_table(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    choose(monkeypatch, tmp_path / "poeng", kind=2)
    place = choose_data_file(parent, "Eksporter", "navn.json")
    assert place is not None
    assert place.path == tmp_path / "poeng.csv"


@pytest.mark.parametrize("name", ["a/b: c?.pdf", "æøå\n.pdf", f"{'x' * 400}.pdf"])
def test_a_suggested_name_is_one_that_every_system_takes(name: str) -> None:
    fit = fit_for_a_file(name)
    assert fit.endswith(".pdf")
    assert not set(fit) & set('<>:"/\\|?*\n')
    assert len(fit) < 140

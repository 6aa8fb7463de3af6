"""From a document to a finding that quotes it, by keys, and no plain copy after the lock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.findings.findings_page import FindingsPage
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.panes import has_focus
from kompass_desktop.desktop.preparation.parts import Part
from kompass_desktop.desktop.preparation.preparation_page import PreparationPage
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.protection import create_encrypted
from tests.end_to_end.keyboard import ALT, CTRL, SHIFT, Key, press, type_line
from tests.own_settings import use_own_settings

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PASSPHRASE = "tre gronne elger danser"
WORD = b"zyxelformidling"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the program makes all its files."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        folder = tmp_path / "hjem" / name
        folder.mkdir(parents=True)
        monkeypatch.setenv(name, str(folder))
    use_own_settings(tmp_path)
    return tmp_path / "hjem"


@pytest.fixture
def window(
    home: Path, qtbot: QtBot, empty_assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window on an encrypted library, at the preparation of a new assessment."""
    path = home / "bibliotek.kompassdb"
    keys = create_encrypted(path, PASSPHRASE)
    library = open_library(path, keys.key)
    library.add(empty_assessment)
    window = MainWindow(AssessmentCatalogue(library))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open_assessment(empty_assessment.id)
    yield window
    window.library.close()


def showing_the_word(home: Path) -> list[str]:
    files = (file for file in home.rglob("*") if file.is_file())
    return [str(file.relative_to(home)) for file in files if WORD in file.read_bytes()]


def test_from_a_document_to_a_finding_and_no_plain_copy_left(
    window: MainWindow,
    home: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = tmp_path / "Årsmelding 2025.pdf"
    report.write_bytes(b"%PDF-1.7 " + WORD)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: _open(opened, url))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(report)], ""))
    view = window.view
    assert view is not None
    preparation = view.page
    assert isinstance(preparation, PreparationPage)

    while preparation.parts.current is not Part.DOCUMENTS:
        press(Key.Key_PageDown, ALT)
    press(Key.Key_A, CTRL | SHIFT)
    assert preparation.documents_chip.text() == "Dokumentstudie: 0 av 1 lest"
    press(Key.Key_O, CTRL | SHIFT)
    assert [Path(path).read_bytes() for path in opened] == [report.read_bytes()]
    assert showing_the_word(home) == [str(Path(opened[0]).relative_to(home))]

    press(Key.Key_Return, CTRL)
    interview = view.page
    assert isinstance(interview, InterviewPage)
    assert interview.chooser.text() == "Dokumentstudie"
    qtbot.waitUntil(lambda: has_focus(interview.points))
    press(Key.Key_Tab)
    type_line("s. 14 3.3.3 ingen frister")
    press(Key.Key_Up)
    press(Key.Key_3, CTRL)
    session = window.session
    assert session is not None
    (finding,) = session.assessment.findings.values()
    assert (finding.kind, finding.text) == (FindingKind.WEAKNESS, "ingen frister")

    while not isinstance(view.page, FindingsPage):
        press(Key.Key_PageDown, CTRL)
    view.page.show_finding(finding.id)
    assert "fra Årsmelding 2025, s. 14" in view.page.detail.origin_label.text()

    press(Key.Key_L, CTRL)
    assert showing_the_word(home) == []
    assert not Path(opened[0]).exists()


def _open(opened: list[str], url: QUrl) -> bool:
    opened.append(url.toLocalFile())
    return True

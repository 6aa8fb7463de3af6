"""`python -m kompass_desktop` as a process of its own: it opens, or says in a sentence why not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from kompass_desktop.command_line.parser import parse
from kompass_desktop.desktop.runtime.background import SWITCH_SECONDS
from kompass_desktop.desktop.window import application
from kompass_desktop.i18n import tr
from kompass_desktop.storage.errors import LibraryLocked
from kompass_desktop.storage.opening import open_library
from tests.end_to_end.keyboard import Key, in_dialog, press

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes otherwise")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the others always have a screen")

START_SECONDS = 60
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

StartProcess = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start_process(library_file: Path, tmp_path: Path) -> Iterator[StartProcess]:
    """Start the program on the library, without a screen unless one is given."""
    started: list[subprocess.Popen[str]] = []
    homes = {name: str(tmp_path) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME")}
    bare = {name: value for name, value in os.environ.items() if name not in SCREENS}

    def start(**screen: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "kompass_desktop", "--library", str(library_file)],
            env=bare | homes | screen,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        started.append(process)
        return process

    yield start
    for process in started:
        with process:
            process.kill()


class Unheard(QObject):
    """Stands for the system, which asks for nothing."""

    requested = Signal()


def is_open(library: Path) -> bool:
    """Whether another process has a library open."""
    return library.with_name(f"{library.name}-wal").exists()


@POSIX
def test_the_first_start_makes_no_library_before_the_user_has_chosen(
    start_process: StartProcess, library_file: Path
) -> None:
    process = start_process(QT_QPA_PLATFORM="offscreen")
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(3)
    process.send_signal(signal.SIGTERM)
    output, errors = process.communicate(timeout=START_SECONDS)
    assert (process.returncode, output) == (0, "")
    assert "Traceback" not in errors
    assert not library_file.exists()


@POSIX
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_window_opens_and_closes_in_good_order(
    qtbot: QtBot, start_process: StartProcess, library_file: Path, tmp_path: Path, how: int
) -> None:
    open_library(library_file).close()
    process = start_process(QT_QPA_PLATFORM="offscreen")
    qtbot.waitUntil(lambda: is_open(library_file), timeout=1000 * START_SECONDS)
    process.send_signal(how)
    output, errors = process.communicate(timeout=START_SECONDS)
    assert (process.returncode, output, errors) == (0, "", "")
    # Only a window that was there and has been closed leaves its place and size.
    assert "geometry" in (tmp_path / "Kompass" / "Kompass.conf").read_text()
    with open_library(library_file) as library:
        library.check()


def test_a_library_that_is_open_in_another_window_is_said(
    start_process: StartProcess, library_file: Path
) -> None:
    with open_library(library_file):
        ended = start_process(QT_QPA_PLATFORM="offscreen")
        output, errors = ended.communicate(timeout=START_SECONDS)
    assert (ended.returncode, output, errors) == (1, "", f"{LibraryLocked(library_file)}\n")


def test_a_damaged_library_is_said_and_kept(
    start_process: StartProcess, library_file: Path
) -> None:
    library_file.write_text("Kjære dagbok\n" * 1000)
    ended = start_process(QT_QPA_PLATFORM="offscreen")
    output, errors = ended.communicate(timeout=START_SECONDS)
    assert (ended.returncode, output) == (1, "")
    assert errors.startswith(f"Biblioteket {library_file} er skadet eller er ikke et Kompass-")
    assert errors.endswith("velg en annen fil med --library.\n")
    assert errors.count("\n") == 1
    assert library_file.read_text().startswith("Kjære dagbok")


def test_the_sentence_stands_in_a_box_where_someone_can_see_it(
    qtbot: QtBot,
    library_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(application, "is_seen", lambda: True)
    # Pytest keeps the signals of this process.
    monkeypatch.setattr(application, "SignalHandler", Unheard)
    boxes: list[str] = []

    def read_and_close() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        boxes.append(box.text())
        press(Key.Key_Return)

    with open_library(library_file):
        in_dialog(read_and_close)
        status = application.run_window(parse(["--library", str(library_file)]))
    sentence = str(LibraryLocked(library_file))
    assert (status, boxes, capsys.readouterr().err) == (1, [sentence], f"{sentence}\n")


@LINUX
def test_without_a_screen_it_says_so(start_process: StartProcess, library_file: Path) -> None:
    ended = start_process()
    output, errors = ended.communicate(timeout=START_SECONDS)
    assert (ended.returncode, output, errors) == (1, "", f"{tr(application.NO_SCREEN)}\n")
    assert not library_file.exists()


def test_a_thread_gives_the_interpreter_to_the_window_at_once() -> None:
    sys.setswitchinterval(0.005)
    application.prepared_application()
    assert sys.getswitchinterval() == pytest.approx(SWITCH_SECONDS, rel=0.1)


def test_line_fields_of_the_program_paste_what_formatted_text_says(qtbot: QtBot) -> None:
    application.prepared_application()
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.setFocus()
    source = QMimeData()
    source.setHtml("<p>Kárášjohka</p>")
    QGuiApplication.clipboard().setMimeData(source)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().clear()
    assert field.text() == "Kárášjohka"

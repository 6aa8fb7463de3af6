"""The program as it starts on a machine where it has never been."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.window.application import prepared_application
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.storage.opening import open_library
from tests.end_to_end.windows import show_window
from tests.own_settings import use_own_settings

StartProgram = Callable[[], MainWindow]


@pytest.fixture(scope="session", autouse=True)
def _prepared(qapp: QApplication) -> None:
    """The application as a start leaves it; once, as each time adds a translator to all texts."""
    prepared_application()


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication) -> Iterator[None]:
    """Delete what a test has closed, as an event loop would: its timers must not go on."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def library_file(tmp_path: Path) -> Path:
    """Where the library will be."""
    return tmp_path / "bibliotek.kompassdb"


@pytest.fixture
def start_program(
    qtbot: QtBot, qapp: QApplication, library_file: Path, tmp_path: Path
) -> Iterator[StartProgram]:
    """Open the window on the library; a later start is on what the earlier one left."""
    use_own_settings(tmp_path)
    with ExitStack() as running:

        def start() -> MainWindow:
            running.close()
            library = running.enter_context(open_library(library_file))
            return show_window(qtbot, library)

        yield start

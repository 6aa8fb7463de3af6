"""Starts the window: the application, its library, and what happens when something breaks."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from kompass_desktop import __version__
from kompass_desktop.assets import resources_folder
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.main_window import MainWindow
from kompass_desktop.desktop.qt_words import QtWords
from kompass_desktop.desktop.shelf import Shelf
from kompass_desktop.desktop.termination import Termination
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.examples import open_demo
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import default_library, open_library

NO_SCREEN = (
    "Kompass har ingen skjerm å åpne vinduet på. Start det fra skrivebordet, eller bruk en "
    "underkommando; se «kompass-desktop --help»."
)
UNSEEN_PLATFORMS = ("offscreen", "minimal")


def run_window(options: argparse.Namespace) -> int:
    """Open the window and run until it is closed; return the exit status."""
    if not has_screen():
        print(NO_SCREEN, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 1
    application = prepared_application()
    termination = Termination(application)
    demo_folder: Path | None = None
    try:
        if options.demo:
            demo_folder = Path(tempfile.mkdtemp(prefix="kompass-demo-"))
            library = open_demo(demo_folder)
        else:
            library = open_library(options.library or default_library())
    except StorageError as error:
        _tell_why_not(str(error))
        return 1
    try:
        return _run(application, library, termination)
    finally:
        if demo_folder is not None:
            shutil.rmtree(demo_folder, ignore_errors=True)


def _tell_why_not(sentence: str) -> None:
    """Say in a box why the window does not open; a start from a terminal sees it there too."""
    print(sentence, file=sys.stderr)  # noqa: T201
    if is_seen():
        QMessageBox.critical(None, "Kompass", sentence)


def is_seen() -> bool:
    """Whether there is someone to press OK; a box that nobody sees would wait for ever."""
    return QGuiApplication.platformName() not in UNSEEN_PLATFORMS


def has_screen() -> bool:
    """Whether Qt has a screen to open a window on; without one it would end in an abort."""
    return sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )


def prepared_application() -> QApplication:
    """Return the application with Kompass's name, language, icon and look."""
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Kompass")
    application.setApplicationVersion(__version__)
    application.setOrganizationName("Kompass")
    application.setDesktopFileName("kompass-desktop")
    application.setWindowIcon(QIcon(str(resources_folder() / "icons" / "kompass.svg")))
    QLocale.setDefault(QLocale(QLocale.Language.NorwegianBokmal, QLocale.Country.Norway))
    application.installTranslator(QtWords(application))
    theme.install(application)
    return application


def _run(application: QApplication, library: Library, termination: Termination) -> int:
    with library:
        window = MainWindow(Shelf(library))
        termination.requested.connect(window.close)
        sys.excepthook = crash_hook(window.tell_of_fault)
        window.show()
        return application.exec()


def crash_hook(
    tell: Callable[[str], None],
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return a hook for faults of the program: print them, tell the user, go on.

    A traceback holds places in the code and no text of a note.
    """

    def hook(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
        frames = "".join(traceback.format_tb(trace))
        report = f"Kompass {__version__}\n{frames}{kind.__name__}"
        print(report, file=sys.stderr)  # noqa: T201 - where a developer looks first
        tell(report)

    return hook

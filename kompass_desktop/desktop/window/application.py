"""Starts the window: the application, its library, and what happens when something breaks."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from kompass_desktop import __version__
from kompass_desktop.assets import resources_folder
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.language import use_language
from kompass_desktop.desktop.runtime.background import let_window_run_first
from kompass_desktop.desktop.runtime.dialogs import show_failure
from kompass_desktop.desktop.runtime.excepthook import ExceptionHook
from kompass_desktop.desktop.runtime.garbage_collection import GarbageCollector
from kompass_desktop.desktop.runtime.opened_files import OpenedFiles
from kompass_desktop.desktop.runtime.qt_translations import QtTranslations
from kompass_desktop.desktop.runtime.signals import SignalHandler
from kompass_desktop.desktop.widgets.pasting import LineFieldPasting
from kompass_desktop.desktop.window.backups import Backups
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.desktop.window.startup import LibraryUnlocker
from kompass_desktop.i18n import language, mark, tr
from kompass_desktop.storage.errors import LibraryLocked, StorageError
from kompass_desktop.storage.exchange.examples import open_demo
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.place import default_library
from kompass_desktop.terminal import print_error

NO_SCREEN = mark(
    "Kompass finds no screen to show its window on. Start it from the desktop, or "
    "use a subcommand; see “kompass-desktop --help”."
)
UNSEEN_PLATFORMS = ("offscreen", "minimal")


def run_window(options: argparse.Namespace) -> int:
    """Open the window and run until it is closed; return the exit status."""
    if not has_screen():
        print(tr(NO_SCREEN), file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 1
    # Before the application, which takes time to make: it looks for the library's key meanwhile.
    entrance = None if options.demo else LibraryUnlocker(options.library or default_library())
    application = prepared_application()
    GarbageCollector(application)
    termination = SignalHandler(application)
    faults = ExceptionHook(application)
    faults.install()
    files = OpenedFiles(application, options.file)
    demo_folder: Path | None = None
    library: Library | None
    try:
        if entrance is None:
            demo_folder = Path(tempfile.mkdtemp(prefix="kompass-demo-"))
            library = open_demo(demo_folder)
        else:
            termination.requested.connect(entrance.give_up)
            library = _entered(entrance)
    except StorageError as error:
        _show_why_not(str(error))
        return 1
    if library is None:
        return 0
    try:
        return _run(application, library, termination, faults, files)
    finally:
        if demo_folder is not None:
            shutil.rmtree(demo_folder, ignore_errors=True)


def _entered(entrance: LibraryUnlocker) -> Library | None:
    """Return the library, or what could be saved of it; None if the user wants neither.

    Raises StorageError where there is nobody to ask, and LibraryLocked.
    """
    try:
        return entrance.enter()
    except LibraryLocked:
        raise
    except StorageError as error:
        if not is_seen():
            raise
        from kompass_desktop.desktop.window.damaged_library import offer_recovery

        print(error, file=sys.stderr)  # noqa: T201
        return offer_recovery(entrance.path, entrance.key, str(error))


def _show_why_not(sentence: str) -> None:
    """Say in a box why the window does not open; a start from a terminal sees it there too."""
    print_error(sentence)
    if is_seen():
        show_failure(sentence)


def is_seen() -> bool:
    """Whether there is someone to press OK; a box that nobody sees would wait for ever."""
    return QGuiApplication.platformName() not in UNSEEN_PLATFORMS


def has_screen() -> bool:
    """Whether Qt has a screen to open a window on; without one it would end in an abort."""
    return sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )


def prepared_application() -> QApplication:
    """Return the application, with Kompass's name, icon, language and look, and its threads set."""
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Kompass")
    application.setApplicationVersion(__version__)
    application.setOrganizationName("Kompass")
    application.setDesktopFileName("kompass-desktop")
    application.setWindowIcon(QIcon(str(resources_folder() / "icons" / "kompass.svg")))
    let_window_run_first()
    use_language(language())
    application.installTranslator(QtTranslations(application))
    theme.install(application)
    LineFieldPasting(application)
    return application


def _run(
    application: QApplication,
    library: Library,
    termination: SignalHandler,
    faults: ExceptionHook,
    files: OpenedFiles,
) -> int:
    window = MainWindow(AssessmentCatalogue(library))
    backups = Backups(window)
    try:
        termination.requested.connect(window.close)
        faults.connect_to(window.show_fault)
        window.show()
        files.deliver_to(window.import_file)
        backups.begin()
        return application.exec()
    finally:
        backups.finish()
        # Another one than at the start, if the window has been locked.
        window.library.close()

"""The program's window, shown and with the keys, on an encrypted library that can be locked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.security.lock_page import LockPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.protection import create_encrypted
from tests.end_to_end.keyboard import type_line

PASSPHRASE = "tre gronne elger danser"


def show_window(qtbot: QtBot, library: Library) -> MainWindow:
    """Show the window on an open library, and wait until the keys go to it."""
    window = MainWindow(AssessmentCatalogue(library))
    qtbot.addWidget(window)
    window.show()
    bring_to_front(qtbot, window)
    return window


def show_encrypted(qtbot: QtBot, path: Path, assessments: Iterable[Assessment]) -> MainWindow:
    """Begin an encrypted library with some assessments, and show the window on it."""
    library = open_library(path, create_encrypted(path, PASSPHRASE).key)
    for assessment in assessments:
        library.add(assessment)
    return show_window(qtbot, library)


def bring_to_front(qtbot: QtBot, window: MainWindow) -> None:
    """Give the window the keys, as a desktop does by itself after a dialog."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def session_of(window: MainWindow) -> Session:
    """Return the session of the open assessment."""
    assert window.session is not None
    return window.session


def lock_page(window: MainWindow) -> LockPage:
    """Return the page that a locked window shows."""
    page = window.contents.currentWidget()
    assert isinstance(page, LockPage)
    return page


def unlock(qtbot: QtBot, window: MainWindow) -> None:
    """Type the passphrase at the lock, and wait for the window behind it."""
    # What was closed is deleted when control returns to the event loop, which a test is not in.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    lock_page(window)
    type_line(PASSPHRASE)
    qtbot.waitUntil(lambda: not isinstance(window.contents.currentWidget(), LockPage))

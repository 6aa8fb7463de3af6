"""Ctrl+L and idle time: all is saved, nothing can be read, and one comes back to the same place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.library.new_assessment_dialog import NewAssessmentDialog
from kompass_desktop.desktop.security.recovery_code_dialog import RecoveryCodeDialog
from kompass_desktop.desktop.settings import Settings
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.storage.errors import LibraryUnavailable
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from tests.end_to_end.keyboard import CTRL, Key, press, type_line, type_text
from tests.end_to_end.windows import lock_page, show_encrypted, unlock
from tests.examples import bundled
from tests.own_settings import use_own_settings

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WORD = "zyxelformidling"


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, library_file: Path, tmp_path: Path
) -> Iterator[MainWindow]:
    """The window on an encrypted library that holds Eksempelvik."""
    use_own_settings(tmp_path)
    window = show_encrypted(qtbot, library_file, [bundled()])
    yield window
    window.library.close()


def gone(qapp: QApplication) -> None:
    """Let go what is to be deleted later."""
    qapp.processEvents()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def readable(window: MainWindow) -> str:
    """Return all text that any widget of the program holds, seen or not."""
    texts = [window.windowTitle()]
    for top in QApplication.topLevelWidgets():
        for widget in [top, *top.findChildren(QWidget)]:
            texts.append(widget.toolTip())
            if isinstance(widget, QLabel | QLineEdit):
                texts.append(widget.text())
            elif isinstance(widget, QPlainTextEdit):
                texts.append(widget.toPlainText())
            elif isinstance(widget, QAbstractItemView):
                texts.append(str(widget.model().index(0, 0).data()))
    return "\n".join(texts)


def start_typing(window: MainWindow) -> None:
    """Open Eksempelvik's interview and type a note that is not yet due to be saved."""
    QSettings().setValue(f"assessment/{bundled().id}/page", "interview")
    window.open_assessment(bundled().id)
    assert window.view is not None
    editors = window.view.page.findChildren(QPlainTextEdit)
    editor = next(each for each in editors if each.isVisible() and not each.isReadOnly())
    editor.setFocus()
    type_text(WORD)


def holds(library: Library, word: str) -> bool:
    return any(word in note.text for note in library.load(bundled().id).notes.values())


def test_locking_saves_and_leaves_nothing_to_read(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, library_file: Path
) -> None:
    start_typing(window)
    assert WORD in readable(window)
    path = window.library.path
    press(Key.Key_L, CTRL)
    lock_page(window)
    gone(qapp)
    assert window.windowTitle() == "Kompass"
    text = readable(window)
    assert WORD not in text
    assert "Eksempelvik" not in text
    assert window.view is None
    # It is closed: another process may open it.
    with open_library(path, window.library.key) as other:
        assert holds(other, WORD)


def test_locking_ends_the_presentation_with_its_what_ifs(
    qtbot: QtBot, qapp: QApplication, window: MainWindow
) -> None:
    window.open_assessment(bundled().id)
    assert window.view is not None
    window.view.present()
    shown = window.view.presentation
    assert shown is not None
    shown.deck.show_code("1.1.1")
    press(Key.Key_4)
    assert "Eksempelvik" in readable(window)
    window.lock()
    lock_page(window)
    gone(qapp)
    assert not isValid(shown)
    assert "Eksempelvik" not in readable(window)
    unlock(qtbot, window)
    assert window.view is not None
    assert window.view.presentation is None


def test_the_passphrase_leads_back_to_the_same_place(
    qtbot: QtBot, qapp: QApplication, window: MainWindow
) -> None:
    start_typing(window)
    assert window.view is not None
    before = type(window.view.page)
    press(Key.Key_L, CTRL)
    gone(qapp)
    unlock(qtbot, window)
    assert window.view is not None
    assert type(window.view.page) is before
    assert window.session is not None
    assert window.session.assessment.id == bundled().id
    assert WORD in readable(window)
    assert window.library_page.table.current_row is not None
    press(Key.Key_W, CTRL)
    assert window.contents.currentWidget() is window.library_page


def test_a_wrong_passphrase_leads_nowhere(qtbot: QtBot, window: MainWindow) -> None:
    press(Key.Key_L, CTRL)
    page = lock_page(window)
    page.panel.field.setFocus()
    type_line("tre gronne elger sover")
    qtbot.waitUntil(lambda: page.panel.notice_label.text() == "Passfrasen er feil.")
    press(Key.Key_F1)
    press(Key.Key_L, CTRL)
    assert lock_page(window) is page


def test_an_open_dialog_goes_too(qtbot: QtBot, qapp: QApplication, window: MainWindow) -> None:
    press(Key.Key_N, CTRL)
    assert isinstance(QApplication.activeModalWidget(), NewAssessmentDialog)
    window.lock()
    lock_page(window)
    gone(qapp)
    assert not [
        w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()
    ]


def test_a_recovery_code_on_the_screen_goes_too(
    qtbot: QtBot, qapp: QApplication, window: MainWindow
) -> None:
    window.library_page.security.renew_code()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), RecoveryCodeDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RecoveryCodeDialog)
    code = dialog.code_label.text()
    window.lock()
    lock_page(window)
    gone(qapp)
    assert code not in readable(window)


def test_after_idle_time_it_locks_itself(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = 1_000_000.0
    monkeypatch.setattr("kompass_desktop.desktop.runtime.idle.time.time", lambda: clock)
    window._lock.watch.touch()
    clock += 9 * 60
    window._lock.watch.look()
    assert not window._lock.is_locked
    press(Key.Key_Down)
    clock += 9 * 60
    window._lock.watch.look()
    assert not window._lock.is_locked
    clock += 61
    window._lock.watch.look()
    lock_page(window)


def test_the_first_key_after_a_suspended_night_does_not_get_in(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = 1_000_000.0
    monkeypatch.setattr("kompass_desktop.desktop.runtime.idle.time.time", lambda: clock)
    window._lock.watch.touch()
    clock += 8 * 3600
    handle = window.windowHandle()
    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_X, CTRL, "x")
    assert window._lock.watch.eventFilter(handle, event)
    lock_page(window)


@pytest.mark.parametrize("minutes", [0, 30])
def test_the_time_can_be_chosen(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, minutes: int
) -> None:
    clock = 1_000_000.0
    monkeypatch.setattr("kompass_desktop.desktop.runtime.idle.time.time", lambda: clock)
    Settings().idle_minutes = minutes
    window._lock.watch.touch()
    clock += 29 * 60
    window._lock.watch.look()
    assert not window._lock.is_locked
    clock += 60
    window._lock.watch.look()
    assert window._lock.is_locked is bool(minutes)


def test_what_cannot_be_saved_is_hidden_and_kept(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_typing(window)
    session = window.session
    assert session is not None
    library = window.library
    write = library.write

    def full(*_: object) -> None:
        raise LibraryUnavailable(library.path, "disken er full")

    monkeypatch.setattr(library, "write", full)
    press(Key.Key_L, CTRL)
    lock_page(window)
    assert window.windowTitle() == "Kompass"
    assert not session.is_saved
    assert window.view is not None
    assert not window.view.isVisible()
    monkeypatch.setattr(library, "write", write)
    session.save_again()
    qtbot.waitUntil(lambda: window.view is None)
    lock_page(window)
    unlock(qtbot, window)
    assert holds(window.library, WORD)


def test_what_is_still_not_saved_is_shown_again(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_typing(window)
    session, library = window.session, window.library
    assert session is not None

    def full(*_: object) -> None:
        raise LibraryUnavailable(library.path, "disken er full")

    with monkeypatch.context() as broken:
        broken.setattr(library, "write", full)
        press(Key.Key_L, CTRL)
        unlock(qtbot, window)
        assert window.session is session
        assert WORD in readable(window)
    session.save_again()
    assert holds(library, WORD)


def test_a_plain_library_is_not_locked_and_says_why(
    qtbot: QtBot, library: Library, qapp: QApplication
) -> None:
    window = MainWindow(AssessmentCatalogue(library))
    qtbot.addWidget(window)
    window.show()
    window.lock()
    assert not window._lock.is_locked
    assert "ikke kryptert" in window._contents.message_label.text()
    assert window._contents.protection_label.text().startswith("Ikke kryptert")

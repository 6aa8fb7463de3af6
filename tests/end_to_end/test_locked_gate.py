"""While the window is locked, the passphrase is the only thing that works, whatever is wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QAction, QClipboard, QCloseEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QMenu,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.backups.backup_dialog import BackupDialog
from kompass_desktop.desktop.preparation.erasure_dialog import EraseDialog
from kompass_desktop.desktop.security.lock_page import LockPage
from kompass_desktop.desktop.window.backups import Backups
from kompass_desktop.desktop.window.crash_dialog import CrashDialog
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.storage.errors import LibraryUnavailable
from tests.end_to_end.keyboard import CTRL, Key, press
from tests.end_to_end.test_locking import (
    WORD,
    gone,
    holds,
    readable,
    start_typing,
    window,
)
from tests.end_to_end.windows import lock_page, unlock
from tests.examples import bundled

__all__ = ["window"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Trouble = Callable[[MainWindow, pytest.MonkeyPatch], object]


def belongs_to(page: QWidget, thing: QObject | None) -> bool:
    while thing is not None and thing is not page:
        thing = thing.parent()
    return thing is page


def working_controls(window: MainWindow) -> list[str]:
    """Return all that can still be used or seen of the program, but for the lock page."""
    page = lock_page(window)
    tops = [top for top in QApplication.topLevelWidgets() if top.isVisible() and top is not window]
    found = [f"window {type(top).__name__}" for top in tops if not belongs_to(page, top)]
    for action in window.findChildren(QAction):
        if action.isEnabled() and not belongs_to(page, action):
            found += [action.text()]
    for shortcut in window.findChildren(QShortcut):
        if shortcut.isEnabled() and not belongs_to(page, shortcut):
            found += [shortcut.key().toString()]
    for widget in window.findChildren(QWidget):
        can_be_used = isinstance(widget, QAbstractButton) or widget.focusPolicy().value
        is_usable = widget.isVisibleTo(window) and widget.isEnabled() and can_be_used
        if is_usable and not belongs_to(page, widget):
            found += [f"{type(widget).__name__} {widget.objectName()}"]
    return found


def suspend(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what a full disk kept back be written, and see that the view goes then."""
    monkeypatch.undo()
    for dialog in window.findChildren(EraseDialog):
        dialog.noticed_work.end()
    if window.session is not None:
        window.session.save_again()
    qtbot.waitUntil(lambda: window.view is None)
    lock_page(window)


def nothing(_window: MainWindow, _patch: pytest.MonkeyPatch) -> None:
    """No trouble."""


def disk_is_full(window: MainWindow, patch: pytest.MonkeyPatch) -> None:
    library = window.library

    def full(*_: object) -> None:
        raise LibraryUnavailable(library.path, "disken er full")

    start_typing(window)
    patch.setattr(library, "write", full)
    assert window.session is not None
    window.session.flush()
    assert window._contents.failure_banner.isVisible()


def backups_open(window: MainWindow, _patch: pytest.MonkeyPatch) -> None:
    backups = Backups(window)
    backups.begin()
    assert backups.open_dialog() is not None


def at_work(window: MainWindow, _patch: pytest.MonkeyPatch) -> QDialog:
    """A dialog that does not close because it is at work."""
    if window.session is None:
        window.open_assessment(bundled().id)
    assert window.session is not None
    dialog = EraseDialog(window.library, [window.session.assessment.particulars], window)
    dialog.noticed_work.begin("Sletter …")
    dialog.open()
    return dialog


def saving_fails_and_a_dialog_is_at_work(window: MainWindow, patch: pytest.MonkeyPatch) -> None:
    disk_is_full(window, patch)
    at_work(window, patch)


def a_file_is_chosen(window: MainWindow, patch: pytest.MonkeyPatch) -> None:
    QFileDialog(window).open()


def a_menu_and_a_fault(window: MainWindow, patch: pytest.MonkeyPatch) -> None:
    QMenu(window).popup(window.pos())
    window.show_fault("En feil")


TROUBLES = [
    nothing,
    disk_is_full,
    backups_open,
    at_work,
    saving_fails_and_a_dialog_is_at_work,
    a_file_is_chosen,
    a_menu_and_a_fault,
]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_nothing_works_but_the_passphrase_and_ending_the_program(
    qtbot: QtBot,
    qapp: QApplication,
    window: MainWindow,
    trouble: Trouble,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trouble(window, monkeypatch)
    assert len(working_controls_before(window)) > 10
    window.lock()
    lock_page(window)
    assert working_controls(window) == ["Avslutt Kompass"]
    gone(qapp)
    assert working_controls(window) == ["Avslutt Kompass"]
    assert window.windowTitle() == "Kompass"
    suspend(qtbot, window, monkeypatch)


def working_controls_before(window: MainWindow) -> list[QAction]:
    return [action for action in window.findChildren(QAction) if action.isEnabled()]


def test_what_comes_while_it_is_locked_waits(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk_is_full(window, monkeypatch)
    window.lock()
    page = lock_page(window)
    session = window.session
    assert session is not None
    session.save_again()
    window.show_fault("En feil i programmet")
    box = QMessageBox(window)
    box.open()
    window.show_message("Noe om Eksempelvik")
    gone(qapp)
    qtbot.waitUntil(lambda: working_controls(window) == ["Avslutt Kompass"])
    assert window.windowTitle() == "Kompass"
    assert lock_page(window) is page
    assert "Eksempelvik" not in window._contents.message_label.text()
    suspend(qtbot, window, monkeypatch)


def test_locked_with_a_failing_save_no_copy_leaves_the_window_and_nothing_is_lost(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(*_: object) -> tuple[str, str]:
        asked.append("ja")
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    with monkeypatch.context() as broken:
        disk_is_full(window, broken)
        window.lock()
        window._contents.save_copy_button.click()
        event = QCloseEvent()
        window.closeEvent(event)
        assert not event.isAccepted()
        assert "Lås opp" in lock_page(window).panel.notice_label.text()
        gone(qapp)
        assert asked == []
        assert working_controls(window) == ["Avslutt Kompass"]
        unlock(qtbot, window)
        assert window._contents.failure_banner.isVisible()
        assert window._contents.save_copy_button.isEnabled()
        assert WORD in readable(window)
    assert window.session is not None
    window.session.save_again()
    assert holds(window.library, WORD)


def test_a_dialog_at_work_is_there_again_and_the_library_is_closed_when_it_is_done(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = at_work(window, monkeypatch)
    window.lock()
    assert not dialog.isVisible()
    assert window.view is not None
    unlock(qtbot, window)
    assert dialog.isVisible()
    window.lock()
    dialog.noticed_work.end()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: window.view is None)
    assert working_controls(window) == ["Avslutt Kompass"]
    unlock(qtbot, window)
    assert window.view is not None


def test_after_unlocking_all_keys_work_again(
    qtbot: QtBot, qapp: QApplication, window: MainWindow
) -> None:
    before = len(working_controls_before(window))
    window.lock()
    gone(qapp)
    unlock(qtbot, window)
    gone(qapp)
    assert len(working_controls_before(window)) == before
    assert window._contents.status_bar.isVisible()
    press(Key.Key_L, CTRL)
    lock_page(window)


def test_what_was_copied_cannot_be_pasted_while_it_is_locked(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The platform without a screen does not know whose the clipboard is.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: True)
    copied = QMimeData()
    copied.setText(WORD)
    QApplication.clipboard().setMimeData(copied)
    window.lock()
    assert QApplication.clipboard().text() == ""
    unlock(qtbot, window)
    assert QApplication.clipboard().text() == WORD


def test_a_fault_told_meanwhile_is_shown_after(
    qtbot: QtBot, qapp: QApplication, window: MainWindow
) -> None:
    window.lock()
    window.show_fault("En feil i programmet")
    qtbot.waitUntil(lambda: working_controls(window) == ["Avslutt Kompass"])
    unlock(qtbot, window)
    shown = [d for d in window.findChildren(QDialog) if d.isVisible()]
    assert [type(dialog) for dialog in shown] == [CrashDialog]
    assert not [d for d in window.findChildren(QDialog) if isinstance(d, BackupDialog)]
    assert not isinstance(window.contents.currentWidget(), LockPage)


def test_an_action_that_its_owner_enables_meanwhile_works_only_after(
    qtbot: QtBot, window: MainWindow
) -> None:
    triggered: list[str] = []
    action = QAction("Del", window, enabled=False)
    action.triggered.connect(lambda: triggered.append("Del"))
    window.addAction(action)
    window.lock()
    action.setEnabled(True)
    action.trigger()
    assert triggered == []
    assert working_controls(window) == ["Avslutt Kompass"]
    unlock(qtbot, window)
    action.trigger()
    assert triggered == ["Del"]


def test_what_is_made_while_it_is_locked_works_only_after(qtbot: QtBot, window: MainWindow) -> None:
    window.lock()
    action, shortcut = QAction("Del", window), QShortcut("Ctrl+Alt+D", window)
    qtbot.waitUntil(lambda: working_controls(window) == ["Avslutt Kompass"])
    unlock(qtbot, window)
    assert action.isEnabled()
    assert shortcut.isEnabled()

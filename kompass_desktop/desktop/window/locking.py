"""Locks the window: typed text is saved, what can be read is removed, the library is closed."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kompass_desktop.desktop.runtime.idle import IdleTimer
from kompass_desktop.desktop.window.lock_gate import LockGate, close_what_is_open
from kompass_desktop.i18n import tr
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.opening import open_library

if TYPE_CHECKING:
    from kompass_desktop.desktop.security.lock_page import LockPage
    from kompass_desktop.desktop.window.main_window import MainWindow

_log = logging.getLogger(__name__)

_AGAIN_MILLISECONDS = 200


@dataclass(frozen=True)
class LockedView:
    """What was shown when the window was locked: ids of the open assessment, or "", and the row.

    `steps` are what can be undone there, sealed with the library's key.
    """

    assessment: str
    row: str
    steps: bytes = b""


class Lock(QObject):
    """Locks a window by command and after idle time, and unlocks it with the passphrase."""

    opened = Signal()
    """What was hidden while the window was locked may be shown now."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._page: LockPage | None = None
        self._view: LockedView | None = None
        self._gate = LockGate(window, window.contents, window.around)
        self._again = QTimer(self, interval=_AGAIN_MILLISECONDS)
        self._again.timeout.connect(self._suspend_if_free)
        self.watch = IdleTimer(self._can_lock, self)
        self.watch.passed.connect(self.lock)

    @property
    def is_locked(self) -> bool:
        """Whether nothing is shown but the field for the passphrase."""
        return self._page is not None

    def lock(self) -> None:
        """Lock the window, unless its library has no passphrase to unlock it with."""
        window = self._window
        if window.library.key is None:
            sentence = tr(
                "The library is not encrypted. Encrypt it under “Security” to be able to lock."
            )
            window.show_message(sentence)
        elif not self.is_locked:
            self._lock()

    def may_close(self) -> bool:
        """Whether the window may be closed: while it is locked, only if nothing is lost by it."""
        session = self._window.session
        if self._page is None or session is None:
            return True
        session.save_again()
        if not session.is_saved:
            sentence = tr("Not everything is saved. Unlock and save a copy before you quit.")
            self._page.show_error(sentence)
        return session.is_saved

    def _can_lock(self) -> bool:
        return not self.is_locked and self._window.library.key is not None

    def _lock(self) -> None:
        # Imported only now, since it imports what derives keys.
        from kompass_desktop.desktop.security.lock_page import LockPage

        close_what_is_open()
        window = self._window
        if window.view is not None:
            # The page keeps where the caret is; hidden, it would have no focus to keep.
            window.view.leave()
        if window.session is not None:
            window.session.flush()
        # The library may remain open until all is saved, but plain copies are removed now.
        window.library.opened_copies.remove_all()
        page = LockPage(window.library.path)
        page.unlocked.connect(self._unlock)
        self._page = page
        self._gate.shut(page)
        _log.info("window locked")
        self._suspend_if_free()
        self._again.start()

    def _suspend_if_free(self) -> None:
        """Close the library as soon as all is saved and no dialog is at work on it."""
        window = self._window
        if self._page is None or self._view is not None:
            self._again.stop()
            return
        with self._gate.lifted():
            self._gate.dismiss_held()
            # Nothing typed may be lost, on a full disk either: hidden until it is saved.
            session = window.session
            if not self._gate.holds_dialogs and (session is None or session.is_saved):
                self._view = window.suspend()

    def _unlock(self, key: bytes) -> None:
        window, page = self._window, self._page
        if page is None:
            return
        library = None
        if self._view is not None:
            try:
                library = open_library(window.library.path, key)
            except StorageError as error:
                page.show_error(str(error))
                return
        self._again.stop()
        view, self._page, self._view = self._view, None, None
        self._gate.open()
        _log.info("window unlocked")
        if library is not None and view is not None:
            window.resume(library, view)
        else:
            window.show_again()
        self._gate.show_held()
        page.deleteLater()
        self.watch.touch()
        self.opened.emit()

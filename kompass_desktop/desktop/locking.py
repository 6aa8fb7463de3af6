"""Locks the window: what is typed is saved, what can be read is gone, the library is closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kompass_desktop.desktop.dismissal import dismiss_dialogs, is_dialog_open
from kompass_desktop.desktop.idle import IdleWatch
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.opening import open_library

if TYPE_CHECKING:
    from kompass_desktop.desktop.main_window import MainWindow
    from kompass_desktop.desktop.pages.lock_page import LockPage

_AGAIN_MILLISECONDS = 50
_TRIES = 40


@dataclass(frozen=True)
class Place:
    """Where one was when the window was locked: the open assessment, and the chosen row."""

    assessment: str
    row: str


class Lock(QObject):
    """Locks a window by command and after idle time, and unlocks it with the passphrase."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._page: LockPage | None = None
        self._place: Place | None = None
        self._tries = 0
        self.watch = IdleWatch(self._can_lock, self)
        self.watch.passed.connect(self.lock)

    @property
    def is_locked(self) -> bool:
        """Whether nothing is shown but the field for the passphrase."""
        return self._page is not None

    def lock(self) -> None:
        """Lock the window, unless its library has no passphrase to unlock it with."""
        window = self._window
        if window.library.key is None:
            words = "Biblioteket er ikke kryptert. Krypter det under «Sikkerhet» for å låse."
            window.show_message(self.tr(words))
        elif not self.is_locked:
            self._tries = _TRIES
            self._lock_when_free()

    def _can_lock(self) -> bool:
        return not self.is_locked and self._window.library.key is not None

    def _lock_when_free(self) -> None:
        """Lock when no dialog is open: its code runs on when it is closed."""
        dismiss_dialogs()
        if not is_dialog_open():
            self._lock()
        elif self._tries > 0:
            self._tries -= 1
            QTimer.singleShot(_AGAIN_MILLISECONDS, self._lock_when_free)

    def _lock(self) -> None:
        if self.is_locked:
            return
        # It is first needed now, and brings what derives keys.
        from kompass_desktop.desktop.pages.lock_page import LockPage

        window = self._window
        session = window.session
        self._page = LockPage(window.library.path)
        self._page.unlocked.connect(self._unlock)
        if session is not None:
            session.flush()
        if session is None or session.is_saved:
            self._place = window.put_away()
        else:
            # Nothing typed may be lost, on a full disk either: hidden until it is saved.
            session.saved.connect(self._put_away_at_last)
        window.contents.addWidget(self._page)
        window.contents.setCurrentWidget(self._page)
        window.setWindowTitle("Kompass")
        self._page.setFocus()

    def _put_away_at_last(self) -> None:
        # Not within the session's own signal: it goes with its view.
        QTimer.singleShot(0, self._put_away_if_locked)

    def _put_away_if_locked(self) -> None:
        window, session = self._window, self._window.session
        if self._page is not None and self._place is None and session and session.is_saved:
            self._place = window.put_away()
            window.contents.setCurrentWidget(self._page)
            window.setWindowTitle("Kompass")

    def _unlock(self, key: bytes) -> None:
        window, page = self._window, self._page
        if page is None:
            return
        if self._place is None:
            self._show_again()
        else:
            try:
                library = open_library(window.library.path, key)
            except StorageError as error:
                page.panel.tell(str(error))
                return
            window.take_up(library, self._place)
        self._page = self._place = None
        window.contents.removeWidget(page)
        page.deleteLater()
        self.watch.touch()

    def _show_again(self) -> None:
        """Show what could not be put away because it was not saved."""
        window = self._window
        if window.view is not None:
            window.contents.setCurrentWidget(window.view)
            window.setWindowTitle(f"{window.view.session.assessment.title} – Kompass")
            window.view.page.take_focus()

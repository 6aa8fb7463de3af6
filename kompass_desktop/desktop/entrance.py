"""The way into a library at the start: at once, by passphrase, or by making a new one."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from kompass_desktop.storage.connection import is_encrypted, told
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.key_file import has_key_file
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library


class Entrance(QObject):
    """Opens a library, asking what must be asked.

    Made before the application, it looks for a remembered key while that gets ready.
    """

    _ended = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.key: bytes | None = None
        """The key that was found, also if the library could not be opened with it."""
        self._dialog: QDialog | None = None
        self._library: Library | None = None
        self._error: StorageError | None = None
        self._looking = ThreadPoolExecutor(max_workers=1)
        self._found: Future[bytes | None] | None = None
        # What encryption needs is imported where there is any: plain ones open faster.
        if has_key_file(path):
            self._found = self._looking.submit(_key_without_asking, path)
        self._looking.shutdown(wait=False)

    def enter(self) -> Library | None:
        """Return the open library, or None where the user thought better of it.

        Raises StorageError as `open_library`.
        """
        with told(self.path):
            if not self.path.exists():
                return self._asked(self._first_start_dialog())
            key = self._found.result() if self._found is not None else None
            if key is None and self._found is not None and is_encrypted(self.path):
                return self._asked(self._unlock_dialog())
        self.key = key
        return open_library(self.path, key)

    def give_up(self) -> None:
        """Close what asks; the program is to end."""
        self._ended.emit()

    def _asked(self, dialog: QDialog) -> Library | None:
        self._dialog = dialog
        loop = QEventLoop(self)
        self._ended.connect(loop.quit)
        dialog.rejected.connect(loop.quit)
        # Between one dialog and the next, and the window, there is none for a moment.
        QGuiApplication.setQuitOnLastWindowClosed(False)
        dialog.show()
        loop.exec()
        dialog.close()
        dialog.deleteLater()
        QGuiApplication.setQuitOnLastWindowClosed(True)
        if self._error is not None:
            raise self._error
        return self._library

    def _first_start_dialog(self) -> QDialog:
        from kompass_desktop.desktop.pages.protection_dialog import FirstStartDialog
        from kompass_desktop.storage.protection import create_encrypted

        dialog = FirstStartDialog(self.path, partial(create_encrypted, self.path))
        dialog.protected.connect(lambda keys: self._open(keys.key))
        dialog.left_plain.connect(lambda: self._open(None))
        return dialog

    def _unlock_dialog(self) -> QDialog:
        from kompass_desktop.desktop.pages.unlock_dialog import UnlockDialog

        dialog = UnlockDialog(self.path)
        dialog.unlocked.connect(self._open)
        return dialog

    def _open(self, key: bytes | None) -> None:
        self.key = key
        try:
            self._library = open_library(self.path, key)
        except StorageError as error:
            self._error = error
        self._ended.emit()


def _key_without_asking(path: Path) -> bytes | None:
    from kompass_desktop.storage.sealing import WrongPassphrase
    from kompass_desktop.storage.unlocking import TooSoon, key_without_asking

    with suppress(WrongPassphrase, TooSoon):
        return key_without_asking(path)
    return None

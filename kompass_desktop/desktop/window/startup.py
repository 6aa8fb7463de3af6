"""Opening the library at the start: at once, by passphrase, or by making a new one."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from kompass_desktop.storage.database.connection import is_encrypted, translate_errors
from kompass_desktop.storage.encryption.key_file import has_key_file
from kompass_desktop.storage.encryption.key_ring import needs_key
from kompass_desktop.storage.encryption.key_search import rings_beside
from kompass_desktop.storage.encryption.sealing import WrongPassphrase
from kompass_desktop.storage.encryption.unlocking import TooSoon, key_without_asking
from kompass_desktop.storage.errors import KeysMissing, LibraryMissing, StorageError
from kompass_desktop.storage.kept_copies import backup_folder, backups_in
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.place import resolved_path
from kompass_desktop.storage.protection import create_encrypted
from kompass_desktop.storage.upgrading import require_regular


class LibraryUnlocker(QObject):
    """Opens a library, asking what must be asked.

    It is made before the application, and looks for a remembered key while that is made.
    """

    _ended = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        with suppress(OSError):
            # Links are resolved first: keys and copies are beside the real file.
            path = resolved_path(path)
        self.path = path
        self.key: bytes | None = None
        """The key that was found, also if the library could not be opened with it."""
        self._dialog: QDialog | None = None
        self._library: Library | None = None
        self._error: StorageError | None = None
        self._looking = ThreadPoolExecutor(max_workers=1)
        self._found: Future[bytes | None] | None = None
        # What encryption needs is imported where there is any: plain ones open faster.
        if _may_need_key(path):
            self._found = self._looking.submit(_key_without_asking, path)
        self._looking.shutdown(wait=False)

    def enter(self) -> Library | None:
        """Return the open library, or None where the user closes the dialog.

        Raises StorageError as `open_library`.
        """
        with translate_errors(self.path):
            if not self.path.exists():
                if backups_in(backup_folder(self.path), self.path):
                    raise LibraryMissing(self.path)
                return self.begin()
            require_regular(self.path)
            key = self._found.result() if self._found is not None else None
            if key is None and self._found is not None and self._is_locked():
                return self._asked(self._unlock_dialog())
        self.key = key
        return opened(self.path, key)

    def begin(self) -> Library | None:
        """Make a new library, asking how it is to be protected; as `enter`."""
        return self._asked(self._first_start_dialog())

    def _is_locked(self) -> bool:
        """Whether a passphrase is to be asked for; raises KeysMissing where none can help."""
        if not is_encrypted(self.path):
            return False
        if has_key_file(self.path):
            return True
        if not needs_key(self.path):
            return False
        if not rings_beside(self.path):
            raise KeysMissing(self.path)
        return True

    def give_up(self) -> None:
        """Close the dialog that asks; the program is to end."""
        self._ended.emit()

    def _asked(self, dialog: QDialog) -> Library | None:
        self._dialog = dialog
        loop = QEventLoop(self)
        self._ended.connect(loop.quit)
        dialog.rejected.connect(loop.quit)
        # For a moment between two dialogs, or a dialog and the window, no window is open.
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
        from kompass_desktop.desktop.security.protection_dialog import FirstStartDialog

        dialog = FirstStartDialog(self.path, partial(create_encrypted, self.path))
        dialog.protected.connect(lambda keys: self._open(keys.key))
        dialog.left_plain.connect(lambda: self._open(None))
        return dialog

    def _unlock_dialog(self) -> QDialog:
        from kompass_desktop.desktop.security.unlock_dialog import UnlockDialog

        dialog = UnlockDialog(self.path)
        dialog.unlocked.connect(self._open)
        return dialog

    def _open(self, key: bytes | None) -> None:
        self.key = key
        try:
            self._library = opened(self.path, key)
        except StorageError as error:
            self._error = error
        self._ended.emit()


def opened(path: Path, key: bytes | None) -> Library:
    """Open a library and see that it can be listed: the window does nothing else at first."""
    library = open_library(path, key)
    try:
        library.listings()
    except BaseException:
        library.close()
        raise
    return library


def _may_need_key(path: Path) -> bool:
    with suppress(OSError):
        return path.is_file() and (has_key_file(path) or is_encrypted(path))
    return False


def _key_without_asking(path: Path) -> bytes | None:
    with suppress(WrongPassphrase, TooSoon):
        return key_without_asking(path)
    return None

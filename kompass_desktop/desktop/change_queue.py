"""Changes that are not yet on the disk: kept in order, and tried again until they are written."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from kompass_desktop.assessment.records import Change
from kompass_desktop.storage.errors import StorageError

_log = logging.getLogger(__name__)

RETRY_MILLISECONDS = 2000

Write = Callable[[Sequence[Change], str | None], None]
"""Writes changes durably, as one edit session of typing if an id is given.

Raises StorageError where that is not possible now.
"""


class ChangeQueue(QObject):
    """Writes the changes of an open assessment with `write`, and knows whether all are written."""

    saved = Signal()
    """All is written."""
    save_failed = Signal(str)
    """A sentence with the error; emitted again at each failed attempt."""

    def __init__(self, write: Write, parent: QObject) -> None:
        super().__init__(parent)
        self._write = write
        self._unsaved: list[tuple[Sequence[Change], str | None]] = []
        self._doubt = ""
        self.saved_at: datetime | None = None
        """When all was last written; None if nothing was."""
        self._retry = QTimer(self, interval=RETRY_MILLISECONDS)
        self._retry.timeout.connect(self.save)

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits to be written."""
        return not self._unsaved

    @property
    def is_saved(self) -> bool:
        """Whether all is written, and there is no reason to doubt that it can be read again."""
        return self.is_empty and not self._doubt

    def add(self, changes: Sequence[Change], edit_session: str | None) -> None:
        """Write changes after those that wait already."""
        self._unsaved.append((changes, edit_session))
        self.save()

    def save(self) -> None:
        """Write what waits; emit `saved` or `save_failed`, and try again if it failed."""
        try:
            self.write_all()
        except StorageError as error:
            _log.warning("save failed, %d changes waiting", len(self._unsaved))
            self._retry.start()
            self.save_failed.emit(str(error))
            return
        self._retry.stop()
        if self._doubt:
            self.save_failed.emit(self._doubt)
            return
        self.saved_at = datetime.now().astimezone()
        self.saved.emit()

    def write_all(self) -> None:
        """Write what waits, the oldest first; raises StorageError at what cannot be written."""
        while self._unsaved:
            changes, edit_session = self._unsaved[0]
            self._write(changes, edit_session)
            del self._unsaved[0]

    def doubt(self, sentence: str) -> None:
        """Regard nothing as saved, for the reason in a sentence; "" ends that."""
        was, self._doubt = self._doubt, sentence
        if sentence:
            self.save_failed.emit(sentence)
        elif was:
            self.save()

"""Writes a file that a person asked for in the background, and says how it went."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import IO

from PySide6.QtCore import QObject, Signal

from kompass_desktop.desktop.runtime.background import Background
from kompass_desktop.i18n import Language, in_language, language, tr
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.files import atomic_write


class FileWriter(QObject):
    """Writes one file after the other; each is in its place only when it is complete."""

    message_shown = Signal(str)
    """What has been written, or why it has not, in one sentence."""
    ended = Signal()
    """A file is written, or could not be."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._background = Background(self)

    def write(self, path: Path, writer: Callable[[IO[bytes]], object], sentence: str) -> None:
        """Write a file with `writer`, in the language in use, and say `sentence` when it is done.

        `writer` gets a binary file. What it reads must not change: a snapshot.
        """
        job = partial(_write, path, writer, language())
        self._background.run(job, partial(self._end, sentence))

    def _end(self, sentence: str, future: Future[None]) -> None:
        try:
            future.result()
        except StorageError as error:
            self.message_shown.emit(str(error))
        except Exception:
            # A fault of the program: what handles those reports it.
            self.message_shown.emit(tr("The file could not be made; nothing is written."))
            raise
        else:
            self.message_shown.emit(sentence)
        finally:
            self.ended.emit()


def _write(
    path: Path,
    writer: Callable[[IO[bytes]], object],
    chosen: Language,
) -> None:
    with in_language(chosen), atomic_write(path) as file:
        writer(file)

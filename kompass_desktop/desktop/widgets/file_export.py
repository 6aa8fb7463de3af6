"""Asks where a file of the assessment is to be, and writes it in the background."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import IO

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.export_target import choose_export_file
from kompass_desktop.desktop.widgets.file_writer import FileWriter
from kompass_desktop.i18n import tr


class FileExport(QObject):
    """Writes one file after the other; what is typed meanwhile is in none of them."""

    message_shown = Signal(str)
    """How it went, as one sentence."""
    ended = Signal()
    """A file is written, or could not be."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._files = FileWriter(self)
        self._files.message_shown.connect(self.message_shown)
        self._files.ended.connect(self.ended)

    def choose_file(self, name: str, ending: str, write: Callable[[Path], None]) -> None:
        """Ask where to write what has a name ("Timeline") as "pdf" or "ics", and call `write`."""
        suggested = f"{name} {self._session.assessment.title}.{ending}"
        kind = tr("Calendar") if ending == "ics" else "PDF"
        path = choose_export_file(self._window, tr("Save: {0}").format(name), kind, suggested)
        if path is not None:
            write(path)

    def write_file(self, path: Path, writer: Callable[[Assessment, IO[bytes]], None]) -> None:
        """Write a file of the assessment as it is now."""
        self._session.flush()
        snapshot = self._session.assessment.snapshot()
        self._files.write(path, partial(writer, snapshot), tr("“{0}” is saved.").format(path.name))

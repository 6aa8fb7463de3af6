"""Writes the status of the plan as a PDF, while one works on."""

from __future__ import annotations

from datetime import date
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


class StatusExport(QObject):
    """Asks where to write the status of the improvements, and writes it in the background."""

    message_shown = Signal(str)
    """How it went, as one sentence."""
    ended = Signal()
    """The file is written, or could not be."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._files = FileWriter(self)
        self._files.message_shown.connect(self.message_shown)
        self._files.ended.connect(self.ended)

    def choose(self) -> None:
        """Write the status where one chooses."""
        words = tr("Status of the improvements")
        suggested = f"{words} {self._session.assessment.title}.pdf"
        path = choose_export_file(self._window, tr("Save: {0}").format(words), "PDF", suggested)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the status to a file."""
        self._session.flush()
        snapshot = self._session.assessment.snapshot()
        sentence = tr("“{0}” is saved.").format(path.name)
        self._files.write(path, partial(_status, snapshot), sentence)


def _status(assessment: Assessment, file: IO[bytes]) -> None:
    # reportlab takes 0.4 s to load, which only a printed page should cost.
    from kompass_desktop.report.handouts.status_sheet import write_status

    write_status(assessment, date.today(), file)  # noqa: DTZ011 - the day on the wall

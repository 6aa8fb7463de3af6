"""Writes the timeline as a PDF, and its milestones for a calendar, while one works on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import IO

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.export_target import choose_export_file
from kompass_desktop.desktop.widgets.file_writer import FileWriter
from kompass_desktop.i18n import tr
from kompass_desktop.report.paper import Paper


class TimelineExport(QObject):
    """Asks where to write, and writes one file after the other in the background."""

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

    def choose_print(self, paper: Paper) -> None:
        """Write the timeline where one chooses."""
        words = tr("Timeline")
        suggested = f"{words} {self._session.assessment.title}.pdf"
        path = choose_export_file(self._window, tr("Save: {0}").format(words), "PDF", suggested)
        if path is not None:
            self.write_print(path, paper)

    def choose_calendar(self) -> None:
        """Write the milestones where one chooses."""
        words = tr("Milestones")
        suggested = f"{words} {self._session.assessment.title}.ics"
        title = tr("Save: {0}").format(words)
        path = choose_export_file(self._window, title, tr("Calendar"), suggested)
        if path is not None:
            self.write_calendar(path)

    def write_print(self, path: Path, paper: Paper) -> None:
        """Write the timeline as a PDF in landscape."""
        self._session.flush()
        writer = partial(_print, self._session.assessment.snapshot(), paper)
        self._files.write(path, writer, tr("“{0}” is saved.").format(path.name))

    def write_calendar(self, path: Path) -> None:
        """Write milestones and the ends of phases as an iCalendar file."""
        self._session.flush()
        writer = partial(_calendar, self._session.assessment.snapshot())
        self._files.write(path, writer, tr("“{0}” is saved.").format(path.name))


# reportlab costs 0.4 s to load, and icalendar 0.3 s, which only an export should pay.


def _print(assessment: Assessment, paper: Paper, file: IO[bytes]) -> None:
    from kompass_desktop.report.handouts.timeline_sheet import write_timeline

    write_timeline(assessment, paper, date.today(), file)  # noqa: DTZ011 - the day on the wall


def _calendar(assessment: Assessment, file: IO[bytes]) -> None:
    from kompass_desktop.report.handouts.calendar_file import Contents, write_calendar

    write_calendar(assessment, Names.LEFT_OUT, datetime.now(UTC), file, Contents.MILESTONES)

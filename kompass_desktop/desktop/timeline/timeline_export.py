"""Writes the timeline as a PDF, and its milestones for a calendar, while one works on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import IO

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.widgets.file_export import FileExport
from kompass_desktop.i18n import tr
from kompass_desktop.report.paper import Paper


class TimelineExport(FileExport):
    """Asks where to write, and writes one file after the other in the background."""

    def choose_print(self, paper: Paper) -> None:
        """Write the timeline where one chooses."""
        self.choose_file(tr("Timeline"), "pdf", lambda path: self.write_print(path, paper))

    def choose_calendar(self) -> None:
        """Write the milestones where one chooses."""
        self.choose_file(tr("Milestones"), "ics", self.write_calendar)

    def write_print(self, path: Path, paper: Paper) -> None:
        """Write the timeline as a PDF in landscape."""
        self.write_file(path, partial(_print, paper))

    def write_calendar(self, path: Path) -> None:
        """Write milestones and the ends of phases as an iCalendar file."""
        self.write_file(path, _calendar)


# reportlab costs 0.4 s to load, and icalendar 0.3 s, which only an export should pay.


def _print(paper: Paper, assessment: Assessment, file: IO[bytes]) -> None:
    from kompass_desktop.report.handouts.timeline_sheet import write_timeline

    write_timeline(assessment, paper, date.today(), file)  # noqa: DTZ011 - the day on the wall


def _calendar(assessment: Assessment, file: IO[bytes]) -> None:
    from kompass_desktop.report.handouts.calendar_file import Contents, write_calendar

    write_calendar(assessment, Names.LEFT_OUT, datetime.now(UTC), file, Contents.MILESTONES)

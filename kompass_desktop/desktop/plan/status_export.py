"""Writes the status of the plan as a PDF, while one works on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import IO

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.widgets.file_export import FileExport
from kompass_desktop.i18n import tr


class StatusExport(FileExport):
    """Asks where to write the status of the improvements, and writes it in the background."""

    def choose(self) -> None:
        """Write the status where one chooses."""
        self.choose_file(tr("Status of the improvements"), "pdf", self.write)

    def write(self, path: Path) -> None:
        """Write the status to a file."""
        self.write_file(path, _status)


def _status(assessment: Assessment, file: IO[bytes]) -> None:
    # reportlab takes 0.4 s to load, which only a printed page should cost.
    from kompass_desktop.report.handouts.status_sheet import write_status

    write_status(assessment, date.today(), file)  # noqa: DTZ011 - the day on the wall

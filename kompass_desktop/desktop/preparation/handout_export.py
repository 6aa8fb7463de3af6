"""Writes guides, programme, letters and calendar to files, while one works on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import IO

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.assessment.firm import Firm
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview
from kompass_desktop.desktop.widgets.file_export import FileExport
from kompass_desktop.i18n import tr
from kompass_desktop.storage.errors import StorageError

Writer = Callable[[Firm, Assessment, IO[bytes]], None]


class HandoutExport(FileExport):
    """Asks where to write, and writes one file after the other in the background."""

    def choose_guides(self, interviews: Sequence[str], groups: Sequence[str]) -> None:
        """Write guides where one chooses: for interviews, by id, and for groups, by key."""
        words = tr("Interview guide")
        self.choose_file(words, "pdf", lambda path: self.write_guides(path, interviews, groups))

    def choose_programme(self, names: Names) -> None:
        """Write the programme where one chooses."""
        words = tr("Interview programme")
        self.choose_file(words, "pdf", lambda path: self.write_programme(path, names))

    def choose_calendar(self, names: Names) -> None:
        """Write the calendar where one chooses."""
        words = tr("Interviews")
        self.choose_file(words, "ics", lambda path: self.write_calendar(path, names))

    def choose_letters(self, interviews: Sequence[str]) -> None:
        """Write the letter for some interviews, given their ids, where one chooses."""
        words = tr("Letter to the informants")
        self.choose_file(words, "pdf", lambda path: self.write_letters(path, interviews))

    def write_guides(self, path: Path, interviews: Sequence[str], groups: Sequence[str]) -> None:
        """Write guides for interviews, given their ids, and for groups, given their keys."""
        self._write(path, partial(_guides, interviews, groups))

    def write_programme(self, path: Path, names: Names) -> None:
        """Write the programme, with the informants' names or without."""
        self._write(path, partial(_programme, names))

    def write_calendar(self, path: Path, names: Names) -> None:
        """Write the calendar, with the informants' names or without."""
        self._write(path, partial(_calendar, names))

    def write_letters(self, path: Path, interviews: Sequence[str]) -> None:
        """Write the letter for some interviews, given their ids."""
        self._write(path, partial(_letters, interviews))

    def _write(self, path: Path, writer: Writer) -> None:
        try:
            firm = self._session.library.firm()
        except StorageError as error:
            self.message_shown.emit(str(error))
            return
        self.write_file(path, partial(writer, firm))


# reportlab costs 0.4 s to load, and icalendar 0.3 s, which only a handout should pay.


def _guides(
    interviews: Sequence[str],
    groups: Sequence[str],
    firm: Firm,
    assessment: Assessment,
    file: IO[bytes],
) -> None:
    from kompass_desktop.report.handouts.guide import (
        guide_of_group,
        guide_of_interview,
        write_guides,
    )

    guides = [guide_of_interview(assessment, each) for each in _held(assessment, interviews)]
    guides += [guide_of_group(assessment, group) for group in groups]
    write_guides(assessment, guides, _today(), file, firm)


def _programme(names: Names, firm: Firm, assessment: Assessment, file: IO[bytes]) -> None:
    from kompass_desktop.report.handouts.programme import write_programme

    write_programme(assessment, names, _today(), file, firm)


def _calendar(names: Names, _firm: Firm, assessment: Assessment, file: IO[bytes]) -> None:
    from kompass_desktop.report.handouts.calendar_file import Contents, write_calendar

    write_calendar(assessment, names, datetime.now(UTC), file, Contents.INTERVIEWS)


def _letters(
    interviews: Sequence[str], firm: Firm, assessment: Assessment, file: IO[bytes]
) -> None:
    from kompass_desktop.report.handouts.letter import write_letters

    write_letters(assessment, _held(assessment, interviews), file, firm)


def _held(assessment: Assessment, ids: Sequence[str]) -> list[Interview]:
    return [assessment.interviews[each] for each in ids if each in assessment.interviews]


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day on the wall

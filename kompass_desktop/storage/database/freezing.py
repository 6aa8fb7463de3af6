"""Freezes the figures of assessments that were finished before a finish froze them.

They come from libraries and files of earlier versions. The first program that knows of frozen
figures takes them from what it computes, as soon as it has the assessment: no later program
has any say in them.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from kompass_desktop import __version__
from kompass_desktop.assessment.finishing import freezing
from kompass_desktop.assessment.records import EventKind
from kompass_desktop.storage.database.assessment_reader import AssessmentReader
from kompass_desktop.storage.database.change_writer import ChangeWriter
from kompass_desktop.storage.database.tables import Database
from kompass_desktop.storage.errors import LibraryDamaged


@dataclass(frozen=True)
class Freezer:
    """Freezes figures with the parts of an open library, within the caller's transaction."""

    db: Database
    reader: AssessmentReader
    writer: ChangeWriter

    def freeze_all(self) -> None:
        """Freeze what is finished and has no figures, in the whole library."""
        rows = self.db.execute(
            "SELECT id FROM assessments a WHERE finished AND NOT EXISTS"
            " (SELECT 1 FROM events e WHERE e.assessment = a.id AND e.kind = ?)",
            [EventKind.FINISHED.value],
        ).fetchall()
        for (assessment,) in rows:
            # What is damaged is said of it when it is opened.
            with suppress(LibraryDamaged):
                self.freeze(assessment)

    def freeze(self, assessment: str) -> None:
        """Freeze an assessment, given its id, if it is finished and has no figures."""
        loaded = self.reader.load(assessment, also_deleted=True)
        for change in freezing(loaded, __version__):
            self.writer.write(loaded, change, None)

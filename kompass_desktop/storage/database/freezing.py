"""Freezes the figures of assessments that were finished by versions that did not freeze them.

They come from libraries and files of those versions. The first version that supports frozen
figures computes and stores them as soon as it opens or receives the assessment; later versions
do not change them.
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
    """Freezes figures in an open library; the caller opens the transaction."""

    db: Database
    reader: AssessmentReader
    writer: ChangeWriter

    def freeze_all(self) -> None:
        """Freeze every finished assessment of the library that has no figures."""
        rows = self.db.execute(
            "SELECT id FROM assessments a WHERE finished AND NOT EXISTS"
            " (SELECT 1 FROM events e WHERE e.assessment = a.id AND e.kind = ?)",
            [EventKind.FINISHED.value],
        ).fetchall()
        for (assessment,) in rows:
            # A damaged assessment is reported when it is opened.
            with suppress(LibraryDamaged):
                self.freeze(assessment)

    def freeze(self, assessment: str) -> None:
        """Freeze an assessment, given its id, if it is finished and has no figures."""
        loaded = self.reader.load(assessment, also_deleted=True)
        for change in freezing(loaded, __version__):
            self.writer.write(loaded, change, None)

"""Reads assessments from the tables of a library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from kompass_desktop.assessment.folding import alphabetical
from kompass_desktop.assessment.marks import bring_in_step
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change, Interview, Particulars, Record
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import DOCUMENTS
from kompass_desktop.storage.database.clocks import moment_of_stamp
from kompass_desktop.storage.database.instruments import KeptInstruments
from kompass_desktop.storage.database.rows import TABLES, record_of
from kompass_desktop.storage.database.statements import statement
from kompass_desktop.storage.database.tables import Database
from kompass_desktop.storage.errors import LibraryDamaged, UnknownAssessment

_R = TypeVar("_R", bound=Record)


@dataclass(frozen=True)
class Listing:
    """An assessment as the library page lists it, before it is loaded.

    `held` counts the interviews that have started. `place` is a number that grows in the order
    in which assessments were added to the library. `begun_at` is when the first change was
    made, in UTC, or None if nothing was changed. `has_work` is whether there are ratings or
    notes.
    """

    particulars: Particulars
    interviews: int
    held: int
    has_work: bool
    place: int = 0
    begun_at: datetime | None = None


@dataclass(frozen=True)
class AssessmentReader:
    """Reads assessments from an open library, whose file is at `path`."""

    path: Path
    db: Database
    instruments: KeptInstruments

    def listings(self) -> list[Listing]:
        """Return every assessment that is not deleted, newest year first, then by name."""
        rows = self.db.query(
            "SELECT a.*,"
            " (SELECT count(*) FROM interviews i WHERE i.assessment = a.id AND NOT i.deleted"
            '  AND i."group" != :documents) AS interviews,'
            " (SELECT count(*) FROM interviews i WHERE i.assessment = a.id AND NOT i.deleted"
            "  AND i.started_at != '') AS held,"
            " EXISTS (SELECT 1 FROM ratings r WHERE r.assessment = a.id AND NOT r.deleted)"
            " OR EXISTS (SELECT 1 FROM notes n WHERE n.assessment = a.id AND NOT n.deleted)"
            " AS has_work,"
            " a.rowid AS place,"
            # Changes that an import began with have the stamp 0.
            " (SELECT min(stamp) FROM history h WHERE h.assessment = a.id"
            "  AND stamp >= '000000000000001') AS first_stamp"
            " FROM assessments a WHERE NOT a.deleted",
            {"documents": DOCUMENTS},
        )
        listings = [
            Listing(
                self._record(Particulars, row),
                row["interviews"],
                row["held"],
                bool(row["has_work"]),
                row["place"],
                moment_of_stamp(row["first_stamp"]),
            )
            for row in rows
        ]
        return sorted(
            listings,
            key=lambda row: (-row.particulars.year, alphabetical(row.particulars.municipality)),
        )

    def load(self, assessment: str, *, also_deleted: bool = False) -> Assessment:
        """Return an assessment with all its records, given its id.

        Findings that follow a note line get the text of that line. Raises UnknownAssessment if
        there is no such assessment, or if it is deleted and `also_deleted` is false;
        LibraryDamaged for a row that cannot be read.
        """
        row = next(
            self.db.query(
                "SELECT * FROM assessments WHERE id = ? AND (? OR NOT deleted)",
                [assessment, also_deleted],
            ),
            None,
        )
        if row is None:
            raise UnknownAssessment(assessment)
        loaded = Assessment(self._record(Particulars, row), self.instruments.get(row["instrument"]))
        for kind, table in TABLES.items():
            if kind is not Particulars:
                self._load_into(loaded, kind, table)
        bring_in_step(loaded)
        self._load_earlier_names(loaded)
        return loaded

    def _load_into(self, assessment: Assessment, kind: type[Record], table: str) -> None:
        rows = self.db.query(
            statement("SELECT * FROM {table} WHERE assessment = ? AND NOT deleted", table=table),
            [assessment.id],
        )
        for row in rows:
            assessment.apply(Change(None, self._record(kind, row)))

    def _load_earlier_names(self, assessment: Assessment) -> None:
        """Add the former names of informants, and the interviews that were removed."""
        rows = self.db.query(
            "SELECT * FROM interviews WHERE assessment = ? AND deleted", [assessment.id]
        )
        for row in rows:
            removed = self._record(Interview, row)
            assessment.removed_interviews[removed.id] = removed
            assessment.earlier_names[removed.name] = removed.id
        names = self.db.execute(
            "SELECT json_extract(fields, '$.name'), record FROM history"
            " WHERE assessment = ? AND record_type = ?",
            [assessment.id, TABLES[Interview]],
        )
        assessment.earlier_names.update({name: record for name, record in names if name})

    def _record(self, kind: type[_R], row: Mapping[str, object]) -> _R:
        try:
            return record_of(kind, row)
        except (KeyError, ValueError) as error:
            raise LibraryDamaged(self.path, tr("the field {0}").format(error)) from error

"""Inserts a whole assessment into a library, many rows at a time.

The caller opens the transaction, so that an error leaves the library as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Particulars
from kompass_desktop.storage.database.history import History
from kompass_desktop.storage.database.instruments import KeptInstruments
from kompass_desktop.storage.database.rows import TABLES, Row, row_of
from kompass_desktop.storage.database.search import SearchIndex
from kompass_desktop.storage.database.statements import statement
from kompass_desktop.storage.database.tables import Database
from kompass_desktop.storage.errors import AlreadyThere, BelongsToAnother


def has_rows_of_another(db: Database, table: str, assessment: str, ids: Iterable[str]) -> bool:
    """Return whether any row of a table with one of the ids belongs to another assessment."""
    found = db.execute(
        statement(
            "SELECT 1 FROM {table}"
            " WHERE assessment != ? AND id IN (SELECT value FROM json_each(?)) LIMIT 1",
            table=table,
        ),
        [assessment, json.dumps(list(ids))],
    )
    return found.fetchone() is not None


@dataclass(frozen=True)
class AssessmentInserter:
    """Inserts assessments into the tables, history and search index of an open library."""

    db: Database
    instruments: KeptInstruments
    history: History
    search: SearchIndex

    def add(self, assessment: Assessment) -> None:
        """Insert an assessment with all its records; it replaces a deleted one with its id.

        Raises AlreadyThere if one with its id is not deleted, BelongsToAnother if a record of
        another assessment has the id of one of its records.
        """
        self._make_way(assessment)
        instrument = self.instruments.keep(assessment.instrument)
        for kind, table in TABLES.items():
            rows = {r.id: row_of(r) for r in assessment.records() if type(r) is kind}
            if kind is Particulars:
                self._put(assessment, table, rows, {"instrument": instrument})
            else:
                self._refuse_foreign(assessment, table, rows)
                self._put(assessment, table, rows, {"assessment": assessment.id})
        self.search.put(assessment.id, assessment.records())

    def _make_way(self, assessment: Assessment) -> None:
        """Mark all records as deleted if the library has the assessment as a deleted one."""
        held = self.db.execute(
            "SELECT deleted FROM assessments WHERE id = ?", [assessment.id]
        ).fetchone()
        if held is None:
            return
        if not held[0]:
            raise AlreadyThere(assessment.title)
        self.search.forget(assessment.id)
        for kind, table in TABLES.items():
            if kind is not Particulars:
                self._delete_all(assessment, table)

    def _delete_all(self, assessment: Assessment, table: str) -> None:
        rows = self.db.execute(
            statement(
                "UPDATE {table} SET deleted = 1 WHERE assessment = ? AND NOT deleted RETURNING id",
                table=table,
            ),
            [assessment.id],
        ).fetchall()
        self.history.add_all(assessment.id, table, {row[0]: {"deleted": 1} for row in rows})

    def _refuse_foreign(self, assessment: Assessment, table: str, ids: Iterable[str]) -> None:
        if has_rows_of_another(self.db, table, assessment.id, ids):
            raise BelongsToAnother(assessment.title)

    def _put(self, assessment: Assessment, table: str, rows: dict[str, Row], belongs: Row) -> None:
        fields: dict[str, Row] = {key: {**row, "deleted": 0} for key, row in rows.items()}
        self.db.table(table).upsert_all(({**row, **belongs} for row in fields.values()), pk="id")
        self.history.add_all(assessment.id, table, fields)

"""Writes changes of an assessment's records into a library's tables, with their history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kompass_desktop.assessment.finishing import may_be_made
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change, Finding, Particulars
from kompass_desktop.storage.database.history import History
from kompass_desktop.storage.database.rows import (
    TABLES,
    Row,
    changed_fields,
    record_of,
    row_of,
    with_dependent_fields,
)
from kompass_desktop.storage.database.search import SearchIndex
from kompass_desktop.storage.database.statements import statement
from kompass_desktop.storage.database.tables import Database
from kompass_desktop.storage.errors import AssessmentFinished, AssessmentGone


@dataclass(frozen=True)
class ChangeWriter:
    """Writes changes to tables, history and search index; the caller opens the transaction."""

    db: Database
    history: History
    search: SearchIndex

    def require_assessment(self, assessment: Assessment) -> None:
        """Raise AssessmentGone if the assessment is no longer in the library.

        An undo must not write records of an assessment that was deleted permanently.
        """
        found = "SELECT 1 FROM assessments WHERE id = ?"
        if self.db.execute(found, [assessment.id]).fetchone() is None:
            raise AssessmentGone(assessment.title)

    def require_unfinished(self, assessment: Assessment, changes: Sequence[Change] = ()) -> None:
        """Raise AssessmentFinished if the assessment is finished in the file.

        Changes that a finished assessment accepts, as its reopening, are allowed if they are
        given as `changes`.
        """
        row = next(self.db.query("SELECT * FROM assessments WHERE id = ?", [assessment.id]))
        particulars = record_of(Particulars, row)
        if particulars.finished and not (changes and may_be_made(particulars, changes)):
            raise AssessmentFinished(assessment.title)

    def write(self, assessment: Assessment, change: Change, edit_session: str | None) -> None:
        """Write the fields of a change that differ from the file; nothing if none does.

        `edit_session` identifies a run of typing; changes of one run share a history entry.
        """
        record = change.record
        table = TABLES[type(record)]
        fields = self._unlike_the_row(table, record.id, _fields_set_by(change))
        if not fields:
            return
        if change.after is not None:
            fields = with_dependent_fields(table, fields, row_of(change.after))
        if change.before is None:
            belongs = {"assessment": assessment.id}
            self.db.table(table).upsert({"id": record.id, **belongs, **fields}, pk="id")
        else:
            self.db.table(table).update(record.id, fields)
        self.history.add(assessment.id, table, record.id, fields, edit_session)
        if change.after is None:
            self.search.remove(record)
        else:
            self.search.put(assessment.id, [record])

    def _unlike_the_row(self, table: str, record: str, fields: Row) -> Row:
        """Return the fields whose values differ from those in the file.

        When a deleted record is restored, its other fields must not be written again: they
        would compete with changes made on another machine.
        """
        rows = self.db.query(statement("SELECT * FROM {table} WHERE id = ?", table=table), [record])
        row = next(rows, {})
        return {name: value for name, value in fields.items() if row.get(name, ...) != value}

    def set_deleted(self, assessment: str, deleted: int) -> None:
        """Mark an assessment, given its id, as deleted (1) or not (0)."""
        fields: Row = {"deleted": deleted}
        self.db.table("assessments").update(assessment, fields)
        self.history.add(assessment, "assessments", assessment, fields, None)


def _fields_set_by(change: Change) -> Row:
    """Return the fields that a change sets, including `deleted`."""
    if change.after is None:
        return {"deleted": 1}
    if isinstance(change.after, Finding) and change.before is not None:
        # After a merge a finding in the file may be older than the note line that it follows,
        # so all fields are compared with the file.
        return changed_fields(None, change.after)
    fields = changed_fields(change.before, change.after)
    return fields if change.before is not None else {**fields, "deleted": 0}

"""Removes personal data from an assessment, or a whole assessment from a library, permanently.

Rows, history and search index are rewritten in the caller's transaction; the caller must then
rewrite the file to remove the old bytes. Changes keep their stamps in the history, so that
copies can still be merged, but earlier texts are removed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path

from kompass_desktop.assessment.anonymity import mask_for_anonymising, shared_moment
from kompass_desktop.assessment.kept_texts import with_each
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import (
    Activity,
    Carryover,
    Improvement,
    StatusCheck,
    Workshop,
)
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import (
    Attachment,
    Document,
    Event,
    EventKind,
    Finding,
    Interview,
    Note,
    Rating,
    Recommendation,
    ReportText,
)
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import DOCUMENTS
from kompass_desktop.storage.database.contents import AttachmentContents
from kompass_desktop.storage.database.exchange_settings import forget_exchange_settings
from kompass_desktop.storage.database.history import History
from kompass_desktop.storage.database.rows import (
    TABLES,
    Row,
    Value,
    record_of,
    row_of,
    with_dependent_fields,
)
from kompass_desktop.storage.database.search import SEARCHED, SearchIndex
from kompass_desktop.storage.database.statements import statement
from kompass_desktop.storage.database.tables import Database
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.merging.anonymised import forget_anonymised, store_anonymised_until
from kompass_desktop.storage.merging.sender import forget_sender


class NotesFate(Enum):
    """Whether the notes of an assessment that is anonymised are kept or deleted."""

    KEPT = auto()
    DELETED = auto()


class TracesRemain(StorageError):
    """Data were erased from the library, but their old bytes could not be overwritten yet."""

    def __init__(self, path: Path, detail: str = "") -> None:
        because = detail or tr("another program is reading the file; close it")
        super().__init__(
            tr(
                "The information has been deleted, but old remains are left in {0} ({1}). "
                "Kompass will finish as soon as it can, at the latest the next time the "
                "library is opened."
            ).format(path, because)
        )


_REWRITTEN: Mapping[str, tuple[str, ...]] = {
    TABLES[Interview]: (
        "name",
        "code",
        "planned_at",
        "started_at",
        "venue",
        "interviewers",
        "language",
    ),
    TABLES[Document]: ("title", "link", "service"),
    TABLES[Note]: ("text", "begun_at"),
    TABLES[Attachment]: ("name",),
    TABLES[Rating]: ("reason",),
    TABLES[Finding]: ("text",),
    TABLES[Recommendation]: ("text", "responsible", "deadline"),
    TABLES[Improvement]: ("title", "text", "service", "responsible"),
    TABLES[Activity]: ("title", "service", "responsible"),
    TABLES[Workshop]: ("title",),
    TABLES[StatusCheck]: ("comment",),
    TABLES[Carryover]: ("text", "responsible", "deadline", "comment"),
    TABLES[ReportText]: ("text",),
    TABLES[Event]: ("reason", "drafts"),
}
"""The fields that may identify an informant, by table."""


@dataclass(frozen=True)
class Eraser:
    """Anonymises and erases in the tables of a library; the caller opens the transaction."""

    db: Database
    history: History
    search: SearchIndex

    def anonymise(self, assessment: Assessment, fate: NotesFate) -> None:
        """Remove names, codes and times of informants from rows, history and search index.

        Deleted records lose their texts completely, and attachments of notes are deleted.
        Ratings, points, findings, the plan, documents and report texts are kept, with the group
        instead of a name or a code.
        """
        rewriter = _Rewriter(self.db, assessment, fate)
        has_changed = False
        for table in _REWRITTEN:
            changes = rewriter.changes(table)
            has_changed = has_changed or bool(changes)
            for record, fields in changes.items():
                self.db.table(table).update(record, fields)
            self.history.add_all(assessment.id, table, changes)
            self._rewrite_history(assessment.id, table)
        self._drop_contents(assessment.id)
        self._index_again(assessment.id)
        if has_changed:
            self._note_event(assessment.id)
        store_anonymised_until(self.db, assessment.id)

    def _note_event(self, assessment: str) -> None:
        """Store an event with the time of the anonymising, also in a finished assessment."""
        event = Event(new_id(), EventKind.ANONYMISED, datetime.now(UTC).isoformat())
        table, fields = TABLES[Event], {**row_of(event), "deleted": 0}
        self.db.table(table).insert({**fields, "assessment": assessment})
        self.history.add(assessment, table, event.id, fields, None)

    def erase(self, assessment: str) -> None:
        """Delete every row that belongs to an assessment, given its id."""
        self.search.forget(assessment)
        forget_anonymised(self.db, assessment)
        forget_exchange_settings(self.db, assessment)
        forget_sender(self.db, assessment)
        for table in self.db.table_names():
            # By column, so that tables of later versions are included.
            if "assessment" in self.db.table(table).columns_dict:
                self.db.table(table).delete_where("assessment = ?", [assessment])
        self.db.table("assessments").delete_where("id = ?", [assessment])

    def _rewrite_history(self, assessment: str, table: str) -> None:
        """Replace texts in the history of each record by the record's present ones."""
        columns = _REWRITTEN[table]
        rows = {row["id"]: row for row in _rows(self.db, table, assessment)}
        entries = self.db.execute(
            "SELECT id, record, fields FROM history WHERE assessment = ? AND record_type = ?",
            [assessment, table],
        ).fetchall()
        for entry, record, text in entries:
            fields = json.loads(text)
            now = rows.get(record, {})
            present = {name: now.get(name, "") for name in columns if name in fields}
            if any(fields[name] != value for name, value in present.items()):
                written = json.dumps(fields | present, ensure_ascii=False)
                self.db.table("history").update(entry, {"fields": written})

    def _drop_contents(self, assessment: str) -> None:
        """Delete the contents of files that no existing attachment refers to."""
        rows = _rows(self.db, TABLES[Attachment], assessment)
        kept = {str(row["digest"]) for row in rows if not row["deleted"]}
        AttachmentContents(self.db).keep_only(assessment, kept)

    def _index_again(self, assessment: str) -> None:
        self.search.forget(assessment)
        for kind in SEARCHED:
            rows = _rows(self.db, TABLES[kind], assessment)
            self.search.put(assessment, [record_of(kind, r) for r in rows if not r["deleted"]])


class _Rewriter:
    """Computes the anonymised fields of an assessment's rows."""

    def __init__(self, db: Database, assessment: Assessment, fate: NotesFate) -> None:
        self._db = db
        self._assessment = assessment
        self._fate = fate
        self._groups = {group.key: group for group in assessment.instrument.groups}
        interviews = _rows(db, TABLES[Interview], assessment.id)
        self._moment = shared_moment(
            assessment.particulars, (str(row["started_at"]) for row in interviews)
        )
        self._mask = mask_for_anonymising(assessment, *self._called(interviews))

    def changes(self, table: str) -> dict[str, Row]:
        """Return the fields that change, by the record's id, for deleted records too."""
        rows = _rows(self._db, table, self._assessment.id)
        changed = {str(row["id"]): self._fields(table, row) for row in rows}
        return {record: fields for record, fields in changed.items() if fields}

    def _fields(self, table: str, row: Mapping[str, Value]) -> Row:
        fields = {name: self._rewritten(name, row) for name in _REWRITTEN[table]}
        if table == TABLES[Note] and self._fate is NotesFate.DELETED:
            fields |= {"text": "", "deleted": 1}
        if table == TABLES[Attachment] and row["note"]:
            # A photo from an interview may show who was there.
            fields |= {"name": "", "deleted": 1}
        changed = {name: value for name, value in fields.items() if row[name] != value}
        if changed and row["deleted"]:
            # Written again: otherwise a merge would read this as a change that the deletion
            # did not know of, which is a conflict.
            changed["deleted"] = 1
        return with_dependent_fields(table, changed, row)

    def _rewritten(self, name: str, row: Mapping[str, Value]) -> Value:
        match name:
            case "code" if row["group"] == DOCUMENTS:
                return row[name]
            case "code":
                group = self._groups.get(str(row["group"]))
                return group.prefix if group else ""
            case "begun_at" | "started_at":
                return self._moment if row[name] else ""
            case "name" if "digest" in row and not row["deleted"]:
                return self._mask(str(row[name]))
            case "text" | "reason" | "title" | "link" if not row["deleted"]:
                return self._mask(str(row[name]))
            case "responsible" | "deadline" | "comment" if not row["deleted"]:
                return self._mask(str(row[name]))
            case "drafts" if not row["deleted"]:
                return with_each(str(row[name]), self._mask)
        return ""

    def _called(
        self, interviews: Sequence[Mapping[str, Value]]
    ) -> tuple[dict[str, str], dict[str, str]]:
        """Return all names and all codes that informants ever had, each with its group."""
        groups = {str(row["id"]): self._groups.get(str(row["group"])) for row in interviews}
        written = [(row["id"], row["name"], row["code"]) for row in interviews]
        written += self._db.execute(
            "SELECT record, json_extract(fields, '$.name'), json_extract(fields, '$.code')"
            " FROM history WHERE assessment = ? AND record_type = ?",
            [self._assessment.id, TABLES[Interview]],
        ).fetchall()
        names: dict[str, str] = {}
        codes: dict[str, str] = {}
        for record, name, code in written:
            group = groups.get(str(record))
            if group is not None:
                names |= {str(name): group.name} if name else {}
                codes |= {str(code): group.name} if code else {}
        return names, codes


def _rows(db: Database, table: str, assessment: str) -> list[dict[str, Value]]:
    query = statement("SELECT * FROM {table} WHERE assessment = ?", table=table)
    return list(db.query(query, [assessment]))

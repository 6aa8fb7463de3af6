"""The library: one file with every assessment on this machine.

A change is given as the record before and after; it is written, with its history, in
one durable transaction, so that whatever `write` has returned from survives a kill.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock
from sqlite_utils import Database

from kompass_desktop.assessment.folding import fold
from kompass_desktop.assessment.model import (
    Assessment,
    Change,
    Finding,
    Note,
    Particulars,
    Record,
)
from kompass_desktop.instrument.loading import instrument_from_document
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.connection import Connection, told
from kompass_desktop.storage.errors import LibraryDamaged, LibraryUnavailable, UnknownAssessment
from kompass_desktop.storage.history import History, HistoryEntry
from kompass_desktop.storage.rows import TABLES, Row, changed_fields, record_of


@dataclass(frozen=True)
class Listing:
    """An assessment as the library page lists it, before it is loaded.

    `held` counts the interviews that have been begun.
    """

    particulars: Particulars
    interviews: int
    held: int
    has_work: bool


class Library:
    """An open library file. Made by `opening.open_library` or `opening.open_to_read`."""

    def __init__(self, path: Path, connection: Connection, lock: FileLock | None) -> None:
        self.path = path
        self._lock = lock
        self._connection = connection
        self._db = Database(connection)
        self._file = _identity(path)
        self._instruments: dict[str, Instrument] = {}
        self._history = History(self._db, self._setting("device") or "")

    @property
    def is_read_only(self) -> bool:
        """Whether it was opened beside a window, to read."""
        return self._lock is None

    def close(self) -> None:
        """Close the file and let other windows open it."""
        self._connection.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    # What it holds

    def listings(self) -> list[Listing]:
        """Return every assessment that is not deleted, newest year first."""
        with told(self.path):
            rows = self._db.query(
                "SELECT a.*,"
                " (SELECT count(*) FROM interviews i WHERE i.assessment = a.id AND NOT i.deleted)"
                " AS interviews,"
                " (SELECT count(*) FROM interviews i WHERE i.assessment = a.id AND NOT i.deleted"
                "  AND i.started_at != '') AS held,"
                " EXISTS (SELECT 1 FROM ratings r WHERE r.assessment = a.id AND NOT r.deleted)"
                " OR EXISTS (SELECT 1 FROM notes n WHERE n.assessment = a.id AND NOT n.deleted)"
                " AS has_work"
                " FROM assessments a WHERE NOT a.deleted ORDER BY a.year DESC, a.municipality"
            )
            return [
                Listing(
                    record_of(Particulars, row),
                    row["interviews"],
                    row["held"],
                    bool(row["has_work"]),
                )
                for row in rows
            ]

    def load(self, assessment: str) -> Assessment:
        """Return an assessment with all its records, given its id.

        Raises UnknownAssessment for one that is not there or is deleted.
        """
        with told(self.path):
            row = next(
                self._db.query(
                    "SELECT * FROM assessments WHERE id = ? AND NOT deleted", [assessment]
                ),
                None,
            )
            if row is None:
                raise UnknownAssessment(assessment)
            loaded = Assessment(record_of(Particulars, row), self._instrument(row["instrument"]))
            for kind, table in TABLES.items():
                if kind is not Particulars:
                    self._load_into(loaded, kind, table)
            return loaded

    def _load_into(self, assessment: Assessment, kind: type[Record], table: str) -> None:
        rows = self._db.query(
            f"SELECT * FROM {table} WHERE assessment = ? AND NOT deleted",  # noqa: S608
            [assessment.id],
        )
        for row in rows:
            assessment.apply(Change(None, record_of(kind, row)))

    def holds(self, assessment: str) -> bool:
        """Whether an assessment is in the list, given its id."""
        with told(self.path):
            row = self._db.execute(
                "SELECT 1 FROM assessments WHERE id = ? AND NOT deleted", [assessment]
            ).fetchone()
        return row is not None

    def find(self, words: str) -> set[str]:
        """Return the ids of the assessments with a note or finding that holds every word."""
        query = " ".join(f'"{word}"*' for word in fold(words).replace('"', " ").split())
        if not query:
            return set()
        with told(self.path):
            rows = self._db.execute(
                "SELECT DISTINCT assessment FROM search WHERE search MATCH ?", [query]
            )
            return {row[0] for row in rows}

    def history(self, record: str) -> list[HistoryEntry]:
        """Return the changes of a record, oldest first, given its id."""
        with told(self.path):
            return self._history.of(record)

    # Changing it

    def add(self, assessment: Assessment) -> None:
        """Write a new assessment with all its records, in one transaction."""
        with self._writing():
            self._keep_instrument(assessment.instrument)
            for record in assessment.records():
                self._write(assessment, Change(None, record), burst=None)

    def write(
        self, assessment: Assessment, changes: Sequence[Change], burst: str | None = None
    ) -> None:
        """Write changes of an assessment's records, all or none, durably.

        Changes of one record under the same `burst` (a run of typing) share a row of
        history. Raises LibraryUnavailable where the disk is full, gone or read-only.
        """
        with self._writing():
            for change in changes:
                self._write(assessment, change, burst)

    def delete(self, assessment: str) -> None:
        """Take an assessment out of the list; `restore` brings it back whole."""
        self._set_deleted(assessment, deleted=1)

    def restore(self, assessment: str) -> None:
        """Bring a deleted assessment back."""
        self._set_deleted(assessment, deleted=0)

    def check(self) -> None:
        """Read the whole file and check that it holds together.

        Raises LibraryDamaged with what SQLite found.
        """
        with told(self.path):
            found = [row[0] for row in self._db.execute("PRAGMA integrity_check")]
            orphans = self._db.execute("PRAGMA foreign_key_check").fetchall()
        if found != ["ok"]:
            raise LibraryDamaged(self.path, str(found[0]))
        if orphans:
            raise LibraryDamaged(self.path, f"{len(orphans)} rader viser til noe som mangler")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One durable transaction; what fails is told, and nothing of it is kept."""
        with told(self.path):
            self._require_the_file()
            with self._db.atomic():
                yield
            self._require_the_file()

    def _write(self, assessment: Assessment, change: Change, burst: str | None) -> None:
        record = change.record
        kind = type(record)
        fields: Row = {"deleted": 1}
        if change.after is not None:
            fields = changed_fields(change.before, change.after)
            if change.before is None:
                fields["deleted"] = 0
        if not fields:
            return
        table = self._db.table(TABLES[kind])
        if change.before is None:
            table.upsert({"id": record.id, **self._belongs(assessment, record), **fields}, pk="id")
        else:
            table.update(record.id, fields)
        self._history.add(assessment.id, TABLES[kind], record.id, fields, burst)
        if isinstance(record, Note | Finding):
            self._index(assessment.id, record, gone=change.after is None)

    def _belongs(self, assessment: Assessment, record: Record) -> dict[str, str]:
        if isinstance(record, Particulars):
            return {"instrument": instrument_id(assessment.instrument)}
        return {"assessment": assessment.id}

    def _index(self, assessment: str, record: Note | Finding, *, gone: bool) -> None:
        self._db.execute("DELETE FROM search WHERE record = ?", [record.id])
        if not gone and record.text.strip():
            self._db.execute(
                "INSERT INTO search (record, assessment, text) VALUES (?, ?, ?)",
                [record.id, assessment, fold(record.text)],
            )

    def _set_deleted(self, assessment: str, deleted: int) -> None:
        with self._writing():
            fields: Row = {"deleted": deleted}
            self._db.table("assessments").update(assessment, fields)
            self._history.add(assessment, "assessments", assessment, fields, None)

    def _keep_instrument(self, instrument: Instrument) -> None:
        self._db.table("instruments").insert(
            {
                "id": instrument_id(instrument),
                "name": instrument.name,
                "version": instrument.version,
                "document": instrument.document,
            },
            pk="id",
            ignore=True,
        )

    def _instrument(self, identity: str) -> Instrument:
        if identity not in self._instruments:
            row = self._db.table("instruments").get(identity)
            self._instruments[identity] = instrument_from_document(row["document"], row["name"])
        return self._instruments[identity]

    def _setting(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM library WHERE key = ?", [key]).fetchone()
        return row[0] if row else None

    def _require_the_file(self) -> None:
        """An open file that was deleted or replaced takes writes that nobody will see again."""
        if _identity(self.path) != self._file:
            raise LibraryUnavailable(self.path, "filen er flyttet, slettet eller byttet ut")


def instrument_id(instrument: Instrument) -> str:
    """Return the key under which an instrument is kept: the same for the same content."""
    return hashlib.sha256(instrument.document.encode()).hexdigest()


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells the file apart from another under the same name, or None if gone."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino

"""The library: one file with every assessment on this machine.

A change is given as the record before and after; it is written, with its history, in
one durable transaction, so that whatever `write` has returned from survives a kill.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from filelock import BaseFileLock
from sqlite_utils import Database

from kompass_desktop.assessment.folding import alphabetical
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change, Finding, Note, Particulars, Record
from kompass_desktop.storage.adding import Intake
from kompass_desktop.storage.connection import Connection, told
from kompass_desktop.storage.errors import LibraryDamaged, LibraryUnavailable, UnknownAssessment
from kompass_desktop.storage.history import History, HistoryEntry
from kompass_desktop.storage.instruments import KeptInstruments
from kompass_desktop.storage.rows import TABLES, Row, changed_fields, record_of
from kompass_desktop.storage.search import SearchIndex

_R = TypeVar("_R", bound=Record)


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
    """An open library file. Made by `opening.open_library` or `opening.open_to_read`.

    Threads may share it; they take turns.
    """

    def __init__(self, path: Path, connection: Connection, lock: BaseFileLock | None) -> None:
        self.path = path
        self._lock = lock
        self._connection = connection
        self._turn = threading.RLock()
        self._db = Database(connection)
        self._file = _identity(path)
        self._instruments = KeptInstruments(self._db, path)
        self._search = SearchIndex(self._db)
        try:
            self._history = History(self._db, self._setting("device") or "")
        except ValueError as error:
            raise LibraryDamaged(path, "historikken kan ikke leses") from error

    @property
    def is_read_only(self) -> bool:
        """Whether it was opened beside a window, to read."""
        return self._lock is None

    def close(self) -> None:
        """Close the file and let other windows open it."""
        try:
            with self._turn:
                self._connection.close()
        finally:
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
        """Return every assessment that is not deleted, newest year first, then by name."""
        with self._reading():
            rows = self._db.query(
                "SELECT a.*,"
                " (SELECT count(*) FROM interviews i WHERE i.assessment = a.id AND NOT i.deleted)"
                " AS interviews,"
                " (SELECT count(*) FROM interviews i WHERE i.assessment = a.id AND NOT i.deleted"
                "  AND i.started_at != '') AS held,"
                " EXISTS (SELECT 1 FROM ratings r WHERE r.assessment = a.id AND NOT r.deleted)"
                " OR EXISTS (SELECT 1 FROM notes n WHERE n.assessment = a.id AND NOT n.deleted)"
                " AS has_work"
                " FROM assessments a WHERE NOT a.deleted"
            )
            listings = [
                Listing(
                    self._record(Particulars, row),
                    row["interviews"],
                    row["held"],
                    bool(row["has_work"]),
                )
                for row in rows
            ]
        return sorted(
            listings,
            key=lambda row: (-row.particulars.year, alphabetical(row.particulars.municipality)),
        )

    def load(self, assessment: str) -> Assessment:
        """Return an assessment with all its records, given its id.

        Raises UnknownAssessment for one that is not there or is deleted.
        """
        with self._reading():
            row = next(
                self._db.query(
                    "SELECT * FROM assessments WHERE id = ? AND NOT deleted", [assessment]
                ),
                None,
            )
            if row is None:
                raise UnknownAssessment(assessment)
            loaded = Assessment(
                self._record(Particulars, row), self._instruments.get(row["instrument"])
            )
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
            assessment.apply(Change(None, self._record(kind, row)))

    def find(self, words: str) -> set[str]:
        """Return the ids of the assessments with a note or finding that holds every word.

        A word is found by its beginning, without case and diacritics.
        """
        with self._reading():
            return self._search.assessments_with(words)

    def history(self, record: str) -> list[HistoryEntry]:
        """Return the changes of a record, oldest first, given its id."""
        with self._reading():
            try:
                return self._history.of(record)
            except ValueError as error:
                raise LibraryDamaged(self.path, "historikken kan ikke leses") from error

    # Changing it

    def add(self, assessment: Assessment) -> None:
        """Write a new assessment with all its records, in one transaction.

        It takes the place of a deleted one with its id. Raises AlreadyThere while the
        list has one, BelongsToAnother if it claims records of another assessment, and
        LibraryUnavailable as `write`.
        """
        with self._writing():
            Intake(self._db, self._instruments, self._history, self._search).add(assessment)

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

        Raises LibraryDamaged with what was found.
        """
        with self._reading():
            found = [row[0] for row in self._db.execute("PRAGMA integrity_check")]
            orphans = self._db.execute("PRAGMA foreign_key_check").fetchall()
        if found != ["ok"]:
            raise LibraryDamaged(self.path, _first_trouble(found))
        if orphans:
            raise LibraryDamaged(self.path, f"{len(orphans)} rader viser til noe som mangler")
        for listing in self.listings():
            self.load(listing.particulars.id)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._turn, told(self.path):
            yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One durable transaction; what fails is told, and nothing of it is kept."""
        with self._turn, told(self.path):
            self._require_the_file()
            with self._db.atomic():
                yield
            self._require_the_file()

    def _write(self, assessment: Assessment, change: Change, burst: str | None) -> None:
        record = change.record
        table = TABLES[type(record)]
        fields: Row = {"deleted": 1}
        if change.after is not None:
            fields = changed_fields(change.before, change.after)
            if change.before is None:
                fields["deleted"] = 0
        if not fields:
            return
        if change.before is None:
            belongs = {"assessment": assessment.id}
            self._db.table(table).upsert({"id": record.id, **belongs, **fields}, pk="id")
        else:
            self._db.table(table).update(record.id, fields)
        self._history.add(assessment.id, table, record.id, fields, burst)
        if isinstance(record, Note | Finding):
            if change.after is None:
                self._search.remove(record)
            else:
                self._search.put(assessment.id, [record])

    def _set_deleted(self, assessment: str, deleted: int) -> None:
        with self._writing():
            fields: Row = {"deleted": deleted}
            self._db.table("assessments").update(assessment, fields)
            self._history.add(assessment, "assessments", assessment, fields, None)

    def _record(self, kind: type[_R], row: Mapping[str, object]) -> _R:
        try:
            return record_of(kind, row)
        except (KeyError, ValueError) as error:
            raise LibraryDamaged(self.path, f"feltet {error}") from error

    def _setting(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM library WHERE key = ?", [key]).fetchone()
        return row[0] if row else None

    def _require_the_file(self) -> None:
        """An open file that was deleted or replaced takes writes that nobody will see again."""
        if _identity(self.path) != self._file:
            raise LibraryUnavailable(self.path, "filen er flyttet, slettet eller byttet ut")


def _first_trouble(found: Sequence[str]) -> str:
    """Return the first line of an integrity check that says something."""
    lines = [line for entry in found for line in entry.splitlines()]
    return next((line for line in lines if not line.startswith("***")), lines[0])


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells the file apart from another under the same name, or None if gone."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino

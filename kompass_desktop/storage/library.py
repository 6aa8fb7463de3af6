"""The library: one file with every assessment on this machine.

A change is given as the record before and after; it is written, with its history, in
one durable transaction, so that whatever `write` has returned from survives a kill.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from filelock import BaseFileLock
from sqlite_utils import Database

from kompass_desktop.assessment.folding import alphabetical
from kompass_desktop.assessment.marks import bring_in_step
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import (
    Change,
    Finding,
    Interview,
    Particulars,
    Record,
)
from kompass_desktop.assessment.text_search import SearchQuery
from kompass_desktop.i18n import tr
from kompass_desktop.storage.database.connection import (
    Connection,
    DatabaseError,
    abandon,
    connect,
    connect_to_read,
    failure_of,
    translate_errors,
)
from kompass_desktop.storage.database.file_watch import FileWatch, Trouble
from kompass_desktop.storage.database.history import History
from kompass_desktop.storage.database.instruments import KeptInstruments
from kompass_desktop.storage.database.integrity import check_quickly, require_sound
from kompass_desktop.storage.database.rows import (
    TABLES,
    Row,
    changed_fields,
    record_of,
    row_of,
    with_what_goes_along,
)
from kompass_desktop.storage.database.search import HitsOfKind, SearchIndex
from kompass_desktop.storage.database.timeline import RecordedChange, timeline
from kompass_desktop.storage.errors import (
    AssessmentGone,
    LibraryDamaged,
    LibraryUnavailable,
    UnknownAssessment,
)
from kompass_desktop.storage.exchange.packet import Packet
from kompass_desktop.storage.files import overwritten_when_removed
from kompass_desktop.storage.merging.insertion import AssessmentInserter
from kompass_desktop.storage.merging.rules import FieldConflict, HistoryEntry
from kompass_desktop.storage.merging.service import Arrival, MergeService
from kompass_desktop.storage.place import put_aside
from kompass_desktop.storage.privacy.erasing import Eraser, NotesFate, TracesRemain
from kompass_desktop.storage.privacy.erasures import (
    Erasure,
    concerned_copies,
    read_erasures,
    write_erasures,
)

_log = logging.getLogger(__name__)

_R = TypeVar("_R", bound=Record)


@dataclass(frozen=True)
class Listing:
    """An assessment as the library page lists it, before it is loaded.

    `held` counts the interviews that have been begun; `place` grows in the order in which
    they came into the library, and `begun_at` is when the first change was made, in UTC, None
    where there is none.
    """

    particulars: Particulars
    interviews: int
    held: int
    has_work: bool
    place: int = 0
    begun_at: datetime | None = None


class Library:
    """An open library file. Made by `opening.open_library` or `opening.open_to_read`.

    Threads may share it; they take turns.
    """

    def __init__(
        self,
        path: Path,
        connection: Connection,
        lock: BaseFileLock | None,
        key: bytes | None = None,
        watch: FileWatch | None = None,
    ) -> None:
        self.path = path
        """The file itself, where it was named by a link to it."""
        self.key = key
        """The 32 bytes that the file is encrypted with, or None for a plain one."""
        self.remark = ""
        """What was done when it was opened that the user should know, as a sentence."""
        self.is_closed = False
        """Whether it was closed for good, as when the window locks."""
        self._lock = lock
        self._turn = threading.RLock()
        self._watch = watch
        self._take_up(connection)
        self._note_file()

    def _take_up(self, connection: Connection) -> None:
        self._connection = connection
        # Looking for plugins, of which it needs none, would take a tenth of the start.
        self._db = Database(connection, execute_plugins=False)
        self._file = _identity(self.path)
        self._instruments = KeptInstruments(self._db, self.path)
        self._search = SearchIndex(self._db)
        self.device = self._setting("device") or ""
        """The id of this library; a copy of it has the same."""
        try:
            self._history = History(self._db, self.device)
        except ValueError as error:
            raise LibraryDamaged(self.path, tr("the history cannot be read")) from error
        self._merging = MergeService(self._db, self._instruments, self._history, self._search)

    @property
    def is_read_only(self) -> bool:
        """Whether it was opened beside a window, to read."""
        return self._lock is None

    def close(self) -> None:
        """Close the file and let other windows open it."""
        try:
            with self._turn:
                self.is_closed = True
                self._let_go()
                self._watch = None
        finally:
            if self._lock is not None:
                self._lock.release()
        _log.info("library closed")

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Let go of the file, for another to take its place, and take up what is there then.

        Other threads wait meanwhile; the lock is kept. Raises LibraryUnavailable, and does
        not begin, while another program reads the file.
        """
        with self._turn, translate_errors(self.path):
            if self._trouble() is None and self._is_log_busy():
                raise LibraryUnavailable(self.path, tr("another program is reading the file"))
            self._let_go()
            try:
                yield
            finally:
                if self._watch is not None:
                    self._watch = FileWatch(self.path, self._watch.named)
                self._take_up(connect(self.path, self.key))
                self._note_file()

    def _close_file(self) -> None:
        """Close the file; the log of a plain one, which SQLite removes then, is overwritten."""
        if self.key is not None or self.is_read_only:
            self._connection.close()
            return
        with overwritten_when_removed(self.path.with_name(f"{self.path.name}-wal")):
            self._connection.close()

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
                " AS has_work,"
                " a.rowid AS place,"
                # What comes into the library as a whole bears the number 0 for a time.
                " (SELECT min(stamp) FROM history h WHERE h.assessment = a.id"
                "  AND stamp >= '000000000000001') AS first_stamp"
                " FROM assessments a WHERE NOT a.deleted"
            )
            listings = [
                Listing(
                    self._record(Particulars, row),
                    row["interviews"],
                    row["held"],
                    bool(row["has_work"]),
                    row["place"],
                    _moment_of(row["first_stamp"] or ""),
                )
                for row in rows
            ]
        return sorted(
            listings,
            key=lambda row: (-row.particulars.year, alphabetical(row.particulars.municipality)),
        )

    def load(self, assessment: str) -> Assessment:
        """Return an assessment with all its records, given its id; findings follow their lines.

        Raises UnknownAssessment for one that is not there or is deleted.
        """
        return self._loaded(assessment, "NOT deleted")

    def _loaded(self, assessment: str, condition: str) -> Assessment:
        with self._reading():
            row = next(
                self._db.query(
                    f"SELECT * FROM assessments WHERE id = ? AND {condition}",  # noqa: S608
                    [assessment],
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
            bring_in_step(loaded)
            self._load_earlier_names(loaded)
            return loaded

    def _load_into(self, assessment: Assessment, kind: type[Record], table: str) -> None:
        rows = self._db.query(
            f"SELECT * FROM {table} WHERE assessment = ? AND NOT deleted",  # noqa: S608
            [assessment.id],
        )
        for row in rows:
            assessment.apply(Change(None, self._record(kind, row)))

    def _load_earlier_names(self, assessment: Assessment) -> None:
        """Have what informants were called before, and those who were removed."""
        rows = self._db.query(
            "SELECT * FROM interviews WHERE assessment = ? AND deleted", [assessment.id]
        )
        for row in rows:
            removed = self._record(Interview, row)
            assessment.removed_interviews[removed.id] = removed
            assessment.earlier_names[removed.name] = removed.id
        names = self._db.execute(
            "SELECT json_extract(fields, '$.name'), record FROM history"
            " WHERE assessment = ? AND record_type = ?",
            [assessment.id, TABLES[Interview]],
        )
        assessment.earlier_names.update({name: record for name, record in names if name})

    def find(self, words: str) -> set[str]:
        """Return the ids of the assessments with a text that holds every word, as `search`."""
        with self._reading():
            return self._search.assessments_with(words)

    def search(self, query: SearchQuery, assessment: str | None = None) -> list[HitsOfKind]:
        """Return the records in which a query is found, by kind, without case and diacritics.

        In the assessment with that id or, with None, in all that are not deleted.
        """
        with self._reading():
            return self._search.find(query, assessment)

    def history(self, record: str) -> list[HistoryEntry]:
        """Return the changes of a record, oldest first, given its id."""
        with self._reading(), self._translate_history_errors():
            return list(self._history.of(record).entries)

    def timeline(self, assessment: str) -> list[RecordedChange]:
        """Return what was done to an assessment and its records, the latest first."""
        with self._reading(), self._translate_history_errors():
            try:
                return timeline(self._history.of_assessment(assessment))
            except KeyError as error:
                raise LibraryDamaged(self.path, tr("the field {0}").format(error)) from error

    def packet(self, assessment: str) -> Packet:
        """Return an assessment with its history, to give away, given its id.

        Raises UnknownAssessment for one that is not there or is deleted.
        """
        with self._reading(), self._translate_history_errors():
            return self._merging.packet(assessment)

    def conflicts(self, assessment: str) -> list[FieldConflict]:
        """Return what was changed apart in an assessment and is not settled, oldest first."""
        with self._reading(), self._translate_history_errors():
            return self._merging.conflicts(assessment)

    def device_names(self) -> dict[str, str]:
        """Return what the machines that have had a hand in it are called, by device."""
        with self._reading():
            return self._merging.device_names()

    def own_writers(self) -> set[str]:
        """Return who of those that a change can be by wrote on this machine."""
        with self._reading():
            return self._merging.own_writers()

    def count_changes(self, assessment: str) -> int:
        """Return how many changes the history holds of an assessment, given its id."""
        with self._reading():
            return int(
                self._db.execute(
                    "SELECT count(*) FROM history WHERE assessment = ?", [assessment]
                ).fetchone()[0]
            )

    # Changing it

    def merge(self, packet: Packet) -> Arrival:
        """Take in another copy of an assessment, all or nothing; tell what came.

        Where it is in the library, the two become one, field by field. Raises DoesNotFit
        or BelongsToAnother where they cannot, and LibraryUnavailable as `write`.
        """
        with self._writing(), self._translate_history_errors():
            arrival = self._merging.merge(packet)
        _log.info("copy merged, %d conflicts", arrival.conflicts)
        return arrival

    def settle(
        self, assessment: Assessment, conflict: FieldConflict, chosen: HistoryEntry
    ) -> Change:
        """Let one side of a conflict stand; return the change that it made, as after `write`."""
        with self._writing(), self._translate_history_errors():
            return self._merging.settle(assessment, conflict, chosen)

    def add(self, assessment: Assessment) -> None:
        """Write a new assessment with all its records, in one transaction.

        It takes the place of a deleted one with its id. Raises AlreadyThere while the
        list has one, BelongsToAnother if it claims records of another assessment, and
        LibraryUnavailable as `write`.
        """
        with self._writing():
            AssessmentInserter(self._db, self._instruments, self._history, self._search).add(
                assessment
            )
        _log.info("measurement added")

    def write(
        self, assessment: Assessment, changes: Sequence[Change], edit_session: str | None = None
    ) -> None:
        """Write changes of an assessment's records, all or none, durably.

        Changes of one record under the same `edit_session` (a run of typing) share a row of
        history. Raises LibraryUnavailable where the disk is full, gone or read-only.
        """
        with self._writing():
            self._require_assessment(assessment)
            for change in changes:
                self._write(assessment, change, edit_session)
        _log.info("%d changes written", len(changes))

    def delete(self, assessment: str) -> None:
        """Take an assessment out of the list; `restore` brings it back whole."""
        self._set_deleted(assessment, deleted=1)

    def restore(self, assessment: str) -> None:
        """Bring a deleted assessment back."""
        self._set_deleted(assessment, deleted=0)

    def anonymise(self, assessment: str, fate: NotesFate) -> None:
        """Take the informants out of an assessment, given its id, and keep no old bytes.

        Names go, the group stands where a code did, and all times become one day; ratings,
        points, findings and report texts stay. Raises UnknownAssessment, TracesRemain where
        only the old bytes could not be overwritten, and otherwise as `write`.
        """
        with self._erasing():
            self._eraser.anonymise(self._loaded(assessment, "1"), fate)
            self._record_erasure([assessment], fate.name)
        _log.info("measurement anonymised")
        self.overwrite_traces()

    def erase(self, assessments: Iterable[str]) -> None:
        """Delete assessments for good, given their ids, listed or not; as `anonymise`."""
        wanted = tuple(assessments)
        with self._erasing():
            for assessment in wanted:
                self._eraser.erase(assessment)
            self._record_erasure(wanted, "")
        _log.info("%d measurements erased", len(wanted))
        self.overwrite_traces()

    def erasures(self) -> list[Erasure]:
        """Return what was erased here and is not yet so in every copy, oldest first."""
        with self._reading():
            return read_erasures(self._db)

    def keep_erasures(self, erasures: Sequence[Erasure]) -> None:
        """Keep what is left to do of what was erased; the record itself leaves no old bytes."""
        with self._erasing(keeps_search=True):
            write_erasures(self._db, erasures)

    def check(self) -> None:
        """Read the whole file and check that it holds together.

        Raises LibraryDamaged with what was found.
        """
        with self._reading():
            require_sound(self.path, self._connection)
        for listing in self.listings():
            self.load(listing.particulars.id)

    @property
    def _eraser(self) -> Eraser:
        return Eraser(self._db, self._history, self._search)

    def overwrite_traces(self) -> None:
        """Write the whole file anew: what was deleted may stay in its free pages and its log.

        Raises TracesRemain where that cannot be done now; `erasures` then says so.
        """
        try:
            with self._turn, translate_errors(self.path):
                # The copy that SQLite writes from must not be a file of its own.
                self._db.execute("PRAGMA temp_store = MEMORY")
                self._db.execute("VACUUM")
                self._note_file()
        except LibraryUnavailable as error:
            raise TracesRemain(self.path, error.detail) from error
        if self._lock is None:
            # A copy, which keeps no log beside it.
            return
        before = self.erasures()
        self.keep_erasures(_without_traces(before))
        try:
            with self.suspend():
                pass
        except LibraryUnavailable as error:
            self.keep_erasures(before)
            raise TracesRemain(self.path) from error

    def _record_erasure(self, assessments: Sequence[str], fate: str) -> None:
        """Keep, in the same transaction, what is now to be done with old bytes and copies."""
        if self._lock is not None:
            newest, aside = concerned_copies(self.path)
            erasure = Erasure(tuple(assessments), fate, newest, aside)
            write_erasures(self._db, [*read_erasures(self._db), erasure])

    @contextmanager
    def _erasing(self, *, keeps_search: bool = False) -> Iterator[None]:
        """As `_writing`, but what is deleted is overwritten with zeros, there and in the search.

        So hardly a trace stays even where there is no room to write the file anew.
        """
        with self._turn:
            self._db.execute("PRAGMA secure_delete = ON")
            try:
                with self._writing():
                    yield
                    if not keeps_search:
                        self._db.execute("INSERT INTO search (search) VALUES ('rebuild')")
            finally:
                self._db.execute("PRAGMA secure_delete = OFF")

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._turn, translate_errors(self.path):
            yield

    @contextmanager
    def _translate_history_errors(self) -> Iterator[None]:
        try:
            yield
        except ValueError as error:
            raise LibraryDamaged(self.path, tr("the history cannot be read")) from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One durable transaction; what fails is told, and nothing of it is kept."""
        with self._turn, translate_errors(self.path):
            self._require_the_file()
            try:
                with self._db.atomic():
                    yield
            except BaseException:
                # What is taken back has been in the log meanwhile.
                with suppress(LibraryUnavailable, OSError):
                    self._require_written()
                raise
            self._require_written()

    def _require_assessment(self, assessment: Assessment) -> None:
        """A change must not bring back a part of what was deleted for good."""
        found = "SELECT 1 FROM assessments WHERE id = ?"
        if self._db.execute(found, [assessment.id]).fetchone() is None:
            raise AssessmentGone(assessment.title)

    def _write(self, assessment: Assessment, change: Change, edit_session: str | None) -> None:
        record = change.record
        table = TABLES[type(record)]
        fields = self._unlike_the_row(table, record.id, _said(change))
        if not fields:
            return
        if change.after is not None:
            fields = with_what_goes_along(table, fields, row_of(change.after))
        if change.before is None:
            belongs = {"assessment": assessment.id}
            self._db.table(table).upsert({"id": record.id, **belongs, **fields}, pk="id")
        else:
            self._db.table(table).update(record.id, fields)
        self._history.add(assessment.id, table, record.id, fields, edit_session)
        if change.after is None:
            self._search.remove(record)
        else:
            self._search.put(assessment.id, [record])

    def _unlike_the_row(self, table: str, record: str, fields: Row) -> Row:
        """Return what is not in the file already: what is only said again is no change.

        Of a deleted record that comes back nothing else must stand against another
        machine's change.
        """
        rows = self._db.query(f"SELECT * FROM {table} WHERE id = ?", [record])  # noqa: S608
        row = next(rows, {})
        return {name: value for name, value in fields.items() if row.get(name, ...) != value}

    def _set_deleted(self, assessment: str, deleted: int) -> None:
        with self._writing():
            fields: Row = {"deleted": deleted}
            self._db.table("assessments").update(assessment, fields)
            self._history.add(assessment, "assessments", assessment, fields, None)
        _log.info("measurement deleted: %s", bool(deleted))

    def _record(self, kind: type[_R], row: Mapping[str, object]) -> _R:
        try:
            return record_of(kind, row)
        except (KeyError, ValueError) as error:
            raise LibraryDamaged(self.path, tr("the field {0}").format(error)) from error

    def _setting(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM library WHERE key = ?", [key]).fetchone()
        return row[0] if row else None

    # The file underneath

    @property
    def is_spoilt(self) -> bool:
        """Whether its file, or the log of it, holds what another program has written."""
        try:
            trouble = self._trouble()
        except OSError:
            return False
        return trouble is not None and trouble.is_spoilt

    @property
    def has_own_file(self) -> bool:
        """Whether its file holds what was last written into it; its log may be harmed."""
        try:
            return self._watch is not None and self._watch.has_own_file
        except OSError:
            return False

    def copy_into(self, target: Connection) -> None:
        """Copy all of it into an empty database, also from a file that is no longer there."""
        with self._turn, translate_errors(self.path):
            self._connection.backup(target)

    def verify_file(self) -> None:
        """See that the file, as its path leads to it, holds what was last written.

        Brings what is in the log into the file, for a log that is lost after. Raises
        LibraryUnavailable where another program has changed, moved or emptied it,
        LibraryDamaged where it no longer holds together.
        """
        watch = self._watch
        if watch is None:
            return
        with self._turn, translate_errors(self.path):
            self._require_the_file()
            self._require_last_written(watch)
            if watch.is_touched:
                check_quickly(self.path, self.key)
                watch.note()
            elif watch.log_size:
                # Where there is no room, the log keeps it.
                with suppress(DatabaseError):
                    self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                watch.note()

    def _require_last_written(self, watch: FileWatch) -> None:
        """A connection that has nothing in memory must find what this one wrote."""
        try:
            with closing(connect_to_read(watch.named, self.key)) as fresh:
                is_there = _last_written(fresh) == _last_written(self._connection)
        except DatabaseError as error:
            if failure_of(self.path, error) is None:
                raise LibraryDamaged(self.path, tr("the tables are gone")) from error
            raise
        if not is_there:
            raise LibraryUnavailable(self.path, tr("what was saved last is no longer in the file"))

    def _require_the_file(self) -> None:
        """An open file that was deleted or replaced takes writes that nobody will see again."""
        trouble = self._trouble()
        if trouble is not None:
            raise LibraryUnavailable(self.path, trouble.detail)
        if self._watch is not None and self._watch.has_lost_its_log:
            self._mend_log(self._watch)

    def _trouble(self) -> Trouble | None:
        if self._watch is not None:
            return self._watch.trouble()
        if _identity(self.path) != self._file:
            return Trouble(tr("the file has been moved, deleted or replaced"), is_spoilt=False)
        return None

    def _require_written(self) -> None:
        watch = self._watch
        trouble = watch.trouble_after_write() if watch else self._trouble()
        if trouble is not None:
            raise LibraryUnavailable(self.path, trouble.detail)
        if watch is not None and not watch.has_lost_its_log:
            watch.note()

    def _is_log_busy(self) -> bool:
        """Bring the log into the file; whether another program keeps it from beginning anew."""
        try:
            # Not TRUNCATE: it would give the log's room back before it is overwritten.
            busy = self._connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()[0]
        except DatabaseError:
            # A damaged file may refuse; then its journal is kept together with it.
            return False
        finally:
            self._note_file()
        return bool(busy)

    def _note_file(self) -> None:
        if self._watch is not None:
            self._watch.note()

    def _mend_log(self, watch: FileWatch) -> None:
        """Bring what is in a log that is gone from its folder into the file, and begin another.

        It is still open here: nothing of it is lost yet.
        """
        if self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise LibraryUnavailable(self.path, tr("another program is reading the file"))
        put_aside(watch.log)
        self._connection.close()
        self._take_up(connect(self.path, self.key))
        watch.note()

    def _let_go(self) -> None:
        """Close the file; into one that holds something else now, nothing is written."""
        if self.is_spoilt:
            abandon(self._connection)
        else:
            self._close_file()
        if self._watch is not None:
            self._watch.close()


def _last_written(connection: Connection) -> list[tuple[object, ...]]:
    """Return what tells one state of a library from another: its id and its last change."""
    device = connection.execute("SELECT value FROM library WHERE key = 'device'").fetchall()
    last = connection.execute(
        "SELECT rowid, id, stamp, fields FROM history ORDER BY rowid DESC LIMIT 1"
    ).fetchall()
    return [*device, *last]


def _said(change: Change) -> Row:
    """Return the fields that a change sets, with whether the record is deleted."""
    if change.after is None:
        return {"deleted": 1}
    if isinstance(change.after, Finding) and change.before is not None:
        # After a merge a finding in the file may be behind the note line that it follows.
        return changed_fields(None, change.after)
    fields = changed_fields(change.before, change.after)
    return fields if change.before is not None else {**fields, "deleted": 0}


def _without_traces(erasures: Iterable[Erasure]) -> list[Erasure]:
    """Return what is left when the library's own file holds no old bytes any more."""
    left = [replace(erasure, has_traces=False) for erasure in erasures]
    return [erasure for erasure in left if erasure.newest_backup or erasure.aside]


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells the file apart from another under the same name, or None if gone."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def _moment_of(stamp: str) -> datetime | None:
    """Return when a change was made; None for what came with an import or has no such time."""
    milliseconds = stamp.partition("-")[0]
    try:
        return datetime.fromtimestamp(int(milliseconds) / 1000, UTC) if int(milliseconds) else None
    except (ValueError, OverflowError, OSError):
        return None

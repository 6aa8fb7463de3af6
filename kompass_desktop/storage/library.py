"""The library: one file with every assessment on this machine.

A change is given as the record before and after; it is written, with its history, in
one durable transaction, so that whatever `write` has returned from survives a kill.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import BaseFileLock
from sqlite_utils import Database

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change
from kompass_desktop.assessment.text_search import SearchQuery
from kompass_desktop.i18n import tr
from kompass_desktop.storage.database.assessment_reader import AssessmentReader, Listing
from kompass_desktop.storage.database.change_writer import ChangeWriter
from kompass_desktop.storage.database.changes import HistoryEntry
from kompass_desktop.storage.database.connection import Connection
from kompass_desktop.storage.database.file_watch import FileWatch
from kompass_desktop.storage.database.history import History
from kompass_desktop.storage.database.instruments import KeptInstruments
from kompass_desktop.storage.database.library_file import LibraryFile
from kompass_desktop.storage.database.record_history import FieldConflict
from kompass_desktop.storage.database.search import HitsOfKind, SearchIndex
from kompass_desktop.storage.database.timeline import RecordedChange, timeline
from kompass_desktop.storage.errors import LibraryDamaged
from kompass_desktop.storage.merging.insertion import AssessmentInserter
from kompass_desktop.storage.merging.packet import Packet
from kompass_desktop.storage.merging.service import MergeResult, MergeService

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class LibraryParts:
    """What a library's tables are read and written with, made anew each time the file is opened."""

    instruments: KeptInstruments
    history: History
    search: SearchIndex
    reader: AssessmentReader
    writer: ChangeWriter
    inserter: AssessmentInserter
    merging: MergeService


class Library:
    """An open library. Made by `opening.open_library` or `opening.open_to_read`.

    Threads may share it; they take turns. `key` is the 32 bytes that the file is encrypted
    with, or None for a plain one; `lock` is None where it is opened beside a window, to
    read; `watch` notices what other programs do to the file.
    """

    def __init__(
        self,
        path: Path,
        connection: Connection,
        lock: BaseFileLock | None,
        key: bytes | None = None,
        watch: FileWatch | None = None,
    ) -> None:
        self.remark = ""
        """What was done when it was opened that the user should know, as a sentence."""
        self.device = ""
        """The id of this library; a copy of it has the same."""
        self.file = LibraryFile(path, connection, lock, key, watch)
        """The file underneath: suspending, verifying and copying it."""
        self.file.opened.append(self._make_parts)
        self._make_parts(self.file.db)

    def _make_parts(self, db: Database) -> None:
        path = self.file.path
        device = db.execute("SELECT value FROM library WHERE key = 'device'").fetchone()
        self.device = device[0] if device else ""
        try:
            history = History(db, self.device)
        except ValueError as error:
            raise LibraryDamaged(path, tr("the history cannot be read")) from error
        instruments, search = KeptInstruments(db, path), SearchIndex(db)
        self.parts = LibraryParts(
            instruments,
            history,
            search,
            AssessmentReader(path, db, instruments),
            ChangeWriter(db, history, search),
            AssessmentInserter(db, instruments, history, search),
            MergeService(db, instruments, history, search),
        )

    @property
    def path(self) -> Path:
        """The file itself, where it was named by a link to it."""
        return self.file.path

    @property
    def key(self) -> bytes | None:
        """The 32 bytes that the file is encrypted with, or None for a plain one."""
        return self.file.key

    @property
    def is_closed(self) -> bool:
        """Whether it was closed for good, as when the window locks."""
        return self.file.is_closed

    @property
    def is_read_only(self) -> bool:
        """Whether it was opened beside a window, to read."""
        return self.file.is_read_only

    def close(self) -> None:
        """Close the file and let other windows open it."""
        self.file.close()
        _log.info("library closed")

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
        with self.file.reading():
            return self.parts.reader.listings()

    def load(self, assessment: str) -> Assessment:
        """Return an assessment with all its records, given its id; findings follow their lines.

        Raises UnknownAssessment for one that is not there or is deleted.
        """
        with self.file.reading():
            return self.parts.reader.load(assessment)

    def find(self, words: str) -> set[str]:
        """Return the ids of the assessments with a text that holds every word, as `search`."""
        with self.file.reading():
            return self.parts.search.assessments_with(words)

    def search(self, query: SearchQuery, assessment: str | None = None) -> list[HitsOfKind]:
        """Return the records in which a query is found, by kind, without case and diacritics.

        In the assessment with that id or, with None, in all that are not deleted.
        """
        with self.file.reading():
            return self.parts.search.find(query, assessment)

    def history(self, record: str) -> list[HistoryEntry]:
        """Return the changes of a record, oldest first, given its id."""
        with self._reading_history():
            return list(self.parts.history.of(record).entries)

    def count_changes(self, assessment: str) -> int:
        """Return how many changes the history holds of an assessment, given its id."""
        with self.file.reading():
            return self.parts.history.count(assessment)

    def timeline(self, assessment: str) -> list[RecordedChange]:
        """Return what was done to an assessment and its records, the latest first."""
        with self._reading_history():
            try:
                return timeline(self.parts.history.of_assessment(assessment))
            except KeyError as error:
                raise LibraryDamaged(self.path, tr("the field {0}").format(error)) from error

    def packet(self, assessment: str) -> Packet:
        """Return an assessment with its history, to give away, given its id.

        Raises UnknownAssessment for one that is not there or is deleted.
        """
        with self._reading_history():
            return self.parts.merging.packet(assessment)

    def conflicts(self, assessment: str) -> list[FieldConflict]:
        """Return what was changed apart in an assessment and is not settled, oldest first."""
        with self._reading_history():
            return self.parts.merging.conflicts(assessment)

    def device_names(self) -> dict[str, str]:
        """Return what the machines that have had a hand in it are called, by device."""
        with self.file.reading():
            return self.parts.merging.device_names()

    def own_writers(self) -> set[str]:
        """Return who of those that a change can be by wrote on this machine."""
        with self.file.reading():
            return self.parts.merging.own_writers()

    def check(self) -> None:
        """Read the whole file and check that it holds together.

        Raises LibraryDamaged with what was found.
        """
        self.file.require_sound()
        for listing in self.listings():
            self.load(listing.particulars.id)

    # Changing it

    def add(self, assessment: Assessment) -> None:
        """Write a new assessment with all its records, in one transaction.

        It takes the place of a deleted one with its id. Raises AlreadyThere while the
        list has one, BelongsToAnother if it claims records of another assessment, and
        LibraryUnavailable as `write`.
        """
        with self.file.writing():
            self.parts.inserter.add(assessment)
        _log.info("measurement added")

    def write(
        self, assessment: Assessment, changes: Sequence[Change], edit_session: str | None = None
    ) -> None:
        """Write changes of an assessment's records, all or none, durably.

        Changes of one record under the same `edit_session` (a run of typing) share a row of
        history. Raises LibraryUnavailable where the disk is full, gone or read-only.
        """
        with self.file.writing():
            self.parts.writer.require_assessment(assessment)
            for change in changes:
                self.parts.writer.write(assessment, change, edit_session)
        _log.info("%d changes written", len(changes))

    def merge(self, packet: Packet) -> MergeResult:
        """Take in another copy of an assessment, all or nothing; return what came.

        Where it is in the library, the two become one, field by field. Raises DoesNotFit
        or BelongsToAnother where they cannot, and LibraryUnavailable as `write`.
        """
        with self._writing_history():
            arrival = self.parts.merging.merge(packet)
        _log.info("copy merged, %d conflicts", arrival.conflicts)
        return arrival

    def settle(
        self, assessment: Assessment, conflict: FieldConflict, chosen: HistoryEntry
    ) -> Change:
        """Choose one side of a conflict; return the change that it made, as after `write`."""
        with self._writing_history():
            return self.parts.merging.settle(assessment, conflict, chosen)

    def delete(self, assessment: str) -> None:
        """Take an assessment out of the list; `restore` brings it back whole."""
        with self.file.writing():
            self.parts.writer.set_deleted(assessment, deleted=1)
        _log.info("measurement deleted")

    def restore(self, assessment: str) -> None:
        """Bring a deleted assessment back."""
        with self.file.writing():
            self.parts.writer.set_deleted(assessment, deleted=0)
        _log.info("measurement restored")

    @contextmanager
    def _reading_history(self) -> Iterator[None]:
        with self.file.reading(), self._translate_history_errors():
            yield

    @contextmanager
    def _writing_history(self) -> Iterator[None]:
        with self.file.writing(), self._translate_history_errors():
            yield

    @contextmanager
    def _translate_history_errors(self) -> Iterator[None]:
        try:
            yield
        except ValueError as error:
            raise LibraryDamaged(self.path, tr("the history cannot be read")) from error

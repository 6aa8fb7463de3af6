"""The library: one file with all assessments on this machine.

A change is the record before and after. It is written, with its history, in one durable
transaction: once `write` has returned, the change survives a killed process.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import BaseFileLock

from kompass_desktop.assessment.finishing import Departure, departure
from kompass_desktop.assessment.firm import Firm, FirmText
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import PLAN, Change
from kompass_desktop.assessment.text_search import SearchQuery
from kompass_desktop.i18n import tr
from kompass_desktop.storage.database.assessment_reader import AssessmentReader, Listing
from kompass_desktop.storage.database.change_writer import ChangeWriter
from kompass_desktop.storage.database.changes import HistoryEntry
from kompass_desktop.storage.database.connection import Connection
from kompass_desktop.storage.database.contents import AttachmentContents
from kompass_desktop.storage.database.exchange_settings import (
    ExchangeSettings,
    forget_exchange_passphrases,
    read_exchange_settings,
    write_exchange_settings,
)
from kompass_desktop.storage.database.file_watch import FileWatch
from kompass_desktop.storage.database.firm_settings import read_firm, write_firm, write_firm_texts
from kompass_desktop.storage.database.freezing import Freezer
from kompass_desktop.storage.database.history import History
from kompass_desktop.storage.database.instruments import KeptInstruments
from kompass_desktop.storage.database.library_file import LibraryFile
from kompass_desktop.storage.database.record_history import FieldConflict
from kompass_desktop.storage.database.search import HitsOfKind, SearchIndex
from kompass_desktop.storage.database.tables import Database
from kompass_desktop.storage.database.timeline import RecordedChange, timeline
from kompass_desktop.storage.encryption.opened_copies import OpenedCopies
from kompass_desktop.storage.errors import LibraryDamaged
from kompass_desktop.storage.merging.insertion import AssessmentInserter
from kompass_desktop.storage.merging.packet import KINDS, Packet
from kompass_desktop.storage.merging.sender import keep_sender
from kompass_desktop.storage.merging.service import MergeResult, MergeService

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class LibraryParts:
    """The objects that read and write a library's tables; created each time the file is opened."""

    instruments: KeptInstruments
    history: History
    search: SearchIndex
    contents: AttachmentContents
    reader: AssessmentReader
    freezer: Freezer
    writer: ChangeWriter
    inserter: AssessmentInserter
    merging: MergeService


class Library:
    """An open library, created by `opening.open_library` or `opening.open_to_read`.

    Threads may share it: a lock lets one of them in at a time. `key` is the 32 bytes that the
    file is encrypted with, or None; `lock` is None for a library that is opened only to read;
    `watch` detects changes by other programs. Raises LibraryDamaged for a damaged history.
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
        """A translated sentence about the opening that the user should see, or ""."""
        self.device = ""
        """The id of this library; a copy of it has the same."""
        self.opened_copies = OpenedCopies()
        """Plain copies of attached files that other programs show; they go when this is closed."""
        self.file = LibraryFile(path, connection, lock, key, watch)
        """The database file, to be suspended, verified or copied."""
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
        reader = AssessmentReader(path, db, instruments)
        writer = ChangeWriter(db, history, search)
        contents = AttachmentContents(db)
        self.parts = LibraryParts(
            instruments,
            history,
            search,
            contents,
            reader,
            Freezer(db, reader, writer),
            writer,
            AssessmentInserter(db, instruments, history, search),
            MergeService(db, instruments, history, search, contents),
        )

    @property
    def path(self) -> Path:
        """The path of the file; links are resolved."""
        return self.file.path

    @property
    def key(self) -> bytes | None:
        """The 32 bytes that the file is encrypted with, or None if it is not encrypted."""
        return self.file.key

    @property
    def is_closed(self) -> bool:
        """Whether `close` was called, as when the window is locked."""
        return self.file.is_closed

    @property
    def is_read_only(self) -> bool:
        """Whether it was opened only to read, which is possible while a window has it open."""
        return self.file.is_read_only

    def close(self) -> None:
        """Remove opened copies of attached files, and close the file so that others can open it."""
        self.opened_copies.remove_all()
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

    # Reading. Each method raises LibraryUnavailable, or LibraryDamaged for damaged data.

    def listings(self) -> list[Listing]:
        """Return every assessment that is not deleted, newest year first, then by name."""
        with self.file.reading():
            return self.parts.reader.listings()

    def load(self, assessment: str) -> Assessment:
        """Return an assessment with all its records, given its id.

        Findings that follow a note line have the text of that line. Raises UnknownAssessment if
        it is missing or deleted.
        """
        with self.file.reading():
            return self.parts.reader.load(assessment)

    def find(self, words: str) -> set[str]:
        """Return the ids of the assessments with a line of text that contains every word."""
        with self.file.reading():
            return self.parts.search.assessments_with(words)

    def search(self, query: SearchQuery, assessment: str | None = None) -> list[HitsOfKind]:
        """Return the records in which a query is found, by type of record.

        `assessment` is an id, or None for all that are not deleted. Case and accents are
        ignored.
        """
        with self.file.reading():
            return self.parts.search.find(query, assessment)

    def history(self, record: str) -> list[HistoryEntry]:
        """Return the changes of a record, oldest first, given its id."""
        with self._reading_history():
            return list(self.parts.history.of(record).entries)

    def count_changes(self, assessment: str) -> int:
        """Return the number of changes in the history of an assessment, given its id."""
        with self.file.reading():
            return self.parts.history.count(assessment)

    def timeline(self, assessment: str) -> list[RecordedChange]:
        """Return all changes of an assessment and its records, given its id, latest first."""
        with self._reading_history():
            try:
                return timeline(self.parts.history.of_assessment(assessment))
            except KeyError as error:
                raise LibraryDamaged(self.path, tr("the field {0}").format(error)) from error

    def attachment_content(self, assessment: str, digest: str) -> bytes | None:
        """Return the content of an attached file, or None if the library does not have it.

        `assessment` is an id, `digest` that of the attachment.
        """
        with self.file.reading():
            return self.parts.contents.get(assessment, digest)

    def attached_size(self, assessment: str) -> int:
        """Return the size of an assessment's attached files, given its id, in bytes."""
        with self.file.reading():
            return self.parts.contents.size(assessment)

    def packet(self, assessment: str) -> Packet:
        """Return an assessment with its history, given its id, to write to a file.

        Raises UnknownAssessment if it is missing or deleted.
        """
        with self._reading_history():
            return self.parts.merging.packet(assessment)

    def conflicts(self, assessment: str) -> list[FieldConflict]:
        """Return the unsettled conflicts of an assessment, given its id, oldest first."""
        with self._reading_history():
            return self.parts.merging.conflicts(assessment)

    def device_names(self) -> dict[str, str]:
        """Return the names of the machines that have made changes, by device id."""
        with self.file.reading():
            return self.parts.merging.device_names()

    def own_writers(self) -> set[str]:
        """Return the writer ids in the history that were made on this machine."""
        with self.file.reading():
            return self.parts.merging.own_writers()

    def is_deleted(self, assessment: str) -> bool:
        """Whether an assessment, given its id, is deleted but not yet permanently."""
        with self.file.reading() as db:
            query = "SELECT 1 FROM assessments WHERE id = ? AND deleted"
            return db.execute(query, [assessment]).fetchone() is not None

    def exchange_settings(self, assessment: str) -> ExchangeSettings | None:
        """Return the exchange settings of an assessment, given its id; None if there are none."""
        with self.file.reading() as db:
            return read_exchange_settings(db, assessment)

    def firm(self) -> Firm:
        """Return the firm that writes the reports; an empty one if none is set."""
        with self.file.reading() as db:
            return read_firm(db)

    def check(self) -> None:
        """Check the whole file, and load every assessment that is not deleted.

        Raises LibraryDamaged with what was found.
        """
        self.file.require_sound()
        for listing in self.listings():
            self.load(listing.particulars.id)

    # Writing. Each method raises LibraryUnavailable as `write` does.

    def add(self, assessment: Assessment) -> None:
        """Write a new assessment with all its records, in one transaction.

        It replaces a deleted one with its id. Raises AlreadyThere if one with its id is not
        deleted, BelongsToAnother if another assessment has the id of one of its records.
        """
        with self.file.writing():
            self.parts.inserter.add(assessment)
            self.parts.freezer.freeze(assessment.id)
        _log.info("measurement added")

    def write(
        self,
        assessment: Assessment,
        changes: Sequence[Change],
        edit_session: str | None = None,
        contents: Mapping[str, bytes] | None = None,
    ) -> None:
        """Write changes of an assessment's records, in one durable transaction.

        Changes of one record under the same `edit_session` (a run of typing) share a row of
        history. `contents` are the contents of newly attached files, by digest. Raises
        LibraryUnavailable if the disk is full, missing or read-only, AssessmentGone if the
        assessment was deleted permanently, and AssessmentFinished if it is finished and does
        not accept the changes.
        """
        with self.file.writing():
            self.parts.writer.require_assessment(assessment)
            self.parts.writer.require_unfinished(assessment, changes)
            self.parts.contents.put(assessment.id, contents or {})
            for change in changes:
                self.parts.writer.write(assessment, change, edit_session)
        _log.info("%d changes written", len(changes))

    def merge(self, packet: Packet, earlier: Packet | None = None) -> MergeResult:
        """Merge another copy of an assessment into the library, completely or not at all.

        If the assessment is in the library, the two copies are merged field by field; otherwise
        it is added. `earlier` is the measurement before it, which is merged too. Raises
        DoesNotFit or BelongsToAnother if that is not possible.
        """
        with self._writing_history():
            before = None if earlier is None else self.parts.merging.merge(earlier)
            arrival = self.parts.merging.merge(packet)
            for came in (arrival, before):
                if came is not None and came.is_new:
                    self.parts.freezer.freeze(came.assessment)
            departed = self._departure(packet.assessment)
            arrival = replace(arrival, earlier=before, departure=departed)
        _log.info("copy merged, %d conflicts", arrival.conflicts)
        return arrival

    def keep_exchange_settings(self, assessment: str, settings: ExchangeSettings) -> None:
        """Store the exchange settings of an assessment, given its id.

        A library that is not encrypted does not store the passphrase.
        """
        kept = settings if self.key is not None else replace(settings, passphrase="")
        with self.file.writing() as db:
            write_exchange_settings(db, assessment, kept)

    def keep_firm(self, firm: Firm) -> None:
        """Store the firm that writes the reports, in place of the one before."""
        with self.file.writing() as db:
            write_firm(db, firm)

    def keep_firm_texts(self, texts: Sequence[FirmText]) -> None:
        """Store the firm's wordings of chapters, in place of those before."""
        with self.file.writing() as db:
            write_firm_texts(db, texts)

    def forget_exchange_passphrases(self) -> None:
        """Delete the passphrases of all exchange settings; called before decryption."""
        with self.file.erasing() as db:
            forget_exchange_passphrases(db)

    def keep_sender(self, assessment: str, name: str) -> None:
        """Store the name of the person who works with an assessment here, for shared files."""
        with self.file.writing() as db:
            keep_sender(db, assessment, name)

    def settle(
        self, assessment: Assessment, conflict: FieldConflict, chosen: HistoryEntry
    ) -> Change:
        """Settle a conflict with the chosen side; return the change, which is written already.

        Raises UnknownAssessment if the assessment is not in the library.
        """
        with self._writing_history():
            if not issubclass(KINDS[conflict.record_type], PLAN):
                self.parts.writer.require_unfinished(assessment)
            return self.parts.merging.settle(assessment, conflict, chosen)

    def freeze_finished(self) -> None:
        """Freeze the figures of every assessment that an older version finished."""
        with self.file.writing():
            self.parts.freezer.freeze_all()

    def delete(self, assessment: str) -> None:
        """Mark an assessment, given its id, as deleted; `restore` undoes it completely."""
        with self.file.writing():
            self.parts.writer.set_deleted(assessment, deleted=1)
        _log.info("measurement deleted")

    def restore(self, assessment: str) -> None:
        """Restore a deleted assessment, given its id."""
        with self.file.writing():
            self.parts.writer.set_deleted(assessment, deleted=0)
        _log.info("measurement restored")

    def _departure(self, assessment: str) -> Departure | None:
        return departure(self.parts.reader.load(assessment))

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

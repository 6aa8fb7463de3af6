"""Anonymises and erases in an open library, and stores what is left to do in its copies."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace

from kompass_desktop.storage.database.tables import Database
from kompass_desktop.storage.errors import LibraryUnavailable, UnknownAssessment
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.privacy.erasing import Eraser, NotesFate, TracesRemain
from kompass_desktop.storage.privacy.erasures import (
    Erasure,
    concerned_copies,
    read_erasures,
    write_erasures,
)

_log = logging.getLogger(__name__)


class LibraryPrivacy:
    """Anonymises and erases assessments in an open library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._file = library.file

    def anonymise(self, assessment: str, fate: NotesFate) -> None:
        """Anonymise an assessment, given its id, and overwrite the old bytes.

        Names are removed, codes are replaced by the group, and all times by one day; ratings,
        points, findings and report texts stay. Raises UnknownAssessment; TracesRemain if the
        assessment is anonymised, but old bytes could not be overwritten; otherwise as
        `Library.write`.
        """
        with self._erasing() as db:
            loaded = self._library.parts.reader.load(assessment, also_deleted=True)
            self._eraser(db).anonymise(loaded, fate)
            self._record(db, [assessment], fate.name)
        _log.info("measurement anonymised")
        self.overwrite_traces()

    def erase(self, assessments: Iterable[str]) -> None:
        """Delete assessments permanently, given their ids, even if they are marked as deleted.

        Raises TracesRemain if old bytes could not be overwritten; otherwise as `Library.write`.
        """
        wanted = tuple(assessments)
        with self._erasing() as db:
            eraser = self._eraser(db)
            for assessment in wanted:
                eraser.erase(assessment)
            self._record(db, wanted, "")
        _log.info("%d measurements erased", len(wanted))
        self.overwrite_traces()

    def carry_out(self, erasure: Erasure) -> None:
        """Repeat an erasure of the library in a copy of it, opened as a library."""
        fate = erasure.notes_fate
        if fate is None:
            self.erase(erasure.assessments)
            return
        for assessment in erasure.assessments:
            # The copy need not have the assessment.
            with suppress(UnknownAssessment):
                self.anonymise(assessment, fate)

    def erasures(self) -> list[Erasure]:
        """Return the erasures that are not finished in every copy, oldest first."""
        with self._file.reading() as db:
            return read_erasures(db)

    def store_erasures(self, erasures: Sequence[Erasure]) -> None:
        """Store the erasures that are not finished, and overwrite the previous list."""
        with self._file.erasing() as db:
            write_erasures(db, erasures)

    def overwrite_traces(self) -> None:
        """Rewrite the file and its log, because deleted text may remain in free pages.

        Raises TracesRemain if that is not possible now; the erasure then stays in `erasures`.
        """
        try:
            self._file.write_anew()
        except LibraryUnavailable as error:
            raise TracesRemain(self._file.path, error.detail) from error
        if self._file.is_read_only:
            # A copy, which has no log beside it.
            return
        before = self.erasures()
        self.store_erasures(_without_traces(before))
        try:
            with self._file.suspend():
                pass
        except LibraryUnavailable as error:
            self.store_erasures(before)
            raise TracesRemain(self._file.path) from error

    def _eraser(self, db: Database) -> Eraser:
        parts = self._library.parts
        return Eraser(db, parts.history, parts.search)

    def _record(self, db: Database, assessments: Sequence[str], fate: str) -> None:
        """Store, in the same transaction, what is left to do for old bytes and copies."""
        if not self._file.is_read_only:
            newest, aside = concerned_copies(self._file.path)
            erasure = Erasure(tuple(assessments), fate, newest, aside)
            write_erasures(db, [*read_erasures(db), erasure])

    @contextmanager
    def _erasing(self) -> Iterator[Database]:
        """As `LibraryFile.erasing`; also rebuilds the search index, to remove deleted words."""
        with self._file.erasing() as db:
            yield db
            db.execute("INSERT INTO search (search) VALUES ('rebuild')")


def _without_traces(erasures: Iterable[Erasure]) -> list[Erasure]:
    """Return the erasures that are left once the library's file has no old bytes."""
    left = [replace(erasure, has_traces=False) for erasure in erasures]
    return [erasure for erasure in left if erasure.newest_backup or erasure.aside]

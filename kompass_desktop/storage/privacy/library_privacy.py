"""Anonymises and erases in an open library, and keeps what is left to do elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace

from sqlite_utils import Database

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
    """Takes people and assessments out of an open library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._file = library.file

    def anonymise(self, assessment: str, fate: NotesFate) -> None:
        """Take the informants out of an assessment, given its id, and keep no old bytes.

        Names are removed, codes become the group, and all times become one day; ratings,
        points, findings and report texts stay. Raises UnknownAssessment, TracesRemain where
        only the old bytes could not be overwritten, and otherwise as `write`.
        """
        with self._erasing() as db:
            loaded = self._library.parts.reader.load(assessment, also_deleted=True)
            self._eraser(db).anonymise(loaded, fate)
            self._record(db, [assessment], fate.name)
        _log.info("measurement anonymised")
        self.overwrite_traces()

    def erase(self, assessments: Iterable[str]) -> None:
        """Delete assessments for good, given their ids, listed or not; as `anonymise`."""
        wanted = tuple(assessments)
        with self._erasing() as db:
            eraser = self._eraser(db)
            for assessment in wanted:
                eraser.erase(assessment)
            self._record(db, wanted, "")
        _log.info("%d measurements erased", len(wanted))
        self.overwrite_traces()

    def carry_out(self, erasure: Erasure) -> None:
        """Do in a copy, opened as a library, what was decided in the library itself."""
        fate = erasure.notes_fate
        if fate is None:
            self.erase(erasure.assessments)
            return
        for assessment in erasure.assessments:
            # An assessment that the copy does not hold, or no longer holds, is no trouble.
            with suppress(UnknownAssessment):
                self.anonymise(assessment, fate)

    def erasures(self) -> list[Erasure]:
        """Return what was erased here and is not yet so in every copy, oldest first."""
        with self._file.reading() as db:
            return read_erasures(db)

    def keep_erasures(self, erasures: Sequence[Erasure]) -> None:
        """Keep what is left to do of what was erased; the record itself leaves no old bytes."""
        with self._file.erasing() as db:
            write_erasures(db, erasures)

    def overwrite_traces(self) -> None:
        """Write the whole file anew: what was deleted may stay in its free pages and its log.

        Raises TracesRemain where that cannot be done now; `erasures` then has the record.
        """
        try:
            self._file.write_anew()
        except LibraryUnavailable as error:
            raise TracesRemain(self._file.path, error.detail) from error
        if self._file.is_read_only:
            # A copy, which keeps no log beside it.
            return
        before = self.erasures()
        self.keep_erasures(_without_traces(before))
        try:
            with self._file.suspend():
                pass
        except LibraryUnavailable as error:
            self.keep_erasures(before)
            raise TracesRemain(self._file.path) from error

    def _eraser(self, db: Database) -> Eraser:
        parts = self._library.parts
        return Eraser(db, parts.history, parts.search)

    def _record(self, db: Database, assessments: Sequence[str], fate: str) -> None:
        """Keep, in the same transaction, what is now to be done with old bytes and copies."""
        if not self._file.is_read_only:
            newest, aside = concerned_copies(self._file.path)
            erasure = Erasure(tuple(assessments), fate, newest, aside)
            write_erasures(db, [*read_erasures(db), erasure])

    @contextmanager
    def _erasing(self) -> Iterator[Database]:
        """As the file's, and what is deleted goes from the index of the search too."""
        with self._file.erasing() as db:
            yield db
            db.execute("INSERT INTO search (search) VALUES ('rebuild')")


def _without_traces(erasures: Iterable[Erasure]) -> list[Erasure]:
    """Return what is left when the library's own file holds no old bytes any more."""
    left = [replace(erasure, has_traces=False) for erasure in erasures]
    return [erasure for erasure in left if erasure.newest_backup or erasure.aside]

"""The words of notes and findings, folded, for finding them in the whole library."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlite_utils import Database

from kompass_desktop.assessment.folding import fold
from kompass_desktop.assessment.records import Finding, Note
from kompass_desktop.storage.database.rows import whole_letters


class SearchIndex:
    """The search table of a library; it is written within the caller's transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, assessment: str, records: Iterable[Note | Finding]) -> None:
        """Make the records of an assessment findable by their text as it is now."""
        for record in records:
            self.remove(record)
            if record.text.strip():
                self._db.execute(
                    "INSERT INTO search (rowid, record, assessment, text) VALUES (?, ?, ?, ?)",
                    [_row(record), record.id, assessment, _indexed(record.text)],
                )

    def remove(self, record: Note | Finding) -> None:
        """Find a record no more."""
        self._db.execute("DELETE FROM search WHERE rowid = ?", [_row(record)])

    def forget(self, assessment: str) -> None:
        """Find no record of an assessment any more; this reads the whole index."""
        self._db.execute("DELETE FROM search WHERE assessment = ?", [assessment])

    def assessments_with(self, words: str) -> set[str]:
        """Return the ids of the assessments with a record that holds, or begins, every word."""
        query = " ".join(f'"{word}"*' for word in _indexed(words).replace('"', " ").split())
        if not query:
            return set()
        rows = self._db.execute(
            "SELECT DISTINCT s.assessment FROM search s"
            " JOIN assessments a ON a.id = s.assessment AND NOT a.deleted"
            " WHERE s.text MATCH ?",
            [query],
        )
        return {row[0] for row in rows}


def _row(record: Note | Finding) -> int:
    """Return the row of a record, so that it is reached without reading the others."""
    digest = hashlib.blake2b(f"{type(record).__name__} {record.id}".encode(), digest_size=8)
    return int.from_bytes(digest.digest()) >> 1


def _indexed(text: str) -> str:
    """Return `text` as it is kept in the index; NUL would end a query."""
    return whole_letters(fold(text)).replace("\0", " ")

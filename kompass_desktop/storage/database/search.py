"""Full-text search in everything that a person writes, in an assessment or the whole library.

The index has every line of text, in lower case and without accents, by groups of three
letters (trigrams), so that a part of a compound word is found too. The bits of a line's number
contain the type of its record and the number of its assessment, so that a search in one
assessment reads one range of numbers, however large the library is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kompass_desktop.assessment.plan_records import (
    Activity,
    Carryover,
    Improvement,
    StatusCheck,
    Workshop,
)
from kompass_desktop.assessment.records import (
    Attachment,
    Document,
    Event,
    Finding,
    Interview,
    Member,
    Note,
    Rating,
    Recommendation,
    Record,
    ReportText,
)
from kompass_desktop.assessment.text_search import SearchQuery, searchable
from kompass_desktop.storage.database.rows import TABLES, columns_of, record_of, row_of
from kompass_desktop.storage.database.statements import statement
from kompass_desktop.storage.database.tables import Database

SEARCHED: Mapping[type[Record], tuple[str, ...]] = {
    Finding: ("text",),
    Note: ("text",),
    Rating: ("reason",),
    Recommendation: ("text", "responsible"),
    Improvement: ("title", "text", "responsible"),
    Activity: ("title", "responsible"),
    Workshop: ("title",),
    StatusCheck: ("comment",),
    Carryover: ("text", "comment"),
    ReportText: ("text",),
    Interview: ("code", "name", "venue"),
    Member: ("name",),
    Event: ("reason",),
    Document: ("title",),
    Attachment: ("name",),
}
"""The types of record that are searched, and the columns that are indexed.

A library is indexed again when it is next opened after a change of this table.
"""

MOST_HITS = 50
"""The most records of each type that `find` returns."""
MOST_COUNTED = 200
"""The most matching lines of each type that are counted."""

_FORM = "search_form"
"""The key of the setting with the types and columns that the index was made from."""
_KIND_BITS, _ASSESSMENT_BITS, _LINE_BITS = 6, 20, 36


@dataclass(frozen=True)
class Hit:
    """A record in which something was found.

    `assessment` is an id and `title` the name of that assessment; `informant` is the code of
    the interview that the record belongs to, or "".
    """

    record: Record
    assessment: str
    title: str
    informant: str


@dataclass(frozen=True)
class HitsOfKind:
    """What was found in one type of record, the best first.

    `count` is the number of records found, or, if `is_more`, a lower bound for it.
    """

    kind: type[Record]
    hits: tuple[Hit, ...]
    count: int
    is_more: bool


class SearchIndex:
    """The search tables of a library; for changes the caller opens the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    # Updating

    def put(self, assessment: str, records: Iterable[Record]) -> None:
        """Index the present texts of some records of an assessment, given its id."""
        for record in records:
            if type(record) in SEARCHED:
                self._put(assessment, type(record), row_of(record))

    def remove(self, record: Record) -> None:
        """Remove a record from the index."""
        if type(record) in SEARCHED:
            self._delete(self._lines(type(record), record.id).values())

    def forget(self, assessment: str) -> None:
        """Remove all records of an assessment, given its id, from the index."""
        number = self._number(assessment)
        if number is None:
            return
        for kind in SEARCHED:
            for table, column in (("search", "rowid"), ("search_lines", "number")):
                within = "DELETE FROM {table} WHERE {column} BETWEEN ? AND ?"
                query = statement(within, table=table, column=column)
                self._db.execute(query, _range(kind, number))
        self._db.execute("DELETE FROM search_assessments WHERE assessment = ?", [assessment])

    def bring_up_to_date(self) -> None:
        """Rebuild the index, in a transaction, if `SEARCHED` has changed since it was made."""
        form = self._db.execute("SELECT value FROM library WHERE key = ?", [_FORM]).fetchone()
        if form is None or form[0] != _form():
            with self._db.atomic():
                self.rebuild()

    def rebuild(self) -> None:
        """Rebuild the index from all records that are not deleted."""
        for table in ("search", "search_lines", "search_assessments"):
            self._db.execute(statement("DELETE FROM {table}", table=table))
        for kind, columns in SEARCHED.items():
            query = statement(
                "SELECT {columns} FROM {table} WHERE NOT deleted",
                columns=("id", "assessment", *columns),
                table=TABLES[kind],
            )
            for row in list(self._db.query(query)):
                self._put(row["assessment"], kind, row)
        self._db.table("library").upsert({"key": _FORM, "value": _form()}, pk="key")

    def _put(self, assessment: str, kind: type[Record], row: Mapping[str, object]) -> None:
        """Write only the lines that changed, because a chapter is saved while it is typed."""
        held = self._lines(kind, str(row["id"]))
        wanted = dict.fromkeys(_lines_of(row, SEARCHED[kind]))
        self._delete(number for line, number in held.items() if line not in wanted)
        new = [line for line in wanted if line not in held]
        if not new:
            return
        number = self._number(assessment)
        first, last = _range(kind, self._add(assessment) if number is None else number)
        latest = self._db.execute(
            "SELECT max(number) FROM search_lines WHERE number BETWEEN ? AND ?", [first, last]
        ).fetchone()[0]
        for place, line in enumerate(new, start=first if latest is None else latest + 1):
            self._db.execute("INSERT INTO search (rowid, text) VALUES (?, ?)", [place, line])
            self._db.execute("INSERT INTO search_lines VALUES (?, ?)", [place, row["id"]])

    def _lines(self, kind: type[Record], record: str) -> dict[str, int]:
        """Return the indexed lines of a record, with their numbers."""
        lines = self._db.execute(
            "SELECT s.text, l.number FROM search_lines l CROSS JOIN search s ON s.rowid = l.number"
            " WHERE l.record = ? AND l.number BETWEEN ? AND ?",
            [record, *_range(kind)],
        )
        return dict(lines.fetchall())

    def _delete(self, numbers: Iterable[int]) -> None:
        for number in list(numbers):
            self._db.execute("DELETE FROM search WHERE rowid = ?", [number])
            self._db.execute("DELETE FROM search_lines WHERE number = ?", [number])

    def _number(self, assessment: str) -> int | None:
        row = self._db.execute(
            "SELECT number FROM search_assessments WHERE assessment = ?", [assessment]
        ).fetchone()
        return None if row is None else int(row[0])

    def _add(self, assessment: str) -> int:
        self._db.execute("INSERT INTO search_assessments (assessment) VALUES (?)", [assessment])
        return int(self._db.execute("SELECT last_insert_rowid()").fetchone()[0])

    # Searching

    def find(self, query: SearchQuery, assessment: str | None = None) -> list[HitsOfKind]:
        """Return what a query finds, for each type of record in which something is found.

        `assessment` is the id of an assessment, or None for all of them.
        """
        number = None if assessment is None else self._number(assessment)
        if query.is_empty or (assessment is not None and number is None):
            return []
        found = (self._of_kind(kind, query, number) for kind in SEARCHED)
        return [hits for hits in found if hits.hits]

    def _of_kind(
        self, kind: type[Record], query: SearchQuery, assessment: int | None
    ) -> HitsOfKind:
        lines = _range(kind, assessment)
        found = self._found(kind, _match(term.within for term in query.terms), lines, MOST_COUNTED)
        is_more = len(found) == MOST_COUNTED
        # Matches at the start of a word come first. If there are too many lines, these
        # matches may not be among those found, and need a query of their own.
        begun = _match(term.at_start for term in query.terms)
        first = (
            [record for record, _ in self._found(kind, begun, lines, MOST_HITS)]
            if is_more
            else [record for record, line in found if query.begins_words_of(line)]
        )
        records = list(dict.fromkeys([*first, *(record for record, _ in found)]))
        hits = self._hits(kind, records[:MOST_HITS])
        return HitsOfKind(kind, hits, len(records), is_more)

    def _found(
        self, kind: type[Record], match: str, lines: Sequence[int], most: int
    ) -> list[tuple[str, str]]:
        """Return the ids of records and their lines that match, the latest first."""
        return self._db.execute(
            _joined(
                "SELECT l.record, s.text FROM search s"
                " CROSS JOIN search_lines l ON l.number = s.rowid {joins}"
                " WHERE s.text MATCH ? AND s.rowid BETWEEN ? AND ?"
                " ORDER BY s.rowid DESC LIMIT ?",
                kind,
            ),
            [match, *lines, most],
        ).fetchall()

    def _hits(self, kind: type[Record], records: Sequence[str]) -> tuple[Hit, ...]:
        query = _HITS_IN_INTERVIEW if _belongs_to_interview(kind) else _HITS
        rows = self._db.query(_joined(query, kind), [json.dumps(records)])
        return tuple(
            Hit(
                record_of(kind, row),
                row["assessment"],
                f"{row['its_municipality']} {row['its_year']}",
                row["its_informant"] or "",
            )
            for row in rows
        )

    def assessments_with(self, words: str) -> set[str]:
        """Return the ids of the assessments in which all of the words are found in one line."""
        query = SearchQuery.of(words)
        if query.is_empty:
            return set()
        match = _match(term.within for term in query.terms)
        numbers = {number for kind in SEARCHED for number in self._assessments(kind, match)}
        rows = self._db.execute(
            "SELECT assessment FROM search_assessments"
            " WHERE number IN (SELECT value FROM json_each(?))",
            [json.dumps(sorted(numbers))],
        )
        return {assessment for (assessment,) in rows}

    def _assessments(self, kind: type[Record], match: str) -> Iterator[int]:
        """Yield the numbers of the assessments with a match, with one query for each."""
        number, (_, last) = 0, _range(kind)
        query = _joined(
            "SELECT s.rowid FROM search s CROSS JOIN search_lines l ON l.number = s.rowid {joins}"
            " WHERE s.text MATCH ? AND s.rowid BETWEEN ? AND ? ORDER BY s.rowid LIMIT 1",
            kind,
        )
        while True:
            row = self._db.execute(
                query,
                [match, _range(kind, number)[0], last],
            ).fetchone()
            if row is None:
                return
            number = (row[0] >> _LINE_BITS) & (1 << _ASSESSMENT_BITS) - 1
            yield number
            number += 1


_HITS = (
    "SELECT r.*, a.municipality AS its_municipality, a.year AS its_year, '' AS its_informant"
    " FROM (SELECT value AS record FROM json_each(?)) l {joins}"
)
_HITS_IN_INTERVIEW = (
    "SELECT r.*, a.municipality AS its_municipality, a.year AS its_year,"
    " (SELECT code FROM interviews WHERE id = r.interview) AS its_informant"
    " FROM (SELECT value AS record FROM json_each(?)) l {joins}"
)


def _form() -> str:
    """Return the types and columns that the index is made from, to compare with `_FORM`."""
    return "; ".join(f"{TABLES[kind]} {' '.join(columns)}" for kind, columns in SEARCHED.items())


def _lines_of(row: Mapping[str, object], columns: Iterable[str]) -> Iterator[str]:
    for column in columns:
        for line in str(row[column]).splitlines():
            looked_through = searchable(line)
            if looked_through:
                yield looked_through


def _match(parts: Iterable[str]) -> str:
    """Return an FTS5 query that requires every part; a part must not contain quotes."""
    return " ".join(f'"{part}"' for part in parts)


def _range(kind: type[Record], assessment: int | None = None) -> tuple[int, int]:
    """Return the first and the last line number of a type of record.

    `assessment` is the number of an assessment, or None for all of them.
    """
    order = list(SEARCHED).index(kind) + 1
    if assessment is None:
        size = _ASSESSMENT_BITS + _LINE_BITS
        return order << size, (order + 1 << size) - 1
    number = order << _ASSESSMENT_BITS | assessment
    return number << _LINE_BITS, (number + 1 << _LINE_BITS) - 1


def _belongs_to_interview(kind: type[Record]) -> bool:
    return "interview" in columns_of(kind)


def _joined(sql: str, kind: type[Record]) -> str:
    """Return `sql` with joins to the records of a type and their assessments at `{joins}`.

    Deleted records and assessments are left out, and records of interviews that were removed.
    """
    joins = _JOINS_IN_INTERVIEW if _belongs_to_interview(kind) else _JOINS
    return statement(sql.replace("{joins}", joins), table=TABLES[kind])


_JOINS = (
    " CROSS JOIN {table} r ON r.id = l.record AND NOT r.deleted"
    " CROSS JOIN assessments a ON a.id = r.assessment AND NOT a.deleted"
)
_JOINS_IN_INTERVIEW = (
    " CROSS JOIN {table} r ON r.id = l.record AND NOT r.deleted"
    " AND NOT EXISTS (SELECT 1 FROM interviews gone WHERE gone.id = r.interview AND gone.deleted)"
    " CROSS JOIN assessments a ON a.id = r.assessment AND NOT a.deleted"
)

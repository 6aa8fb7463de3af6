"""The history of a library: every change as the fields it set, in an order all machines agree on.

A change's stamp is a hybrid logical clock: wall-clock milliseconds that never go back,
with a counter for changes within one. MergeService takes, for every field, the change with
the highest stamp (and device, for equal ones).
"""

from __future__ import annotations

import json
import platform
import re
import secrets
import time
import types
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from sqlite_utils import Database

from kompass_desktop.assessment.records import Interview, Note, Rating, derived_id, new_id
from kompass_desktop.storage.database.changes import (
    BEGINNING,
    DELETED,
    NOBODY,
    HistoryEntry,
    next_version,
)
from kompass_desktop.storage.database.clocks import LATEST_CLOCK
from kompass_desktop.storage.database.record_history import RecordHistory
from kompass_desktop.storage.database.rows import TABLES, Row, Value
from kompass_desktop.storage.database.statements import statement

ENTRY_COLUMNS = (
    "id",
    "record_type",
    "record",
    "fields",
    "stamp",
    "device",
    "burst",
    "bases",
    "known",
)
"""The columns that a change is read from, in the order `entry_of_row` takes them."""

STAMP = re.compile(r"([0-9]{15})-([0-9]{6})")

_LARGEST_COUNT = 999_999
"""Changes within one millisecond that six digits can tell apart."""


_COUNTERS = frozenset({"elapsed_seconds"})
"""Fields that only tell how far something has gone on; a larger number says all."""


class StampClock:
    """Gives stamps that sort as text and never repeat or go back.

    Made from the last stamp before, or None; raises ValueError if that is no stamp.
    """

    def __init__(self, last: str | None) -> None:
        self._milliseconds, self._counter = 0, 0
        if last is not None:
            stamp = STAMP.fullmatch(str(last))
            if stamp is None:
                raise ValueError("the last stamp of the history is none")
            self._milliseconds, self._counter = int(stamp[1]), int(stamp[2])

    def next(self) -> str:
        """Return a stamp later than all before it, also where the clock was set back."""
        now = min(time.time_ns() // 1_000_000, LATEST_CLOCK)
        if now > self._milliseconds:
            self._milliseconds, self._counter = now, 0
        elif self._counter < _LARGEST_COUNT:
            self._counter += 1
        else:
            self._milliseconds, self._counter = self._milliseconds + 1, 0
        return f"{self._milliseconds:015d}-{self._counter:06d}"

    def observe(self, stamp: str) -> None:
        """Give only stamps later than another machine's from now on."""
        seen = StampClock(stamp)
        last = max((self._milliseconds, self._counter), (seen._milliseconds, seen._counter))
        self._milliseconds, self._counter = last


class History:
    """Writes and reads the history table of a library.

    `device` is the library's own id. What one opening of the library writes is under a
    `writer` of its own, so that nothing that is written after a library was copied, or put
    back from a backup, is taken for what the other copy wrote.
    """

    def __init__(self, db: Database, device: str) -> None:
        self._db = db
        self.device = device
        self._writer = _new_writer(device)
        self._last_written: str | None = None
        self._clocks: dict[str, StampClock] = {}
        # A history that cannot be continued is refused when the library is opened.
        StampClock(db.execute("SELECT max(stamp) FROM history").fetchone()[0])

    def add(
        self, assessment: str, record_type: str, record: str, changed: Row, edit_session: str | None
    ) -> None:
        """Add a change; one of the same `edit_session` takes the place of the last.

        It does so where nothing that the last one set is lost by it, and under an id of its
        own: the last may be in a file that was given away.
        """
        self._begin()
        held = self.of(record)
        entry = self._entry(assessment, record_type, record, changed)
        entry = replace(entry, edit_session=edit_session, bases=held.bases(changed))
        last = held.entries[-1] if held.entries else None
        if (
            last is not None
            and self._goes_on(last, edit_session)
            and _says_no_less(last.fields, changed)
        ):
            self._db.table("history").delete(last.id)
            entry = _extended(last, entry)
        self._insert(assessment, entry)

    def add_all(self, assessment: str, record_type: str, changes: Mapping[str, Row]) -> None:
        """Add one change each of many records, given the fields by the record's id.

        The first change of a record is written as one that no machine made, so that two
        that take in the same file have the same history from there.
        """
        begun = self._begun(assessment)
        if not begun.isdisjoint(changes):
            self._begin()
        entries = [
            self._one_of_many(assessment, record_type, record, changed)
            if record in begun
            else first_entry(assessment, record_type, record, changed)
            for record, changed in changes.items()
        ]
        self._db.table("history").insert_all(row_of_entry(assessment, e) for e in entries)
        own = [entry.id for entry in entries if entry.device != NOBODY]
        self._last_written = own[-1] if own else self._last_written

    def count(self, assessment: str) -> int:
        """Return how many changes there are of an assessment, given its id."""
        query = "SELECT count(*) FROM history WHERE assessment = ?"
        return int(self._db.execute(query, [assessment]).fetchone()[0])

    def insert(self, assessment: str, entries: Sequence[HistoryEntry]) -> None:
        """Add another machine's changes; stamps given from now on are later than theirs."""
        clock = self._clock(assessment)
        self._db.table("history").insert_all(row_of_entry(assessment, e) for e in entries)
        for entry in entries:
            clock.observe(entry.stamp)

    def bring_back(self, entries: Iterable[HistoryEntry]) -> None:
        """Give changes that are held the earlier stamps that they have in another copy."""
        rewrite(self._db, entries)

    def settle(self, assessment: str, record_type: str, record: str, changed: Row) -> None:
        """Add a change that knows every side of the fields it sets."""
        self._begin()
        held = self.of(record)
        bases = {name: tuple(entry.id for entry in held.heads(name)) for name in changed}
        entry = self._entry(assessment, record_type, record, changed)
        self._insert(assessment, replace(entry, bases=bases))

    def of(self, record: str) -> RecordHistory:
        """Return the changes of a record; raises ValueError for damaged ones."""
        return RecordHistory(self._entries("record", record))

    def of_assessment(self, assessment: str) -> list[HistoryEntry]:
        """Return all changes of an assessment, in no order; raises ValueError as `of`."""
        return self._entries("assessment", assessment)

    def _begin(self) -> None:
        """Have a writer of which all that it wrote is there.

        It is not where a transaction was taken back, or an old file came into the place of
        the open one.
        """
        if self._last_written is not None and self._is_there(self._last_written):
            return
        self._writer = _new_writer(self.device)
        name = platform.node()
        rows = [{"id": self.device, "name": name}, {"id": self._writer, "name": name}]
        self._db.table("devices").insert_all(rows, pk="id", ignore=True)

    def _is_there(self, entry: str) -> bool:
        found = self._db.execute("SELECT 1 FROM history WHERE id = ?", [entry]).fetchone()
        return found is not None

    def _insert(self, assessment: str, entry: HistoryEntry) -> None:
        if entry.fields.get(DELETED):
            entry = replace(entry, seen=self._seen(entry))
        self._db.table("history").insert(row_of_entry(assessment, entry))
        self._last_written = entry.id

    def _entries(self, column: str, value: str) -> list[HistoryEntry]:
        rows = self._db.execute(
            statement(
                "SELECT {columns} FROM history WHERE {column} = ?",
                columns=ENTRY_COLUMNS,
                column=column,
            ),
            [value],
        )
        return [entry_of_row(row) for row in rows]

    def _one_of_many(
        self, assessment: str, record_type: str, record: str, changed: Row
    ) -> HistoryEntry:
        bases = self.of(record).bases(changed)
        entry = self._entry(assessment, record_type, record, changed)
        entry = replace(entry, bases=bases)
        return replace(entry, seen=self._seen(entry)) if changed.get(DELETED) else entry

    def _entry(self, assessment: str, record_type: str, record: str, changed: Row) -> HistoryEntry:
        stamp = self._clock(assessment).next()
        return HistoryEntry(new_id(), record_type, record, changed, stamp, self._writer)

    def _clock(self, assessment: str) -> StampClock:
        """Return the clock of an assessment: what is stamped in another does not drive it."""
        if assessment not in self._clocks:
            last = self._db.execute(
                "SELECT max(stamp) FROM history WHERE assessment = ?", [assessment]
            ).fetchone()[0]
            self._clocks[assessment] = StampClock(last)
        return self._clocks[assessment]

    def _goes_on(self, last: HistoryEntry, edit_session: str | None) -> bool:
        return edit_session is not None and (last.edit_session, last.device) == (
            edit_session,
            self._writer,
        )

    def _begun(self, assessment: str) -> set[str]:
        """Return the ids of the records that have a history."""
        rows = self._db.execute("SELECT record FROM history WHERE assessment = ?", [assessment])
        return {row[0] for row in rows}

    def _seen(self, deletion: HistoryEntry) -> frozenset[str]:
        """Return the ids of the changes that a deletion concerns and that are known here.

        They are named one by one: a stamp would also include what was written before it
        in a copy that this library has never seen.
        """
        ids = self._ids("SELECT id FROM history WHERE record = ?", deletion.record)
        if deletion.record_type == TABLES[Interview]:
            of_the_interview = (
                "SELECT id FROM history WHERE record IN"
                " (SELECT id FROM {table} WHERE interview = ?)"
            )
            for kind in (Note, Rating):
                query = statement(of_the_interview, table=TABLES[kind])
                ids |= self._ids(query, deletion.record)
        return ids

    def _ids(self, query: str, record: str) -> frozenset[str]:
        return frozenset(row[0] for row in self._db.execute(query, [record]))


def rewrite(db: Database, entries: Iterable[HistoryEntry]) -> None:
    """Write the stamps of changes anew, and what deletions knew."""
    for entry in entries:
        known = row_of_entry("", entry)["known"]
        db.execute(
            "UPDATE history SET stamp = ?, known = ? WHERE id = ?", [entry.stamp, known, entry.id]
        )


def _new_writer(device: str) -> str:
    return f"{device}/{secrets.token_hex(8)}"


def device_of(writer: str) -> str:
    """Return the id of the library that a writer wrote in, or that it is a copy of."""
    return writer.partition("/")[0]


def _says_no_less(last: Row, changed: Row) -> bool:
    """Whether a change sets all that the one before it set: text grows, time passes."""
    # A deletion says all that it says: what comes after is in a record that is there again.
    return (
        DELETED not in changed
        and not last.get(DELETED)
        and all(_keeps(name, last[name], value) for name, value in changed.items() if name in last)
    )


def _keeps(name: str, before: Value, after: Value) -> bool:
    """Whether a field's value holds the one before it: a text with something put in."""
    if isinstance(before, str) and isinstance(after, str):
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))
        head = sum(1 for _ in alike)
        return after[head:].endswith(before[head:])
    if name in _COUNTERS and isinstance(before, int) and isinstance(after, int):
        return before <= after
    return before == after


def _extended(last: HistoryEntry, entry: HistoryEntry) -> HistoryEntry:
    """Return a change that sets what `last` set and more, based on the same changes as it."""
    bases = last.bases
    if bases is not None:
        new = {n: ids for n, ids in (entry.bases or {}).items() if n not in last.fields}
        bases = {**new, **bases}
    together = {**last.fields, **entry.fields}
    return replace(entry, id=next_version(last.id), fields=together, bases=bases)


def first_entry(assessment: str, record_type: str, record: str, fields: Row) -> HistoryEntry:
    """Return the change that a record begins with where it comes from a file: always the same."""
    content = json.dumps(fields, ensure_ascii=False, sort_keys=True)
    identity = derived_id(assessment, "first", record_type, record, content)
    return HistoryEntry(identity, record_type, record, fields, BEGINNING, NOBODY)


def row_of_entry(assessment: str, entry: HistoryEntry) -> Row:
    """Return a change as a row of the history table."""
    return {
        "id": entry.id,
        "assessment": assessment,
        "record_type": entry.record_type,
        "record": entry.record,
        "fields": json.dumps(entry.fields, ensure_ascii=False),
        "stamp": entry.stamp,
        "device": entry.device,
        "burst": entry.edit_session,
        "bases": None if entry.bases is None else json.dumps(entry.bases),
        "known": json.dumps(known_as_json(entry)) if entry.known or entry.seen else None,
    }


def entry_of_row(row: Sequence[str | None]) -> HistoryEntry:
    """Return the change that a row holds; raises ValueError for a damaged one."""
    identity, record_type, record, changed, stamp, device, edit_session, bases, told = row
    known = None if told is None else _parsed(told)
    if not isinstance(known, dict | list | types.NoneType):
        raise ValueError(told)
    return HistoryEntry(
        str(identity),
        str(record_type),
        str(record),
        _object(changed),
        str(stamp),
        str(device),
        edit_session,
        None if bases is None else {name: tuple(ids) for name, ids in _object(bases).items()},
        known if isinstance(known, dict) else {},
        frozenset(map(str, known)) if isinstance(known, list) else frozenset(),
    )


def known_as_json(entry: HistoryEntry) -> dict[str, str] | list[str]:
    """Return what a deletion knew, for JSON: ids, or stamps in libraries of earlier versions."""
    return sorted(entry.seen) if entry.seen else dict(entry.known)


def _object(text: str | None) -> dict[str, Any]:
    value = _parsed(text)
    if not isinstance(value, dict):
        raise ValueError(text)
    return value


def _parsed(text: str | None) -> object:
    try:
        return json.loads(str(text))
    except RecursionError as error:
        raise ValueError(text) from error

"""The history table of a library: every change as the fields it set.

The stamp of a change is a hybrid logical clock: milliseconds since 1970 that never go back,
and a counter for changes within one millisecond. Stamp, device and id together give all
machines the same order of changes. `RecordHistory` computes values and conflicts from them.
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

from kompass_desktop.assessment.record_ids import derived_id, new_id
from kompass_desktop.assessment.records import Interview, Note, Rating
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
from kompass_desktop.storage.database.tables import Database

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
"""The columns that a change is read from, in the order that `entry_of_row` expects."""

STAMP = re.compile(r"([0-9]{15})-([0-9]{6})")

_LARGEST_COUNT = 999_999
"""The largest counter within one millisecond: it has six digits."""


_COUNTERS = frozenset({"elapsed_seconds"})
"""Fields that only grow, so that a larger number replaces a smaller without loss."""


class StampClock:
    """Generates stamps that sort as text and never repeat or go back.

    `last` is the latest existing stamp, or None. Raises ValueError if it is not a stamp.
    """

    def __init__(self, last: str | None) -> None:
        self._milliseconds, self._counter = 0, 0
        if last is not None:
            stamp = STAMP.fullmatch(str(last))
            if stamp is None:
                raise ValueError("the last stamp of the history is none")
            self._milliseconds, self._counter = int(stamp[1]), int(stamp[2])

    def next(self) -> str:
        """Return a stamp later than all before it, even if the clock was set back."""
        now = min(time.time_ns() // 1_000_000, LATEST_CLOCK)
        if now > self._milliseconds:
            self._milliseconds, self._counter = now, 0
        elif self._counter < _LARGEST_COUNT:
            self._counter += 1
        else:
            self._milliseconds, self._counter = self._milliseconds + 1, 0
        return f"{self._milliseconds:015d}-{self._counter:06d}"

    def observe(self, stamp: str) -> None:
        """Make all later stamps greater than `stamp`, which another machine generated.

        Raises ValueError if it is not a stamp.
        """
        seen = StampClock(stamp)
        last = max((self._milliseconds, self._counter), (seen._milliseconds, seen._counter))
        self._milliseconds, self._counter = last


class History:
    """Writes and reads the history table of a library; the caller opens the transaction.

    `device` is the id of the library. Each time the library is opened, its changes get a new
    writer id, so that changes made after the library was copied, or restored from a backup,
    are never confused with those of the other copy. Raises ValueError if the last stamp in the
    table is damaged.
    """

    def __init__(self, db: Database, device: str) -> None:
        self._db = db
        self.device = device
        self._writer = _new_writer(device)
        self._last_written: str | None = None
        self._clocks: dict[str, StampClock] = {}
        # Raises here, when the library is opened, and not at the first change.
        StampClock(db.execute("SELECT max(stamp) FROM history").fetchone()[0])

    def add(
        self, assessment: str, record_type: str, record: str, changed: Row, edit_session: str | None
    ) -> None:
        """Add a change, or extend the last change of the record if it has the same edit session.

        The last change is extended only if no value that it set is lost. The extended one gets
        a new id, because the old one may be in a file that was sent to somebody.
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
        """Add one change for each of several records; `changes` maps record ids to fields.

        The first change of a record gets no device and an id that depends on its content, so
        that two machines that import the same file have the same history.
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
        """Return the number of changes of an assessment, given its id."""
        query = "SELECT count(*) FROM history WHERE assessment = ?"
        return int(self._db.execute(query, [assessment]).fetchone()[0])

    def insert(self, assessment: str, entries: Sequence[HistoryEntry]) -> None:
        """Add changes of another machine; stamps of later changes here are greater than theirs."""
        clock = self._clock(assessment)
        self._db.table("history").insert_all(row_of_entry(assessment, e) for e in entries)
        for entry in entries:
            clock.observe(entry.stamp)

    def set_earlier_stamps(self, entries: Iterable[HistoryEntry]) -> None:
        """Set the stamps of existing changes to the earlier ones they have in another copy."""
        rewrite(self._db, entries)

    def settle(self, assessment: str, record_type: str, record: str, changed: Row) -> None:
        """Add a change that settles conflicts: it is based on all heads of the fields it sets."""
        self._begin()
        held = self.of(record)
        bases = {name: tuple(entry.id for entry in held.heads(name)) for name in changed}
        entry = self._entry(assessment, record_type, record, changed)
        self._insert(assessment, replace(entry, bases=bases))

    def of(self, record: str) -> RecordHistory:
        """Return the history of a record, given its id; raises ValueError for damaged rows."""
        return RecordHistory(self._entries("record", record))

    def of_assessment(self, assessment: str) -> list[HistoryEntry]:
        """Return all changes of an assessment, unsorted; raises ValueError for damaged rows."""
        return self._entries("assessment", assessment)

    def _begin(self) -> None:
        """Start a new writer id unless the last change written is still in the table.

        It is missing if a transaction was rolled back, or if an older file replaced this one.
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
        """Return the clock of an assessment; each assessment has a clock of its own."""
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
        """Return the ids of all changes of the deleted record that this library has.

        For an interview they include those of its notes and ratings. They are listed one by
        one, because a stamp would also cover earlier changes in a copy never seen here.
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
    """Update the stamps of existing changes, and the changes that deletions knew."""
    for entry in entries:
        known = row_of_entry("", entry)["known"]
        db.execute(
            "UPDATE history SET stamp = ?, known = ? WHERE id = ?", [entry.stamp, known, entry.id]
        )


def _new_writer(device: str) -> str:
    return f"{device}/{secrets.token_hex(8)}"


def device_of(writer: str) -> str:
    """Return the id of the library in which a writer id was made."""
    return writer.partition("/")[0]


def _says_no_less(last: Row, changed: Row) -> bool:
    """Return whether a change loses no value of the one before it: text and time only grow."""
    # A deletion is never extended, because what follows it restores the record.
    return (
        DELETED not in changed
        and not last.get(DELETED)
        and all(_keeps(name, last[name], value) for name, value in changed.items() if name in last)
    )


def _keeps(name: str, before: Value, after: Value) -> bool:
    """Return whether a value contains the one before it, as a text with an insertion does."""
    if isinstance(before, str) and isinstance(after, str):
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))
        head = sum(1 for _ in alike)
        return after[head:].endswith(before[head:])
    if name in _COUNTERS and isinstance(before, int) and isinstance(after, int):
        return before <= after
    return before == after


def _extended(last: HistoryEntry, entry: HistoryEntry) -> HistoryEntry:
    """Return a change that sets the fields of both, with the bases of `last`."""
    bases = last.bases
    if bases is not None:
        new = {n: ids for n, ids in (entry.bases or {}).items() if n not in last.fields}
        bases = {**new, **bases}
    together = {**last.fields, **entry.fields}
    return replace(entry, id=next_version(last.id), fields=together, bases=bases)


def first_entry(assessment: str, record_type: str, record: str, fields: Row) -> HistoryEntry:
    """Return the first change of a record that comes from a file.

    The id depends on the content alone, so that it is the same on every machine.
    """
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
    """Return the change of a row with the columns `ENTRY_COLUMNS`.

    Raises ValueError for a damaged row.
    """
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
    """Return the changes that a deletion knew, for JSON.

    They are ids, or for a deletion of an earlier version the latest stamp of each machine.
    """
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

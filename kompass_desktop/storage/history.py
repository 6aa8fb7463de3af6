"""The history of a library: every change as the fields it set, in an order all machines agree on.

A change's stamp is a hybrid logical clock: wall-clock milliseconds that never go back,
with a counter for changes within one. Merging takes, for every field, the change with
the highest stamp (and device, for equal ones).
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from sqlite_utils import Database

from kompass_desktop.assessment.records import derived_id, new_id
from kompass_desktop.storage.merge import (
    BEGINNING,
    DELETED,
    NOBODY,
    HistoryEntry,
    RecordHistory,
)
from kompass_desktop.storage.rows import Row, Value

STAMP = re.compile(r"([0-9]{15})-([0-9]{6})")

_LARGEST_COUNT = 999_999
"""Changes within one millisecond that six digits can tell apart."""


_COUNTERS = frozenset({"elapsed_seconds"})
"""Fields that only tell how far something has gone on; a larger number says all."""


class Clock:
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
        now = time.time_ns() // 1_000_000
        if now > self._milliseconds:
            self._milliseconds, self._counter = now, 0
        elif self._counter < _LARGEST_COUNT:
            self._counter += 1
        else:
            self._milliseconds, self._counter = self._milliseconds + 1, 0
        return f"{self._milliseconds:015d}-{self._counter:06d}"

    def observe(self, stamp: str) -> None:
        """Give only stamps later than another machine's from now on."""
        seen = Clock(stamp)
        last = max((self._milliseconds, self._counter), (seen._milliseconds, seen._counter))
        self._milliseconds, self._counter = last


class History:
    """Writes and reads the history table of a library."""

    def __init__(self, db: Database, device: str) -> None:
        self._db = db
        self.device = device
        last = db.execute("SELECT max(stamp) FROM history").fetchone()[0]
        self._clock = Clock(last)

    def add(
        self, assessment: str, record_type: str, record: str, changed: Row, burst: str | None
    ) -> None:
        """Add a change; one of the same `burst` of typing takes the place of the last.

        It does so where nothing that the last said is lost by it, and under an id of its
        own: the last may be in a file that was given away.
        """
        held = self.of(record)
        entry = self._entry(record_type, record, changed, burst, held.bases(changed))
        last = held.entries[-1] if held.entries else None
        if last is not None and self._goes_on(last, burst) and _says_no_less(last.fields, changed):
            self._db.table("history").delete(last.id)
            entry = _extended(last, entry)
        self._insert(assessment, entry)

    def add_all(self, assessment: str, record_type: str, changes: Mapping[str, Row]) -> None:
        """Add one change of each of many records, given the fields by the record's id.

        The first change of a record is written as one that no machine made, so that two
        that take in the same file have the same history from there.
        """
        known = self._known(assessment)
        begun = self._begun(assessment)
        entries = [
            self._one_of_many(record_type, record, changed, known)
            if record in begun
            else first_entry(assessment, record_type, record, changed)
            for record, changed in changes.items()
        ]
        self._db.table("history").insert_all(row_of_entry(assessment, e) for e in entries)

    def take_in(self, assessment: str, entries: Sequence[HistoryEntry]) -> None:
        """Add another machine's changes; stamps given from now on are later than theirs."""
        self._db.table("history").insert_all(row_of_entry(assessment, e) for e in entries)
        for entry in entries:
            self._clock.observe(entry.stamp)

    def settle(self, assessment: str, record_type: str, record: str, changed: Row) -> None:
        """Add a change that knows every side of the fields it sets."""
        held = self.of(record)
        bases = {name: tuple(entry.id for entry in held.heads(name)) for name in changed}
        entry = self._entry(record_type, record, changed, None, bases)
        self._insert(assessment, entry)

    def of(self, record: str) -> RecordHistory:
        """Return the changes of a record; raises ValueError for damaged ones."""
        return RecordHistory(self._entries("record = ?", record))

    def of_assessment(self, assessment: str) -> list[HistoryEntry]:
        """Return all changes of an assessment, in no order; raises ValueError as `of`."""
        return self._entries("assessment = ?", assessment)

    def _insert(self, assessment: str, entry: HistoryEntry) -> None:
        if entry.fields.get(DELETED):
            entry = replace(entry, known=self._known(assessment))
        self._db.table("history").insert(row_of_entry(assessment, entry))

    def _entries(self, condition: str, value: str) -> list[HistoryEntry]:
        columns = "id, record_type, record, fields, stamp, device, burst, bases, known"
        rows = self._db.execute(
            f"SELECT {columns} FROM history WHERE {condition}",  # noqa: S608
            [value],
        )
        return [entry_of_row(row) for row in rows]

    def _one_of_many(
        self, record_type: str, record: str, changed: Row, known: Mapping[str, str]
    ) -> HistoryEntry:
        entry = self._entry(record_type, record, changed, None, self.of(record).bases(changed))
        return replace(entry, known=known) if changed.get(DELETED) else entry

    def _entry(
        self,
        record_type: str,
        record: str,
        changed: Row,
        burst: str | None,
        bases: Mapping[str, tuple[str, ...]],
    ) -> HistoryEntry:
        return HistoryEntry(
            new_id(), record_type, record, changed, self._clock.next(), self.device, burst, bases
        )

    def _goes_on(self, last: HistoryEntry, burst: str | None) -> bool:
        return burst is not None and (last.burst, last.device) == (burst, self.device)

    def _begun(self, assessment: str) -> set[str]:
        """Return the ids of the records that have a history."""
        rows = self._db.execute("SELECT record FROM history WHERE assessment = ?", [assessment])
        return {row[0] for row in rows}

    def _known(self, assessment: str) -> dict[str, str]:
        """Return the latest stamp of each machine among an assessment's changes."""
        return dict(
            self._db.execute(
                "SELECT device, max(stamp) FROM history WHERE assessment = ? GROUP BY device",
                [assessment],
            ).fetchall()
        )


def _says_no_less(last: Row, changed: Row) -> bool:
    """Whether a change keeps all that the one before it said: text is typed on, time passes."""
    return DELETED not in changed and all(
        _keeps(name, last[name], value) for name, value in changed.items() if name in last
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
    """Return a change that says what `last` said and more, made upon the same as it."""
    bases = last.bases
    if bases is not None:
        new = {n: ids for n, ids in (entry.bases or {}).items() if n not in last.fields}
        bases = {**new, **bases}
    return replace(entry, fields={**last.fields, **entry.fields}, bases=bases)


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
        "burst": entry.burst,
        "bases": None if entry.bases is None else json.dumps(entry.bases),
        "known": json.dumps(dict(entry.known)) if entry.known else None,
    }


def entry_of_row(row: Sequence[str | None]) -> HistoryEntry:
    """Return the change that a row holds; raises ValueError for a damaged one."""
    identity, record_type, record, changed, stamp, device, burst, bases, known = row
    return HistoryEntry(
        str(identity),
        str(record_type),
        str(record),
        _object(changed),
        str(stamp),
        str(device),
        burst,
        None if bases is None else {name: tuple(ids) for name, ids in _object(bases).items()},
        {} if known is None else _object(known),
    )


def _object(text: str | None) -> dict[str, Any]:
    try:
        value = json.loads(str(text))
    except RecursionError as error:
        raise ValueError(text) from error
    if not isinstance(value, dict):
        raise ValueError(text)
    return value

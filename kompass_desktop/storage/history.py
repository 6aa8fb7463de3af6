"""The history of a library: every change as the fields it set, in an order all machines agree on.

A change's stamp is a hybrid logical clock: wall-clock milliseconds that never go back,
with a counter for changes within one. Merging takes, for every field, the change with
the highest stamp (and device, for equal ones).
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from kompass_desktop.assessment.records import new_id
from kompass_desktop.storage.rows import Row

_STAMP = re.compile(r"([0-9]{15})-([0-9]{6})")

_LARGEST_COUNT = 999_999
"""Changes within one millisecond that six digits can tell apart."""


@dataclass(frozen=True)
class HistoryEntry:
    """One change: the fields that it set on a record, when (milliseconds since 1970), where."""

    record: str
    fields: Row
    stamp: str
    device: str

    @property
    def milliseconds(self) -> int:
        """The wall clock of the machine that made the change, in ms since 1970, UTC."""
        return int(self.stamp.partition("-")[0])


class Clock:
    """Gives stamps that sort as text and never repeat or go back.

    Made from the last stamp before, or None; raises ValueError if that is no stamp.
    """

    def __init__(self, last: str | None) -> None:
        self._milliseconds, self._counter = 0, 0
        if last is not None:
            stamp = _STAMP.fullmatch(str(last))
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


class History:
    """Writes and reads the history table of a library."""

    def __init__(self, db: Database, device: str) -> None:
        self._db = db
        self._device = device
        last = db.execute("SELECT max(stamp) FROM history").fetchone()[0]
        self._clock = Clock(last)

    def add(
        self, assessment: str, record_type: str, record: str, fields: Row, burst: str | None
    ) -> None:
        """Add a change; one of the same `burst` of typing takes the place of the last."""
        if burst is not None and self._extend(record, fields, burst):
            return
        self._db.table("history").insert(self._row(assessment, record_type, record, fields, burst))

    def add_all(self, assessment: str, record_type: str, changes: Mapping[str, Row]) -> None:
        """Add one change of each of many records, given the fields by the record's id."""
        self._db.table("history").insert_all(
            self._row(assessment, record_type, record, fields, None)
            for record, fields in changes.items()
        )

    def _row(
        self, assessment: str, record_type: str, record: str, fields: Row, burst: str | None
    ) -> Row:
        return {
            "id": new_id(),
            "assessment": assessment,
            "record_type": record_type,
            "record": record,
            "fields": json.dumps(fields, ensure_ascii=False),
            "stamp": self._clock.next(),
            "device": self._device,
            "burst": burst,
        }

    def _extend(self, record: str, fields: Row, burst: str) -> bool:
        row = self._db.execute(
            "SELECT id, burst, fields FROM history WHERE record = ? ORDER BY stamp DESC LIMIT 1",
            [record],
        ).fetchone()
        if row is None or row[1] != burst:
            return False
        merged = _fields(row[2]) | fields
        self._db.table("history").update(
            row[0],
            {
                "fields": json.dumps(merged, ensure_ascii=False),
                "stamp": self._clock.next(),
            },
        )
        return True

    def of(self, record: str) -> list[HistoryEntry]:
        """Return the changes of a record, oldest first; raises ValueError for damaged ones."""
        rows = self._db.execute(
            "SELECT record, fields, stamp, device FROM history WHERE record = ? ORDER BY stamp",
            [record],
        )
        return [HistoryEntry(r[0], _fields(r[1]), r[2], r[3]) for r in rows]


def _fields(text: str) -> Row:
    fields = json.loads(text)
    if not isinstance(fields, dict):
        raise ValueError(text)
    return fields

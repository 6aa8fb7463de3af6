"""One assessment with its whole history, as it is sent from machine to machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kompass_desktop.assessment.marks import bring_in_step
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change, Interview, Particulars, Record
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.database.changes import DELETED, HistoryEntry
from kompass_desktop.storage.database.history import first_entry
from kompass_desktop.storage.database.record_history import DEFAULTS, RecordHistory, by_record
from kompass_desktop.storage.database.rows import (
    TABLES,
    Value,
    record_of,
    row_of,
)
from kompass_desktop.storage.database.validation import problem_in

ENDING = ".kompass"
"""The file name extension of a file with an encrypted packet."""


KINDS: Mapping[str, type[Record]] = {table: kind for kind, table in TABLES.items()}


class BadPacket(ValueError):
    """A packet is invalid; its message is a translated clause without a full stop."""


@dataclass(frozen=True)
class Packet:
    """An assessment's id, its instrument, its changes, and the names of the machines.

    `contents` are the contents of the attached files, by their SHA-256 in hex.
    """

    assessment: str
    instrument: Instrument
    entries: tuple[HistoryEntry, ...]
    devices: Mapping[str, str]
    contents: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def title(self) -> str:
        """The municipality and year of the assessment."""
        return self._empty.title

    @property
    def _empty(self) -> Assessment:
        head = by_record(e for e in self.entries if e.record == self.assessment)
        return Assessment(_particulars(head[self.assessment]), self.instrument)

    @property
    def loaded(self) -> Assessment:
        """The assessment with its records, computed from the changes in the packet."""
        assessment = self._empty
        for history in by_record(self.entries).values():
            if not history.is_deleted:
                assessment.apply(Change(None, record_in(history)))
            elif isinstance(record := record_in(history), Interview):
                assessment.removed_interviews[record.id] = record
        for entry in self.entries:
            name = entry.fields.get("name")
            if KINDS[entry.record_type] is Interview and isinstance(name, str) and name:
                assessment.earlier_names[name] = entry.record
        bring_in_step(assessment)
        return assessment


def packet_of(assessment: Assessment) -> Packet:
    """Return a packet for an assessment without history, such as one from a JSON file."""
    entries = [
        first_entry(assessment.id, TABLES[type(r)], r.id, {**row_of(r), DELETED: 0})
        for r in assessment.records()
    ]
    return Packet(assessment.id, assessment.instrument, tuple(entries), {})


def validate(assessment: str, instrument: Instrument, records: Mapping[str, RecordHistory]) -> None:
    """Raise BadPacket if the changes do not make a valid assessment.

    `records` is the history of each record by its id. Both sides of every conflict must be
    valid, and deleted records too, because they may be restored.
    """
    head = records.get(assessment)
    if head is None:
        raise BadPacket(tr("the measurement itself is missing"))
    whole = Assessment(_particulars(head), instrument)
    for table in TABLES.values():
        for history in records.values():
            if history.record_type == table:
                _require_sense_of(whole, history)


def _require_sense_of(whole: Assessment, history: RecordHistory) -> None:
    where = tr("{0} “{1}”").format(history.record_type, history.record)
    if any(entry.record_type != history.record_type for entry in history.entries):
        raise BadPacket(tr("{0} is of several kinds").format(where))
    for record in _versions(history, where):
        if isinstance(record, Particulars) and record.id != whole.id:
            raise BadPacket(tr("it holds more than one measurement"))
        if problem := problem_in(whole, record):
            raise BadPacket(f"{where}: {problem}")
        if isinstance(record, Interview):
            whole.apply(Change(None, record))


def _versions(history: RecordHistory, where: str) -> Iterator[Record]:
    """Yield a record as it is, and once for each losing side of a conflict with that value."""
    try:
        yield record_in(history)
        for conflict in history.conflicts():
            for side in conflict.sides[:-1]:
                yield record_in(history, {conflict.name: side.fields[conflict.name]})
    except KeyError as error:
        raise BadPacket(tr("{0}: “{1}” is missing").format(where, error.args[0])) from error
    except ValueError as error:
        raise BadPacket(f"{where}: {error}") from error


def record_in(history: RecordHistory, instead: Mapping[str, Value] | None = None) -> Record:
    """Return the record of a history, even if it is deleted.

    `instead` gives other values for some of its columns. Raises KeyError or ValueError, with
    the field in the message, if the changes do not make a valid record.
    """
    row = {**DEFAULTS[history.record_type], **history.state, **(instead or {})}
    record: Record = record_of(KINDS[history.record_type], {**row, "id": history.record})
    return record


def _particulars(head: RecordHistory) -> Particulars:
    particulars = next(_versions(head, tr("the measurement")))
    if not isinstance(particulars, Particulars):
        raise BadPacket(tr("the measurement itself is missing"))
    return particulars

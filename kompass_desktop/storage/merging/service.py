"""Merges another copy of an assessment into the library, and makes packets for others.

The caller opens the transaction, so that an error leaves the library as it was. The rules of
merging are in `rules` and `record_history`.
"""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from kompass_desktop.assessment.finishing import Departure
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Attachment, Change, Particulars, Record
from kompass_desktop.i18n import tr
from kompass_desktop.storage.database.changes import DELETED, NOBODY, HistoryEntry
from kompass_desktop.storage.database.clocks import latest_plausible_stamp, moment_of
from kompass_desktop.storage.database.contents import AttachmentContents
from kompass_desktop.storage.database.healing import corrected_entries
from kompass_desktop.storage.database.history import History, device_of
from kompass_desktop.storage.database.instruments import KeptInstruments
from kompass_desktop.storage.database.record_history import (
    DEFAULTS,
    FieldConflict,
    RecordHistory,
    by_record,
)
from kompass_desktop.storage.database.rows import TABLES, Row, Value
from kompass_desktop.storage.database.search import SearchIndex
from kompass_desktop.storage.database.tables import Database
from kompass_desktop.storage.errors import BelongsToAnother, StorageError, UnknownAssessment
from kompass_desktop.storage.merging.anonymised import (
    Unmasked,
    anonymised_until,
    mask_of_former_names,
    masked,
    unmasked,
)
from kompass_desktop.storage.merging.insertion import has_rows_of_another
from kompass_desktop.storage.merging.packet import BadPacket, Packet, record_in, validate
from kompass_desktop.storage.merging.rules import (
    conflicts_among,
    joined,
    text_metadata_of,
    union_of,
)
from kompass_desktop.storage.merging.sender import sender

HEAD = TABLES[Particulars]


class DoesNotFit(StorageError):
    """Two copies of an assessment cannot be merged."""

    def __init__(self, title: str, detail: str) -> None:
        super().__init__(
            tr("{0} cannot be merged with the one in the library: {1}.").format(title, detail)
        )


@dataclass(frozen=True)
class MergeResult:
    """The result of a merge: how many records of each table are new, changed or deleted.

    `is_new` is whether the assessment was not in the library, or deleted; `conflicts` counts
    the unsettled ones. `clock_ahead` is the latest time, in UTC, of a new change that was far
    in the future, or None. `unmasked` counts possible names in the new changes if the
    assessment is anonymised here, else None. `earlier` is the result for the measurement before
    it, or None if the packet came without. `departure` is set if the frozen figures of a
    finished assessment differ from those computed from its records now.
    """

    assessment: str
    title: str
    is_new: bool
    added: Mapping[str, int]
    changed: Mapping[str, int]
    removed: Mapping[str, int]
    conflicts: int
    clock_ahead: datetime | None = None
    unmasked: Unmasked | None = None
    earlier: MergeResult | None = None
    departure: Departure | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the merge changed nothing in the library."""
        return not (self.is_new or self.added or self.changed or self.removed)


@dataclass(frozen=True)
class MergeService:
    """Merges assessments into, and makes packets from, the tables of an open library."""

    db: Database
    instruments: KeptInstruments
    history: History
    search: SearchIndex
    contents: AttachmentContents

    def packet(self, assessment: str) -> Packet:
        """Return an assessment with its history, given its id.

        The name of this machine is replaced by the stored name of the person, if there is one.
        Raises UnknownAssessment if it is missing or deleted, ValueError for a damaged history.
        """
        row = self._head(assessment)
        if row is None or row[1]:
            raise UnknownAssessment(assessment)
        entries = sorted(self.history.of_assessment(assessment), key=lambda entry: entry.order)
        names = self.device_names()
        if name := sender(self.db, assessment):
            names |= dict.fromkeys(self.own_writers(), name)
        devices = {entry.device for entry in entries} - {NOBODY}
        return Packet(
            assessment,
            self.instruments.get(row[0]),
            tuple(entries),
            {device: names[device] for device in sorted(devices & names.keys())},
            self.contents.of(assessment),
        )

    def merge(self, packet: Packet) -> MergeResult:
        """Add an assessment, or merge it with the copy in the library, and return what changed.

        A deleted one is restored. Raises DoesNotFit for copies that cannot be merged,
        BelongsToAnother for ids that another assessment has, ValueError for a damaged history.
        """
        title = packet.title
        ours = self.history.of_assessment(packet.assessment)
        new, earlier, shown = self._compared(ours, packet.entries)
        if not new and not earlier and self._is_listed(packet):
            self._keep_names(packet.devices)
            is_anonymised = anonymised_until(self.db, packet.assessment) is not None
            self._keep_contents(packet, by_record(ours), is_anonymised=is_anonymised)
            number = len(self.conflicts(packet.assessment))
            return MergeResult(
                packet.assessment,
                title,
                is_new=False,
                added={},
                changed={},
                removed={},
                conflicts=number,
            )
        until = anonymised_until(self.db, packet.assessment)
        if until is not None:
            here = by_record(ours)
            mask = mask_of_former_names(packet.entries, here, until, packet.instrument)
            new = masked(new, here, until, mask)
        after = by_record([*union_of([*earlier.values(), *ours]).values(), *new])
        touched = {entry.record: after[entry.record] for entry in (*new, *earlier.values())}
        self._refuse_foreign(packet.assessment, new, title)
        instrument = self._fitting_instrument(packet, after, title)
        self._keep_names(packet.devices)
        self.history.set_earlier_stamps(earlier.values())
        self.history.insert(packet.assessment, new)
        self._write(packet.assessment, instrument, touched)
        self._keep_contents(packet, after, is_anonymised=until is not None)
        was_deleted = self._bring_back(packet.assessment)
        return MergeResult(
            packet.assessment,
            title,
            is_new=was_deleted or not ours,
            **_counted(by_record(ours), touched),
            conflicts=self._count_conflicts(packet.assessment, after),
            clock_ahead=shown,
            unmasked=None if until is None else unmasked(new, after),
        )

    def _compared(
        self, ours: Sequence[HistoryEntry], theirs: Sequence[HistoryEntry]
    ) -> tuple[list[HistoryEntry], dict[str, HistoryEntry], datetime | None]:
        """Return the new changes, the existing ones that get an earlier stamp, and a wrong time.

        Stamps in the future are corrected in both. The third value is the latest time, in UTC,
        of new changes that were in the future, or None.
        """
        held = {entry.id: entry for entry in ours}
        met = [(held[e.id], joined(held[e.id], e)) for e in theirs if e.id in held]
        earlier = {after.id: after for before, after in met if after is not before}
        new = [entry for entry in theirs if entry.id not in held]
        together = {**held, **earlier, **{entry.id: entry for entry in new}}
        until = latest_plausible_stamp()
        right = corrected_entries(list(together.values()), until)
        earlier |= {key: entry for key, entry in right.items() if key in held}
        late = [entry.milliseconds for entry in new if entry.stamp > until]
        shown = moment_of(max(late)) if late else None
        return [right.get(entry.id, entry) for entry in new], earlier, shown

    def conflicts(self, assessment: str) -> list[FieldConflict]:
        """Return the unsettled conflicts of an assessment, given its id.

        Raises ValueError for a damaged history.
        """
        row = self.db.execute(
            "SELECT number FROM conflicts WHERE assessment = ?", [assessment]
        ).fetchone()
        if row is None or not row[0]:
            return []
        return conflicts_among(by_record(self.history.of_assessment(assessment)))

    def settle(
        self, assessment: Assessment, conflict: FieldConflict, chosen: HistoryEntry
    ) -> Change:
        """Settle a conflict with the value of the chosen side, and return the change it makes.

        Raises UnknownAssessment if the assessment is not in the library.
        """
        before = self.history.of(conflict.record)
        value: Value
        if conflict.is_of_deletion:
            # The other side changed a field, so choosing it restores the record.
            value = int(chosen.id == conflict.sides[0].id)
        else:
            value = chosen.fields[conflict.name]
        fields: Row = {conflict.name: value}
        if conflict.name == "text":
            fields |= text_metadata_of(chosen)
        self.history.settle(assessment.id, conflict.record_type, conflict.record, fields)
        after = self.history.of(conflict.record)
        head = self._head(assessment.id)
        if head is None:
            raise UnknownAssessment(assessment.id)
        self._write(assessment.id, head[0], {conflict.record: after})
        self._count_conflicts(assessment.id, by_record(self.history.of_assessment(assessment.id)))
        return Change(_current_record(before), _current_record(after))

    def device_names(self) -> dict[str, str]:
        """Return the names of all known machines by device id, including this one."""
        names = dict(self.db.execute("SELECT id, name FROM devices").fetchall())
        return {self.history.device: platform.node(), **names}

    def own_writers(self) -> set[str]:
        """Return the writer ids in the history that were made by this library on this machine."""
        here, own = platform.node(), self.history.device
        names = self.device_names()
        return {
            writer for writer, name in names.items() if (device_of(writer), name) == (own, here)
        }

    def _is_listed(self, packet: Packet) -> bool:
        """Whether a packet's assessment is in the library, not deleted, with its instrument."""
        row = self._head(packet.assessment)
        return row is not None and not row[1] and self.instruments.get(row[0]) == packet.instrument

    def _head(self, assessment: str) -> tuple[str, int] | None:
        """Return the instrument's id and `deleted` of an assessment, or None if there is none."""
        row: tuple[str, int] | None = self.db.execute(
            "SELECT instrument, deleted FROM assessments WHERE id = ?",
            [assessment],
        ).fetchone()
        return row

    def _fitting_instrument(
        self, packet: Packet, after: Mapping[str, RecordHistory], title: str
    ) -> str:
        """Return the instrument's id; raise DoesNotFit if both sides are not valid with it."""
        row = self._head(packet.assessment)
        if row is not None and self.instruments.get(row[0]) != packet.instrument:
            raise DoesNotFit(title, tr("they were begun with different instruments"))
        try:
            validate(packet.assessment, packet.instrument, after)
        except BadPacket as error:
            raise DoesNotFit(title, str(error)) from error
        return self.instruments.keep(packet.instrument) if row is None else row[0]

    def _refuse_foreign(self, assessment: str, new: Iterable[HistoryEntry], title: str) -> None:
        """Raise BelongsToAnother if another assessment has a change or record with one's id."""
        entries = list(new)
        records = [entry.record for entry in entries]
        claimed = {table: records for table in TABLES.values() if table != HEAD}
        claimed["history"] = [entry.id for entry in entries]
        for table, ids in claimed.items():
            if has_rows_of_another(self.db, table, assessment, ids):
                raise BelongsToAnother(title)

    def _keep_contents(
        self, packet: Packet, after: Mapping[str, RecordHistory], *, is_anonymised: bool
    ) -> None:
        """Store the contents of attached files, except those that anonymising has deleted here."""
        named = {
            str(history.state.get("digest"))
            for history in after.values()
            if history.record_type == TABLES[Attachment]
            and not (is_anonymised and history.is_deleted)
        }
        new = {digest: each for digest, each in packet.contents.items() if digest in named}
        self.contents.put(packet.assessment, new)

    def _keep_names(self, devices: Mapping[str, str]) -> None:
        known = self.device_names()
        self.db.table("devices").upsert_all(
            (
                {"id": device, "name": name}
                for device, name in devices.items()
                # A copy of this library on another machine must not rename this one.
                if device not in known or device_of(device) != self.history.device
            ),
            pk="id",
        )

    def _write(
        self, assessment: str, instrument: str, touched: Mapping[str, RecordHistory]
    ) -> None:
        """Update the rows to the state of their histories, parents first for foreign keys."""
        for table in TABLES.values():
            belongs = {"instrument": instrument} if table == HEAD else {"assessment": assessment}
            rows = [
                {**DEFAULTS[table], **history.state, "id": record, **belongs}
                for record, history in touched.items()
                if history.record_type == table
            ]
            self.db.table(table).upsert_all(rows, pk="id")
        self._index(assessment, touched.values())

    def _index(self, assessment: str, touched: Iterable[RecordHistory]) -> None:
        for history in touched:
            record = record_in(history)
            if history.is_deleted:
                self.search.remove(record)
            else:
                self.search.put(assessment, [record])

    def _bring_back(self, assessment: str) -> bool:
        """Restore an assessment if it is deleted; return whether it was."""
        head = self._head(assessment)
        if head is None or not head[1]:
            return False
        fields: Row = {DELETED: 0}
        self.db.table(HEAD).update(assessment, fields)
        self.history.add(assessment, HEAD, assessment, fields, None)
        return True

    def _count_conflicts(self, assessment: str, records: Mapping[str, RecordHistory]) -> int:
        number = len(conflicts_among(records))
        self.db.table("conflicts").upsert(
            {"assessment": assessment, "number": number}, pk="assessment"
        )
        return number


def _current_record(history: RecordHistory) -> Record | None:
    return None if history.is_deleted else record_in(history)


class _Counts(TypedDict):
    added: Mapping[str, int]
    changed: Mapping[str, int]
    removed: Mapping[str, int]


def _counted(before: Mapping[str, RecordHistory], touched: Mapping[str, RecordHistory]) -> _Counts:
    """Return how many records of each table a merge added, changed and deleted."""
    added: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    for record, history in touched.items():
        earlier = before.get(record)
        was_there = earlier is not None and not earlier.is_deleted
        if history.is_deleted:
            removed[history.record_type] += was_there
        elif not was_there:
            added[history.record_type] += 1
        elif earlier is not None and earlier.state != history.state:
            changed[history.record_type] += 1
    return {"added": +added, "changed": +changed, "removed": +removed}

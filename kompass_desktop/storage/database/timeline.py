"""What was done to an assessment, change by change: who, when, from what to what.

It reads nothing but the history that is kept: what was erased from that is in no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from kompass_desktop.assessment.records import Change, Record
from kompass_desktop.storage.database.changes import DELETED, NOBODY, HistoryEntry
from kompass_desktop.storage.database.record_history import DEFAULTS
from kompass_desktop.storage.database.rows import (
    TABLES,
    Row,
    Value,
    defaults_of,
    record_of,
    row_of,
)

_KINDS: Mapping[str, type[Record]] = {table: kind for kind, table in TABLES.items()}
_UNSEEN = frozenset(
    {"id", "assessment", "position", "follows", "figures", "drafts", "basis", DELETED}
)
"""Fields that nobody sees or writes, as the place in a list."""


class Deed(Enum):
    """What was done to a record."""

    CAME = auto()
    """It was there when the assessment was begun or imported."""
    MADE = auto()
    CHANGED = auto()
    DELETED = auto()
    RESTORED = auto()


@dataclass(frozen=True)
class FieldChange:
    """A field of a record, as its column is called, before and after."""

    name: str
    before: Value
    after: Value


@dataclass(frozen=True)
class RecordedChange:
    """What was done to a record at one time, or in one run of typing.

    `before` is the record as it was, None where it was not there; `after` as it became, None
    where it was deleted. `milliseconds` since 1970, UTC, are those of the clock of `device`.
    """

    deed: Deed
    before: Record | None
    after: Record | None
    fields: tuple[FieldChange, ...]
    milliseconds: int
    device: str
    edit_session: str | None = None

    @property
    def record(self) -> Record:
        """The record as it became, or as it was before it was deleted."""
        return Change(self.before, self.after).record

    @property
    def whole(self) -> Row:
        """What has been said in the record, by its columns, but for what nobody sees."""
        unsaid = defaults_of(type(self.record))
        return {
            name: value
            for name, value in row_of(self.record).items()
            if name not in _UNSEEN and value != unsaid.get(name, "")
        }

    def goes_on(self, last: RecordedChange) -> bool:
        """Whether it belongs to the same run of typing as the change of the record before."""
        return (
            self.deed is Deed.CHANGED
            and last.deed in (Deed.MADE, Deed.CHANGED)
            and self.edit_session is not None
            and (self.edit_session, self.device) == (last.edit_session, last.device)
        )

    def restoration(self, now: Record | None) -> Change | None:
        """Return what takes it back upon the record as it is now; None if nothing does.

        A record that is gone comes back as it was before; of one that is there, only the
        fields that were changed are set.
        """
        if self.before is None:
            return None
        if now is None:
            return Change(None, self.before)
        if self.deed is not Deed.CHANGED:
            return None
        values = {
            name: getattr(self.before, name) for name in _changed_names(self.before, self.record)
        }
        after = replace(now, **values)
        return None if after == now else Change(now, after)


def timeline(entries: Iterable[HistoryEntry]) -> list[RecordedChange]:
    """Return all changes that a history tells of, the latest first.

    What a run of typing did to a record is one change. Raises ValueError or KeyError for a
    record that is damaged.
    """
    states: dict[str, Row] = {}
    last: dict[str, int] = {}
    told: list[RecordedChange] = []
    for entry in sorted(entries, key=lambda each: each.order):
        change = _change(entry, states)
        if change is None:
            continue
        place = last.get(entry.record)
        if place is not None and change.goes_on(told[place]):
            told[place] = _together(told[place], change)
        else:
            last[entry.record] = len(told)
            told.append(change)
    return sorted(told, key=lambda each: each.milliseconds, reverse=True)


def _change(entry: HistoryEntry, states: dict[str, Row]) -> RecordedChange | None:
    """Return what a change did to the state of its record, which it takes up."""
    held = states.get(entry.record)
    start: Row = {**DEFAULTS[entry.record_type], "id": entry.record, DELETED: 1}
    old = held if held is not None else start
    new = states[entry.record] = {**old, **entry.fields}
    if old == new and held is not None:
        return None
    fields = tuple(
        FieldChange(name, old.get(name), value)
        for name, value in entry.fields.items()
        if name not in _UNSEEN and old.get(name) != value
    )
    deed = _deed(entry, held, new)
    if deed is Deed.CHANGED and not fields:
        return None
    kind = _KINDS[entry.record_type]
    before = None if old[DELETED] else record_of(kind, old)
    after = None if new[DELETED] else record_of(kind, new)
    if before is None and after is None:
        return None
    return RecordedChange(
        deed, before, after, fields, entry.milliseconds, entry.device, entry.edit_session
    )


def _deed(entry: HistoryEntry, held: Row | None, new: Row) -> Deed:
    if entry.device == NOBODY:
        return Deed.CAME
    if new[DELETED]:
        return Deed.DELETED
    if held is None:
        return Deed.MADE
    return Deed.RESTORED if held[DELETED] else Deed.CHANGED


def _together(first: RecordedChange, later: RecordedChange) -> RecordedChange:
    """Return two changes of one run of typing as one, made when the later was."""
    fields = {each.name: each for each in first.fields}
    for each in later.fields:
        before = fields[each.name].before if each.name in fields else each.before
        fields[each.name] = FieldChange(each.name, before, each.after)
    return replace(
        first, after=later.after, fields=tuple(fields.values()), milliseconds=later.milliseconds
    )


_KEPT_AS_THEY_ARE = frozenset({"id", "position", "follows"})
"""Fields that a restoration leaves; `figures` go with the text that told them."""


def _changed_names(before: Record, after: Record) -> list[str]:
    return [
        name
        for name, value in vars(after).items()
        if name not in _KEPT_AS_THEY_ARE and getattr(before, name) != value
    ]

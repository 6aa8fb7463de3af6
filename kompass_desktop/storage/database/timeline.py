"""The list of changes of an assessment: what was changed, when, on which machine, from and to.

It is computed from the history table alone; what was erased there is not in the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from kompass_desktop.assessment.records import Change, Event, Particulars, Record
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


class ChangeType(Enum):
    """What was done to a record."""

    INITIAL = auto()
    """It was part of the assessment when that was created or imported."""
    CREATED = auto()
    CHANGED = auto()
    DELETED = auto()
    RESTORED = auto()


@dataclass(frozen=True)
class FieldChange:
    """The column name of a field, and its value before and after a change."""

    name: str
    before: Value
    after: Value


@dataclass(frozen=True)
class RecordedChange:
    """What was done to a record at one time, or in one run of typing.

    `before` is the record before the change, or None if it did not exist; `after` the record
    after it, or None if it was deleted. `milliseconds` is the time since 1970, UTC, by the
    clock of `device`.
    """

    change_type: ChangeType
    before: Record | None
    after: Record | None
    fields: tuple[FieldChange, ...]
    milliseconds: int
    device: str
    edit_session: str | None = None

    @property
    def record(self) -> Record:
        """The record after the change, or before it if the change deleted the record."""
        return Change(self.before, self.after).record

    @property
    def visible_fields(self) -> Row:
        """The visible columns of the record whose values differ from a new record's."""
        defaults = defaults_of(type(self.record))
        return {
            name: value
            for name, value in row_of(self.record).items()
            if name not in _UNSEEN and value != defaults.get(name, "")
        }

    def continues(self, last: RecordedChange) -> bool:
        """Return whether it belongs to the same run of typing as `last`, the change before it."""
        return (
            self.change_type is ChangeType.CHANGED
            and last.change_type in (ChangeType.CREATED, ChangeType.CHANGED)
            and self.edit_session is not None
            and (self.edit_session, self.device) == (last.edit_session, last.device)
        )

    def restoration(self, now: Record | None) -> Change | None:
        """Return the change that undoes this one on the current record, or None if none does.

        `now` is the record as it is, or None if it is deleted; a deleted record is restored
        as it was before. In an existing record only the fields that were changed are set.
        Finishing and reopening are not undone by a record: that takes a reason.
        """
        if self.before is None or isinstance(self.record, Event):
            return None
        if now is None:
            return Change(None, self.before)
        if self.change_type is not ChangeType.CHANGED:
            return None
        values = {
            name: getattr(self.before, name)
            for name in _changed_names(self.before, self.record)
            if name != "finished" or not isinstance(self.record, Particulars)
        }
        after = replace(now, **values)
        return None if after == now else Change(now, after)


def timeline(entries: Iterable[HistoryEntry]) -> list[RecordedChange]:
    """Return all changes in a history, the latest first.

    A run of typing in a record is one change. Raises ValueError or KeyError for a damaged
    record.
    """
    states: dict[str, Row] = {}
    last: dict[str, int] = {}
    changes: list[RecordedChange] = []
    for entry in sorted(entries, key=lambda each: each.order):
        change = _change(entry, states)
        if change is None:
            continue
        place = last.get(entry.record)
        if place is not None and change.continues(changes[place]):
            changes[place] = _together(changes[place], change)
        else:
            last[entry.record] = len(changes)
            changes.append(change)
    return sorted(changes, key=lambda each: each.milliseconds, reverse=True)


def _change(entry: HistoryEntry, states: dict[str, Row]) -> RecordedChange | None:
    """Return what an entry did to its record, and update the record's row in `states`.

    Returns None if it changed nothing that can be seen.
    """
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
    change_type = _change_type(entry, held, new)
    if change_type is ChangeType.CHANGED and not fields:
        return None
    kind = _KINDS[entry.record_type]
    before = None if old[DELETED] else record_of(kind, old)
    after = None if new[DELETED] else record_of(kind, new)
    if before is None and after is None:
        return None
    return RecordedChange(
        change_type, before, after, fields, entry.milliseconds, entry.device, entry.edit_session
    )


def _change_type(entry: HistoryEntry, held: Row | None, new: Row) -> ChangeType:
    if entry.device == NOBODY:
        return ChangeType.INITIAL
    if new[DELETED]:
        return ChangeType.DELETED
    if held is None:
        return ChangeType.CREATED
    return ChangeType.RESTORED if held[DELETED] else ChangeType.CHANGED


def _together(first: RecordedChange, later: RecordedChange) -> RecordedChange:
    """Return two changes of one run of typing as one, with the time of the later."""
    fields = {each.name: each for each in first.fields}
    for each in later.fields:
        before = fields[each.name].before if each.name in fields else each.before
        fields[each.name] = FieldChange(each.name, before, each.after)
    return replace(
        first, after=later.after, fields=tuple(fields.values()), milliseconds=later.milliseconds
    )


_KEPT_AS_THEY_ARE = frozenset({"id", "position", "follows"})
"""Fields that a restoration does not set. `figures` is set, because it belongs to the text."""


def _changed_names(before: Record, after: Record) -> list[str]:
    return [
        name
        for name, value in vars(after).items()
        if name not in _KEPT_AS_THEY_ARE and getattr(before, name) != value
    ]

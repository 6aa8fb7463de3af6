"""All changes of one record, and what they result in: its field values and its conflicts.

The heads of a field are its changes that no other change is based on (as heads in version
control). The last head gives the field's value; heads with different values are a conflict.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass
from functools import cached_property
from itertools import pairwise

from kompass_desktop.assessment.records import Follows
from kompass_desktop.storage.database.changes import DELETED, HistoryEntry, version_of
from kompass_desktop.storage.database.rows import TABLES, Row, Value, defaults_of

_UNASKED = frozenset(
    {"id", "assessment", "position", "follows", "figures", "drafts", "basis", DELETED}
)
"""Fields that are never asked about. The order of a list is no one's words."""


_FOLLOWING: Mapping[Value, frozenset[str]] = {
    Follows.LINE.value: frozenset({"area", "kind", "place", "text"}),
    Follows.WORDS.value: frozenset({"area", "kind", "place"}),
}
"""For each value of a finding's `follows`: the fields that come from its note line.

Their conflicts are settled at the note line, not at the finding.
"""


_WEIGHTS: Mapping[Value, int] = {Follows.LINE: 1, Follows.WORDS: 2, Follows.NOTHING: 3}
"""Which value of `follows` wins, regardless of time: a text written by a person comes first."""


TEXT_METADATA = frozenset({"figures"})
"""Fields that describe a text, and are taken from the change that set the text."""


@dataclass(frozen=True)
class FieldConflict:
    """A field that was set to different values on two machines.

    `sides` is the last change of each side, oldest first. The last one wins. For the field
    `DELETED` the first side is the deletion, which wins, and the others are changes that the
    person who deleted had not seen.
    """

    record_type: str
    record: str
    name: str
    sides: tuple[HistoryEntry, ...]

    @property
    def is_of_deletion(self) -> bool:
        """Whether one side deleted the record and the other changed it."""
        return self.name == DELETED

    @property
    def winner(self) -> int:
        """The index in `sides` of the side that wins until the user chooses."""
        return 0 if self.is_of_deletion else len(self.sides) - 1


def by_record(entries: Iterable[HistoryEntry]) -> dict[str, RecordHistory]:
    """Return the history of each record, by the record's id."""
    sorted_out: dict[str, list[HistoryEntry]] = {}
    for entry in entries:
        sorted_out.setdefault(entry.record, []).append(entry)
    return {record: RecordHistory(those) for record, those in sorted_out.items()}


class RecordHistory:
    """The changes of one record, of which there is at least one, and what they result in."""

    def __init__(self, entries: Iterable[HistoryEntry]) -> None:
        self.entries = tuple(sorted(entries, key=lambda entry: entry.order))
        self._heads: dict[str, tuple[HistoryEntry, ...]] = {}
        self._made_apart = False

    @property
    def record_type(self) -> str:
        """The table of the record."""
        return self.entries[0].record_type

    @property
    def record(self) -> str:
        """The record's id."""
        return self.entries[0].record

    @cached_property
    def state(self) -> Row:
        """The current fields of the record, including `deleted`."""
        names = dict.fromkeys(name for entry in self.entries for name in entry.fields)
        return {name: self.value(name) for name in names}

    @property
    def is_deleted(self) -> bool:
        """Whether the record is deleted."""
        return bool(self.value(DELETED))

    def value(self, name: str) -> Value:
        """Return the value of a field; None if it was never set."""
        heads = self.heads(name)
        if not heads:
            return None
        if name == DELETED:
            # A deletion wins over changes of the record, but not over a record that was
            # created with the same id on another machine.
            return int(any(e.fields[DELETED] for e in heads) and not self._made_apart)
        if name in TEXT_METADATA:
            heads += tuple(e for e in self.heads("text")[-1:] if name in e.fields)
        return heads[-1].fields[name]

    def heads(self, name: str) -> tuple[HistoryEntry, ...]:
        """Return the changes of a field that no other change of it is based on.

        They are sorted so that the last one gives the value.
        """
        if name not in self._heads:
            self._heads[name] = self._found_heads(name)
        return self._heads[name]

    def bases(self, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the ids that a new change of some fields is based on, for each field.

        These are the changes whose values are shown. The other side of a conflict is left out,
        so that it stays to be settled. What was written in a deleted record by someone who did
        not know of the deletion is left out too.
        """
        upon = {name: self._seen(name) for name in names}
        return {name: tuple(entry.id for entry in those) for name, those in upon.items() if those}

    def conflicts(self) -> list[FieldConflict]:
        """Return the conflicts that the user is asked about; none for a deleted record."""
        if self.is_deleted:
            return []
        return [
            FieldConflict(self.record_type, self.record, name, sides)
            for name in self.state
            if self._is_asked(name) and len(sides := _different(self.heads(name), name)) > 1
        ]

    def _is_asked(self, name: str) -> bool:
        """Return whether the user is asked about a conflict of a field.

        For a field that follows a note line, only if a person has edited the finding's text.
        """
        is_following = name in _FOLLOWING.get(self.value("follows"), ())
        return name not in _UNASKED and not (
            is_following
            and all(e.fields.get("follows") != Follows.NOTHING for e in self.heads(name))
        )

    @property
    def deletions(self) -> tuple[HistoryEntry, ...]:
        """The deletions that no later change undid; none for a record that is not deleted."""
        if not self.is_deleted:
            return ()
        return tuple(entry for entry in self.heads(DELETED) if entry.fields[DELETED])

    def _found_heads(self, name: str) -> tuple[HistoryEntry, ...]:
        setting = [entry for entry in self.entries if name in entry.fields]
        upon = _made_upon(setting, name)
        heads = _not_followed(setting, upon)
        if setting and not heads:
            # Changes that are based on each other in a circle, which only a damaged file has.
            places = {entry.id: place for place, entry in enumerate(setting)}
            upon = {
                key: {b for b in those if places[b] < places[key]} for key, those in upon.items()
            }
            heads = _not_followed(setting, upon)
        if name == DELETED:
            self._made_apart = any(not upon[e.id] and not e.fields[DELETED] for e in heads)
            return heads
        if len(heads) < 2:
            return heads
        default = DEFAULTS[self.record_type].get(name, MISSING)
        # A new record has defaults in most fields; they must not compete with typed values.
        said = tuple(e for e in heads if _bases(e, name) or e.fields[name] != default) or heads
        if name == "follows":
            return tuple(sorted(said, key=lambda e: _WEIGHTS.get(e.fields[name], 0)))
        return said

    @cached_property
    def _as_deleted(self) -> RecordHistory:
        """The changes that the people who deleted the record had seen."""
        if not all(deletion.known or deletion.seen for deletion in self.deletions):
            return self
        known = set().union(*(known_to(each, self.entries) for each in self.deletions))
        return RecordHistory(entry for entry in self.entries if entry.id in known)

    def _seen(self, name: str) -> tuple[HistoryEntry, ...]:
        heads = self.heads(name)
        if name in _UNASKED:
            return heads
        if self.is_deleted:
            return self._as_deleted.heads(name)
        if not self._is_asked(name):
            return heads
        return tuple(e for e in heads if e.fields[name] == heads[-1].fields[name])


def known_to(deletion: HistoryEntry, entries: Sequence[HistoryEntry]) -> set[str]:
    """Return the ids of the changes that a deletion knew of.

    A change is known also if a change of the same edit session that includes it is known.
    """
    seen: dict[tuple[str, str, str], list[HistoryEntry]] = {}
    for entry in entries:
        if deletion.knows(entry):
            seen.setdefault(entry.run, []).append(entry)
    return {
        entry.id
        for entry in entries
        if deletion.knows(entry) or any(map(entry.is_replaced_by, seen.get(entry.run, ())))
    }


def _not_followed(
    setting: Iterable[HistoryEntry], upon: Mapping[str, set[str]]
) -> tuple[HistoryEntry, ...]:
    followed = {identity for those in upon.values() for identity in those}
    return tuple(entry for entry in setting if entry.id not in followed)


def _made_upon(setting: Sequence[HistoryEntry], name: str) -> dict[str, set[str]]:
    """Return for each change of a field the ids of those it is based on; `setting` is sorted."""
    held = {entry.id for entry in setting}
    upon = {entry.id: held.intersection(_bases(entry, name)) - {entry.id} for entry in setting}
    runs: dict[tuple[object, ...], list[HistoryEntry]] = {}
    for entry in setting:
        # In libraries of earlier versions a change is based on the last one of its machine.
        if entry.bases is None:
            runs.setdefault((entry.device,), []).append(entry)
        elif entry.edit_session is not None:
            runs.setdefault((entry.device, *_replacing(entry, name)), []).append(entry)
    for run in runs.values():
        for earlier, later in pairwise(_in_turn(run)):
            upon[later.id].add(earlier.id)
    return upon


def _replacing(entry: HistoryEntry, name: str) -> tuple[object, ...]:
    """Return a key that is the same for changes that replaced each other in an edit session.

    An edit session may have several keys: after a merge it may continue from the text of
    another machine, and its own earlier text is then a conflict to be settled. Changes of
    earlier versions, whose ids do not show it, replaced each other if they have the same bases.
    """
    root = version_of(entry.id)[0] if entry.numbers_versions else ""
    return entry.edit_session, root, frozenset(_bases(entry, name))


def _in_turn(run: Sequence[HistoryEntry]) -> list[HistoryEntry]:
    """Return the changes of a machine in the order they were made; `run` is sorted by stamp."""
    versions = [(*version_of(entry.id), entry) for entry in run]
    first: dict[str, int] = {}
    for place, (root, _, _) in enumerate(versions):
        first.setdefault(root, place)
    return [entry for root, _, entry in sorted(versions, key=lambda v: (first[v[0]], v[1]))]


def _bases(entry: HistoryEntry, name: str) -> tuple[str, ...]:
    return () if entry.bases is None else entry.bases.get(name, ())


def _different(heads: tuple[HistoryEntry, ...], name: str) -> tuple[HistoryEntry, ...]:
    """Return the last head of each distinct value, in order."""
    last = {json.dumps(entry.fields[name]): entry for entry in heads}
    return tuple(sorted(last.values(), key=lambda entry: entry.order))


DEFAULTS: Mapping[str, Mapping[str, Value]] = {
    table: defaults_of(kind) for kind, table in TABLES.items()
}
"""The default values of the columns of each table of records."""

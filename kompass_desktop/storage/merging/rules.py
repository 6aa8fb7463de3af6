"""The rules by which the changes of several machines are merged, without database access.

Two copies are merged by the union of their changes. The result depends on the set of changes
alone, so that the order of merging, or merging twice, makes no difference. `RecordHistory`
computes the fields and conflicts of each record from the union.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kompass_desktop.assessment.records import Follows
from kompass_desktop.storage.database.changes import DELETED, HistoryEntry
from kompass_desktop.storage.database.record_history import (
    TEXT_METADATA,
    FieldConflict,
    RecordHistory,
    known_to,
)
from kompass_desktop.storage.database.rows import Row


def union_of(*sides: Iterable[HistoryEntry]) -> dict[str, HistoryEntry]:
    """Return the union of the changes of several copies, by id.

    Changes with the same id differ only if one copy was anonymised or manipulated; the fields
    of the first are then kept, see `joined`.
    """
    together: dict[str, HistoryEntry] = {}
    for side in sides:
        for entry in side:
            held = together.setdefault(entry.id, entry)
            if held is not entry:
                together[entry.id] = joined(held, entry)
    return together


def joined(held: HistoryEntry, other: HistoryEntry) -> HistoryEntry:
    """Return a change with the earlier stamp of two copies of it, and the changes both knew of.

    Of two stamps the earlier is right: the later is from before a correction, see `healing`.
    """
    seen = held.seen | other.seen
    if other.stamp >= held.stamp and seen == held.seen:
        return held
    known = {} if seen else held.known
    return replace(held, stamp=min(held.stamp, other.stamp), known=known, seen=seen)


def text_metadata_of(chosen: HistoryEntry) -> Row:
    """Return the fields that must be set together with the text of the chosen side."""
    along = {name: chosen.fields[name] for name in TEXT_METADATA & chosen.fields.keys()}
    if chosen.fields.get("follows") == Follows.NOTHING:
        along["follows"] = Follows.NOTHING.value
    return along


def conflicts_among(records: Mapping[str, RecordHistory]) -> list[FieldConflict]:
    """Return the conflicts of an assessment, given the history of each record by its id."""
    gone = {record for record, history in records.items() if history.is_deleted}
    held: dict[str, list[HistoryEntry]] = {record: [] for record in gone}
    for history in records.values():
        held.get(str(history.state.get("interview")), []).extend(history.entries)
    found: list[FieldConflict] = []
    for record, history in records.items():
        # Records of a deleted interview are part of the conflict of that interview.
        if history.state.get("interview") in gone:
            continue
        if record in gone:
            found += _unseen(history, [*history.entries, *held[record]])
        else:
            found += history.conflicts()
    return sorted(found, key=lambda conflict: conflict.sides[-1].order)


def _unseen(history: RecordHistory, entries: Iterable[HistoryEntry]) -> list[FieldConflict]:
    """Return the conflict between a deletion and changes that it did not know of, if any."""
    deletions = [entry for entry in history.deletions if entry.known or entry.seen]
    if not deletions:
        return []
    held = list(entries)
    known = set().union(*(known_to(deletion, held) for deletion in deletions))
    unseen = [entry for entry in held if not entry.fields.get(DELETED) and entry.id not in known]
    if not unseen:
        return []
    last = max(unseen, key=lambda entry: entry.order)
    sides = (deletions[-1], last)
    return [FieldConflict(history.record_type, history.record, DELETED, sides)]

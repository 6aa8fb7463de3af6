"""How the changes of several machines become one state: nothing but history in, fields out.

Two copies are merged by laying their changes together; the result follows from the set
of changes alone, so that order and repetition make no difference. For every field the
later of the changes that no other knew of wins; where they differ, it is a conflict.
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


def united(*sides: Iterable[HistoryEntry]) -> dict[str, HistoryEntry]:
    """Return all changes of several copies, each once, by id.

    Only where a copy was anonymised, or changed by hand, does another change under the
    same id say something else; what the first side says is then kept.
    """
    together: dict[str, HistoryEntry] = {}
    for side in sides:
        for entry in side:
            held = together.setdefault(entry.id, entry)
            if held is not entry:
                together[entry.id] = joined(held, entry)
    return together


def joined(held: HistoryEntry, other: HistoryEntry) -> HistoryEntry:
    """Return a change as it is when another copy of it has come, in whatever order.

    The earlier stamp is right: the later is from before it was brought back.
    """
    seen = held.seen | other.seen
    if other.stamp >= held.stamp and seen == held.seen:
        return held
    known = {} if seen else held.known
    return replace(held, stamp=min(held.stamp, other.stamp), known=known, seen=seen)


def along_with_text(chosen: HistoryEntry) -> Row:
    """Return the fields that follow the text of a side that is chosen in a conflict."""
    along = {name: chosen.fields[name] for name in TEXT_METADATA & chosen.fields.keys()}
    if chosen.fields.get("follows") == Follows.NOTHING:
        along["follows"] = Follows.NOTHING.value
    return along


def conflicts_among(records: Mapping[str, RecordHistory]) -> list[FieldConflict]:
    """Return the conflicts of an assessment, given the changes of each of its records."""
    gone = {record for record, history in records.items() if history.is_deleted}
    held: dict[str, list[HistoryEntry]] = {record: [] for record in gone}
    for history in records.values():
        held.get(str(history.state.get("interview")), []).extend(history.entries)
    found: list[FieldConflict] = []
    for record, history in records.items():
        # What was in an interview that is gone is asked about together with it.
        if history.state.get("interview") in gone:
            continue
        if record in gone:
            found += _unseen(history, [*history.entries, *held[record]])
        else:
            found += history.conflicts()
    return sorted(found, key=lambda conflict: conflict.sides[-1].order)


def _unseen(history: RecordHistory, entries: Iterable[HistoryEntry]) -> list[FieldConflict]:
    """Return the conflict between a deletion and the changes that it did not know of."""
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

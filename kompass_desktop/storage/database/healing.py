"""Brings stamps that lie in the future back to the present, in a library or in what comes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlite_utils import Database

from kompass_desktop.storage.database.changes import HistoryEntry
from kompass_desktop.storage.database.clocks import believed_until
from kompass_desktop.storage.database.history import (
    ENTRY_COLUMNS,
    StampClock,
    entry_of_row,
    rewrite,
)
from kompass_desktop.storage.database.statements import statement


def heal(db: Database) -> None:
    """Bring back the stamps of a library that lie in the future; nothing else changes.

    A change keeps its id and its place among the others, so that two copies that were
    healed apart are merged as if they had been one.
    """
    until = believed_until()
    marks = f"{'[0-9]' * 15}-{'[0-9]' * 6}"
    ill = db.execute(
        "SELECT DISTINCT assessment FROM history WHERE stamp > ? AND stamp GLOB ?", [until, marks]
    ).fetchall()
    all_of_it = statement(
        "SELECT {columns} FROM history WHERE assessment = ?", columns=ENTRY_COLUMNS
    )
    for (assessment,) in ill:
        rows = db.execute(all_of_it, [assessment])
        try:
            entries = [entry_of_row(row) for row in rows]
            healed = brought_back(entries, until)
        except ValueError:
            # Damaged rows are reported when they are read.
            continue
        with db.atomic():
            rewrite(db, healed.values())


def brought_back(entries: Sequence[HistoryEntry], until: str) -> dict[str, HistoryEntry]:
    """Return those of an assessment's changes that healing alters, by id; raises ValueError.

    What lies after `until` comes, in its order, after all that does not, and not before
    now. Deletions of earlier versions, which knew of changes by stamps, then name them.
    """
    late = sorted((e for e in entries if e.stamp > until), key=lambda entry: entry.order)
    if not late:
        return {}
    changed: dict[str, HistoryEntry] = {}
    for deletion in (entry for entry in entries if entry.known):
        seen = frozenset(e.id for e in entries if deletion.knows(e))
        changed[deletion.id] = replace(deletion, known={}, seen=deletion.seen | seen)
    clock = StampClock(max((e.stamp for e in entries if e.stamp <= until), default=None))
    for entry in late:
        changed[entry.id] = replace(changed.get(entry.id, entry), stamp=clock.next())
    return changed

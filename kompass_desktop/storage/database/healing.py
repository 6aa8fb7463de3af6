"""Corrects time stamps that lie in the future, in a library or in data to be imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kompass_desktop.storage.database.changes import HistoryEntry
from kompass_desktop.storage.database.clocks import latest_plausible_stamp
from kompass_desktop.storage.database.history import (
    ENTRY_COLUMNS,
    StampClock,
    entry_of_row,
    rewrite,
)
from kompass_desktop.storage.database.statements import statement
from kompass_desktop.storage.database.tables import Database


def heal(db: Database) -> None:
    """Set stamps of a library that lie in the future to the present; nothing else changes.

    A change keeps its id and its order among the others, so that two copies that were
    corrected separately merge as if they had been corrected together.
    """
    until = latest_plausible_stamp()
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
            healed = corrected_entries(entries, until)
        except ValueError:
            # Damaged rows are reported when the assessment is loaded.
            continue
        with db.atomic():
            rewrite(db, healed.values())


def corrected_entries(entries: Sequence[HistoryEntry], until: str) -> dict[str, HistoryEntry]:
    """Return the changes of an assessment that must be corrected, by id, with new stamps.

    Changes with stamps later than `until` get, in the same order, stamps that are not earlier
    than now and later than all other stamps. A deletion written by an earlier version of the
    program lists the changes it knew by their stamps; it is rewritten to list their ids.
    Raises ValueError for a stamp that is damaged.
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

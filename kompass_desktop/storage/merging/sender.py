"""Stores the name of the person who works with an assessment in this library.

A packet contains it instead of the machine's name: a colleague knows who "Kari" is, but not what
"LAPTOP-3F2K" is.
"""

from __future__ import annotations

from kompass_desktop.storage.database.tables import Database


def keep_sender(db: Database, assessment: str, name: str) -> None:
    """Store the person's name for an assessment, given its id."""
    db.table("library").upsert({"key": _key(assessment), "value": name}, pk="key")


def forget_sender(db: Database, assessment: str) -> None:
    """Delete the name for an assessment that is deleted permanently."""
    db.execute("DELETE FROM library WHERE key = ?", [_key(assessment)])


def sender(db: Database, assessment: str) -> str:
    """Return the person's name for an assessment, given its id, or "" if none is stored."""
    row = db.execute("SELECT value FROM library WHERE key = ?", [_key(assessment)]).fetchone()
    return "" if row is None else str(row[0])


def _key(assessment: str) -> str:
    return f"sender/{assessment}"

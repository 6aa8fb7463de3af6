"""Who of the team works with an assessment in this library, as colleagues are told.

The name goes with a packet in the place of the machine's: a colleague knows who "Kari" is, and
not what "LAPTOP-3F2K" is.
"""

from __future__ import annotations

from kompass_desktop.storage.database.tables import Database


def keep_sender(db: Database, assessment: str, name: str) -> None:
    """Keep who works with an assessment here, given its id and a name."""
    db.table("library").upsert({"key": _key(assessment), "value": name}, pk="key")


def forget_sender(db: Database, assessment: str) -> None:
    """Forget it of an assessment that is deleted for good."""
    db.execute("DELETE FROM library WHERE key = ?", [_key(assessment)])


def sender(db: Database, assessment: str) -> str:
    """Return who works with an assessment here, or "" where nobody has said."""
    row = db.execute("SELECT value FROM library WHERE key = ?", [_key(assessment)]).fetchone()
    return "" if row is None else str(row[0])


def _key(assessment: str) -> str:
    return f"sender/{assessment}"

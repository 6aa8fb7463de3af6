"""Whether the search of a library finds what is in it: no more, and no less."""

from __future__ import annotations

from sqlite_utils import Database

from kompass_desktop.storage.database.search import SearchIndex
from kompass_desktop.storage.library import Library


def assert_index_is_true(library: Library) -> None:
    """See that the index is what it would be if it were made anew; nothing is written."""
    db = Database(library.file.db.conn, execute_plugins=False)
    # Behind the library's back: it would take what is written so for another program's.
    db.execute("BEGIN")
    try:
        before = _lines(db)
        SearchIndex(db).rebuild()
        assert before == _lines(db)
    finally:
        db.execute("ROLLBACK")


def _lines(db: Database) -> list[tuple[str, str]]:
    db.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    rows = db.execute(
        "SELECT l.record, s.text FROM search s LEFT JOIN search_lines l ON l.number = s.rowid"
    )
    return sorted(rows.fetchall())

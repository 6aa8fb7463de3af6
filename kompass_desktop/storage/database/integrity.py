"""Whether a database holds together, and whether two hold the same."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from kompass_desktop.i18n import tr
from kompass_desktop.storage.database.connection import (
    Connection,
    connect_to_read,
    translate_errors,
)
from kompass_desktop.storage.database.statements import statement
from kompass_desktop.storage.errors import LibraryDamaged

_ROWS_AT_A_TIME = 500


def require_sound(path: Path, connection: Connection) -> None:
    """Read the whole file; raise LibraryDamaged with what does not hold together."""
    _require_ok(path, connection, "PRAGMA integrity_check")
    orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise LibraryDamaged(
            path, tr("{0} rows refer to something that is missing").format(len(orphans))
        )


def check_quickly(path: Path, key: bytes | None) -> None:
    """Check that a library holds together, but not its indexes; it may be open meanwhile.

    Raises LibraryDamaged with what was found, LibraryUnavailable if it cannot be reached.
    """
    with translate_errors(path), closing(connect_to_read(path, key)) as connection:
        _require_ok(path, connection, "PRAGMA quick_check")


def content_of(connection: Connection) -> bytes:
    """Return a digest of every row, the same for two databases that hold the same."""
    digest = hashlib.blake2b(digest_size=32)
    # An index and the words of the search say nothing that the rows do not.
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name NOT LIKE 'sqlite%' ORDER BY name"
    ).fetchall()
    for (table,) in tables:
        digest.update(f"{table}\n".encode())
        rows = connection.execute(statement("SELECT * FROM {table} ORDER BY rowid", table=table))
        while some := rows.fetchmany(_ROWS_AT_A_TIME):
            digest.update(repr(some).encode())
    return digest.digest()


def _require_ok(path: Path, connection: Connection, pragma: str) -> None:
    found = [row[0] for row in connection.execute(pragma)]
    if found != ["ok"]:
        raise LibraryDamaged(path, _first_trouble(found))


def _first_trouble(found: Sequence[str]) -> str:
    """Return the first line of an integrity check that says something."""
    lines = [line for entry in found for line in entry.splitlines()]
    return next((line for line in lines if not line.startswith("***")), lines[0])

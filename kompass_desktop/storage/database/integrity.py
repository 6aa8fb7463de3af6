"""Checks whether a database is consistent, and whether two databases have the same content."""

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
    """Check the whole file; raise LibraryDamaged with the first inconsistency found."""
    _require_ok(path, connection, "PRAGMA integrity_check")
    orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise LibraryDamaged(
            path, tr("{0} rows refer to something that is missing").format(len(orphans))
        )


def check_quickly(path: Path, key: bytes | None) -> None:
    """Check that a library is consistent, except for its indexes; it may be open elsewhere.

    `key` is the 32 bytes of an encrypted library, or None. Raises LibraryDamaged with what was
    found, LibraryUnavailable if the file cannot be read.
    """
    with translate_errors(path), closing(connect_to_read(path, key)) as connection:
        _require_ok(path, connection, "PRAGMA quick_check")


def content_digest(connection: Connection) -> bytes:
    """Return a digest of all rows; two databases with the same content have the same digest."""
    digest = hashlib.blake2b(digest_size=32)
    # Indexes and the full-text table are left out: they are derived from the rows.
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
    """Return the first line of an integrity check that is not a heading."""
    lines = [line for entry in found for line in entry.splitlines()]
    return next((line for line in lines if not line.startswith("***")), lines[0])

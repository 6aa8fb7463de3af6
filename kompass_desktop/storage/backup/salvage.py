"""Recovers what can be read of a damaged library, and counts what cannot.

Rows are read table by table, except those on damaged pages. A record whose row is lost is
rebuilt from its history; the search index is rebuilt.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kompass_desktop.assessment.records import Particulars, Record
from kompass_desktop.assets import data_folder
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.catalogue import standard_instrument
from kompass_desktop.storage.backup.damaged_rows import DamagedRows, lengthened
from kompass_desktop.storage.backup.restoring import replace_library
from kompass_desktop.storage.database.connection import (
    Connection,
    connect_to_read,
    database_on,
    translate_errors,
)
from kompass_desktop.storage.database.healing import heal
from kompass_desktop.storage.database.instruments import KeptInstruments
from kompass_desktop.storage.database.integrity import require_sound
from kompass_desktop.storage.database.rows import TABLES, Row, record_of
from kompass_desktop.storage.database.search import SearchIndex
from kompass_desktop.storage.database.statements import placeholders, statement
from kompass_desktop.storage.database.whole_database import remove_database, whole_database
from kompass_desktop.storage.errors import LibraryDamaged
from kompass_desktop.storage.files import temporary_beside
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.locking import library_locked
from kompass_desktop.storage.place import resolved_path
from kompass_desktop.storage.upgrading import initialise_library

_log = logging.getLogger(__name__)

_HISTORY = "history"
_NOT_COPIED = ("search", "search_lines", "search_assessments", "_sqlite_migrations")


@dataclass
class Salvage:
    """The result of a recovery: numbers of rows by table.

    `saved` counts all rows of the new library, and `rebuilt` those of them that were rebuilt
    from the history. `lost` is how many rows, at most, could not be recovered. No row of the
    tables in `unreadable` could be read.
    """

    saved: Counter[str] = field(default_factory=Counter)
    rebuilt: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    unreadable: list[str] = field(default_factory=list)


def salvage(library: Library) -> tuple[Salvage, Path]:
    """Replace an open, damaged library by what can be read of it; it stays open.

    Returns the numbers of rows and the path of the damaged file, which is kept. Raises
    LibraryDamaged if no assessment can be read, NotReplaced or LibraryUnavailable if the disk
    is full.
    """
    with library.file.suspend(), _saved(library.path, library.key) as (ready, found):
        aside = replace_library(ready, library.path, "skadet")
    _log.info("library replaced by what could be read of it")
    return found, aside


def salvage_closed(library: Path, key: bytes | None) -> tuple[Salvage, Path]:
    """Replace a library that cannot be opened by what can be read of it; as `salvage`.

    `key` is the library's, or None. Raises LibraryLocked if another window has it open.
    """
    with translate_errors(library):
        library = resolved_path(library)
    with library_locked(library), _saved(library, key) as (ready, found):
        return found, replace_library(ready, library, "skadet")


@contextmanager
def _saved(library: Path, key: bytes | None) -> Iterator[tuple[Path, Salvage]]:
    """Yield the path of a new library with all that could be read, and the numbers of rows."""
    ready = temporary_beside(library)
    found = Salvage()
    try:
        with translate_errors(library):
            with (
                lengthened(library, key) as readable,
                closing(DamagedRows(readable, key)) as damaged,
                whole_database(ready, key) as new,
            ):
                initialise_library(database_on(new))
                _Saving(library, damaged, new, found).save_all()
            with closing(connect_to_read(ready, key)) as new:
                require_sound(library, new)
        yield ready, found
    finally:
        remove_database(ready)


class _Saving:
    """Copies the rows of a damaged library into a new one."""

    def __init__(self, path: Path, damaged: DamagedRows, new: Connection, found: Salvage) -> None:
        self._path = path
        self._damaged = damaged
        self._new = new
        self._db = database_on(new)
        self._found = found

    def save_all(self) -> None:
        # Rows that refer to a lost row are deleted at the end.
        self._new.execute("PRAGMA foreign_keys = OFF")
        with self._db.atomic():
            for table in self._tables():
                self._copy(table)
            self._drop_unusable_history()
            past = self._past()
            self._keep_instruments()
            for kind, table in TABLES.items():
                self._found.lost[table] += self._drop_unusable(kind, table)
                self._rebuild(kind, table, past)
            self._drop_orphans()
            heal(self._db)
            SearchIndex(self._db).rebuild()
            self._count()
        if not self._found.saved["assessments"]:
            raise LibraryDamaged(self._path, tr("no measurement in it can be read"))

    def _tables(self) -> list[str]:
        tables = self._new.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND name NOT LIKE 'sqlite%'"
        )
        return [name for (name,) in tables if name not in _NOT_COPIED]

    def _copy(self, table: str) -> None:
        known = self._db.table(table).columns_dict
        columns = [name for name in self._damaged.columns(table) if name in known]
        if not columns:
            # A table that an earlier version of the program did not have.
            return
        if not self._damaged.is_there(table):
            self._found.unreadable.append(table)
            return
        # The new library has default settings, which those of the old one replace.
        insert = "INSERT OR REPLACE" if table == "library" else "INSERT OR IGNORE"
        put = statement(
            f"{insert} INTO {{table}} ({{columns}}) VALUES ({placeholders(len(columns))})",
            table=table,
            columns=columns,
        )
        for row in self._damaged.rows(table, columns):
            # A row without a required value is not inserted, and counts as lost.
            self._found.lost[table] += 1 - self._new.execute(put, row).rowcount
        self._found.lost[table] += self._damaged.lost

    def _drop_unusable_history(self) -> None:
        """Delete changes with an invalid stamp or invalid fields."""
        stamp = f"{'[0-9]' * 15}-{'[0-9]' * 6}"
        self._found.lost[_HISTORY] += self._new.execute(
            "DELETE FROM history WHERE stamp NOT GLOB ? OR NOT json_valid(fields)", [stamp]
        ).rowcount

    def _past(self) -> dict[str, dict[str, Row]]:
        """Return, by table and record id, the present fields according to the history."""
        past: dict[str, dict[str, Row]] = {}
        rows = self._new.execute(
            "SELECT record_type, record, assessment, fields FROM history ORDER BY stamp, device"
        )
        for table, record, assessment, text in rows:
            fields = json.loads(text)
            if isinstance(fields, dict):
                kept = past.setdefault(table, {}).setdefault(record, {"assessment": assessment})
                kept.update(fields)
        return past

    def _keep_instruments(self) -> None:
        """Delete damaged instruments, and add the bundled one, which most assessments use."""
        kept = KeptInstruments(self._db, self._path)
        self._found.lost["instruments"] += kept.drop_unusable()
        kept.keep(standard_instrument(data_folder()))

    def _drop_unusable(self, kind: type[Record], table: str) -> int:
        """Delete rows that are not valid records; return how many were deleted."""
        rows = self._db.query(statement("SELECT * FROM {table}", table=table))
        unusable = [row["id"] for row in rows if not _fits(kind, row)]
        for identity in unusable:
            self._db.table(table).delete(identity)
        return len(unusable)

    def _rebuild(
        self, kind: type[Record], table: str, past: Mapping[str, Mapping[str, Row]]
    ) -> None:
        known = self._db.table(table).columns_dict
        rows = self._new.execute(statement("SELECT id FROM {table}", table=table))
        there = {row[0] for row in rows}
        for record, fields in past.get(table, {}).items():
            if record in there:
                continue
            row: Row = {"id": record, **{k: v for k, v in fields.items() if k in known}}
            if kind is Particulars:
                row["instrument"] = self._usual_instrument()
            self._db.table(table).insert(row, ignore=True)
            self._found.rebuilt[table] += 1
        self._found.rebuilt[table] -= self._drop_unusable(kind, table)

    def _usual_instrument(self) -> str:
        """Return the id of the instrument that most assessments use.

        The history does not contain the instrument of an assessment.
        """
        usual: str = self._new.execute(
            "SELECT i.id FROM instruments i LEFT JOIN assessments a ON a.instrument = i.id"
            " GROUP BY i.id ORDER BY count(a.id) DESC LIMIT 1"
        ).fetchone()[0]
        return usual

    def _drop_orphans(self) -> None:
        """Delete rows of an assessment, or assessments of an instrument, that is lost."""
        belongs = [("assessments", "instrument", "instruments")]
        belongs += [(t, "assessment", "assessments") for t in TABLES.values() if t != "assessments"]
        belongs.append(("attachment_contents", "assessment", "assessments"))
        for table, column, parents in belongs:
            gone = self._new.execute(
                statement(
                    "DELETE FROM {table} WHERE {column} NOT IN (SELECT id FROM {parents})",
                    table=table,
                    column=column,
                    parents=parents,
                )
            ).rowcount
            self._found.lost[table] += gone

    def _count(self) -> None:
        for table in self._tables():
            self._found.saved[table] = self._db.table(table).count
        for table, rebuilt in self._found.rebuilt.items():
            self._found.lost[table] = max(0, self._found.lost[table] - rebuilt)


def _fits(kind: type[Record], row: Mapping[str, object]) -> bool:
    try:
        record_of(kind, row)
    except (KeyError, ValueError):
        return False
    return True

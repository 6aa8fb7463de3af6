"""The list of erasures that are not finished: copies and old bytes that still have the data.

An erasure is stored in the same transaction that erases in the library, and stays until all
copies are done. So a killed process, a full disk or a missing memory stick only delays it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kompass_desktop.storage.database.tables import Database
from kompass_desktop.storage.kept_copies import (
    backup_folder,
    backups_in,
    files_set_aside,
    logs_set_aside,
)
from kompass_desktop.storage.privacy.erasing import NotesFate

_SETTING = "erasures"
_NUMBER = re.compile(r"-([0-9]{6})-[0-9]{8}T[0-9]{6}Z")
"""The number in a backup's name."""


@dataclass(frozen=True)
class Erasure:
    """One anonymisation or deletion of assessments, and what is left of it to do.

    `fate` is the name of a `NotesFate` for an anonymisation, "" for a deletion. It concerns
    backups with numbers up to `newest_backup`, and the files that are named in `aside`; `done`
    has the names of the copies that are done.
    """

    assessments: tuple[str, ...]
    fate: str
    newest_backup: int = 0
    aside: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    has_traces: bool = True
    """Whether old bytes are still in the library's file."""
    awaits_place: bool = True
    """Whether a second place for backups may still contain what was erased."""

    @property
    def notes_fate(self) -> NotesFate | None:
        """Whether notes are kept or deleted; None if whole assessments are deleted."""
        return NotesFate[self.fate] if self.fate else None

    def concerns(self, backup: Path) -> bool:
        """Return whether a backup may be from before the erasure, given its path."""
        number = _NUMBER.search(backup.name)
        return number is None or int(number[1]) <= self.newest_backup

    def with_done(self, names: Iterable[str]) -> Erasure:
        """Return the erasure with the names of more copies in `done`."""
        return replace(self, done=tuple(sorted({*self.done, *names})))


def read_erasures(db: Database) -> list[Erasure]:
    """Return the erasures that are not finished, oldest first."""
    row = db.execute("SELECT value FROM library WHERE key = ?", [_SETTING]).fetchone()
    return [_erasure_of(item) for item in json.loads(row[0])] if row else []


def write_erasures(db: Database, erasures: Sequence[Erasure]) -> None:
    """Store the erasures that are not finished; the caller opens the transaction."""
    if erasures:
        value = json.dumps([asdict(erasure) for erasure in erasures])
        db.table("library").upsert({"key": _SETTING, "value": value}, pk="key")
    else:
        db.table("library").delete_where("key = ?", [_SETTING])


def concerned_copies(library: Path) -> tuple[int, tuple[str, ...]]:
    """Return the number of a library's newest backup, and the names of files set aside."""
    newest = next(iter(backups_in(backup_folder(library), library)), None)
    aside = [*files_set_aside(library), *logs_set_aside(library)]
    return newest.number if newest else 0, tuple(copy.name for copy in aside)


def _erasure_of(item: dict[str, object]) -> Erasure:
    lists = {
        name: tuple(value) if isinstance(value, list) else value for name, value in item.items()
    }
    return Erasure(**lists)  # type: ignore[arg-type]

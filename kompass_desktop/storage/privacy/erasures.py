"""What has been anonymised or deleted for good, until no copy and no old byte tells of it.

The record is written in the transaction that takes the people or the assessment out of the
library, and stays there until the rest is done: so a kill, a full disk or a memory stick
that is away only puts the rest off.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sqlite_utils import Database

from kompass_desktop.storage.kept_copies import (
    backup_folder,
    backups_in,
    files_set_aside,
    logs_aside,
)
from kompass_desktop.storage.privacy.erasing import NotesFate

_SETTING = "erasures"
_NUMBER = re.compile(r"-([0-9]{6})-[0-9]{8}T[0-9]{6}Z")
"""The number in a backup's name."""


@dataclass(frozen=True)
class Erasure:
    """One decision and what is left of it to do.

    `fate` is that of the notes where an assessment is anonymised, "" where assessments are
    deleted. Of the backups those up to the number `newest_backup` are concerned, of what
    was set aside the files named in `aside`; `done` has the names of those that are done.
    """

    assessments: tuple[str, ...]
    fate: str
    newest_backup: int = 0
    aside: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    has_traces: bool = True
    """Whether old bytes are still in the library's own file."""
    awaits_place: bool = True
    """Whether a second place for backups may hold what is erased."""

    @property
    def notes_fate(self) -> NotesFate | None:
        """What becomes of the notes; None where all is deleted."""
        return NotesFate[self.fate] if self.fate else None

    def concerns(self, backup: Path) -> bool:
        """Whether a backup of the library may be from before the decision."""
        number = _NUMBER.search(backup.name)
        return number is None or int(number[1]) <= self.newest_backup

    def with_done(self, names: Iterable[str]) -> Erasure:
        """Return the record with more copies that are done."""
        return replace(self, done=tuple(sorted({*self.done, *names})))


def read_erasures(db: Database) -> list[Erasure]:
    """Return what is left to do, oldest first."""
    row = db.execute("SELECT value FROM library WHERE key = ?", [_SETTING]).fetchone()
    return [_erasure_of(item) for item in json.loads(row[0])] if row else []


def write_erasures(db: Database, erasures: Sequence[Erasure]) -> None:
    """Keep what is left to do, within the caller's transaction."""
    if erasures:
        value = json.dumps([asdict(erasure) for erasure in erasures])
        db.table("library").upsert({"key": _SETTING, "value": value}, pk="key")
    else:
        db.table("library").delete_where("key = ?", [_SETTING])


def concerned_copies(library: Path) -> tuple[int, tuple[str, ...]]:
    """Return the number of a library's newest backup, and the names of what was set aside."""
    newest = next(iter(backups_in(backup_folder(library), library)), None)
    aside = [*files_set_aside(library), *logs_aside(library)]
    return newest.number if newest else 0, tuple(copy.name for copy in aside)


def _erasure_of(item: dict[str, object]) -> Erasure:
    lists = {
        name: tuple(value) if isinstance(value, list) else value for name, value in item.items()
    }
    return Erasure(**lists)  # type: ignore[arg-type]

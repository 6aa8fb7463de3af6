"""Puts another database where a library is: a backup, or what could be saved of a damaged one.

What lay there is copied aside first, whole, with whatever SQLite keeps beside it: nothing
that is replaced is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from kompass_desktop.instrument.reasons import reason
from kompass_desktop.storage.backup import copy_bytes, copy_database
from kompass_desktop.storage.connection import connect_to_read, told
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.key_file import sync_folder
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import (
    bring_up_to_date,
    companions,
    library_locked,
    remove_database,
    require_known,
    whole_database,
)
from kompass_desktop.storage.soundness import require_sound


class NotReplaced(StorageError):
    """The library could not be copied aside, and has therefore been left as it was."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"Biblioteket {path} kunne ikke legges til side ({detail}) og er som før; gi plass "
            "på disken og prøv igjen."
        )


@dataclass(frozen=True)
class Held:
    """An assessment as a backup holds it; `changed_at` is in UTC, None where nothing was."""

    municipality: str
    year: int
    interviews: int
    notes: int
    ratings: int
    findings: int
    changed_at: datetime | None


def contents(backup: Path, key: bytes | None) -> list[Held]:
    """Return what a backup holds, the assessment that was changed last first.

    Raises LibraryDamaged for one that can no longer be read or has another key,
    LibraryUnavailable where it cannot be reached.
    """
    counts = ", ".join(_count(table) for table in ("interviews", "notes", "ratings", "findings"))
    with told(backup), closing(connect_to_read(backup, key)) as connection:
        rows = connection.execute(
            f"SELECT municipality, year, {counts},"  # noqa: S608
            " (SELECT max(stamp) FROM history h WHERE h.assessment = a.id) AS stamp"
            " FROM assessments a WHERE NOT a.deleted ORDER BY stamp DESC"
        ).fetchall()
    return [
        Held(name, year, interviews, notes, ratings, findings, _moment(stamp))
        for name, year, interviews, notes, ratings, findings, stamp in rows
    ]


def restore(library: Library, backup: Path) -> Path:
    """Replace an open library by a backup of it, and go on with that.

    Returns where the library as it was is kept. Until the backup has been read whole and
    brought up to date, nothing is touched. Raises LibraryDamaged for a backup that is not
    sound or has another key, LibraryTooNew for one of a newer program, NotReplaced and
    LibraryUnavailable where there is no room; the library is then as before.
    """
    with _ready(backup, library.path, library.key) as ready, library.put_away():
        return put_in_place(ready, library.path, "erstattet")


def restore_closed(library: Path, key: bytes | None, backup: Path) -> Path:
    """Replace a library that cannot be opened by a backup of it; as `restore`.

    Raises LibraryLocked while another window has it.
    """
    with library_locked(library), _ready(backup, library, key) as ready:
        return put_in_place(ready, library, "skadet")


def put_in_place(ready: Path, library: Path, word: str) -> Path:
    """Let a database take a library's place; return where that is kept, under `word`.

    Neither is open. Raises NotReplaced.
    """
    aside = _aside(library, word)
    try:
        for beside in companions(library):
            if beside.exists():
                copy_bytes(beside, aside.with_name(beside.name.replace(library.name, aside.name)))
        copy_database(library, aside)
        # SQLite would play them into the other database.
        for beside in companions(library):
            beside.unlink(missing_ok=True)
        ready.replace(library)
        sync_folder(library.parent)
    except OSError as error:
        raise NotReplaced(library, reason(error)) from error
    return aside


@contextmanager
def _ready(backup: Path, library: Path, key: bytes | None) -> Iterator[Path]:
    """Give a sound copy of a backup, beside the library, as this program writes them."""
    ready = library.with_name(f"{library.name}.ready")
    try:
        with told(backup):
            require_known(backup, key)
            with (
                closing(connect_to_read(backup, key)) as source,
                whole_database(ready, key) as copy,
            ):
                source.backup(copy)
                bring_up_to_date(Database(copy))
            with closing(connect_to_read(ready, key)) as copy:
                require_sound(backup, copy)
        yield ready
    finally:
        remove_database(ready)


def _aside(library: Path, word: str) -> Path:
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    for number in ("", *(f"-{count}" for count in range(2, 100))):
        aside = library.with_name(f"{library.stem}-{word}-{stamp}{number}{library.suffix}")
        if not aside.exists():
            return aside
    raise NotReplaced(library, "det ligger allerede for mange til side")


def _count(table: str) -> str:
    return f"(SELECT count(*) FROM {table} r WHERE r.assessment = a.id AND NOT r.deleted)"  # noqa: S608


def _moment(stamp: str | None) -> datetime | None:
    if stamp is None:
        return None
    return datetime.fromtimestamp(int(stamp.partition("-")[0]) / 1000, UTC)

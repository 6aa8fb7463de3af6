"""Puts another database where a library is: a backup, or what could be saved of a damaged one.

What lay there is copied aside first, whole, with whatever SQLite keeps beside it: nothing
that is replaced is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from kompass_desktop.instrument.reasons import reason
from kompass_desktop.storage.backup import Backup, copy_bytes, copy_database
from kompass_desktop.storage.connection import connect_to_read, is_encrypted, told
from kompass_desktop.storage.erasures import Erasure
from kompass_desktop.storage.errors import LibraryEncrypted, StorageError
from kompass_desktop.storage.files import (
    overwrite_and_remove,
    set_aside_name,
    take_the_place,
    temporary_beside,
)
from kompass_desktop.storage.key_file import key_file
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import (
    bring_up_to_date,
    companions,
    copy_whole,
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


def key_of(backup: Path, key: bytes | None) -> bytes | None:
    """Return the key that a backup opens with: its library's key, or None for a plain one.

    Raises LibraryEncrypted where it is neither: the backup is from before the library got
    the key that it has, and has a passphrase of its own.
    """
    from kompass_desktop.storage.keys import read_key_ring

    with told(backup):
        if not is_encrypted(backup):
            return None
    if key is not None and (not key_file(backup).exists() or read_key_ring(backup).fits(key)):
        return key
    raise LibraryEncrypted(backup)


def newest_sound(backups: Iterable[Backup], key: bytes | None) -> tuple[Backup, list[Held]] | None:
    """Return the first of some backups that is whole, with what it holds; None if none is."""
    for backup in backups:
        with suppress(StorageError), told(backup.path):
            opens_with = key_of(backup.path, key)
            with closing(connect_to_read(backup.path, opens_with)) as connection:
                require_sound(backup.path, connection)
            return backup, contents(backup.path, opens_with)
    return None


def restore(library: Library, backup: Path, key: bytes | None) -> Path:
    """Replace an open library by a backup of it, and go on with that under the library's key.

    `key` is the backup's, as `key_of` tells. Returns where the library as it was is kept.
    Until the backup has been read whole and brought up to date, nothing is touched. Raises
    LibraryDamaged for a backup that is not sound or has another key, LibraryTooNew for one
    of a newer program, NotReplaced and LibraryUnavailable where there is no room; the
    library is then as before.
    """
    erased = [each for each in library.erasures() if each.concerns(backup)]
    with (
        _ready(backup, key, library.path, library.key, erased) as ready,
        library.put_away(),
    ):
        return put_in_place(ready, library.path, "erstattet")


def restore_closed(library: Path, library_key: bytes | None, backup: Path) -> Path:
    """Replace a library that cannot be opened by a backup of it; as `restore`.

    Raises LibraryEncrypted for a backup that has a key of its own, and LibraryLocked while
    another window has the library.
    """
    key = key_of(backup, library_key)
    with library_locked(library), _ready(backup, key, library, library_key) as ready:
        return put_in_place(ready, library, "skadet")


def put_in_place(ready: Path, library: Path, word: str) -> Path:
    """Let a database take a library's place; return where that is kept, under `word`.

    Neither is open. Raises NotReplaced.
    """
    aside = set_aside_name(library, word)
    if aside is None:
        raise NotReplaced(library, "det ligger allerede for mange til side")
    try:
        for beside in companions(library):
            if beside.exists():
                copy_bytes(beside, aside.with_name(beside.name.replace(library.name, aside.name)))
        copy_database(library, aside)
        # SQLite would play them into the other database.
        for beside in companions(library):
            overwrite_and_remove(beside)
        take_the_place(ready, library)
    except OSError as error:
        raise NotReplaced(library, reason(error)) from error
    return aside


@contextmanager
def _ready(
    backup: Path,
    key: bytes | None,
    library: Path,
    library_key: bytes | None,
    erased: Sequence[Erasure] = (),
) -> Iterator[Path]:
    """Give a sound copy of a backup, beside the library, as this program writes them.

    What was erased in the library and not yet in the backup does not come back.
    """
    ready = temporary_beside(library)
    try:
        with told(backup):
            require_known(backup, key)
            with (
                closing(connect_to_read(backup, key)) as source,
                whole_database(ready, key) as copy,
            ):
                copy_whole(source, copy)
                bring_up_to_date(Database(copy))
                _erase_again(Library(temporary_beside(ready), copy, None, key), erased)
            if key != library_key:
                _convert(ready, key, library_key)
            with closing(connect_to_read(ready, library_key)) as copy:
                require_sound(backup, copy)
        yield ready
    finally:
        remove_database(ready)


def _erase_again(copy: Library, erased: Sequence[Erasure]) -> None:
    for erasure in erased:
        erasure.carry_out(copy)
    if erased:
        copy.keep_erasures(erased)


def _convert(path: Path, key: bytes | None, new_key: bytes | None) -> None:
    # Seldom needed, and brings what derives keys.
    from kompass_desktop.storage.protection import convert

    convert(path, key, new_key)


def _count(table: str) -> str:
    return f"(SELECT count(*) FROM {table} r WHERE r.assessment = a.id AND NOT r.deleted)"  # noqa: S608


def _moment(stamp: str | None) -> datetime | None:
    """Return when a change was made; what came with an import bears no time."""
    milliseconds = int((stamp or "0").partition("-")[0])
    return datetime.fromtimestamp(milliseconds / 1000, UTC) if milliseconds else None

"""Puts another database where a library is: a backup, or what could be saved of a damaged one.

What was there is first copied aside, whole, with all that SQLite keeps beside it: nothing
that is replaced is lost.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kompass_desktop.i18n import tr
from kompass_desktop.os_errors import reason
from kompass_desktop.storage.backup.backup import copy_database
from kompass_desktop.storage.database.clocks import moment_of_stamp
from kompass_desktop.storage.database.connection import (
    DatabaseError,
    connect_to_read,
    database_on,
    is_encrypted,
    key_opens,
    translate_errors,
)
from kompass_desktop.storage.database.integrity import require_sound
from kompass_desktop.storage.database.whole_database import (
    companions,
    copy_whole,
    remove_database,
    whole_database,
)
from kompass_desktop.storage.encryption.conversion import convert
from kompass_desktop.storage.encryption.key_file import copy_key_file, key_file
from kompass_desktop.storage.encryption.key_ring import KeysUnusable, read_key_ring
from kompass_desktop.storage.errors import LibraryEncrypted, StorageError
from kompass_desktop.storage.files import (
    copy_bytes,
    overwrite_and_remove,
    set_aside,
    set_aside_name,
    take_the_place,
    temporary_beside,
)
from kompass_desktop.storage.kept_copies import Backup
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.locking import library_locked
from kompass_desktop.storage.place import real_place
from kompass_desktop.storage.privacy.erasures import Erasure
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy
from kompass_desktop.storage.upgrading import (
    bring_up_to_date,
    require_known,
    translate_schema_errors,
)

_log = logging.getLogger(__name__)


class NotReplaced(StorageError):
    """The library could not be copied aside, and has therefore been left as it was."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            tr(
                "The library {0} could not be set aside ({1}) and is unchanged; free some disk "
                "space and try again."
            ).format(path, detail)
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
    with (
        translate_errors(backup),
        closing(connect_to_read(backup, key)) as connection,
        translate_schema_errors(backup),
    ):
        rows = connection.execute(
            "SELECT municipality, year,"
            " (SELECT count(*) FROM interviews r WHERE r.assessment = a.id AND NOT r.deleted),"
            " (SELECT count(*) FROM notes r WHERE r.assessment = a.id AND NOT r.deleted),"
            " (SELECT count(*) FROM ratings r WHERE r.assessment = a.id AND NOT r.deleted),"
            " (SELECT count(*) FROM findings r WHERE r.assessment = a.id AND NOT r.deleted),"
            " (SELECT max(stamp) FROM history h WHERE h.assessment = a.id) AS stamp"
            " FROM assessments a WHERE NOT a.deleted ORDER BY stamp DESC"
        ).fetchall()
    return [
        Held(name, year, interviews, notes, ratings, findings, moment_of_stamp(stamp))
        for name, year, interviews, notes, ratings, findings, stamp in rows
    ]


def key_of_backup(backup: Path, key: bytes | None) -> bytes | None:
    """Return the key that a backup opens with: its library's key, or None for a plain one.

    Raises LibraryEncrypted where it is neither: the backup is from before the library got
    the key that it has, and has a passphrase of its own.
    """
    with translate_errors(backup):
        if not is_encrypted(backup):
            return None
    if key is not None and (not key_file(backup).exists() or _fits(backup, key)):
        return key
    raise LibraryEncrypted(backup)


def _fits(backup: Path, key: bytes) -> bool:
    """Whether a key is that of a backup, also where its key ring has gone bad."""
    try:
        return read_key_ring(backup).fits(key)
    except KeysUnusable:
        return key_opens(backup, key)


def newest_sound(backups: Iterable[Backup], key: bytes | None) -> tuple[Backup, list[Held]] | None:
    """Return the first of some backups that is a whole library, with what it holds.

    None if none is.
    """
    for backup in backups:
        # Any error of the database means here that the backup is not whole.
        with suppress(StorageError, DatabaseError), translate_errors(backup.path):
            opens_with = key_of_backup(backup.path, key)
            require_known(backup.path, opens_with)
            with closing(connect_to_read(backup.path, opens_with)) as connection:
                require_sound(backup.path, connection)
            return backup, contents(backup.path, opens_with)
    return None


def restore(library: Library, backup: Path, key: bytes | None) -> Path:
    """Replace an open library by a backup of it, and go on with that under the library's key.

    `key` is the backup's, as `key_of_backup` tells. Returns where the library as it was is kept.
    Until the backup has been read whole and brought up to date, nothing is touched. Raises
    LibraryDamaged for a backup that is not sound or has another key, LibraryTooNew for one
    of a newer program, NotReplaced and LibraryUnavailable where there is no room; the
    library is then as before.
    """
    erased = [each for each in LibraryPrivacy(library).erasures() if each.concerns(backup)]
    with (
        _ready(backup, key, library.path, library.key, erased) as ready,
        library.file.suspend(),
    ):
        aside = put_in_place(ready, library.path, "erstattet")
    _log.info("library replaced by a backup")
    return aside


def restore_closed(library: Path, library_key: bytes | None, backup: Path) -> Path:
    """Replace a library that cannot be opened by a backup of it; as `restore`.

    Raises LibraryEncrypted for a backup that has a key of its own, and LibraryLocked while
    another window has the library.
    """
    key = key_of_backup(backup, library_key)
    with translate_errors(library):
        library = real_place(library)
        library.parent.mkdir(parents=True, exist_ok=True)
    with library_locked(library), _ready(backup, key, library, library_key) as ready:
        if library_key is not None:
            _give_keys(backup, library, library_key)
        return put_in_place(ready, library, "skadet")


def _give_keys(backup: Path, library: Path, key: bytes) -> None:
    """See that the key ring by which a library is to be opened lies beside it."""
    if _has_ring_of(library, key) or not _has_ring_of(backup, key):
        return
    with translate_errors(library):
        set_aside(key_file(library))
        copy_key_file(backup, library)


def _has_ring_of(path: Path, key: bytes) -> bool:
    try:
        return read_key_ring(path).fits(key)
    except KeysUnusable:
        return False


def set_library_aside(library: Path) -> Path | None:
    """Give a library that is to be left another name, with all beside it; nothing is lost.

    Returns the name, or None where there was nothing. Raises NotReplaced, and LibraryLocked
    while another window has it.
    """
    with library_locked(library):
        aside = _free_name(library, "lagt-til-side")
        try:
            for file in (*companions(library), key_file(library), library):
                if file.exists():
                    file.rename(file.with_name(file.name.replace(library.name, aside.name)))
        except OSError as error:
            raise NotReplaced(library, reason(error)) from error
    return aside if aside.exists() else None


def _free_name(library: Path, word: str) -> Path:
    name = set_aside_name(library, word)
    if name is None:
        raise NotReplaced(library, tr("too many are already set aside"))
    return name


def put_in_place(ready: Path, library: Path, word: str) -> Path:
    """Let a database take a library's place; return where that is kept, under `word`.

    Neither is open. Raises NotReplaced.
    """
    aside = _free_name(library, word)
    try:
        if library.exists() and not library.is_file():
            library.rename(aside)
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
        with translate_errors(backup):
            require_known(backup, key)
            with (
                closing(connect_to_read(backup, key)) as source,
                whole_database(ready, key) as copy,
            ):
                copy_whole(source, copy)
                bring_up_to_date(database_on(copy))
                _erase_again(Library(temporary_beside(ready), copy, None, key), erased)
            if key != library_key:
                _convert(ready, key, library_key)
            with closing(connect_to_read(ready, library_key)) as copy:
                require_sound(backup, copy)
        yield ready
    finally:
        remove_database(ready)


def _erase_again(copy: Library, erased: Sequence[Erasure]) -> None:
    privacy = LibraryPrivacy(copy)
    for erasure in erased:
        privacy.carry_out(erasure)
    if erased:
        privacy.keep_erasures(erased)


def _convert(path: Path, key: bytes | None, new_key: bytes | None) -> None:
    convert(path, key, new_key)

"""Replaces a library by another database: a backup, or what was recovered from a damaged one.

The replaced library is first copied under another name, with the files that SQLite keeps
beside it, so that nothing is lost.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import DOCUMENTS
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
    replace_and_overwrite,
    set_aside,
    set_aside_name,
    temporary_beside,
)
from kompass_desktop.storage.kept_copies import Backup
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.locking import library_locked
from kompass_desktop.storage.place import resolved_path
from kompass_desktop.storage.privacy.erasures import Erasure
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy
from kompass_desktop.storage.upgrading import (
    bring_up_to_date,
    require_known,
    translate_schema_errors,
)

_log = logging.getLogger(__name__)


class NotReplaced(StorageError):
    """The library could not be copied under another name, and is therefore unchanged."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            tr(
                "The library {0} could not be set aside ({1}) and is unchanged; free some disk "
                "space and try again."
            ).format(path, detail)
        )


@dataclass(frozen=True)
class BackedUpAssessment:
    """An assessment in a backup, with the number of its records.

    `changed_at` is the time of the last change, in UTC, or None if there was none.
    """

    municipality: str
    year: int
    interviews: int
    notes: int
    ratings: int
    findings: int
    changed_at: datetime | None


def contents(backup: Path, key: bytes | None) -> list[BackedUpAssessment]:
    """Return the assessments in a backup, the one changed last first.

    Raises LibraryDamaged for a damaged backup or another key, LibraryUnavailable if the file
    cannot be read.
    """
    with (
        translate_errors(backup),
        closing(connect_to_read(backup, key)) as connection,
        translate_schema_errors(backup),
    ):
        rows = connection.execute(
            "SELECT municipality, year,"
            " (SELECT count(*) FROM interviews r WHERE r.assessment = a.id AND NOT r.deleted"
            '  AND r."group" != :documents),'
            " (SELECT count(*) FROM notes r WHERE r.assessment = a.id AND NOT r.deleted),"
            " (SELECT count(*) FROM ratings r WHERE r.assessment = a.id AND NOT r.deleted),"
            " (SELECT count(*) FROM findings r WHERE r.assessment = a.id AND NOT r.deleted),"
            " (SELECT max(stamp) FROM history h WHERE h.assessment = a.id) AS stamp"
            " FROM assessments a WHERE NOT a.deleted ORDER BY stamp DESC",
            {"documents": DOCUMENTS},
        ).fetchall()
    return [
        BackedUpAssessment(name, year, interviews, notes, ratings, findings, moment_of_stamp(stamp))
        for name, year, interviews, notes, ratings, findings, stamp in rows
    ]


def key_of_backup(backup: Path, key: bytes | None) -> bytes | None:
    """Return the key of a backup: `key`, which is its library's, or None if not encrypted.

    Raises LibraryEncrypted for a backup with another key, made before the library got its
    present one; its own passphrase opens it.
    """
    with translate_errors(backup):
        if not is_encrypted(backup):
            return None
    if key is not None and (not key_file(backup).exists() or _fits(backup, key)):
        return key
    raise LibraryEncrypted(backup)


def _fits(backup: Path, key: bytes) -> bool:
    """Return whether a key is that of a backup, even if its key ring is damaged."""
    try:
        return read_key_ring(backup).fits(key)
    except KeysUnusable:
        return key_opens(backup, key)


def newest_sound(
    backups: Iterable[Backup], key: bytes | None
) -> tuple[Backup, list[BackedUpAssessment]] | None:
    """Return the first backup that is a sound library, with its assessments, or None.

    `backups` is sorted, the newest first; `key` is the library's.
    """
    for backup in backups:
        # Any database error means here that the backup is damaged.
        with suppress(StorageError, DatabaseError), translate_errors(backup.path):
            opens_with = key_of_backup(backup.path, key)
            require_known(backup.path, opens_with)
            with closing(connect_to_read(backup.path, opens_with)) as connection:
                require_sound(backup.path, connection)
            return backup, contents(backup.path, opens_with)
    return None


def restore(library: Library, backup: Path, key: bytes | None) -> Path:
    """Replace an open library by a backup of it, which then has the library's key.

    `key` is the backup's, from `key_of_backup`. Returns the path of the replaced library.
    Nothing is changed until the backup has been read completely and upgraded. What was erased
    in the library since the backup is erased again. Raises LibraryDamaged for a damaged backup
    or another key, LibraryTooNew for one of a newer version, NotReplaced or LibraryUnavailable
    if the disk is full; the library is then as before.
    """
    erased = [each for each in LibraryPrivacy(library).erasures() if each.concerns(backup)]
    with (
        _ready(backup, key, library.path, library.key, erased) as ready,
        library.file.suspend(),
    ):
        aside = replace_library(ready, library.path, "erstattet")
    _log.info("library replaced by a backup")
    return aside


def restore_closed(library: Path, library_key: bytes | None, backup: Path) -> Path:
    """Replace a library that cannot be opened by a backup of it; otherwise as `restore`.

    Earlier erasures are not repeated, because the library cannot be read. Raises
    LibraryEncrypted for a backup with another key, LibraryLocked if another window has the
    library open.
    """
    key = key_of_backup(backup, library_key)
    with translate_errors(library):
        library = resolved_path(library)
        library.parent.mkdir(parents=True, exist_ok=True)
    with library_locked(library), _ready(backup, key, library, library_key) as ready:
        if library_key is not None:
            _give_keys(backup, library, library_key)
        return replace_library(ready, library, "skadet")


def _give_keys(backup: Path, library: Path, key: bytes) -> None:
    """Replace the library's key file by the backup's if only that one has the library's key."""
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
    """Rename a library and the files beside it, so that a new one can be created.

    Returns the new path, or None if there was no library. Raises NotReplaced, or LibraryLocked
    if another window has it open.
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


def replace_library(ready: Path, library: Path, word: str) -> Path:
    """Replace a library by the database `ready`; return the path of the replaced library.

    Neither may be open. `word` is put in the file name of the replaced one, see
    `set_aside_name`. Raises NotReplaced.
    """
    aside = _free_name(library, word)
    try:
        if library.exists() and not library.is_file():
            library.rename(aside)
        for beside in companions(library):
            if beside.exists():
                copy_bytes(beside, aside.with_name(beside.name.replace(library.name, aside.name)))
        copy_database(library, aside)
        # SQLite would write an old log into the new database.
        for beside in companions(library):
            overwrite_and_remove(beside)
        replace_and_overwrite(ready, library)
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
    """Yield the path of a checked and upgraded copy of a backup, beside the library.

    `erased` is what must be erased again in the copy. The copy is removed after the block.
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
        privacy.store_erasures(erased)


def _convert(path: Path, key: bytes | None, new_key: bytes | None) -> None:
    convert(path, key, new_key)

"""Makes backups of a library, verifies them, deletes old ones, copies them to a second folder.

A backup is the whole library as one file, with the same key, and its key ring beside it. Its
file name contains a number that only grows, so that a clock that was set back does not change
the order.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from kompass_desktop.i18n import tr
from kompass_desktop.os_errors import reason
from kompass_desktop.storage.database.connection import (
    Connection,
    DatabaseError,
    connect_to_read,
    translate_errors,
)
from kompass_desktop.storage.database.integrity import content_digest, require_sound
from kompass_desktop.storage.database.whole_database import (
    copy_whole,
    remove_database,
    whole_database,
)
from kompass_desktop.storage.encryption.key_file import copy_key_file, key_file
from kompass_desktop.storage.errors import LibraryDamaged, LibraryUnavailable, StorageError
from kompass_desktop.storage.files import (
    copy_bytes,
    put_in_place,
    remove_unfinished,
    remove_whole,
    temporary_beside,
)
from kompass_desktop.storage.kept_copies import (
    Backup,
    backup_folder,
    backup_lock,
    backup_name,
    backups_in,
    second_place_lock,
)
from kompass_desktop.storage.upgrading import require_kompass_database, translate_schema_errors

_log = logging.getLogger(__name__)

LAST_KEPT = 10
DAYS_KEPT = 30

_STICK_SECONDS = 2
"""The resolution of a file's time on the file system (FAT) of a memory stick."""

_SMALLEST_LIBRARY = 32 * 1024
"""Bytes. The tables alone, without rows, take more."""


class BackupFailed(StorageError):
    """A backup could not be written; the library and earlier backups are unchanged."""

    def __init__(self, folder: Path, detail: str) -> None:
        super().__init__(
            tr(
                "The backup could not be written to {0} ({1}); the library and the earlier "
                "backups are unchanged."
            ).format(folder, detail)
        )


def back_up(library: Path, key: bytes | None) -> Backup | None:
    """Make a backup of a library and return it; None if nothing has changed since the last one.

    The library may be open and may be written meanwhile. The backup is read again and compared
    with the library before it gets its name; then backups that are no longer needed are
    deleted. Raises BackupFailed if it cannot be written, LibraryDamaged or LibraryUnavailable
    if the library cannot be read completely.
    """
    with backup_lock:
        made = _back_up(library, key)
    _log.info("backup made: %s", made is not None)
    return made


def _back_up(library: Path, key: bytes | None) -> Backup | None:
    folder = backup_folder(library)
    remove_unfinished(folder, library)
    newest = next(iter(backups_in(folder, library)), None)
    with translate_errors(library), closing(connect_to_read(library, key)) as source:
        # One transaction, so that the same content is compared and copied.
        source.execute("BEGIN")
        require_kompass_database(library, source)
        content = content_digest(source)
        if newest is not None and content == _content_of_file(newest.path, key):
            return None
        if newest is not None and _has_lost_all(library, source):
            return None
        try:
            made = _write(source, content, library, key, newest.number + 1 if newest else 1)
        except OSError as error:
            raise BackupFailed(folder, reason(error)) from error
        except LibraryUnavailable as error:
            raise BackupFailed(folder, error.detail) from error
    thin_out(folder, library)
    return made


def backups_to_keep(backups: Iterable[Backup]) -> list[Backup]:
    """Return the backups to keep: the last 10, one for each of 30 days, one for each month.

    The newest of a day or a month is kept. The 30 days are the last ones that have backups, so
    that a clock that is wrong by years for an hour does not delete other backups.
    """
    newest_first = sorted(backups, key=lambda backup: backup.number, reverse=True)
    days: dict[object, Backup] = {}
    months: dict[object, Backup] = {}
    for backup in newest_first:
        day = backup.made_at.astimezone().date()
        days.setdefault(day, backup)
        months.setdefault((day.year, day.month), backup)
    last_days = sorted(days.values(), key=lambda backup: backup.number)[-DAYS_KEPT:]
    wanted = {*newest_first[:LAST_KEPT], *last_days, *months.values()}
    return [backup for backup in newest_first if backup in wanted]


def thin_out(folder: Path, library: Path) -> None:
    """Delete the backups that `backups_to_keep` leaves out, and unfinished files."""
    backups = [backup for backup in backups_in(folder, library) if not _is_hollow(backup)]
    _remove(set(backups) - set(backups_to_keep(backups)))
    remove_unfinished(folder, library)


def _has_lost_all(library: Path, source: Connection) -> bool:
    """Return whether a library has no assessment and no history, so that it needs no backup.

    A backup of it would replace earlier backups that are of more use.
    """
    with translate_schema_errors(library):
        return not source.execute("SELECT 1 FROM assessments LIMIT 1").fetchone() and not (
            source.execute("SELECT 1 FROM history LIMIT 1").fetchone()
        )


def _is_hollow(backup: Backup) -> bool:
    """Return whether a backup is too small to be a library, as one of a truncated file.

    It must not count as one of those to keep, or a good one would be deleted.
    """
    return backup.size < _SMALLEST_LIBRARY


def copy_to(folder: Path, library: Path) -> int:
    """Copy the backups of a library to a second folder; return how many were copied.

    Backups that are no longer needed are deleted there. The newest is copied first, in case a
    memory stick is removed soon. Raises BackupFailed if the folder is missing or full.
    """
    with second_place_lock:
        copied = _copy_to(folder, library)
    _log.info("%d backups copied to the second place", copied)
    return copied


def _copy_to(folder: Path, library: Path) -> int:
    there = {b.path.name: b for b in backups_in(folder, library) if not _is_hollow(b)}
    here = backups_in(backup_folder(library), library)
    ours = {backup.path.name: backup for backup in here if not _is_hollow(backup)}
    try:
        # The same name is the same backup. One that was rewritten here (encrypted, anonymised)
        # must be copied again.
        wanted = backups_to_keep(
            there[name]
            if name in there and not _is_newer(ours.get(name), there[name])
            else ours[name]
            for name in there.keys() | ours.keys()
        )
        missing = [backup for backup in wanted if backup.path.parent != folder]
        remove_unfinished(folder, library)
        for backup in missing:
            copy_database(backup.path, folder / backup.path.name)
        names = {backup.path.name for backup in wanted}
        _remove(backup for name, backup in there.items() if name not in names)
    except OSError as error:
        raise BackupFailed(folder, reason(error)) from error
    return len(missing)


def _is_newer(ours: Backup | None, copy: Backup) -> bool:
    """Return whether a backup was rewritten after it was copied."""
    if ours is None:
        return False
    return ours.path.stat().st_mtime > copy.path.stat().st_mtime + _STICK_SECONDS


def copy_database(source: Path, target: Path) -> None:
    """Copy a database that is not open, and its key file, each completely or not at all.

    Raises OSError, also if the copy does not have the content of the source.
    """
    for file, place in ((key_file(source), key_file(target)), (source, target)):
        if file.exists():
            copy_bytes(file, place)


def _write(
    source: Connection, content: bytes, library: Path, key: bytes | None, number: int
) -> Backup:
    made_at = datetime.now(UTC).replace(microsecond=0)
    name = backup_name(library, number, made_at)
    target = backup_folder(library) / name
    target.parent.mkdir(parents=True, exist_ok=True)
    unverified = temporary_beside(target)
    try:
        with translate_errors(target):
            with whole_database(unverified, key) as copy:
                copy_whole(source, copy)
            _verify(unverified, key, content)
        if key_file(library).exists():
            copy_key_file(library, target)
        put_in_place(unverified, target)
    except BaseException:
        with suppress(OSError):
            remove_database(unverified)
        raise
    return Backup(target, number, made_at)


def _verify(path: Path, key: bytes | None, content: bytes) -> None:
    with closing(connect_to_read(path, key)) as copy:
        require_sound(path, copy)
        if content_digest(copy) != content:
            raise LibraryDamaged(path, tr("the copy is not the same as the library"))


def _content_of_file(path: Path, key: bytes | None) -> bytes | None:
    """Return the digest of a backup's content, or None if it cannot be read completely."""
    try:
        with translate_errors(path), closing(connect_to_read(path, key)) as connection:
            return content_digest(connection)
    except (StorageError, DatabaseError):
        return None


def _remove(backups: Iterable[Backup]) -> None:
    for backup in backups:
        if backup.path.exists():
            remove_whole(backup.path)
        key_file(backup.path).unlink(missing_ok=True)

"""Backups of a library: made, verified, thinned out, and copied to a second place.

A backup is the whole library as one file, under the same key, with its key ring beside it.
Its name bears a number that only grows, so that a clock set back brings nothing out of order.
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
    take_away,
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
from kompass_desktop.storage.upgrading import require_ours, translate_schema_errors

_log = logging.getLogger(__name__)

LAST_KEPT = 10
DAYS_KEPT = 30

_STICK_SECONDS = 2
"""How exactly a memory stick's file system tells when a file was written."""

_SMALLEST_LIBRARY = 32 * 1024
"""Its tables alone, without a row, take more bytes."""


class BackupFailed(StorageError):
    """A backup could not be written; those from before are as they were."""

    def __init__(self, folder: Path, detail: str) -> None:
        super().__init__(
            tr(
                "The backup could not be written to {0} ({1}); the library and the earlier "
                "backups are unchanged."
            ).format(folder, detail)
        )


def back_up(library: Path, key: bytes | None) -> Backup | None:
    """Back a library up and return the backup; None if nothing has changed since the last.

    The library may be open and be written meanwhile. What was written is read again and
    compared before it counts; then backups that are no longer wanted go. Raises
    BackupFailed if there is no room, LibraryDamaged if the library cannot be copied whole.
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
        # One transaction: what is compared is what is copied, whatever is written meanwhile.
        source.execute("BEGIN")
        require_ours(library, source)
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


def kept(backups: Iterable[Backup]) -> list[Backup]:
    """Return those to keep: the last 10, one of each of the last 30 days, one of each month.

    Of a day and a month it is the newest. Days are those that have backups, so that a clock
    that is years wrong for an hour throws nothing away.
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
    """Take away the backups that are no longer to be kept, and what was left unfinished."""
    backups = [backup for backup in backups_in(folder, library) if not _is_hollow(backup)]
    _remove(set(backups) - set(kept(backups)))
    remove_unfinished(folder, library)


def _has_lost_all(library: Path, source: Connection) -> bool:
    """Whether nothing is in a library, and never was: of that the backups before it are better."""
    with translate_schema_errors(library):
        return not source.execute("SELECT 1 FROM assessments LIMIT 1").fetchone() and not (
            source.execute("SELECT 1 FROM history LIMIT 1").fetchone()
        )


def _is_hollow(backup: Backup) -> bool:
    """Whether a backup is too small for a library, as of a file that had been emptied.

    It must not cause a good one to be removed.
    """
    return backup.size < _SMALLEST_LIBRARY


def copy_to(folder: Path, library: Path) -> int:
    """Bring a second folder in step with the first; return how many backups came.

    The newest is copied first, for a stick that is soon pulled out. Raises BackupFailed
    where the folder is not there or has no room.
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
        # One name is one backup. What was written anew here (encrypted, anonymised) is so there.
        wanted = kept(
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
    """Whether a backup was written anew after it was copied; a stick counts in two seconds."""
    if ours is None:
        return False
    return ours.path.stat().st_mtime > copy.path.stat().st_mtime + _STICK_SECONDS


def copy_database(source: Path, target: Path) -> None:
    """Copy a database that is not open, and its key ring; it is there whole or not at all.

    Raises OSError, also if what was written does not read as what was copied.
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
    """Return the digest of a backup's content; None if it can no longer be read whole."""
    try:
        with translate_errors(path), closing(connect_to_read(path, key)) as connection:
            return content_digest(connection)
    except (StorageError, DatabaseError):
        return None


def _remove(backups: Iterable[Backup]) -> None:
    for backup in backups:
        if backup.path.exists():
            take_away(backup.path)
        key_file(backup.path).unlink(missing_ok=True)

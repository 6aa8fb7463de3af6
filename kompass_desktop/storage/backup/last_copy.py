"""Saves an open library whose file was taken from under it, as a backup of its own.

It holds what was saved before, as far as that can still be read, and the open assessment
as it is in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeAlias

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change
from kompass_desktop.storage.backup.restoring import key_of_backup, newest_sound
from kompass_desktop.storage.database.connection import (
    Connection,
    DatabaseError,
    connect,
    connect_to_read,
    database_on,
    translate_errors,
)
from kompass_desktop.storage.database.integrity import require_sound
from kompass_desktop.storage.database.whole_database import remove_database, whole_database
from kompass_desktop.storage.encryption.key_file import copy_key_file, key_file
from kompass_desktop.storage.errors import StorageError, UnknownAssessment
from kompass_desktop.storage.files import copy_bytes, put_in_place, take_away, temporary_beside
from kompass_desktop.storage.kept_copies import backup_folder, backup_name, backups_in
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.place import user_data_folder
from kompass_desktop.storage.upgrading import begin_library, bring_up_to_date, require_known

_Source: TypeAlias = Callable[[Connection], None]
"""Copies a database into an empty one."""


def save_last_copy(library: Library, opened: Assessment | None) -> Path:
    """Write a library that is in trouble, with its open assessment, as its newest backup.

    Returns where it is: among the backups, or with the user's own data where the folder of
    the library is gone. Raises StorageError where it cannot be written.
    """
    folder = backup_folder(library.path)
    if not library.path.parent.is_dir():
        folder = user_data_folder() / folder.name
    with translate_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        numbers = [backup.number for backup in backups_in(folder, library.path)]
        made_at = datetime.now(UTC).replace(microsecond=0)
        target = folder / backup_name(library.path, max(numbers, default=0) + 1, made_at)
        unfinished = temporary_beside(target)
        try:
            _fill_from_best(library, unfinished)
            if opened is not None:
                _bring_in(unfinished, library.key, opened)
            if library.key is not None:
                _copy_keys(library, target)
            put_in_place(unfinished, target)
        except BaseException:
            remove_database(unfinished)
            raise
    return target


def remove_copy(copy: Path) -> None:
    """Take away a copy in whose place there is a later one."""
    with suppress(OSError):
        take_away(copy)
        key_file(copy).unlink(missing_ok=True)


def _fill_from_best(library: Library, target: Path) -> None:
    """Copy the best there is of what was saved: as it is open, in the file, or backed up."""
    for copy_to in _sources(library):
        with suppress(StorageError, DatabaseError, OSError):
            with whole_database(target, library.key) as copy:
                copy_to(copy)
                bring_up_to_date(database_on(copy))
            with translate_errors(target):
                require_known(target, library.key)
                with closing(connect_to_read(target, library.key)) as copy:
                    require_sound(target, copy)
            return
    with whole_database(target, library.key) as copy:
        begin_library(database_on(copy))


def _sources(library: Library) -> Iterator[_Source]:
    if not library.file.is_overwritten:
        yield library.file.copy_into
    if library.file.has_own_file:
        # Its log is harmed; without it the file is as it was a quarter minute ago.
        yield partial(_copy_file_alone, library)
    found = newest_sound(backups_in(backup_folder(library.path), library.path), library.key)
    if found is not None:
        backup = found[0].path
        yield partial(_copy_database, backup, key_of_backup(backup, library.key))


def _copy_file_alone(library: Library, target: Connection) -> None:
    alone = temporary_beside(library.path)
    try:
        copy_bytes(library.path, alone)
        _copy_database(alone, library.key, target)
    finally:
        remove_database(alone)


def _copy_database(path: Path, key: bytes | None, target: Connection) -> None:
    with closing(connect_to_read(path, key)) as source:
        source.backup(target)


def _bring_in(path: Path, key: bytes | None, opened: Assessment) -> None:
    """Make an assessment in a library as it is in memory."""
    with closing(connect(path, key)) as connection:
        library = Library(path, connection, None, key)
        try:
            changes = _differences(library.load(opened.id), opened)
        except UnknownAssessment:
            library.add(opened)
        else:
            library.write(opened, changes)
        connection.execute("PRAGMA journal_mode = DELETE")


def _differences(before: Assessment, after: Assessment) -> list[Change]:
    held = {record.id: record for record in before.records()}
    wanted = {record.id: record for record in after.records()}
    changed = [Change(held.get(r.id), r) for r in wanted.values() if held.get(r.id) != r]
    return [*changed, *(Change(r, None) for r in held.values() if r.id not in wanted)]


def _copy_keys(library: Library, target: Path) -> None:
    """Lay a key ring beside a copy, from the library or, where that is gone, from a backup."""
    backups = backups_in(backup_folder(library.path), library.path)
    for holder in (library.path, *(backup.path for backup in backups)):
        if key_file(holder).exists():
            copy_key_file(holder, target)
            return

"""Saves an open library as a backup after its file was deleted or replaced.

The backup has what was saved before, as far as it can be read, and the open assessment as it
is in memory.
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
from kompass_desktop.storage.files import copy_bytes, put_in_place, remove_whole, temporary_beside
from kompass_desktop.storage.kept_copies import backup_folder, backup_name, backups_in
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.place import user_data_folder
from kompass_desktop.storage.upgrading import bring_up_to_date, initialise_library, require_known

_Source: TypeAlias = Callable[[Connection], None]
"""A function that copies a database into the empty one that it is given."""


def save_last_copy(library: Library, opened: Assessment | None) -> Path:
    """Write a library that can no longer be saved, with the open assessment, as a backup.

    `opened` is the assessment in memory, or None. Returns the path of the backup: in the backup
    folder, or in the user's data folder if the library's folder is missing. Raises
    LibraryUnavailable or LibraryDamaged if it cannot be written.
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
    """Remove a copy, with its key file, that a later one replaces; errors are ignored."""
    with suppress(OSError):
        remove_whole(copy)
        key_file(copy).unlink(missing_ok=True)


def _fill_from_best(library: Library, target: Path) -> None:
    """Copy the first source that is sound: the open connection, the file, or a backup.

    If there is none, create an empty library.
    """
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
        initialise_library(database_on(copy))


def _sources(library: Library) -> Iterator[_Source]:
    if not library.file.is_overwritten:
        yield library.file.copy_into
    if library.file.has_own_file:
        # Its log is damaged; the file alone is as it was at most 15 seconds ago.
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
    """Write an assessment in memory to the library at `path`."""
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
    """Copy the key file of the library, or of a backup if that is missing, beside a copy."""
    backups = backups_in(backup_folder(library.path), library.path)
    for holder in (library.path, *(backup.path for backup in backups)):
        if key_file(holder).exists():
            copy_key_file(holder, target)
            return

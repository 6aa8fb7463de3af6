"""Opens a library: resolves its path, locks it, and upgrades an older file."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from pathlib import Path

from filelock import BaseFileLock

from kompass_desktop.i18n import tr
from kompass_desktop.storage.backup.stray_log import set_aside_stray_log
from kompass_desktop.storage.database.connection import (
    Connection,
    connect,
    connect_to_read,
    database_on,
    translate_errors,
)
from kompass_desktop.storage.database.file_watch import FileWatch
from kompass_desktop.storage.database.whole_database import companions, copy_whole, whole_database
from kompass_desktop.storage.encryption.conversion import encrypt_plain_copies
from kompass_desktop.storage.encryption.key_file import copy_key_file
from kompass_desktop.storage.encryption.opened_copies import remove_abandoned_copies
from kompass_desktop.storage.encryption.temp_files import remove_all_leftovers
from kompass_desktop.storage.errors import (
    LibraryLocked,
    LibraryMissing,
    LibraryUnavailable,
    StorageError,
)
from kompass_desktop.storage.files import (
    overwrite_and_remove,
    set_aside_name,
)
from kompass_desktop.storage.kept_copies import remove_temporary_files
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.locking import library_locked, lock_library
from kompass_desktop.storage.place import resolved_path
from kompass_desktop.storage.privacy.copies import finish_erasures
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy
from kompass_desktop.storage.upgrading import (
    bring_up_to_date,
    initialise_library,
    is_older_library,
    require_regular,
    translate_schema_errors,
)

_log = logging.getLogger(__name__)


_LONGEST_SECONDS = 2.0
"""How long an opening may spend on unfinished erasures in copies, in seconds."""


def open_library(path: Path, key: bytes | None = None) -> Library:
    """Open a library for reading and writing; create it if the file does not exist.

    `key` is the 32 bytes that it is encrypted with, or None; `unlocking` returns it. An older
    file is copied before it is upgraded. Raises LibraryLocked if another window has it open,
    LibraryEncrypted if it needs a key, KeysMissing if also its key file is missing,
    LibraryTooNew if a newer version wrote it, LibraryDamaged if it is not a library or has
    another key, LibraryUnavailable if it cannot be read or written.
    """
    named = path.absolute()
    with translate_errors(path):
        path = resolved_path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = lock_library(path)
        try:
            if not path.exists():
                _create(path, key)
            require_regular(path)
            remove_all_leftovers(path, key=key)
            remove_abandoned_copies()
            aside = _stray_log(path, key)
            library = _watched(path, named, lock, key)
        except BaseException:
            lock.release()
            raise
    library.remark = _remark(aside)
    _finish(library)
    _log.info("library opened, encrypted: %s", key is not None)
    return library


def _finish(library: Library) -> None:
    """Finish what a killed process left: temporary files, erasures, encryption of copies."""
    remove_temporary_files(library.path)
    # If the library cannot be written now, this is done at a later opening.
    with suppress(StorageError):
        library.freeze_finished()
    if LibraryPrivacy(library).erasures():
        # The window must not wait longer; the rest is done when it is open.
        with suppress(StorageError):
            finish_erasures(library, until=time.monotonic() + _LONGEST_SECONDS)
    if library.key is not None:
        encrypt_plain_copies(library.path, library.key)


def open_to_read(path: Path, key: bytes | None = None) -> Library:
    """Open a library for reading only, which is possible while a window has it open.

    An older file is upgraded first. Raises LibraryMissing if there is none, and otherwise as
    `open_library`.
    """
    with translate_errors(path):
        path = resolved_path(path)
        if not path.exists():
            raise LibraryMissing(path)
        require_regular(path)
        if companions(path)[0].exists():
            # If a window has it open, or the folder is read-only, the log is left as it is.
            with suppress(LibraryLocked, LibraryUnavailable), library_locked(path):
                _stray_log(path, key)
        if is_older_library(path, key):
            open_library(path, key).close()
        return _library(path, connect_to_read(path, key), None, key)


def _stray_log(path: Path, key: bytes | None) -> Path | None:
    """Rename a log that belongs to another file; leave it if that cannot be determined."""
    if not companions(path)[0].exists():
        return None
    try:
        return set_aside_stray_log(path, key)
    except OSError:
        return None


def _remark(aside: Path | None) -> str:
    if aside is None:
        return ""
    return tr(
        "The file has been replaced since Kompass was last open; what was only in the "
        "old log has been set aside in {0}."
    ).format(aside.name)


def _watched(path: Path, named: Path, lock: BaseFileLock, key: bytes | None) -> Library:
    watch = FileWatch(path, named)
    try:
        return _opened(path, watch, lock, key)
    except BaseException:
        watch.close()
        raise


def _opened(path: Path, watch: FileWatch, lock: BaseFileLock, key: bytes | None) -> Library:
    is_older = is_older_library(path, key)
    connection = connect(path, key)
    try:
        if is_older:
            _copy_aside(path, connection, key)
        with translate_schema_errors(path):
            bring_up_to_date(database_on(connection))
    except BaseException:
        connection.close()
        raise
    return _library(path, connection, lock, key, watch)


def _library(
    path: Path,
    connection: Connection,
    lock: BaseFileLock | None,
    key: bytes | None,
    watch: FileWatch | None = None,
) -> Library:
    try:
        return Library(path, connection, lock, key, watch)
    except BaseException:
        connection.close()
        raise


def _create(path: Path, key: bytes | None) -> None:
    for leftover in companions(path):
        # SQLite would write the log of a library that was deleted into the new one.
        overwrite_and_remove(leftover)
    with whole_database(path, key) as connection:
        initialise_library(database_on(connection))


def _copy_aside(path: Path, connection: Connection, key: bytes | None) -> None:
    """Copy the file before it is upgraded, so that a failed migration loses nothing."""
    target = set_aside_name(path, "før-oppdatering")
    if target is None:
        raise LibraryUnavailable(path, tr("too many copies are already set aside"))
    if key is not None:
        copy_key_file(path, target)
    with whole_database(target, key) as copy:
        copy_whole(connection, copy)

"""The path of a library behind links, its lock by file identity, and the user's data folder."""

from __future__ import annotations

import errno
import os
import struct
import sys
from pathlib import Path

import platformdirs
from filelock import BaseFileLock, FileLock, Timeout

from kompass_desktop.storage.errors import LibraryLocked

_LOCKED_BYTE = 1 << 52
"""The offset of the byte to lock: beyond any file, and beyond the bytes that SQLite locks."""


def resolved_path(path: Path) -> Path:
    """Return a path with all links resolved; the file need not exist.

    A library is used under this path only: a new file must replace the file and not a link to
    it, and the files beside it must be beside the file. Raises OSError for circular links.
    """
    try:
        return path.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


def lock_file_itself(path: Path, descriptor: int) -> BaseFileLock | None:
    """Lock an open file by its identity, so that hard links share the lock; raises LibraryLocked.

    On Linux this is an open file description lock: it does not interfere with SQLite's locks
    and is released when `descriptor` is closed. Elsewhere a lock file that is named after the
    file's device and inode is locked and returned, to be released by the caller.
    """
    system: str = sys.platform
    if system == "linux":
        _lock_open_file(path, descriptor)
        return None
    return _lock_by_identity(path, os.fstat(descriptor))


def _lock_open_file(path: Path, descriptor: int) -> None:
    import fcntl

    wanted = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, _LOCKED_BYTE, 1, 0)
    try:
        fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, wanted)
    except OSError as error:
        # On a file system without locks, only the lock of `locking` protects the file.
        if error.errno in (errno.EAGAIN, errno.EACCES):
            raise LibraryLocked(path) from error


APPLICATION_NAME = "Kompass"


def _lock_by_identity(path: Path, status: os.stat_result) -> BaseFileLock | None:
    if not status.st_ino:
        # Some network drives have no inode numbers; they have no hard links either.
        return None
    folder = Path(platformdirs.user_runtime_dir(APPLICATION_NAME, appauthor=False))
    lock = FileLock(
        folder / f"library-{status.st_dev:x}-{status.st_ino:x}.lock",
        timeout=0,
        thread_local=False,
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise LibraryLocked(path) from error
    except OSError:
        # Without that folder, only the lock of `locking` protects the file.
        return None
    return lock


def hard_links(file: Path) -> tuple[int, list[Path]]:
    """Return how many other hard links a file has, and those in the same folder.

    A new file at `file` does not replace them: they keep the old content. Raises OSError.
    """
    status = file.stat()
    beside = [
        other
        for other in sorted(file.parent.iterdir())
        if other != file and not other.is_symlink() and other.is_file() and other.samefile(file)
    ]
    return status.st_nlink - 1, beside


def user_data_folder() -> Path:
    """Return the folder with the user's library and imported instruments."""
    return Path(platformdirs.user_data_dir(APPLICATION_NAME, appauthor=False))


def default_library() -> Path:
    """Return the path of the library that is opened by default."""
    return user_data_folder() / "library.kompassdb"

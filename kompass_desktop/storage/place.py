"""Where a library really lies, and the lock that keeps two programs from one file."""

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
"""Far behind all that SQLite locks and any file has."""


def real_place(path: Path) -> Path:
    """Return the file that a path leads to, through every link; it need not be there.

    A library is used under this name only: what takes its place must not take the place of
    a link to it, and what lies beside it must lie beside the file. Raises OSError.
    """
    try:
        return path.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


def lock_file_itself(path: Path, descriptor: int) -> BaseFileLock | None:
    """Take the file that is open, whatever name it goes by; raises LibraryLocked.

    Linux has locks that neither disturb SQLite's nor go when another descriptor of the file
    is closed; such a one goes with the descriptor. Elsewhere, a file of the user's that is
    named by the file's identity is locked, which is returned, to be released.
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
        # A file system without locks has the lock by name, as before.
        if error.errno in (errno.EAGAIN, errno.EACCES):
            raise LibraryLocked(path) from error


APPLICATION_NAME = "Kompass"


def _lock_by_identity(path: Path, status: os.stat_result) -> BaseFileLock | None:
    if not status.st_ino:
        # Some network drives tell no identity; they know no hard links either.
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
        # Where there is no such folder, the lock by name is all there is.
        return None
    return lock


def second_names(file: Path) -> tuple[int, list[Path]]:
    """Return how many other names (hard links) a file has, and those beside it.

    What is written in its place is not under those: they keep what it was. Raises OSError.
    """
    status = file.stat()
    beside = [
        other
        for other in sorted(file.parent.iterdir())
        if other != file and not other.is_symlink() and other.is_file() and other.samefile(file)
    ]
    return status.st_nlink - 1, beside


def user_data_folder() -> Path:
    """Return the folder where the user's library and own instruments are kept."""
    return Path(platformdirs.user_data_dir(APPLICATION_NAME, appauthor=False))


def default_library() -> Path:
    """Return the file of the library that is opened when none is named."""
    return user_data_folder() / "library.kompassdb"

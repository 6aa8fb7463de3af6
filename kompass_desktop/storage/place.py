"""Where a library really lies, and the lock that keeps two programs from one file."""

from __future__ import annotations

import errno
import os
import struct
import sys
from pathlib import Path

import platformdirs

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


def lock_file_itself(path: Path, descriptor: int) -> None:
    """Take the file that is open, whatever name it goes by; raises LibraryLocked.

    It is let go with the descriptor. Linux alone has locks that neither disturb SQLite's
    nor go when another descriptor of the file is closed; elsewhere nothing is done, and a
    second name of a file (a hard link) is not noticed.
    """
    if sys.platform != "linux":
        return
    import fcntl

    wanted = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, _LOCKED_BYTE, 1, 0)
    try:
        fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, wanted)
    except OSError as error:
        # A file system without locks has the lock by name, as before.
        if error.errno in (errno.EAGAIN, errno.EACCES):
            raise LibraryLocked(path) from error


APPLICATION_NAME = "Kompass"


def user_data_folder() -> Path:
    """Return the folder where the user's library and own instruments are kept."""
    return Path(platformdirs.user_data_dir(APPLICATION_NAME, appauthor=False))


def default_library() -> Path:
    """Return the file of the library that is opened when none is named."""
    return user_data_folder() / "library.kompassdb"

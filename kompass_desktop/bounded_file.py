"""Reads a file from elsewhere: only an ordinary file, and only up to a limit."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from kompass_desktop.i18n import tr

_AT_ONCE = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)


class NotOrdinary(OSError):
    """The path is a folder, a pipe or a device, which may have no end."""


class TooLarge(OSError):
    """The file is larger than the limit."""


def require_ordinary(path: Path) -> None:
    """Raise NotOrdinary if the path is not an ordinary file, OSError if it does not exist."""
    _require(path.stat())


def read_bounded(path: Path, most: int) -> bytes:
    """Return the content of an ordinary file of at most `most` bytes.

    Raises NotOrdinary, TooLarge or another OSError.
    """
    _require(path.stat())
    # The path may be a pipe by now; non-blocking, so that opening it does not wait.
    handle = os.open(path, os.O_RDONLY | _AT_ONCE | _BINARY)
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(file.fileno())
        _require(found)
        if found.st_size > most:
            raise TooLarge(tr("the file is too large"))
        content = file.read(most + 1)
    if len(content) > most:
        raise TooLarge(tr("the file is too large"))
    return content


def _require(found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise NotOrdinary(tr("it is a folder, not a file"))
    if not stat.S_ISREG(found.st_mode):
        raise NotOrdinary(tr("it is not an ordinary file"))

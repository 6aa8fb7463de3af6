"""Notices what is done to a library's file, and to its log, by others than the program.

Only the program itself writes them while the library is open. So they must be, at every
look, as they were after its own last write: the same files, no shorter, with the same
beginning.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from filelock import BaseFileLock

from kompass_desktop.i18n import mark, tr
from kompass_desktop.storage.place import lock_file_itself

_FIRST_PAGE = 4096
_LOG_HEADER = 32
_REPLACED = mark("the file has been moved, deleted or replaced")


@dataclass(frozen=True)
class Trouble:
    """What has happened to the file, in words.

    `is_spoilt` tells that the file holds something else now: nothing that is still open may
    be written into it.
    """

    detail: str
    is_spoilt: bool


@dataclass(frozen=True)
class _Seen:
    """What a file was like: which one, how long, written when, and how it begins."""

    identity: tuple[int, int]
    size: int
    written_at: int
    beginning: bytes


class FileWatch:
    """Watches the file of a library that is open for writing, and takes it for this program.

    `named` is the path that the user gave, which may be a link to the file. Raises OSError,
    and LibraryLocked where another program has the file under any name.
    """

    def __init__(self, path: Path, named: Path) -> None:
        self.path = path
        self.named = named
        self.log = path.with_name(f"{path.name}-wal")
        # Kept open as long as the database is: SQLite's own locks would go with it.
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        self._descriptor: int | None = descriptor
        self._lock: BaseFileLock | None = None
        try:
            self._lock = lock_file_itself(path, descriptor)
            self._file = _seen(descriptor, _FIRST_PAGE)
        except BaseException:
            self.close()
            raise
        self._log = _log_seen(self.log)

    def close(self) -> None:
        """Look no more; the database is closed."""
        if self._descriptor is not None:
            os.close(self._descriptor)
        self._descriptor = None
        if self._lock is not None:
            self._lock.release()

    @property
    def log_size(self) -> int:
        """Bytes of the log after the last write."""
        return self._log.size if self._log else 0

    def note(self) -> None:
        """Take the file as it is now for the program's own: it has just written it."""
        self._file = self._look()
        self._log = _log_seen(self.log)

    def trouble_after_write(self) -> Trouble | None:
        """Return what happened while the program wrote: both files are as long or longer."""
        file = self._look()
        if self._is_elsewhere():
            return Trouble(tr(_REPLACED), is_spoilt=False)
        if file.size < self._file.size:
            return Trouble(_shortened(file.size), is_spoilt=True)
        return self._log_trouble(_is_shorter)

    def trouble(self) -> Trouble | None:
        """Return what has happened to the files since the program's last write."""
        if self._is_elsewhere():
            return Trouble(tr(_REPLACED), is_spoilt=False)
        file = self._look()
        if file.size < self._file.size:
            return Trouble(_shortened(file.size), is_spoilt=True)
        if (file.size, file.beginning) != (self._file.size, self._file.beginning):
            return Trouble(tr("another program has written to the file"), is_spoilt=True)
        return self._log_trouble(_is_changed)

    @property
    def has_own_file(self) -> bool:
        """Whether the file is there and holds what the program has written into it."""
        file = self._look()
        same = (file.size, file.beginning) == (self._file.size, self._file.beginning)
        return same and not self._is_elsewhere()

    @property
    def has_lost_its_log(self) -> bool:
        """Whether the log is no longer under its name, though SQLite has it open."""
        if self._log is None:
            return False
        seen = _log_seen(self.log)
        return seen is None or seen.identity != self._log.identity

    @property
    def is_touched(self) -> bool:
        """Whether somebody may have written what a look at the beginning does not tell."""
        log = _log_seen(self.log)
        return (self._look().written_at, log.written_at if log else 0) != (
            self._file.written_at,
            self._log.written_at if self._log else 0,
        )

    def _is_elsewhere(self) -> bool:
        return not _leads_to(self.path, self._file.identity) or not _leads_to(
            self.named, self._file.identity
        )

    def _log_trouble(self, is_harmed: Callable[[_Seen, _Seen], bool]) -> Trouble | None:
        before, log = self._log, _log_seen(self.log)
        if before is None or log is None or log.identity != before.identity:
            # Told by `has_lost_its_log`, and mended.
            return None
        if not is_harmed(before, log):
            return None
        sentence = tr("another program has changed the log beside it ({0})")
        return Trouble(sentence.format(self.log.name), is_spoilt=True)

    def _look(self) -> _Seen:
        if self._descriptor is None:
            return self._file
        return _seen(self._descriptor, _FIRST_PAGE)


def _seen(descriptor: int, length: int) -> _Seen:
    status = os.fstat(descriptor)
    os.lseek(descriptor, 0, os.SEEK_SET)
    beginning = os.read(descriptor, length)
    identity = (status.st_dev, status.st_ino)
    return _Seen(identity, status.st_size, status.st_mtime_ns, beginning)


def _log_seen(log: Path) -> _Seen | None:
    # SQLite holds no locks on the log: it may be opened and closed.
    try:
        descriptor = os.open(log, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return None
    try:
        return _seen(descriptor, _LOG_HEADER)
    finally:
        os.close(descriptor)


def _is_shorter(before: _Seen, now: _Seen) -> bool:
    return now.size < before.size


def _is_changed(before: _Seen, now: _Seen) -> bool:
    return _is_shorter(before, now) or now.beginning != before.beginning


def _leads_to(path: Path, identity: tuple[int, int]) -> bool:
    try:
        status = path.stat()
    except FileNotFoundError:
        return False
    return (status.st_dev, status.st_ino) == identity


def _shortened(size: int) -> str:
    return tr("the file has become shorter") if size else tr("the file has been emptied")

"""Detects changes that other programs make to an open library's file or to its log.

Only this program writes them while the library is open. At every check they must therefore
be as they were after its own last write: the same files, not shorter, with the same first
bytes.
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
    """What has happened to the file, with `detail` as a translated clause.

    `is_overwritten` is whether another program has written to the file, so that the open
    connection must not write to it any more.
    """

    detail: str
    is_overwritten: bool


@dataclass(frozen=True)
class _Seen:
    """The state of a file: device and inode, bytes, time of last write in ns, first bytes."""

    identity: tuple[int, int]
    size: int
    written_at: int
    beginning: bytes


class FileWatch:
    """Watches the file of a library that is open for writing, and locks it for this program.

    `named` is the path that the user gave, which may be a link to the file. Raises OSError,
    and LibraryLocked if another program has locked the file, under whatever name.
    """

    def __init__(self, path: Path, named: Path) -> None:
        self.path = path
        self.named = named
        self.log = path.with_name(f"{path.name}-wal")
        # Kept open as long as the database: closing any descriptor of a file drops the
        # locks that SQLite has on it (POSIX advisory locks belong to the process).
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
        """Stop watching and release the lock; to be called after the database is closed."""
        if self._descriptor is not None:
            os.close(self._descriptor)
        self._descriptor = None
        if self._lock is not None:
            self._lock.release()

    @property
    def log_size(self) -> int:
        """Size of the log after the last write, in bytes."""
        return self._log.size if self._log else 0

    def note(self) -> None:
        """Remember the present state of the files, which this program has just written."""
        self._file = self._look()
        self._log = _log_seen(self.log)

    def trouble_after_write(self) -> Trouble | None:
        """Return what another program did during a write of this one, or None.

        After an own write neither file may be shorter than before.
        """
        file = self._look()
        if self._is_elsewhere():
            return Trouble(tr(_REPLACED), is_overwritten=False)
        if file.size < self._file.size:
            return Trouble(_shortened(file.size), is_overwritten=True)
        return self._log_trouble(_is_shorter)

    def trouble(self) -> Trouble | None:
        """Return what another program has done since the last write of this one, or None."""
        if self._is_elsewhere():
            return Trouble(tr(_REPLACED), is_overwritten=False)
        file = self._look()
        if file.size < self._file.size:
            return Trouble(_shortened(file.size), is_overwritten=True)
        if (file.size, file.beginning) != (self._file.size, self._file.beginning):
            return Trouble(tr("another program has written to the file"), is_overwritten=True)
        return self._log_trouble(_is_changed)

    @property
    def has_own_file(self) -> bool:
        """Whether the file still exists and is as this program has written it."""
        file = self._look()
        same = (file.size, file.beginning) == (self._file.size, self._file.beginning)
        return same and not self._is_elsewhere()

    @property
    def has_lost_its_log(self) -> bool:
        """Whether the log was moved or deleted while SQLite has it open."""
        if self._log is None:
            return False
        seen = _log_seen(self.log)
        return seen is None or seen.identity != self._log.identity

    @property
    def is_touched(self) -> bool:
        """Whether a file was written since `note`, perhaps without a change of its first bytes."""
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
            # `has_lost_its_log` reports this case, and the caller repairs it.
            return None
        if not is_harmed(before, log):
            return None
        sentence = tr("another program has changed the log beside it ({0})")
        return Trouble(sentence.format(self.log.name), is_overwritten=True)

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
    # SQLite has no locks on the log, so it may be opened and closed here.
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

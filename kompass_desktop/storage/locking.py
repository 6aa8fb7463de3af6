"""The lock that prevents two windows from opening the same library."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from kompass_desktop.storage.database.connection import (
    translate_errors,
)
from kompass_desktop.storage.errors import (
    LibraryLocked,
)
from kompass_desktop.storage.place import resolved_path


def lock_library(path: Path) -> BaseFileLock:
    """Acquire the lock of a library and return it; raises LibraryLocked, or OSError."""
    # Links to one file are one library. Not thread-local: a library may be opened in one
    # thread and closed in another.
    real = resolved_path(path)
    lock = FileLock(real.with_name(f"{real.name}.lock"), timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise LibraryLocked(path) from error
    return lock


@contextmanager
def library_locked(path: Path) -> Iterator[None]:
    """Lock a library during the block; raises LibraryLocked or LibraryUnavailable."""
    with translate_errors(path):
        lock = lock_library(path)
    try:
        yield
    finally:
        lock.release()

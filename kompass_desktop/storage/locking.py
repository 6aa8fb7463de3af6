"""Keeps other windows from a library that is open in one."""

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
from kompass_desktop.storage.place import real_place


def lock_library(path: Path) -> BaseFileLock:
    """Take the lock of a library and return it; raises LibraryLocked where another has it."""
    # Two ways to one file are one library. Not thread-local: a library may be opened in
    # one thread and closed in another.
    real = real_place(path)
    lock = FileLock(real.with_name(f"{real.name}.lock"), timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise LibraryLocked(path) from error
    return lock


@contextmanager
def library_locked(path: Path) -> Iterator[None]:
    """Keep other windows from opening a library meanwhile; raises LibraryLocked."""
    with translate_errors(path):
        lock = lock_library(path)
    try:
        yield
    finally:
        lock.release()

"""What a conversion to or from encryption leaves beside the library when it is killed."""

from __future__ import annotations

import os
from pathlib import Path

_CHUNK = 1024 * 1024


def old_file(library: Path) -> Path:
    """Return the second name of a plain library that is about to be overwritten."""
    return library.with_name(f"{library.name}.old")


def new_file(library: Path) -> Path:
    """Return the name under which a library is made before it takes its place."""
    return library.with_name(f"{library.name}.new")


def remove_leftovers(library: Path) -> None:
    """Overwrite and remove what may be plain beside an encrypted library.

    Nobody else may be making one there. A solid-state disk may keep old blocks all the
    same. Raises OSError.
    """
    new = new_file(library)
    journals = [new.with_name(f"{new.name}{ending}") for ending in ("-journal", "-wal", "-shm")]
    for file in (old_file(library), new, *journals):
        if file.exists():
            _overwrite(file)


def _overwrite(file: Path) -> None:
    with file.open("rb+") as opened:
        left = file.stat().st_size
        while left > 0:
            opened.write(bytes(min(left, _CHUNK)))
            left -= _CHUNK
        opened.flush()
        os.fsync(opened.fileno())
    file.unlink()

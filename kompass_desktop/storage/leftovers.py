"""What work on a library leaves beside it when it is killed, and what removes it."""

from __future__ import annotations

from pathlib import Path

from kompass_desktop.storage.files import (
    overwrite_and_remove,
    overwrite_and_remove_all,
    remove_abandoned_exports,
    remove_unfinished,
)


def old_file(library: Path) -> Path:
    """Return the second name of a plain library that is about to be overwritten."""
    return library.with_name(f"{library.name}.old")


def new_file(library: Path) -> Path:
    """Return the name under which a library is made before it takes its place."""
    return library.with_name(f"{library.name}.new")


def remove_leftovers(library: Path) -> None:
    """Overwrite and remove what a conversion may have left beside a library.

    Nobody else may be making one there. Raises OSError.
    """
    for file in _of_conversion(library):
        overwrite_and_remove(file)


def remove_all_leftovers(library: Path, *, key: bytes | None) -> None:
    """Overwrite and remove what any work may have left beside a library that is to be opened.

    What cannot be removed must not keep the owner out; it is tried again the next time.
    """
    remove_unfinished(library.parent, library)
    remove_abandoned_exports(library.parent)
    if key is not None:
        # Beside a plain library a person may have such a file.
        overwrite_and_remove_all(_of_conversion(library))


def _of_conversion(library: Path) -> list[Path]:
    new = new_file(library)
    journals = [new.with_name(f"{new.name}{ending}") for ending in ("-journal", "-wal", "-shm")]
    return [old_file(library), new, *journals]

"""What work on a library leaves beside it when it is killed, and what removes it."""

from __future__ import annotations

from pathlib import Path

from kompass_desktop.storage.files import (
    overwrite_and_remove,
    overwrite_and_remove_all,
    remove_abandoned_exports,
    remove_unfinished,
    temporary_beside,
)


def old_file(library: Path) -> Path:
    """Return the second name of a plain library that is about to be overwritten."""
    new = new_file(library)
    return new.with_name(f"{new.name}.old")


def new_file(library: Path) -> Path:
    """Return the name under which a library is made before it takes its place."""
    return temporary_beside(library)


def remove_leftovers(library: Path) -> None:
    """Overwrite and remove what a conversion may have left beside a library.

    Nobody else may be making one there. Raises OSError.
    """
    for file in (old_file(library), *_with_journals(new_file(library))):
        overwrite_and_remove(file)


def remove_all_leftovers(library: Path, *, key: bytes | None) -> None:
    """Overwrite and remove what any work may have left beside a library that is to be opened.

    What cannot be removed must not keep the owner out; it is tried again the next time.
    """
    remove_unfinished(library.parent, library)
    remove_abandoned_exports(library.parent)
    if key is not None:
        # What an earlier version called so; beside a plain library it may be a person's own.
        old, new = (library.with_name(f"{library.name}{ending}") for ending in (".old", ".new"))
        overwrite_and_remove_all([old, *_with_journals(new)])


def _with_journals(new: Path) -> list[Path]:
    endings = ("", "-journal", "-wal", "-shm")
    return [new.with_name(f"{new.name}{ending}") for ending in endings]

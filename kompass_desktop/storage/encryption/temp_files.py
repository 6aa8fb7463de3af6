"""Names of temporary files beside a library, and their removal after a killed process."""

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
    """Return the temporary name that earlier versions gave to a library being replaced."""
    new = new_file(library)
    return new.with_name(f"{new.name}.old")


def new_file(library: Path) -> Path:
    """Return the temporary name of the new file of a library that is being replaced."""
    return temporary_beside(library)


def remove_leftovers(library: Path) -> None:
    """Overwrite and remove the temporary files of a conversion beside a library.

    No other conversion may be running. Raises OSError.
    """
    for file in (old_file(library), *_with_journals(new_file(library))):
        overwrite_and_remove(file)


def remove_all_leftovers(library: Path, *, key: bytes | None) -> None:
    """Overwrite and remove all temporary files beside a library, before it is opened.

    Errors are ignored, so that the library opens; it is tried again the next time.
    """
    remove_unfinished(library.parent, library)
    remove_abandoned_exports(library.parent)
    if key is not None:
        # Names that an earlier version used. Beside an unencrypted library such files may be
        # the user's own.
        old, new = (library.with_name(f"{library.name}{ending}") for ending in (".old", ".new"))
        overwrite_and_remove_all([old, *_with_journals(new)])


def _with_journals(new: Path) -> list[Path]:
    endings = ("", "-journal", "-wal", "-shm")
    return [new.with_name(f"{new.name}{ending}") for ending in endings]

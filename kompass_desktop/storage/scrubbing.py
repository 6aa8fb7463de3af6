"""Does to the copies of a library what was done to it: backups, and what was laid aside.

A copy is written anew beside itself and takes its own place only when it is whole and
sound; one that does not hold the assessment is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sqlite_utils import Database

from kompass_desktop.storage.backup import backup_folder, backups_in, second_folder
from kompass_desktop.storage.connection import connect_to_read, told
from kompass_desktop.storage.erasing import TracesRemain
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.files import take_the_place, temporary_beside
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import (
    bring_up_to_date,
    copy_whole,
    remove_database,
    require_known,
    whole_database,
)
from kompass_desktop.storage.soundness import require_sound

Step: TypeAlias = Callable[[Library], None]


@dataclass(frozen=True)
class Scrubbed:
    """What came of it: how many copies were written anew, and which could not be."""

    rewritten: int
    left: tuple[Path, ...]


def everywhere(
    library: Library,
    assessments: Sequence[str],
    step: Step,
    progress: Callable[[float], None] = lambda _share: None,
    second_place: Path | None = None,
) -> Scrubbed:
    """Take a step on a library and then on its copies; as `scrub`.

    Raises what the step does on the library itself; the copies are then as before, unless
    it is TracesRemain.
    """
    remaining: TracesRemain | None = None
    try:
        step(library)
    except TracesRemain as error:
        remaining = error
    copies = copies_of(library, second_place)
    done = scrub(copies, library.key, assessments, step, progress)
    # A backup that was being written while the step was taken.
    late = [copy for copy in copies_of(library, second_place) if copy not in copies]
    later = scrub(late, library.key, assessments, step)
    if remaining is not None:
        raise remaining
    return Scrubbed(done.rewritten + later.rewritten, (*done.left, *later.left))


def copies_of(library: Library, second_place: Path | None = None) -> list[Path]:
    """Return every copy of a library that the program keeps: backups, and those laid aside.

    `second_place` is where backups also go, if it is at hand.
    """
    path = library.path
    folders = [backup_folder(path)]
    if second_place is not None:
        folders.append(second_folder(second_place, library.device))
    backups = [backup.path for folder in folders for backup in backups_in(folder, path)]
    return [*backups, *laid_aside(path)]


def laid_aside(library: Path) -> list[Path]:
    """Return what lies beside a library of what it was before, given its file."""
    aside = library.resolve().parent.glob(f"*{library.suffix}")
    named = (p for p in aside if p.name.startswith(f"{library.stem}-") and p.is_file())
    return sorted(named)


def scrub(
    copies: Sequence[Path],
    key: bytes | None,
    assessments: Iterable[str],
    step: Step,
    progress: Callable[[float], None] = lambda _share: None,
) -> Scrubbed:
    """Take a step on every copy that holds one of the assessments, given their ids.

    `progress` is told the share 0-1 that is done. A copy that cannot be read, or has
    another key, is left and told of.
    """
    wanted = tuple(assessments)
    rewritten, left = 0, []
    for number, copy in enumerate(copies):
        progress(number / len(copies))
        try:
            rewritten += _scrub(copy, key, wanted, step)
        except StorageError:
            left.append(copy)
    progress(1.0)
    return Scrubbed(rewritten, tuple(left))


def _scrub(copy: Path, key: bytes | None, assessments: Sequence[str], step: Step) -> bool:
    """Whether the copy held one of the assessments and has been written anew."""
    ready = temporary_beside(copy)
    try:
        with told(copy):
            require_known(copy, key)
            with closing(connect_to_read(copy, key)) as source:
                marks = ", ".join("?" for _ in assessments)
                if not source.execute(
                    f"SELECT 1 FROM assessments WHERE id IN ({marks})",  # noqa: S608
                    assessments,
                ).fetchone():
                    return False
                with whole_database(ready, key) as target:
                    copy_whole(source, target)
                    bring_up_to_date(Database(target))
                    step(Library(temporary_beside(ready), target, None, key))
            with closing(connect_to_read(ready, key)) as target:
                require_sound(copy, target)
            take_the_place(ready, copy)
    finally:
        remove_database(ready)
    return True

"""Anonymises or erases in the copies of a library too: backups and files that were set aside.

A new copy is written beside the old one and replaces it only when it is complete and sound. A
copy without the assessment is left as it is.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TypeAlias

from kompass_desktop.storage.database.connection import (
    Connection,
    connect_to_read,
    database_on,
    translate_errors,
)
from kompass_desktop.storage.database.integrity import require_sound
from kompass_desktop.storage.database.whole_database import (
    copy_whole,
    remove_database,
    whole_database,
)
from kompass_desktop.storage.errors import LibraryUnavailable, StorageError
from kompass_desktop.storage.files import replace_and_overwrite, temporary_beside
from kompass_desktop.storage.kept_copies import (
    backup_folder,
    backup_lock,
    backups_in,
    files_set_aside,
    logs_set_aside,
    remove_temporary_files,
    second_folder,
)
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.privacy.erasing import TracesRemain
from kompass_desktop.storage.privacy.erasures import Erasure
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy
from kompass_desktop.storage.upgrading import bring_up_to_date, require_known

Step: TypeAlias = Callable[[Library], None]


class SecondPlace(Enum):
    """What is known of the second place for backups if its folder is not given."""

    NONE = auto()
    """None was chosen, or it is no longer used."""
    AWAY = auto()
    """One was chosen, but is not connected now."""
    UNKNOWN = auto()
    """It is not known whether one was chosen."""


@dataclass(frozen=True)
class ErasureResult:
    """The result of an erasure: how many copies were rewritten, and which could not be.

    `traces` is a sentence that says why old bytes are still in the library's file, or "".
    """

    rewritten: int
    left: tuple[Path, ...]
    traces: str = ""


Place: TypeAlias = Path | SecondPlace
"""The folder of the second place for backups, or what is known of it."""


def erase_everywhere(
    library: Library,
    step: Step,
    progress: Callable[[float], None] = lambda _share: None,
    place: Place = SecondPlace.NONE,
) -> ErasureResult:
    """Anonymise or erase assessments in a library, by `step`, and then in its copies.

    `progress` is called with the share that is done, 0–1. What can only be done later is
    returned, and stored in the library for `finish_erasures`. Raises what `step` raises for
    the library itself, except TracesRemain; nothing is then changed.
    """
    # No backup may be in progress that was begun before the step.
    with backup_lock, suppress(TracesRemain):
        step(library)
    return finish_erasures(library, place, progress)


def finish_erasures(
    library: Library,
    place: Place = SecondPlace.UNKNOWN,
    progress: Callable[[float], None] = lambda _share: None,
    until: float = math.inf,
) -> ErasureResult:
    """Carry out what is left of earlier erasures, as far as possible, and return the result.

    `place` is the second place for backups; `progress` is called with the share that is done,
    0–1. No copy is begun after `until`, in seconds of `time.monotonic`. Raises StorageError if
    the library itself cannot be used.
    """
    # An unfinished copy may contain what is erased.
    remove_temporary_files(library.path, _folder_there(library, place))
    traces = ""
    if any(erasure.has_traces for erasure in LibraryPrivacy(library).erasures()):
        try:
            LibraryPrivacy(library).overwrite_traces()
        except TracesRemain as error:
            traces = str(error)
    erasures = LibraryPrivacy(library).erasures()
    due = [(e, copy) for e in erasures for copy in _due(library, e, place)]
    rewritten, left = 0, []
    reached: dict[Erasure, list[str]] = {erasure: [] for erasure in erasures}
    for number, (erasure, copy) in enumerate(due):
        progress(number / len(due))
        try:
            if time.monotonic() > until:
                break
            rewritten += _rewrite(
                copy, library.key, erasure.assessments, partial(_carry_out, erasure)
            )
            reached[erasure].append(_name(copy, place))
        except StorageError:
            left.append(copy)
    _keep(library, [_record(library, e, reached[e], place) for e in erasures])
    progress(1.0)
    return ErasureResult(rewritten, tuple(left), traces)


def _carry_out(erasure: Erasure, copy: Library) -> None:
    LibraryPrivacy(copy).carry_out(erasure)


def _record(library: Library, erasure: Erasure, reached: Sequence[str], place: Place) -> Erasure:
    """Return an erasure with the names of more copies that are done."""
    record = erasure.with_done(reached)
    awaits = record.awaits_place and _is_awaited(library, record, place)
    return replace(record, awaits_place=awaits)


def _is_awaited(library: Library, record: Erasure, place: Place) -> bool:
    """Return whether the second place may still contain what was erased."""
    if isinstance(place, SecondPlace):
        return place is not SecondPlace.NONE
    return any(copy.is_relative_to(place) for copy in _due(library, record, place))


def _keep(library: Library, records: Sequence[Erasure]) -> None:
    left = [
        record
        for record in records
        if record.has_traces or record.awaits_place or _due(library, record, SecondPlace.NONE)
    ]
    if left != LibraryPrivacy(library).erasures():
        LibraryPrivacy(library).store_erasures(left)
        # Closing the file overwrites its log, which still has the ids of erased assessments.
        with suppress(LibraryUnavailable), library.file.suspend():
            pass


def _due(library: Library, erasure: Erasure, place: Place) -> list[Path]:
    """Return the existing copies in which an erasure has not been done yet."""
    path = library.path
    folders = [backup_folder(path)]
    there = _folder_there(library, place)
    if there is not None and erasure.awaits_place:
        folders.append(there)
    backups = [backup for folder in folders for backup in backups_in(folder, path)]
    due = [backup.path for backup in backups if backup.number <= erasure.newest_backup]
    aside = [*files_set_aside(path), *logs_set_aside(path)]
    due += [copy for copy in aside if copy.name in erasure.aside]
    return [copy for copy in due if _name(copy, place) not in erasure.done]


def _folder_there(library: Library, place: Place) -> Path | None:
    """Return the folder of the library's backups in the second place, or None if not given."""
    return second_folder(place, library.device) if isinstance(place, Path) else None


def _name(copy: Path, place: Place) -> str:
    """Return the name of a copy as `Erasure.done` has it: with its folder in the second place."""
    is_there = isinstance(place, Path) and copy.is_relative_to(place)
    return f"{copy.parent.name}/{copy.name}" if is_there else copy.name


def rewrite_copies(
    copies: Sequence[Path],
    key: bytes | None,
    assessments: Iterable[str],
    step: Step,
    progress: Callable[[float], None] = lambda _share: None,
) -> ErasureResult:
    """Apply `step` to every copy that has one of the assessments, given their ids.

    `progress` is called with the share that is done, 0–1. A copy that cannot be read, or has
    another key, is left unchanged and returned.
    """
    wanted = tuple(assessments)
    rewritten, left = 0, []
    for number, copy in enumerate(copies):
        progress(number / len(copies))
        try:
            rewritten += _rewrite(copy, key, wanted, step)
        except StorageError:
            left.append(copy)
    progress(1.0)
    return ErasureResult(rewritten, tuple(left))


def _rewrite(copy: Path, key: bytes | None, assessments: Sequence[str], step: Step) -> bool:
    """Rewrite a copy by `step`; return False if it has none of the assessments.

    Raises StorageError; the copy is then unchanged.
    """
    ready = temporary_beside(copy)
    try:
        with translate_errors(copy):
            require_known(copy, key)
            with closing(connect_to_read(copy, key)) as source:
                if not _holds_any(source, assessments):
                    return False
                with whole_database(ready, key) as target:
                    copy_whole(source, target)
                    bring_up_to_date(database_on(target))
                    step(Library(temporary_beside(ready), target, None, key))
            with closing(connect_to_read(ready, key)) as target:
                require_sound(copy, target)
            replace_and_overwrite(ready, copy)
    finally:
        remove_database(ready)
    return True


def _holds_any(connection: Connection, assessments: Sequence[str]) -> bool:
    """Return whether a library has one of the assessments, given their ids."""
    found = connection.execute(
        "SELECT 1 FROM assessments WHERE id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(assessments))],
    )
    return found.fetchone() is not None

"""The copies of a library that the program keeps: its backups, and what was set aside beside it."""

from __future__ import annotations

import glob
import re
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kompass_desktop.storage.files import (
    remove_unfinished,
)

FOLDER = "backups"


_TIME = "%Y%m%dT%H%M%SZ"


backup_lock = threading.RLock()
"""Held while the folder of backups beside a library is written or cleaned."""


second_place_lock = threading.RLock()
"""Held while a second folder is written or cleaned, so that a slow stick delays no other work."""


@dataclass(frozen=True)
class Backup:
    """A backup in a folder; `number` orders those of a library, `made_at` is in UTC."""

    path: Path
    number: int
    made_at: datetime

    @property
    def size(self) -> int:
        """Bytes on the disk; 0 if it has gone meanwhile."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0


def backup_folder(library: Path) -> Path:
    """Return the folder beside a library in which its backups are kept."""
    return library.resolve().parent / FOLDER


def backup_name(library: Path, number: int, made_at: datetime) -> str:
    """Return what a backup of a library is called."""
    return f"{library.stem}-{number:06d}-{made_at.strftime(_TIME)}{library.suffix}"


def backups_in(folder: Path, library: Path) -> list[Backup]:
    """Return the backups of a library that a folder holds, the newest first.

    A folder that is not there, or can no longer be read, holds none.
    """
    try:
        names = sorted(file.name for file in folder.iterdir())
    except OSError:
        return []
    found = [backup for name in names if (backup := _backup(folder / name, library))]
    return sorted(found, key=lambda backup: backup.number, reverse=True)


def remove_temporary_files(library: Path, second: Path | None = None) -> None:
    """Overwrite and remove what killed processes left among a library's backups.

    `second` is another folder of them, if it is there.
    """
    with backup_lock:
        remove_unfinished(backup_folder(library), library)
    if second is not None:
        with second_place_lock:
            remove_unfinished(second, library)


def second_folder(place: Path, device: str) -> Path:
    """Return the folder for a library's backups in a place that several laptops may share."""
    return place / f"Kompass-{device[:12]}"


def _backup(path: Path, library: Path) -> Backup | None:
    pattern = rf"{re.escape(library.stem)}-(\d{{6}})-(\d{{8}}T\d{{6}}Z){re.escape(library.suffix)}"
    named = re.fullmatch(pattern, path.name)
    if named is None:
        return None
    try:
        made_at = datetime.strptime(named[2], _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(path, int(named[1]), made_at)


_STAMP = "%Y-%m-%d-%H%M%S"


_STAMPED = r"\d{4}-\d{2}-\d{2}-\d{6}"


_WORDS = ("erstattet", "skadet", "lagt-til-side", "før-oppdatering")
"""The words in the names of libraries that were set aside."""


def libraries_set_aside(library: Path) -> list[Backup]:
    """Return the libraries that were set aside when another took their place, newest first.

    They can be gone back to like backups, as far as they can be read; those from before an
    update of the program are among them.
    """
    stem, suffix = re.escape(library.stem), re.escape(library.suffix)
    pattern = re.compile(rf"{stem}-(?:{'|'.join(_WORDS)})-({_STAMPED})(?:-\d+)?{suffix}")
    found = []
    with suppress(OSError):
        for file in library.resolve().parent.iterdir():
            named = pattern.fullmatch(file.name)
            if named is not None and file.is_file():
                made_at = _time_of(named[1])
                found += [Backup(file, 0, made_at)] if made_at else []
    return sorted(found, key=lambda aside: (aside.made_at, aside.path.name), reverse=True)


def _time_of(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, _STAMP).astimezone()
    except ValueError:
        return None


def copies_of(library: Path, device: str, second_place: Path | None = None) -> list[Path]:
    """Return every copy of a library that the program keeps: backups, and those set aside.

    `second_place` is where backups also go, if it is connected.
    """
    folders = [backup_folder(library)]
    if second_place is not None:
        folders.append(second_folder(second_place, device))
    backups = [backup.path for folder in folders for backup in backups_in(folder, library)]
    return [*backups, *files_set_aside(library)]


def files_set_aside(library: Path) -> list[Path]:
    """Return what lies beside a library of what it was before, given its file."""
    aside = library.resolve().parent.glob(f"*{library.suffix}")
    named = (p for p in aside if p.name.startswith(f"{library.stem}-") and p.is_file())
    return sorted(named)


def logs_aside(library: Path) -> list[Path]:
    """Return the logs of other files that were set aside beside a library.

    Nothing can be taken out of one, nor can it be encrypted: the user is shown its name.
    """
    return sorted(library.resolve().parent.glob(f"{glob.escape(library.name)}-wal-til-side-*"))

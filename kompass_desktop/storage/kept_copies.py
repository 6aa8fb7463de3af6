"""The copies of a library that the program keeps: backups, and old versions beside it.

A file that was "set aside" is an old version that was renamed when another file replaced it.
"""

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
"""To be acquired while the backup folder beside a library is written or cleaned."""


second_place_lock = threading.RLock()
"""To be acquired while a second backup folder is written or cleaned.

It is another lock, so that a slow memory stick does not delay other work.
"""


@dataclass(frozen=True)
class Backup:
    """A backup file, or a library that was set aside (with the number 0).

    `number` is greater for later backups of a library; `made_at` is in UTC for backups.
    """

    path: Path
    number: int
    made_at: datetime

    @property
    def size(self) -> int:
        """Size in bytes; 0 if the file is missing."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0


def backup_folder(library: Path) -> Path:
    """Return the folder beside a library that contains its backups."""
    return library.resolve().parent / FOLDER


def backup_name(library: Path, number: int, made_at: datetime) -> str:
    """Return the file name of a backup; `made_at` is in UTC."""
    return f"{library.stem}-{number:06d}-{made_at.strftime(_TIME)}{library.suffix}"


def backups_in(folder: Path, library: Path) -> list[Backup]:
    """Return the backups of a library in a folder, the newest first.

    The list is empty for a folder that is missing or cannot be read.
    """
    try:
        names = sorted(file.name for file in folder.iterdir())
    except OSError:
        return []
    found = [backup for name in names if (backup := _backup(folder / name, library))]
    return sorted(found, key=lambda backup: backup.number, reverse=True)


def remove_temporary_files(library: Path, second: Path | None = None) -> None:
    """Overwrite and remove temporary files that killed processes left in backup folders.

    `second` is a second folder with backups, or None.
    """
    with backup_lock:
        remove_unfinished(backup_folder(library), library)
    if second is not None:
        with second_place_lock:
            remove_unfinished(second, library)


def second_folder(place: Path, device: str) -> Path:
    """Return the folder for a library's backups in a place that several libraries may share.

    `device` is the id of the library.
    """
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
"""The words in the file names of libraries that were set aside (`set_aside_name`)."""


def libraries_set_aside(library: Path) -> list[Backup]:
    """Return the old versions of a library beside it, the newest first.

    They can be restored like backups, if they can be read. Those from before an update of the
    program are included.
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
    """Return all copies of a library that the program keeps: backups and files set aside.

    `device` is the id of the library; `second_place` is the folder for second copies of
    backups, or None if there is none or it is not connected.
    """
    folders = [backup_folder(library)]
    if second_place is not None:
        folders.append(second_folder(second_place, device))
    backups = [backup.path for folder in folders for backup in backups_in(folder, library)]
    return [*backups, *files_set_aside(library)]


def files_set_aside(library: Path) -> list[Path]:
    """Return the files beside a library whose names begin with its name and a hyphen."""
    aside = library.resolve().parent.glob(f"*{library.suffix}")
    named = (p for p in aside if p.name.startswith(f"{library.stem}-") and p.is_file())
    return sorted(named)


def logs_set_aside(library: Path) -> list[Path]:
    """Return the logs that were set aside beside a library, see `stray_log`.

    Nothing can be erased in a log, and it cannot be encrypted; the user is shown its name.
    """
    return sorted(library.resolve().parent.glob(f"{glob.escape(library.name)}-wal-til-side-*"))

"""Unencrypted copies of attached files for other programs, removed when the window closes.

They are in a private folder in the user's cache, never beside the library, whose folder may be
synchronised. A locked marker file shows that the folder is in use; the copies of a killed
process are overwritten and removed when a library is next opened.
"""

from __future__ import annotations

import os
import re
import uuid
from contextlib import suppress
from pathlib import Path
from typing import IO

import platformdirs

from kompass_desktop.storage.files import is_abandoned, lock_while_open, overwrite_and_remove
from kompass_desktop.storage.place import APPLICATION_NAME

_PRIVATE = 0o700
_MARKER = ".in-use"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows reserves for devices, with any extension."""
_LONGEST_STEM = 100
_LONGEST_SUFFIX = 20


class OpenedCopies:
    """The copies of one window, which must be removed when it is locked or closed."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._marker: IO[bytes] | None = None
        self._number = 0

    def write(self, name: str, content: bytes) -> Path:
        """Write a content to a new file and return its path; raises OSError.

        The file has the name of the attachment, without what some system forbids.
        """
        folder = self._own_folder() / str(self._number)
        self._number += 1
        folder.mkdir(mode=_PRIVATE)
        path = folder / _safe_name(name)
        with path.open("xb") as file:
            file.write(content)
        return path

    def remove_all(self) -> None:
        """Overwrite and remove all copies.

        A copy that another program has open may remain until a library is next opened.
        """
        if self._folder is None or self._marker is None:
            return
        _remove_tree(self._folder)
        self._marker.close()
        if not self._folder.exists():
            _remove_quietly(_marker_of(self._folder))
        self._folder = self._marker = None

    def _own_folder(self) -> Path:
        if self._folder is None:
            parent = _parent()
            parent.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
            folder = parent / str(uuid.uuid4())
            # Locked before the folder exists, so that no other process removes the folder.
            self._marker = _marker_of(folder).open("xb")
            lock_while_open(self._marker.fileno())
            folder.mkdir(mode=_PRIVATE)
            self._folder = folder
        return self._folder


def remove_abandoned_copies() -> None:
    """Overwrite and remove the copies of ended processes; errors are ignored."""
    with suppress(OSError):
        for folder in sorted(_parent().iterdir()):
            marker = _marker_of(folder)
            if folder.is_dir() and (not marker.exists() or is_abandoned(marker)):
                _remove_tree(folder)
        for marker in sorted(_parent().glob(f"*{_MARKER}")):
            if not marker.with_suffix("").exists() and is_abandoned(marker):
                _remove_quietly(marker)


def _parent() -> Path:
    return Path(platformdirs.user_cache_dir(APPLICATION_NAME, appauthor=False)) / "opened"


def _marker_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}{_MARKER}")


def _remove_tree(folder: Path) -> None:
    for place, folders, files in os.walk(folder, topdown=False):
        for file in files:
            _remove_quietly(Path(place, file))
        for each in folders:
            with suppress(OSError):
                Path(place, each).rmdir()
    with suppress(OSError):
        folder.rmdir()


def _remove_quietly(file: Path) -> None:
    with suppress(OSError):
        overwrite_and_remove(file)


def _safe_name(name: str) -> str:
    """Return a file name that is valid on every system, with the same extension."""
    clean = _FORBIDDEN.sub("_", name).strip(" .")
    path = Path(clean or "_")
    stem, suffix = path.stem[:_LONGEST_STEM], path.suffix[:_LONGEST_SUFFIX]
    return f"_{stem}{suffix}" if _DEVICE.fullmatch(stem) else f"{stem}{suffix}"

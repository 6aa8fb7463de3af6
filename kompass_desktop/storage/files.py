"""Writes, sets aside, and removes files: a library's, those beside it, and those for others.

A temporary file bears the name of what it is made for, with `UNFINISHED` after it, so that
the next opening of the library finds what a killed process left. What may be plain text is
overwritten before its room on the disk is given back. That cannot reach what a solid-state
disk, a file system that copies on writing, or a backup of the whole disk has kept.
"""

from __future__ import annotations

import errno
import os
import re
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from kompass_desktop.i18n import tr
from kompass_desktop.os_errors import reason
from kompass_desktop.storage.errors import UnwritableFile

UNFINISHED = ".part"
"""How the name of a temporary file ends, before what SQLite adds to it."""

_EXPORT = re.compile(rf"\.(kompass-)?[0-9a-f-]{{36}}{re.escape(UNFINISHED)}")
"""The name of a file that is written for somebody; earlier without the word."""

_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*\ud800-\udfff]+')
"""What one system or another, or a memory stick, does not allow in the name of a file."""

_CHUNK = 1024 * 1024
_MOST_ASIDE = 100
_JOURNALS = "(-wal|-shm|-journal)?"
_EARLIER = r"\.ready|(?<=\.keys)\.new"
"""How some temporary files were called before, which may still lie there."""


def without_forbidden(name: str) -> str:
    """Return a name without what some system or memory stick refuses in the name of a file."""
    return " ".join(_FORBIDDEN.sub(" ", name).split())


def temporary_beside(path: Path) -> Path:
    """Return the name under which a file is made before it takes its place at `path`."""
    return path.with_name(f"{path.name}{UNFINISHED}")


def set_aside_name(file: Path, word: str) -> Path | None:
    """Return a free name for what is kept of a file under `word`; None if all are taken.

    The word and the time come before the file's ending, so that a library stays one.
    """
    return _free_name(file, f"{file.stem}-{word}", file.suffix)


def set_aside(file: Path) -> Path | None:
    """Give a file that is not the program's another name beside it; None where it is not there.

    The name ends with the time, so that nothing takes the file for what it was. Raises OSError.
    """
    if not os.path.lexists(file):
        return None
    aside = _free_name(file, f"{file.name}-til-side", "")
    if aside is None:
        raise OSError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
    return file.rename(aside)


def _free_name(file: Path, begin: str, end: str) -> Path | None:
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    for number in ("", *(f"-{count}" for count in range(2, _MOST_ASIDE))):
        aside = file.with_name(f"{begin}-{stamp}{number}{end}")
        if not os.path.lexists(aside):
            return aside
    return None


def unfinished_files(folder: Path, library: Path) -> list[Path]:
    """Return the temporary files of a library and of its copies in a folder. Raises OSError."""
    stem, suffix = re.escape(library.stem), re.escape(library.suffix)
    made_for = rf"{stem}(-.+)?{suffix}(\.keys|\.attempts)?"
    ending = rf"({re.escape(UNFINISHED)}|{_EARLIER})({re.escape(UNFINISHED)}|\.new|\.old)*"
    pattern = re.compile(f"{made_for}{ending}{_JOURNALS}")
    return sorted(file for file in folder.iterdir() if pattern.fullmatch(file.name))


def remove_unfinished(folder: Path, library: Path) -> None:
    """Overwrite and remove what killed processes left; nothing may be writing in the folder.

    What cannot be removed now is tried again the next time.
    """
    with suppress(OSError):
        overwrite_and_remove_all(unfinished_files(folder, library))


@contextmanager
def unfinished_export(folder: Path) -> Iterator[Path]:
    """Give the name of a new file in a folder of the user's, and remove what is left of it after.

    What a killed process left in the folder goes first. Raises OSError.
    """
    remove_abandoned_exports(folder)
    unfinished = folder / f".kompass-{uuid.uuid4()}{UNFINISHED}"
    try:
        yield unfinished
    finally:
        overwrite_and_remove(unfinished)


def remove_abandoned_exports(folder: Path) -> None:
    """Overwrite and remove unfinished files that no process writes any longer."""
    with suppress(OSError):
        for file in sorted(folder.iterdir()):
            if _EXPORT.fullmatch(file.name) and file.is_file() and is_abandoned(file):
                overwrite_and_remove(file)


def hold(descriptor: int) -> None:
    """Mark an open file as one that is being written, as long as it is open."""
    if os.name != "nt":
        import fcntl

        # Some network drives know no locks.
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_abandoned(file: Path) -> bool:
    """Whether no process holds a file that one held with `hold`."""
    try:
        if os.name == "nt":
            # A file that is open there cannot be renamed.
            file.rename(file)
            return True
        import fcntl

        with file.open("rb") as opened:
            fcntl.flock(opened.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def overwrite_and_remove_all(files: Iterable[Path]) -> None:
    """Overwrite and remove files, as far as that goes; the others are left."""
    for file in files:
        with suppress(OSError):
            overwrite_and_remove(file)


def overwrite_and_remove(file: Path) -> None:
    """Overwrite and remove a file, if it is there; one with a second name is only removed.

    Raises OSError if it cannot be removed.
    """
    if not os.path.lexists(file):
        return
    # A file that cannot be overwritten must still go.
    with suppress(OSError):
        if file.is_file() and not file.is_symlink() and file.stat().st_nlink == 1:
            with file.open("rb+") as opened:
                _overwrite(opened.fileno())
    file.unlink(missing_ok=True)


def take_away(file: Path) -> None:
    """Remove a whole file, which is never seen half overwritten. Raises OSError."""
    # A kill leaves a temporary file, which the next opening recognises.
    leaving = temporary_beside(file)
    file.replace(leaving)
    overwrite_and_remove(leaving)


@contextmanager
def overwritten_when_removed(file: Path) -> Iterator[None]:
    """Overwrite what a file held if it is removed meanwhile, as SQLite does with its log."""
    # Windows removes no file that is open; there the log is only removed.
    try:
        held = None if os.name == "nt" else os.open(file, os.O_RDWR)
    except OSError:
        held = None
    try:
        yield
        if held is not None and os.fstat(held).st_nlink == 0:
            with suppress(OSError):
                _overwrite(held)
    finally:
        if held is not None:
            os.close(held)


def take_the_place(ready: Path, path: Path) -> None:
    """Let a file take the place of another, and overwrite that one. Raises OSError."""
    # A second name for the old file, to reach it when the first is the new one's. A memory
    # stick may know no second names; there it is only removed.
    old = temporary_beside(temporary_beside(path))
    old.unlink(missing_ok=True)
    if path.is_file() and not path.is_symlink():
        with suppress(OSError):
            old.hardlink_to(path)
    try:
        put_in_place(ready, path)
    except BaseException:
        old.unlink(missing_ok=True)
        raise
    overwrite_and_remove(old)


def put_in_place(ready: Path, path: Path) -> None:
    """Let a complete file take its place at `path`, on the disk too. Raises OSError.

    Its content reaches the disk before its name does, so that a power cut leaves either the
    whole file or what was there before.
    """
    with ready.open("rb+") as file:
        os.fsync(file.fileno())
    ready.replace(path)
    sync_folder(path.parent)


@contextmanager
def atomic_write(path: Path) -> Iterator[IO[bytes]]:
    """Give a file for somebody to write; it takes its place at `path` only when it is complete.

    The folder need not be Kompass's own. Raises UnwritableFile, and leaves what was there
    before, if it cannot be written.
    """
    try:
        # A device or a folder must never be replaced by a file.
        if path.exists() and not path.is_file():
            raise UnwritableFile(path, tr("it is not an ordinary file"))
        with (
            unfinished_export(path.parent) as unfinished,
            _taking_its_place(unfinished, path, mode="xb") as file,
        ):
            hold(file.fileno())
            yield file
    except OSError as error:
        raise UnwritableFile(path, reason(error)) from error


def write_durably(path: Path, content: bytes) -> None:
    """Write a small file beside a library so that it is whole or as before. Raises OSError."""
    unfinished = temporary_beside(path)
    try:
        with _taking_its_place(unfinished, path) as file:
            file.write(content)
    except BaseException:
        overwrite_and_remove(unfinished)
        raise


def copy_bytes(source: Path, target: Path) -> None:
    """Copy a file; it is there whole or not at all.

    Raises OSError, also if what was written does not read as what was copied.
    """
    unfinished = temporary_beside(target)
    content = source.read_bytes()
    try:
        with _taking_its_place(unfinished, target) as file:
            file.write(content)
            file.flush()
            _require(unfinished, content)
    except BaseException:
        overwrite_and_remove(unfinished)
        raise


@contextmanager
def _taking_its_place(unfinished: Path, path: Path, mode: str = "wb") -> Iterator[IO[bytes]]:
    """Give a file to write that takes its place, on the disk too, when it has been written."""
    with unfinished.open(mode) as file:
        yield file
        # What takes long is done while the file is held.
        file.flush()
        os.fsync(file.fileno())
    put_in_place(unfinished, path)


def _require(path: Path, content: bytes) -> None:
    if path.read_bytes() != content:
        raise OSError(tr("{0} is not the same as what was copied").format(path.name))


def sync_folder(folder: Path) -> None:
    """Make sure that a file's new name is on the disk too. Raises OSError."""
    if os.name == "nt":
        # Windows has no such thing; its file system keeps names in its own journal.
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _overwrite(descriptor: int) -> None:
    """Fill a file with zeros, as long as it is, and bring them to the disk."""
    left = os.fstat(descriptor).st_size
    os.lseek(descriptor, 0, os.SEEK_SET)
    while left > 0:
        left -= os.write(descriptor, bytes(min(left, _CHUNK)))
    os.fsync(descriptor)

"""Writes, renames and removes files: a library, the files beside it, and exported files.

A temporary file has the name of the final file with `UNFINISHED` added, so that the next
opening of the library finds what a killed process left. A file that may contain unencrypted
text is overwritten before it is deleted. This does not reach copies that a solid-state disk, a
copy-on-write file system or a backup of the whole disk has.
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
"""The ending of a temporary file's name; SQLite adds more for its log."""

_EXPORT = re.compile(rf"\.(kompass-)?[0-9a-f-]{{36}}{re.escape(UNFINISHED)}")
"""The name of an unfinished export; earlier versions did not write `kompass-`."""

_CHUNK = 1024 * 1024
_MOST_ASIDE = 100
_JOURNALS = "(-wal|-shm|-journal)?"
_EARLIER = r"\.ready|(?<=\.keys)\.new"
"""The endings of temporary files of earlier versions, which may still exist."""


def temporary_beside(path: Path) -> Path:
    """Return the temporary name for a file that is to be moved to `path` when complete."""
    return path.with_name(f"{path.name}{UNFINISHED}")


def set_aside_name(file: Path, word: str) -> Path | None:
    """Return an unused name for an old version of a file, or None if all are used.

    `word` and the time are put before the extension, which stays the same.
    """
    return _free_name(file, f"{file.stem}-{word}", file.suffix)


def set_aside(file: Path) -> Path | None:
    """Rename a file that is not to be used any more; return its new path, or None if missing.

    The new name ends with the time, so that the program does not use the file. Raises OSError.
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
    """Return the temporary files of a library, and of its copies, in a folder. Raises OSError."""
    stem, suffix = re.escape(library.stem), re.escape(library.suffix)
    made_for = rf"{stem}(-.+)?{suffix}(\.keys|\.attempts)?"
    ending = rf"({re.escape(UNFINISHED)}|{_EARLIER})({re.escape(UNFINISHED)}|\.new|\.old)*"
    pattern = re.compile(f"{made_for}{ending}{_JOURNALS}")
    return sorted(file for file in folder.iterdir() if pattern.fullmatch(file.name))


def remove_unfinished(folder: Path, library: Path) -> None:
    """Overwrite and remove the files of `unfinished_files`; no process may be writing them.

    Errors are ignored, because it is tried again the next time.
    """
    with suppress(OSError):
        overwrite_and_remove_all(unfinished_files(folder, library))


@contextmanager
def unfinished_export(folder: Path) -> Iterator[Path]:
    """Yield the path of a new temporary file in a user's folder, and remove it after the block.

    First removes what a killed process left in the folder. Raises OSError.
    """
    remove_abandoned_exports(folder)
    unfinished = folder / f".kompass-{uuid.uuid4()}{UNFINISHED}"
    try:
        yield unfinished
    finally:
        overwrite_and_remove(unfinished)


def remove_abandoned_exports(folder: Path) -> None:
    """Overwrite and remove unfinished exports in a folder that no process is writing."""
    with suppress(OSError):
        for file in sorted(folder.iterdir()):
            if _EXPORT.fullmatch(file.name) and file.is_file() and is_abandoned(file):
                overwrite_and_remove(file)


def lock_while_open(descriptor: int) -> None:
    """Lock an open file until it is closed, to show that it is being written.

    Does nothing on Windows, where an open file cannot be removed.
    """
    if os.name != "nt":
        import fcntl

        # Some network drives do not support locks.
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_abandoned(file: Path) -> bool:
    """Whether no process has a file open that was locked with `lock_while_open`."""
    try:
        if os.name == "nt":
            # Windows cannot rename a file that is open.
            file.rename(file)
            return True
        import fcntl

        with file.open("rb") as opened:
            fcntl.flock(opened.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def overwrite_and_remove_all(files: Iterable[Path]) -> None:
    """Overwrite and remove files; those that cannot be removed are left, without an error."""
    for file in files:
        with suppress(OSError):
            overwrite_and_remove(file)


def overwrite_and_remove(file: Path) -> None:
    """Overwrite and remove a file, if it exists.

    A file with several hard links is only removed. Raises OSError if it cannot be removed.
    """
    if not os.path.lexists(file):
        return
    # A file that cannot be overwritten must still be removed.
    with suppress(OSError):
        if file.is_file() and not file.is_symlink() and file.stat().st_nlink == 1:
            with file.open("rb+") as opened:
                _overwrite(opened.fileno())
    file.unlink(missing_ok=True)


def remove_whole(file: Path) -> None:
    """Overwrite and remove a file under a temporary name. Raises OSError.

    So a killed process never leaves a half overwritten file under the old name.
    """
    leaving = temporary_beside(file)
    file.replace(leaving)
    overwrite_and_remove(leaving)


@contextmanager
def overwritten_when_removed(file: Path) -> Iterator[None]:
    """Overwrite the content of a file that is removed in the block, as SQLite removes its log."""
    # Windows does not remove a file that is open; there the log is not overwritten.
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


def replace_and_overwrite(ready: Path, path: Path) -> None:
    """Move a file to `path`, and overwrite and remove the old file there. Raises OSError."""
    # A hard link to the old file, to overwrite it after the new one has its name. The file
    # system of a memory stick may have no hard links; there it is only removed.
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
    """Move a complete file to `path`, and synchronise it to the disk. Raises OSError.

    The content is written to the disk before the name, so that a power cut leaves either the
    complete file or the old one.
    """
    with ready.open("rb+") as file:
        os.fsync(file.fileno())
    ready.replace(path)
    sync_folder(path.parent)


@contextmanager
def atomic_write(path: Path) -> Iterator[IO[bytes]]:
    """Yield a file to write, which is moved to `path` when the block ends without error.

    The folder may be any folder of the user's. Raises UnwritableFile if it cannot be written;
    an old file at `path` then stays.
    """
    try:
        # A device or a folder must never be replaced by a file.
        if path.exists() and not path.is_file():
            raise UnwritableFile(path, tr("it is not an ordinary file"))
        with (
            unfinished_export(path.parent) as unfinished,
            _taking_its_place(unfinished, path, mode="xb") as file,
        ):
            lock_while_open(file.fileno())
            yield file
    except OSError as error:
        raise UnwritableFile(path, reason(error)) from error


def write_durably(path: Path, content: bytes) -> None:
    """Write a small file beside a library, completely or not at all. Raises OSError."""
    unfinished = temporary_beside(path)
    try:
        with _taking_its_place(unfinished, path) as file:
            file.write(content)
    except BaseException:
        overwrite_and_remove(unfinished)
        raise


def copy_bytes(source: Path, target: Path) -> None:
    """Copy a file, completely or not at all.

    Raises OSError, also if the copy does not have the content of the source.
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
    """Yield a temporary file to write, which is synchronised and moved to `path` afterwards."""
    with unfinished.open(mode) as file:
        yield file
        # Synchronising takes long, so it is done while the file is open and locked.
        file.flush()
        os.fsync(file.fileno())
    put_in_place(unfinished, path)


def _require(path: Path, content: bytes) -> None:
    if path.read_bytes() != content:
        raise OSError(tr("{0} is not the same as what was copied").format(path.name))


def sync_folder(folder: Path) -> None:
    """Synchronise a folder to the disk, with the names of its files. Raises OSError."""
    if os.name == "nt":
        # Windows cannot do this; its file system has a journal for names.
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _overwrite(descriptor: int) -> None:
    """Fill a file with zeros to its present length, and synchronise it to the disk."""
    left = os.fstat(descriptor).st_size
    os.lseek(descriptor, 0, os.SEEK_SET)
    while left > 0:
        left -= os.write(descriptor, bytes(min(left, _CHUNK)))
    os.fsync(descriptor)

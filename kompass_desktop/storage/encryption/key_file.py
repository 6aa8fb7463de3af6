"""Where a library's wrapped keys lie: in `<library>.keys` beside it, and beside every copy."""

from __future__ import annotations

import os
from pathlib import Path

from kompass_desktop.storage.files import sync_folder, temporary_beside


def key_file(library: Path) -> Path:
    """Return the file that holds a library's wrapped keys."""
    return library.with_name(f"{library.name}.keys")


def has_key_file(library: Path) -> bool:
    """Whether wrapped keys lie beside a library; False too where one may not look."""
    try:
        return key_file(library).exists()
    except OSError:
        return False


def copy_key_file(library: Path, copy: Path) -> None:
    """Let a copy of an encrypted library be opened as the library is. Raises OSError."""
    write_durably(key_file(copy), key_file(library).read_bytes())


def write_durably(path: Path, content: bytes) -> None:
    """Write a small file so that it is whole or as before, also after a flat battery.

    Raises OSError.
    """
    unfinished = temporary_beside(path)
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)

"""The file with a library's wrapped keys: `<library>.keys` beside it, and beside every copy."""

from __future__ import annotations

from pathlib import Path

from kompass_desktop.storage.files import write_durably


def key_file(library: Path) -> Path:
    """Return the path of the file with a library's wrapped keys."""
    return library.with_name(f"{library.name}.keys")


def has_key_file(library: Path) -> bool:
    """Return whether a library has a key file; False also if the folder cannot be read."""
    try:
        return key_file(library).exists()
    except OSError:
        return False


def copy_key_file(library: Path, copy: Path) -> None:
    """Copy a library's key file beside a copy of the library. Raises OSError."""
    write_durably(key_file(copy), key_file(library).read_bytes())

"""Where a library's wrapped keys lie: in `<library>.keys` beside it, and beside every copy."""

from __future__ import annotations

from pathlib import Path

from kompass_desktop.storage.files import write_durably


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

"""Names of files that every system accepts."""

from __future__ import annotations

import re
from pathlib import Path

LONGEST_NAME = 120

_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*\ud800-\udfff]+')
"""What one system or another, or a memory stick, does not allow in the name of a file."""


def without_forbidden(name: str) -> str:
    """Return a name without the characters that some file system forbids in file names."""
    return " ".join(_FORBIDDEN.sub(" ", name).split())


def fit_for_a_file(name: str) -> str:
    """Return a name without what some system does not allow in the name of a file."""
    path = Path(without_forbidden(name))
    return f"{path.stem[:LONGEST_NAME]}{path.suffix}"

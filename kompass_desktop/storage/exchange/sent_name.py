"""The names of files for colleagues, made of the assessment's title, the sender and the time.

"Karasjok 2026 – KB – 2026-11-27 0931.kompass" has only characters that memory sticks allow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kompass_desktop.assessment.folding import fold
from kompass_desktop.file_names import without_forbidden
from kompass_desktop.i18n import tr
from kompass_desktop.storage.merging.packet import ENDING

LONGEST_TITLE = 120
LONGEST_WHO = 60
"""Bytes in UTF-8; file systems allow 255 for a whole name."""

SENT_TIME = re.compile(r"\d{4}-\d\d-\d\d \d{4}")
"""The time in a name."""

_BETWEEN = " – "
_TIME = "%Y-%m-%d %H%M"
_NAMED = re.compile(
    rf"(?P<title>.+){_BETWEEN}(?P<who>.+){_BETWEEN}(?P<at>{SENT_TIME.pattern})(?: \(\d+\))?"
    rf"{re.escape(ENDING)}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SentName:
    """The parts of a file name: the assessment's title, the sender, and the local time."""

    title: str
    who: str
    at: str

    @property
    def sender(self) -> tuple[str, str]:
        """The folded title and sender; of files with the same, the newest contains the others."""
        return fold(self.title), fold(self.who)

    def is_of(self, title: str) -> bool:
        """Whether it is the name of a file of an assessment, given `Assessment.title`."""
        return fold(self.title) == fold(_part(title, LONGEST_TITLE))


def sent_name(title: str, who: str, at: datetime) -> str:
    """Return a file name; `at` is in the local time of the machine."""
    parts = (
        _part(title, LONGEST_TITLE) or tr("measurement"),
        _part(who, LONGEST_WHO) or tr("colleague"),
        at.strftime(_TIME),
    )
    return f"{_BETWEEN.join(parts)}{ENDING}"


def parsed_name(path: Path) -> SentName | None:
    """Return the parts of a file's name, or None if it is not a name from `sent_name`."""
    named = _NAMED.fullmatch(path.name)
    return SentName(named["title"], named["who"], named["at"]) if named else None


def free_path(folder: Path, name: str) -> Path:
    """Return a path for a new file in a folder, with a number if the name is already used."""
    path, number = folder / name, 1
    while path.exists() or path.is_symlink():
        number += 1
        path = folder / f"{name.removesuffix(ENDING)} ({number}){ENDING}"
    return path


def _part(text: str, longest: int) -> str:
    """Return a text as a part of a name: at most `longest` bytes, without separating dashes.

    Characters that some file system refuses are removed too.
    """
    plain = without_forbidden(text).replace(_BETWEEN, " - ")
    # Windows removes dots and spaces at the end of a name.
    return plain.encode()[:longest].decode(errors="ignore").strip(" .")

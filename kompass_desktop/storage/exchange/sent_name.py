"""What a file is called that is laid in the folder of colleagues: which assessment, who, when.

"Karasjok 2026 – KB – 2026-11-27 0931.kompass" has nothing that a memory stick refuses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kompass_desktop.assessment.folding import fold
from kompass_desktop.i18n import tr
from kompass_desktop.storage.files import without_forbidden
from kompass_desktop.storage.merging.packet import ENDING

LONGEST_TITLE = 120
LONGEST_WHO = 60
"""Bytes in UTF-8; a whole name may have 255."""

SENT_TIME = re.compile(r"\d{4}-\d\d-\d\d \d{4}")
"""How the name says when it was."""

_BETWEEN = " – "
_TIME = "%Y-%m-%d %H%M"
_NAMED = re.compile(
    rf"(?P<title>.+){_BETWEEN}(?P<who>.+){_BETWEEN}(?P<at>{SENT_TIME.pattern})(?: \(\d+\))?"
    rf"{re.escape(ENDING)}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SentName:
    """What the name of a file says: the assessment's title, who wrote it, and when it was."""

    title: str
    who: str
    at: str

    @property
    def sender(self) -> tuple[str, str]:
        """What the files of one sender have in common: each holds all of the one before."""
        return fold(self.title), fold(self.who)

    def is_of(self, title: str) -> bool:
        """Whether it is of the assessment with a title, given as `Assessment.title`."""
        return fold(self.title) == fold(_part(title, LONGEST_TITLE))


def sent_name(title: str, who: str, at: datetime) -> str:
    """Return what a file is called; `at` is in the local time of the machine."""
    parts = (
        _part(title, LONGEST_TITLE) or tr("measurement"),
        _part(who, LONGEST_WHO) or tr("colleague"),
        at.strftime(_TIME),
    )
    return f"{_BETWEEN.join(parts)}{ENDING}"


def parsed_name(path: Path) -> SentName | None:
    """Return what the name of a file says, or None for one that a person has named."""
    named = _NAMED.fullmatch(path.name)
    return SentName(named["title"], named["who"], named["at"]) if named else None


def free_path(folder: Path, name: str) -> Path:
    """Return a path in a folder for a new file, which takes the place of none that is there."""
    path, number = folder / name, 1
    while path.exists() or path.is_symlink():
        number += 1
        path = folder / f"{name.removesuffix(ENDING)} ({number}){ENDING}"
    return path


def _part(text: str, longest: int) -> str:
    """Return a text as a part of a name: short, without what is refused, and parted by no dash."""
    plain = without_forbidden(text).replace(_BETWEEN, " - ")
    # No system that cuts dots and spaces at the end may come to cut these.
    return plain.encode()[:longest].decode(errors="ignore").strip(" .")

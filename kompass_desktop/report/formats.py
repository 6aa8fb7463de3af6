"""The formats of the report, and the file names that choose them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class ReportFormat(StrEnum):
    """A format, by the ending of its files."""

    PDF = ".pdf"
    WORD = ".docx"


def format_of(path: Path) -> ReportFormat | None:
    """Return the format that the ending of a file name means, or None."""
    ending = path.suffix.lower()
    return next((each for each in ReportFormat if each.value == ending), None)

"""Checks of single fields of records that come from files or other machines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kompass_desktop.i18n import tr

YEARS = range(1900, 2101)
_LINE_BREAKS = ("\n", "\r", "\N{PARAGRAPH SEPARATOR}")

LARGEST_COUNT = 10_000_000
"""The most participants, minutes or seconds; number fields of the window have 32 bits."""


def reads(reader: Callable[[str], object], text: str) -> bool:
    """Return whether a reader takes a text: it returns something true and raises no ValueError."""
    try:
        return bool(reader(text))
    except ValueError:
        return False


def problem_in_days(*days: str) -> str:
    """Return what is wrong with days, which are ISO dates or empty, or ""."""
    for day in days:
        if day and not reads(date.fromisoformat, day):
            return tr("“{0}” is not a date").format(day)
    return ""


def is_line(*texts: str) -> bool:
    """Return whether texts have no line breaks."""
    return not any(mark in text for text in texts for mark in _LINE_BREAKS)

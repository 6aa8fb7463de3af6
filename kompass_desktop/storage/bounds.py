"""How much a file from elsewhere may hold, seen before any of it is read.

Readers take time and memory by the number of values, and not by the size of a file: 60 MB
of empty lists would take a gigabyte and many seconds.
"""

from __future__ import annotations

MOST_CONTAINERS = 1_000_000
"""Objects and lists in a JSON text. A very full assessment has some 30,000."""

MOST_VALUES = 6_000_000
"""Values in a JSON text, reckoned by its commas."""


def is_overfull(text: str) -> bool:
    """Whether a JSON text holds more values than an assessment ever does."""
    return text.count("[") + text.count("{") > MOST_CONTAINERS or text.count(",") > MOST_VALUES

"""The dates of a plan as days and as quarters, in the language in use."""

from __future__ import annotations

from datetime import date

from kompass_desktop.i18n import ptr

_MONTHS = 3
NO_BREAK = "\N{NO-BREAK SPACE}"
TO = "\N{EN DASH} "
"""Between two dates: a line can be broken after it, but not within a date."""


def day_of(text: str) -> date | None:
    """Return an ISO date as a day, or None if it is empty or not a date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def quarter_number(day: date) -> int:
    """Return which quarter of its year a day is in, 1–4."""
    return 1 + (day.month - 1) // _MONTHS


def quarter_of(day: date) -> str:
    """Return the quarter of a day in one line: "3. kv. 2026", "Q3 2026"."""
    text = ptr("date", "Q{0} {1}").format(quarter_number(day), day.year)
    return text.replace(" ", NO_BREAK)


def quarters(begins: str, ends: str) -> str:
    """Return from when to when something is planned, given ISO dates or "": by quarters.

    It is one quarter if both are in the same, and "" if neither is known.
    """
    first, last = day_of(begins), day_of(ends)
    if first is None:
        return ptr("date", "by {0}").format(quarter_of(last)) if last is not None else ""
    if last is None:
        return ptr("date", "from {0}").format(quarter_of(first))
    start, end = quarter_of(first), quarter_of(last)
    return start if start == end else f"{start}{NO_BREAK}{TO}{end}"

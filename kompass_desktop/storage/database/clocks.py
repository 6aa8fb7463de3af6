"""How far ahead a change's stamp may lie before the clock behind it must have been wrong.

A clock that is behind does little harm: stamps grow all the same. One that is ahead would
put everything that follows in the future, on every machine, so such stamps are brought back.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime

_HOUR = 3_600_000

MOST_AHEAD = 48 * _HOUR
"""Milliseconds. A date that is wrong by a day, together with a time zone that is wrong by 14
hours, is no more; a month or a year that is wrong is far more."""

PROGRAM_BEGUN = 1_767_225_600_000
"""2026-01-01. There was no program before: a clock that shows less has lost its time (a
machine whose battery is empty begins at 1970 or 2000), and cannot say what is too late."""

FARTHEST = PROGRAM_BEGUN + 10 * 365 * 24 * _HOUR
"""The latest that is believed where the clock has lost its time."""

LATEST_CLOCK = 7_258_118_400_000
"""2200-01-01. No stamp is made from a later clock: there must be room for those that follow."""


def believed_until() -> str:
    """Return the latest stamp that can be true, as far as this machine's clock can tell."""
    now = time.time_ns() // 1_000_000
    latest = FARTHEST if now < PROGRAM_BEGUN else min(now, LATEST_CLOCK) + MOST_AHEAD
    return f"{latest:015d}-999999"


def moment_of_stamp(stamp: str | None) -> datetime | None:
    """Return when a change was made, in UTC; None for what came with an import.

    So too for a stamp that is none, as of a damaged row.
    """
    milliseconds = (stamp or "").partition("-")[0]
    if _MILLISECONDS.fullmatch(milliseconds) is None:
        return None
    return moment_of(int(milliseconds))


def moment_of(milliseconds: int) -> datetime:
    """Return what a stamp's milliseconds since 1970 are in UTC.

    What is beyond the calendar is the last that every time zone can show.
    """
    return datetime.fromtimestamp(min(milliseconds, _LAST_MOMENT) / 1000, UTC)


_MILLISECONDS = re.compile("(?!0+$)[0-9]{1,15}")

_LAST_MOMENT = 253_370_764_799_000
"""The last second of the year 9998."""

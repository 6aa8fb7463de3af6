"""The latest time stamp of a change that can be true, and the reading of such stamps.

A clock that is slow does little harm, because stamps never go back. A clock that is fast
would put every later change in the future too, on all machines. Stamps that are too late are
therefore corrected, see `healing`.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime

_HOUR = 3_600_000

MOST_AHEAD = 48 * _HOUR
"""How far in the future a stamp may lie, in milliseconds.

It allows for a date that is wrong by a day together with a time zone that is wrong by 14
hours. A wrong month or year is far more.
"""

PROGRAM_RELEASED = 1_767_225_600_000
"""2026-01-01 in milliseconds since 1970. The program is not older than that.

A clock that shows an earlier time has been reset (to 1970 or 2000, when the battery is
empty), and cannot be used to judge what is too late.
"""

LATEST_IF_RESET = PROGRAM_RELEASED + 10 * 365 * 24 * _HOUR
"""The latest time that is accepted, in milliseconds, if the clock has been reset."""

LATEST_CLOCK = 7_258_118_400_000
"""2200-01-01 in milliseconds. A later clock is read as this time, so that stamps that follow
still have room to grow."""


def latest_plausible_stamp() -> str:
    """Return the latest stamp that can be true, judged by this machine's clock."""
    now = time.time_ns() // 1_000_000
    latest = LATEST_IF_RESET if now < PROGRAM_RELEASED else min(now, LATEST_CLOCK) + MOST_AHEAD
    return f"{latest:015d}-999999"


def moment_of_stamp(stamp: str | None) -> datetime | None:
    """Return when a change was made, in UTC; None for a change that an import began with.

    None also for text that is not a stamp, as in a damaged row.
    """
    milliseconds = (stamp or "").partition("-")[0]
    if _MILLISECONDS.fullmatch(milliseconds) is None:
        return None
    return moment_of(int(milliseconds))


def moment_of(milliseconds: int) -> datetime:
    """Return milliseconds since 1970 as a time in UTC.

    A number beyond the calendar gives the last time that every time zone can show.
    """
    return datetime.fromtimestamp(min(milliseconds, _LAST_MOMENT) / 1000, UTC)


_MILLISECONDS = re.compile("(?!0+$)[0-9]{1,15}")

_LAST_MOMENT = 253_370_764_799_000
"""The last second of the year 9998."""

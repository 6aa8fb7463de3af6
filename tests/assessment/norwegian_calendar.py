"""The free days of Norway, computed apart from what the program uses."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

FIXED = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
FROM_EASTER = (-3, -2, 0, 1, 39, 49, 50)
"""Maundy Thursday to Easter Monday, Ascension Day, Whit Sunday and Monday, in days."""


def easter(year: int) -> date:
    """Return Easter Sunday ("Nature", 20 April 1876; Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> frozenset[date]:
    """Return the public holidays of a year."""
    movable = (easter(year) + timedelta(days=days) for days in FROM_EASTER)
    return frozenset([*(date(year, *each) for each in FIXED), *movable])


def is_free(day: date) -> bool:
    """Return whether nobody works on a day."""
    return day.weekday() >= 5 or day in holidays(day.year)

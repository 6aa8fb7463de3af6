"""Norwegian working days: Monday to Friday, except public holidays.

The package `holidays` is imported when a day is first asked about; no other module imports it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache

from kompass_desktop.i18n import Language, language

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_NAMED_IN = {Language.BOKMAL: "no", Language.NYNORSK: "no", Language.ENGLISH: "en_US"}
"""The languages of the names of holidays, as the package calls them."""


def holiday_name(day: date) -> str:
    """Return the name of a Norwegian public holiday, in the language in use; "" for other days."""
    return _holidays(_NAMED_IN[language()]).get(day) or ""


def is_working_day(day: date) -> bool:
    """Return whether a day is neither in a weekend nor a public holiday."""
    return day.weekday() < _SATURDAY and day not in _holidays("no")


def first_working_day(day: date) -> date:
    """Return a day itself if it is a working day, or the next working day."""
    while not is_working_day(day):
        day += _ONE_DAY
    return day


@lru_cache(maxsize=512)
def working_days_between(first: date, last: date) -> int:
    """Return how many working days after `first` the day `last` is, 0 if they are the same.

    A day that is no working day counts as the next one that is. `last` is not before `first`.
    """
    day, last = first_working_day(first), first_working_day(last)
    number = 0
    while day < last:
        day += _ONE_DAY
        number += is_working_day(day)
    return number


def working_day_after(first: date, number: int) -> date:
    """Return the working day that is `number` (from 0) working days after the day `first`."""
    day = first_working_day(first)
    for _ in range(number):
        day = first_working_day(day + _ONE_DAY)
    return day


@cache
def _holidays(named_in: str) -> Mapping[date, str]:
    # Not by its code: what makes the bundle must see which country is needed.
    from holidays.countries.norway import Norway

    return Norway(language=named_in)

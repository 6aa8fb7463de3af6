"""Formats dates for reports, in the language in use."""

from __future__ import annotations

from datetime import date

from kompass_desktop.assessment.planning.plan_dates import NO_BREAK, TO, day_of
from kompass_desktop.assessment.records import Particulars
from kompass_desktop.i18n import Language, language, mark, ptr, tr

_MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)


_DAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)


def long_date(day: date) -> str:
    """Return a date for a sentence: "17. september 2025", "17 September 2025"."""
    return ptr("date", "{0} {1} {2}").format(day.day, _month(day), day.year)


def short_date(day: date) -> str:
    """Return a date for a table: "17.09.2025"; in English as `long_date`.

    Readers of English do not agree on which of two numbers is the month.
    """
    return long_date(day) if language() is Language.ENGLISH else f"{day:%d.%m.%Y}"


def days_text(begins: str, ends: str) -> str:
    """Return from which day to which something lasts, given ISO dates or "", for a table.

    It is "" if neither is known.
    """
    first, last = day_of(begins), day_of(ends)
    if first is None:
        return ptr("date", "by {0}").format(short_date(last)) if last is not None else ""
    if last is None:
        return ptr("date", "from {0}").format(short_date(first))
    if first == last:
        return short_date(first)
    return f"{short_date(first)}{NO_BREAK}{TO}{short_date(last)}"


def deadline_text(deadline: str) -> str:
    """Return a deadline for a table: an ISO date as `short_date`, any other text as it is."""
    day = day_of(deadline)
    return deadline if day is None else short_date(day)


def day_and_date(day: date) -> str:
    """Return a date with its weekday: "tirsdag 17. september 2025", "Tuesday 17 September 2025"."""
    return f"{tr(_DAYS[day.weekday()])} {long_date(day)}"


def is_one_day(particulars: Particulars) -> bool:
    """Return whether the field work has a single date, or none, and not a period."""
    begins, ends = day_of(particulars.begins), day_of(particulars.ends)
    return begins is None or ends is None or begins >= ends


def period_of(particulars: Particulars) -> str:
    """Return the period of the field work: "15.–17. september 2025", or "" if unknown."""
    begins, ends = day_of(particulars.begins), day_of(particulars.ends)
    if begins is None or ends is None or begins >= ends:
        known = begins or ends
        return long_date(known) if known else ""
    if begins.year != ends.year:
        first = long_date(begins)
    elif begins.month != ends.month:
        first = ptr("date", "{0} {1}").format(begins.day, _month(begins))
    else:
        first = ptr("date", "{0}").format(begins.day)
    return f"{first}–{long_date(ends)}"


def _month(day: date) -> str:
    return tr(_MONTHS[day.month - 1])

"""Dates as people type and read them, and as they are stored (ISO).

Typed text in bokmål, nynorsk or English is read in every way that is possible, and accepted if
all ways give the same date. Dates are shown in the language in use.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from kompass_desktop.i18n import Language, language, tr

MONTHS = {
    Language.BOKMAL: (
        "januar",
        "februar",
        "mars",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "desember",
    ),
    Language.ENGLISH: (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
"""The months by language; nynorsk has those of bokmål."""
WEEKDAYS = {
    Language.BOKMAL: ("ma.", "ti.", "on.", "to.", "fr.", "lø.", "sø."),
    Language.NYNORSK: ("må.", "ty.", "on.", "to.", "fr.", "la.", "su."),
    Language.ENGLISH: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
"""The weekdays as they are shown, by language, Monday first."""
WEEKDAY_NAMES = {
    Language.BOKMAL: ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    Language.NYNORSK: ("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "sundag"),
    Language.ENGLISH: (
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ),
}
"""The weekdays as they may be typed, in whatever language the window is, Monday first."""
NEAR_DAYS = {
    "i dag": 0,
    "idag": 0,
    "today": 0,
    "i morgen": 1,
    "imorgen": 1,
    "tomorrow": 1,
    "i overmorgen": 2,
    "day after tomorrow": 2,
}
FIRST_YEAR, LAST_YEAR = 1900, 2100

_GAP = r"(?:\s*[./–-]\s*|\s+)"
_YEAR = rf"(?:{_GAP}(?P<year>[0-9]{{4}}|[0-9]{{2}}))?\.?"
_DAY = re.compile(
    r"(?:den\s+|the\s+)?(?P<day>[0-9]{1,2})"
    rf"(?:{_GAP}(?P<month>[0-9]{{1,2}})|(?:st|nd|rd|th)?\.?\s*(?:of\s+)?(?P<name>[a-z]{{3,}})){_YEAR}"
)
_MONTH_FIRST_DAY = re.compile(
    r"(?P<name>[a-z]{3,})\.?\s+(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
    r"(?:(?:\s*,\s*|\s+)(?P<year>[0-9]{4}))?"
)
"""English: "March 12, 2026"; a year of two digits there would be taken for an hour."""
_ISO_DAY = re.compile(r"(?P<year>[0-9]{4})([-./])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})")
_WEEKDAY = re.compile(r"(?P<weekday>[a-zæøå]{2,})(?:\.|,|\s)\s*(?=\S)")
_CLOCK = r"(?:kl(?:\.|okken|okka)?\s*|at\s+)"
_HOURS = r"(?P<hour>[0-9]{1,2})(?:\s*[.:,]\s*(?P<minute>[0-9]{2})(?::00)?)?"
_DIGITS = r"(?P<digits>[0-9]{3,4})"
_LEAD = rf"(?:[\s,]+|(?=kl))(?P<clock>{_CLOCK})?"
_AFTER = (
    re.compile(rf"{_LEAD}{_HOURS}\s*\.?$"),
    re.compile(rf"{_LEAD}{_DIGITS}\s*\.?$"),
    re.compile(rf"(?<=[0-9])t(?P<clock>){_HOURS}$"),
)
"""A time after the day: "kl. 8", "08,30", "0830", "T08:30"."""
_BEFORE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?P<clock>{_CLOCK}){_HOURS}(?:\s*,\s*|\s+)(?=\S)",
        r"^(?P<clock>)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?:\s*,\s*|\s+)(?=\S)",
    )
)
"""A time before the day: "kl. 8 den 12. mars", "08:30 12.3"."""


class DateFault(Enum):
    """Why typed text is not accepted as a date."""

    NO_DATE = "no date"
    NO_MOMENT = "no moment"
    YEAR = "year"
    WEEKDAY = "weekday"


@dataclass(frozen=True)
class _Day:
    """A day that was read, and whether its year was typed."""

    day: date
    has_year: bool


def read_day(text: str, year: int, today: date | None = None) -> str | None:
    """Return a typed date as ISO, "" for an empty text, or None if it is not a date.

    "12.3.2019", "12/3 19", "12. mars", "i morgen" and "2019-03-12" are read. `year` is used if
    no year is typed, and a year of two digits is the nearest one to it.
    """
    if not text.strip():
        return ""
    read = _day(_plain(text), year, today)
    return read.day.isoformat() if isinstance(read, _Day) else None


def day_fault(text: str, year: int) -> DateFault | None:
    """Return why a typed date is not accepted, or None if it is."""
    read = _day(_plain(text), year, None) if text.strip() else None
    return read if isinstance(read, DateFault) else None


def read_moment(text: str, year: int, today: date | None = None) -> str | None:
    """Return a typed date and time as ISO ("2019-03-12T09:30"); else as `read_day`."""
    if not text.strip():
        return ""
    read = _moment(_plain(text), year, today)
    return None if isinstance(read, DateFault) else read


def moment_fault(text: str, year: int) -> DateFault | None:
    """Return why a typed date and time are not accepted, or None if they are."""
    read = _moment(_plain(text), year, None) if text.strip() else ""
    return read if isinstance(read, DateFault) else None


def fault_text(fault: DateFault) -> str:
    """Return a sentence on how to correct a typed date that is not accepted."""
    match fault:
        case DateFault.YEAR:
            return tr("The year must be between {0} and {1}.").format(FIRST_YEAR, LAST_YEAR)
        case DateFault.WEEKDAY:
            return tr("The weekday does not fit the date; correct one of them.")
        case DateFault.NO_MOMENT:
            return tr("Type the date and time like this: 12.03.2026 09:30.")
        case DateFault.NO_DATE:
            return tr("Type the date like this: 12.03.2026.")


def shown_day(iso: str) -> str:
    """Return a stored date as it is read and typed: "12.03.2019"; "" for none."""
    return f"{date.fromisoformat(iso):%d.%m.%Y}" if iso else ""


def typed_moment(iso: str) -> str:
    """Return a stored moment as it is typed: "12.03.2019 09:30"; "" for none."""
    return f"{datetime.fromisoformat(iso):%d.%m.%Y %H:%M}" if iso else ""


def shown_moment(iso: str) -> str:
    """Return a stored moment as it is read, with its weekday: "ti. 12.03.2019 09:30"."""
    if not iso:
        return ""
    return f"{WEEKDAYS[language()][datetime.fromisoformat(iso).weekday()]} {typed_moment(iso)}"


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def _moment(text: str, year: int, today: date | None) -> str | DateFault:
    """Return the moment on which all ways of reading a text agree."""
    moments: set[str] = set()
    faults: list[DateFault] = []
    for found, rest in _times(text):
        day = _day(rest, year, today)
        if isinstance(day, DateFault):
            faults.append(day)
            continue
        time = _time(found, day)
        if time is not None:
            moments.add(f"{day.day.isoformat()}T{time}")
    if len(moments) == 1:
        return moments.pop()
    known = (fault for fault in faults if fault is not DateFault.NO_DATE)
    return next(known, DateFault.NO_MOMENT) if not moments else DateFault.NO_MOMENT


def _times(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield each way to split a time from a text, with the rest for the day."""
    for pattern in _AFTER:
        for start in range(len(text)):
            found = pattern.match(text, start)
            if found is not None and (start == 0 or not text[start - 1].isspace()):
                yield found, text[:start]
    for pattern in _BEFORE:
        found = pattern.match(text)
        if found is not None:
            yield found, text[found.end() :]


def _time(found: re.Match[str], day: _Day) -> str | None:
    groups = found.groupdict()
    digits = groups.get("digits")
    if digits is None:
        hour, minute = int(groups["hour"]), int(groups["minute"] or 0)
    else:
        is_year = FIRST_YEAR <= int(digits) <= LAST_YEAR
        if is_year and not day.has_year and not groups["clock"]:
            # "12.3 2019" names a year and no time.
            return None
        hour, minute = int(digits[:-2]), int(digits[-2:])
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _day(text: str, year: int, today: date | None) -> _Day | DateFault:
    typed = text.strip(" ,")
    if typed in NEAR_DAYS:
        now = today or date.today()  # noqa: DTZ011 - the day on the wall
        return _Day(now + timedelta(days=NEAR_DAYS[typed]), has_year=True)
    begun = _WEEKDAY.match(typed)
    weekday = _weekday(begun["weekday"]) if begun else None
    if begun is None or weekday is None:
        return _dated(typed, year)
    read = _dated(typed[begun.end() :], year)
    if isinstance(read, _Day) and read.day.weekday() != weekday:
        return DateFault.WEEKDAY
    return read


def _dated(typed: str, year: int) -> _Day | DateFault:
    forms = (_ISO_DAY, _DAY, _MONTH_FIRST_DAY)
    found = next(filter(None, (form.fullmatch(typed) for form in forms)), None)
    if found is None:
        return DateFault.NO_DATE
    groups = found.groupdict()
    month = _named_month(groups["name"]) if groups.get("name") else int(groups["month"])
    meant = _year(groups["year"], year)
    try:
        date(2000, month, int(groups["day"]))
        if not FIRST_YEAR <= meant <= LAST_YEAR:
            return DateFault.YEAR
        return _Day(date(meant, month, int(groups["day"])), has_year=groups["year"] is not None)
    except ValueError:
        return DateFault.NO_DATE


def _named_month(name: str) -> int:
    """Return the month of a name or of its beginning, 0 for none."""
    return _beginning_with(name, MONTHS.values()) + 1


def _weekday(name: str) -> int | None:
    index = _beginning_with(name, WEEKDAY_NAMES.values())
    return None if index < 0 else index


def _beginning_with(text: str, languages: Iterable[Sequence[str]]) -> int:
    """Return the index of the name that begins with a text, in any language; -1 for none.

    No beginning that is long enough to be read means two months or two weekdays.
    """
    named = (pair for names in languages for pair in enumerate(names))
    return next((index for index, name in named if name.lower().startswith(text)), -1)


def _year(text: str | None, meant: int) -> int:
    """Return a typed year; one of two digits is the nearest to the one that is meant."""
    if text is None:
        return meant
    if len(text) == 4:
        return int(text)
    years = range(FIRST_YEAR + int(text), LAST_YEAR + 1, 100)
    return min(years, key=lambda each: (abs(each - meant), -each))

"""Dates as people type and read them in Norwegian, and as they are kept (ISO)."""

from __future__ import annotations

import re
from datetime import date, datetime

MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
WEEKDAYS = ("ma.", "ti.", "on.", "to.", "fr.", "lø.", "sø.")

_WEEKDAY = re.compile(r"^\s*(?:ma|ti|on|to|fr|lø|sø)[a-zø]*\.?\s+", re.IGNORECASE)
_ISO_DAY = re.compile(r"^(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})$")
_DAY = re.compile(
    r"^(?P<day>\d{1,2})[.\s/-]*(?P<month>(?<=[.\s/-])\d{1,2}|[a-z]{3,})\.?"
    r"(?:[.\s/-]*(?P<year>\d{4}|\d{2}))?$",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?:T|\s+(?:kl\.?\s*)?)(?P<hour>\d{1,2})[.:](?P<minute>\d{2})$", re.IGNORECASE)


def read_day(text: str, year: int) -> str | None:
    """Return a typed date as ISO, "" for nothing typed, or None for what is no date.

    "12.3.2019", "12/3 19", "12. mars" and "2019-03-12" are read; `year` is the one meant
    where none is typed.
    """
    typed = _WEEKDAY.sub("", text).strip()
    if not typed:
        return ""
    found = _ISO_DAY.match(typed) or _DAY.match(typed)
    month = _month(found["month"]) if found else None
    if found is None or month is None:
        return None
    try:
        return date(_year(found["year"], year), month, int(found["day"])).isoformat()
    except ValueError:
        return None


def read_moment(text: str, year: int) -> str | None:
    """Return a typed date and time as ISO ("2019-03-12T09:30"); else as `read_day`."""
    typed = text.strip()
    if not typed:
        return ""
    time = _TIME.search(typed)
    day = read_day(typed[: time.start()], year) if time else None
    if time is None or not day:
        return None
    hour, minute = int(time["hour"]), int(time["minute"])
    return f"{day}T{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def shown_day(iso: str) -> str:
    """Return a kept date as it is read and typed: "12.03.2019"; "" for none."""
    return f"{date.fromisoformat(iso):%d.%m.%Y}" if iso else ""


def typed_moment(iso: str) -> str:
    """Return a kept moment as it is typed: "12.03.2019 09:30"; "" for none."""
    return f"{datetime.fromisoformat(iso):%d.%m.%Y %H:%M}" if iso else ""


def shown_moment(iso: str) -> str:
    """Return a kept moment as it is read, with its weekday: "ti. 12.03.2019 09:30"."""
    if not iso:
        return ""
    return f"{WEEKDAYS[datetime.fromisoformat(iso).weekday()]} {typed_moment(iso)}"


def _month(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    short = text[:3].lower()
    return MONTHS.index(short) + 1 if short in MONTHS else None


def _year(text: str | None, meant: int) -> int:
    if text is None:
        return meant
    return int(text) if len(text) == 4 else 2000 + int(text)

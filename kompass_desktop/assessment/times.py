"""Reads and computes the times of interviews and of the lunch break."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from kompass_desktop.assessment.records import Interview

_CLOCK = r"(?:kl\.?\s*)?([0-9]{1,2})(?:\s*[.:]\s*([0-9]{2})|([0-9]{2}))?"
_TYPED_SPAN = re.compile(rf"\s*{_CLOCK}\s*(?:[-–—]|til|to)\s*{_CLOCK}\s*", re.IGNORECASE)
_TYPED_CLOCK = re.compile(rf"\s*{_CLOCK}\s*", re.IGNORECASE)


@dataclass(frozen=True)
class TimeSpan:
    """A part of a day; `ends` is later than `begins`."""

    begins: time
    ends: time


def time_span(text: str) -> TimeSpan | None:
    """Return the part of a day that is stored as "11:30-12:00", or None for other text."""
    begins, _, ends = text.partition("-")
    try:
        span = TimeSpan(time.fromisoformat(begins), time.fromisoformat(ends))
    except ValueError:
        return None
    is_local = span.begins.tzinfo is None and span.ends.tzinfo is None
    return span if is_local and span.begins < span.ends else None


def read_time_span(text: str) -> str | None:
    """Return a typed part of a day in the stored form, "" for blank text, None if invalid.

    "11.30–12.00", "1130-1200" and "11-12" are valid.
    """
    if not text.strip():
        return ""
    found = _TYPED_SPAN.fullmatch(text)
    if found is None:
        return None
    begins, ends = _clock(found.groups()[:3]), _clock(found.groups()[3:])
    if begins is None or ends is None or begins >= ends:
        return None
    return f"{begins:%H:%M}-{ends:%H:%M}"


def read_clock(text: str) -> time | None:
    """Return a typed time of day ("9", "9.30", "0930", "kl. 9:30"), or None if invalid."""
    found = _TYPED_CLOCK.fullmatch(text)
    return _clock(found.groups()) if found else None


def begins_at(interview: Interview) -> datetime | None:
    """Return the local time for which an interview is planned, or None if not set or invalid."""
    try:
        moment = datetime.fromisoformat(interview.planned_at)
    except ValueError:
        return None
    return moment if moment.tzinfo is None else None


def ends_at(interview: Interview) -> datetime | None:
    """Return the local time at which a planned interview ends by its agreed minutes, or None."""
    begins = begins_at(interview)
    if begins is None:
        return None
    try:
        return begins + timedelta(minutes=interview.agreed_minutes)
    except OverflowError:
        return None


def moved_by(interview: Interview, step: timedelta) -> str:
    """Return the planned time of an interview plus `step`, as stored; "" if it has none.

    A time beyond the calendar stays as it is.
    """
    begins = begins_at(interview)
    try:
        return "" if begins is None else (begins + step).isoformat(timespec="minutes")
    except OverflowError:
        return interview.planned_at


def _clock(parts: tuple[str | None, ...]) -> time | None:
    hour, minute = parts[0] or "", parts[1] or parts[2] or "0"
    try:
        return time(int(hour), int(minute))
    except ValueError:
        return None

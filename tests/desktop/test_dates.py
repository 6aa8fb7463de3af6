"""Dates as people type them."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop.desktop.dates import (
    MONTHS,
    WEEKDAY_NAMES,
    WEEKDAYS,
    DateFault,
    day_fault,
    fault_text,
    moment_fault,
    read_day,
    read_moment,
    shown_day,
    shown_moment,
    typed_moment,
)
from kompass_desktop.i18n import Language, in_language

TODAY = date(2025, 3, 11)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
moments = st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 12, 31, 23, 59))  # noqa: DTZ001 - wall-clock time


@pytest.mark.parametrize(
    "typed",
    [
        "12.3.2025",
        "12.03.25",
        "12/3",
        "12. mars",
        "12 mar",
        "12 mars 2025",
        "12-3-2025",
        "12.3. 2025",
        "2025-03-12",
        "2025.3.12",
        "on. 12.3.2025",
        "onsdag 12. mars",
        "den 12. mars",
        " 12 3 2025 ",
        "i morgen",
        "March 12",
        "Wed March 12, 2025",
        "12th of March 2025",
        "the 12th March",
        "Wednesday 12 March",
        "tomorrow",
    ],
)
def test_a_day_is_read_as_people_type_it(typed: str) -> None:
    assert read_day(typed, 2025, TODAY) == "2025-03-12"


@pytest.mark.parametrize(
    "typed",
    [
        "32.1.2025",
        "29.2.2025",
        "12",
        "mandag",
        "12.13.2025",
        "12.3 0830",
        "12.3.830",
        "12.3.20255",
        "12. marsmannen",
        "12.3 kl 8",
        "12.3.1899",
        "12.3.2101",
        "ti. 12.3.2025",
    ],
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    assert read_day(typed, 2025) is None
    assert day_fault(typed, 2025)


@pytest.mark.parametrize(
    "typed",
    [
        "12.3 9:30",
        "12.3. kl 9.30",
        "12. mars 2025 kl. 09.30",
        "2025-03-12T09:30",
        "2025-03-12 9:30",
        "2025-03-12 09:30:00",
        "on. 12.3 9:30",
        "12.3.2025, 09:30",
        "12.3 kl. 09,30",
        "12.3 0930",
        "12.3 930",
        "12/3 9.30",
        "12.3 klokken 9.30",
        "12.3kl9.30",
        "kl 9.30 12.3",
        "09:30 onsdag 12. mars",
        "i morgen 9.30",
        "March 12 at 9:30",
        "Wednesday March 12, 2025, 9:30",
        "tomorrow 09:30",
    ],
)
def test_a_moment_is_read_as_people_type_it(typed: str) -> None:
    assert read_moment(typed, 2025, TODAY) == "2025-03-12T09:30"


@pytest.mark.parametrize("typed", ["15.9 kl 8", "15. september kl. 8", "15 sept 8", "15/9 08"])
def test_a_whole_hour_needs_no_minutes(typed: str) -> None:
    assert read_moment(typed, 2025) == "2025-09-15T08:00"


@pytest.mark.parametrize(
    "typed",
    [
        "12.3.2025",
        "12. mars 2025",
        "9:30",
        "12.3 24:00",
        "12.3 9:60",
        "12.3 2025",
        "12.3 8-9",
        "12.3 8 30",
        "man 9.30",
        "12.3.1850 9:30",
    ],
)
def test_what_is_no_moment_is_refused(typed: str) -> None:
    assert read_moment(typed, 2025) is None
    assert moment_fault(typed, 2025)


@pytest.mark.parametrize(
    ("typed", "year", "read"),
    [
        ("15.9.99", 2025, "1999-09-15"),
        ("15.9.26", 2025, "2026-09-15"),
        ("15.9.00", 2099, "2100-09-15"),
        ("15.9.74", 2025, "2074-09-15"),
        ("15.9.01", 1905, "1901-09-15"),
    ],
)
def test_a_year_of_two_digits_is_the_nearest(typed: str, year: int, read: str) -> None:
    assert read_day(typed, year) == read


def test_why_a_date_is_refused_is_told_apart() -> None:
    assert day_fault("12.3.1850", 2025) is DateFault.YEAR
    assert moment_fault("12.3.1850 kl 9", 2025) is DateFault.YEAR
    assert moment_fault("ti. 12.3 kl 9", 2025) is DateFault.WEEKDAY
    assert day_fault("tull", 2025) is DateFault.NO_DATE


def test_nothing_typed_is_no_date() -> None:
    assert read_day("  ", 2025) == ""
    assert read_moment("", 2025) == ""
    assert day_fault("  ", 2025) is moment_fault("", 2025) is None
    assert shown_day("") == shown_moment("") == typed_moment("") == ""


@given(days)
def test_a_day_survives_being_shown_and_read(day: date) -> None:
    assert read_day(shown_day(day.isoformat()), 1) == day.isoformat()


@given(moments)
def test_a_moment_survives_being_shown_and_read(moment: datetime) -> None:
    iso = f"{moment:%Y-%m-%dT%H:%M}"
    assert read_moment(shown_moment(iso), 1) == iso
    assert read_moment(typed_moment(iso), 1) == iso


@given(moments, st.sampled_from(Language))
def test_a_moment_is_read_as_it_is_shown_in_each_language(
    moment: datetime, spoken: Language
) -> None:
    iso = f"{moment:%Y-%m-%dT%H:%M}"
    with in_language(spoken):
        shown = shown_moment(iso)
    assert read_moment(shown, 1) == iso


def test_the_weekday_follows_the_language() -> None:
    assert shown_moment("2025-03-12T09:30") == "on. 12.03.2025 09:30"
    with in_language(Language.ENGLISH):
        assert shown_moment("2025-03-12T09:30") == "Wed 12.03.2025 09:30"
        assert fault_text(DateFault.NO_DATE) == "Type the date like this: 12.03.2026."


@st.composite
def written_days(draw: st.DrawFn, day: date) -> str:
    """A day with its year, in any of the forms that people write."""
    gap = draw(st.sampled_from([".", "/", "-", " ", ". ", " . ", "–"]))
    spoken = draw(st.sampled_from([Language.BOKMAL, Language.ENGLISH]))
    name = MONTHS[spoken][day.month - 1].lower()
    begun = name[: draw(st.integers(3, len(name)))]
    form = draw(
        st.sampled_from(
            [
                f"{day.day}{gap}{day.month}{gap}{day.year}",
                f"{day.day:02}{gap}{day.month:02}{gap}{day.year}",
                f"{day.day}. {begun} {day.year}",
                f"{day.day}.{begun.upper()}. {day.year}",
                f"den {day.day}. {name} {day.year}",
                day.isoformat(),
            ]
        )
    )
    before = draw(
        st.sampled_from(
            ["", f"{WEEKDAYS[spoken][day.weekday()]} ", f"{WEEKDAY_NAMES[spoken][day.weekday()]} "]
        )
    )
    return f"{before}{form}"


@given(st.data(), days)
def test_a_day_is_read_in_every_form(data: st.DataObject, day: date) -> None:
    assert read_day(data.draw(written_days(day)), 2025) == day.isoformat()


@given(st.data(), moments)
def test_a_moment_is_read_in_every_form(data: st.DataObject, moment: datetime) -> None:
    day = data.draw(written_days(moment.date()))
    between = data.draw(
        st.sampled_from([" ", ", ", " kl ", " kl. ", ", kl. ", " klokken ", " at "])
    )
    hour, minute = moment.hour, moment.minute
    clocks = [f"{hour}:{minute:02}", f"{hour:02}.{minute:02}", f"{hour}.{minute:02}"]
    clocks += [f"{hour:02},{minute:02}", f"{hour:02}{minute:02}"]
    if minute == 0:
        clocks.append(str(hour))
    typed = f"{day}{between}{data.draw(st.sampled_from(clocks))}"
    assert read_moment(typed, 2025) == f"{moment:%Y-%m-%dT%H:%M}"


@given(st.text(alphabet="0123456789.:,/- klmartisepd", max_size=24), st.integers(1900, 2100))
def test_whatever_is_taken_has_the_numbers_that_were_typed(typed: str, year: int) -> None:
    numbers = {int(number) for number in re.findall("[0-9]+", typed)}
    for iso in (read_day(typed, year), read_moment(typed, year)):
        if iso and re.search("[0-9]", typed):
            day = date.fromisoformat(iso[:10])
            assert day.day in numbers
            assert 1900 <= day.year <= 2100
            assert day.year in (year, *numbers) or day.year % 100 in numbers
            if "T" in iso:
                hour, minute = int(iso[11:13]), int(iso[14:])
                assert {hour, minute} <= {*numbers, 0} or hour * 100 + minute in numbers

"""Norwegian working days and holidays."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop.assessment.planning.working_days import (
    first_working_day,
    holiday_name,
    is_working_day,
    working_day_after,
    working_days_between,
)
from kompass_desktop.i18n import Language, in_language
from tests.assessment.norwegian_calendar import is_free

DAYS = st.dates(date(1950, 1, 1), date(2095, 1, 1))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2024, 3, 28), "Skjærtorsdag"),
        (date(2024, 3, 29), "Langfredag"),
        (date(2024, 4, 1), "Andre påskedag"),
        (date(2019, 4, 22), "Andre påskedag"),
        (date(2019, 5, 30), "Kristi himmelfartsdag"),
        (date(2019, 6, 10), "Andre pinsedag"),
        (date(2026, 5, 1), "Arbeidernes dag"),
        (date(2026, 5, 17), "Grunnlovsdag"),
        (date(2026, 12, 25), "Første juledag"),
        (date(2026, 12, 24), ""),
    ],
)
def test_holidays_have_their_norwegian_names(day: date, name: str) -> None:
    assert holiday_name(day) == name


def test_holidays_are_named_in_the_language_in_use() -> None:
    with in_language(Language.ENGLISH):
        assert holiday_name(date(2019, 5, 30)) == "Ascension Day"


def test_weekends_and_holidays_are_no_working_days() -> None:
    assert not is_working_day(date(2019, 3, 10))
    assert not is_working_day(date(2019, 5, 30))
    assert is_working_day(date(2019, 5, 31))
    assert first_working_day(date(2024, 3, 28)) == date(2024, 4, 2)


@pytest.mark.parametrize("year", range(1950, 2101))
def test_every_day_of_a_year_is_as_the_calendar_says(year: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(365))
    assert [day for day in days if is_working_day(day) == is_free(day)] == []


@given(DAYS, st.integers(0, 300))
def test_counting_working_days_is_the_reverse_of_going_on(day: date, number: int) -> None:
    later = working_day_after(day, number)
    assert is_working_day(later)
    assert working_days_between(day, later) == number


@given(DAYS)
def test_there_is_a_working_day_within_a_week(day: date) -> None:
    assert first_working_day(day) - day <= timedelta(days=6)


def test_the_package_with_the_holidays_is_loaded_only_for_a_day() -> None:
    code = (
        "import sys, kompass_desktop.desktop.timeline.timeline_panel, datetime\n"
        "from kompass_desktop.assessment.planning.working_days import is_working_day\n"
        "assert 'holidays' not in sys.modules\n"
        "is_working_day(datetime.date(2026, 1, 2))\n"
        "assert 'holidays' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

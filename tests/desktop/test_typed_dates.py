"""Dates as people type them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop.desktop.typed_dates import (
    read_day,
    read_moment,
    shown_day,
    shown_moment,
    typed_moment,
)


@pytest.mark.parametrize(
    "typed",
    ["12.3.2025", "12.03.25", "12/3", "12. mars", "12 mars 2025", "2025-03-12", "on. 12.3.2025"],
)
def test_a_day_is_read_as_people_type_it(typed: str) -> None:
    assert read_day(typed, 2025) == "2025-03-12"


@pytest.mark.parametrize("typed", ["32.1.2025", "29.2.2025", "12", "i morgen", "12.13.2025"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    assert read_day(typed, 2025) is None


@pytest.mark.parametrize(
    "typed",
    ["12.3 9:30", "12.3. kl 9.30", "12. mars 2025 kl. 09.30", "2025-03-12T09:30", "on. 12.3 9:30"],
)
def test_a_moment_is_read_as_people_type_it(typed: str) -> None:
    assert read_moment(typed, 2025) == "2025-03-12T09:30"


@pytest.mark.parametrize("typed", ["12.3.2025", "12. mars 2025", "9:30", "12.3 24:00", "12.3 9:60"])
def test_what_is_no_moment_is_refused(typed: str) -> None:
    assert read_moment(typed, 2025) is None


def test_nothing_typed_is_no_date() -> None:
    assert read_day("  ", 2025) == ""
    assert read_moment("", 2025) == ""
    assert shown_day("") == shown_moment("") == typed_moment("") == ""


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_day_survives_being_shown_and_read(day: date) -> None:
    assert read_day(shown_day(day.isoformat()), 1) == day.isoformat()


@given(st.datetimes(min_value=datetime(1900, 1, 1)))  # noqa: DTZ001 - wall-clock time
def test_a_moment_survives_being_shown_and_read(moment: datetime) -> None:
    iso = f"{moment:%Y-%m-%dT%H:%M}"
    assert read_moment(shown_moment(iso), 1) == iso
    assert read_moment(typed_moment(iso), 1) == iso

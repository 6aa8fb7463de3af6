"""When a change was made, as its stamp says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop.storage.database.clocks import moment_of_stamp


def test_a_stamp_gives_its_moment_in_utc() -> None:
    assert moment_of_stamp("001767225600000-000003") == datetime(2026, 1, 1, tzinfo=UTC)


def test_a_stamp_beyond_the_calendar_gives_its_last_moment() -> None:
    moment = moment_of_stamp("999999999999999-999999")
    assert moment is not None
    assert moment.year == 9998


@pytest.mark.parametrize("stamp", ["", None, "000000000000000-000001", "-5", "+7", "x-1", "٣-1"])
def test_what_came_with_an_import_or_is_no_stamp_has_no_moment(stamp: str | None) -> None:
    assert moment_of_stamp(stamp) is None


@given(st.text() | st.integers(min_value=0).map(str) | st.just("9" * 5000))
def test_any_text_of_a_damaged_row_is_a_moment_or_none(stamp: str) -> None:
    moment = moment_of_stamp(stamp)
    assert moment is None or moment.tzinfo is UTC

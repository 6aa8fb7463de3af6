"""Times of day as they are typed and kept, and names as they are typed."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from kompass_desktop.assessment.interviewers import UnclearMember, members_named_in, short_names
from kompass_desktop.assessment.records import Interview, Member
from kompass_desktop.assessment.times import (
    begins_at,
    ends_at,
    moved_by,
    read_clock,
    read_time_span,
    time_span,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("11.30–12.00", "11:30-12:00"),
        ("1130-1215", "11:30-12:15"),
        ("11-12", "11:00-12:00"),
        ("kl. 11:30 til 12", "11:30-12:00"),
        (" ", ""),
        ("12-11", None),
        ("11.30", None),
        ("25-26", None),
        ("lunsj", None),
    ],
)
def test_a_part_of_the_day_is_read_as_typed(typed: str, kept: str | None) -> None:
    assert read_time_span(typed) == kept
    if kept:
        span = time_span(kept)
        assert span is not None
        assert f"{span.begins:%H:%M}-{span.ends:%H:%M}" == kept


@pytest.mark.parametrize("kept", ["", "11:30", "12:00-11:30", "11:30-12:00+01:00", "x-y"])
def test_what_is_no_part_of_the_day_is_none(kept: str) -> None:
    assert time_span(kept) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9", time(9)),
        ("930", time(9, 30)),
        ("0930", time(9, 30)),
        ("kl. 9.30", time(9, 30)),
        ("x", None),
    ],
)
def test_a_time_of_day_is_read_as_typed(typed: str, read: time | None) -> None:
    assert read_clock(typed) == read


def test_an_interview_begins_ends_and_moves() -> None:
    interview = Interview("a", "mayor", "OF-01", planned_at="2026-03-28T23:30", agreed_minutes=45)
    assert begins_at(interview) == datetime.fromisoformat("2026-03-28T23:30")
    assert ends_at(interview) == datetime.fromisoformat("2026-03-29T00:15")
    assert moved_by(interview, timedelta(minutes=-15)) == "2026-03-28T23:15"
    unplanned = Interview("a", "mayor", "OF-01", planned_at="etter lunsj")
    assert begins_at(unplanned) is ends_at(unplanned) is None
    assert moved_by(unplanned, timedelta(days=1)) == ""
    last = Interview("a", "mayor", "OF-01", planned_at="9999-12-31T23:30")
    assert ends_at(last) is None
    assert moved_by(last, timedelta(days=1)) == "9999-12-31T23:30"


TEAM = (
    Member("1", "Anne Aas"),
    Member("2", "Bo Berg Aas"),
    Member("3", "Anne Kárášjohka"),
    Member("4", "  "),
)


def test_members_are_called_by_first_names_where_that_is_clear() -> None:
    assert short_names(TEAM) == {"1": "Anne Aas", "2": "Bo", "3": "Anne Kárášjohka", "4": ""}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Bo", ("2",)),
        ("anne aas og bo", ("1", "2")),
        ("AK/AA", ("1", "3")),
        ("kár", ("3",)),
        ("bo berg; bo", ("2",)),
        ("", ()),
    ],
)
def test_members_are_meant_by_what_tells_them_apart(typed: str, meant: tuple[str, ...]) -> None:
    assert members_named_in(TEAM, typed) == meant


@pytest.mark.parametrize(("typed", "unknown"), [("Ola", "Ola"), ("bo, anne", "anne"), ("x", "x")])
def test_a_name_that_means_nobody_or_two_is_said(typed: str, unknown: str) -> None:
    with pytest.raises(UnclearMember) as raised:
        members_named_in(TEAM, typed)
    assert raised.value.name == unknown

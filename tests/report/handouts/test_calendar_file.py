"""Interviews and milestones as a calendar, read back by the library that others use."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from icalendar import Calendar, Event

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Activity
from kompass_desktop.assessment.records import Change, Interview
from kompass_desktop.report.handouts.calendar_file import Contents, write_calendar

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
NAME = "Olava Oppdiktet"


def calendar_of(
    assessment: Assessment,
    names: Names = Names.LEFT_OUT,
    contents: Contents = Contents.INTERVIEWS,
) -> Calendar:
    content = BytesIO()
    write_calendar(assessment, names, NOW, content, contents)
    calendar = Calendar.from_ical(content.getvalue())
    assert isinstance(calendar, Calendar)
    return calendar


def events_of(assessment: Assessment, names: Names = Names.LEFT_OUT) -> list[Event]:
    return list(calendar_of(assessment, names).events)


def begins(event: Event) -> datetime:
    assert isinstance(event.start, datetime)
    return event.start.astimezone(UTC)


def plan(assessment: Assessment, code: str, at: str, **fields: object) -> Interview:
    before = next(i for i in assessment.interviews.values() if i.code == code)
    after = replace(before, planned_at=at, **fields)  # type: ignore[arg-type]
    assessment.apply(Change(before, after))
    return after


def test_an_interview_is_at_its_time_in_norway_summer_and_winter(
    small_assessment: Assessment,
) -> None:
    plan(small_assessment, "OF-01", "2026-03-27T09:30", agreed_minutes=75)
    plan(small_assessment, "VL-01", "2026-03-30T09:30", agreed_minutes=60)
    winter, summer = events_of(small_assessment)
    assert begins(winter) == datetime(2026, 3, 27, 8, 30, tzinfo=UTC)
    assert begins(summer) == datetime(2026, 3, 30, 7, 30, tzinfo=UTC)
    assert winter.end - winter.start == timedelta(minutes=75)
    calendar = calendar_of(small_assessment)
    assert [str(zone.tz_name) for zone in calendar.timezones] == ["Europe/Oslo"]
    assert calendar.get_missing_tzids() == set()


def test_an_event_says_where_by_whom_and_in_which_language(small_assessment: Assessment) -> None:
    member = next(iter(small_assessment.members))
    venue = "Rådhuset; rom 2, Kárášjohka\\x"
    plan(
        small_assessment,
        "OF-01",
        "2026-03-12T09:30",
        venue=venue,
        interviewers=member,
        language="samisk",
    )
    (event,) = events_of(small_assessment)
    assert str(event["location"]) == venue
    assert str(event["description"]) == "Intervjuere: Konsulent A\nSpråk: samisk"
    assert str(event["status"]) == "CONFIRMED"


def test_names_go_along_only_where_they_are_asked_for(small_assessment: Assessment) -> None:
    plan(small_assessment, "OF-01", "2026-03-12T09:30", name=NAME, venue="Kontoret til Olava")
    (event,) = events_of(small_assessment)
    assert str(event["summary"]) == "Intervju: Ordfører / deler av formannskapet"
    assert str(event["location"]) == "Kontoret til OF-01"
    assert "Olava" not in calendar_of(small_assessment).to_ical().decode()
    (named,) = events_of(small_assessment, Names.INCLUDED)
    assert str(named["summary"]) == f"Intervju: {NAME} (OF-01)"


def test_a_later_file_moves_and_cancels_the_same_event(small_assessment: Assessment) -> None:
    plan(small_assessment, "OF-01", "2026-03-12T09:30")
    (before,) = events_of(small_assessment)
    plan(small_assessment, "OF-01", "2026-03-13T10:00", cancelled=True)
    (after,) = events_of(small_assessment)
    assert str(before["uid"]) == str(after["uid"])
    assert str(after["status"]) == "CANCELLED"


@pytest.mark.parametrize("at", ["", "etter lunsj", "9999-12-31T23:30", "0001-01-01T00:00"])
def test_what_has_no_time_that_a_calendar_knows_is_left_out(
    small_assessment: Assessment, at: str
) -> None:
    plan(small_assessment, "OF-01", at)
    assert events_of(small_assessment) == []


@pytest.fixture
def planned(empty_assessment: Assessment) -> Assessment:
    """A phase with an activity and a milestone, and one outside the years of a calendar."""
    for each in (
        Activity("p", "Forprosjekt"),
        Activity("a", "Analyse", "2026-03-02", "2026-05-29", parent="p"),
        Activity("m", "Plan vedtatt", "2026-06-15", milestone=True, parent="p"),
        Activity("x", "Aldri", "9999-12-31", milestone=True),
    ):
        empty_assessment.apply(Change(None, each))
    return empty_assessment


def test_milestones_and_the_ends_of_phases_last_all_day(planned: Assessment) -> None:
    calendar = calendar_of(planned, contents=Contents.MILESTONES)
    events = {str(event["uid"]): event for event in calendar.events}
    assert set(events) == {"p-ends@kompass", "m@kompass"}
    milestone = events["m@kompass"]
    assert str(milestone["summary"]) == "Plan vedtatt"
    assert milestone.start == date(2026, 6, 15)
    assert milestone.end == date(2026, 6, 16)
    assert str(milestone["transp"]) == "TRANSPARENT"
    assert str(events["p-ends@kompass"]["summary"]) == "Slutter: Forprosjekt"


def test_a_milestone_that_is_moved_keeps_its_id(planned: Assessment) -> None:
    before = planned.activities["m"]
    planned.apply(Change(before, replace(before, begins="2026-06-22")))
    events = calendar_of(planned, contents=Contents.MILESTONES).events
    moved = next(event for event in events if str(event["uid"]) == "m@kompass")
    assert moved.start == date(2026, 6, 22)


def test_usually_both_interviews_and_milestones_are_there(small_assessment: Assessment) -> None:
    interview = plan(small_assessment, "OF-01", "2026-03-27T09:30", name=NAME)
    small_assessment.apply(
        Change(None, Activity("m", f"Samtale med {NAME}", "2026-06-15", milestone=True))
    )
    content = BytesIO()
    write_calendar(small_assessment, Names.LEFT_OUT, NOW, content)
    calendar = Calendar.from_ical(content.getvalue())
    assert isinstance(calendar, Calendar)
    ids = {str(event["uid"]) for event in calendar.events}
    assert {f"{interview.id}@kompass", "m@kompass"} <= ids
    assert NAME not in content.getvalue().decode()
    assert calendar.get_missing_tzids() == set()

"""Who would be in two places at once, and what is tight, by a plan of any shape."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kompass_desktop.assessment.clashes import Clash, ClashKind, clashes_in
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change, Interview, Member, Particulars
from kompass_desktop.instrument.model import Instrument

DAY = "2026-03-12"


def planned(identity: str, at: str, minutes: int = 60, **fields: object) -> Interview:
    interview = Interview(identity, "mayor", identity, planned_at=f"{DAY}T{at}")
    return replace(interview, agreed_minutes=minutes, **fields)  # type: ignore[arg-type]


@pytest.fixture
def assessment(empty_assessment: Assessment) -> Assessment:
    for identity in ("anne", "bo"):
        empty_assessment.apply(Change(None, Member(identity, f"Konsulent {identity}")))
    return empty_assessment


def found(assessment: Assessment, *interviews: Interview) -> list[tuple[ClashKind, str, str]]:
    for interview in interviews:
        assessment.apply(Change(None, interview))
    return [(clash.kind, clash.interview, clash.other) for clash in clashes_in(assessment)]


def test_a_consultant_cannot_hold_two_at_once(assessment: Assessment) -> None:
    first = planned("a", "09:00", interviewers="anne bo")
    second = planned("b", "09:30", interviewers="bo")
    assert found(assessment, first, second) == [(ClashKind.CONSULTANT, "a", "b")]
    assert clashes_in(assessment)[0].member == "bo"
    assert not clashes_in(assessment)[0].kind.is_remark


def test_two_consultants_can_hold_one_each_at_once(assessment: Assessment) -> None:
    first = planned("a", "09:00", interviewers="anne")
    assert found(assessment, first, planned("b", "09:30", interviewers="bo")) == []


def test_an_informant_cannot_be_in_two_at_once(assessment: Assessment) -> None:
    first = planned("a", "09:00", interviewers="anne", name="Enhetsleder  ")
    second = planned("b", "09:59", interviewers="bo", name="enhetsleder")
    assert found(assessment, first, second) == [(ClashKind.INFORMANT, "a", "b")]


def test_an_interview_into_the_lunch_clashes_with_it(assessment: Assessment) -> None:
    assert found(assessment, planned("a", "10:31")) == [(ClashKind.LUNCH, "a", "")]
    assert found(assessment, planned("a", "10:30"), planned("b", "12:00")) == []
    assessment.particulars = replace(assessment.particulars, lunch="11:00-11:30")
    assert found(assessment) == [(ClashKind.LUNCH, "a", "")]
    assessment.particulars = replace(assessment.particulars, lunch="")
    assert found(assessment) == []


def test_what_is_tight_or_unclear_is_a_remark(assessment: Assessment) -> None:
    first = planned("a", "09:00", venue="Rådhuset", interviewers="anne")
    no_break = planned("b", "10:00", interviewers="anne")
    assert found(assessment, first, no_break) == [(ClashKind.NO_BREAK, "a", "b")]
    far = planned("b", "10:10", venue="Skolen", interviewers="anne")
    assert found(assessment, far) == [(ClashKind.TRAVEL, "a", "b")]
    assert clashes_in(assessment)[0].minutes == 10
    assert found(assessment, replace(far, venue="rådhuset")) == []
    assert found(assessment, replace(far, planned_at=f"{DAY}T10:15")) == []
    at_once = planned("b", "09:30", venue="rådhuset", interviewers="bo")
    assert found(assessment, at_once) == [(ClashKind.VENUE, "a", "b")]
    unclear = planned("b", "09:30", venue="Skolen")
    assert found(assessment, unclear) == [(ClashKind.OVERLAP, "a", "b")]
    assert all(clash.kind.is_remark for clash in clashes_in(assessment))


def test_what_is_cancelled_or_has_no_time_clashes_with_nothing(assessment: Assessment) -> None:
    first = planned("a", "09:00", interviewers="anne")
    off = planned("b", "09:00", interviewers="anne", cancelled=True)
    unplanned = replace(planned("c", "09:00", interviewers="anne"), planned_at="etter lunsj")
    assert found(assessment, first, off, unplanned) == []


def test_a_member_who_left_the_team_holds_nothing(assessment: Assessment) -> None:
    first = planned("a", "09:00", interviewers="gone")
    second = planned("b", "09:00", interviewers="gone")
    assert found(assessment, first, second) == [(ClashKind.OVERLAP, "a", "b")]


INTERVIEWS = st.lists(
    st.builds(
        lambda start, minutes, members, venue, name: (start, minutes, members, venue, name),
        st.integers(8 * 60, 15 * 60).map(lambda minute: minute // 5 * 5),
        st.integers(1, 24).map(lambda steps: steps * 5),
        st.frozensets(st.sampled_from(["anne", "bo"])),
        st.sampled_from(["", "Rådhuset", "Skolen"]),
        st.sampled_from(["", "Rektor", "rektor "]),
    ),
    max_size=6,
)


def of_drawn(instrument: Instrument, drawn: list[tuple[object, ...]]) -> Assessment:
    particulars = Particulars("x", "Karasjok", "5610", 2026, lunch="11:30-12:00")
    assessment = Assessment(particulars, instrument)
    for identity in ("anne", "bo"):
        assessment.apply(Change(None, Member(identity, identity)))
    for number, (start, minutes, members, venue, name) in enumerate(drawn):
        at = (datetime.fromisoformat(DAY) + timedelta(minutes=start)).strftime("%H:%M")  # type: ignore[arg-type]
        ids = " ".join(sorted(members))  # type: ignore[call-overload]
        interview = planned(f"i{number}", at, minutes, interviewers=ids, venue=venue, name=name)  # type: ignore[arg-type]
        assessment.apply(Change(None, interview))
    return assessment


def minutes_of(interview: Interview) -> set[int]:
    """The minutes of the day that an interview takes."""
    begins = datetime.fromisoformat(interview.planned_at)
    first = begins.hour * 60 + begins.minute
    return set(range(first, first + interview.agreed_minutes))


@settings(max_examples=150)
@given(drawn=INTERVIEWS)
def test_clashes_are_what_a_count_of_every_minute_finds(
    instrument: Instrument, drawn: list[tuple[object, ...]]
) -> None:
    assessment = of_drawn(instrument, drawn)
    expected = set()
    lunch = set(range(11 * 60 + 30, 12 * 60))
    for each in assessment.interviews.values():
        if minutes_of(each) & lunch:
            expected.add((ClashKind.LUNCH, frozenset((each.id, "")), ""))
    for one, other in combinations(assessment.interviews.values(), 2):
        if not minutes_of(one) & minutes_of(other):
            continue
        both = frozenset((one.id, other.id))
        for member in {*one.interviewer_ids} & {*other.interviewer_ids}:
            expected.add((ClashKind.CONSULTANT, both, member))
        if one.name.strip() and one.name.strip().lower() == other.name.strip().lower():
            expected.add((ClashKind.INFORMANT, both, ""))
    hard = [clash for clash in clashes_in(assessment) if not clash.kind.is_remark]
    assert {told(clash) for clash in hard} == expected
    assert len(hard) == len(expected)


@settings(max_examples=60)
@given(drawn=INTERVIEWS, days=st.integers(-400, 400))
def test_another_day_changes_no_clash_and_cancelling_all_leaves_none(
    instrument: Instrument, drawn: list[tuple[object, ...]], days: int
) -> None:
    assessment = of_drawn(instrument, drawn)
    before = clashes_in(assessment)
    for each in list(assessment.interviews.values()):
        moment = datetime.fromisoformat(each.planned_at) + timedelta(days=days)
        moved = replace(each, planned_at=moment.isoformat(timespec="minutes"))
        assessment.apply(Change(each, moved))
    assert clashes_in(assessment) == before
    for each in list(assessment.interviews.values()):
        assessment.apply(Change(each, replace(each, cancelled=True)))
    assert clashes_in(assessment) == ()


def told(clash: Clash) -> tuple[ClashKind, frozenset[str], str]:
    return clash.kind, frozenset((clash.interview, clash.other)), clash.member

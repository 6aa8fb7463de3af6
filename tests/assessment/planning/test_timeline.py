"""The rows, dates and links of a timeline, and what is moved in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Activity, Improvement, ImprovementStatus
from kompass_desktop.assessment.planning.time_scale import (
    TimeScale,
    Unit,
    fitting,
    shifted,
    start_of,
)
from kompass_desktop.assessment.planning.timeline import (
    WITHOUT_DATES,
    Link,
    Planned,
    RowKind,
    Span,
    Timeline,
    followers,
    may_follow,
    span_of,
)
from kompass_desktop.assessment.planning.timeline_moves import (
    Edge,
    by_days,
    changes_to,
    indented,
    moved,
    new_activity,
    new_milestone,
    outdented,
    placed,
    removed,
    reordered,
)
from kompass_desktop.assessment.records import Change

DAYS = st.dates(date(1950, 1, 1), date(2050, 1, 1))
UNITS = st.sampled_from(list(Unit))


def put(assessment: Assessment, *records: Planned) -> None:
    for each in records:
        assessment.apply(Change(assessment.get(each), each))


def apply(assessment: Assessment, changes: list[Change]) -> None:
    for each in changes:
        assessment.apply(each)


def titles(assessment: Assessment, folded: tuple[str, ...] = ()) -> list[str]:
    rows = Timeline(assessment, folded).rows
    return ["  " * row.depth + (row.record.title if row.record else row.key) for row in rows]


@pytest.fixture
def plan(empty_assessment: Assessment) -> Assessment:
    """Two dated improvements, one without dates, one dropped, and a phase with two parts."""
    put(
        empty_assessment,
        Improvement("i1", "I1", begins="2026-03-01", ends="2026-05-31", position=0),
        Improvement("i2", "I2", position=1),
        Improvement("i3", "I3", begins="2026-06-01", after="i1", position=2),
        Improvement("i4", "I4", status=ImprovementStatus.DROPPED, position=3),
        Activity("p", "P", position=0),
        Activity("a", "A", "2026-01-10", "2026-02-20", parent="p", position=0),
        Activity("m", "M", "2026-04-01", milestone=True, parent="p", after="a", position=1),
        Activity("q", "Q", "2026-03-01", "2026-03-31", after="p", position=1),
    )
    return empty_assessment


def test_improvements_come_by_priority_then_activities_then_what_has_no_dates(
    plan: Assessment,
) -> None:
    assert titles(plan) == ["I1", "I3", "P", "  A", "  M", "Q", WITHOUT_DATES, "I2"]
    numbers = [row.number for row in Timeline(plan).rows]
    assert numbers == [1, 3, 0, 0, 0, 0, 1, 2]


def test_a_phase_lasts_as_long_as_its_parts_and_keeps_its_own_dates(plan: Assessment) -> None:
    phase = Timeline(plan).rows[2]
    assert phase.kind is RowKind.PHASE
    assert phase.span == Span(date(2026, 1, 10), date(2026, 4, 1))
    assert not phase.is_own_span
    put(plan, replace(plan.activities["p"], begins="2026-01-01", ends="2026-12-31"))
    assert Timeline(plan).rows[2].span == Span(date(2026, 1, 1), date(2026, 12, 31))


def test_folding_hides_the_parts_and_shows_their_links_at_the_phase(plan: Assessment) -> None:
    assert titles(plan, ("p", WITHOUT_DATES)) == ["I1", "I3", "P", "Q", WITHOUT_DATES]
    timeline = Timeline(plan, ("p",))
    assert timeline.index("m") == 2
    assert Link(2, 3, is_broken=True) in timeline.links


def test_a_link_is_broken_if_the_later_begins_before_the_earlier_ends(plan: Assessment) -> None:
    links = Timeline(plan).links
    assert Link(0, 1, is_broken=False) in links
    assert Link(2, 5, is_broken=True) in links
    put(plan, replace(plan.improvements["i3"], begins="2026-05-31"))
    assert Link(0, 1, is_broken=False) in Timeline(plan).links
    put(plan, replace(plan.improvements["i3"], begins="2026-05-30"))
    assert Link(0, 1, is_broken=True) in Timeline(plan).links


def test_a_phase_made_a_part_of_its_own_part_is_still_shown(plan: Assessment) -> None:
    put(plan, replace(plan.activities["p"], parent="a"))
    shown = {row.key for row in Timeline(plan).rows}
    assert {"p", "a", "m", "q"} <= shown


def test_dates_that_cannot_be_read_are_no_dates() -> None:
    assert span_of(Activity("x", "X", "engang", "")) is None
    assert span_of(Activity("x", "X", "", "2026-01-02")) == Span(date(2026, 1, 2), date(2026, 1, 2))
    backwards = Activity("x", "X", "2026-02-02", "2026-01-02")
    assert span_of(backwards) == Span(date(2026, 2, 2), date(2026, 2, 2))


def test_what_follows_is_found_through_others_and_through_phases(plan: Assessment) -> None:
    put(plan, replace(plan.improvements["i2"], after="q"))
    assert {each.id for each in followers(plan, ["p", "a", "m"])} == {"q", "i2"}
    assert {each.id for each in followers(plan, ["a"])} == {"m"}
    assert followers(plan, ["i2"]) == []


def test_nothing_can_follow_itself_or_what_follows_it(plan: Assessment) -> None:
    assert may_follow(plan, "i2", "i1")
    assert not may_follow(plan, "i1", "i3")
    assert not may_follow(plan, "p", "a")
    assert not may_follow(plan, "a", "p")
    assert not may_follow(plan, "q", "q")


# Moving


def one(assessment: Assessment, key: str, edge: Edge, unit: Unit, count: int) -> Span | None:
    records = moved(assessment, key, edge, unit, count)
    return span_of(records[0]) if records else None


def test_a_bar_is_moved_and_stretched_by_units(plan: Assessment) -> None:
    assert one(plan, "i1", Edge.BOTH, Unit.MONTH, 1) == Span(date(2026, 4, 1), date(2026, 7, 1))
    assert one(plan, "i1", Edge.ENDS, Unit.WEEK, -1) == Span(date(2026, 3, 1), date(2026, 5, 24))
    assert one(plan, "i1", Edge.BEGINS, Unit.DAY, 3) == Span(date(2026, 3, 4), date(2026, 5, 31))


def test_no_edge_passes_the_other(plan: Assessment) -> None:
    last = date(2026, 5, 31)
    assert one(plan, "i1", Edge.BEGINS, Unit.YEAR, 1) == Span(last, last)
    first = date(2026, 3, 1)
    assert one(plan, "i1", Edge.ENDS, Unit.YEAR, -1) == Span(first, first)


def test_a_phase_takes_its_parts_along_by_the_same_days(plan: Assessment) -> None:
    apply(plan, changes_to(plan, moved(plan, "p", Edge.BOTH, Unit.MONTH, 1)))
    assert plan.activities["p"].begins == ""
    assert plan.activities["a"].begins == "2026-02-10"
    assert plan.activities["m"].begins == "2026-05-02"


def test_a_milestone_has_no_edges_and_what_has_no_dates_is_not_moved(plan: Assessment) -> None:
    assert moved(plan, "m", Edge.ENDS, Unit.DAY, 1) == []
    assert moved(plan, "p", Edge.ENDS, Unit.DAY, 1) == []
    assert moved(plan, "i2", Edge.BOTH, Unit.DAY, 1) == []
    assert moved(plan, "gone", Edge.BOTH, Unit.DAY, 1) == []


@pytest.mark.parametrize("count", [-3000, 3000, 10**7])
def test_nothing_leaves_the_years_that_can_be_stored(plan: Assessment, count: int) -> None:
    assert moved(plan, "i1", Edge.BOTH, Unit.YEAR, count) == []
    assert moved(plan, "i1", Edge.BOTH, Unit.DAY, count * 100) == []


@given(DAYS, st.integers(0, 4000), st.integers(-5000, 5000))
def test_moving_and_moving_back_by_days_is_nothing(begins: date, length: int, days: int) -> None:
    ends = date.fromordinal(begins.toordinal() + length)
    before = Activity("x", "X", begins.isoformat(), ends.isoformat())
    assert by_days(by_days([before], days), -days) == [before]


@given(DAYS, UNITS, st.integers(-20, 20))
def test_shifting_keeps_the_place_in_the_unit(day: date, unit: Unit, count: int) -> None:
    first = start_of(day, unit)
    later = shifted(first, unit, count)
    assert later is not None
    assert start_of(later, unit) == later
    assert shifted(later, unit, -count) == first


@given(DAYS, UNITS)
def test_what_gets_dates_lasts_for_one_unit(day: date, unit: Unit) -> None:
    span = span_of(placed(Improvement("i", "I"), day, unit))
    assert span is not None
    assert span.begins == day
    assert span.days <= 366
    milestone = placed(Activity("m", "M", milestone=True), day, unit)
    assert (milestone.begins, milestone.ends) == (day.isoformat(), "")


# The order and the parts of activities


def test_a_new_activity_comes_after_the_chosen_one(plan: Assessment) -> None:
    changes = new_activity(plan, plan.activities["a"], "Ny", date(2026, 3, 1), Unit.WEEK)
    assert span_of(changes[0].record) == Span(date(2026, 3, 1), date(2026, 3, 7))  # type: ignore[arg-type]
    apply(plan, changes)
    apply(plan, new_milestone(plan, None, "Slutt", date(2026, 5, 1)))
    assert titles(plan)[2:8] == ["P", "  A", "  Ny", "  M", "Q", "Slutt"]


def test_activities_are_indented_outdented_and_reordered(plan: Assessment) -> None:
    apply(plan, indented(plan, plan.activities["q"]))
    assert titles(plan)[2:6] == ["P", "  A", "  M", "  Q"]
    apply(plan, reordered(plan, plan.activities["q"], -1))
    assert titles(plan)[2:6] == ["P", "  A", "  Q", "  M"]
    apply(plan, outdented(plan, plan.activities["a"]))
    assert titles(plan)[2:6] == ["P", "  Q", "  M", "A"]
    assert indented(plan, plan.activities["p"]) == []
    assert outdented(plan, plan.activities["p"]) == []
    assert reordered(plan, plan.activities["p"], -1) == []


def test_what_was_a_part_of_something_deleted_is_put_in_order_with_the_others(
    plan: Assessment,
) -> None:
    lost = Activity("lost", "Tapt", "2026-05-01", "2026-05-02", parent="borte", position=9)
    put(plan, lost)
    assert outdented(plan, lost) == []
    apply(plan, reordered(plan, lost, -1))
    above = [each.id for each in plan.activities_in_order() if each.parent not in plan.activities]
    assert above.index("lost") == len(above) - 2
    apply(plan, new_activity(plan, plan.activities["lost"], "Ny", date(2026, 6, 1), Unit.MONTH))
    above = [each.title for each in plan.activities_in_order()]
    assert above[above.index("Tapt") + 1] == "Ny"
    apply(plan, indented(plan, plan.activities["lost"]))


def test_nothing_becomes_a_part_of_a_milestone(plan: Assessment) -> None:
    put(plan, Activity("b", "B", parent="p", position=2))
    assert indented(plan, plan.activities["b"]) == []


def test_an_activity_is_deleted_with_its_parts(plan: Assessment) -> None:
    apply(plan, removed(plan, plan.activities["p"]))
    assert set(plan.activities) == {"q"}


# The scale


def test_the_heads_are_of_the_unit_that_there_is_room_for() -> None:
    texts = {}
    for day_width in (20.0, 6.0, 2.0, 1.0, 0.2):
        scale = TimeScale(date(2026, 2, 1), day_width)
        heads = scale.heads(0, 400, lambda text: len(text) * 5.0)
        texts[scale.unit] = [head.text for head in heads if head.text][:3]
    assert texts[Unit.DAY] == ["1. feb. 26", "4", "5"]
    assert texts[Unit.WEEK] == ["uke 6, feb. 26", "uke 8", "uke 9"]
    assert texts[Unit.MONTH] == ["feb. 26", "mars", "april"]
    assert texts[Unit.QUARTER] == ["1. kv 26", "2. kv", "3. kv"]
    assert texts[Unit.YEAR] == ["2026", "2027", "2028"]


@given(DAYS, st.floats(0.05, 60), st.floats(0, 3000))
def test_no_head_is_drawn_over_another(origin: date, day_width: float, left: float) -> None:
    scale = TimeScale(origin, day_width)

    def width_of(text: str) -> float:
        return len(text) * 6.0

    shown = [head for head in scale.heads(left, left + 900, width_of) if head.text]
    for first, then in pairwise(shown):
        assert first.x + width_of(first.text) < then.x


@given(DAYS, st.floats(0.05, 60), st.integers(-5000, 5000))
def test_a_day_is_found_where_it_is_drawn(origin: date, day_width: float, offset: int) -> None:
    scale = TimeScale(origin, day_width)
    day = date.fromordinal(origin.toordinal() + offset)
    assert scale.day_at(scale.x(day) + day_width / 2) == day


def test_a_plan_fills_the_width() -> None:
    assert fitting(date(2026, 1, 1), date(2026, 1, 10), 100, 0.1, 40) == 10
    assert fitting(date(2026, 1, 1), date(2026, 1, 1), 100, 0.1, 40) == 40

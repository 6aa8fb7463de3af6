"""Where the bars of a timeline are: the scale, the rows, and which of them a small figure has."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Activity, Improvement, ImprovementStatus
from kompass_desktop.assessment.planning.time_scale import Unit
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.plan.timeline_layout import (
    Bar,
    TimeAxis,
    most_important,
    timeline_bars,
)
from tests.report.planned import put, with_plan

DAYS = st.dates()


@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=8))
def test_every_bar_is_within_the_scale_and_has_a_length(days: list[tuple[date, date]]) -> None:
    rows = [Bar("x", min(pair), max(pair)) for pair in days]
    scale = TimeAxis(rows)
    for row in rows:
        start, end = scale.span(row)
        assert 0 <= start < end <= 1
    ticks = scale.ticks
    assert ticks[0].share == 0
    assert all(before.share < after.share < 1 for before, after in pairwise(ticks))
    assert ticks[0].year or scale.unit is Unit.YEAR
    assert sum(bool(tick.year) for tick in ticks) <= 16


@pytest.mark.parametrize(
    ("begins", "ends", "unit", "labels", "years"),
    [
        (date(2019, 3, 10), date(2019, 6, 7), Unit.MONTH, ["3", "4", "5", "6"], ["2019"]),
        (
            date(2026, 2, 1),
            date(2027, 5, 1),
            Unit.QUARTER,
            ["1. kv.", "2. kv.", "3. kv.", "4. kv.", "1. kv.", "2. kv."],
            ["2026", "2027"],
        ),
        (date(2019, 3, 1), date(2025, 6, 1), Unit.YEAR, [], [str(n) for n in range(2019, 2026)]),
    ],
)
def test_the_unit_follows_the_length(
    begins: date, ends: date, unit: Unit, labels: list[str], years: list[str]
) -> None:
    scale = TimeAxis([Bar("x", begins, ends)])
    assert scale.unit is unit
    assert [tick.label for tick in scale.ticks if tick.label] == labels
    assert [tick.year for tick in scale.ticks if tick.year] == years


def test_labels_are_in_the_language_in_use() -> None:
    with in_language(Language.ENGLISH):
        scale = TimeAxis([Bar("x", date(2026, 1, 1), date(2027, 12, 31))])
        assert scale.ticks[0].label == "Q1"


def test_a_quarter_begins_where_it_should() -> None:
    scale = TimeAxis([Bar("x", date(2026, 1, 1), date(2027, 12, 31))])
    assert scale.share(date(2027, 1, 1)) == scale.ticks[4].share == 365 / 730
    assert scale.share(date(2027, 12, 31), is_end=True) == 1


def test_activities_come_with_their_parts_and_then_improvements(eksempelvik: Assessment) -> None:
    rows = timeline_bars(with_plan(eksempelvik))
    assert [(row.title, row.depth) for row in rows[:5]] == [
        ("Forprosjekt", 0),
        ("Hovedprosjekt", 0),
        ("Oppstart", 1),
        ("Første fase", 1),
        ("Sluttrapport", 0),
    ]
    # A whole without dates lasts as long as its parts.
    assert (rows[1].begins, rows[1].ends) == (date(2026, 8, 15), date(2028, 12, 31))
    assert rows[2].is_milestone
    assert rows[5].title == "Vedta en lokaldemokratistrategi"
    # The one that is carried out has no dates, and the dropped one is left out.
    assert len(rows) == 10
    assert ImprovementStatus.DROPPED not in {row.status for row in rows}


def test_activities_within_each_other_and_days_in_the_wrong_order(
    empty_assessment: Assessment,
) -> None:
    put(
        empty_assessment,
        Activity("a", "A", parent="b"),
        Activity("b", "B", parent="a"),
        Activity("c", "C", "2026-05-01", "2026-01-01", parent="a"),
        Improvement("i", "I", ends="2026-04-01"),
    )
    rows = {row.title: row for row in timeline_bars(empty_assessment)}
    assert set(rows) == {"A", "B", "C", "I"}
    # As on the page: it is on the day on which it begins.
    assert (rows["C"].begins, rows["C"].ends) == (date(2026, 5, 1), date(2026, 5, 1))
    assert rows["I"].begins == rows["I"].ends == date(2026, 4, 1)
    assert rows["A"].begins == date(2026, 5, 1)


def test_a_small_figure_has_phases_and_milestones_before_parts() -> None:
    day = date(2026, 1, 1)
    part = Bar("del", day, day, depth=1)
    rows = [
        Bar("fase", day, day),
        *[part] * 5,
        Bar("milepæl", day, day, is_milestone=True, depth=1),
        *(Bar(f"t{n}", day, day, ImprovementStatus.ADOPTED) for n in range(5)),
    ]
    assert [row.title for row in most_important(rows, 4)] == ["fase", "milepæl", "t0", "t1"]
    assert most_important(rows, 12) == tuple(rows)

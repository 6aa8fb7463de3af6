"""Workshops: what lies on the table, how many dots it got, and the order that follows."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement, Lift, Workshop
from kompass_desktop.assessment.planning.workshop_votes import (
    MOST_DOTS,
    CardOrder,
    cards_of,
    count_of,
    laid,
    new_workshop,
    newest_workshop,
    not_on_table,
    ordered_by_result,
    proposal,
    removal,
    taken_off,
    with_dots,
)
from kompass_desktop.assessment.record_ids import lift_id, new_id
from kompass_desktop.assessment.records import Change, Particulars, Record
from kompass_desktop.instrument.model import Instrument

WORKSHOP = Workshop(new_id(), "Verksted", "2026-03-12", participants=4, dots_each=3)


def apply(assessment: Assessment, changes: Iterable[Change]) -> None:
    for change in changes:
        assessment.apply(change)


@pytest.fixture
def assessment(empty_assessment: Assessment) -> Assessment:
    """An assessment with three improvements, of which the first two lie on the table."""
    improvements = [Improvement(t, t.upper(), position=float(p)) for p, t in enumerate("abc")]
    lift = Lift(lift_id(empty_assessment.id, "a", "1.1.1"), "a", "1.1.1")
    records: tuple[Record, ...] = (WORKSHOP, *improvements, lift)
    apply(empty_assessment, (Change(None, each) for each in records))
    apply(empty_assessment, laid(empty_assessment, WORKSHOP, improvements[:2]))
    return empty_assessment


def dots(assessment: Assessment, **given: int) -> None:
    for improvement, number in given.items():
        assessment.apply(with_dots(assessment, WORKSHOP, improvement, number))


def test_cards_have_codes_and_dots_and_can_be_ordered_by_dots(assessment: Assessment) -> None:
    dots(assessment, b=2)
    first, second = cards_of(assessment, WORKSHOP)
    assert (first.improvement.id, first.codes, first.dots) == ("a", ("1.1.1",), 0)
    by_dots = cards_of(assessment, WORKSHOP, CardOrder.DOTS)
    assert [card.improvement.id for card in by_dots] == ["b", "a"]
    assert second == by_dots[0]
    assert [each.id for each in not_on_table(assessment, WORKSHOP)] == ["c"]


def test_dots_are_counted_against_what_the_participants_have(assessment: Assessment) -> None:
    dots(assessment, a=8, b=5)
    count = count_of(assessment, WORKSHOP)
    assert (count.given, count.available, count.left, count.too_many) == (13, 12, -1, 1)
    unknown = count_of(assessment, Workshop(WORKSHOP.id, "", participants=0))
    assert (unknown.given, unknown.available, unknown.left, unknown.too_many) == (13, None, None, 0)


def test_dots_are_never_negative_nor_endless(assessment: Assessment) -> None:
    dots(assessment, a=-3, b=MOST_DOTS + 5)
    assert [card.dots for card in cards_of(assessment, WORKSHOP)] == [0, MOST_DOTS]


def test_a_proposal_is_last_in_the_plan_and_lies_on_the_table(assessment: Assessment) -> None:
    apply(assessment, proposal(assessment, WORKSHOP, "Kárášjoga plána", "technical"))
    last = assessment.improvements_in_order()[-1]
    assert (last.title, last.service, last.workshop) == (
        "Kárášjoga plána",
        "technical",
        WORKSHOP.id,
    )
    assert cards_of(assessment, WORKSHOP)[-1].improvement == last


def test_off_the_table_an_improvement_stays_in_the_plan(assessment: Assessment) -> None:
    apply(assessment, taken_off(assessment, WORKSHOP, "a"))
    assert [card.improvement.id for card in cards_of(assessment, WORKSHOP)] == ["b"]
    assert "a" in assessment.improvements
    assert taken_off(assessment, WORKSHOP, "a") == []


def test_a_deleted_workshop_leaves_the_improvements_and_no_votes(assessment: Assessment) -> None:
    apply(assessment, proposal(assessment, WORKSHOP, "Nytt", ""))
    apply(assessment, removal(assessment, WORKSHOP))
    assert not assessment.workshops
    assert not assessment.ballots
    assert len(assessment.improvements) == 4
    assert {each.workshop for each in assessment.improvements.values()} == {""}


def test_votes_for_a_deleted_improvement_are_not_counted(assessment: Assessment) -> None:
    dots(assessment, a=5, b=1)
    assessment.apply(Change(assessment.improvements["a"], None))
    assert count_of(assessment, WORKSHOP).given == 1
    apply(assessment, removal(assessment, WORKSHOP))
    assert not assessment.ballots


def test_the_newest_workshop_is_that_with_the_latest_date(assessment: Assessment) -> None:
    assert newest_workshop(assessment) == WORKSHOP
    later = new_workshop(assessment, "Etter", "2026-05-01")
    earlier = new_workshop(assessment, "Før", "2025-01-01")
    apply(assessment, (Change(None, each) for each in (later, earlier)))
    assert newest_workshop(assessment) == later


@given(st.lists(st.one_of(st.none(), st.integers(0, 5)), max_size=8))
def test_the_result_orders_the_plan_and_leaves_the_rest_as_it_was(
    instrument: Instrument, votes: list[int | None]
) -> None:
    assessment = Assessment(
        Particulars(new_id(), "Kárášjohka - Karasjok", "5610", 2026), instrument
    )
    apply(assessment, [Change(None, WORKSHOP)])
    for place, number in enumerate(votes):
        improvement = Improvement(f"{place:02d}", "", position=float(place))
        assessment.apply(Change(None, improvement))
        if number is not None:
            apply(assessment, laid(assessment, WORKSHOP, [improvement]))
            assessment.apply(with_dots(assessment, WORKSHOP, improvement.id, number))
    apply(assessment, ordered_by_result(assessment, WORKSHOP))
    order = [int(each.id) for each in assessment.improvements_in_order()]
    voted = [place for place in order if votes[place] is not None]
    assert order[: len(voted)] == voted
    assert voted == sorted(voted, key=lambda place: (-(votes[place] or 0), place))
    assert order[len(voted) :] == sorted(order[len(voted) :])
    assert ordered_by_result(assessment, WORKSHOP) == []

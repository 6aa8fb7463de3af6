"""Improvements made of findings and recommendations, circles, and proposed levels."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop.assessment.consensus import EffectiveRating
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import (
    Activity,
    Ballot,
    Improvement,
    ImprovementStatus,
    Lift,
    StatusCheck,
)
from kompass_desktop.assessment.planning.improving import (
    LONGEST_TITLE,
    added_findings,
    from_findings,
    improvements_from,
    improvements_of,
    lift_with,
    made_from,
    proposed_levels,
    removal_of,
    title_from,
    waits_for,
)
from kompass_desktop.assessment.records import Change, Finding, Recommendation, Record
from kompass_desktop.instrument.model import Aspect


def put(assessment: Assessment, *records: Record) -> None:
    for record in records:
        assessment.apply(Change(None, record))


def make(assessment: Assessment, changes: list[Change]) -> Improvement:
    for change in changes:
        assessment.apply(change)
    return assessment.improvements_in_order()[-1]


def finding(identity: str, text: str, code: str = "", joined: str = "") -> Finding:
    return Finding(identity, 1, FindingKind.WEAKNESS, text, code, joined=joined)


def rating(*levels: int | None, planned: bool = False, outside: bool = False) -> EffectiveRating:
    pairs = dict(zip(Aspect, levels, strict=True))
    return EffectiveRating(pairs, planned_only=planned, not_in_focus=outside, is_proposal=False)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ingen faste arenaer.", "Ingen faste arenaer"),
        ("Ingen faste arenaer. Vi møter folk.", "Ingen faste arenaer"),
        ("Kommunen har f.eks. ingen plan", "Kommunen har f.eks. ingen plan"),
        ("To\nlinjer  her", "To linjer her"),
        ("Vet ikke ...", "Vet ikke ..."),
        ("", ""),
    ],
)
def test_a_title_is_the_first_sentence(text: str, title: str) -> None:
    assert title_from(text) == title


@given(st.text(max_size=400))
def test_a_title_is_one_short_line(text: str) -> None:
    title = title_from(text)
    assert len(title) <= LONGEST_TITLE + 2
    assert "\n" not in title


def test_one_finding_becomes_an_improvement_with_its_measure_point(
    empty_assessment: Assessment,
) -> None:
    held = finding("f1", "Ingen faste arenaer.", "1.4.1")
    put(empty_assessment, held, Improvement("t0", "Annet", position=4.0))
    made = make(empty_assessment, from_findings(empty_assessment, [held]))
    assert (made.title, made.text) == ("Ingen faste arenaer", "")
    assert made.finding_ids == ("f1",)
    assert made.position == 5.0
    (lift,) = empty_assessment.lifts_of(made.id)
    assert lift.measure_point == "1.4.1"
    assert lift.levels == (None,) * 4
    assert improvements_of(empty_assessment, "f1") == [made]


def test_several_findings_become_one_with_all_their_texts_and_codes(
    empty_assessment: Assessment,
) -> None:
    first = finding("f1", "Første. Med mer.", "1.4.1", joined="1.4.2 1.4.1")
    second = finding("f2", "Andre.", "2.1")
    made = make(empty_assessment, from_findings(empty_assessment, [first, second]))
    assert made.text == "Første. Med mer.\n\nAndre."
    points = [lift.measure_point for lift in empty_assessment.lifts_of(made.id)]
    of_question = [p.code for p in empty_assessment.instrument.question("2.1").measure_points]
    assert points == ["1.4.1", "1.4.2", *of_question]


def test_a_finding_of_a_whole_area_or_none_lifts_nothing(empty_assessment: Assessment) -> None:
    for code in ("", "3"):
        made = make(empty_assessment, from_findings(empty_assessment, [finding("f", "Noe", code)]))
        assert empty_assessment.lifts_of(made.id) == []


def test_a_further_finding_keeps_the_levels_of_what_is_lifted_already(
    empty_assessment: Assessment,
) -> None:
    first = finding("f1", "Første", "1.4.1")
    made = make(empty_assessment, from_findings(empty_assessment, [first]))
    (lift,) = empty_assessment.lifts_of(made.id)
    put(empty_assessment, lift_with(lift, (3, None, None, None)))
    second = finding("f2", "Andre", "1.4.1", joined="1.4.2")
    changed = make(empty_assessment, added_findings(empty_assessment, made, [second, first]))
    assert changed.finding_ids == ("f1", "f2")
    assert [each.system for each in empty_assessment.lifts_of(made.id)] == [3, None]
    assert added_findings(empty_assessment, changed, [second]) == []


def test_recommendations_become_improvements_in_their_order(empty_assessment: Assessment) -> None:
    given_ones = [
        Recommendation("a1", "Vedta en strategi.", "1.4.1", "Ordfører", "1.9.2026", "f1"),
        Recommendation("a2", "x " * 80, "", "", "til våren"),
    ]
    ends = {"1.9.2026": "2026-09-01"}
    changes = improvements_from(empty_assessment, given_ones, lambda when: ends.get(when, ""))
    make(empty_assessment, changes)
    first, second = empty_assessment.improvements_in_order()
    assert (first.title, first.responsible, first.ends) == (
        "Vedta en strategi",
        "Ordfører",
        "2026-09-01",
    )
    assert first.finding_ids == ("f1",)
    assert second.ends == ""
    assert second.title.endswith("…")
    assert second.text == ("x " * 80).strip()


def test_a_recommendation_is_in_the_plan_once(empty_assessment: Assessment) -> None:
    given = Recommendation("a1", "Vedta en strategi.", "1.4.1", finding="f1")
    assert made_from(empty_assessment, given) is None
    made = make(empty_assessment, improvements_from(empty_assessment, [given], lambda _: ""))
    put(empty_assessment, replace(made, title="Noe annet", findings=""))
    assert made_from(empty_assessment, replace(given, text="Også noe annet")) is not None
    others = (
        Recommendation("a2", "noe annet."),
        Recommendation("a3", "", finding="f2"),
        Recommendation("a4", ""),
    )
    assert made_from(empty_assessment, others[0]) is not None
    assert made_from(empty_assessment, others[1]) is None
    put(empty_assessment, Improvement("t", "Fra funnet", findings="f1 f2"))
    assert made_from(empty_assessment, others[1]) == empty_assessment.improvements["t"]
    put(empty_assessment, Improvement("t", ""))
    assert made_from(empty_assessment, others[2]) is None


def test_all_that_is_only_about_it_goes_with_an_improvement(empty_assessment: Assessment) -> None:
    about: tuple[Record, ...] = (
        Improvement("t1", "En"),
        Improvement("t2", "To"),
        Lift("l1", "t1", "1.1.1"),
        Lift("l2", "t2", "1.1.1"),
        Ballot("b1", "w", "t1", 3),
        StatusCheck("s1", "t1", 2026, ImprovementStatus.DONE),
    )
    put(empty_assessment, *about)
    changes = removal_of(empty_assessment, [empty_assessment.improvements["t1"]])
    assert [change.record.id for change in changes] == ["t1", "l1", "b1", "s1"]
    assert all(change.after is None for change in changes)


def test_waiting_goes_through_improvements_and_activities(empty_assessment: Assessment) -> None:
    put(
        empty_assessment,
        Improvement("t1", "En", after="a1"),
        Activity("a1", "Fase", after="t2 borte"),
        Improvement("t2", "To"),
        Improvement("t3", "Tre", after="t4"),
        Improvement("t4", "Fire", after="t3"),
    )
    assert waits_for(empty_assessment, "t1", "t2")
    assert waits_for(empty_assessment, "t1", "t1")
    assert not waits_for(empty_assessment, "t2", "t1")
    assert not waits_for(empty_assessment, "t3", "t1")


@pytest.mark.parametrize(
    ("now", "proposed"),
    [
        (rating(3, 2, 1, 1), (None, None, 2, 2)),
        (rating(0, 0, 0, 0), (1, 1, 1, 1)),
        (rating(4, 4, 4, 4), (None,) * 4),
        (rating(None, None, None, None), (None,) * 4),
        (rating(2, None, None, None), (3, None, None, None)),
        (rating(3, 2, 0, 0, planned=True), (3, 2, None, None)),
        (rating(1, 1, 1, 1, outside=True), (None,) * 4),
    ],
)
def test_levels_are_proposed_where_the_weakness_is(
    now: EffectiveRating, proposed: tuple[int | None, ...]
) -> None:
    assert proposed_levels(now) == proposed

"""What is accepted together, what asks for a reason, and when own ratings are laid open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kompass_desktop.assessment.consensus import (
    effective_rating,
    group_views,
    is_disagreement,
    lower_median,
    spread,
    spreads,
)
from kompass_desktop.assessment.disagreements import differences
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM, Change, Interview, Member, Particulars, Rating
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.assessment.settling import (
    differs_from_proposal,
    needs_reason,
    own_views,
    undisputed_proposals,
)
from kompass_desktop.instrument.model import Aspect, Instrument

POINTS = ("1.1.1", "1.1.2", "3.2.1")
GROUPS = ("mayor", "directors", "unit_leaders", "union")
LEVEL = st.sampled_from([None, 0, 1, 2, 3, 4])
LEVELS = st.tuples(LEVEL, LEVEL, LEVEL, LEVEL)
FULL = st.tuples(*[st.integers(0, 4)] * 4)
GIVEN = st.tuples(st.sampled_from(GROUPS), st.sampled_from(POINTS), LEVELS | FULL)
OWN = st.tuples(st.sampled_from(["", "a", "b"]), st.sampled_from(POINTS), LEVELS)


def with_levels(rating: Rating, levels: tuple[int | None, ...]) -> Rating:
    for aspect, level in zip(Aspect, levels, strict=True):
        rating = rating.with_level(aspect, level)
    return rating


def put(assessment: Assessment, *records: Rating | Interview | Member) -> None:
    for record in records:
        assessment.apply(Change(assessment.get(record), record))


def an_assessment(instrument: Instrument) -> Assessment:
    return Assessment(Particulars("a", "Karasjok", "5610", 2026), instrument)


def rated(
    instrument: Instrument, given: list[tuple[str, str, tuple[int | None, ...]]]
) -> Assessment:
    """Return an assessment in which an interview of a group has rated each measure point."""
    assessment = an_assessment(instrument)
    for number, (group, code, levels) in enumerate(given):
        put(assessment, Interview(f"i{number}", group, f"I-{number}"))
        put(assessment, with_levels(assessment.rating(f"i{number}", code), levels))
    return assessment


@given(given_levels=st.lists(GIVEN, max_size=12))
def test_a_group_speaks_by_the_lower_median_of_its_own_interviews(
    instrument: Instrument, given_levels: list[tuple[str, str, tuple[int | None, ...]]]
) -> None:
    assessment = rated(instrument, given_levels)
    for code in POINTS:
        views = group_views(assessment, code)
        order = [group.key for group in instrument.groups]
        assert [v.group for v in views] == sorted((v.group for v in views), key=order.index)
        for view in views:
            for index, median in enumerate(view.levels):
                own = [
                    levels[index]
                    for group, at, levels in given_levels
                    if (group, at) == (view.group, code) and levels[index] is not None
                ]
                assert median == (lower_median([v for v in own if v is not None]) if own else None)


@given(given_levels=st.lists(GIVEN, max_size=12))
def test_the_spread_lies_between_the_groups_and_is_none_with_one_group(
    instrument: Instrument, given_levels: list[tuple[str, str, tuple[int | None, ...]]]
) -> None:
    assessment = rated(instrument, given_levels)
    for code in POINTS:
        views = group_views(assessment, code)
        by_aspect = spreads(views)
        assert spread(assessment, code) == max(by_aspect)
        for index, found in enumerate(by_aspect):
            given_at = [v.levels[index] for v in views if v.levels[index] is not None]
            pairs = [abs(x - y) for x in given_at for y in given_at]  # type: ignore[operator]
            assert found == max(pairs, default=0)
        if len(views) < 2:
            assert by_aspect == (0, 0, 0, 0)


@settings(max_examples=60)
@given(given_levels=st.lists(GIVEN, max_size=12), own=st.lists(OWN, max_size=4))
def test_accepting_all_touches_no_disagreement_and_nothing_that_somebody_rated(
    instrument: Instrument,
    given_levels: list[tuple[str, str, tuple[int | None, ...]]],
    own: list[tuple[str, str, tuple[int | None, ...]]],
) -> None:
    assessment = rated(instrument, given_levels)
    put(assessment, Member("a", "A"), Member("b", "B"))
    for author, code, levels in own:
        put(assessment, with_levels(assessment.rating(TEAM, code, author), levels))
    accepted = undisputed_proposals(assessment)
    for rating in accepted:
        code = rating.measure_point
        assert not is_disagreement(assessment, code)
        assert assessment.rating(TEAM, code).is_empty
        assert all(assessment.own_rating(m, code).is_empty for m in ("a", "b"))
        proposed = effective_rating(assessment, code).levels
        assert {aspect: rating.level(aspect) for aspect in Aspect} == proposed
    put(assessment, *accepted)
    board = Scoreboard(assessment)
    for rating in accepted:
        assert board.score(rating.measure_point).status is ScoreStatus.RATED
    assert undisputed_proposals(assessment) == []


@given(given_levels=st.lists(GIVEN, max_size=8), levels=FULL)
def test_what_a_consultant_rates_alone_never_scores(
    instrument: Instrument,
    given_levels: list[tuple[str, str, tuple[int | None, ...]]],
    levels: tuple[int, ...],
) -> None:
    assessment = rated(instrument, given_levels)
    before = Scoreboard(assessment)
    put(assessment, with_levels(assessment.own_rating("a", "1.1.1"), levels))
    after = Scoreboard(assessment)
    assert (after.total, after.score("1.1.1")) == (before.total, before.score("1.1.1"))
    assert spread(assessment, "1.1.1") == spread(assessment, "1.1.1")


@pytest.mark.parametrize(
    ("levels", "asked"),
    [
        ((2, 2, 1, 1), False),
        ((2, 2, 1, None), False),
        ((3, 2, 1, 1), True),
        ((2, 2, 1, 0), True),
        ((None, None, None, 4), True),
        ((None, None, None, None), False),
    ],
)
def test_a_reason_is_asked_for_at_the_ends_and_where_the_team_departs(
    instrument: Instrument, levels: tuple[int | None, ...], asked: bool
) -> None:
    assessment = rated(instrument, [("mayor", "1.1.1", (2, 2, 1, None))])
    proposal = effective_rating(assessment, "1.1.1")
    team = with_levels(assessment.rating(TEAM, "1.1.1"), levels)
    assert needs_reason(team, proposal) == asked
    assert not needs_reason(replace(team, reason="Står i planen"), proposal)


def test_another_answer_on_a_flag_departs(instrument: Instrument) -> None:
    assessment = rated(instrument, [("mayor", "1.1.1", (2, 2, 1, 1))])
    proposal = effective_rating(assessment, "1.1.1")
    team = with_levels(assessment.rating(TEAM, "1.1.1"), (2, 2, 1, 1))
    assert not differs_from_proposal(replace(team, planned_only=False), proposal)
    assert differs_from_proposal(replace(team, planned_only=True), proposal)


# Own ratings


@pytest.fixture
def team_of_two(instrument: Instrument) -> Assessment:
    assessment = an_assessment(instrument)
    put(assessment, Member("a", "A", position=0.0), Member("b", "B", position=1.0))
    put(assessment, with_levels(assessment.own_rating("a", "1.1.1"), (2, 2, 1, 1)))
    return assessment


def shown(assessment: Assessment, viewer: str = "") -> dict[str, bool]:
    return {v.member.id: v.is_open for v in own_views(assessment, "1.1.1", viewer)}


def test_nobody_sees_the_others_rating_before_all_who_rate_have_rated_the_point(
    team_of_two: Assessment,
) -> None:
    assert shown(team_of_two) == {"a": False}
    assert shown(team_of_two, "a") == {"a": True}
    assert shown(team_of_two, "b") == {"a": False, "b": True}
    half = with_levels(team_of_two.own_rating("b", "1.1.1"), (3, 3, None, None))
    put(team_of_two, half)
    assert shown(team_of_two, "b") == {"a": False, "b": True}
    put(team_of_two, with_levels(half, (3, 3, 0, 0)))
    assert shown(team_of_two, "b") == {"a": True, "b": True}
    assert shown(team_of_two) == {"a": True, "b": True}


def test_a_third_who_has_begun_to_rate_closes_what_that_one_has_not_rated(
    team_of_two: Assessment,
) -> None:
    put(team_of_two, with_levels(team_of_two.own_rating("b", "1.1.1"), (3, 3, 0, 0)))
    put(team_of_two, Member("c", "C", position=2.0))
    assert shown(team_of_two) == {"a": True, "b": True}
    assert shown(team_of_two, "c") == {"a": False, "b": False, "c": True}
    put(team_of_two, with_levels(team_of_two.own_rating("c", "1.1.2"), (3, 3, 0, 0)))
    assert shown(team_of_two) == {"a": False, "b": False, "c": False}


# Where groups differ


@given(given_levels=st.lists(GIVEN, max_size=12))
def test_differences_are_ranked_by_spread_and_leave_none_out(
    instrument: Instrument, given_levels: list[tuple[str, str, tuple[int | None, ...]]]
) -> None:
    assessment = rated(instrument, given_levels)
    found = differences(assessment)
    assert [d.spread for d in found] == sorted((d.spread for d in found), reverse=True)
    assert {d.point.code for d in found} == {c for c in POINTS if spread(assessment, c) >= 1}
    for each in found:
        levels = [level.level for level in each.levels]
        assert max(levels) - min(levels) == each.spread == spread(assessment, each.point.code)
    assert [d.point.code for d in differences(assessment, area=3)] == [
        d.point.code for d in found if d.point.code == "3.2.1"
    ]

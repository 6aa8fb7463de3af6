"""The team's level where set, else the lower median of the groups' as a proposal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop.assessment.consensus import (
    combine,
    effective_rating,
    group_views,
    is_disagreement,
    lower_median,
    spread,
)
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import rating_id
from kompass_desktop.assessment.records import TEAM, Change, Interview, Particulars, Rating
from kompass_desktop.instrument.model import Aspect, Instrument

NOTHING = Rating("t", TEAM, "1.1.1")
Levels = tuple[int | None, int | None, int | None, int | None]


def of(*levels: int | None, planned: bool | None = None, focus: bool | None = None) -> Rating:
    """Return an interview's rating; `focus` is true for not in focus."""
    padded = (*levels, None, None, None, None)
    return Rating(
        "i",
        "i",
        "1.1.1",
        padded[0],
        padded[1],
        padded[2],
        padded[3],
        planned_only=planned,
        not_in_focus=focus,
    )


@pytest.mark.parametrize(
    ("levels", "median"),
    [([3], 3), ([1, 4], 1), ([4, 1, 2], 2), ([0, 4, 4, 4], 4), ([0, 1, 3, 4], 1)],
)
def test_the_median_is_the_lower_one_when_even(levels: list[int], median: int) -> None:
    assert lower_median(levels) == median


@given(levels=st.lists(st.integers(0, 4), min_size=1))
def test_at_least_half_lie_on_either_side_of_the_median(levels: list[int]) -> None:
    median = lower_median(levels)
    assert 2 * sum(level <= median for level in levels) >= len(levels)
    assert 2 * sum(level >= median for level in levels) >= len(levels)
    assert median in levels


def test_the_teams_level_wins_over_any_number_of_interviews() -> None:
    team = replace(NOTHING, system=1, extent=1, result=1, evaluation=1)
    effective = combine(team, [[of(4, 4, 4, 4), of(4, 4, 4, 4)]])
    assert set(effective.levels.values()) == {1}
    assert not effective.is_proposal


def test_a_team_level_of_0_is_set() -> None:
    team = replace(NOTHING, system=0, extent=0, result=0, evaluation=0)
    effective = combine(team, [[of(4, 4, 4, 4)]])
    assert set(effective.levels.values()) == {0}
    assert not effective.is_proposal


def test_without_the_team_a_groups_median_is_a_proposal() -> None:
    effective = combine(NOTHING, [[of(4, 3, 2, 1), of(2, 3, 0, 1), of(1, None, 1, 1)]])
    assert list(effective.levels.values()) == [2, 3, 1, 1]
    assert effective.is_proposal
    assert effective.is_complete


def test_one_aspect_from_the_interviews_makes_it_a_proposal() -> None:
    team = replace(NOTHING, system=3, extent=3, result=3)
    effective = combine(team, [[of(0, 0, 0, 2)]])
    assert list(effective.levels.values()) == [3, 3, 3, 2]
    assert effective.is_proposal


def test_what_nobody_has_rated_is_missing() -> None:
    effective = combine(NOTHING, [])
    assert effective.is_missing
    assert not effective.is_complete
    assert not effective.is_proposal


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ([True], True),
        ([True, None], False),
        ([True, False], False),
        ([True, True, None], True),
        ([True, True, False, False], False),
    ],
)
def test_a_flag_of_a_group_holds_when_more_than_half_say_so(
    said: list[bool | None], held: bool
) -> None:
    planned = combine(NOTHING, [[of(2, 2, 2, 2, planned=flag) for flag in said]])
    assert (planned.planned_only, planned.not_in_focus) == (held, False)
    focus = combine(NOTHING, [[of(2, 2, 2, 2, focus=flag) for flag in said]])
    assert (focus.planned_only, focus.not_in_focus) == (False, held)


def test_ten_unit_leaders_speak_with_one_voice() -> None:
    unit_leaders = [of(4, 4, 4, 4)] * 10
    effective = combine(NOTHING, [[of(1, 1, 1, 1)], unit_leaders])
    assert set(effective.levels.values()) == {1}, "where two groups differ, the lower one"
    effective = combine(NOTHING, [[of(1, 1, 1, 1)], unit_leaders, [of(3, 3, 3, 3)]])
    assert set(effective.levels.values()) == {3}


def test_a_groups_median_is_of_those_who_have_rated_the_aspect() -> None:
    groups = [[of(3, None), of(4, None)], [of(1, 0), of(2)], [of(None, 4)]]
    effective = combine(NOTHING, groups)
    assert list(effective.levels.values()) == [1, 0, None, None]


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ([[True] * 10, [False]], False),
        ([[True] * 10, [False], [True]], True),
        ([[True, True, False], [True], [False, False]], True),
        ([[True, False], [True, False], [True, False]], False),
        ([[True], [None]], False),
    ],
)
def test_a_flag_is_proposed_when_more_than_half_of_the_groups_say_so(
    said: list[list[bool | None]], held: bool
) -> None:
    planned = [[of(2, 2, 2, 2, planned=flag) for flag in group] for group in said]
    assert combine(NOTHING, planned).planned_only == held
    focus = [[of(2, 2, 2, 2, focus=flag) for flag in group] for group in said]
    assert combine(NOTHING, focus).not_in_focus == held


@given(
    st.lists(
        st.lists(st.tuples(*[st.sampled_from([None, 0, 1, 2, 3, 4])] * 4), min_size=1, max_size=4),
        min_size=1,
        max_size=4,
    )
)
def test_a_proposal_can_be_read_off_the_row_of_group_medians(
    instrument: Instrument, groups: list[list[Levels]]
) -> None:
    assessment = rated(
        instrument,
        [(f"g{number}", levels) for number, group in enumerate(groups) for levels in group],
    )
    effective = effective_rating(assessment, "1.1.1")
    for index, aspect in enumerate(Aspect):
        row = [view.levels[index] for view in group_views(assessment, "1.1.1")]
        medians = [level for level in row if level is not None]
        assert effective.levels[aspect] == (lower_median(medians) if medians else None)


def test_the_teams_no_wins_over_the_interviews_flag() -> None:
    team = replace(NOTHING, planned_only=False, not_in_focus=False)
    effective = combine(team, [[of(planned=True, focus=True)]])
    assert not effective.planned_only
    assert not effective.not_in_focus


def test_the_teams_flag_decides_alone() -> None:
    for team in (replace(NOTHING, planned_only=True), replace(NOTHING, not_in_focus=True)):
        effective = combine(team, [[of(4, 4, 4, 4)]])
        assert effective.is_complete
        assert not effective.is_proposal


def test_planned_by_the_team_but_out_of_focus_by_the_interviews_is_a_proposal() -> None:
    effective = combine(replace(NOTHING, planned_only=True), [[of(focus=True), of(focus=True)]])
    assert effective.not_in_focus
    assert effective.is_proposal


def test_an_interviews_flag_over_the_teams_levels_is_a_proposal() -> None:
    team = replace(NOTHING, system=3, extent=3, result=3, evaluation=3)
    effective = combine(team, [[of(planned=True)]])
    assert effective.planned_only
    assert effective.is_proposal


@given(
    team=st.tuples(*[st.sampled_from([None, 0, 1, 2, 3, 4])] * 4),
    others=st.lists(st.tuples(*[st.sampled_from([None, 0, 1, 2, 3, 4])] * 4), max_size=5),
)
def test_a_rating_is_the_teams_own_unless_something_was_taken_from_others(
    team: Levels, others: list[Levels]
) -> None:
    own = Rating("t", TEAM, "1.1.1", *team)
    effective = combine(own, [[of(*levels)] for levels in others])
    taken = {a: v for a, v in effective.levels.items() if v != own.level(a)}
    assert effective.is_proposal == bool(taken)
    assert effective.is_missing == all(v is None for v in effective.levels.values())


# Disagreement


def rated(instrument: Instrument, ratings: list[tuple[str, Levels]]) -> Assessment:
    """Return an assessment in which informants of groups have rated 1.1.1."""
    assessment = Assessment(Particulars("a", "Karasjok", "5610", 2026), instrument)
    for number, (group, levels) in enumerate(ratings):
        identity = f"i{number}"
        assessment.apply(Change(None, Interview(identity, group, identity)))
        rating = Rating(rating_id("a", identity, "1.1.1"), identity, "1.1.1", *levels)
        assessment.apply(Change(None, rating))
    return assessment


def test_groups_are_compared_by_their_lower_medians(instrument: Instrument) -> None:
    assessment = rated(
        instrument,
        [
            ("mayor", (4, 2, 2, 2)),
            ("unit_leaders", (0, 2, 2, 2)),
            ("unit_leaders", (2, 2, 2, 2)),
            ("unit_leaders", (4, 2, 2, 2)),
            ("union", (None, 1, 2, 2)),
        ],
    )
    medians = {view.group: view.levels[0] for view in group_views(assessment, "1.1.1")}
    assert medians == {"mayor": 4, "unit_leaders": 2, "union": None}
    assert spread(assessment, "1.1.1") == 2
    assert is_disagreement(assessment, "1.1.1")


def test_a_spread_of_one_is_no_disagreement(instrument: Instrument) -> None:
    assessment = rated(instrument, [("mayor", (4, 1, 2, 3)), ("union", (3, 2, 2, 3))])
    assert spread(assessment, "1.1.1") == 1
    assert not is_disagreement(assessment, "1.1.1")


def test_one_aspect_is_enough_to_disagree(instrument: Instrument) -> None:
    assessment = rated(instrument, [("mayor", (2, 2, 2, 3)), ("union", (2, 2, 2, 1))])
    assert is_disagreement(assessment, "1.1.1")


def test_those_of_one_group_do_not_disagree_with_each_other(instrument: Instrument) -> None:
    assessment = rated(instrument, [("union", (4, 4, 4, 4)), ("union", (0, 0, 0, 0))])
    assert spread(assessment, "1.1.1") == 0


def test_what_nobody_has_rated_has_no_spread(instrument: Instrument) -> None:
    assert spread(rated(instrument, []), "1.1.1") == 0


def test_the_team_is_no_group(small_assessment: Assessment) -> None:
    before = spread(small_assessment, "1.1.1")
    team = small_assessment.rating(TEAM, "1.1.1")
    small_assessment.apply(Change(None, replace(team, system=0, extent=0)))
    assert spread(small_assessment, "1.1.1") == before == 3
    assert effective_rating(small_assessment, "1.1.1").levels[Aspect.SYSTEM] == 0
    assert effective_rating(small_assessment, "1.1.1").levels[Aspect.RESULT] == 0

"""The scores with improvements carried out: exact where points are rated, else an estimate."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus, Lift
from kompass_desktop.assessment.planning.scenario import Scenario, chosen_improvements, gain_of
from kompass_desktop.assessment.record_ids import lift_id, rating_id, recorded_id
from kompass_desktop.assessment.records import TEAM, TOTAL, Change, Particulars, Rating, Recorded
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.assets import data_folder
from kompass_desktop.instrument.loading import load_instrument
from kompass_desktop.instrument.model import LEVELS, Aspect

ID = "a1"
INSTRUMENT = load_instrument(data_folder() / "instruments" / "kommunekompasset-2.1.toml")
CODES = [point.code for point in INSTRUMENT.measure_points]
some_levels = st.tuples(*[st.none() | st.sampled_from(sorted(LEVELS))] * 4)
some_codes = st.sampled_from(CODES)


def empty() -> Assessment:
    return Assessment(Particulars(ID, "Eksempelvik", "9999", 2025), INSTRUMENT)


def put(assessment: Assessment, *records: Improvement | Lift | Rating | Recorded) -> None:
    for record in records:
        assessment.apply(Change(assessment.get(record), record))


def lift(improvement: str, code: str, *levels: int | None) -> Lift:
    return Lift(lift_id(ID, improvement, code), improvement, code, *levels)


def rating(code: str, *levels: int | None, planned_only: bool = False) -> Rating:
    made = Rating(rating_id(ID, TEAM, code), TEAM, code, planned_only=planned_only or None)
    for aspect, level in zip(Aspect, levels, strict=True):
        made = made.with_level(aspect, level)
    return made


def recorded(code: str, points: int) -> Recorded:
    return Recorded(recorded_id(ID, code), code, Fraction(points))


def scenario_of(assessment: Assessment) -> Scenario:
    return Scenario(assessment, Scoreboard(assessment))


@given(
    st.dictionaries(some_codes, st.tuples(some_levels, st.booleans(), st.booleans()), max_size=12),
    st.lists(st.tuples(st.sampled_from("ABC"), some_codes, some_levels), max_size=12),
)
def test_it_equals_the_scores_of_the_same_levels_rated(
    ratings: dict[str, tuple[tuple[int | None, ...], bool, bool]],
    lifts: list[tuple[str, str, tuple[int | None, ...]]],
) -> None:
    assessment = empty()
    for code, (levels, planned, out) in ratings.items():
        put(assessment, replace(rating(code, *levels, planned_only=planned), not_in_focus=out))
    put(assessment, *(Improvement(key, key) for key in "ABC"))
    put(assessment, *(lift(key, code, *levels) for key, code, levels in lifts))
    scenario = scenario_of(assessment)
    carried_out = assessment.snapshot()
    for each in assessment.lifts.values():
        now = carried_out.rating(TEAM, each.measure_point)
        if all(level is None for level in each.levels):
            continue
        pairs = zip(now.levels, each.levels, strict=True)
        reached = [h if t is None else max(h or 0, t) for h, t in pairs]
        after = rating(each.measure_point, *reached)
        put(carried_out, replace(after, not_in_focus=now.not_in_focus))
    board = Scoreboard(carried_out)
    assert scenario.points() == board.total.points
    assert scenario.shown_total == board.shown_total
    for code in (*CODES, "1", "4.4", TOTAL):
        assert scenario.points(code) == board.score(code).points
        assert scenario.gain(code) >= 0
    assert not scenario.is_estimate


def test_the_scores_themselves_stay() -> None:
    assessment = empty()
    put(assessment, rating("1.1.1", 1, 1, 1, 1), Improvement("A", "A"))
    before = Scoreboard(assessment).figures
    put(assessment, lift("A", "1.1.1", 4, 4, 4, 4))
    assert scenario_of(assessment).gain() > 0
    assert Scoreboard(assessment).figures == before


def test_only_what_is_chosen_and_not_dropped_counts() -> None:
    assessment = empty()
    put(
        assessment,
        Improvement("A", "A"),
        Improvement("B", "B", in_scenario=False),
        Improvement("C", "C", status=ImprovementStatus.DROPPED),
        Improvement("D", "D", status=ImprovementStatus.DONE),
    )
    assert [each.id for each in chosen_improvements(assessment)] == ["A", "D"]
    put(assessment, lift("B", "1.1.1", 4, 4, 4, 4))
    assert scenario_of(assessment).gain() == 0
    board = Scoreboard(assessment)
    assert gain_of(assessment, board, assessment.improvements["B"]) > 0


def test_two_that_lift_the_same_measure_point_count_once() -> None:
    assessment = empty()
    put(assessment, Improvement("A", "A"), Improvement("B", "B"))
    put(assessment, lift("A", "1.1.1", 2), lift("B", "1.1.1", 2))
    board = Scoreboard(assessment)
    gains = [gain_of(assessment, board, each) for each in assessment.improvements.values()]
    assert gains[0] == gains[1] == scenario_of(assessment).gain() > 0


@pytest.mark.parametrize("code", ["1.1", "1", TOTAL])
def test_recorded_points_are_lifted_by_an_estimate(code: str) -> None:
    assessment = empty()
    share = Fraction(1, 5)
    maximum = Scoreboard(assessment).score(code).maximum
    put(assessment, Recorded(recorded_id(ID, code), code, maximum * share), Improvement("A", "A"))
    put(assessment, lift("A", "1.1.1", 4, 4, 4, 4))
    scenario = scenario_of(assessment)
    point = Scoreboard(assessment).score("1.1.1")
    assert scenario.is_estimate
    assert scenario.gain(code) == point.maximum * (1 - share)
    put(assessment, lift("A", "1.1.1", None, None, 4, None))
    assert 0 < scenario_of(assessment).gain(code) < point.maximum * (1 - share)
    put(assessment, lift("A", "1.1.1", 0, 0, 0, 0))
    assert scenario_of(assessment).gain(code) == 0


def test_a_recorded_total_follows_and_stays_below_the_maximum() -> None:
    assessment = empty()
    put(assessment, recorded(TOTAL, 799), rating("1.1.1", 0, 0, 0, 0), Improvement("A", "A"))
    put(assessment, *(lift("A", code, 4, 4, 4, 4) for code in CODES))
    assert scenario_of(assessment).shown_total == 800


def test_a_measure_point_that_the_instrument_does_not_have_is_ignored() -> None:
    assessment = empty()
    put(assessment, Improvement("A", "A"), lift("A", "9.9.9", 4, 4, 4, 4))
    assert scenario_of(assessment).gain() == 0
    assert scenario_of(assessment).measure_points == ()

"""`scoring.md`, sentence by sentence: points, maxima, statuses, and the checks that hold."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import recorded_id
from kompass_desktop.assessment.records import TEAM, TOTAL, Change, Interview, Particulars, Recorded
from kompass_desktop.assessment.scoring import Score, Scoreboard, ScoreStatus
from kompass_desktop.instrument.model import (
    LEVELS,
    Area,
    Aspect,
    Instrument,
    MeasurePoint,
    Question,
)
from tests.rating import Levels, rate

Edit = tuple[str, str, Levels, bool | None, bool | None]
"""Who rates, which measure point, the levels, planned only, and not in focus."""


def assessment_of(instrument: Instrument) -> Assessment:
    return Assessment(Particulars("a", "Karasjok", "5610", 2026), instrument)


def rate_all(assessment: Assessment, levels: Levels) -> None:
    for point in assessment.instrument.measure_points:
        rate(assessment, point.code, levels)


def record(assessment: Assessment, code: str, points: Fraction | int) -> None:
    identity = recorded_id(assessment.id, code)
    assessment.apply(Change(None, Recorded(identity, code, Fraction(points))))


# Points of a measure point


@pytest.mark.parametrize(
    ("levels", "share"),
    [
        ((4, 4, 4, 4), Fraction(1)),
        ((0, 0, 0, 0), Fraction(0)),
        ((3, 2, 1, 0), Fraction(6, 16)),
        ((4, 0, 0, 0), Fraction(1, 4)),
        ((0, 0, 0, 1), Fraction(1, 16)),
        ((2, None, None, None), Fraction(2, 16)),
    ],
)
def test_points_are_the_levels_share_of_the_maximum(
    instrument: Instrument, levels: Levels, share: Fraction
) -> None:
    assessment = assessment_of(instrument)
    rate(assessment, "1.4.3", levels)
    assert Scoreboard(assessment).score("1.4.3").points == Fraction(30, 7) * share


def test_an_aspects_weight_counts(instrument: Instrument) -> None:
    heavy = replace(
        instrument,
        aspects=tuple(
            replace(a, weight=Fraction(3)) if a.aspect is Aspect.RESULT else a
            for a in instrument.aspects
        ),
    )
    assessment = assessment_of(heavy)
    rate(assessment, "1.1.1", (4, 0, 2, 0))
    assert Scoreboard(assessment).score("1.1.1").points == 5 * Fraction(4 + 3 * 2, 6 * 4)


def test_an_unrated_aspect_is_preliminary_all_the_way_up(instrument: Instrument) -> None:
    assessment = assessment_of(instrument)
    rate_all(assessment, (4, 4, 4, 4))
    rate(assessment, "1.1.1", (4, 4, 4, None))
    board = Scoreboard(assessment)
    for code in ("1.1.1", "1.1", "1", TOTAL):
        assert board.score(code).status is ScoreStatus.PRELIMINARY
    for code in ("1.1.2", "1.2", "2"):
        assert board.score(code).status is ScoreStatus.RATED
    assert board.score("1.1").points == 15 - Fraction(5, 4)


def test_what_nobody_has_rated_is_missing_and_never_a_rated_0(instrument: Instrument) -> None:
    assessment = assessment_of(instrument)
    rate(assessment, "1.1.1", (0, 0, 0, 0))
    board = Scoreboard(assessment)
    assert board.score("1.1.1").status is ScoreStatus.RATED
    assert board.score("1.1.2").status is ScoreStatus.MISSING
    assert board.score("2").status is ScoreStatus.MISSING
    assert board.score("1").status is ScoreStatus.PRELIMINARY
    assert board.score("1.1.2").is_preliminary


def test_planned_only_gives_no_credit_and_keeps_its_levels(instrument: Instrument) -> None:
    assessment = assessment_of(instrument)
    rate(assessment, "1.1.1", (4, 4, 4, 4), planned_only=True)
    board = Scoreboard(assessment)
    score = board.score("1.1.1")
    assert score.points == 0
    assert score.attainable == 5
    assert score.status is ScoreStatus.RATED
    assert set(board.rating("1.1.1").levels.values()) == {4}


def test_planned_only_needs_no_levels(instrument: Instrument) -> None:
    assessment = assessment_of(instrument)
    rate(assessment, "1.1.1", (None, None, None, None), planned_only=True)
    assert Scoreboard(assessment).score("1.1.1").status is ScoreStatus.RATED


def test_not_in_focus_leaves_the_attainable_but_not_the_official_maximum(
    instrument: Instrument,
) -> None:
    assessment = assessment_of(instrument)
    rate_all(assessment, (4, 4, 4, 4))
    rate(assessment, "1.1.1", (4, 4, 4, 4), not_in_focus=True)
    board = Scoreboard(assessment)
    assert board.score("1.1.1").points == board.score("1.1.1").attainable == 0
    assert board.score("1.1").attainable == 10
    assert board.score("1.1").maximum == 15
    assert board.total.points == board.total.attainable == 795
    assert board.total.maximum == 800
    assert [point.code for point in board.out_of_focus] == ["1.1.1"]


def test_an_area_wholly_out_of_focus_is_no_error(instrument: Instrument) -> None:
    assessment = assessment_of(instrument)
    for point in instrument.area(8).measure_points:
        rate(assessment, point.code, (None, None, None, None), not_in_focus=True)
    area = Scoreboard(assessment).score("8")
    assert area.points == area.attainable == area.share == 0
    assert area.status is ScoreStatus.RATED


# Recorded results


def test_a_recorded_value_wins_at_each_level_and_says_so(instrument: Instrument) -> None:
    assessment = assessment_of(instrument)
    rate_all(assessment, (4, 4, 4, 4))
    record(assessment, "1.1", 5)
    record(assessment, "2", 60)
    board = Scoreboard(assessment)
    assert board.score("1.1").points == 5
    assert board.score("2").points == 60
    assert board.score("1").points == 90
    assert {board.score(code).status for code in ("1.1", "2", "1")} == {ScoreStatus.RECORDED}
    assert board.total.points == 600 + 90 + 60
    record(assessment, TOTAL, 700)
    assert Scoreboard(assessment).shown_total == 700


@pytest.mark.parametrize(
    ("recorded", "difference"),
    [(14, -1), (16, 1), (Fraction("14.1"), None), (15, None), (Fraction("13.9"), Fraction("-1.1"))],
)
def test_a_difference_of_a_point_or_more_is_said(
    instrument: Instrument, recorded: Fraction, difference: Fraction | None
) -> None:
    assessment = assessment_of(instrument)
    rate_all(assessment, (4, 4, 4, 4))
    record(assessment, "1.1", recorded)
    score = Scoreboard(assessment).score("1.1")
    assert score.from_below == 15
    assert score.notable_difference == difference


def test_recorded_points_above_nothing_differ_from_nothing(instrument: Instrument) -> None:
    assessment = assessment_of(instrument)
    record(assessment, "1", 21)
    board = Scoreboard(assessment)
    assert board.score("1").from_below is None
    assert board.score("1").notable_difference is None
    assert board.total.status is ScoreStatus.PRELIMINARY


def test_the_recorded_areas_of_a_total_are_compared_with_it(instrument: Instrument) -> None:
    assessment = assessment_of(instrument)
    for area in instrument.areas:
        record(assessment, area.code, 20)
    record(assessment, TOTAL, 165)
    board = Scoreboard(assessment)
    assert board.shown_total == 165
    assert board.total.notable_difference == 5


# Numbers


def test_the_printed_total_is_the_sum_of_the_printed_areas(instrument: Instrument) -> None:
    assessment = assessment_of(instrument)
    for area in instrument.areas:
        record(assessment, area.code, Fraction("20.5"))
    board = Scoreboard(assessment)
    assert board.total.points == 164
    assert board.shown_total == 8 * 21


def test_the_band_is_five_per_cent_within_the_scale(instrument: Instrument) -> None:
    assessment = assessment_of(instrument)
    record(assessment, TOTAL, 212)
    assert Scoreboard(assessment).band == (201, 223)
    record(assessment, TOTAL, 790)
    assert Scoreboard(assessment).band == (751, 800)
    record(assessment, TOTAL, 0)
    assert Scoreboard(assessment).band == (0, 0)


# Whose rating


def test_settled_and_rated_measure_points_are_counted(instrument: Instrument) -> None:
    assessment = assessment_of(instrument)
    assessment.apply(Change(None, Interview("i", "mayor", "OF-01")))
    rate(assessment, "1.1.1", (1, 1, 1, 1))
    rate(assessment, "1.1.2", (1, 1, 1, 1), interview="i")
    rate(assessment, "1.1.3", (1, 1, 1, None))
    board = Scoreboard(assessment)
    assert (board.rated_count, board.settled_count) == (2, 1)
    assert board.score("1.1.2").status is ScoreStatus.PROPOSAL


def test_an_interviews_own_view_leaves_out_all_others(instrument: Instrument) -> None:
    assessment = assessment_of(instrument)
    for identity in ("i", "j"):
        assessment.apply(Change(None, Interview(identity, "mayor", identity)))
    rate(assessment, "1.1.1", (4, 4, 4, 4))
    rate(assessment, "1.1.1", (1, 1, 1, 1), interview="i")
    rate(assessment, "1.1.2", (2, 2, 2, 2), interview="j")
    record(assessment, "1.1", 14)
    own = Scoreboard(assessment, "i")
    assert own.score("1.1.1").points == Fraction(5, 4)
    assert own.score("1.1.2").status is ScoreStatus.MISSING
    assert own.score("1.1").points == Fraction(5, 4)


def test_an_unknown_code_is_an_error(instrument: Instrument) -> None:
    board = Scoreboard(assessment_of(instrument))
    with pytest.raises(KeyError):
        board.score("9.9")
    with pytest.raises(KeyError):
        board.rating("1.1")


# Checks that hold

CODES = ("1.1.1", "1.1.2", "1.4.3", "3.3.6", "8.7.1", "8.7.3")

some_levels = st.tuples(*[st.sampled_from((None, *LEVELS))] * 4)
seldom = st.sampled_from([None, None, None, False, True])
raters = st.sampled_from([TEAM, "i", "j"])
an_edit = st.tuples(raters, st.sampled_from(CODES), some_levels, seldom, seldom)
edits = st.lists(an_edit, max_size=12)


def make(assessment: Assessment, edit: Edit) -> None:
    interview, code, levels, planned_only, not_in_focus = edit
    rate(
        assessment,
        code,
        levels,
        interview=interview,
        planned_only=planned_only,
        not_in_focus=not_in_focus,
    )


def edited(instrument: Instrument, changes: Iterable[Edit]) -> Assessment:
    """Return an assessment with two interviews in which the edits were made."""
    assessment = assessment_of(instrument)
    assessment.apply(Change(None, Interview("i", "mayor", "OF-01")))
    assessment.apply(Change(None, Interview("j", "union", "HTV-01")))
    for edit in changes:
        make(assessment, edit)
    return assessment


def all_scores(board: Scoreboard) -> dict[str, Score]:
    instrument = board.instrument
    entries: list[Area | Question | MeasurePoint] = [
        *instrument.areas,
        *instrument.questions,
        *instrument.measure_points,
    ]
    return {entry.code: board.score(entry.code) for entry in entries} | {TOTAL: board.total}


def test_all_levels_4_give_800_exactly(instrument: Instrument) -> None:
    assessment = assessment_of(instrument)
    rate_all(assessment, (4, 4, 4, 4))
    board = Scoreboard(assessment)
    assert board.total.points == 800
    assert board.shown_total == 800
    assert board.total.attainable == 800
    assert board.total.status is ScoreStatus.RATED
    assert board.settled_count == 165


@given(data=st.data())
@settings(max_examples=20)
def test_all_levels_0_or_planned_only_give_0(instrument: Instrument, data: st.DataObject) -> None:
    assessment = assessment_of(instrument)
    for point in instrument.measure_points:
        if data.draw(st.booleans()):
            rate(assessment, point.code, (0, 0, 0, 0))
        else:
            rate(assessment, point.code, (4, 3, 2, 4), planned_only=True)
    board = Scoreboard(assessment)
    assert board.total.points == 0
    assert board.shown_total == 0
    assert board.total.status is ScoreStatus.RATED


@given(changes=edits, rating=an_edit, pick=st.data())
@settings(max_examples=60)
def test_raising_one_level_never_lowers_any_score(
    instrument: Instrument, changes: list[Edit], rating: Edit, pick: st.DataObject
) -> None:
    rater, code, levels, planned_only, not_in_focus = rating
    low = [place for place, level in enumerate(levels) if level in (0, 1, 2, 3)]
    assume(low)
    raised = list(levels)
    place = pick.draw(st.sampled_from(low))
    raised[place] = pick.draw(st.integers((levels[place] or 0) + 1, 4))
    assessment = edited(instrument, [*changes, rating])
    before = Scoreboard(assessment)
    make(
        assessment,
        (rater, code, (raised[0], raised[1], raised[2], raised[3]), planned_only, not_in_focus),
    )
    after = Scoreboard(assessment)
    lowered = [
        key for key, score in all_scores(after).items() if score.points < before.score(key).points
    ]
    assert lowered == []
    assert after.shown_total >= before.shown_total


@given(changes=edits, order=st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_of_rating_never_matters(
    instrument: Instrument, changes: list[Edit], order: random.Random
) -> None:
    last = list({(edit[0], edit[1]): edit for edit in changes}.values())
    board = Scoreboard(edited(instrument, last))
    order.shuffle(last)
    assert all_scores(Scoreboard(edited(instrument, last))) == all_scores(board)


@given(changes=edits)
@settings(max_examples=60)
def test_a_board_kept_up_to_date_equals_a_new_one(
    instrument: Instrument, changes: list[Edit]
) -> None:
    assessment = edited(instrument, [])
    board = Scoreboard(assessment)
    for edit in changes:
        make(assessment, edit)
        board.refresh(edit[1])
    fresh = Scoreboard(assessment)
    assert all_scores(board) == all_scores(fresh)
    assert [board.rating(code) for code in CODES] == [fresh.rating(code) for code in CODES]
    assert (board.shown_total, board.settled_count) == (fresh.shown_total, fresh.settled_count)


@given(
    recorded=st.dictionaries(
        st.sampled_from(["1.1", "1.4", "8.7", "1", "8", TOTAL]),
        st.fractions(min_value=0, max_value=10),
    )
)
@settings(max_examples=30)
def test_a_board_follows_what_is_recorded(
    instrument: Instrument, recorded: dict[str, Fraction]
) -> None:
    assessment = edited(instrument, [])
    rate_all(assessment, (2, 2, 1, 0))
    board = Scoreboard(assessment)
    for code, points in recorded.items():
        record(assessment, code, points)
        board.refresh(code)
    assert all_scores(board) == all_scores(Scoreboard(assessment))


@given(out=st.sets(st.integers(0, 164)))
@settings(max_examples=40)
def test_the_attainable_maximum_is_800_less_the_maxima_out_of_focus(
    instrument: Instrument, out: set[int]
) -> None:
    assessment = assessment_of(instrument)
    gone = [instrument.measure_points[place] for place in out]
    for point in gone:
        rate(assessment, point.code, (None, None, None, None), not_in_focus=True)
    board = Scoreboard(assessment)
    assert board.total.attainable == 800 - sum((point.maximum for point in gone), Fraction(0))
    assert board.total.maximum == 800


@given(changes=edits)
@settings(max_examples=60)
def test_every_score_is_the_sum_of_its_parts_and_within_its_maximum(
    instrument: Instrument, changes: list[Edit]
) -> None:
    board = Scoreboard(edited(instrument, changes))
    for question in instrument.questions:
        parts = [board.score(point.code) for point in question.measure_points]
        assert board.score(question.code).points == sum(part.points for part in parts)
    for area in instrument.areas:
        parts = [board.score(question.code) for question in area.questions]
        assert board.score(area.code).points == sum(part.points for part in parts)
    assert board.total.points == sum(board.score(area.code).points for area in instrument.areas)
    assert board.shown_total == sum(board.shown_area(area.number) for area in instrument.areas)
    for code in ("1.1.1", "1.4.3", "1.1", "1", TOTAL):
        score = board.score(code)
        assert 0 <= score.points <= score.attainable <= score.maximum

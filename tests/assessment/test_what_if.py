"""A what-if shows the scores of other levels, and leaves the assessment as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kompass_desktop.assessment.finishing import finishing
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM, TOTAL
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.assessment.what_if import WhatIf
from kompass_desktop.instrument.model import Aspect
from tests.examples import bundled

EXAMPLE = bundled("eksempelvik-2025")
INSTRUMENT = EXAMPLE.instrument
CODES = [TOTAL, *(area.code for area in INSTRUMENT.areas)]
CODES += [question.code for question in INSTRUMENT.questions]
POINTS = [point.code for point in INSTRUMENT.measure_points]
STEPS = st.lists(
    st.tuples(st.sampled_from(POINTS), st.sampled_from(Aspect), st.integers(0, 4)), max_size=8
)


@pytest.fixture
def assessment() -> Assessment:
    return EXAMPLE.snapshot()


def finished(assessment: Assessment) -> Assessment:
    assessment.particulars = replace(assessment.particulars, finished=False)
    for change in finishing(assessment, datetime(2026, 1, 1, tzinfo=UTC), "1.0"):
        assessment.apply(change)
    return assessment


def scores(board: Scoreboard) -> list[object]:
    return [board.score(code) for code in (*CODES, *POINTS)]


def test_without_a_change_both_boards_are_those_of_the_assessment(assessment: Assessment) -> None:
    what_if = WhatIf(assessment)
    assert scores(what_if.board) == scores(what_if.real) == scores(Scoreboard(assessment))


@settings(max_examples=30)
@given(STEPS)
def test_the_scores_are_those_of_an_assessment_that_was_rated_so(
    steps: list[tuple[str, Aspect, int]],
) -> None:
    assessment = EXAMPLE.snapshot()
    what_if = WhatIf(assessment)
    for code, aspect, level in steps:
        what_if.set_level(code, aspect, level)
    rated = assessment.snapshot()
    for code in what_if.changed:
        rating = what_if.rating(code)
        rated.ratings[rating.id] = rating
    expected = Scoreboard(rated, computed_anew=True)
    assert scores(what_if.board) == scores(expected)
    assert what_if.board.shown_total == expected.shown_total


def test_the_assessment_itself_is_not_changed(assessment: Assessment) -> None:
    before = dict(assessment.ratings)
    what_if = WhatIf(assessment)
    real = scores(what_if.real)
    what_if.set_level("1.1.1", Aspect.SYSTEM, 0)
    what_if.toggle_planned_only("1.1.2")
    assert what_if.changed == {"1.1.1", "1.1.2"}
    assert assessment.ratings == before
    assert scores(what_if.real) == real == scores(Scoreboard(assessment))


@pytest.mark.parametrize("end", ["level", "point", "all", "same level"])
def test_what_is_taken_back_leaves_nothing(assessment: Assessment, end: str) -> None:
    what_if = WhatIf(assessment)
    before = what_if.rating("1.1.1")
    other = 0 if before.extent else 4
    what_if.set_level("1.1.1", Aspect.EXTENT, other)
    assert what_if.is_changed("1.1.1", Aspect.EXTENT)
    assert not what_if.is_changed("1.1.1", Aspect.SYSTEM)
    match end:
        case "level":
            what_if.reset_level("1.1.1", Aspect.EXTENT)
        case "point":
            what_if.reset("1.1.1")
        case "all":
            what_if.reset_all()
        case "same level":
            what_if.set_level("1.1.1", Aspect.EXTENT, before.extent or 0)
    assert not what_if.changed
    assert scores(what_if.board) == scores(what_if.real)


def test_what_is_planned_only_gives_points_once_it_is_not(assessment: Assessment) -> None:
    what_if = WhatIf(assessment)
    for aspect in Aspect:
        what_if.set_level("1.1.1", aspect, 4)
    what_if.toggle_planned_only("1.1.1")
    assert what_if.board.score("1.1.1").points == 0
    what_if.toggle_planned_only("1.1.1")
    assert what_if.board.score("1.1.1").points == what_if.board.score("1.1.1").maximum
    what_if.toggle_not_in_focus("1.1.1")
    assert what_if.board.score("1.1.1").attainable == 0


def test_a_finished_assessment_moves_from_its_frozen_figures(assessment: Assessment) -> None:
    done = finished(assessment)
    real = scores(Scoreboard(done))
    # What reached the records after it was finished does not count in its figures.
    other = done.rating(TEAM, "2.1.1").with_level(Aspect.SYSTEM, 4).with_level(Aspect.EXTENT, 4)
    done.ratings[other.id] = other
    what_if = WhatIf(done)
    assert scores(what_if.real) == real
    what_if.set_level("1.1.1", Aspect.SYSTEM, 0)
    gone = what_if.real.score("1.1.1").points - what_if.board.score("1.1.1").points
    assert gone > 0
    assert what_if.real.total.points - what_if.board.total.points == gone
    what_if.reset("1.1.1")
    assert scores(what_if.board) == real


def test_recorded_points_are_not_moved_by_a_level() -> None:
    what_if = WhatIf(bundled("karasjok-2019"))
    what_if.set_level("1.1.1", Aspect.SYSTEM, 4)
    assert what_if.board.score("1.1").status is ScoreStatus.RECORDED
    assert what_if.board.shown_total == 212

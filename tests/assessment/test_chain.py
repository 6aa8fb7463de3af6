"""From where the chain stops in an area down to the levels of a measure point."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kompass_desktop.assessment.chain import ChainRow, chain_rows
from kompass_desktop.assessment.intensity import Intensity, aspect_intensity, bearing_points
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.instrument.model import Aspect, Trait
from tests.rating import rate


def codes(rows: tuple[ChainRow, ...]) -> list[str]:
    return [row.part.code for row in rows]


def test_the_whole_consists_of_areas_an_area_of_questions_a_question_of_points(
    empty_assessment: Assessment,
) -> None:
    board = Scoreboard(empty_assessment)
    assert codes(chain_rows(board)) == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert codes(chain_rows(board, "1")) == ["1.1", "1.2", "1.3", "1.4", "1.5"]
    assert codes(chain_rows(board, "1.1")) == ["1.1.1", "1.1.2", "1.1.3"]


@pytest.mark.parametrize("code", ["1.1.1", "9", "1.99"])
def test_what_has_no_parts_has_no_rows(empty_assessment: Assessment, code: str) -> None:
    with pytest.raises(KeyError):
        chain_rows(Scoreboard(empty_assessment), code)


def test_a_row_is_the_intensity_of_what_lies_within(empty_assessment: Assessment) -> None:
    rate(empty_assessment, "1.1.1", (4, 3, 2, 1))
    rate(empty_assessment, "1.1.2", (2, 3, 0, None))
    board = Scoreboard(empty_assessment)
    (area, *_) = chain_rows(board)
    (question, *_) = chain_rows(board, "1")
    points = board.instrument.question("1.1").measure_points
    for row in (area, question):
        assert row.rating is None
        assert [i.share for i in row.intensities] == [
            aspect_intensity(board, points, aspect).share for aspect in Aspect
        ]


def test_a_measure_point_has_its_levels_and_its_rating(empty_assessment: Assessment) -> None:
    rate(empty_assessment, "1.1.1", (4, 3, None, 0))
    rate(empty_assessment, "1.1.2", (4, 4, 4, 4), planned_only=True)
    rate(empty_assessment, "1.1.3", (4, 4, 4, 4), not_in_focus=True)
    first, planned, out = chain_rows(Scoreboard(empty_assessment), "1.1")
    assert first.intensities == (
        Intensity(Fraction(1), is_preliminary=False),
        Intensity(Fraction(3, 4), is_preliminary=False),
        Intensity(None, is_preliminary=True),
        Intensity(Fraction(0), is_preliminary=False),
    )
    assert {i.share for i in planned.intensities} == {Fraction(0)}
    assert planned.rating is not None
    assert planned.rating.planned_only
    assert {i.share for i in out.intensities} == {None}


def test_the_points_that_bear_a_trait_come_weakest_first(empty_assessment: Assessment) -> None:
    board = Scoreboard(empty_assessment)
    bearers = [b.point for b in bearing_points(board, Trait.EVALUATING)]
    strong, weak, partly, out, *rest = bearers
    rate(empty_assessment, strong.code, (4, 4, 4, 4))
    rate(empty_assessment, weak.code, (1, 0, 0, 0))
    rate(empty_assessment, partly.code, (0, None, None, None))
    rate(empty_assessment, out.code, (0, 0, 0, 0), not_in_focus=True)
    found = [b.point for b in bearing_points(Scoreboard(empty_assessment), Trait.EVALUATING)]
    assert found == [weak, strong, partly, *rest, out]
    assert all(Trait.EVALUATING in point.traits for point in found)


def test_of_equally_weak_points_the_one_that_could_give_most_comes_first(
    empty_assessment: Assessment,
) -> None:
    for point in empty_assessment.instrument.measure_points:
        rate(empty_assessment, point.code, (0, 0, 0, 0))
    found = bearing_points(Scoreboard(empty_assessment), Trait.OPEN)
    maxima = [b.score.maximum for b in found]
    assert maxima == sorted(maxima, reverse=True)
    assert len(set(maxima)) > 1

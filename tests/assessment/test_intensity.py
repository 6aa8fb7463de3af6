"""Where the chain stops, and how near the ideal municipality: shares of what is possible."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kompass_desktop.assessment.intensity import Intensity, aspect_intensity, trait_intensity
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.instrument.model import Aspect, Instrument, MeasurePoint, Trait
from tests.examples import bundled
from tests.rating import rate

NOTHING = Intensity(None, is_preliminary=True)


@pytest.fixture
def points(instrument: Instrument) -> tuple[MeasurePoint, ...]:
    """The measure points of 1.1, of 5 points each."""
    return instrument.question("1.1").measure_points


def test_an_aspect_is_its_levels_share_of_what_they_could_be(
    empty_assessment: Assessment, points: tuple[MeasurePoint, ...]
) -> None:
    for point, levels in zip(points, [(4, 3, 0, 0), (2, 3, 1, 0), (3, 0, 1, 0)], strict=True):
        rate(empty_assessment, point.code, levels)
    board = Scoreboard(empty_assessment)
    shares = [aspect_intensity(board, points, aspect) for aspect in Aspect]
    assert [intensity.share for intensity in shares] == [
        Fraction(9, 12),
        Fraction(6, 12),
        Fraction(2, 12),
        0,
    ]
    assert not any(intensity.is_preliminary for intensity in shares)


def test_larger_measure_points_weigh_more(
    empty_assessment: Assessment, instrument: Instrument
) -> None:
    small, large = instrument.measure_point("1.4.1"), instrument.measure_point("1.1.1")
    rate(empty_assessment, small.code, (4, 0, 0, 0))
    rate(empty_assessment, large.code, (0, 0, 0, 0))
    share = aspect_intensity(Scoreboard(empty_assessment), [small, large], Aspect.SYSTEM).share
    assert share == Fraction(30, 7) / (Fraction(30, 7) + 5)


def test_planned_only_counts_as_nothing_and_out_of_focus_does_not_count(
    empty_assessment: Assessment, points: tuple[MeasurePoint, ...]
) -> None:
    rate(empty_assessment, points[0].code, (4, 4, 4, 4))
    rate(empty_assessment, points[1].code, (4, 4, 4, 4), planned_only=True)
    rate(empty_assessment, points[2].code, (0, 0, 0, 0), not_in_focus=True)
    board = Scoreboard(empty_assessment)
    assert aspect_intensity(board, points, Aspect.SYSTEM) == Intensity(Fraction(1, 2), False)


def test_what_is_not_rated_is_left_out_and_makes_it_preliminary(
    empty_assessment: Assessment, points: tuple[MeasurePoint, ...]
) -> None:
    rate(empty_assessment, points[0].code, (4, None, None, None))
    board = Scoreboard(empty_assessment)
    assert aspect_intensity(board, points, Aspect.SYSTEM) == Intensity(Fraction(1), True)
    assert aspect_intensity(board, points, Aspect.EXTENT) == NOTHING


def test_a_trait_is_the_points_of_its_bearers_over_their_maxima(
    empty_assessment: Assessment, instrument: Instrument
) -> None:
    bearers = [p for p in instrument.measure_points if Trait.LEARNING in p.traits]
    for point in instrument.measure_points:
        rate(empty_assessment, point.code, ((4, 4, 4, 4) if point in bearers else (0, 0, 0, 0)))
    rate(empty_assessment, bearers[0].code, (0, 0, 0, 0))
    rate(empty_assessment, bearers[1].code, (4, 4, 4, 4), not_in_focus=True)
    board = Scoreboard(empty_assessment)
    in_focus = sum((p.maximum for p in bearers), Fraction(0)) - bearers[1].maximum
    assert trait_intensity(board, instrument.measure_points, Trait.LEARNING) == Intensity(
        (in_focus - bearers[0].maximum) / in_focus, is_preliminary=False
    )


def test_a_trait_can_be_read_for_one_area(
    empty_assessment: Assessment, instrument: Instrument
) -> None:
    for point in instrument.measure_points:
        rate(empty_assessment, point.code, ((2, 2, 2, 2) if point.area == 1 else (0, 0, 0, 0)))
    board = Scoreboard(empty_assessment)
    open_to_all = trait_intensity(board, instrument.area(1).measure_points, Trait.OPEN)
    assert open_to_all.share == Fraction(1, 2)


def test_a_trait_that_nobody_has_rated_says_nothing(
    empty_assessment: Assessment, instrument: Instrument
) -> None:
    board = Scoreboard(empty_assessment)
    assert trait_intensity(board, instrument.measure_points, Trait.OPEN) == NOTHING


def test_recorded_results_have_neither_reading() -> None:
    karasjok = bundled("karasjok-2019")
    board = Scoreboard(karasjok)
    points = karasjok.instrument.measure_points
    assert {aspect_intensity(board, points, aspect).share for aspect in Aspect} == {None}
    assert {trait_intensity(board, points, trait).share for trait in Trait} == {None}

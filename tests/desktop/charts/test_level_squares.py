"""A measure point's squares tell rated, proposed, missing and flagged levels apart."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.consensus import combine
from kompass_desktop.assessment.records import TEAM, Rating
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.level_squares import (
    LevelSquares,
    ShownLevels,
    levels_of_effective,
    levels_of_rating,
)

CASES = {
    "rated": ShownLevels((2, 1, 1, 0)),
    "proposed": ShownLevels((2, 1, 1, 0), is_proposal=True),
    "half rated": ShownLevels((2, 1, None, None)),
    "missing": ShownLevels((None, None, None, None)),
    "planned": ShownLevels((2, 1, 1, 0), planned_only=True),
    "out of focus": ShownLevels((2, 1, 1, 0), not_in_focus=True),
}


@pytest.fixture
def squares(qtbot: QtBot) -> LevelSquares:
    squares = LevelSquares()
    qtbot.addWidget(squares)
    squares.resize(squares.sizeHint())
    return squares


def picture(squares: LevelSquares, case: str) -> QImage:
    squares.set_levels(CASES[case])
    return squares.grab().toImage()


def test_each_state_looks_different(squares: LevelSquares) -> None:
    pictures = {bytes(picture(squares, case).constBits()) for case in CASES}
    assert len(pictures) == len(CASES)


def test_a_rated_zero_does_not_look_unrated(squares: LevelSquares) -> None:
    image = picture(squares, "rated")
    last = squares.width() - 3
    assert image.pixelColor(last, 5).name() == theme.colors().accent
    image = picture(squares, "half rated")
    assert image.pixelColor(last, 5).name() != theme.colors().accent


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("half rated", "S 2, O 1, R ikke vurdert, E ikke vurdert"),
        ("proposed", "S 2, O 1, R 1, E 0, forslag"),
        ("planned", "S 2, O 1, R 1, E 0, bare vedtatt eller planlagt"),
        ("out of focus", "ikke i fokus"),
    ],
)
def test_the_levels_are_told_in_words(squares: LevelSquares, case: str, words: str) -> None:
    squares.set_levels(CASES[case])
    assert squares.toolTip() == words
    assert squares.accessibleDescription() == words


def test_ratings_become_squares() -> None:
    interview = Rating("a", "i", "1.1.1", system=3, planned_only=True)
    assert levels_of_rating(interview) == ShownLevels((3, None, None, None), planned_only=True)
    effective = combine(Rating("b", TEAM, "1.1.1", extent=2), [[Rating("a", "i", "1.1.1", 3)]])
    assert levels_of_effective(effective) == ShownLevels((3, 2, None, None), is_proposal=True)

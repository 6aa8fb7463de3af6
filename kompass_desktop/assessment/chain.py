"""Where the chain of aspects stops, from the whole instrument down to a measure point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kompass_desktop.assessment.consensus import EffectiveRating
from kompass_desktop.assessment.intensity import Intensity, aspect_intensity
from kompass_desktop.assessment.scoring import Score, Scoreboard
from kompass_desktop.instrument.model import Area, MeasurePoint, Question

WHOLE = ""
"""The code of the whole instrument, whose parts are the areas."""


@dataclass(frozen=True)
class ChainRow:
    """An area, a question or a measure point, with its intensity on each aspect.

    The intensities are 0-1, in the instrument's order of aspects; for a measure point each is
    its level as a share of the highest level. `rating` is None unless it is a measure point.
    """

    part: Area | Question | MeasurePoint
    score: Score
    intensities: tuple[Intensity, ...]
    rating: EffectiveRating | None = None


def chain_rows(board: Scoreboard, code: str = WHOLE) -> tuple[ChainRow, ...]:
    """Return a row for each part of an area or a question, given its code.

    For `WHOLE` the parts are the areas. Raises KeyError for the code of a measure point, which
    has no parts, and for a code that the instrument does not have.
    """
    return tuple(_row(board, part) for part in _parts(board, code))


def _parts(board: Scoreboard, code: str) -> Sequence[Area | Question | MeasurePoint]:
    if code == WHOLE:
        return board.instrument.areas
    entry = board.instrument.find(code)
    if isinstance(entry, Area):
        return entry.questions
    if isinstance(entry, Question):
        return entry.measure_points
    raise KeyError(code)


def _row(board: Scoreboard, part: Area | Question | MeasurePoint) -> ChainRow:
    is_point = isinstance(part, MeasurePoint)
    points = (part,) if isinstance(part, MeasurePoint) else part.measure_points
    intensities = tuple(
        aspect_intensity(board, points, wording.aspect) for wording in board.instrument.aspects
    )
    rating = board.rating(part.code) if is_point else None
    return ChainRow(part, board.score(part.code), intensities, rating)

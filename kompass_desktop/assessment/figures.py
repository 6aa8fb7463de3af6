"""The figures of an assessment when it was finished, as text that is read back exactly.

A later version of the program, or a changed instrument, does not change the scores of a
finished assessment: these figures are shown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from kompass_desktop.assessment.consensus import EffectiveRating
from kompass_desktop.instrument.model import LEVELS, Aspect

VERSION = 1
_FRACTION = re.compile(r"-?[0-9]{1,40}(/[0-9]{1,40})?", re.ASCII)
_LARGEST_POINTS = 1_000_000
_FLAGS = 3
_STATUSES = frozenset({"missing", "preliminary", "proposal", "rated", "recorded"})
"""The values of `scoring.ScoreStatus`."""


@dataclass(frozen=True)
class KeptScore:
    """The fields of a `scoring.Score`; `status` is the value of its `ScoreStatus`."""

    points: Fraction
    maximum: Fraction
    attainable: Fraction
    status: str
    from_below: Fraction | None


@dataclass(frozen=True)
class Figures:
    """Every score and every measure point's effective rating, each by code."""

    scores: Mapping[str, KeptScore]
    ratings: Mapping[str, EffectiveRating]

    def to_text(self) -> str:
        """Return the figures as JSON, with fractions such as "15/4"."""
        content = {
            "version": VERSION,
            "scores": {code: _score_as_json(score) for code, score in self.scores.items()},
            "ratings": {code: _rating_as_json(rating) for code, rating in self.ratings.items()},
        }
        return json.dumps(content, separators=(",", ":"))


# Read each time a score is shown; the text of a finished assessment never changes.
@lru_cache(maxsize=16)
def figures_of_text(text: str) -> Figures:
    """Return the figures in a text from `Figures.to_text`; raises ValueError for any other."""
    try:
        content = json.loads(text)
        if content["version"] != VERSION:
            raise ValueError(content["version"])
        return Figures(
            MappingProxyType({str(code): _score(row) for code, row in content["scores"].items()}),
            MappingProxyType({str(code): _rating(row) for code, row in content["ratings"].items()}),
        )
    except (ArithmeticError, AttributeError, KeyError, TypeError, RecursionError) as error:
        raise ValueError("no figures") from error


def _score_as_json(score: KeptScore) -> list[str | None]:
    below = None if score.from_below is None else str(score.from_below)
    return [str(score.points), str(score.maximum), str(score.attainable), score.status, below]


def _score(row: list[object]) -> KeptScore:
    points, maximum, attainable, status, below = row
    score = KeptScore(
        _fraction(points),
        _fraction(maximum),
        _fraction(attainable),
        str(status),
        None if below is None else _fraction(below),
    )
    if score.maximum <= 0 or score.status not in _STATUSES:
        raise ValueError(row)
    return score


def _fraction(value: object) -> Fraction:
    if not isinstance(value, str) or not _FRACTION.fullmatch(value):
        raise ValueError(value)
    number = Fraction(value)
    if not 0 <= number <= _LARGEST_POINTS:
        raise ValueError(value)
    return number


def _rating_as_json(rating: EffectiveRating) -> list[int | None]:
    flags = (rating.planned_only, rating.not_in_focus, rating.is_proposal)
    return [*(rating.levels[aspect] for aspect in Aspect), *map(int, flags)]


def _rating(row: list[object]) -> EffectiveRating:
    levels, flags = row[:-_FLAGS], row[-_FLAGS:]
    if any(level not in (None, *LEVELS) or isinstance(level, bool) for level in levels):
        raise ValueError(levels)
    if any(flag not in (0, 1) for flag in flags):
        raise ValueError(flags)
    kept = {
        aspect: level if isinstance(level, int) else None
        for aspect, level in zip(Aspect, levels, strict=True)
    }
    return EffectiveRating(kept, *map(bool, flags))

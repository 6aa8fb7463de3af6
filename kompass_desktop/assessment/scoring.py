"""Computes points from ratings, by the rules of `scoring.md`.

All arithmetic is exact, on fractions; numbers are rounded only for display. `Scoreboard` has
the scores of an assessment, and recomputes only those that a change affects.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from kompass_desktop.assessment.consensus import EffectiveRating, combine, effective_rating
from kompass_desktop.assessment.figures import Figures, KeptScore, figures_of_text
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import whole
from kompass_desktop.assessment.records import TEAM, TOTAL, Rating
from kompass_desktop.instrument.model import (
    HIGHEST_LEVEL,
    Area,
    Instrument,
    MeasurePoint,
    Question,
)

ZERO = Fraction(0)
NOTABLE_DIFFERENCE = Fraction(1)
"""The difference between a recorded value and the sum of its parts that must be shown."""

UNCERTAINTY = Fraction(5, 100)
"""The ±5 % of the deck, within which a difference of totals does not matter."""


class ScoreStatus(StrEnum):
    """How certain a score is; each status is shown differently on screen and in the report."""

    MISSING = "missing"
    PRELIMINARY = "preliminary"
    PROPOSAL = "proposal"
    RATED = "rated"
    RECORDED = "recorded"


@dataclass(frozen=True)
class Score:
    """The points of a measure point, a question, an area or the whole.

    `points` and `attainable` are between 0 and `maximum`. `from_below` is the sum of the parts
    if a recorded value replaces it, else None.
    """

    points: Fraction
    maximum: Fraction
    attainable: Fraction
    status: ScoreStatus
    from_below: Fraction | None = None

    @property
    def is_preliminary(self) -> bool:
        """Whether a part of it is not completely rated."""
        return self.status in (ScoreStatus.PRELIMINARY, ScoreStatus.MISSING)

    @property
    def share(self) -> Fraction:
        """Points as a share of the official maximum, 0–1."""
        return self.points / self.maximum

    @property
    def notable_difference(self) -> Fraction | None:
        """Recorded points minus the sum of the parts, or None if they differ by less than 1."""
        if self.from_below is None:
            return None
        difference = self.points - self.from_below
        return difference if abs(difference) >= NOTABLE_DIFFERENCE else None


def points_of(point: MeasurePoint, rating: EffectiveRating, instrument: Instrument) -> Fraction:
    """Return the points of a measure point: maximum × Σ(weight × level / 4) / Σ weight.

    An aspect that is not rated adds nothing; "planned only" and "not in focus" give 0.
    Source: `scoring.md`, "Rating".
    """
    if rating.planned_only or rating.not_in_focus:
        return ZERO
    earned = ZERO
    possible = ZERO
    for wording in instrument.aspects:
        possible += wording.weight
        earned += wording.weight * (rating.levels[wording.aspect] or 0)
    return point.maximum * earned / (possible * HIGHEST_LEVEL)


def score_measure_point(
    point: MeasurePoint, rating: EffectiveRating, instrument: Instrument
) -> Score:
    """Return the score of a measure point with an effective rating."""
    return Score(
        points=points_of(point, rating, instrument),
        maximum=point.maximum,
        attainable=ZERO if rating.not_in_focus else point.maximum,
        status=_status_of(rating),
    )


def _status_of(rating: EffectiveRating) -> ScoreStatus:
    if rating.is_missing:
        return ScoreStatus.MISSING
    if not rating.is_complete:
        return ScoreStatus.PRELIMINARY
    return ScoreStatus.PROPOSAL if rating.is_proposal else ScoreStatus.RATED


def sum_scores(parts: Iterable[Score], maximum: Fraction, recorded: Fraction | None) -> Score:
    """Return the sum of the scores in `parts`; `recorded` points replace it unless None."""
    kept = tuple(parts)
    total = sum((part.points for part in kept), ZERO)
    statuses = {part.status for part in kept}
    if recorded is not None:
        return Score(
            points=recorded,
            maximum=maximum,
            attainable=sum((part.attainable for part in kept), ZERO),
            status=ScoreStatus.RECORDED,
            from_below=None if statuses == {ScoreStatus.MISSING} else total,
        )
    return Score(
        points=total,
        maximum=maximum,
        attainable=sum((part.attainable for part in kept), ZERO),
        status=_combined(statuses),
    )


def _combined(statuses: set[ScoreStatus]) -> ScoreStatus:
    if statuses == {ScoreStatus.MISSING}:
        return ScoreStatus.MISSING
    if statuses & {ScoreStatus.MISSING, ScoreStatus.PRELIMINARY}:
        return ScoreStatus.PRELIMINARY
    if ScoreStatus.PROPOSAL in statuses:
        return ScoreStatus.PROPOSAL
    return ScoreStatus.RECORDED if ScoreStatus.RECORDED in statuses else ScoreStatus.RATED


class Scoreboard:
    """The scores of all parts of an assessment; `refresh` must be called after a change.

    With `interview` given, only that interview's ratings count, not the team's or recorded
    results. For a finished assessment it has the figures that were frozen then, unless
    `computed_anew` is given.
    """

    def __init__(
        self,
        assessment: Assessment,
        interview: str | None = None,
        *,
        computed_anew: bool = False,
    ) -> None:
        self._assessment = assessment
        self._interview = interview
        self._takes_frozen = interview is None and not computed_anew
        self._is_frozen = False
        self._ratings: dict[str, EffectiveRating] = {}
        self._scores: dict[str, Score] = {}
        self.refresh_all()

    @property
    def instrument(self) -> Instrument:
        """The instrument of the assessment."""
        return self._assessment.instrument

    @property
    def total(self) -> Score:
        """The exact score of the whole; the printed number is `shown_total`."""
        return self._scores[TOTAL]

    @property
    def shown_total(self) -> int:
        """The printed total: the sum of the printed areas, unless a total is recorded.

        Source: `scoring.md`, "Numbers"; the 212 of the deck is such a sum.
        """
        if self.has_recorded_total:
            return whole(self.total.points)
        return sum(self.shown_area(area.number) for area in self.instrument.areas)

    @property
    def has_recorded_total(self) -> bool:
        """Whether the total is one that was recorded, and not the sum of the areas."""
        return self.total.status is ScoreStatus.RECORDED and self._recorded(TOTAL) is not None

    @property
    def band(self) -> tuple[int, int]:
        """The printed total minus and plus 5 %, at most the official maximum."""
        total = Fraction(self.shown_total)
        highest = whole(self.total.maximum)
        return whole(total * (1 - UNCERTAINTY)), min(whole(total * (1 + UNCERTAINTY)), highest)

    @property
    def rated_count(self) -> int:
        """How many measure points are completely rated, by the team or by the interviews."""
        return sum(rating.is_complete for rating in self._ratings.values())

    @property
    def settled_count(self) -> int:
        """How many measure points are completely rated by the team."""
        return sum(
            self._scores[point.code].status is ScoreStatus.RATED
            for point in self.instrument.measure_points
        )

    @property
    def out_of_focus(self) -> tuple[MeasurePoint, ...]:
        """The measure points that the municipality has chosen not to pursue."""
        return tuple(
            point
            for point in self.instrument.measure_points
            if self._ratings[point.code].not_in_focus
        )

    def score(self, code: str) -> Score:
        """Return the score of a measure point, a question, an area ("1") or TOTAL.

        Raises KeyError for a code that the instrument does not have.
        """
        return self._scores[code]

    def rating(self, measure_point: str) -> EffectiveRating:
        """Return the effective rating of a measure point; KeyError for an unknown code."""
        return self._ratings[measure_point]

    def shown_area(self, number: int) -> int:
        """Return the printed score of an area, given its number, in whole points."""
        return whole(self._scores[str(number)].points)

    @property
    def figures(self) -> Figures:
        """All scores and effective ratings as they are now, as `Event.figures` stores them."""
        return Figures(
            {
                code: KeptScore(s.points, s.maximum, s.attainable, s.status.value, s.from_below)
                for code, s in self._scores.items()
            },
            dict(self._ratings),
        )

    def refresh_all(self) -> None:
        """Compute all scores again, or read the frozen ones; call after finishing or reopening."""
        for point in self.instrument.measure_points:
            self._score_measure_point(point)
        for question in self.instrument.questions:
            self._score_question(question)
        for area in self.instrument.areas:
            self._score_area(area)
        self._score_total()
        finish = self._assessment.finish if self._takes_frozen else None
        self._is_frozen = finish is not None and self._take_frozen(finish.figures)

    def unfreeze(self) -> None:
        """Let `refresh` compute from the frozen figures on; those not refreshed remain."""
        self._is_frozen = False

    def _take_frozen(self, text: str) -> bool:
        """Set the scores to the frozen ones; return whether the text could be read."""
        try:
            frozen = figures_of_text(text)
        except ValueError:
            return False
        self._ratings |= frozen.ratings
        self._scores |= {
            code: Score(k.points, k.maximum, k.attainable, ScoreStatus(k.status), k.from_below)
            for code, k in frozen.scores.items()
        }
        return True

    def refresh(self, code: str) -> None:
        """Compute again a measure point, or what is recorded for a code, and all above it."""
        if self._is_frozen:
            return
        entry = self.instrument.find(code)
        if isinstance(entry, MeasurePoint):
            self._score_measure_point(entry)
            entry = self.instrument.question(entry.question)
        if isinstance(entry, Question):
            self._score_question(entry)
            entry = self.instrument.area(entry.area)
        if isinstance(entry, Area):
            self._score_area(entry)
        self._score_total()

    def _recorded(self, code: str) -> Fraction | None:
        return None if self._interview is not None else self._assessment.recorded_points(code)

    def _score_measure_point(self, point: MeasurePoint) -> None:
        if self._interview is None:
            rating = effective_rating(self._assessment, point.code)
        else:
            own = self._assessment.rating(self._interview, point.code)
            rating = combine(Rating(own.id, TEAM, point.code), [[own]])
        self._ratings[point.code] = rating
        self._scores[point.code] = score_measure_point(point, rating, self.instrument)

    def _score_question(self, question: Question) -> None:
        self._scores[question.code] = sum_scores(
            (self._scores[point.code] for point in question.measure_points),
            question.maximum,
            self._recorded(question.code),
        )

    def _score_area(self, area: Area) -> None:
        self._scores[area.code] = sum_scores(
            (self._scores[question.code] for question in area.questions),
            area.maximum,
            self._recorded(area.code),
        )

    def _score_total(self) -> None:
        self._scores[TOTAL] = sum_scores(
            (self._scores[area.code] for area in self.instrument.areas),
            self.instrument.maximum,
            self._recorded(TOTAL),
        )

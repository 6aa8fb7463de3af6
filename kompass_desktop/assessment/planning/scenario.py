"""What the scores would be if improvements were carried out; the scores themselves stay.

What is planned gives no credit (`scoring.md`, "Planned only"). A scenario therefore adds, to the
scores of an assessment, what the measure points would gain that the chosen improvements lift.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from kompass_desktop.assessment.consensus import EffectiveRating
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import whole
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus, Lift
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import ZERO, Scoreboard, ScoreStatus, points_of
from kompass_desktop.instrument.model import (
    HIGHEST_LEVEL,
    Aspect,
    Instrument,
    MeasurePoint,
    Question,
)


def chosen_improvements(assessment: Assessment) -> tuple[Improvement, ...]:
    """Return the improvements of the scenario that is kept with an assessment, by priority."""
    return tuple(
        each
        for each in assessment.improvements_in_order()
        if each.in_scenario and each.status is not ImprovementStatus.DROPPED
    )


def lifted(rating: EffectiveRating, lifts: Iterable[Lift]) -> EffectiveRating:
    """Return a rating as it would be with the levels of some lifts of the measure point reached.

    No level falls. A lift with any level carries out what was planned only. What is not in focus
    stays so.
    """
    levels = dict(rating.levels)
    reached = False
    for lift in lifts:
        for aspect, level in zip(Aspect, lift.levels, strict=True):
            if level is not None:
                levels[aspect] = max(levels[aspect] or 0, level)
                reached = True
    if not reached:
        return rating
    return replace(rating, levels=levels, planned_only=False)


class Scenario:
    """The scores that an assessment would have with improvements carried out.

    `board` has the scores as they are, also the frozen ones of a finished assessment. Without
    `improvements` it is the scenario that is kept with the assessment.

    Where the measure points are not rated and only the points of their question, area or total
    are recorded, the gain of a measure point is an estimate: each is taken to have the same
    share of its maximum as what is recorded (`is_estimate`).

    `lifts` may be given where the lifts of the improvements are already known, which is faster.
    """

    def __init__(
        self,
        assessment: Assessment,
        board: Scoreboard,
        improvements: Iterable[Improvement] | None = None,
        lifts: Iterable[Lift] | None = None,
    ) -> None:
        chosen = chosen_improvements(assessment) if improvements is None else improvements
        self.improvements = tuple(chosen)
        self.board = board
        self.is_estimate = False
        self._lifts: dict[str, list[Lift]] = {}
        keys = {each.id for each in self.improvements}
        for lift in assessment.lifts.values() if lifts is None else lifts:
            if lift.improvement in keys:
                self._lifts.setdefault(lift.measure_point, []).append(lift)
        self._gains = {TOTAL: ZERO}
        for code in self._lifts:
            point = board.instrument.find(code)
            if isinstance(point, MeasurePoint):
                self._add(point)

    @property
    def measure_points(self) -> tuple[str, ...]:
        """The codes of the measure points that it lifts, in the instrument's order."""
        return tuple(p.code for p in self.instrument.measure_points if p.code in self._lifts)

    @property
    def instrument(self) -> Instrument:
        """The instrument of the assessment."""
        return self.board.instrument

    def rating(self, measure_point: str) -> EffectiveRating:
        """Return the rating that a measure point would have, given its code."""
        return lifted(self.board.rating(measure_point), self._lifts.get(measure_point, ()))

    def gain(self, code: str = TOTAL) -> Fraction:
        """Return the points that a measure point, question, area or the whole would gain."""
        return self.points(code) - self.board.score(code).points

    def points(self, code: str = TOTAL) -> Fraction:
        """Return the points that a measure point, question, area or the whole would have."""
        score = self.board.score(code)
        return min(score.maximum, score.points + self._gains.get(code, ZERO))

    def share(self, code: str) -> Fraction:
        """Return those points as a share of the official maximum, 0–1."""
        return self.points(code) / self.board.score(code).maximum

    def shown_area(self, number: int) -> int:
        """Return the printed score that an area would have, given its number."""
        return whole(self.points(str(number)))

    @property
    def shown_total(self) -> int:
        """The printed total that it would give; like `Scoreboard.shown_total`."""
        if self.board.has_recorded_total:
            return whole(self.points(TOTAL))
        return sum(self.shown_area(area.number) for area in self.instrument.areas)

    def _add(self, point: MeasurePoint) -> None:
        question = self.instrument.question(point.question)
        gain = self._gain_of(point, question)
        self._gains[point.code] = gain
        for code in (question.code, str(question.area), TOTAL):
            self._gains[code] = self._gains.get(code, ZERO) + gain

    def _gain_of(self, point: MeasurePoint, question: Question) -> Fraction:
        rating = self.rating(point.code)
        score = self.board.score(point.code)
        if score.status is not ScoreStatus.MISSING:
            return points_of(point, rating, self.instrument) - score.points
        for code in (question.code, str(question.area), TOTAL):
            known = self.board.score(code)
            if known.status is ScoreStatus.RECORDED:
                self.is_estimate = True
                return point.maximum * self._estimated(rating, known.share)
        return points_of(point, rating, self.instrument)

    def _estimated(self, rating: EffectiveRating, share: Fraction) -> Fraction:
        """Return what a rating gains over `share`, 0–1, of each aspect, as a share itself."""
        weights = gained = ZERO
        for wording in self.instrument.aspects:
            level = Fraction(rating.levels[wording.aspect] or 0, HIGHEST_LEVEL)
            weights += wording.weight
            gained += wording.weight * max(ZERO, level - share)
        return gained / weights


def gain_of(assessment: Assessment, board: Scoreboard, improvement: Improvement) -> Fraction:
    """Return the points that one improvement alone would give, whether it is chosen or not.

    The gains of several improvements that lift the same measure point do not add up.
    """
    return Scenario(assessment, board, (improvement,)).gain()

"""What the scores would be with other levels: a copy of an assessment that is never saved."""

from __future__ import annotations

from dataclasses import replace

from kompass_desktop.assessment.consensus import accepted
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM, Rating
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.instrument.model import Aspect


class WhatIf:
    """Hypothetical ratings of an assessment, and the scores that they would give.

    `real` has the scores as they are, `board` those with the changes; without a change, both
    are equal. For a finished assessment, both begin with the frozen figures. The assessment
    that is given is not changed.
    """

    def __init__(self, assessment: Assessment) -> None:
        self.real = Scoreboard(assessment)
        self._assessment = assessment.snapshot()
        self._ratings = dict(assessment.ratings)
        self.board = Scoreboard(self._assessment)
        self.board.unfreeze()
        self._changed: dict[str, Rating] = {}

    @property
    def changed(self) -> frozenset[str]:
        """The codes of the measure points that are rated otherwise than in reality."""
        return frozenset(self._changed)

    def rating(self, measure_point: str) -> Rating:
        """Return the rating of a measure point, given its code, with the changes.

        Its levels and flags are those that are scored, whoever has given them.
        """
        return self._changed.get(measure_point) or self._real_rating(measure_point)

    def is_changed(self, measure_point: str, aspect: Aspect) -> bool:
        """Return whether the level of an aspect is another one than in reality."""
        real = self.real.rating(measure_point).levels[aspect]
        return self.board.rating(measure_point).levels[aspect] != real

    def assume(self, rating: Rating) -> None:
        """Rate a measure point so; a rating like the real one is no change."""
        code = rating.measure_point
        if rating == self._real_rating(code):
            self.reset(code)
            return
        self._changed[code] = rating
        self._assessment.ratings[rating.id] = rating
        self.board.refresh(code)

    def set_level(self, measure_point: str, aspect: Aspect, level: int) -> None:
        """Set a level, 0-4."""
        self.assume(self.rating(measure_point).with_level(aspect, level))

    def reset_level(self, measure_point: str, aspect: Aspect) -> None:
        """Set the level of an aspect to the real one."""
        real = self.real.rating(measure_point).levels[aspect]
        self.assume(self.rating(measure_point).with_level(aspect, real))

    def toggle_planned_only(self, measure_point: str) -> None:
        """Set, or remove, that a measure point is only decided or planned."""
        rating = self.rating(measure_point)
        self.assume(replace(rating, planned_only=not rating.planned_only))

    def toggle_not_in_focus(self, measure_point: str) -> None:
        """Set, or remove, that a measure point is not in focus."""
        rating = self.rating(measure_point)
        self.assume(replace(rating, not_in_focus=not rating.not_in_focus))

    def reset(self, measure_point: str) -> None:
        """Rate a measure point as in reality."""
        if self._changed.pop(measure_point, None) is not None:
            self._restore()

    def reset_all(self) -> None:
        """Rate all measure points as in reality."""
        for measure_point in tuple(self._changed):
            self.reset(measure_point)

    def _real_rating(self, measure_point: str) -> Rating:
        """Return the rating that the team would have given if it had decided what is scored."""
        team = self._assessment.rating(TEAM, measure_point)
        return accepted(team, self.real.rating(measure_point))

    def _restore(self) -> None:
        """Show the real scores again, also frozen ones: refreshing would compute them anew."""
        self._assessment.ratings = dict(self._ratings)
        for rating in self._changed.values():
            self._assessment.ratings[rating.id] = rating
        self.board = Scoreboard(self._assessment)
        self.board.unfreeze()
        for code in self._changed:
            self.board.refresh(code)

"""Which measure points an interview goes through, and the way from one place to another."""

from __future__ import annotations

from enum import StrEnum

from kompass_desktop.assessment.asking import asked_points
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview
from kompass_desktop.desktop.navigation.history import MeasurePointFilter, neighbour
from kompass_desktop.instrument.model import Area, MeasurePoint, Question


class Filter(StrEnum):
    """Which measure points are gone through."""

    GROUP = "group"
    """Those that the informant is asked, by group and question set."""
    ALL = "all"
    UNRATED = "unrated"
    """Those of the group that this interview has not rated in full."""


class InterviewPointFilter(MeasurePointFilter):
    """The measure points of an interview in order, by a filter.

    By UNRATED, a measure point stays until one steps on: it does not go away while it is
    being rated, but is not come back to.
    """

    def __init__(self, assessment: Assessment, interview: Interview) -> None:
        super().__init__(assessment.instrument)
        self._assessment = assessment
        self.interview = interview
        self.filter = Filter.GROUP
        points = asked_points(assessment, interview)
        self.group = frozenset(point.code for point in points)
        self.shown = self.group
        self.unrated: set[str] = set()
        self.recount()

    def choose(self, chosen: Filter) -> None:
        """Go through other measure points from now on."""
        self.filter = chosen
        self.look_again()

    def look_again(self) -> None:
        """Leave out what has been rated since, where only the unrated is gone through."""
        match self.filter:
            case Filter.GROUP:
                self.shown = self.group
            case Filter.ALL:
                self.shown = frozenset(p.code for p in self.instrument.measure_points)
            case Filter.UNRATED:
                self.shown = frozenset(self.unrated)

    def is_in_way(self, measure_point: str) -> bool:
        """Whether a measure point is gone through as things are now."""
        if self.filter is Filter.UNRATED:
            return measure_point in self.unrated
        return measure_point in self.shown

    @property
    def counted(self) -> frozenset[str]:
        """The measure points that progress is counted of."""
        return self.shown if self.filter is Filter.ALL else self.group

    def is_rated(self, measure_point: str) -> bool:
        """Whether the interview has rated a measure point in full."""
        return self._assessment.rating(self.interview.id, measure_point).is_complete

    def recount(self) -> None:
        """Look up anew which of the group's measure points are not rated in full."""
        self.unrated = {code for code in self.group if not self.is_rated(code)}

    def count(self, measure_point: str) -> None:
        """Look up anew whether one measure point is rated in full."""
        if measure_point in self.group:
            if self.is_rated(measure_point):
                self.unrated.discard(measure_point)
            else:
                self.unrated.add(measure_point)

    # What is where

    def points_at(self, code: str) -> list[MeasurePoint]:
        """Return the measure points to list when `code` is open, given its code.

        They are those of its question that are gone through, and the place itself; all of
        the question where none is.
        """
        question = self.question_of(code)
        listed = [p for p in question.measure_points if p.code in self.shown or p.code == code]
        return listed or list(question.measure_points)

    def question_of(self, code: str) -> Question:
        """Return the question that a place is or lies in; of an area, its first one shown."""
        entry = self.instrument.find(code)
        if isinstance(entry, MeasurePoint):
            return self.instrument.question(entry.question)
        if isinstance(entry, Area):
            shown = (q for q in entry.questions if self.is_shown(q))
            return next(shown, entry.questions[0])
        return entry or self.first_question

    @property
    def first_question(self) -> Question:
        """The first question that is gone through."""
        questions = self.instrument.questions
        return next((q for q in questions if self.is_shown(q)), questions[0])

    # The way

    def question_from(self, code: str, step: int) -> str | None:
        """Return the question that is `step` (1 or -1) from a place, or None at the end."""
        self.look_again()
        question = self.question_beside(self.question_of(code), step)
        return question.code if question else None

    def point_from(self, place: str, step: int) -> str | None:
        """Return the measure point that is `step` (1 or -1) from a place, or None at the end.

        From a question it is its first one, or the last of the question before.
        """
        self.look_again()
        codes = [
            code
            for question in self.instrument.questions
            for code in (question.code, *(point.code for point in question.measure_points))
            if code in self.shown or code == place
        ]
        return neighbour(codes, place, step)

"""Which measure points an interview goes through, and in which order."""

from __future__ import annotations

from enum import StrEnum

from kompass_desktop.assessment.asking import asked_points
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.planning.following_up import open_points
from kompass_desktop.assessment.records import Interview
from kompass_desktop.desktop.navigation.history import MeasurePointFilter, neighbour
from kompass_desktop.instrument.model import Area, MeasurePoint, Question


class Filter(StrEnum):
    """Which measure points an interview goes through."""

    GROUP = "group"
    """The measure points that the informant is asked, by group and question set."""
    ALL = "all"
    UNRATED = "unrated"
    """Those of the group that this interview has not rated on all four aspects."""
    NOTED = "noted"
    """Those that this interview has notes on and has not rated: for the drive home."""
    CARRIED = "carried"
    """Those of the group with improvements or findings of last time that nobody has marked."""


class InterviewPointFilter(MeasurePointFilter):
    """The measure points of an interview that pass a filter, in order.

    With UNRATED and NOTED, a measure point remains while it is being rated; it is left out when
    the user goes to another question or measure point. With CARRIED it is so while it is marked.

    A note belongs to the measure points of its codes, also to those that the group is not asked.
    A note on a whole question belongs to all points of the group in it, unless another note of
    the interview is on one of them; otherwise it would be missed.
    """

    def __init__(self, assessment: Assessment, interview: Interview) -> None:
        super().__init__(assessment.instrument)
        self._assessment = assessment
        self.interview = interview
        self.filter = Filter.GROUP
        self.group = self._asked()
        self.shown = self.group
        self.unrated: set[str] = set()
        self.noted: set[str] = set()
        self.carried: frozenset[str] = frozenset()
        self.recount()

    def choose(self, chosen: Filter) -> None:
        """Choose which measure points the interview goes through."""
        self.filter = chosen
        self.leave_out_rated()

    def leave_out_rated(self) -> None:
        """With UNRATED and NOTED, leave out points that have been rated since they were listed."""
        match self.filter:
            case Filter.GROUP:
                self.shown = self.group
            case Filter.ALL:
                self.shown = frozenset(p.code for p in self.instrument.measure_points)
            case Filter.UNRATED:
                self.shown = frozenset(self.unrated)
            case Filter.NOTED:
                self.shown = frozenset(self.noted)
            case Filter.CARRIED:
                self.shown = self.carried

    def includes(self, measure_point: str) -> bool:
        """Whether the interview goes through a measure point, given its code and its rating now."""
        match self.filter:
            case Filter.UNRATED:
                return measure_point in self.unrated
            case Filter.NOTED:
                return measure_point in self.noted
            case _:
                return measure_point in self.shown

    @property
    def counted(self) -> frozenset[str]:
        """The codes of the measure points whose ratings the tree counts."""
        return self.shown if self.filter is Filter.ALL else self.group

    def is_rated(self, measure_point: str) -> bool:
        """Whether the interview has rated a measure point in full."""
        return self._assessment.rating(self.interview.id, measure_point).is_complete

    def recount(self) -> None:
        """Compute which points the interview asks, and which are not completely rated."""
        self.group = self._asked()
        self.unrated = {code for code in self.group if not self.is_rated(code)}
        self.count_notes()
        self.count_carried()

    def count_carried(self) -> None:
        """Compute which points of the group have something of last time that is not marked."""
        self.carried = open_points(self._assessment) & self.group

    def count_notes(self) -> None:
        """Compute which points have notes of the interview and are not completely rated."""
        self._with_notes = self._find_noted()
        self.noted = {code for code in self._with_notes if not self.is_rated(code)}

    def _find_noted(self) -> set[str]:
        codes = {
            code
            for note in self._assessment.notes.values()
            if note.interview == self.interview.id and note.text.strip()
            for code in note.codes
        }
        noted: set[str] = set()
        for question in self.instrument.questions:
            points = {point.code for point in question.measure_points}
            whole = points & self.group if question.code in codes else set()
            noted |= (points & codes) or whole
        return noted

    def _asked(self) -> frozenset[str]:
        interview = self._assessment.interviews.get(self.interview.id, self.interview)
        return frozenset(point.code for point in asked_points(self._assessment, interview))

    def count(self, measure_point: str) -> None:
        """Find whether one measure point, given its code, is rated in full."""
        is_rated = self.is_rated(measure_point)
        for among, left in ((self.group, self.unrated), (self._with_notes, self.noted)):
            if measure_point in among and not is_rated:
                left.add(measure_point)
            else:
                left.discard(measure_point)

    # Lookup

    def points_at(self, code: str) -> list[MeasurePoint]:
        """Return the measure points to list at a code.

        They are those of its question that the interview goes through, and the code itself; all
        of the question's if that gives none.
        """
        question = self.question_of(code)
        listed = [p for p in question.measure_points if p.code in self.shown or p.code == code]
        return listed or list(question.measure_points)

    def question_of(self, code: str) -> Question:
        """Return the question that a code is or is within; for an area, its first one shown."""
        entry = self.instrument.find(code)
        if isinstance(entry, MeasurePoint):
            return self.instrument.question(entry.question)
        if isinstance(entry, Area):
            shown = (q for q in entry.questions if self.is_shown(q))
            return next(shown, entry.questions[0])
        return entry or self.first_question

    @property
    def first_question(self) -> Question:
        """The first question that the interview goes through."""
        questions = self.instrument.questions
        return next((q for q in questions if self.is_shown(q)), questions[0])

    # What comes after what

    def question_from(self, code: str, step: int) -> str | None:
        """Return the code of the next (1) or previous (-1) question, or None at the end."""
        self.leave_out_rated()
        question = self.question_beside(self.question_of(code), step)
        return question.code if question else None

    def first_unrated(self, question: str) -> str | None:
        """Return the first unrated measure point of a question that passes the filter, or None."""
        points = self.instrument.question(question).measure_points
        codes = (point.code for point in points if self.includes(point.code))
        return next((code for code in codes if not self.is_rated(code)), None)

    def point_from(self, code: str, step: int) -> str | None:
        """Return the code of the next (1) or previous (-1) measure point, or None at the end.

        From a question it is its first one, or the last one of the question before.
        """
        self.leave_out_rated()
        codes = [
            each
            for question in self.instrument.questions
            for each in (question.code, *(point.code for point in question.measure_points))
            if each in self.shown or each == code
        ]
        return neighbour(codes, code, step)

"""The state of the scoring page: the open measure point, the rater and the filter."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kompass_desktop.assessment.notes_by_place import NotesByPlace
from kompass_desktop.assessment.record_ids import TOGETHER
from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop.navigation.visited_codes import VisitedCodes
from kompass_desktop.desktop.scoring.filter import ScoringFilter, ScoringPointFilter
from kompass_desktop.desktop.scoring.scoring_line import ScoringLine, line_of
from kompass_desktop.desktop.session import Session
from kompass_desktop.instrument.model import MeasurePoint, Question

_WITH_A_CHIP = (ScoringFilter.UNDECIDED, ScoringFilter.DISAGREEMENT, ScoringFilter.ALL)
"""The filters that have a chip of their own, which shows also where it has no measure point."""


class ScoringState(VisitedCodes):
    """The open measure point, the rater, and the points that pass the filter.

    The parts of the page read it and follow its signals; none of them has a copy.
    """

    question_changed = Signal()
    """The open measure point is in another question than before. Emitted before `moved`."""
    moved = Signal(str)
    """Another measure point is open, by its code, or the same one was asked for again."""
    counted = Signal()
    """Notes and ratings of every measure point have been looked up again."""
    refreshed = Signal()
    """Everything is to be shown again, as another page may have changed it."""
    filter_changed = Signal()
    rater_changed = Signal()
    """Another one rates from now on. Emitted before `refreshed`."""
    end_reached = Signal(int)
    """There is no next (1) or previous (-1) measure point or question."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._code = ""
        self.points = ScoringPointFilter(session)
        """The measure points by the filter, with the numbers of every filter."""
        self.notes = NotesByPlace(session.assessment)
        """The notes of every measure point, as they were when last counted."""
        session.rating_changed.connect(lambda _interview, code: self.points.refresh(code))
        session.carryovers_changed.connect(self._count_carried)

    # The open measure point

    @property
    def code(self) -> str:
        """The code of the open measure point."""
        return self._code

    @property
    def point(self) -> MeasurePoint:
        """The open measure point."""
        return self.points.point_at(self._code)

    @property
    def question(self) -> Question:
        """The question that the open measure point belongs to."""
        return self._session.assessment.instrument.question(self.point.question)

    def go(self, code: str) -> None:
        """Open a measure point, or the first unsettled one of a question or an area.

        `go_back` returns from it.
        """
        self.points.look_again()
        point = self.points.point_at(code).code
        self._history.go_to(point)
        self._move(point)

    def open_near(self, code: str) -> None:
        """Open another measure point of the same question; `go_back` does not return from it."""
        if code != self._code:
            self._history.step_to(code)
            self._move(code)

    def step_point(self, step: int) -> None:
        """Open the next (1) or the previous (-1) measure point that passes the filter."""
        code = self.points.point_from(self._code, step)
        if code is None:
            self.end_reached.emit(step)
        elif self.points.point_at(code).question == self.question.code:
            self.open_near(code)
        else:
            self.go(code)

    def step_question(self, step: int) -> None:
        """Open the next (1) or the previous (-1) question with points that pass the filter."""
        question = self.points.question_from(self._code, step)
        if question is None:
            self.end_reached.emit(step)
        else:
            self.go(question.code)

    def _move(self, code: str) -> None:
        before = self.question.code if self._code else ""
        self._code = code
        if self.question.code != before:
            self.question_changed.emit()
        self.moved.emit(code)

    # The rater

    @property
    def author(self) -> str:
        """The id of the team member who rates alone, or TOGETHER."""
        return self.points.author

    @property
    def rater_name(self) -> str:
        """The name of the member who rates alone; empty for the team."""
        member = self._session.assessment.members.get(self.author)
        return member.name if member is not None else ""

    def rate_as(self, member: str) -> None:
        """Set the rater: the id of a member, or TOGETHER; an unknown id is TOGETHER."""
        held = self._session.assessment.members.get(member)
        self.points.author = held.id if held is not None and held.name.strip() else TOGETHER
        self.rater_changed.emit()
        self.refresh()

    def rating(self, code: str) -> Rating:
        """Return the rating of a measure point that the keys change, given its code."""
        return self._session.assessment.own_rating(self.author, code)

    def line(self, point: MeasurePoint) -> ScoringLine:
        """Return the content of a measure point's row in the table."""
        return line_of(self._session.assessment, self._session.board, point, self.author)

    def may_rate_at_once(self) -> bool:
        """Whether a key may rate the open measure point without a click on it first.

        False if it has a rating and does not pass the filter, as a key could change it by mistake.
        """
        return self._code in self.points.shown or self.rating(self._code).is_empty

    # Counting and filtering

    @property
    def filter(self) -> ScoringFilter:
        """The filter in use."""
        return self.points.filter

    def recount(self) -> None:
        """Count notes and ratings of every measure point again."""
        self.notes = NotesByPlace(self._session.assessment)
        self.points.recount(self.notes.codes)
        self.counted.emit()

    def _count_carried(self) -> None:
        self.points.count_carried()
        self.counted.emit()

    def refresh(self) -> None:
        """Compute everything again, and show it at the same measure point."""
        self.recount()
        self.refreshed.emit()

    def choose_filter(self, chosen: ScoringFilter) -> None:
        """Set the filter; open its first measure point if the open one does not pass it."""
        self.points.choose(chosen)
        if self._code and self.points.shown and self._code not in self.points.shown:
            points = self._session.assessment.instrument.measure_points
            self.go(next(point.code for point in points if point.code in self.points.shown))
        self.filter_changed.emit()

    def choose_next_filter(self) -> None:
        """Choose the next filter that has measure points; after the last the first again."""
        order = list(ScoringFilter)
        at = order.index(self.filter)
        following = [*order[at + 1 :], *order[:at]]
        self.choose_filter(
            next(each for each in following if each in _WITH_A_CHIP or self.points.count(each))
        )

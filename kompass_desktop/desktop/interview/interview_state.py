"""What the interview page shows: which interview, which code in it, and by which filter."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from kompass_desktop.assessment.records import Interview
from kompass_desktop.desktop.interview.measure_point_filter import Filter, InterviewPointFilter
from kompass_desktop.desktop.navigation.history import NavigationHistory
from kompass_desktop.desktop.navigation.visited_codes import VisitedCodes
from kompass_desktop.desktop.session import Session
from kompass_desktop.instrument.model import Area


class NotesScope(StrEnum):
    """Which notes of the interview are shown."""

    QUESTION = "question"
    """Those of the question that is shown."""
    INTERVIEW = "all"


class InterviewState(VisitedCodes):
    """Holds what is shown of the interviews, and goes from code to code in the open one.

    The parts of the page read it and follow its signals; none of them keeps a copy. `code` is
    the code of a question or a measure point.
    """

    interview_left = Signal()
    """The open interview has been left for another one or for none; it is still in `interview`."""
    interview_opened = Signal()
    """An interview has been opened, or opened again; `moved` follows with the code."""
    question_changed = Signal()
    """The code is in another question than before. Emitted before `moved`."""
    moved = Signal(str)
    """Another code is shown, or the same one is to be shown again."""
    refreshed = Signal()
    """Everything has been counted again. Emitted before `moved`."""
    end_reached = Signal(int)
    """There is no next (1) or previous (-1) code."""
    filter_changed = Signal()
    notes_counted = Signal()
    """Other measure points than before have notes."""
    carried_counted = Signal()
    """Something of last time was marked, or its mark was taken away."""
    notes_scope_changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._interview = ""
        self._code = ""
        self._question = ""
        self._filter = Filter.GROUP
        self._notes_scope = NotesScope.QUESTION
        self._point_filter: InterviewPointFilter | None = None
        session.rating_changed.connect(self._count)
        session.notes_changed.connect(self._count_notes)
        session.carryovers_changed.connect(self._count_carried)

    @property
    def interview_id(self) -> str:
        """The id of the interview that is open, or empty; its record may be deleted by now."""
        return self._interview

    @property
    def interview(self) -> Interview | None:
        """The open interview, as it is stored now, or None."""
        return self._session.assessment.interviews.get(self._interview)

    @property
    def code(self) -> str:
        """The code of the question or measure point that is shown; "" without an interview."""
        return self._code

    @property
    def question(self) -> str:
        """The code of the question that `code` is or is within, or ""."""
        return self._question

    @property
    def filter(self) -> Filter:
        """Which measure points the interview goes through."""
        return self._filter

    @property
    def notes_scope(self) -> NotesScope:
        """Which notes are shown."""
        return self._notes_scope

    @property
    def point_filter(self) -> InterviewPointFilter | None:
        """The open interview's measure points by the filter; None without an interview."""
        return self._point_filter

    # Which interview, and what of it

    def open(self, interview: Interview, code: str) -> None:
        """Open an interview at a code; at its first question if the code is unknown."""
        if interview.id != self._interview:
            self._leave()
        self._interview = interview.id
        self._code = self._question = ""
        self._history = NavigationHistory()
        self._point_filter = InterviewPointFilter(self._session.assessment, interview)
        self._point_filter.choose(self._filter)
        self.interview_opened.emit()
        is_known = self._session.assessment.instrument.find(code) is not None
        self.go(code if is_known else self._point_filter.first_question.code)

    def close(self) -> None:
        """Close the interview."""
        self._leave()
        self._interview = self._code = self._question = ""
        self._point_filter = None

    def choose_filter(self, chosen: Filter) -> None:
        """Choose which measure points the interview goes through."""
        self._filter = chosen
        if self._point_filter is not None:
            self._point_filter.choose(chosen)
        self.filter_changed.emit()
        self.refresh()
        self._go_to_noted()

    def _go_to_noted(self) -> None:
        """With the filter NOTED, go to an unrated point if the question has none."""
        points = self._point_filter
        if points is None or points.filter is not Filter.NOTED or not points.shown:
            return
        if any(point.code in points.shown for point in points.points_at(self._code)):
            return
        code = points.point_from(self._code, 1) or points.point_from(self._code, -1)
        if code is not None:
            self.go(code)

    @property
    def follows_up(self) -> bool:
        """Whether anything was carried over from last time."""
        return bool(self._session.assessment.carryovers)

    @property
    def is_empty(self) -> bool:
        """Whether no measure point passes the filter."""
        return self._point_filter is not None and not self._point_filter.shown

    def choose_next_filter(self) -> None:
        """Choose the filter after this one; after the last, the first."""
        filters = [each for each in Filter if each is not Filter.CARRIED or self.follows_up]
        if self._filter not in filters:
            filters.append(self._filter)
        self.choose_filter(filters[(filters.index(self._filter) + 1) % len(filters)])

    def show_notes(self, scope: NotesScope) -> None:
        """Show the notes of the question, or those of the whole interview."""
        self._notes_scope = scope
        self.notes_scope_changed.emit()

    def toggle_notes_scope(self) -> None:
        """Show the whole interview's notes, or those of the question again."""
        is_whole = self._notes_scope is NotesScope.INTERVIEW
        self.show_notes(NotesScope.QUESTION if is_whole else NotesScope.INTERVIEW)

    def refresh(self) -> None:
        """Count everything again, and show it at the same code."""
        if self._point_filter is not None:
            self._point_filter.recount()
            self._point_filter.leave_out_rated()
            self.refreshed.emit()
            self.moved.emit(self._code)

    # Where in it

    def go(self, code: str) -> None:
        """Go to a code, from which `go_back` returns; for an area, to its first question."""
        if self._point_filter is None:
            return
        if isinstance(self._session.assessment.instrument.find(code), Area):
            code = self._point_filter.question_of(code).code
        self._history.go_to(code)
        self._move(code)

    def step_question(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) question."""
        points = self._point_filter
        code = points.question_from(self._code, step) if points is not None else None
        if code is None:
            self.end_reached.emit(step)
        else:
            self.go(code)

    def step_to_unrated(self, step: int) -> None:
        """Go to the first measure point not rated of the next (1) or previous (-1) question."""
        points = self._point_filter
        code = points.question_from(self._code, step) if points is not None else None
        if points is None or code is None:
            self.end_reached.emit(step)
        else:
            self.go(points.first_unrated(code) or code)

    def step_point(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) measure point."""
        points = self._point_filter
        code = points.point_from(self._code, step) if points is not None else None
        if code is None:
            self.end_reached.emit(step)
        else:
            self.open_near(code)

    def open_near(self, code: str) -> None:
        """Go to a code; within the same question, `go_back` does not return from it."""
        if self._point_filter is None:
            return
        if self._point_filter.question_of(code).code != self._question:
            self.go(code)
            return
        self._history.step_to(code)
        self._move(code)

    def close_point(self) -> None:
        """Go from a measure point to its question."""
        self.open_near(self._question)

    def _move(self, code: str) -> None:
        if self._point_filter is None:
            return
        question = self._point_filter.question_of(code).code
        is_other = question != self._question
        self._code, self._question = code, question
        if is_other:
            self._point_filter.leave_out_rated()
            self.question_changed.emit()
        self.moved.emit(code)

    def _leave(self) -> None:
        if self._interview:
            self.interview_left.emit()

    def _count_notes(self, interview: str) -> None:
        if self._point_filter is not None and interview == self._interview:
            before = self._point_filter.noted
            self._point_filter.count_notes()
            if self._point_filter.noted != before:
                self.notes_counted.emit()

    def _count_carried(self) -> None:
        if self._point_filter is not None:
            self._point_filter.count_carried()
            self.carried_counted.emit()

    def _count(self, interview: str, measure_point: str) -> None:
        if self._point_filter is not None and interview == self._interview:
            self._point_filter.count(measure_point)

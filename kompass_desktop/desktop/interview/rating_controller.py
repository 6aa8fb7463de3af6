"""The measure points of the place at hand: shown, opened and rated."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop.interview.measure_point_list import ListedPoint, MeasurePointList
from kompass_desktop.desktop.interview.navigator import InterviewNavigator
from kompass_desktop.desktop.interview.previous_assessment import PreviousAssessment
from kompass_desktop.desktop.notes.stream import NoteStream
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import MeasurePoint

_SHORT = 40


class RatingController(QObject):
    """Brings an interview's ratings from the session into the list and back.

    Text that was typed at the ratings goes into the notes, and rates nothing.
    """

    message_shown = Signal(str)

    def __init__(
        self,
        points: MeasurePointList,
        notes: NoteStream,
        session: Session,
        way: InterviewNavigator,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._points = points
        self._notes = notes
        self._step_before = 0
        self._session = session
        self._way = way
        self._last_time: PreviousAssessment | None = None
        points.set_aspects(session.assessment.instrument.aspects)
        points.set_way(self._is_in_way)
        points.opened.connect(way.open_near)
        points.closed.connect(way.close_point)
        points.card.rating_given.connect(session.set_rating)
        points.card.stepped.connect(self._step)
        points.card.question_stepped.connect(way.step_question)
        points.card.run_began.connect(self._begin_run)
        points.card.text_typed.connect(self._write)
        points.card.text_continued.connect(notes.write_on)
        points.card.refused.connect(self._tell_refused)

    def list_points(self, code: str) -> None:
        """List the measure points of the question that a place is, or lies in."""
        route = self._way.route
        if route is not None:
            self._points.show_points(
                [
                    ListedPoint(point, self._rating(point.code), point.code in route.group)
                    for point in route.points_at(code)
                ]
            )

    def show_place(self, code: str) -> None:
        """Open a measure point of the list; at a question none is open."""
        if not isinstance(self._session.assessment.instrument.find(code), MeasurePoint):
            self._points.close_point()
            return
        if not self._points.lists(code):
            self.list_points(code)
        self._points.open_point(code, self._rating(code), self._words_of_last_time(code))

    def refresh(self, measure_point: str) -> None:
        """Show a rating of this interview that has changed."""
        self._points.set_rating(self._rating(measure_point))

    def set_last_time(self, last_time: PreviousAssessment | None) -> None:
        """Show what the assessment before this one says of a measure point."""
        self._last_time = last_time
        self._points.card.set_last_time(self._words_of_last_time(self._points.open_code))

    def _begin_run(self) -> None:
        self._step_before = self._session.undo_stack.index()

    def _write(self, text: str, before: Rating | None) -> None:
        """Let text that was typed at the ratings be a note, as if it had been typed there."""
        if before is not None:
            self._session.take_back(self._step_before, before)
        if self._points.was_opened_by_typing:
            self._way.close_point()
        self._notes.write_line(text)
        shown = text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
        told = tr("“{0}” is text and is in the notes. Nothing has been rated.")
        self.message_shown.emit(told.format(shown))

    def _tell_refused(self) -> None:
        self.message_shown.emit(
            tr("The key did not rate. Press an arrow key or click the measure point first.")
        )

    def _is_in_way(self, measure_point: str) -> bool:
        route = self._way.route
        return route is None or route.is_in_way(measure_point)

    def _step(self, step: int) -> None:
        self._way.step_point(step)
        if step < 0:
            self._points.card.last_aspect()

    def _rating(self, measure_point: str) -> Rating:
        route = self._way.route
        interview = route.interview.id if route else ""
        return self._session.assessment.rating(interview, measure_point)

    def _words_of_last_time(self, code: str) -> str:
        return self._last_time.of(code) if self._last_time and code else ""

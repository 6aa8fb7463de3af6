"""The measure points of the open interview's question: listed, opened and rated."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop.interview.interview_state import InterviewState
from kompass_desktop.desktop.interview.measure_point_list import ListedPoint, MeasurePointList
from kompass_desktop.desktop.navigation.previous_assessment import PreviousAssessment
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
        state: InterviewState,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._points = points
        self._notes = notes
        self._step_before = 0
        self._session = session
        self._state = state
        points.set_aspects(session.assessment.instrument.aspects)
        points.set_inclusion(self._includes)
        points.opened.connect(state.open_near)
        points.closed.connect(state.close_point)
        points.rating_given.connect(session.set_rating)
        points.stepped.connect(self._step)
        points.question_stepped.connect(state.step_to_unrated)
        points.run_began.connect(self._begin_run)
        points.text_typed.connect(self._write)
        points.text_continued.connect(notes.write_on)
        points.refused.connect(self._show_refusal)
        state.question_changed.connect(self._list_points)
        state.refreshed.connect(self._list_points)
        state.moved.connect(self._show_code)

    def _list_points(self) -> None:
        """List the measure points of the question that is shown."""
        points = self._state.point_filter
        if points is not None:
            self._points.show_points(
                [
                    ListedPoint(point, self._rating(point.code), point.code in points.group)
                    for point in points.points_at(self._state.code)
                ]
            )

    def _show_code(self, code: str) -> None:
        """Open a measure point of the list, given its code; for a question none is open."""
        if not isinstance(self._session.assessment.instrument.find(code), MeasurePoint):
            self._points.close_point()
            return
        if not self._points.lists(code):
            self._list_points()
        self._points.open_point(code, self._rating(code))

    def refresh(self, measure_point: str) -> None:
        """Show a rating of this interview that has changed."""
        self._points.set_rating(self._rating(measure_point))

    def set_last_time(self, last_time: PreviousAssessment | None) -> None:
        """Show the text about a point's rating in the assessment before this one."""
        self._points.set_last_time(last_time.of if last_time else lambda _code: "")

    def _begin_run(self) -> None:
        self._step_before = self._session.undo_stack.index()

    def _write(self, text: str, before: Rating | None) -> None:
        """Add text that was typed at the ratings as a note, and undo its ratings."""
        if before is not None:
            self._session.discard_rating(self._step_before, before)
        if self._points.was_opened_by_typing:
            self._state.close_point()
        self._notes.write_line(text)
        shown = text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
        message = tr("“{0}” is text and is in the notes. Nothing has been rated.")
        self.message_shown.emit(message.format(shown))

    def _show_refusal(self) -> None:
        self.message_shown.emit(
            tr("The key did not rate. Press an arrow key or click the measure point first.")
        )

    def _includes(self, measure_point: str) -> bool:
        points = self._state.point_filter
        return points is None or points.includes(measure_point)

    def _step(self, step: int) -> None:
        self._state.step_point(step)
        if step < 0:
            self._points.choose_last_aspect()

    def _rating(self, measure_point: str) -> Rating:
        return self._session.assessment.rating(self._state.interview_id, measure_point)

"""Starts the clock with the first line or rating of an interview that has not begun."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from kompass_desktop.assessment.records import Interview
from kompass_desktop.desktop.interview.clock_controller import ClockController
from kompass_desktop.desktop.interview.clock_notice import ClockNotice
from kompass_desktop.desktop.interview.interview_state import InterviewState
from kompass_desktop.desktop.interview.measure_point_list import MeasurePointList
from kompass_desktop.desktop.notes.stream import NoteStream
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import tr

TAKE_BACK_KEYS = "Ctrl Shift S"
SHOWN_MILLISECONDS = 5 * 60 * 1000
"""The time for which the notice is shown if nobody closes it."""


class ClockStarter(QObject):
    """Starts the clock automatically, shows a notice about it, and undoes it on request.

    Only writing and rating by the user count: a merge, an undo or a correction in an interview
    that was held does not start the clock. After an undo it is not started automatically again.
    """

    def __init__(
        self,
        notice: ClockNotice,
        clock: ClockController,
        session: Session,
        state: InterviewState,
    ) -> None:
        super().__init__(notice)
        self._notice = notice
        self._clock = clock
        self._session = session
        self._state = state
        self._taken_back: set[str] = set()
        self._end = QTimer(self, singleShot=True, interval=SHOWN_MILLISECONDS)
        self._end.timeout.connect(notice.hide)
        notice.set_first(tr("Take it back"), TAKE_BACK_KEYS)
        notice.first_chosen.connect(self.take_back)
        clock.start_undone.connect(self._follow_undo)
        state.interview_opened.connect(notice.hide)

    def follow(self, notes: NoteStream, points: MeasurePointList) -> None:
        """Start the clock at edits of the notes and ratings of the points, before they are stored.

        Must be called once, before any of these change.
        """
        self._notes = notes
        notes.edited.connect(self._begin_writing)
        points.rating_given.connect(self._begin)

    def take_back(self) -> None:
        """Undo the start while the notice is shown: remove the interview's start and time."""
        interview = self._state.interview
        if interview is not None and not self._notice.isHidden():
            self._session.put_undoably(
                tr("taking back of the clock's start"),
                replace(interview, started_at="", elapsed_seconds=0),
            )

    def _begin_writing(self) -> None:
        if self._notes.notes():
            self._begin()

    def _begin(self) -> None:
        interview = self._state.interview
        if interview is None or not self._is_first(interview):
            return
        self._clock.start_undoably()
        started = self._session.assessment.interviews[interview.id].started_at
        time = datetime.fromisoformat(started)
        self._notice.show_sentence(tr("The clock started at {0}.").format(f"{time:%H:%M}"))
        self._end.start()

    def _is_first(self, interview: Interview) -> bool:
        """Whether the clock may start: the interview has no start, time, note or rating yet.

        Not if it is cancelled or the assessment is finished, or after an undo of its start. A
        document study has no time.
        """
        assessment = self._session.assessment
        return not (
            interview.is_document_study
            or interview.is_held
            or interview.cancelled
            or interview.elapsed_seconds
            or interview.id in self._taken_back
            or assessment.particulars.finished
            or assessment.notes_of(interview.id)
            or any(
                rating.interview == interview.id and not rating.is_empty
                for rating in assessment.ratings.values()
            )
        )

    def _follow_undo(self, interview: str) -> None:
        self._taken_back.add(interview)
        self._notice.hide()

"""The time of the interview that is open, kept as it goes, and its pace."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject

from kompass_desktop.assessment.pace import (
    Pace,
    asked_questions,
    covered_questions,
)
from kompass_desktop.assessment.records import Interview, new_id
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.interview_clock import InterviewClock


class TimeKeeper(QObject):
    """Stores what the clock tells and shows it the interview's pace."""

    def __init__(self, clock: InterviewClock, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._session = session
        self._interview = ""
        self._covered: set[str] = set()
        self._questions = 0
        self._burst = new_id()
        clock.started.connect(self._begin)
        clock.elapsed.connect(self._keep)
        clock.ticked.connect(self._show_pace)
        clock.length_chosen.connect(self._agree)
        clock.finished_toggled.connect(self._finish)
        session.flush_requested.connect(clock.tell)
        session.interviews_changed.connect(self._follow)

    def open_interview(self, interview: Interview) -> None:
        """Show the time of an interview; the one before is paused and its time kept."""
        self._clock.pause()
        self._interview = interview.id
        self._burst = new_id()
        self._clock.set_interview(
            interview.elapsed_seconds, interview.agreed_minutes, finished=interview.finished
        )
        self._questions = asked_questions(self._session.assessment, interview)
        self.recount()

    def recount(self) -> None:
        """Count anew which questions have a rating or a note."""
        interview = self._record
        if interview is not None:
            self._covered = covered_questions(self._session.assessment, interview)
            self._show_pace()

    def count_rating(self, measure_point: str) -> None:
        """Count a measure point that has been rated, or whose rating was taken back."""
        question = measure_point.rpartition(".")[0]
        rating = self._session.assessment.rating(self._interview, measure_point)
        if rating.is_empty or question not in self._covered:
            self.recount()

    @property
    def _record(self) -> Interview | None:
        return self._session.assessment.interviews.get(self._interview)

    def _begin(self) -> None:
        """An interview that was finished goes on after all, and keeps when it was begun."""
        interview = self._record
        if interview is not None:
            now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
            begun = interview.started_at or now
            self._session.put(replace(interview, started_at=begun, finished=False))

    def _keep(self, seconds: int) -> None:
        interview = self._record
        if interview is not None:
            self._session.put(replace(interview, elapsed_seconds=seconds), self._burst)

    def _agree(self, minutes: int) -> None:
        interview = self._record
        if interview is not None:
            self._session.put(replace(interview, agreed_minutes=minutes))

    def _finish(self, finished: bool) -> None:
        self._clock.pause()
        interview = self._record
        if interview is not None:
            self._session.put(replace(interview, finished=finished))

    def _follow(self) -> None:
        """Show what is agreed now, here or on the page where interviews are planned."""
        interview = self._record
        if interview is not None:
            self._clock.set_length(interview.agreed_minutes)
            self._clock.set_finished(interview.finished)
            self._show_pace()

    def _show_pace(self) -> None:
        interview = self._record
        if interview is None:
            return
        used, agreed = self._clock.seconds, interview.agreed_minutes * 60
        pace = Pace(len(self._covered), self._questions, used, agreed)
        self._clock.set_pace(
            float(pace.covered_share),
            float(pace.time_share),
            self._words(pace),
            is_behind=pace.is_behind,
        )

    def _words(self, pace: Pace) -> str:
        if not pace.used:
            return self.tr("{0} av {1} spørsmål berørt").format(pace.covered, pace.questions)
        return self.tr("{0} % av spørsmålene på {1} % av tida").format(
            pace.covered_percent, pace.time_percent
        )

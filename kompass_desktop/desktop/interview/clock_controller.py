"""The time of the open interview, stored while it runs, and the interview's pace."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QSignalBlocker, Signal

from kompass_desktop.assessment.pace import (
    Pace,
    asked_questions,
    covered_questions,
)
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Interview
from kompass_desktop.desktop.interview.interview_clock import InterviewClock
from kompass_desktop.desktop.interview.interview_state import InterviewState
from kompass_desktop.desktop.interview.stopwatch import ABSENCE_SECONDS, Absence
from kompass_desktop.desktop.runtime.idle import AbsenceWatch
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.i18n import tr


class ClockController(QObject):
    """Stores the time that the clock counts, and gives the clock the interview's pace.

    A clock that runs when the window is locked or closed continues when the interview is opened
    again: its start is kept in this machine's settings.
    """

    message_shown = Signal(str)
    start_undone = Signal(str)
    """An interview, given its id, has not begun after all: its start was taken back."""

    def __init__(
        self, clock: InterviewClock, session: Session, state: InterviewState, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._session = session
        self._state = state
        self._settings = AssessmentSettings(session.assessment.id)
        self._covered: set[str] = set()
        self._questions = 0
        self._edit_session = new_id()
        self._started: set[str] = set()
        """The interviews whose start can be undone."""
        self._not_begun: set[str] = set()
        """The interviews whose start was undone; a redo starts them again."""
        self._is_undoable = False
        self.watch = AbsenceWatch(lambda: clock.wall_seconds, self)
        clock.started.connect(self._begin)
        clock.elapsed.connect(self._keep)
        clock.ticked.connect(self._show_pace)
        clock.length_chosen.connect(self._agree)
        clock.finished_toggled.connect(self._finish)
        clock.stopped.connect(self._forget_running)
        clock.absence_changed.connect(self._keep_absence)
        session.flush_requested.connect(clock.report)
        session.interviews_changed.connect(self._follow)
        session.notes_changed.connect(self.recount)
        session.read_only_changed.connect(self._hold)
        state.interview_left.connect(self._leave_interview)
        state.interview_opened.connect(self._open_interview)
        state.refreshed.connect(self.recount)

    def _leave_interview(self) -> None:
        """Pause the interview's clock and store its time, unless the interview was deleted."""
        before = self._record
        if self._clock.is_running and before is not None:
            self._clock.pause()
            self.message_shown.emit(tr("The clock for {0} has been stopped.").format(before.code))
        self._show_time(0, 0)

    def _open_interview(self) -> None:
        """Show the time of the interview that has been opened."""
        interview = self._record
        if interview is None:
            return
        if self._clock.is_running:
            self.recount()
            return
        self._edit_session = new_id()
        self._show_time(
            interview.elapsed_seconds, interview.agreed_minutes, finished=interview.finished
        )
        self._run_on()
        self._questions = asked_questions(self._session.assessment, interview)
        self.recount()

    def start_undoably(self) -> None:
        """Start the clock, as a change that can be undone."""
        self._is_undoable = True
        self._clock.start()
        self._is_undoable = False
        self._started.add(self._state.interview_id)

    def recount(self) -> None:
        """Find the questions that have a rating or a note, and show the pace."""
        interview = self._record
        if interview is not None:
            self._covered = covered_questions(self._session.assessment, interview)
            self._show_pace()

    def count_rating(self, measure_point: str) -> None:
        """Count a measure point, given its code, whose rating was given or removed."""
        question = measure_point.rpartition(".")[0]
        rating = self._session.assessment.rating(self._state.interview_id, measure_point)
        if rating.is_empty or question not in self._covered:
            self.recount()

    @property
    def _record(self) -> Interview | None:
        """The open interview if its time is recorded, which the document study's is not."""
        interview = self._state.interview
        return None if interview is None or interview.is_document_study else interview

    def _show_time(self, elapsed: int, minutes: int, *, finished: bool = False) -> None:
        """Show another time without reporting it: it is stored already."""
        with QSignalBlocker(self._clock):
            self._clock.set_interview(elapsed, minutes, finished=finished)

    # What goes on while the window is locked or closed

    def _run_on(self) -> None:
        """Continue a clock that was left running, and ask about the time since then."""
        if self._session.is_read_only:
            return
        interview = self._state.interview_id
        since = self._settings.clock_since(interview)
        gone, _, counted = self._settings.absence(interview).partition(" ")
        earlier = Absence(int(gone), counted == "counts") if gone.isdecimal() else None
        if since is not None:
            idle = self._settings.clock_idle(interview)
            idle = idle if idle >= ABSENCE_SECONDS else 0.0
            self._clock.resume(self._clock.wall_seconds - since, earlier, idle)
            self._keep_running()
        elif earlier is not None:
            self._clock.show_absence(earlier)

    def _keep_running(self) -> None:
        if self._state.interview_id and self._clock.is_running:
            interview = self._state.interview_id
            self._settings.keep_clock_since(interview, self._clock.wall_seconds)
            idle = self._clock.awake_part(self.watch.idle_seconds)
            self._settings.keep_clock_idle(interview, idle)

    def _forget_running(self) -> None:
        if self._state.interview_id:
            self._settings.keep_clock_since(self._state.interview_id, None)

    def _keep_absence(self) -> None:
        absence = self._clock.absence
        if not self._state.interview_id:
            return
        if absence is None or absence.is_chosen:
            self._settings.keep_absence(self._state.interview_id, None)
        else:
            kept = f"{absence.seconds} {'counts' if absence.counts else ''}"
            self._settings.keep_absence(self._state.interview_id, kept)

    def _hold(self) -> None:
        """Stop counting while the assessment is finished, and show the stored time."""
        interview = self._record
        if interview is not None and self._session.is_read_only:
            self._show_time(
                interview.elapsed_seconds, interview.agreed_minutes, finished=interview.finished
            )
            self._forget_running()

    def _begin(self) -> None:
        """Store that the interview has begun; a stored start is not changed."""
        if self._session.refuses_change():
            self._hold()
            return
        interview = self._record
        if interview is None:
            self._clock.pause()
        else:
            now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
            begun = interview.started_at or now
            started = replace(interview, started_at=begun, finished=False)
            if self._is_undoable:
                self._session.put_undoably(tr("start of the clock"), started)
            else:
                self._session.put(started)
            self._keep_running()

    def _keep(self, seconds: int) -> None:
        interview = self._record
        if interview is not None:
            self._session.put(replace(interview, elapsed_seconds=seconds), self._edit_session)
            self._keep_running()

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
        """Show the agreed length, which may have been changed on the preparation page."""
        interview = self._record
        if interview is not None:
            self._follow_start(interview)
            self._clock.set_length(interview.agreed_minutes)
            self._clock.set_finished(interview.finished)
            self._show_pace()

    def _follow_start(self, interview: Interview) -> None:
        """Stop the clock if its start was undone, and start it again if that was redone."""
        if interview.id in self._started and not interview.started_at:
            self._started.remove(interview.id)
            self._not_begun.add(interview.id)
            self._show_time(0, interview.agreed_minutes)
            self._forget_running()
            self._settings.keep_absence(interview.id, None)
            self.start_undone.emit(interview.id)
            if interview.elapsed_seconds:
                self._session.put(replace(interview, elapsed_seconds=0))
        elif interview.id in self._not_begun and interview.started_at:
            self._not_begun.remove(interview.id)
            self._started.add(interview.id)
            self._show_time(interview.elapsed_seconds, interview.agreed_minutes)
            self._clock.start()

    def _show_pace(self) -> None:
        interview = self._record
        if interview is None:
            return
        used, agreed = self._clock.seconds, interview.agreed_minutes * 60
        pace = Pace(len(self._covered), self._questions, used, agreed)
        self._clock.set_pace(
            float(pace.covered_share),
            float(pace.time_share),
            _pace_text(pace),
            is_behind=pace.is_behind,
        )


def _pace_text(pace: Pace) -> str:
    if not pace.used:
        return tr("{0} of {1} questions covered").format(pace.covered, pace.questions)
    return tr("{0}% of the questions in {1}% of the time").format(
        pace.covered_percent, pace.time_percent
    )

"""The time of the interview that is open, kept as it goes, and its pace."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QSettings, Signal

from kompass_desktop.assessment.pace import (
    Pace,
    asked_questions,
    covered_questions,
)
from kompass_desktop.assessment.records import Interview, new_id
from kompass_desktop.desktop.interview.interview_clock import Absence, InterviewClock
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import tr


class ClockController(QObject):
    """Stores what the clock tells and shows it the interview's pace.

    A clock that runs when the window is locked or closed runs on when the interview is
    opened again: since when, the settings of this machine say.
    """

    message_shown = Signal(str)

    def __init__(self, clock: InterviewClock, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._session = session
        self._interview = ""
        self._covered: set[str] = set()
        self._questions = 0
        self._edit_session = new_id()
        clock.started.connect(self._begin)
        clock.elapsed.connect(self._keep)
        clock.ticked.connect(self._show_pace)
        clock.length_chosen.connect(self._agree)
        clock.finished_toggled.connect(self._finish)
        clock.stopped.connect(self._forget_running)
        clock.absence_changed.connect(self._keep_absence)
        session.flush_requested.connect(clock.tell)
        session.interviews_changed.connect(self._follow)

    def open_interview(self, interview: Interview) -> None:
        """Show the time of an interview; the one before is paused and its time kept."""
        if self._clock.is_running and interview.id == self._interview:
            self.recount()
            return
        self._pause_the_one_before()
        self._interview = ""
        self._edit_session = new_id()
        self._clock.set_interview(
            interview.elapsed_seconds, interview.agreed_minutes, finished=interview.finished
        )
        self._interview = interview.id
        self._run_on()
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

    def _pause_the_one_before(self) -> None:
        before = self._record
        if self._clock.is_running and before is not None:
            self._clock.pause()
            self.message_shown.emit(tr("The clock for {0} has been stopped.").format(before.code))

    # What goes on while the window is locked or closed

    def _run_on(self) -> None:
        """Go on from when the clock was left running, and say what became of the time."""
        settings = self._settings()
        since = _number(settings.value("running"))
        gone, _, counted = str(settings.value("absence", "")).partition(" ")
        earlier = Absence(int(gone), counted == "counts") if gone.isdecimal() else None
        if since is not None:
            self._clock.resume(self._clock.wall_seconds - since, earlier)
            self._keep_running()
        elif earlier is not None:
            self._clock.show_absence(earlier)

    def _keep_running(self) -> None:
        if self._interview and self._clock.is_running:
            self._settings().setValue("running", repr(self._clock.wall_seconds))

    def _forget_running(self) -> None:
        if self._interview:
            self._settings().remove("running")

    def _keep_absence(self) -> None:
        absence = self._clock.absence
        if not self._interview:
            return
        if absence is None or absence.is_chosen:
            self._settings().remove("absence")
        else:
            told = f"{absence.seconds} {'counts' if absence.counts else ''}"
            self._settings().setValue("absence", told)

    def _settings(self) -> QSettings:
        settings = QSettings()
        identity = self._session.assessment.id
        settings.beginGroup(f"assessment/{identity}/interview/clock/{self._interview}")
        return settings

    def _begin(self) -> None:
        """An interview that was finished goes on after all, and keeps when it was begun."""
        interview = self._record
        if interview is not None:
            now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
            begun = interview.started_at or now
            self._session.put(replace(interview, started_at=begun, finished=False))
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
            return tr("{0} of {1} questions covered").format(pace.covered, pace.questions)
        return tr("{0}% of the questions in {1}% of the time").format(
            pace.covered_percent, pace.time_percent
        )


def _number(value: object) -> float | None:
    """Return a kept number, or None for nothing and for what is no number."""
    try:
        return float(str(value))
    except ValueError:
        return None

"""The heading of the open question: its text, its points and those of the last assessment."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

from kompass_desktop.assessment.numbers import decimal, shortest
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.score_text import MISSING, status_text
from kompass_desktop.desktop.interview.interview_state import InterviewState
from kompass_desktop.desktop.navigation.previous_assessment import PreviousAssessment
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr

MOST_LINES = 3


class QuestionHeading(QObject):
    """Shows the question of the page's state, and how many points the assessment gives it now."""

    def __init__(
        self,
        title: WrappedText,
        points: QLabel,
        status: QLabel,
        session: Session,
        state: InterviewState,
    ) -> None:
        super().__init__(title)
        self._title = title
        self._points = points
        self._status = status
        self._session = session
        self._state = state
        self._last_time: PreviousAssessment | None = None
        title.setMaximumLines(MOST_LINES)
        theme.notifier.changed.connect(self.refresh)
        state.question_changed.connect(self._show_question)
        state.refreshed.connect(self._show_question)

    def set_last_time(self, last_time: PreviousAssessment | None) -> None:
        """Show the points of the assessment before this one too."""
        self._last_time = last_time
        self.refresh()

    def refresh(self) -> None:
        """Show the points as they are now."""
        if not self._state.question:
            return
        score = self._session.board.score(self._state.question)
        number = MISSING if score.status is ScoreStatus.MISSING else decimal(score.points)
        maximum = tr("of {0}").format(shortest(score.maximum))
        soft = theme.color("text_soft").name()
        self._points.setText(
            f'<span style="font-size:19px; font-weight:700">{number}</span>'
            f' <span style="color:{soft}">{escape(maximum)}</span>'
        )
        self._points.setAccessibleName(f"{number} {maximum}, {status_text(score.status)}")
        self._status.setText(self._status_line(score.status))

    def _show_question(self) -> None:
        points = self._state.point_filter
        if points is not None:
            question = points.question_of(self._state.code)
            self._title.setText(f"{question.code} {question.text}")
            self.refresh()

    def _status_line(self, status: ScoreStatus) -> str:
        parts = [escape(status_text(status))]
        last_time = self._last_time.points_of(self._state.question) if self._last_time else ""
        if last_time:
            amber = theme.color("challenge").name()
            parts.append(f'<span style="color:{amber}">{escape(last_time)}</span>')
        return " · ".join(part for part in parts if part)

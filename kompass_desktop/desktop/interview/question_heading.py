"""The heading of the open question: its text, its points and those of the last assessment."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

from kompass_desktop.assessment.numbers import decimal, shortest
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.score_text import MISSING, status_text
from kompass_desktop.desktop.navigation.previous_assessment import PreviousAssessment
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Question

MOST_LINES = 3


class QuestionHeading(QObject):
    """Shows a question, and how many points the assessment gives it now."""

    def __init__(
        self, title: WrappedText, points: QLabel, status: QLabel, session: Session
    ) -> None:
        super().__init__(title)
        self._title = title
        self._points = points
        self._status = status
        self._session = session
        self._question: Question | None = None
        self._last_time: PreviousAssessment | None = None
        title.setMaximumLines(MOST_LINES)
        theme.notifier.changed.connect(self.refresh)

    def show_question(self, question: Question) -> None:
        """Show a question."""
        self._question = question
        self._title.setText(f"{question.code} {question.text}")
        self.refresh()

    def set_last_time(self, last_time: PreviousAssessment | None) -> None:
        """Show the points of the assessment before this one too."""
        self._last_time = last_time
        self.refresh()

    def refresh(self) -> None:
        """Show the points as they are now."""
        if self._question is None:
            return
        score = self._session.board.score(self._question.code)
        number = MISSING if score.status is ScoreStatus.MISSING else decimal(score.points)
        maximum = tr("of {0}").format(shortest(score.maximum))
        soft = theme.color("text_soft").name()
        self._points.setText(
            f'<span style="font-size:19px; font-weight:700">{number}</span>'
            f' <span style="color:{soft}">{escape(maximum)}</span>'
        )
        self._points.setAccessibleName(f"{number} {maximum}, {status_text(score.status)}")
        self._status.setText(self._status_line(score.status))

    def _status_line(self, status: ScoreStatus) -> str:
        parts = [escape(status_text(status))]
        last_time = self._last_time.points_of(self._code) if self._last_time else ""
        if last_time:
            amber = theme.color("challenge").name()
            parts.append(f'<span style="color:{amber}">{escape(last_time)}</span>')
        return " · ".join(part for part in parts if part)

    @property
    def _code(self) -> str:
        return self._question.code if self._question else ""

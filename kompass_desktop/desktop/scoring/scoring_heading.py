"""The heading above the team's table: the question, its points, and the last assessment's."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

from kompass_desktop.assessment.numbers import decimal, shortest
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop.charts.score_text import MISSING, status_text
from kompass_desktop.desktop.navigation.previous_assessment import PreviousAssessment
from kompass_desktop.desktop.scoring.scoring_state import ScoringState
from kompass_desktop.desktop.scoring.texts import progress_text, recorded_text
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr

MOST_LINES = 2


class ScoringHeading(QObject):
    """Shows the open question and its present points."""

    def __init__(
        self,
        overline: ElidedLabel,
        title: WrappedText,
        recorded: WrappedText,
        session: Session,
        state: ScoringState,
    ) -> None:
        super().__init__(title)
        self._overline = overline
        self._title = title
        self._recorded = recorded
        self._session = session
        self._state = state
        title.setMaximumLines(MOST_LINES)
        state.question_changed.connect(self._show)
        state.refreshed.connect(self._show)
        session.scores_changed.connect(self._show)

    def _show(self) -> None:
        if not self._state.code:
            return
        question, assessment = self._state.question, self._session.assessment
        self._title.setText(f"{question.code} {question.text}")
        self._overline.setText(progress_text(assessment))
        recorded = recorded_text(assessment, self._session.board, question)
        self._recorded.setText(recorded)
        self._recorded.setVisible(bool(recorded))


class QuestionPoints(QObject):
    """Shows the points of the question beside its title."""

    def __init__(
        self,
        points: QLabel,
        maximum: QLabel,
        status: QLabel,
        session: Session,
        state: ScoringState,
    ) -> None:
        super().__init__(points)
        self._points = points
        self._maximum = maximum
        self._status = status
        self._session = session
        self._state = state
        state.question_changed.connect(self._show)
        state.refreshed.connect(self._show)
        session.scores_changed.connect(self._show)

    def _show(self) -> None:
        if not self._state.code:
            return
        score = self._session.board.score(self._state.question.code)
        missing = score.status is ScoreStatus.MISSING
        self._points.setText(MISSING if missing else decimal(score.points))
        self._maximum.setText(tr("of {0}").format(shortest(score.maximum)))
        self._status.setText(status_text(score.status))
        self._status.setHidden(score.status is ScoreStatus.RATED)


class LastTimeLabel(QObject):
    """Shows the result in the assessment before this one: "2019: 1,5 av 15 · «…»"."""

    def __init__(self, label: WrappedText, state: ScoringState) -> None:
        super().__init__(label)
        self._label = label
        self._state = state
        self._last_time: PreviousAssessment | None = None
        label.setMaximumLines(MOST_LINES)
        label.hide()
        state.moved.connect(self._show)

    def set_last_time(self, last_time: PreviousAssessment) -> None:
        """Set the assessment before this one; called when it has been read."""
        self._last_time = last_time
        self._show()

    def _show(self) -> None:
        text = ""
        if self._last_time is not None:
            text = self._last_time.of_point(self._state.code, self._state.question.code)
        self._label.setText(text)
        self._label.setVisible(bool(text))

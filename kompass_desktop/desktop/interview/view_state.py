"""The last view of an assessment's interviews, stored on this machine."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from kompass_desktop.desktop.interview.interview_state import InterviewState, NotesScope
from kompass_desktop.desktop.interview.measure_point_filter import Filter
from kompass_desktop.desktop.interview.measure_point_list import MeasurePointList
from kompass_desktop.desktop.settings import AssessmentSettings

REMEMBER_MILLISECONDS = 1500
"""The time from a move to when it is stored: the file is not written at every move."""


@dataclass(frozen=True)
class LastView:
    """What was shown: the interview's id, the code, and how.

    `scroll` is how far down the list of measure points was scrolled, in px.
    """

    interview: str = ""
    code: str = ""
    filter: Filter = Filter.GROUP
    notes: NotesScope = NotesScope.QUESTION
    scroll: int = 0


class ViewStateController(QObject):
    """Stores the view of an assessment's interviews, and restores it."""

    def __init__(
        self,
        assessment: str,
        state: InterviewState,
        points: MeasurePointList,
    ) -> None:
        super().__init__(points)
        self._assessment = assessment
        self._state = state
        self._points = points
        self._pause = QTimer(self, singleShot=True, interval=REMEMBER_MILLISECONDS)
        self._pause.timeout.connect(self.keep)
        state.moved.connect(self._keep_soon)

    def keep(self) -> None:
        """Store the present view."""
        state, scroll = self._state, self._points.verticalScrollBar().value()
        if state.interview_id:
            last = LastView(state.interview_id, state.code, state.filter, state.notes_scope, scroll)
            remember(self._assessment, last)

    def scroll_to(self, pixels: int) -> None:
        """Scroll the measure points after their layout."""
        bar = self._points.verticalScrollBar()
        QTimer.singleShot(0, self, lambda: bar.setValue(pixels))

    def keep_scroll(self) -> None:
        """Keep the measure points scrolled as they are, even if they are listed again."""
        self.scroll_to(self._points.verticalScrollBar().value())

    def _keep_soon(self) -> None:
        self._pause.start()


def recall(assessment: str) -> LastView:
    """Return the stored view of an assessment, given its id, or an empty one."""
    settings = AssessmentSettings(assessment)
    chosen, scope = settings.interview_filter, settings.notes_scope
    return LastView(
        interview=settings.interview,
        code=recall_code(assessment, settings.interview),
        filter=Filter(chosen) if chosen in list(Filter) else Filter.GROUP,
        notes=NotesScope(scope) if scope in list(NotesScope) else NotesScope.QUESTION,
        scroll=settings.interview_scroll,
    )


def recall_code(assessment: str, interview: str) -> str:
    """Return the code that was shown of an interview, or ""; given ids."""
    return AssessmentSettings(assessment).interview_code(interview)


def remember(assessment: str, last: LastView) -> None:
    """Store the view of an assessment, given its id."""
    settings = AssessmentSettings(assessment)
    settings.interview = last.interview
    settings.keep_interview_code(last.interview, last.code)
    settings.interview_filter = last.filter.value
    settings.notes_scope = last.notes.value
    settings.interview_scroll = last.scroll

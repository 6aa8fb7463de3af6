"""The questions of the open interview: their tree, its counts, and the filter chips above it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kompass_desktop.assessment.asking import question_set
from kompass_desktop.assessment.records import Interview
from kompass_desktop.desktop.interview.filter_chips import FilterChips
from kompass_desktop.desktop.interview.interview_state import InterviewState
from kompass_desktop.desktop.navigation.question_tree import QuestionTreeModel
from kompass_desktop.desktop.navigation.question_tree_view import QuestionTreeView
from kompass_desktop.desktop.session import Session


class QuestionsController(QObject):
    """Shows the current question in the tree, and the counts in the tree and the filter chips."""

    def __init__(
        self, tree: QuestionTreeView, chips: FilterChips, session: Session, state: InterviewState
    ) -> None:
        super().__init__(tree)
        self._tree = tree
        self._chips = chips
        self._session = session
        self._state = state
        self._model = QuestionTreeModel(session.assessment.instrument, self._is_rated, self)
        tree.set_tree(self._model)
        state.interview_opened.connect(self._count_all)
        state.refreshed.connect(self._show_anew)
        state.notes_counted.connect(self._show_left)
        state.carried_counted.connect(self._show_left)
        state.question_changed.connect(self._show_question)
        state.moved.connect(tree.show_code)

    def refresh(self, measure_point: str) -> None:
        """Show the counts after this interview has rated a measure point, given its code."""
        self._model.refresh(measure_point)
        self._show_left()

    def _show_left(self) -> None:
        points = self._state.point_filter
        if points is not None:
            self._chips.show_unrated(points)

    def _count_all(self) -> None:
        points, interview = self._state.point_filter, self._state.interview
        if points is not None and interview is not None:
            self._model.set_counted(points.counted)
            self._chips.show_counts(points, self._asked_as(interview))

    def _asked_as(self, interview: Interview) -> str:
        """Return the short name of an interview's group, with its question set if it has one."""
        assessment = self._session.assessment
        interviews = assessment.interviews.values()
        chosen = question_set(assessment.instrument, interview, interviews)
        return f"{assessment.group_of(interview).short} {chosen}".strip()

    def _show_anew(self) -> None:
        self._count_all()
        self._show_question()

    def _show_question(self) -> None:
        points, code = self._state.point_filter, self._state.code
        if points is not None:
            self._tree.set_shown(points.shown.union(p.code for p in points.points_at(code)))

    def _is_rated(self, measure_point: str) -> bool:
        points = self._state.point_filter
        return points is not None and points.is_rated(measure_point)

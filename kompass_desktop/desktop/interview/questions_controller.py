"""The questions of the interview that is open: their tree, its filter, and the one at hand."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kompass_desktop.assessment.asking import question_set
from kompass_desktop.assessment.records import Interview
from kompass_desktop.desktop.interview.filter_chips import FilterChips
from kompass_desktop.desktop.interview.navigator import InterviewNavigator
from kompass_desktop.desktop.interview.question_heading import QuestionHeading
from kompass_desktop.desktop.navigation.question_tree import QuestionTreeModel
from kompass_desktop.desktop.navigation.question_tree_view import QuestionTreeView
from kompass_desktop.desktop.session import Session


class QuestionsController(QObject):
    """Keeps the tree, the chips above it and the heading to where one is on the way."""

    def __init__(
        self,
        tree: QuestionTreeView,
        chips: FilterChips,
        heading: QuestionHeading,
        session: Session,
        way: InterviewNavigator,
    ) -> None:
        super().__init__(tree)
        self._tree = tree
        self._chips = chips
        self._heading = heading
        self._session = session
        self._way = way
        self._question = ""
        self._model = QuestionTreeModel(session.assessment.instrument, self._is_rated, self)
        tree.set_tree(self._model)
        chips.chosen.connect(self._choose_filter)
        way.begun.connect(self.count_all)

    @property
    def question(self) -> str:
        """The code of the question at hand, or empty."""
        return self._question

    def count_all(self) -> None:
        """Count everything anew, and take the next place that is shown for another question."""
        self._question = ""
        route = self._way.route
        if route is not None:
            route.recount()
            self._model.set_counted(route.counted)
            self._chips.show_counts(route, self._asked_as(route.interview))

    def _asked_as(self, interview: Interview) -> str:
        """Return the short name of an interview's group, with its question set if it has one."""
        assessment = self._session.assessment
        interviews = assessment.interviews.values()
        chosen = question_set(assessment.instrument, interview, interviews)
        return f"{assessment.group_of(interview).short} {chosen}".strip()

    def show_place(self, code: str) -> bool:
        """Show where one is; return whether that is at another question than before."""
        route = self._way.route
        if route is None:
            return False
        question = route.question_of(code)
        is_other = question.code != self._question
        if is_other:
            self._question = question.code
            self._heading.show_question(question)
            route.look_again()
            self._tree.set_shown(route.shown.union(p.code for p in route.points_at(code)))
        self._tree.show_place(code)
        return is_other

    def refresh(self, measure_point: str) -> None:
        """Count a measure point that this interview has rated."""
        self._model.refresh(measure_point)
        route = self._way.route
        if route is not None:
            route.count(measure_point)
            self._chips.show_unrated(route)

    def _choose_filter(self) -> None:
        route = self._way.route
        if route is not None:
            route.choose(self._chips.filter)
            self.count_all()
            self._way.show_again()

    def _is_rated(self, measure_point: str) -> bool:
        return self._way.route is not None and self._way.route.is_rated(measure_point)

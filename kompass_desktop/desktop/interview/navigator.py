"""Where one is in the open interview, and every way from there."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview
from kompass_desktop.desktop.interview.measure_point_filter import Filter, InterviewPointFilter
from kompass_desktop.desktop.navigation.history import NavigationHistory
from kompass_desktop.instrument.model import Area


class InterviewNavigator(QObject):
    """Goes from place to place of an interview's route; places are given as codes."""

    begun = Signal()
    """Another interview is gone through; where from, `arrived` tells."""
    arrived = Signal(str)
    """One is at another place: a question or a measure point."""
    ended = Signal(int)
    """There is nothing further on (1) or further back (-1)."""

    def __init__(self, assessment: Assessment, parent: QObject) -> None:
        super().__init__(parent)
        self._assessment = assessment
        self._trail = NavigationHistory()
        self.route: InterviewPointFilter | None = None
        self.place = ""

    def begin(self, interview: Interview, code: str, chosen: Filter) -> None:
        """Go through an interview from a place; where there is no such place, from its start."""
        self.route = InterviewPointFilter(self._assessment, interview)
        self.route.choose(chosen)
        self._trail = NavigationHistory()
        self.begun.emit()
        known = self._assessment.instrument.find(code) is not None
        self.go(code if known else self.route.first_question.code)

    def leave(self) -> None:
        """Go through no interview any more."""
        self.route = None
        self.place = ""

    def go(self, code: str) -> None:
        """Go to a place, from which `go_back` comes back; to an area is to its first question."""
        if self.route is None:
            return
        if isinstance(self._assessment.instrument.find(code), Area):
            code = self.route.question_of(code).code
        self._trail.go_to(code)
        self._arrive(code)

    def go_back(self) -> None:
        """Come back to where one was before."""
        if self._trail.can_go_back:
            self._arrive(self._trail.back())

    def go_forward(self) -> None:
        """Go again to where one has come back from."""
        if self._trail.can_go_forward:
            self._arrive(self._trail.forward())

    def step_question(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) question."""
        place = self.route.question_from(self.place, step) if self.route else None
        if place is None:
            self.ended.emit(step)
        else:
            self.go(place)

    def step_point(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) measure point."""
        place = self.route.point_from(self.place, step) if self.route else None
        if self.route is None or place is None:
            self.ended.emit(step)
        else:
            self.open_near(place)

    def open_near(self, code: str) -> None:
        """Go to a place; within the question at hand, without one to come back from."""
        if self.route is None:
            return
        if self.route.question_of(code) != self.route.question_of(self.place):
            self.go(code)
            return
        self._trail.walk_to(code)
        self._arrive(code)

    def close_point(self) -> None:
        """Be at the question of the measure point at hand, as a whole."""
        if self.route is not None:
            self.open_near(self.route.question_of(self.place).code)

    def show_again(self) -> None:
        """Arrive where one is, for what is shown there may be different now."""
        if self.route is not None:
            self.arrived.emit(self.place)

    def _arrive(self, code: str) -> None:
        self.place = code
        self.arrived.emit(code)

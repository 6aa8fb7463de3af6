"""The state of the plan page: the view, the filter and the current improvement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QObject, Signal

from kompass_desktop.assessment.records import Improvement, Lift
from kompass_desktop.assessment.scenario import Scenario
from kompass_desktop.desktop.plan.improvement_filter import ImprovementFilter
from kompass_desktop.desktop.session import Session


@dataclass(frozen=True)
class Gain:
    """The points that an improvement alone would give, and whether they are an estimate."""

    points: Fraction
    is_estimate: bool


class PlanState(QObject):
    """The view and the improvement that are shown; the parts of the page read and follow it."""

    changed = Signal()
    """The plan, the scores or the scenario have changed."""
    improvement_chosen = Signal(str)
    """Another improvement is the current one, by its id; "" for none."""
    view_chosen = Signal(str)
    """Another view is shown, by the name of its chip without "_chip"."""
    filter_changed = Signal()
    """Other improvements are shown."""
    detail_requested = Signal()
    """The details of the current improvement are to be shown, with the focus in them."""
    message_shown = Signal(str)
    """One sentence for the status bar."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self._improvement = ""
        self._view = "table"
        self._filter = ImprovementFilter()
        self._scenario: Scenario | None = None
        self._lifts: Mapping[str, list[Lift]] | None = None
        self._alone: dict[str, Scenario] = {}
        self._shown: list[Improvement] | None = None
        for signal in (session.plan_changed, session.scores_changed, session.findings_changed):
            signal.connect(self._refresh)

    @property
    def view(self) -> str:
        """The name of the view that is shown, one of `plan_page.VIEWS`."""
        return self._view

    @property
    def improvement(self) -> Improvement | None:
        """The current improvement, or None."""
        return self.session.assessment.improvements.get(self._improvement)

    @property
    def scenario(self) -> Scenario:
        """The scenario that is kept with the assessment, with the scores as they are now."""
        if self._scenario is None:
            self._scenario = Scenario(self.session.assessment, self.session.board)
        return self._scenario

    @property
    def filter(self) -> ImprovementFilter:
        """The filter of the table and the board."""
        return self._filter

    @property
    def shown(self) -> list[Improvement]:
        """The improvements that the filter lets through, by priority."""
        if self._shown is None:
            every = self.session.assessment.improvements_in_order()
            kept = self._filter.lets_through
            self._shown = [each for each in every if kept(each, self.codes(each.id))]
        return self._shown

    def lifts(self, improvement: str) -> list[Lift]:
        """Return what an improvement, given its id, is to lift, in the instrument's order."""
        if self._lifts is None:
            self._lifts = self._lifts_by_improvement()
        return self._lifts.get(improvement, [])

    def codes(self, improvement: str) -> list[str]:
        """Return the codes of the measure points that an improvement, given its id, lifts."""
        return [lift.measure_point for lift in self.lifts(improvement)]

    def gain(self, improvement: Improvement) -> Gain:
        """Return what an improvement alone would give, whether it is in the scenario or not."""
        alone = self.alone(improvement)
        return Gain(alone.gain(), alone.is_estimate)

    def alone(self, improvement: Improvement) -> Scenario:
        """Return the scenario of one improvement, whether it is in the kept one or not."""
        if improvement.id not in self._alone:
            session, lifts = self.session, self.lifts(improvement.id)
            self._alone[improvement.id] = Scenario(
                session.assessment, session.board, (improvement,), lifts
            )
        return self._alone[improvement.id]

    def number(self, improvement: str) -> int:
        """Return the number of an improvement, given its id, by priority, from 1."""
        every = self.session.assessment.improvements_in_order()
        return next((at for at, each in enumerate(every, 1) if each.id == improvement), 0)

    def choose(self, improvement: str) -> None:
        """Make an improvement, given its id, the current one; "" for none."""
        if improvement != self._improvement:
            self._improvement = improvement
            self.improvement_chosen.emit(improvement)

    def show_view(self, view: str) -> None:
        """Show another view."""
        if view != self._view:
            self._view = view
            self.view_chosen.emit(view)

    def show_filter(self, chosen: ImprovementFilter) -> None:
        """Show only the improvements that a filter lets through."""
        if chosen != self._filter:
            self._filter = chosen
            self._shown = None
            self.filter_changed.emit()

    def reveal(self, improvement: str) -> None:
        """Choose an improvement, given its id, with no filter if it would hide it."""
        if all(each.id != improvement for each in self.shown):
            self.show_filter(ImprovementFilter())
        self.choose(improvement)

    def _lifts_by_improvement(self) -> Mapping[str, list[Lift]]:
        assessment = self.session.assessment
        places = {p.code: at for at, p in enumerate(assessment.instrument.measure_points)}
        every = sorted(
            assessment.lifts.values(), key=lambda lift: places.get(lift.measure_point, len(places))
        )
        by_improvement: dict[str, list[Lift]] = {}
        for lift in every:
            by_improvement.setdefault(lift.improvement, []).append(lift)
        return by_improvement

    def _refresh(self) -> None:
        self._scenario = None
        self._lifts = None
        self._shown = None
        self._alone.clear()
        self.changed.emit()

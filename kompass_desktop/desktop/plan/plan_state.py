"""The state of the plan page: the view, the filter and the current improvement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QObject, Signal

from kompass_desktop.assessment.plan_records import Improvement, Lift
from kompass_desktop.assessment.planning.scenario import Scenario
from kompass_desktop.assessment.text_search import searchable
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
    service_requested = Signal(str)
    """The improvements of a service area, by its key or own name, are to be shown."""
    documents_requested = Signal(str)
    """The documents of a service area, by its key or own name, are to be shown."""
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
        self._lifts: Mapping[str, tuple[Lift, ...]] | None = None
        self._lift_records = tuple(session.assessment.lifts.values())
        self._alone: dict[str, tuple[tuple[Lift, ...], Scenario]] = {}
        self.figures = 0
        """A number that is another one after what improvements give or lift may have changed."""
        self._gains: dict[str, Gain] = {}
        self._words: dict[str, tuple[Improvement, tuple[Lift, ...], str]] = {}
        self._ordered: list[Improvement] | None = None
        self._shown: list[Improvement] | None = None
        session.plan_changed.connect(self._refresh)
        session.findings_changed.connect(self._refresh)
        session.scores_changed.connect(self._refresh_scores)

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
            kept = self._filter.lets_through
            self._shown = (
                self.ordered
                if self._filter.is_empty
                else [each for each in self.ordered if kept(each, self._searchable(each))]
            )
        return self._shown

    def _searchable(self, improvement: Improvement) -> str:
        """Return the words of an improvement and its codes; kept, as each key asks for them."""
        lifts = self.lifts(improvement.id)
        held = self._words.get(improvement.id)
        if held is None or held[0] is not improvement or held[1] != lifts:
            codes = (lift.measure_point for lift in lifts)
            words = (improvement.title, improvement.text, improvement.responsible, *codes)
            held = (improvement, lifts, searchable("\n".join(words)))
            self._words[improvement.id] = held
        return held[2]

    @property
    def ordered(self) -> list[Improvement]:
        """All improvements, by priority."""
        if self._ordered is None:
            self._ordered = self.session.assessment.improvements_in_order()
        return self._ordered

    def lifts(self, improvement: str) -> tuple[Lift, ...]:
        """Return what an improvement, given its id, is to lift, in the instrument's order."""
        if self._lifts is None:
            self._lifts = self._lifts_by_improvement()
        return self._lifts.get(improvement, ())

    def codes(self, improvement: str) -> list[str]:
        """Return the codes of the measure points that an improvement, given its id, lifts."""
        return [lift.measure_point for lift in self.lifts(improvement)]

    def gain(self, improvement: Improvement) -> Gain:
        """Return what an improvement alone would give, whether it is in the scenario or not."""
        alone = self.alone(improvement)
        if improvement.id not in self._gains:
            self._gains[improvement.id] = Gain(alone.gain(), alone.is_estimate)
        return self._gains[improvement.id]

    def alone(self, improvement: Improvement) -> Scenario:
        """Return the scenario of one improvement, whether it is in the kept one or not."""
        lifts = self.lifts(improvement.id)
        held = self._alone.get(improvement.id)
        if held is None or held[0] != lifts:
            session = self.session
            alone = Scenario(session.assessment, session.board, (improvement,), lifts)
            self._alone[improvement.id] = held = (lifts, alone)
            self._gains.pop(improvement.id, None)
        return held[1]

    def number(self, improvement: str) -> int:
        """Return the number of an improvement, given its id, by priority, from 1."""
        return next((at for at, each in enumerate(self.ordered, 1) if each.id == improvement), 0)

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

    def _lifts_by_improvement(self) -> Mapping[str, tuple[Lift, ...]]:
        assessment = self.session.assessment
        places = {p.code: at for at, p in enumerate(assessment.instrument.measure_points)}
        every = sorted(
            self._lift_records, key=lambda lift: places.get(lift.measure_point, len(places))
        )
        by_improvement: dict[str, list[Lift]] = {}
        for lift in every:
            by_improvement.setdefault(lift.improvement, []).append(lift)
        return {improvement: tuple(lifts) for improvement, lifts in by_improvement.items()}

    def _refresh_scores(self) -> None:
        self._alone.clear()
        self._gains.clear()
        self.figures += 1
        self._refresh()

    def _refresh(self) -> None:
        before = self._shown or []
        lifts = tuple(self.session.assessment.lifts.values())
        if lifts != self._lift_records:
            self._lift_records = lifts
            self._lifts = None
            self.figures += 1
        self._scenario = None
        self._ordered = None
        self._shown = None
        is_other = self._chose_nearest(before)
        self.changed.emit()
        if is_other:
            self.improvement_chosen.emit(self._improvement)

    def _chose_nearest(self, before: Sequence[Improvement]) -> bool:
        """Choose what is now in the place of a removed current improvement; False if it is here."""
        if not self._improvement or self.improvement is not None:
            return False
        place = next((at for at, each in enumerate(before) if each.id == self._improvement), 0)
        near = self.shown[min(place, len(self.shown) - 1)].id if self.shown else ""
        self._improvement = near
        return True

"""The state of the plan page: the view and the current improvement."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kompass_desktop.assessment.records import Improvement
from kompass_desktop.assessment.scenario import Scenario
from kompass_desktop.desktop.session import Session


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
    message_shown = Signal(str)
    """One sentence for the status bar."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self._improvement = ""
        self._view = "table"
        self._scenario: Scenario | None = None
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

    def _refresh(self) -> None:
        self._scenario = None
        self.changed.emit()

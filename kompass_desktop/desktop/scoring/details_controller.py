"""The details of the open measure point, below or beside the table: ratings, notes, reason."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kompass_desktop.desktop.scoring.reason_controller import ReasonController
from kompass_desktop.desktop.scoring.scoring_detail import ScoringDetail
from kompass_desktop.desktop.scoring.scoring_state import ScoringState
from kompass_desktop.desktop.scoring.views import ScoringViews
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import ntr


class DetailsController(QObject):
    """Shows the details of the open measure point, below the table or for a projector."""

    def __init__(
        self,
        detail: ScoringDetail,
        reason: ReasonController,
        views: ScoringViews,
        session: Session,
        state: ScoringState,
    ) -> None:
        super().__init__(detail)
        self._detail = detail
        self._reason = reason
        self._views = views
        self._session = session
        self._state = state
        state.rater_changed.connect(lambda: detail.set_viewer(state.author))
        state.moved.connect(self.show)
        state.refreshed.connect(self.show)

    def show(self) -> None:
        """Show the details of the open measure point."""
        code = self._state.code
        if not code:
            return
        self._reason.show_rating(self._state.rating(code))
        if self._views.projector_is_shown:
            line = self._state.line(self._state.point)
            self._views.show_point(line, self._left_text())
        else:
            self._detail.show_point(self._state.point, self._session.assessment, self._state.notes)

    def refresh(self, interview: str, measure_point: str) -> None:
        """Update the details after a rating; `interview` is an id, or TEAM for the team's."""
        if measure_point != self._state.code:
            return
        self._reason.show_rating(self._state.rating(measure_point))
        self._detail.follow_rating(interview, self._state.point, self._session.assessment)
        if self._views.projector_is_shown:
            self._views.show_line(self._state.line(self._state.point))

    def _left_text(self) -> str:
        """Return a text on the number of remaining disagreements, for the projector."""
        count = len(self._state.points.disagreements)
        return ntr(
            "{0} disagreement left. Page Down goes to the next, Esc goes back.",
            "{0} disagreements left. Page Down goes to the next, Esc goes back.",
            count,
        ).format(count)

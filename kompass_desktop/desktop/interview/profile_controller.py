"""The profile beside an interview, updated with every rating."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kompass_desktop.assessment.profile import Profile, profile_of
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.desktop.interview.interview_profile import InterviewProfile
from kompass_desktop.desktop.interview.interview_state import InterviewState
from kompass_desktop.desktop.session import Session


class ProfileController(QObject):
    """Shows the scores of the whole assessment, or those of the open interview alone."""

    def __init__(
        self, panel: InterviewProfile, session: Session, state: InterviewState, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._session = session
        self._state = state
        self._own: Scoreboard | None = None
        panel.own_chosen.connect(self.show)
        state.interview_opened.connect(self._open_interview)

    def refresh(self, interview: str, measure_point: str) -> None:
        """Show the scores after a rating by an interview, given its id, has changed."""
        if interview == self._state.interview_id and self._own is not None:
            self._own.refresh(measure_point)
        self.show()

    def forget(self) -> None:
        """Compute this interview's own profile again the next time: much may have changed."""
        self._own = None

    def show(self) -> None:
        """Show the scores as they are now."""
        board = self._board
        points = len(board.instrument.measure_points)
        self._panel.set_profile(profile_of(board, self._label), board.rated_count, points)

    def set_earlier(self, earlier: Profile | None) -> None:
        """Show the assessment before this one behind the profile."""
        self._panel.set_earlier(earlier)

    def _open_interview(self) -> None:
        self.forget()
        self.show()

    @property
    def _label(self) -> str:
        if self._panel.is_own:
            interview = self._state.interview
            return interview.code if interview is not None else ""
        return str(self._session.assessment.particulars.year)

    @property
    def _board(self) -> Scoreboard:
        if not self._panel.is_own:
            return self._session.board
        if self._own is None:
            self._own = Scoreboard(self._session.assessment, self._state.interview_id)
        return self._own

"""Shows the details of the current finding or draft, at the right of the findings."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kompass_desktop.desktop.findings.finding_card import CardState
from kompass_desktop.desktop.findings.finding_detail import FindingDetail
from kompass_desktop.desktop.findings.findings_board import FindingsBoard
from kompass_desktop.desktop.findings.findings_state import FindingsState
from kompass_desktop.desktop.session import Session


class DetailsController(QObject):
    """Shows the details of the board's current finding or draft."""

    def __init__(
        self, detail: FindingDetail, board: FindingsBoard, session: Session, state: FindingsState
    ) -> None:
        super().__init__(detail)
        self._detail = detail
        self._board = board
        self._session = session
        self._state = state
        board.chosen.connect(lambda _finding: self.show())

    def show(self) -> None:
        """Show the current finding or draft, or if there is none, how to make one."""
        assessment, board = self._session.assessment, self._session.board
        finding = self._state.finding(self._board.current) or self._state.new
        draft = self._state.draft(self._board.current)
        if finding is not None:
            self._detail.show_finding(finding, assessment, board)
            if self._state.drafts.is_changed(finding):
                self._detail.show_change(finding, board, self._state.drafts.new_for(finding))
        elif draft is not None:
            state = CardState.DRAFT if draft.rejected is None else CardState.REJECTED
            self._detail.show_draft(draft.finding, state, assessment, board)
        else:
            self._detail.show_nothing()

    def show_new_draft(self) -> None:
        """Show the present draft of the current finding's changed measure point."""
        finding = self._state.finding(self._board.current)
        new = self._state.drafts.new_for(finding) if finding is not None else None
        if new is not None:
            self._detail.show_new_draft(new)

"""What the team makes of drafts: accepted, rejected, joined, brought up to date."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kompass_desktop.desktop.findings.drafting import FindingFilter
from kompass_desktop.desktop.findings.findings_board import FindingsBoard
from kompass_desktop.desktop.findings.findings_state import FindingsState
from kompass_desktop.desktop.findings.writing_controller import WritingController
from kompass_desktop.i18n import ntr, tr


class DraftsController(QObject):
    """Handles the user's actions on drafts, and makes the next one current."""

    message_shown = Signal(str)
    cards_changed = Signal()
    """The action is done; the current card should get the focus."""

    def __init__(
        self, board: FindingsBoard, writing: WritingController, state: FindingsState
    ) -> None:
        super().__init__(board)
        self._board = board
        self._writing = writing
        self._state = state
        board.accept_requested.connect(self.accept)
        board.reject_requested.connect(self.reject)

    def accept_current(self) -> None:
        """Make the current draft a finding, and go to the next draft of the area."""
        self.accept(self._board.current)

    def accept(self, identity: str) -> None:
        """Make a draft a finding, given its id, and go to the next draft of the area."""
        draft = self._state.drafts.get(identity)
        if draft is None:
            return
        following = self._board.next_draft(identity)
        with self._state.changing():
            self._state.drafts.accept([draft])
            self._board.current = following or identity
        self.cards_changed.emit()

    def reject(self, identity: str) -> None:
        """Reject a draft and go to the next one; make a rejected one a draft again."""
        draft = self._state.drafts.get(identity)
        if draft is None:
            return
        following = self._board.next_draft(identity)
        with self._state.changing():
            if draft.rejected is None:
                self._state.drafts.reject(draft)
                self.message_shown.emit(tr("The draft is rejected. Ctrl+Z brings it back."))
            else:
                self._state.drafts.restore(draft)
            self._board.current = following
        self.cards_changed.emit()

    def accept_all(self) -> None:
        """Make all drafts of the area findings, as one step that can be undone."""
        self._writing.commit()
        drafts = self._state.drafts.pending(self._state.area)
        if not drafts:
            self.message_shown.emit(tr("The area has no drafts."))
            return
        with self._state.changing():
            self._state.drafts.accept(drafts)
        count = len(drafts)
        self.message_shown.emit(
            ntr(
                "{0} draft is accepted. Ctrl+Z takes it back.",
                "{0} drafts are accepted. Ctrl+Z takes them back.",
                count,
            ).format(count)
        )
        self.cards_changed.emit()

    def join(self) -> None:
        """Join the current finding or draft into the one above it in its column."""
        lower = self._writing.committed_current()
        above = self._board.above(self._board.current)
        if lower is None or above is None or self._state.filter is FindingFilter.REJECTED:
            self.message_shown.emit(tr("Only a finding with another one above it can be joined."))
            return
        upper = above.finding
        with self._state.changing():
            self._state.drafts.join(upper, lower)
            self._board.current = upper.id
        self.cards_changed.emit()

    def use_new_draft(self) -> None:
        """Replace the current finding's text with its measure point's present draft."""
        finding = self._writing.committed_current()
        new = self._state.drafts.new_for(finding) if finding is not None else None
        if finding is not None and new is not None:
            self._state.drafts.use(finding, new)
            self._board.select(finding.id)
            self.cards_changed.emit()

    def keep(self) -> None:
        """Keep the current finding although its measure point has changed."""
        finding = self._state.finding(self._board.current)
        if finding is not None and self._state.drafts.is_changed(finding):
            self._state.drafts.keep(finding)

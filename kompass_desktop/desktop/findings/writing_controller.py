"""Edits texts on the cards: of a new finding, a finding, or a draft."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import NO_CODE, Finding
from kompass_desktop.desktop.findings.editing import FindingEditing
from kompass_desktop.desktop.findings.findings_board import FindingsBoard
from kompass_desktop.desktop.findings.findings_state import FindingsState
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import tr


class WritingController(QObject):
    """Shows the text of a finding in its card's editor, and stores it in the session."""

    message_shown = Signal(str)

    def __init__(self, board: FindingsBoard, session: Session, state: FindingsState) -> None:
        super().__init__(board)
        self._board = board
        self._session = session
        self._state = state
        self._editing = FindingEditing(session, self)
        board.edit_requested.connect(lambda _finding: self.edit())
        board.text_typed.connect(self._editing.type)
        board.edit_committed.connect(self._keep)
        board.edit_cancelled.connect(self._cancel)

    def begin_new(self, kind: FindingKind, code: str = NO_CODE) -> None:
        """Begin a new finding, last in a column, with the cursor in it; `code` is its link."""
        if self._session.refuses_change():
            return
        self.commit()
        held = self._session.assessment.findings_of(self._state.area, kind)
        position = held[-1].position + 1 if held else 0.0
        new = Finding(new_id(), self._state.area, kind, "", code, position=position)
        self._state.begin(new)
        self._begin(new)

    def edit(self) -> None:
        """Edit the current finding on its card; an edited draft becomes a finding."""
        finding = self._state.editable(self._board.current)
        if finding is not None and not self._session.refuses_change():
            self._begin(finding)

    def commit(self) -> None:
        """End editing on a card, and store the text."""
        for card in self._board.cards:
            card.commit_edit()

    def committed_current(self) -> Finding | None:
        """End editing; return the current finding, or the finding made from a draft, or None."""
        self.commit()
        return self._state.editable(self._board.current)

    def remove(self, finding: Finding) -> None:
        """Delete a finding, as a step that can be undone."""
        self._session.remove_finding(finding)
        self.message_shown.emit(tr("The finding is deleted. Ctrl+Z brings it back."))

    def _begin(self, finding: Finding) -> None:
        card = self._board.card(finding.id)
        if card is not None and not card.is_editing:
            self._editing.begin(finding)
            self._board.select(finding.id)
            card.begin_edit()

    def _keep(self, text: str) -> None:
        with self._state.changing():
            self._state.end_new()
            is_kept = self._editing.commit(text)
        if not is_kept:
            self.message_shown.emit(
                tr("A finding without text is not kept. Delete a finding with Delete.")
            )

    def _cancel(self) -> None:
        with self._state.changing():
            self._state.end_new()
            self._editing.cancel()

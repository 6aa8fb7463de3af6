"""Moves findings by keys, mouse and menu: in a column, to another column, area or code."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.records import Finding
from kompass_desktop.desktop.findings.findings_board import FindingsBoard
from kompass_desktop.desktop.findings.findings_state import FindingsState
from kompass_desktop.desktop.findings.moves import FindingMoves
from kompass_desktop.desktop.findings.writing_controller import WritingController
from kompass_desktop.desktop.navigation.code_choices import code_choices
from kompass_desktop.desktop.navigation.palette import Palette
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import tr


class MovesController(QObject):
    """Moves the current finding, or a dropped one; a moved draft becomes a finding."""

    message_shown = Signal(str)

    def __init__(
        self,
        board: FindingsBoard,
        writing: WritingController,
        session: Session,
        state: FindingsState,
        page: QWidget,
    ) -> None:
        super().__init__(board)
        self._board = board
        self._writing = writing
        self._session = session
        self._state = state
        self._moves = FindingMoves(session)
        self._palette = Palette(page)
        self._palette.chosen.connect(self.link)
        board.finding_dropped.connect(self._drop)

    def move_within(self, step: int) -> None:
        """Move the current finding up (-1) or down (1) in its column."""
        finding = self._writing.committed_current()
        if finding is not None:
            self._moves.within(finding, step)
            self._follow(finding)

    def move_across(self, step: int) -> None:
        """Move the current finding to the column at the left (-1) or the right (1)."""
        finding = self._writing.committed_current()
        if finding is not None:
            self._moves.across(finding, step)
            self._follow(finding)

    def move_current_to_area(self, number: int) -> None:
        """Move the current finding to another area, given its number."""
        finding = self._writing.committed_current()
        if finding is not None:
            self.move_to_area(finding.id, number)

    def move_to_area(self, identity: str, number: int) -> None:
        """Move a finding to another area, given its id and the area's number."""
        finding = self._state.editable(identity)
        if finding is not None and finding.area != number:
            self._put_in_area(finding, number)

    def choose_code(self) -> None:
        """Ask for the measure point or question that the current finding is linked to."""
        self._writing.commit()
        finding = self._state.finding(self._board.current)
        if finding is None:
            self.message_shown.emit(tr("Accept the draft with Enter before it is linked."))
            return
        own = str(self._state.area)
        choices = sorted(
            (
                choice
                for choice in code_choices(self._session.assessment.instrument)
                if "." in choice.code
            ),
            key=lambda choice: choice.code.partition(".")[0] != own,
        )
        hint = tr("Measure point or question: code or words")
        self._palette.open_with(choices, hint, finding.code)

    def link(self, code: str) -> None:
        """Link the current finding; one that is linked to another area moves there."""
        finding = self._state.finding(self._board.current)
        if finding is None:
            return
        linked = replace(finding, code=code, basis="" if code != finding.code else finding.basis)
        area = int(code.partition(".")[0]) if code else finding.area
        if area == finding.area:
            self._session.set_finding(linked)
        else:
            self._put_in_area(linked, area)

    def _drop(self, identity: str, kind: str, index: int) -> None:
        finding = self._state.editable(identity)
        if finding is not None:
            self._moves.into_column(finding, self._state.area, FindingKind(kind), index)
            self._follow(finding)

    def _put_in_area(self, finding: Finding, number: int) -> None:
        self._moves.to_area(finding, number)
        title = self._session.assessment.instrument.area(number).title
        self.message_shown.emit(tr("The finding is moved to {0} {1}.").format(number, title))

    def _follow(self, finding: Finding) -> None:
        """Make a moved finding current, and give it the focus."""
        self._board.select(finding.id)
        self._board.focus_current()

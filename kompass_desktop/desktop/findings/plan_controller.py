"""Makes improvements of findings, for the page Plan."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.improving import added_findings, from_findings, improvements_of
from kompass_desktop.assessment.records import Finding, Improvement
from kompass_desktop.desktop.findings.findings_board import FindingsBoard
from kompass_desktop.desktop.findings.findings_state import FindingsState
from kompass_desktop.desktop.findings.writing_controller import WritingController
from kompass_desktop.desktop.navigation.palette import Palette
from kompass_desktop.desktop.navigation.palette_entries import PaletteEntry
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import tr


class PlanController(QObject):
    """Puts the current finding into the plan, as a new improvement or behind another one."""

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
        self._palette = Palette(page)
        self._palette.chosen.connect(self.add_to)

    def make(self) -> None:
        """Make an improvement of the current finding, unless it is in the plan already."""
        finding = self._current()
        if finding is None:
            return
        held = improvements_of(self._session.assessment, finding.id)
        if held:
            already = tr(
                "The finding is in the plan already: improvement {0}, “{1}”. Make a further one "
                "on the page Plan."
            )
            self.message_shown.emit(already.format(self._number(held[0]), held[0].title))
            return
        changes = from_findings(self._session.assessment, [finding])
        self._session.change_undoably(tr("improvement from a finding"), changes)
        made = tr("The finding is improvement {0} on the page Plan. Ctrl+Z takes it back.")
        for improvement in improvements_of(self._session.assessment, finding.id):
            self.message_shown.emit(made.format(self._number(improvement)))

    def choose(self) -> None:
        """Ask for an improvement that the current finding is to be behind, too."""
        finding = self._current()
        if finding is None:
            return
        every = self._session.assessment.improvements_in_order()
        entries = [
            PaletteEntry(each.id, each.title, str(number), each.responsible)
            for number, each in enumerate(every, 1)
            if finding.id not in each.finding_ids
        ]
        if entries:
            self._palette.open_with(entries, tr("Improvement: number or words"))
        else:
            self.message_shown.emit(
                tr("There is no other improvement. Ctrl+Shift+T makes one of the finding.")
            )

    def add_to(self, identity: str) -> None:
        """Put the current finding behind an improvement, given its id."""
        assessment, finding = self._session.assessment, self._current()
        improvement = assessment.improvements.get(identity)
        if finding is not None and improvement is not None:
            changes = added_findings(assessment, improvement, [finding])
            self._session.change_undoably(tr("finding behind an improvement"), changes)
            added = tr("The finding is behind improvement {0}, “{1}”. Ctrl+Z takes it back.")
            self.message_shown.emit(added.format(self._number(improvement), improvement.title))

    def _current(self) -> Finding | None:
        self._writing.commit()
        finding = self._state.finding(self._board.current)
        if finding is None:
            self.message_shown.emit(
                tr("Choose a finding; a draft is accepted with Enter before it goes into the plan.")
            )
        return finding

    def _number(self, improvement: Improvement) -> int:
        every = self._session.assessment.improvements_in_order()
        return [each.id for each in every].index(improvement.id) + 1

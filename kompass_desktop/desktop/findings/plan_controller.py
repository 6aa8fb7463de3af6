"""Makes improvements of findings, for the page Plan."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.plan_records import Improvement
from kompass_desktop.assessment.planning.improving import (
    added_findings,
    from_findings,
    improvements_of,
)
from kompass_desktop.assessment.records import Finding
from kompass_desktop.desktop.findings.findings_board import FindingsBoard
from kompass_desktop.desktop.findings.findings_state import FindingsState
from kompass_desktop.desktop.findings.writing_controller import WritingController
from kompass_desktop.desktop.navigation.palette import Palette
from kompass_desktop.desktop.navigation.palette_entries import PaletteEntry
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import ntr, tr


class PlanController(QObject):
    """Puts the chosen findings into the plan, as a new improvement or behind another one."""

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
        """Make one improvement of the chosen findings, unless one of them has one already."""
        findings = self._chosen()
        assessment = self._session.assessment
        for finding in findings:
            held = improvements_of(assessment, finding.id)
            if held:
                already = tr(
                    "The finding is in the plan already: improvement {0}, “{1}”. Make a further "
                    "one on the page Plan."
                )
                self.message_shown.emit(already.format(self._number(held[0]), held[0].title))
                return
        if findings:
            changes = from_findings(assessment, findings)
            self._session.change_undoably(tr("improvement from a finding"), changes)
            (improvement,) = improvements_of(assessment, findings[0].id)
            self._board.mark([])
            made = ntr(
                "The finding is improvement {0} on the page Plan. Ctrl+Z takes it back.",
                "The findings are improvement {0} on the page Plan. Ctrl+Z takes it back.",
                len(findings),
            )
            self.message_shown.emit(made.format(self._number(improvement)))

    def choose(self) -> None:
        """Ask for an improvement that the chosen findings are to be behind, too."""
        findings = self._chosen()
        if not findings:
            return
        entries = [
            PaletteEntry(each.id, each.title, str(number), each.responsible)
            for number, each in enumerate(self._session.assessment.improvements_in_order(), 1)
            if any(finding.id not in each.finding_ids for finding in findings)
        ]
        if entries:
            self._palette.open_with(entries, tr("Improvement: number or words"))
        else:
            self.message_shown.emit(
                tr("There is no other improvement. Ctrl+Shift+T makes one of the finding.")
            )

    def add_to(self, identity: str) -> None:
        """Put the chosen findings behind an improvement, given its id."""
        assessment, findings = self._session.assessment, self._chosen()
        improvement = assessment.improvements.get(identity)
        if findings and improvement is not None:
            changes = added_findings(assessment, improvement, findings)
            self._session.change_undoably(tr("finding behind an improvement"), changes)
            self._board.mark([])
            added = ntr(
                "The finding is behind improvement {0}, “{1}”. Ctrl+Z takes it back.",
                "The findings are behind improvement {0}, “{1}”. Ctrl+Z takes it back.",
                len(findings),
            )
            self.message_shown.emit(added.format(self._number(improvement), improvement.title))

    def _chosen(self) -> list[Finding]:
        """Return the marked findings, else the current one; none, with a message, for a draft."""
        self._writing.commit()
        wanted = self._board.marked or [self._board.current]
        findings = [each for each in map(self._state.finding, wanted) if each is not None]
        if not findings:
            self.message_shown.emit(
                tr("Choose a finding; a draft is accepted with Enter before it goes into the plan.")
            )
        return findings

    def _number(self, improvement: Improvement) -> int:
        every = self._session.assessment.improvements_in_order()
        return [each.id for each in every].index(improvement.id) + 1

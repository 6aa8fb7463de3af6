"""Proposals that become the team's rating several at a time: a question's, or all undisputed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.records import Change
from kompass_desktop.assessment.settling import undisputed_proposals
from kompass_desktop.desktop.runtime.dialogs import Question, confirm_then
from kompass_desktop.desktop.scoring.scoring_line import ScoringLine
from kompass_desktop.desktop.scoring.texts import accepted_text
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import ntr, ptr, tr


class Acceptance(QObject):
    """Accepts proposals, and shows their number; a disagreement must be accepted alone."""

    message_shown = Signal(str)

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._page = page

    def accept(self, lines: Sequence[ScoringLine]) -> None:
        """Make the proposals in a question the team's ratings, as one step to undo.

        Measure points that the interviews disagree on are left out.
        """
        proposed = [line for line in lines if line.can_accept]
        if not proposed:
            self.message_shown.emit(tr("There are no proposals to accept in the question."))
            return
        accepted = [line.accepted() for line in proposed if not line.is_disagreement]
        if accepted:
            self._session.set_rating(*accepted)
        self.message_shown.emit(accepted_text(len(accepted), len(proposed) - len(accepted)))

    def ask(self) -> None:
        """Ask whether to accept all proposals without disagreement, with their number."""
        count = len(undisputed_proposals(self._session.assessment))
        if not count:
            self.message_shown.emit(tr("There are no proposals left that nobody disputes."))
            return
        question = Question(
            ntr(
                "Accept the proposal for {0} measure point?",
                "Accept the proposals for {0} measure points?",
                count,
            ).format(count),
            ptr("button", "Accept {0}").format(count),
            tr("Cancel"),
            tr(
                "Disagreements, and what the team or a consultant has rated, are left as they "
                "are. Ctrl+Z takes all of it back in one step."
            ),
        )
        confirm_then(self._page, question, self.accept_everything)

    def accept_everything(self) -> None:
        """Make all proposals that no two groups dispute the team's rating, as one step."""
        ratings = undisputed_proposals(self._session.assessment)
        if not ratings:
            return
        count = len(ratings)
        what = ntr("acceptance of {0} proposal", "acceptance of {0} proposals", count)
        changes = [Change(self._session.assessment.get(each), each) for each in ratings]
        self._session.change_undoably(what.format(count), changes)
        self.message_shown.emit(accepted_text(count, 0))

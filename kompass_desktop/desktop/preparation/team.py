"""The team on the preparation page: who, in which role, in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from kompass_desktop.assessment.ordering import moved, position_changes
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Member
from kompass_desktop.desktop.preparation.team_table import TeamColumn, TeamTable
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.pasted_cells import Cells, Pasting
from kompass_desktop.desktop.widgets.record_view import RecordView
from kompass_desktop.desktop.widgets.saving_delegate import SavingDelegate
from kompass_desktop.i18n import tr


class TeamEditor(QObject):
    """Shows the session's team members in the view, and makes the user's changes."""

    removed = Signal(str)
    """A sentence about removed records."""
    pasted = Signal(str)
    """One or two sentences about pasted and refused cells."""

    def __init__(self, session: Session, view: RecordView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self.table = TeamTable(self)
        view.show_table(self.table, SavingDelegate(view), {})
        self.table.edited.connect(self._take)
        view.cells_pasted.connect(self._paste)
        session.team_changed.connect(self.show)
        session.flush_requested.connect(view.flush)
        self.show()

    def show(self) -> None:
        """Show the team as it is."""
        self.table.show_records(self._session.assessment.members_in_order())

    def add(self) -> None:
        """Add a member, and begin editing the name."""
        if self._session.refuses_change():
            return
        self._view.flush()
        member = _new_member(self._session.assessment.members_in_order())
        self._session.put_undoably(tr("new member of the team"), member)
        self._view.write_in(member.id, TeamColumn.NAME)

    def _take(self, edited: Member, edit_session: str) -> None:
        text = tr("change of {0} in the team").format(edited.name or tr("a member"))
        self._session.put_undoably(text, edited, edit_session)

    def remove(self) -> None:
        """Take the selected members away, which can be undone."""
        self._view.flush()
        held = self._session.assessment.members
        chosen = [held[member] for member in self._view.selected_ids]
        if not chosen:
            return
        self._session.change_undoably(
            tr("removal from the team"), [Change(member, None) for member in chosen]
        )
        names = ", ".join(member.name or tr("A member without a name") for member in chosen)
        self.removed.emit(tr("{0} is removed from the team.").format(names))

    def move(self, step: int) -> None:
        """Move the selected members one place up (-1) or down (1), which can be undone."""
        self._view.flush()
        current, column = self._view.current_id, self._view.currentIndex().column()
        chosen = set(self._view.selected_ids)
        ordered = moved(self._session.assessment.members_in_order(), chosen, step)
        self._session.change_undoably(tr("order of the team"), position_changes(ordered))
        self._view.select(current, column)

    def _paste(self, cells: Cells, row: int, column: int) -> None:
        members = self._session.assessment.members_in_order()

        def make(_typed: Mapping[int, str]) -> Member:
            members.append(_new_member(members))
            return members[-1]

        pasted = Pasting(self.table, lambda _, after: after, make).paste(cells, row, column)
        self._session.change_undoably(tr("pasting in the team"), pasted.changes)
        self.pasted.emit(pasted.sentence())


def _new_member(members: Sequence[Member]) -> Member:
    """Return a member with no name yet, last among `members`."""
    position = members[-1].position + 1 if members else 0.0
    return Member(new_id(), "", "", position)

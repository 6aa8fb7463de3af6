"""Where recommendations are written: those of the chapter that is shown, or all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.ordering import moved, position_changes
from kompass_desktop.assessment.plan_records import Improvement
from kompass_desktop.assessment.planning.improving import improvements_from, made_from
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Finding, Recommendation
from kompass_desktop.desktop.actions import ON_IT, Slot, add_action, add_actions
from kompass_desktop.desktop.dates import read_day
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.report.recommendation_table import (
    RecommendationColumn,
    RecommendationTable,
)
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.pasted_cells import Cells, Pasting
from kompass_desktop.desktop.widgets.read_only import ReadOnly
from kompass_desktop.desktop.widgets.record_view import RecordView
from kompass_desktop.desktop.widgets.saving_delegate import SavingDelegate
from kompass_desktop.i18n import ntr, tr

WIDTHS: dict[int, int] = {
    RecommendationColumn.PLACE: 46,
    RecommendationColumn.WHO: 92,
    RecommendationColumn.WHEN: 86,
}
"""Pixels; the text gets the remaining width."""
_LONGEST_ITEM = 90
_MOST_ITEMS = 25


class RecommendationPanel(QFrame):
    """Shows recommendations by priority, and makes the changes that the user asks for."""

    message_shown = Signal(str)

    title_label: QLabel
    add_button: QToolButton
    findings_button: QToolButton
    recommendations_view: RecordView
    empty_label: QLabel
    plan_button: QToolButton
    add_action: QAction
    plan_action: QAction
    findings_action: QAction

    _session: Session

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "report/recommendation_panel")
        self._code = ""

    def set_session(self, session: Session, page: QWidget) -> None:
        """Show the recommendations of this assessment; the keys work wherever `page` has focus."""
        self._session = session
        self.table = RecommendationTable(session.assessment.instrument, self)
        view = self.recommendations_view
        view.show_table(self.table, SavingDelegate(view), WIDTHS)
        self.table.edited.connect(self._take)
        self.table.refused.connect(self.message_shown)
        view.cells_pasted.connect(self._paste)
        session.flush_requested.connect(view.flush)
        session.recommendations_changed.connect(self.show_present)
        ReadOnly(session, self, tables=[view])
        slots: dict[QAction, Slot] = {
            self.add_action: self.add,
            self.findings_action: self.offer_findings,
            self.plan_action: self.put_into_plan,
        }
        add_actions(page, slots)
        self.add_button.clicked.connect(self.add_action.trigger)
        self.findings_button.clicked.connect(self.findings_action.trigger)
        self.plan_button.clicked.connect(self.plan_action.trigger)
        for text, key, slot in (
            (tr("Remove"), "Delete", self.remove_chosen),
            (tr("Move up"), "Alt+Up", partial(self.move_chosen, -1)),
            (tr("Move down"), "Alt+Down", partial(self.move_chosen, 1)),
        ):
            add_action(view, text, [key], slot, ON_IT)
        self.show_present()

    def show_code(self, code: str) -> None:
        """Show the recommendations of an area, given its code, or all for ""."""
        self.recommendations_view.flush()
        self._code = code
        self.show_present()

    def set_offered(self, *, offered: bool) -> None:
        """Show the panel and let its keys work, or neither."""
        self.setVisible(offered)
        for action in (self.add_action, self.findings_action, self.plan_action):
            action.setEnabled(offered)

    def show_record(self, recommendation: Recommendation) -> None:
        """Choose a recommendation that is among those shown."""
        self.recommendations_view.select(recommendation.id)
        self.recommendations_view.setFocus()

    def show_present(self) -> None:
        """Show the recommendations as they are now."""
        shown = self._shown()
        is_left = not shown and self.recommendations_view.hasFocus()
        self.table.show_records(shown)
        self.recommendations_view.setVisible(bool(shown))
        # Without a table the text above gets the room.
        height = QSizePolicy.Policy.Expanding if shown else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, height)
        if is_left:
            self.add_button.setFocus()
        self.empty_label.setVisible(not shown)
        self.plan_button.setVisible(bool(shown))
        title = tr("Recommendations for area {0}") if self._code else tr("All recommendations")
        self.title_label.setText(title.format(self._code))

    def key_help(self) -> list[tuple[str, str]]:
        """Return the keys of the table, each with its description."""
        return [
            ("F2", tr("Type in the cell (or just begin to type)")),
            ("Delete", tr("Remove the selected recommendations")),
            ("Alt ↑, Alt ↓", tr("Move the selected recommendations, whose order is the priority")),
        ]

    # What the user does

    def add(self) -> None:
        """Add a recommendation for the area that is shown, and begin to write it."""
        if self._session.refuses_change():
            return
        self.recommendations_view.flush()
        recommendation = self._new("")
        self._session.put_undoably(tr("new recommendation"), recommendation)
        self.recommendations_view.write_in(recommendation.id, RecommendationColumn.TEXT)

    def offer_findings(self) -> None:
        """Open a menu with the challenges and weaknesses that have no recommendation yet."""
        if self._session.refuses_change():
            return
        self.recommendations_view.flush()
        menu = self.findings_menu()
        if menu.isEmpty():
            self.message_shown.emit(
                tr("There are no challenges or weaknesses without a recommendation here.")
            )
            menu.deleteLater()
            return
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.findings_button.mapToGlobal(self.findings_button.rect().bottomLeft()))
        menu.aboutToHide.connect(menu.deleteLater)

    def findings_menu(self) -> QMenu:
        """Return a menu with the findings that `offer_findings` offers, the first of them."""
        menu = QMenu(self)
        for finding in list(self._findings())[:_MOST_ITEMS]:
            text = f"{finding.code}  {_short(finding.text)}".strip().replace("&", "&&")
            menu.addAction(text).triggered.connect(partial(self._add_from, finding))
        return menu

    def put_into_plan(self) -> None:
        """Make an improvement of each selected recommendation, also of a finished assessment."""
        self.recommendations_view.flush()
        assessment = self._session.assessment
        held = assessment.recommendations
        chosen = [held[each] for each in self.recommendations_view.selected_ids]
        if not chosen:
            self.message_shown.emit(tr("Choose the recommendations that go into the plan."))
            return
        for each in chosen:
            held_as = made_from(assessment, each)
            if held_as is not None:
                self._say_it_is_in_plan(held_as)
                return
        made = improvements_from(assessment, chosen, self._ends)
        first = len(assessment.improvements) + 1
        self._session.change_undoably(tr("improvements from recommendations"), made)
        words = ntr(
            "The recommendation is improvement {0} on the page Plan. Ctrl+Z takes it back.",
            "The recommendations are improvements {0}–{1} on the page Plan. Ctrl+Z undoes it.",
            len(chosen),
        )
        self.message_shown.emit(words.format(first, first + len(chosen) - 1))

    def _say_it_is_in_plan(self, held: Improvement) -> None:
        number = self._session.assessment.improvements_in_order().index(held) + 1
        already = tr("The recommendation is in the plan already: improvement {0}, “{1}”.")
        self.message_shown.emit(already.format(number, held.title))

    def _ends(self, deadline: str) -> str:
        """Return the ISO date that a deadline says, or ""."""
        return read_day(deadline, self._session.assessment.particulars.year) or ""

    def remove_chosen(self) -> None:
        """Remove the selected recommendations, which can be undone."""
        if self._session.refuses_change():
            return
        self.recommendations_view.flush()
        held = self._session.assessment.recommendations
        chosen = [held[each] for each in self.recommendations_view.selected_ids]
        if chosen:
            changes = [Change(each, None) for each in chosen]
            self._session.change_undoably(tr("removal of recommendation"), changes)
            self.message_shown.emit(tr("Removed. Ctrl+Z brings it back."))

    def move_chosen(self, step: int) -> None:
        """Move the selected recommendations one place up (-1) or down (1) among those shown."""
        if self._session.refuses_change():
            return
        view = self.recommendations_view
        view.flush()
        current, column = view.current_id, view.currentIndex().column()
        shown = self._shown()
        ordered = moved(shown, set(view.selected_ids), step)
        # Those of other areas keep their places in the order of all.
        every = iter(ordered)
        ids = {each.id for each in shown}
        whole = [
            next(every) if each.id in ids else each
            for each in self._session.assessment.recommendations_in_order()
        ]
        changes = position_changes(whole)
        self._session.change_undoably(tr("order of the recommendations"), changes)
        view.select(current, column)

    def _take(self, edited: Recommendation, edit_session: str) -> None:
        self._session.put_undoably(tr("change of recommendation"), edited, edit_session)

    def _paste(self, cells: Cells, row: int, column: int) -> None:
        if self._session.refuses_change():
            return
        made: list[Recommendation] = []

        def make(_typed: Mapping[int, str]) -> Recommendation:
            made.append(self._new("", len(made)))
            return made[-1]

        pasted = Pasting(self.table, lambda _, after: after, make).paste(cells, row, column)
        self._session.change_undoably(tr("pasting of recommendations"), pasted.changes)
        self.message_shown.emit(pasted.sentence())

    def _add_from(self, finding: Finding) -> None:
        text = " ".join(finding.text.split())
        code = finding.code or str(finding.area)
        recommendation = self._new(text, code=code, finding=finding.id)
        self._session.put_undoably(tr("new recommendation"), recommendation)
        self.recommendations_view.select(recommendation.id)
        self.recommendations_view.setFocus()

    # Parts

    def _shown(self) -> list[Recommendation]:
        return self._session.assessment.recommendations_in_order(self._code)

    def _new(
        self, text: str, after: int = 0, *, code: str = "", finding: str = ""
    ) -> Recommendation:
        """Return a new recommendation that is last, after `after` other new ones."""
        every = self._session.assessment.recommendations_in_order()
        last = every[-1].position + 1 if every else 0.0
        place = code or self._code
        return Recommendation(new_id(), text, place, finding=finding, position=last + after)

    def _findings(self) -> Iterator[Finding]:
        assessment = self._session.assessment
        taken = {each.finding for each in assessment.recommendations.values()}
        for area in assessment.instrument.areas:
            if self._code in ("", area.code):
                for kind in (FindingKind.CHALLENGE, FindingKind.WEAKNESS):
                    found: Sequence[Finding] = assessment.findings_of(area.number, kind)
                    yield from (f for f in found if f.id not in taken and f.text.strip())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_ITEM else f"{line[:_LONGEST_ITEM].rstrip()} …"

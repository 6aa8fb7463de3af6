"""A table to choose the questions to groups, and lists of points with no group or only one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from kompass_desktop.assessment.asking import choice_changes
from kompass_desktop.assessment.records import AskingChoice
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.preparation.asking_matrix import Asked, AskingMatrix
from kompass_desktop.desktop.preparation.asking_matrix_view import AskingMatrixView
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.instrument.model import MeasurePoint


class CoveragePanel(QFrame):
    """Shows the session's choices in the table and the two lists, and changes them."""

    summary_label: QLabel
    interview_box: QComboBox
    unfold_button: QPushButton
    fold_button: QPushButton
    matrix_view: AskingMatrixView
    side: QWidget
    cell_label: QLabel
    none_label: QLabel
    none_list: QListWidget
    one_label: QLabel
    one_list: QListWidget

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "preparation/coverage_panel")
        self._session = session
        self.matrix = AskingMatrix(session.assessment, self)
        self.matrix_view.show_matrix(self.matrix)
        self.matrix_view.switched.connect(self._switch)
        self.matrix_view.taken_back.connect(self._take_back)
        self.matrix_view.current_changed.connect(self._show_cell)
        self.unfold_button.clicked.connect(self.matrix.unfold_all)
        self.fold_button.clicked.connect(self.matrix.fold_all)
        self.interview_box.activated.connect(self._show_interview)
        for each in (self.none_list, self.one_list):
            each.itemActivated.connect(self._go_to)
            each.itemClicked.connect(self._go_to)
        session.interviews_changed.connect(self._follow)
        self.show_now()

    def show_now(self) -> None:
        """Update what is shown."""
        self.matrix.refresh()
        self._list_interviews()
        coverage = self.matrix.coverage
        self._list(self.none_list, coverage.asked_by_none)
        self._list(self.one_list, coverage.asked_by_one)
        self.side.setVisible(bool(coverage.asked_by_none or coverage.asked_by_one))
        self._show_cell()
        none, one = len(coverage.asked_by_none), len(coverage.asked_by_one)
        self.none_label.setText(tr("Nobody is asked: {0}").format(none))
        self.one_label.setText(tr("Asked of one group only: {0}").format(one))
        self.summary_label.setText(
            ntr(
                "{0} of {1} measure points is asked in the interviews",
                "{0} of {1} measure points are asked in the interviews",
                len(coverage.in_interviews),
            ).format(len(coverage.in_interviews), len(coverage.points))
        )

    def panes(self) -> list[QWidget]:
        """Return the parts between which F6 moves the focus."""
        return [self.matrix_view, self.none_list, self.one_list]

    def key_help(self) -> list[tuple[str, str]]:
        """Return the keys of the table, with what they do."""
        return [
            (tr("Space"), tr("Ask it or do not ask it")),
            ("Delete", tr("As the method has it")),
            ("Enter, +, -", tr("Fold and unfold")),
        ]

    def show_choice(self, choice: AskingChoice) -> None:
        """Show what a choice is about."""
        if choice.asker in self._session.assessment.interviews:
            self.matrix.show_interview(choice.asker)
            self._list_interviews()
        codes = [p.code for p in self.matrix.coverage.points]
        within = next((c for c in codes if f"{c}.".startswith(f"{choice.code}.")), None)
        if within is not None:
            self.matrix_view.go_to(within)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring up to date what may have changed while another part was shown."""
        super().showEvent(event)
        self.show_now()

    def _follow(self) -> None:
        if self.isVisible():
            self.show_now()

    def _show_cell(self) -> None:
        """Show the full text of the current cell, which has no room for it."""
        self.cell_label.setText(self.matrix.words(self.matrix_view.currentIndex()))

    def _switch(self, row: int, column: int) -> None:
        asker = self.matrix.asker(column)
        if asker is not None:
            self._choose(row, column, asked=self.matrix.asked(row, asker) is not Asked.ALL)

    def _take_back(self, row: int, column: int) -> None:
        self._choose(row, column, asked=None)

    def _choose(self, row: int, column: int, *, asked: bool | None) -> None:
        asker, entry = self.matrix.asker(column), self.matrix.entry(row)
        if asker is None:
            return
        changes = choice_changes(self._session.assessment, asker.key, entry, asked=asked)
        text = tr("choice of what {0} is asked of {1}").format(asker.heading, entry.code)
        self._session.change_undoably(text, changes)

    def _list(self, shown: QListWidget, points: Sequence[MeasurePoint]) -> None:
        shown.clear()
        for point in points:
            item = QListWidgetItem(f"{point.code}  {point.statement}", shown)
            item.setData(Qt.ItemDataRole.UserRole, point.code)
            item.setToolTip(point.statement)
        shown.setVisible(bool(points))

    def _go_to(self, item: QListWidgetItem) -> None:
        self.matrix_view.go_to(str(item.data(Qt.ItemDataRole.UserRole)))
        self.matrix_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list_interviews(self) -> None:
        self.interview_box.clear()
        self.interview_box.addItem(tr("The groups only"), "")
        for interview in self._session.assessment.interviews_in_order():
            group = self._session.assessment.group_of(interview).short
            self.interview_box.addItem(f"{interview.code} · {group}", interview.id)
        self.interview_box.setCurrentIndex(
            max(0, self.interview_box.findData(self.matrix.interview))
        )

    def _show_interview(self) -> None:
        self.matrix.show_interview(str(self.interview_box.currentData() or ""))

"""The improvements as cards in a column for each status."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kompass_desktop.assessment.plan_records import ImprovementStatus
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.actions import ON_IT, add_action
from kompass_desktop.desktop.plan.board_card import BoardCard
from kompass_desktop.desktop.plan.board_column import BoardColumn
from kompass_desktop.desktop.plan.gain_text import gain_text
from kompass_desktop.desktop.plan.plan_changes import PlanChanges
from kompass_desktop.desktop.plan.plan_state import Gain, PlanState
from kompass_desktop.i18n import tr
from kompass_desktop.report.plan.plan_names import status_name
from kompass_desktop.report.plan.status_colors import STATUS_TINTS


class ImprovementBoard(QWidget):
    """Shows the improvements that the filter lets through; a card is moved to change its status."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns: dict[ImprovementStatus, BoardColumn] = {}
        self._titles: dict[ImprovementStatus, QLabel] = {}
        self._counts: dict[ImprovementStatus, QLabel] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 6)
        row.setSpacing(4)
        for status in ImprovementStatus:
            row.addLayout(self._make_column(status), 1)
        theme.notifier.changed.connect(self._tint_titles)
        self._tint_titles()

    def set_state(self, state: PlanState) -> None:
        """Show the plan of a page's state."""
        self._state = state
        self._changes = PlanChanges(state)
        for status, column in self.columns.items():
            column.chosen.connect(state.choose)
            column.opened.connect(state.detail_requested)
            column.left.connect(partial(self._cross, column))
            column.dropped.connect(partial(self._drop, status))
            self._add_keys(column)
        state.changed.connect(self.show_present)
        state.filter_changed.connect(self.show_present)
        state.improvement_chosen.connect(self._follow)
        self.show_present()

    def key_help(self) -> list[tuple[str, str]]:
        """Return the keys of the board, each with its description."""
        return [
            ("Enter, F2", tr("Open the details of the improvement")),
            ("← →", tr("Go to the column before or after")),
            ("Alt ←, Alt →", tr("Give the selected improvements the status before or after")),
            ("Alt ↑, Alt ↓", tr("Move the selected improvements, whose order is the priority")),
            (tr("Space"), tr("Put the improvement into the scenario, or out of it")),
            ("Delete", tr("Remove what is selected in the list")),
        ]

    def show_present(self) -> None:
        """Show the improvements as they are now."""
        if not self.isVisible():
            return
        chosen = self._chosen()
        numbers = {each.id: number for number, each in enumerate(self._state.ordered, 1)}
        for status, column in self.columns.items():
            own = [each for each in self._state.shown if each.status is status]
            gains = [self._state.gain(each) for each in own]
            column.show_cards(
                [
                    BoardCard(
                        numbers[each.id],
                        each,
                        gain_text(gain),
                        " ".join(self._state.codes(each.id)),
                    )
                    for each, gain in zip(own, gains, strict=True)
                ]
            )
            points = sum((gain.points for gain in gains), Fraction(0))
            total = gain_text(Gain(points, any(gain.is_estimate for gain in gains)))
            self._counts[status].setText(f"{len(own)} · {total}" if own else "0")
        self._select(chosen)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_present()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        column = self._current_column() or next(iter(self.columns.values()))
        column.setFocus(event.reason())

    def _make_column(self, status: ImprovementStatus) -> QVBoxLayout:
        title = self._titles[status] = QLabel(f"● {status_name(status)}")
        count = self._counts[status] = QLabel()
        count.setProperty("role", "small")
        count.setToolTip(tr("Improvements, and the sum of what each would give alone"))
        column = self.columns[status] = BoardColumn(status)
        column.setObjectName(f"{status.value}_column")
        column.setAccessibleName(status_name(status))
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 6, 0)
        head.addWidget(title, 1)
        head.addWidget(count)
        layout = QVBoxLayout()
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(column, 1)
        return layout

    def _tint_titles(self) -> None:
        for status, title in self._titles.items():
            palette = title.palette()
            palette.setColor(title.foregroundRole(), theme.color(STATUS_TINTS[status]))
            title.setPalette(palette)

    def _add_keys(self, column: BoardColumn) -> None:
        changes = self._changes
        for text, keys, slot in (
            (tr("Details"), ["Return", "Enter", "F2"], self._state.detail_requested.emit),
            (
                tr("In the scenario"),
                ["Space"],
                lambda: changes.toggle_scenario(column.selected_ids),
            ),
            (tr("Move up"), ["Alt+Up"], partial(self._move, column, -1)),
            (tr("Move down"), ["Alt+Down"], partial(self._move, column, 1)),
            (tr("Status before"), ["Alt+Left"], partial(self._step_status, column, -1)),
            (tr("Status after"), ["Alt+Right"], partial(self._step_status, column, 1)),
            (tr("Remove"), ["Delete"], lambda: changes.remove(column.selected_ids)),
        ):
            add_action(column, text, keys, slot, ON_IT)
        column.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _current_column(self) -> BoardColumn | None:
        improvement = self._state.improvement
        return self.columns[improvement.status] if improvement is not None else None

    def _chosen(self) -> list[str]:
        """The selected improvements, among them the current one."""
        improvement = self._state.improvement
        selected = [each for column in self.columns.values() for each in column.selected_ids]
        if improvement is None or improvement.id not in selected:
            return [improvement.id] if improvement is not None else []
        return selected

    def _follow(self, improvement: str) -> None:
        if self.isVisible():
            self._select([improvement])

    def _select(self, improvements: Sequence[str]) -> None:
        """Select the current improvement with others; the focus follows it to another column."""
        improvement = self._state.improvement
        current = improvement.id if improvement is not None else ""
        had_focus = any(column.hasFocus() for column in self.columns.values())
        for column in self.columns.values():
            is_here = column.choose(improvements, current)
            if is_here and had_focus and not column.hasFocus():
                column.setFocus()

    def _cross(self, column: BoardColumn, step: int) -> None:
        """Go to the next column with cards, to the left (-1) or the right (1)."""
        columns = list(self.columns.values())
        at, row = columns.index(column) + step, column.currentIndex().row()
        while 0 <= at < len(columns):
            if columns[at].cards.rowCount():
                columns[at].focus_at(row)
                return
            at += step

    def _move(self, column: BoardColumn, step: int) -> None:
        among = [card.improvement for card in column.cards.items]
        self._changes.move(column.selected_ids, step, among)

    def _step_status(self, column: BoardColumn, step: int) -> None:
        self._changes.step_status(column.selected_ids, step)

    def _drop(self, status: ImprovementStatus, improvements: Sequence[str]) -> None:
        self._changes.set_status(improvements, status)

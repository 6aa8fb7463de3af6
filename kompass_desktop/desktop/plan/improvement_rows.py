"""The improvements as rows of a table that is edited in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import Qt, Signal

from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus
from kompass_desktop.assessment.service_areas import service_name, service_of
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.plan.gain_text import gain_text
from kompass_desktop.desktop.plan.plan_state import PlanState
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.desktop.widgets.indexes import LEFT, RIGHT, Index
from kompass_desktop.desktop.widgets.record_table import RecordTable
from kompass_desktop.i18n import tr
from kompass_desktop.report.plan.plan_names import status_name
from kompass_desktop.report.plan.status_colors import STATUS_TINTS

CODES_ROLE = Qt.ItemDataRole.UserRole + 1
"""The measure points that the improvement lifts, as one line; only of the title."""


class ImprovementColumn(IntEnum):
    """The table's columns, in order."""

    CHOSEN = 0
    TITLE = 1
    RESPONSIBLE = 2
    SERVICE = 3
    GAIN = 4
    STATUS = 5


class ImprovementRows(RecordTable[Improvement]):
    """Improvements by priority, with what each would give."""

    main_column = ImprovementColumn.TITLE

    ticked = Signal(str)
    """The tick of an improvement, by its id, was clicked."""

    def __init__(self, state: PlanState) -> None:
        super().__init__(state)
        self._state = state

    def refresh_figures(self) -> None:
        """Show what the improvements give now, and which measure points they lift."""
        if self.records:
            last = self.index(len(self.records) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def headings(self) -> Sequence[str]:
        return (
            "",
            tr("Improvement and measure points"),
            tr("Responsible"),
            tr("Service area"),
            tr("Gives"),
            tr("Status"),
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and section == ImprovementColumn.GAIN:
            return RIGHT
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        improvement, column = self.records[index.row()], ImprovementColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(improvement, column)
            case Qt.ItemDataRole.EditRole:
                return _typed(improvement, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._tip(improvement, column)) or None
            case Qt.ItemDataRole.CheckStateRole if column is ImprovementColumn.CHOSEN:
                chosen = Qt.CheckState.Checked
                return chosen if improvement.in_scenario else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if column is ImprovementColumn.GAIN else LEFT
            case Qt.ItemDataRole.ForegroundRole:
                return _tint(improvement, column)
            case Qt.ItemDataRole.AccessibleTextRole if column is ImprovementColumn.TITLE:
                return f"{improvement.title}, {self._codes(improvement)}"
        if role == CODES_ROLE and column is ImprovementColumn.TITLE:
            return self._codes(improvement)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_tick = index.column() == ImprovementColumn.CHOSEN
        return super().flags(index) | (
            Qt.ItemFlag.ItemIsUserCheckable if is_tick else Qt.ItemFlag.NoItemFlags
        )

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role == Qt.ItemDataRole.CheckStateRole:
            self.ticked.emit(self.records[index.row()].id)
            return True
        return super().setData(index, value, role)

    def changed(
        self, record: Improvement, column: int, value: object, others: Sequence[Improvement]
    ) -> Improvement:
        text = " ".join(str(value).split())
        match ImprovementColumn(column):
            case ImprovementColumn.TITLE:
                return replace(record, title=text)
            case ImprovementColumn.RESPONSIBLE:
                return replace(record, responsible=text)
            case ImprovementColumn.SERVICE:
                return replace(record, service=service_of(text))
            case ImprovementColumn.STATUS:
                return replace(record, status=_status(text))
        return record

    def can_edit(self, column: int) -> bool:
        return column not in (ImprovementColumn.CHOSEN, ImprovementColumn.GAIN)

    def why_fixed(self, column: int) -> str:
        if column == ImprovementColumn.CHOSEN:
            return tr("Space puts the improvement into the scenario, or out of it.")
        return tr("It follows from the measure points that the improvement lifts; Enter opens it.")

    def is_free_text(self, column: int) -> bool:
        return column in (ImprovementColumn.TITLE, ImprovementColumn.RESPONSIBLE)

    def _shown(self, improvement: Improvement, column: ImprovementColumn) -> str:
        match column:
            case ImprovementColumn.TITLE:
                return improvement.title or tr("type a title")
            case ImprovementColumn.SERVICE:
                return service_name(improvement.service)
            case ImprovementColumn.GAIN:
                return gain_text(self._state.gain(improvement))
            case ImprovementColumn.STATUS:
                return f"● {status_name(improvement.status)}"
        return _typed(improvement, column)

    def _codes(self, improvement: Improvement) -> str:
        return " · ".join(self._state.codes(improvement.id)) or tr("no measure points")

    def _tip(self, improvement: Improvement, column: ImprovementColumn) -> str:
        match column:
            case ImprovementColumn.CHOSEN if improvement.status is ImprovementStatus.DROPPED:
                return tr("Dropped improvements are never in the scenario.")
            case ImprovementColumn.CHOSEN if improvement.in_scenario:
                return tr("In the scenario (Space)")
            case ImprovementColumn.CHOSEN:
                return tr("Not in the scenario (Space)")
            case ImprovementColumn.TITLE:
                parts = (improvement.title, improvement.text, self._codes(improvement))
                return "\n".join(filter(None, parts))
            case ImprovementColumn.GAIN if self._state.gain(improvement).is_estimate:
                return tr(
                    "An estimate: only the points of whole questions, areas or the total are known."
                )
            case ImprovementColumn.GAIN:
                return tr("Points, if the improvement alone is carried out")
        return self._shown(improvement, column)


def _tint(improvement: Improvement, column: ImprovementColumn) -> object:
    match column:
        case ImprovementColumn.STATUS:
            return theme.color(STATUS_TINTS[improvement.status])
        case ImprovementColumn.TITLE:
            return None if improvement.title else theme.color("text_faint")
        case ImprovementColumn.GAIN:
            return None
    return theme.color("text_soft")


def _typed(improvement: Improvement, column: ImprovementColumn) -> str:
    match column:
        case ImprovementColumn.TITLE:
            return improvement.title
        case ImprovementColumn.RESPONSIBLE:
            return improvement.responsible
        case ImprovementColumn.SERVICE:
            return improvement.service
        case ImprovementColumn.STATUS:
            return improvement.status.value
    return ""


def _status(text: str) -> ImprovementStatus:
    """Return the status for its key, its name or the start of its name; raises ValueError."""
    names: Mapping[ImprovementStatus, str] = {s: status_name(s) for s in ImprovementStatus}
    meant = text.removeprefix("●").strip().casefold()
    exact = [s for s, name in names.items() if meant in (s.value, name.casefold())]
    found = exact or [s for s, name in names.items() if name.casefold().startswith(meant)]
    if len(found) != 1:
        raise ValueError(tr("Choose one of: {0}.").format(", ".join(names.values())))
    return found[0]

"""The service areas as rows, and the steps of each as cells of two lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from kompass_desktop.assessment.numbers import signed, whole
from kompass_desktop.assessment.plan_records import ImprovementStatus
from kompass_desktop.assessment.planning.service_steps import ServiceSteps
from kompass_desktop.assessment.records import ChainStep
from kompass_desktop.assessment.service_areas import service_name
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.desktop.widgets.indexes import LEFT, RIGHT, Index
from kompass_desktop.desktop.widgets.painted_delegate import LEFT as AT_LEFT
from kompass_desktop.desktop.widgets.painted_delegate import MARGIN, PaintedDelegate, write_line
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.report.document_text import chain_name
from kompass_desktop.report.document_text import status_name as document_status
from kompass_desktop.report.plan.plan_names import status_name
from kompass_desktop.report.plan.status_colors import DOCUMENT_STATUS_TINTS

ROW_HEIGHT = 46
MAIN, DETAIL = 13, 11
LINK_WIDTH, LINK_HEIGHT, LINK_PITCH = 20, 8, 25
"""Pixels of a step in the picture of the chain."""
AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ServiceColumn(IntEnum):
    """The table's columns, in order."""

    SERVICE = 0
    ANALYSIS = 1
    REPORTS = 2
    IMPROVEMENTS = 3
    GAIN = 4
    MISSING = 5

    @property
    def is_about_documents(self) -> bool:
        """Whether it says something of the documents, not of the improvements."""
        return self in (ServiceColumn.ANALYSIS, ServiceColumn.REPORTS, ServiceColumn.MISSING)


@dataclass(frozen=True)
class ServiceCell:
    """What a cell shows: a line, a smaller one below it, and the name of the first one's colour.

    `chain` is, for each step of the chain, whether there is a document: it is shown as a picture
    in the place of `detail`, which then only describes it.
    """

    text: str
    detail: str = ""
    tint: str = "text"
    chain: tuple[bool, ...] = ()


@dataclass(frozen=True)
class ServiceRow:
    """A service area with its steps, and the points that its improvements would give together."""

    steps: ServiceSteps
    gain: Fraction
    is_estimate: bool = False


class ServiceTable(QAbstractTableModel):
    """The service areas, from the usual ones to the whole organisation."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[ServiceRow, ...] = ()

    @property
    def rows(self) -> tuple[ServiceRow, ...]:
        """The rows, from the top."""
        return self._rows

    def show_rows(self, rows: Sequence[ServiceRow]) -> None:
        """Show other rows; those of the same service areas stay where they are."""
        before, after = self._rows, tuple(rows)
        if [r.steps.service for r in before] != [r.steps.service for r in after]:
            self.beginResetModel()
            self._rows = after
            self.endResetModel()
        elif before != after:
            self._rows = after
            last = self.index(len(after) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def cell(self, row: int, column: ServiceColumn) -> ServiceCell:
        """Return what a cell shows."""
        steps = self._rows[row].steps
        match column:
            case ServiceColumn.SERVICE:
                return ServiceCell(service_name(steps.service))
            case ServiceColumn.ANALYSIS:
                return _analysis(steps)
            case ServiceColumn.REPORTS:
                return _reports(steps)
            case ServiceColumn.IMPROVEMENTS:
                return _improvements(steps)
            case ServiceColumn.GAIN:
                return _gain(self._rows[row])
            case ServiceColumn.MISSING:
                return _missing(steps)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(ServiceColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section == ServiceColumn.GAIN else LEFT
        return _headings()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.cell(index.row(), ServiceColumn(index.column()))
        both = ", ".join(filter(None, (cell.text, cell.detail)))
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return both
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(both) or None
        return None


class ServiceCellPainter(PaintedDelegate):
    """Paints a cell's two lines, and a frame around the current cell."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.paint_ground(painter, option, index)
        table = index.model()
        if not isinstance(table, ServiceTable):
            return
        column = ServiceColumn(index.column())
        cell = table.cell(index.row(), column)
        where = AT_RIGHT if column is ServiceColumn.GAIN else AT_LEFT
        inside = QRectF(option.rect).adjusted(MARGIN, 4, -MARGIN, -5)
        is_strong = column in (ServiceColumn.SERVICE, ServiceColumn.GAIN)
        weight = QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal
        painter.save()
        painter.setFont(theme.font(MAIN, weight))
        painter.setPen(theme.color(cell.tint))
        upper = QRectF(inside)
        if cell.detail or cell.chain:
            upper.setBottom(inside.center().y())
        write_line(painter, upper, cell.text, where)
        painter.setFont(theme.font(DETAIL))
        painter.setPen(theme.color("text_soft"))
        lower = QRectF(inside)
        lower.setTop(inside.center().y())
        if cell.chain:
            _paint_chain(painter, lower, cell.chain)
        else:
            write_line(painter, lower, cell.detail, where)
        self._paint_frame(painter, option, index)
        painter.restore()

    def _paint_frame(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        if isinstance(view, QAbstractItemView) and view.currentIndex() == index:
            painter.setPen(QPen(theme.color("accent"), 2 if view.hasFocus() else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -2, -3))


def _paint_chain(painter: QPainter, rect: QRectF, chain: Sequence[bool]) -> None:
    """Paint the steps of the chain from the left: filled, or for a gap with a dashed edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    top = rect.center().y() - LINK_HEIGHT / 2
    for at, is_there in enumerate(chain):
        link = QRectF(rect.left() + at * LINK_PITCH + 0.5, top, LINK_WIDTH, LINK_HEIGHT)
        if is_there:
            painter.setPen(QPen(theme.color("strength"), 1))
            painter.setBrush(theme.color("strength"))
        else:
            painter.setPen(QPen(theme.color("weakness"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(link, 2, 2)


def _headings() -> tuple[str, ...]:
    return (
        tr("Service area"),
        tr("Service analysis"),
        tr("Other reports"),
        tr("Improvements"),
        tr("Gives"),
        tr("Missing"),
    )


def _analysis(steps: ServiceSteps) -> ServiceCell:
    status = steps.analysis_status
    if status is not None:
        return ServiceCell(f"● {document_status(status)}", tint=DOCUMENT_STATUS_TINTS[status])
    if not steps.needs_analysis:
        return ServiceCell("–", tint="text_soft")
    return ServiceCell(tr("missing"), tint="weakness")


def _reports(steps: ServiceSteps) -> ServiceCell:
    count = len(steps.reports)
    if not count:
        return ServiceCell(tr("none"), tint="weakness")
    text = ntr("{0} document", "{0} documents", count).format(count)
    parts = [f"{number} {document_status(s)}" for s, number in steps.report_counts.items()]
    return ServiceCell(text, " · ".join(parts))


def _improvements(steps: ServiceSteps) -> ServiceCell:
    count = len(steps.improvements)
    if not count:
        return ServiceCell(tr("none"), tint="weakness")
    text = ntr("{0} improvement", "{0} improvements", count).format(count)
    return ServiceCell(text, _counted(steps.improvement_counts))


def _counted(counts: Mapping[ImprovementStatus, int]) -> str:
    return " · ".join(f"{number} {status_name(status)}" for status, number in counts.items())


def _gain(row: ServiceRow) -> ServiceCell:
    if not row.steps.kept:
        return ServiceCell("–", tint="text_soft")
    text = signed(whole(row.gain))
    return ServiceCell(f"≈ {text}" if row.is_estimate else text)


def _missing(steps: ServiceSteps) -> ServiceCell:
    parts = []
    if steps.needs_analysis and steps.analysis_status is None:
        parts.append(tr("service analysis"))
    if not steps.improvements:
        parts.append(tr("improvements"))
    missing = ", ".join(parts)
    gaps = steps.gaps
    steps_text = ", ".join(chain_name(step) for step in gaps)
    detail = tr("No documents: {0}").format(steps_text) if steps_text else ""
    chain = tuple(step not in gaps for step in ChainStep)
    if missing:
        return ServiceCell(missing, detail, "weakness", chain)
    text = "–" if gaps else tr("nothing")
    return ServiceCell(text, detail, "text_soft", chain)

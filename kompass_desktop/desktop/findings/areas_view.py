"""The list of areas beside the findings; a card dropped on an area moves there."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.numbers import MINUS
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.findings.areas_model import AreaRole, FindingAreasModel
from kompass_desktop.desktop.findings.card_stack import dragged_finding
from kompass_desktop.desktop.widgets.indexes import Index
from kompass_desktop.i18n import ntr, tr

LINE_HEIGHT = 18
COUNTS_HEIGHT = 18
MARGIN = 6
LEFT = 12
RIGHT = 8
INDENT = 14
COUNT_GAP = 8
_LINES = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_SIGNS = {FindingKind.STRENGTH: "+", FindingKind.CHALLENGE: "~", FindingKind.WEAKNESS: MINUS}


class FindingAreas(QListView):
    """Emits `area_chosen` when another area becomes current, and findings dropped on an area."""

    area_chosen = Signal(int)
    finding_dropped = Signal(str, int)
    """The finding's id, and the number of the area."""
    entered = Signal()
    """Enter or the right arrow was pressed, to go to the area's findings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drop_row: int | None = None
        self.setProperty("role", "side")
        self.setAccessibleName(tr("Areas"))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_AreaPainter(self))
        theme.notifier.changed.connect(self.viewport().update)

    def set_areas(self, areas: FindingAreasModel) -> None:
        """Show these areas."""
        self.setModel(areas)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.area_chosen.emit(current.data(AreaRole.NUMBER))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_finding(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._show_drop(index.row() if index.isValid() else None)
        event.setAccepted(index.isValid())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_drop(None)

    def dropEvent(self, event: QDropEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._show_drop(None)
        if index.isValid():
            event.acceptProposedAction()
            finding = dragged_finding(event.mimeData())
            self.finding_dropped.emit(finding, index.data(AreaRole.NUMBER))

    def _show_drop(self, row: int | None) -> None:
        self.drop_row = row
        self.viewport().update()


def _title_font(weight: QFont.Weight) -> QFont:
    return theme.font(13, weight)


@lru_cache(maxsize=64)
def _title_rect(width: int, title: str) -> QRect:
    """Return where a title is in a row that begins at 0; wide enough for it when bold.

    The view asks twice for each row whenever a count changes. The result is not to be changed.
    """
    room = QRect(LEFT, 0, width - LEFT - RIGHT, 10 * LINE_HEIGHT)
    bold = QFontMetrics(_title_font(QFont.Weight.DemiBold))
    return QRect(
        room.topLeft(), QSize(room.width(), bold.boundingRect(room, _LINES, title).height())
    )


class _AreaPainter(QStyledItemDelegate):
    """Paints the title, and below it the three counts in their colours."""

    def __init__(self, view: FindingAreas) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = _title_rect(self._view.viewport().width(), index.data()).height()
        return QSize(100, lines + COUNTS_HEIGHT + 2 * MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect: QRect = option.rect
        is_open = index == self._view.currentIndex()
        self._paint_ground(painter, rect, option, index)
        painter.setFont(_title_font(QFont.Weight.DemiBold if is_open else QFont.Weight.Normal))
        painter.setPen(theme.color("accent" if is_open else "text"))
        title = _title_rect(rect.width(), index.data()).translated(0, rect.top() + MARGIN)
        painter.drawText(title, _LINES, index.data())
        end = painter.boundingRect(title, _LINES, index.data()).bottom()
        counts = QRect(LEFT + INDENT, end + 1, rect.width() - LEFT, COUNTS_HEIGHT)
        self._paint_counts(painter, counts, index)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        if index == self._view.currentIndex():
            painter.fillRect(rect, theme.color("accent_soft"))
            painter.fillRect(QRect(rect.topLeft(), QSize(3, rect.height())), theme.color("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("surface_soft"))
        if index.row() == self._view.drop_row:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(rect.adjusted(3, 2, -3, -2))

    def _paint_counts(self, painter: QPainter, line: QRect, index: Index) -> None:
        font = theme.font(11)
        painter.setFont(font)
        for kind, count in zip(FindingKind, index.data(AreaRole.COUNTS), strict=True):
            text = f"{_SIGNS[kind]}{count}"
            painter.setPen(theme.color(kind.value))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)
            line.setLeft(line.left() + QFontMetrics(font).horizontalAdvance(text) + COUNT_GAP)
        drafts = index.data(AreaRole.DRAFTS)
        if drafts:
            painter.setPen(theme.color("text_soft"))
            text = ntr("{0} draft", "{0} drafts", drafts).format(drafts)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, f"· {text}")

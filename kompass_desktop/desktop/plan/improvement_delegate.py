"""Paints the cells of the table of improvements: a tick, a title over its measure points."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QStyleOptionViewItem,
    QWidget,
)

from kompass_desktop.assessment.plan_records import ImprovementStatus
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.plan.improvement_rows import CODES_ROLE, ImprovementColumn
from kompass_desktop.desktop.widgets.indexes import Index
from kompass_desktop.desktop.widgets.painted_delegate import MARGIN, write_line
from kompass_desktop.desktop.widgets.saving_delegate import SavingDelegate
from kompass_desktop.report.plan.plan_names import status_name

ROW_HEIGHT = 45
LINE_HEIGHT = 18
EDITOR_HEIGHT = 28
_TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class ImprovementDelegate(SavingDelegate):
    """The delegate of `ImprovementRows`."""

    def __init__(self, parent: QObject) -> None:
        statuses = tuple((each.value, status_name(each)) for each in ImprovementStatus)
        super().__init__(parent, {ImprovementColumn.STATUS: statuses})

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.column() == ImprovementColumn.TITLE:
            self._paint_title(painter, option, index)
            self.paint_frame(painter, option, index)
        elif index.column() == ImprovementColumn.GAIN:
            option.font.setWeight(QFont.Weight.Bold)
            super().paint(painter, option, index)
        else:
            super().paint(painter, option, index)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect = QRect(option.rect.adjusted(1, 1, -1, -2))
        if not isinstance(editor, QComboBox):
            rect.setHeight(EDITOR_HEIGHT)
            rect.moveTop(option.rect.top() + (option.rect.height() - EDITOR_HEIGHT) // 2)
        editor.setGeometry(rect)

    def _paint_title(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.paint_ground(painter, option, index)
        painter.save()
        inside = QRectF(option.rect).adjusted(MARGIN, 5, -MARGIN, -5)
        tint = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setFont(theme.font(13, QFont.Weight.DemiBold))
        painter.setPen(tint if tint is not None else theme.color("text"))
        write_line(painter, inside, str(index.data()), _TOP)
        painter.setFont(theme.font(11))
        painter.setPen(theme.color("text_soft"))
        write_line(
            painter, inside.adjusted(0, LINE_HEIGHT, 0, 0), str(index.data(CODES_ROLE)), _TOP
        )
        painter.restore()

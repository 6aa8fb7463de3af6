"""What delegates that write in their own colours share.

The style sheet gives every item the text's colour, and so takes no other from the model.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kompass_desktop.desktop.widgets.indexes import Index

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
MARGIN = 8
"""Pixels between a cell's edge and what is written in it, as in the style sheet."""


class PaintedDelegate(QStyledItemDelegate):
    """Writes an item's text in the font, colour and alignment that its model gives."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        written = QStyleOptionViewItem(option)
        self.initStyleOption(written, index)
        self.paint_ground(painter, option, index)
        painter.save()
        brush = index.data(Qt.ItemDataRole.ForegroundRole)
        tint = brush if isinstance(brush, QColor) else written.palette.text().color()
        inside = QRectF(written.rect).adjusted(MARGIN, 0, -MARGIN, -1)
        painter.setFont(written.font)
        painter.setPen(tint)
        write_line(painter, inside, written.text, written.displayAlignment)
        painter.restore()

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint what the style sheet says of an item, with nothing written on it."""
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        control = QStyle.ControlElement.CE_ItemViewItem
        ground.widget.style().drawControl(control, ground, painter, ground.widget)


def write_line(painter: QPainter, rect: QRectF, text: str, where: Qt.AlignmentFlag = LEFT) -> None:
    """Write one line in `rect` (px) with the painter's font and pen; too long ends in dots."""
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, where, shown)

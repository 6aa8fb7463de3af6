"""Paints text in at most two lines; the second ends with an ellipsis if it is too long."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout


def draw_two_lines(painter: QPainter, rect: QRectF, font: QFont, text: str) -> None:
    """Paint a text left-aligned and vertically centred in a rectangle (px), with the painter's pen.

    It has two lines if one is too short and the rectangle is high enough.
    """
    metrics = QFontMetricsF(font)
    room = 2 if rect.height() >= 2 * metrics.height() - metrics.leading() - 2 else 1
    lines = _lines(text, font, rect.width(), room)
    step = metrics.height() - (1 if room > 1 else 0)
    top = rect.center().y() - step * len(lines) / 2
    painter.setFont(font)
    for index, line in enumerate(lines):
        painter.drawText(QPointF(rect.left(), top + index * step + metrics.ascent()), line)


def _lines(text: str, font: QFont, width: float, room: int) -> list[str]:
    metrics = QFontMetricsF(font)
    if room == 1 or metrics.horizontalAdvance(text) <= width:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    end = line.textLength()
    layout.endLayout()
    rest = metrics.elidedText(text[end:].strip(), Qt.TextElideMode.ElideRight, width)
    return [text[:end].rstrip(), rest]

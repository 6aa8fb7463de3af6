"""The entries of a legend: a line or a bar as in the chart, and its meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.status_look import draw_bar, draw_track

ROW = 18
LINE = 22
AFTER_LINE = 5
BETWEEN = 16
FONT = 12
BAR = 10


@dataclass(frozen=True)
class LegendEntry:
    """A sign with its text: a line in a pen, or else the bar of a status."""

    text: str
    pen: QPen | None = None
    status: ScoreStatus | None = None

    @property
    def width(self) -> float:
        """The width in px of the sign and its text."""
        return LINE + AFTER_LINE + QFontMetricsF(theme.font(FONT)).horizontalAdvance(self.text)


def legend_rows(entries: Sequence[LegendEntry], width: float) -> list[list[LegendEntry]]:
    """Break entries into rows that fit in `width` (px)."""
    rows: list[list[LegendEntry]] = []
    used = 0.0
    for entry in entries:
        if rows and used + BETWEEN + entry.width <= width:
            rows[-1].append(entry)
            used += BETWEEN + entry.width
        else:
            rows.append([entry])
            used = entry.width
    return rows


def draw_legend(painter: QPainter, entries: Sequence[LegendEntry], width: float) -> None:
    """Paint entries in centred rows `ROW` px high, from the painter's origin."""
    painter.setFont(theme.font(FONT))
    for index, row in enumerate(legend_rows(entries, width)):
        taken = sum(entry.width for entry in row) + BETWEEN * (len(row) - 1)
        x = max(0.0, (width - taken) / 2)
        for entry in row:
            _draw_entry(painter, entry, QPointF(x, index * ROW))
            x += entry.width + BETWEEN


def _draw_entry(painter: QPainter, entry: LegendEntry, corner: QPointF) -> None:
    middle = corner.y() + ROW / 2
    if entry.pen is not None:
        pen = QPen(entry.pen)
        # Otherwise it would be thin where the painter is scaled.
        pen.setCosmetic(False)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(corner.x(), middle), QPointF(corner.x() + LINE, middle))
    elif entry.status is not None:
        bar = QRectF(corner.x(), middle - BAR / 2, LINE, BAR)
        draw_track(painter, bar)
        draw_bar(painter, bar, entry.status)
    painter.setPen(theme.color("text_soft"))
    text = QRectF(corner.x() + LINE + AFTER_LINE, corner.y(), entry.width, ROW)
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, entry.text)

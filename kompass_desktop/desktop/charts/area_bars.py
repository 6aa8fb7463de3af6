"""The eight areas as horizontal bars, with their points and the profiles beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.profile import ProfileEntry
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.interactive_chart import Spot
from kompass_desktop.desktop.charts.legend_entries import LegendEntry
from kompass_desktop.desktop.charts.overlay_lines import OverlayLine
from kompass_desktop.desktop.charts.profile_chart import ProfileChart
from kompass_desktop.desktop.charts.profile_legend import bar_entries
from kompass_desktop.desktop.charts.score_text import area_text, area_value
from kompass_desktop.desktop.charts.status_look import (
    draw_bar,
    draw_track,
    value_color,
    value_font,
)
from kompass_desktop.i18n import tr

ROW = 20
BAR = 12
TICK = 18
FONT = 12
VALUE_WIDTH = 30
GAP = 12


class AreaBars(ProfileChart):
    """One row for each area: name, bar, ticks of the other profiles, and points."""

    area_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_title(tr("Points by area"))

    def sizeHint(self) -> QSize:
        return QSize(260, ROW * max(1, len(self.areas)))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, ROW * max(1, len(self.areas)))

    def spots(self) -> Sequence[Spot]:
        return [
            Spot(entry.code, self._row(index), area_text(entry, self.others))
            for index, entry in enumerate(self.areas)
        ]

    def activate(self, key: str) -> None:
        self.area_clicked.emit(int(key))

    def legend_entries(self) -> list[LegendEntry]:
        return bar_entries(self.areas, self.lines)

    def draw(self, painter: QPainter) -> None:
        name_width = self._name_width()
        for index, entry in enumerate(self.areas):
            self._draw_row(painter, self._row(index), name_width, entry)

    def _row(self, index: int) -> QRectF:
        height = max(ROW, self.height() / max(1, len(self.areas)))
        return QRectF(0, index * height, self.width(), height)

    def _name_width(self) -> float:
        metrics = QFontMetricsF(theme.font(FONT))
        names = (metrics.horizontalAdvance(f"{e.code} {e.short}") for e in self.areas)
        widest = max(names, default=0)
        return min(widest + GAP, self.width() * 0.45)

    def _draw_row(
        self, painter: QPainter, row: QRectF, name_width: float, entry: ProfileEntry
    ) -> None:
        name = QRectF(row.left(), row.top(), name_width - 4, row.height())
        bar = QRectF(name_width, row.center().y() - BAR / 2, 0, BAR)
        bar.setRight(row.right() - VALUE_WIDTH - 4)
        self._draw_name(painter, name, entry)
        draw_track(painter, bar)
        share = float(entry.score.share)
        filled = QRectF(bar.left(), bar.top(), bar.width() * share, bar.height())
        draw_bar(painter, filled, entry.score.status)
        for line in self.lines:
            self._draw_tick(painter, bar, line, entry.code)
        painter.setFont(value_font(entry.score.status, FONT))
        painter.setPen(value_color(entry.score.status))
        alignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, alignment, area_value(entry.score))

    def _draw_name(self, painter: QPainter, rect: QRectF, entry: ProfileEntry) -> None:
        font = theme.font(FONT, QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        text = QFontMetricsF(font).elidedText(
            f"{entry.code} {entry.short}", Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_tick(self, painter: QPainter, bar: QRectF, line: OverlayLine, area: str) -> None:
        entry = line.area(area)
        if entry is not None and entry.score.status is not ScoreStatus.MISSING:
            x = bar.left() + bar.width() * float(entry.score.share)
            tick = QRectF(x - 1, bar.center().y() - TICK / 2, 2, TICK)
            painter.fillRect(tick, theme.color(line.tint))

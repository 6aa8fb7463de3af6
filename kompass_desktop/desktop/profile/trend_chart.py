"""A municipality's total, or an area, over the years, with the others as level lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.assessment.comparing.compared import Compared
from kompass_desktop.assessment.comparing.references import Bound
from kompass_desktop.assessment.comparing.trend import TrendPoint, trend_of
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import UNCERTAINTY
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.interactive_chart import Spot, SpotChart
from kompass_desktop.i18n import tr

LEFT = 36.0
TOP = 18.0
BELOW = 22.0
NAMES = 0.44
"""The share of the width at the right for the names of the level lines."""
DOT = 4.0
LEAST_APART = 14.0
"""Pixels from a name to the next."""
STEPS = 4


class TrendChart(SpotChart):
    """Dots for the municipality's own years; a level line for each of the others.

    Those of the total have ±5 %.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own: Compared | None = None
        self._others: tuple[Compared, ...] = ()
        self._code = TOTAL
        self._years: tuple[TrendPoint, ...] = ()
        self._levels: tuple[TrendPoint, ...] = ()
        self._maximum = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_title(tr("The total over the years"))

    def show_compared(self, own: Compared, others: Sequence[Compared]) -> None:
        """Show the years of an assessment's municipality, and the points of others."""
        self._own, self._others = own, tuple(others)
        self._show_trend()

    @property
    def code(self) -> str:
        """The code of the area that is shown, or TOTAL."""
        return self._code

    def show_part(self, code: str) -> None:
        """Show an area, given its code, or TOTAL."""
        self._code = code
        self._show_trend()

    def _show_trend(self) -> None:
        if self._own is None:
            return
        trend = trend_of(self._own, self._others, self._code)
        self._years, self._levels = trend.points, trend.levels
        self._maximum = float(trend.maximum)
        title = tr("{0} over the years").format(trend.name) if trend.name else ""
        self.set_title(title or tr("The total over the years"))
        self.data_changed()

    def sizeHint(self) -> QSize:
        return QSize(440, 300)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, 160)

    def spots(self) -> Sequence[Spot]:
        found = [
            Spot(f"year:{index}", self._dot(index), _spoken(each))
            for index, each in enumerate(self._years)
        ]
        for index, (each, top) in enumerate(self._names()):
            rect = QRectF(self._plot.right() + 6, top, self.width() - self._plot.right() - 6, 14)
            found.append(Spot(f"level:{index}", rect, _spoken(each)))
        return found

    def activate(self, key: str) -> None:
        """Do nothing: there is nothing further to open."""

    def draw(self, painter: QPainter) -> None:
        self._draw_grid(painter)
        self._draw_levels(painter)
        self._draw_years(painter)

    @property
    def _plot(self) -> QRectF:
        names = self.width() * NAMES if self._levels else 12.0
        return QRectF(
            LEFT, TOP, max(40.0, self.width() - LEFT - names), self.height() - TOP - BELOW
        )

    def _y(self, total: float) -> float:
        plot = self._plot
        return plot.bottom() - plot.height() * total / self._maximum

    def _x(self, index: int) -> float:
        plot = self._plot
        years = [each.compared.year or 0 for each in self._years]
        span = years[-1] - years[0]
        share = (years[index] - years[0]) / span if span else 0.5
        return plot.left() + plot.width() * (0.1 + 0.8 * share)

    def _dot(self, index: int) -> QRectF:
        centre = QPointF(self._x(index), self._y(float(self._years[index].points)))
        return QRectF(centre.x() - 9, centre.y() - 9, 18, 18)

    def _names(self) -> list[tuple[TrendPoint, float]]:
        """Each level line with the top of its name, from above, none over another."""
        placed: list[tuple[TrendPoint, float]] = []
        below = -LEAST_APART
        for each in sorted(self._levels, key=lambda level: -level.points):
            top = max(self._y(float(each.points)) - 7, below + LEAST_APART)
            placed.append((each, top))
            below = top
        return placed

    def _draw_grid(self, painter: QPainter) -> None:
        plot = self._plot
        painter.setFont(theme.font(11))
        for step in range(STEPS + 1):
            total = self._maximum * step / STEPS
            y = self._y(total)
            shade = "border" if step else "border_strong"
            painter.fillRect(QRectF(plot.left(), y, plot.width(), 1), theme.color(shade))
            painter.setPen(theme.color("text_soft"))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - 8, LEFT - 6, 16), flags, str(round(total)))

    def _draw_levels(self, painter: QPainter) -> None:
        plot = self._plot
        font = theme.font(11)
        for each, top in self._names():
            y = self._y(float(each.points))
            exact = self._code != TOTAL or each.compared.bound is Bound.EXACT
            style = Qt.PenStyle.DashLine if exact else Qt.PenStyle.DotLine
            painter.setPen(QPen(theme.color("text_soft"), 1.2, style))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setFont(font)
            painter.setPen(theme.color("text_soft"))
            room = QRectF(plot.right() + 6, top, self.width() - plot.right() - 6, 14)
            text = QFontMetricsF(font).elidedText(
                _spoken(each), Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_years(self, painter: QPainter) -> None:
        ends = [self._dot(index).center() for index in range(len(self._years))]
        painter.setPen(QPen(theme.color("accent"), 2))
        for first, second in pairwise(ends):
            painter.drawLine(first, second)
        for each, end in zip(self._years, ends, strict=True):
            self._draw_year(painter, each, end)

    def _draw_year(self, painter: QPainter, each: TrendPoint, end: QPointF) -> None:
        total = float(each.points)
        # Only the total has a band.
        spread = total * float(UNCERTAINTY) if self._code == TOTAL else 0.0
        painter.setPen(QPen(theme.color("accent"), 1.4))
        low, high = self._y(total - spread), self._y(min(total + spread, self._maximum))
        painter.drawLine(QPointF(end.x(), low), QPointF(end.x(), high))
        high = min(high, end.y() - DOT)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(end, DOT, DOT)
        painter.setFont(theme.font(12, QFont.Weight.Bold))
        painter.setPen(theme.color("text"))
        above = QRectF(end.x() - 40, high - 18, 80, 16)
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, each.text)
        painter.setFont(theme.font(11))
        painter.setPen(theme.color("text_soft"))
        below = QRectF(end.x() - 40, self._plot.bottom() + 3, 80, 16)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(each.compared.year))


def _spoken(point: TrendPoint) -> str:
    return f"{point.compared.label}: {point.text}"

"""Where informant groups differ, as a picture: a scale 0-4 for each, with the groups on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.assessment.consensus import DISAGREEMENT
from kompass_desktop.assessment.disagreements import Difference
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.interactive_chart import Spot, SpotChart
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import HIGHEST_LEVEL, LEVELS, Instrument

ROW = 44
HEADER = 24
CODE_WIDTH = 44
NAME_SHARE = 0.44
SPREAD_WIDTH = 40
DOT = 5.0
SIDE = 46
"""Room beside the scale for a group's name, in px."""

_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_WRAPPED = _MIDDLE | int(Qt.TextFlag.TextWordWrap)


class DifferenceChart(SpotChart):
    """One row for each difference, the widest first; a row leads to its measure point."""

    point_clicked = Signal(str)
    row_reached = Signal(float, float)
    """The top and the bottom of the row that the arrow keys have reached, in px."""

    def __init__(self, instrument: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._instrument = instrument
        self._differences: tuple[Difference, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_title(tr("Where informant groups differ"))

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The shown items, from the top."""
        return self._differences

    def show_differences(self, differences: Sequence[Difference]) -> None:
        """Show differences in this order."""
        self._differences = tuple(differences)
        self.updateGeometry()
        self.data_changed()

    def sizeHint(self) -> QSize:
        return QSize(760, HEADER + ROW * max(1, len(self._differences)))

    def minimumSizeHint(self) -> QSize:
        return QSize(520, self.sizeHint().height())

    def spots(self) -> Sequence[Spot]:
        return [
            Spot(each.point.code, self._row(index), self.spoken(each))
            for index, each in enumerate(self._differences)
        ]

    def show_focus(self) -> None:
        super().show_focus()
        spot = self.focused_spot
        if spot is not None:
            self.row_reached.emit(spot.rect.top(), spot.rect.bottom())

    def activate(self, key: str) -> None:
        self.point_clicked.emit(key)

    def spoken(self, difference: Difference) -> str:
        """Return the text for screen readers: measure point, aspect, and each group's level."""
        aspect = self._instrument.aspect(difference.aspect).name
        levels = ", ".join(
            f"{self._instrument.group(each.group).name} {each.level}" for each in difference.levels
        )
        point = difference.point
        return f"{point.code} {point.statement}. {aspect}: {levels}"

    def draw(self, painter: QPainter) -> None:
        painter.setFont(theme.font(11))
        painter.setPen(theme.color("text_soft"))
        for level in LEVELS:
            middle = self._x(level)
            above = QRectF(middle - 12, 0, 24, HEADER)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(level))
        for index, each in enumerate(self._differences):
            self._draw_row(painter, self._row(index), each)

    def _row(self, index: int) -> QRectF:
        return QRectF(0, HEADER + index * ROW, self.width(), ROW)

    def _x(self, level: int) -> float:
        left = self.width() * NAME_SHARE + SIDE
        room = self.width() - SPREAD_WIDTH - SIDE - left
        return left + room * level / HIGHEST_LEVEL

    def _draw_row(self, painter: QPainter, row: QRectF, difference: Difference) -> None:
        painter.setPen(theme.color("text_soft"))
        painter.setFont(theme.font(12))
        code = QRectF(4, row.top(), CODE_WIDTH, row.height())
        painter.drawText(code, _MIDDLE, difference.point.code)
        room = self.width() * NAME_SHARE - CODE_WIDTH - 8
        name = QRectF(CODE_WIDTH, row.top() + 2, room, row.height() - 4)
        aspect = self._instrument.aspect(difference.aspect).short
        painter.setPen(theme.color("text"))
        painter.drawText(name, _WRAPPED, f"{difference.point.statement} – {aspect}")
        self._draw_scale(painter, row.center().y() + 6, difference)
        self._draw_spread(painter, row, difference.spread)
        painter.fillRect(QRectF(0, row.bottom() - 1, row.width(), 1), theme.color("separator"))

    def _draw_scale(self, painter: QPainter, y: float, difference: Difference) -> None:
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.drawLine(QPointF(self._x(0), y), QPointF(self._x(HIGHEST_LEVEL), y))
        for level in LEVELS:
            painter.drawLine(QPointF(self._x(level), y - 3), QPointF(self._x(level), y + 3))
        levels = [each.level for each in difference.levels]
        shade = "weakness" if difference.spread >= DISAGREEMENT else "accent"
        painter.setPen(QPen(theme.color(shade), 3))
        painter.drawLine(QPointF(self._x(min(levels)), y), QPointF(self._x(max(levels)), y))
        for level in sorted(set(levels)):
            groups = [each.group for each in difference.levels if each.level == level]
            self._draw_groups(painter, QPointF(self._x(level), y), groups)

    def _draw_groups(self, painter: QPainter, at: QPointF, groups: Sequence[str]) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(at, DOT, DOT)
        painter.setPen(theme.color("text"))
        font = theme.font(11)
        painter.setFont(font)
        names = ", ".join(self._instrument.group(group).short for group in groups)
        room = (self._x(1) - self._x(0)) - 6 if len(groups) > 0 else 0
        metrics = QFontMetricsF(font)
        if metrics.horizontalAdvance(names) > room:
            names = ", ".join(self._instrument.group(group).prefix for group in groups)
        wide = max(room, metrics.horizontalAdvance(names) + 2)
        above = QRectF(at.x() - wide / 2, at.y() - 22, wide, 16)
        above.moveRight(min(above.right(), self.width() - SPREAD_WIDTH))
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, names)

    def _draw_spread(self, painter: QPainter, row: QRectF, spread: int) -> None:
        is_wide = spread >= DISAGREEMENT
        painter.setFont(theme.font(13, QFont.Weight.Bold if is_wide else QFont.Weight.Normal))
        painter.setPen(theme.color("weakness" if is_wide else "text_soft"))
        cell = QRectF(row.right() - SPREAD_WIDTH, row.top(), SPREAD_WIDTH, row.height())
        sign = f"{spread} ⚠" if is_wide else str(spread)
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, sign)

"""A chart of the areas as two groups rate them: two bars, and numbers of measure points."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.assessment.group_profile import AreaComparison
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.interactive_chart import Spot, SpotChart
from kompass_desktop.desktop.charts.legend_entries import LegendEntry
from kompass_desktop.desktop.charts.status_look import draw_track
from kompass_desktop.desktop.profile.group_text import (
    PairNames,
    area_comparison_text,
    rated_text,
    share_text,
)
from kompass_desktop.i18n import tr

TINTS = ("accent", "strength")
"""The colours of the first and of the second, as in the radar."""
ROW = 32
LEAST_ROW = 26
HEADER = 20
BAR = 9
NAME_WIDTH = 130
SHARE_WIDTH = 52
RATED_WIDTH = 74
COMMON_WIDTH = 80
EDGE = 6.0
"""Pixels at the right, for the mark of the focus."""
THIN = Fraction(1, 4)
"""The share of an area's measure points below which its bar is striped."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class GroupBars(SpotChart):
    """A chart with a row for each area; an area without ratings has a dash instead of a bar."""

    area_clicked = Signal(str)
    """The code of an area."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._areas: tuple[AreaComparison, ...] = ()
        self._names = PairNames(("", ""), ("", ""))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_title(tr("Areas as the two see them"))

    def show_areas(self, areas: Sequence[AreaComparison], names: PairNames) -> None:
        """Show the areas' shares by two sources, under their names."""
        self._areas = tuple(areas)
        self._names = names
        self.data_changed()

    def sizeHint(self) -> QSize:
        return QSize(560, HEADER + ROW * max(1, len(self._areas)))

    def minimumSizeHint(self) -> QSize:
        return QSize(420, HEADER + LEAST_ROW * max(1, len(self._areas)))

    def spots(self) -> Sequence[Spot]:
        return [
            Spot(each.area.code, self._row(index), area_comparison_text(each, self._names))
            for index, each in enumerate(self._areas)
        ]

    def activate(self, key: str) -> None:
        self.area_clicked.emit(key)

    def legend_entries(self) -> list[LegendEntry]:
        return [
            LegendEntry(name, QPen(theme.color(tint), BAR))
            for name, tint in zip(self._names.names, TINTS, strict=True)
        ]

    def draw(self, painter: QPainter) -> None:
        painter.setFont(theme.font(11))
        painter.setPen(theme.color("text_soft"))
        right = self.width() - EDGE
        note = QRectF(4, 0, self.width(), HEADER)
        if any(_is_thin(each, side) for each in self._areas for side in (0, 1)):
            text = tr("striped: less than a quarter rated")
            painter.drawText(note, Qt.AlignmentFlag.AlignVCenter, text)
        for text, width in (
            (tr("in common"), COMMON_WIDTH),
            (tr("rated"), RATED_WIDTH),
            (tr("% of possible"), SHARE_WIDTH + 40),
        ):
            painter.drawText(QRectF(right - width, 0, width, HEADER), _RIGHT, text)
            right -= width
        for index, each in enumerate(self._areas):
            self._draw_row(painter, self._row(index), each)

    def _row(self, index: int) -> QRectF:
        height = min(ROW, (self.height() - HEADER) / max(1, len(self._areas)))
        return QRectF(0, HEADER + index * height, self.width(), height)

    def _draw_row(self, painter: QPainter, row: QRectF, compared: AreaComparison) -> None:
        font = theme.font(12)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        name = QFontMetricsF(font).elidedText(
            f"{compared.area.code} {compared.area.short}",
            Qt.TextElideMode.ElideRight,
            NAME_WIDTH - 8,
        )
        painter.drawText(row.adjusted(4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(theme.font(11))
        painter.setPen(theme.color("text_soft"))
        painter.drawText(row.adjusted(0, 0, -EDGE, 0), _RIGHT, str(compared.common))
        for side in (0, 1):
            self._draw_side(painter, row, compared, side)

    def _draw_side(
        self, painter: QPainter, row: QRectF, compared: AreaComparison, side: int
    ) -> None:
        middle = row.center().y() + (BAR / 2 + 1.5) * (1 if side else -1)
        right = row.right() - EDGE - COMMON_WIDTH
        rated = QRectF(right - RATED_WIDTH, middle - 8, RATED_WIDTH, 16)
        total = len(compared.area.measure_points)
        painter.setFont(theme.font(11))
        painter.setPen(theme.color("text_soft"))
        painter.drawText(rated, _RIGHT, rated_text(compared.rated[side], total))
        share = compared.shares[side]
        value = rated.translated(-RATED_WIDTH, 0)
        painter.setFont(theme.font(11, QFont.Weight.Bold))
        painter.setPen(theme.color(TINTS[side] if share is not None else "text_faint"))
        painter.drawText(value, _RIGHT, share_text(share))
        bar = QRectF(row.left() + NAME_WIDTH, middle - BAR / 2, 0, BAR)
        bar.setRight(value.right() - SHARE_WIDTH)
        if share is not None:
            draw_track(painter, bar)
            bar.setWidth(bar.width() * float(share))
            _fill(painter, bar, TINTS[side], is_thin=_is_thin(compared, side))


def _is_thin(compared: AreaComparison, side: int) -> bool:
    """Whether a share is computed from too few measure points to describe the area."""
    count = len(compared.area.measure_points)
    return compared.shares[side] is not None and compared.counted[side] < count * THIN


def _fill(painter: QPainter, bar: QRectF, tint: str, *, is_thin: bool) -> None:
    if not is_thin:
        painter.fillRect(bar, theme.color(tint))
        return
    painter.fillRect(bar, QBrush(theme.color(tint), Qt.BrushStyle.BDiagPattern))
    painter.setPen(theme.color(tint))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))

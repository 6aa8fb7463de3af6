"""The measure points that two groups rate differently, the largest difference first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.consensus import DISAGREEMENT
from kompass_desktop.assessment.group_profile import PointComparison
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.profile.group_bars import TINTS
from kompass_desktop.desktop.profile.group_text import (
    PairNames,
    point_comparison_text,
    without_proposal,
)
from kompass_desktop.desktop.profile.heat_cells import draw_level
from kompass_desktop.desktop.profile.point_rows import PointRows
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import AspectWording

NAMES_WIDTH = 92
CELL = 26
CELL_HEIGHT = 17
RIGHT = 8


class GroupDifferences(PointRows):
    """Rows of measure points with the median levels of both groups, one above the other."""

    header_height = 18
    row_height = 44
    value_width = NAMES_WIDTH + 4 * CELL + RIGHT

    def __init__(self, aspects: Sequence[AspectWording], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aspects = tuple(aspects)
        self._differences: tuple[PointComparison, ...] = ()
        self._names = PairNames(("", ""), ("", ""))
        self.set_title(tr("Where the two differ most"))

    def show_differences(self, differences: Sequence[PointComparison], names: PairNames) -> None:
        """Show differences between two sources in the given order, under the sources' names."""
        self._differences = tuple(differences)
        self._names = names
        self.show_points([each.point for each in differences])

    def row_text(self, index: int) -> str:
        return point_comparison_text(self._differences[index], self._names)

    def draw(self, painter: QPainter) -> None:
        painter.setFont(theme.font(11))
        painter.setPen(theme.color("text_soft"))
        if self._differences:
            values = QRectF(self.width() - self.value_width, 0, self.value_width, 0)
            for column, wording in enumerate(self._aspects):
                cell = _cell(values, column, 0.0)
                cell.setHeight(self.header_height)
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, wording.letter)
        super().draw(painter)

    def draw_values(self, painter: QPainter, area: QRectF, index: int) -> None:
        difference = self._differences[index]
        for side in (0, 1):
            top = area.center().y() + (1 if side else -CELL_HEIGHT - 1)
            self._draw_name(painter, QRectF(area.left(), top, NAMES_WIDTH, CELL_HEIGHT), side)
            rating = without_proposal(difference.ratings[side])
            for column, wording in enumerate(self._aspects):
                draw_level(painter, _cell(area, column, top), wording.aspect, rating)
        self._mark_widest(painter, area, difference)

    def _draw_name(self, painter: QPainter, rect: QRectF, side: int) -> None:
        font = theme.font(11)
        painter.setFont(font)
        painter.setPen(theme.color(TINTS[side]))
        name = QFontMetricsF(font).elidedText(
            self._names.shorts[side], Qt.TextElideMode.ElideRight, rect.width() - 8
        )
        alignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -8, 0), alignment, name)

    def _mark_widest(self, painter: QPainter, area: QRectF, difference: PointComparison) -> None:
        """Frame the aspects on which the distance is large enough for a disagreement."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("weakness"), 1.5))
        for column, distance in enumerate(difference.distances):
            if distance is not None and distance >= DISAGREEMENT:
                upper = _cell(area, column, area.center().y() - CELL_HEIGHT - 1)
                lower = _cell(area, column, area.center().y() + 1)
                painter.drawRoundedRect((upper | lower).adjusted(-1, -1, 1, 1), 3, 3)


def _cell(area: QRectF, column: int, top: float) -> QRectF:
    left = area.left() + NAMES_WIDTH + column * CELL
    return QRectF(left + 1, top, CELL - 3, CELL_HEIGHT)

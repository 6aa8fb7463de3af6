"""Each area's intensity by aspect, as a table of shades: it shows where the chain stops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.assessment.intensity import Intensity, aspect_intensity
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.interactive_chart import Spot, SpotChart
from kompass_desktop.desktop.charts.score_text import intensity_text, intensity_value
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Area, AspectWording

ROW = 28
HEADER = 22
GAP = 3
NAME_SHARE = 0.32
DARKEST_SHARE = 0.8
"""The share of what is possible at which the darkest shade is reached."""


@dataclass(frozen=True)
class AspectRow:
    """An area with its intensity on each aspect, in the instrument's order."""

    area: Area
    intensities: tuple[Intensity, ...]


def aspect_rows(board: Scoreboard) -> tuple[AspectRow, ...]:
    """Return the rows that `AspectHeat` shows of a scoreboard."""
    instrument = board.instrument
    return tuple(
        AspectRow(
            area,
            tuple(
                aspect_intensity(board, area.measure_points, wording.aspect)
                for wording in instrument.aspects
            ),
        )
        for area in instrument.areas
    )


class AspectHeat(SpotChart):
    """Areas down, aspects across, per cent of what is possible in the cells.

    A preliminary cell has a dotted edge and a dot in its corner; one without any rating
    has a dash.
    """

    area_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aspects: tuple[AspectWording, ...] = ()
        self._rows: tuple[AspectRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_title(tr("Per cent of what is possible, by area and aspect"))

    def set_rows(self, aspects: Sequence[AspectWording], rows: Sequence[AspectRow]) -> None:
        """Show `rows`, whose intensities are in the order of `aspects`."""
        self._aspects = tuple(aspects)
        self._rows = tuple(rows)
        self.data_changed()

    def sizeHint(self) -> QSize:
        return QSize(470, HEADER + ROW * max(1, len(self._rows)))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, HEADER + 22 * max(1, len(self._rows)))

    def spots(self) -> Sequence[Spot]:
        return [
            Spot(f"{row.area.code}.{column}", self._cell(index, column), self._text(row, column))
            for index, row in enumerate(self._rows)
            for column in range(len(self._aspects))
        ]

    def activate(self, key: str) -> None:
        self.area_clicked.emit(int(key.partition(".")[0]))

    def draw(self, painter: QPainter) -> None:
        self._draw_header(painter)
        for index, row in enumerate(self._rows):
            painter.setFont(theme.font(12))
            painter.setPen(theme.color("text"))
            name = QRectF(4, self._top(index), self._name_width - 4, self._row_height)
            painter.drawText(
                name, Qt.AlignmentFlag.AlignVCenter, f"{row.area.code} {row.area.short}"
            )
            for column, intensity in enumerate(row.intensities):
                _draw_cell(painter, self._cell(index, column), intensity)

    @property
    def _name_width(self) -> float:
        return self.width() * NAME_SHARE

    @property
    def _row_height(self) -> float:
        return min(ROW, (self.height() - HEADER) / max(1, len(self._rows)))

    def _top(self, index: int) -> float:
        return HEADER + index * self._row_height

    def _cell(self, index: int, column: int) -> QRectF:
        pitch = (self.width() - self._name_width) / max(1, len(self._aspects))
        left = self._name_width + column * pitch
        return QRectF(left, self._top(index) + 1, pitch - GAP, self._row_height - GAP)

    def _text(self, row: AspectRow, column: int) -> str:
        name = f"{row.area.code} {row.area.short}, {self._aspects[column].name}"
        return f"{name}: {intensity_text(row.intensities[column])}"

    def _draw_header(self, painter: QPainter) -> None:
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text_soft"))
        for column, wording in enumerate(self._aspects):
            cell = self._cell(0, column)
            above = QRectF(cell.left(), 0, cell.width(), HEADER - 2)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, wording.short)


def heat_color(share: float) -> QColor:
    """Return the shade of a share 0-1 of what is possible."""
    return theme.mixed("heat_low", "heat_high", min(1.0, share / DARKEST_SHARE))


def _draw_cell(painter: QPainter, cell: QRectF, intensity: Intensity) -> None:
    if intensity.share is None:
        painter.setPen(theme.color("text_faint"))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, intensity_value(intensity))
        return
    shade = heat_color(float(intensity.share))
    text = theme.readable_on(shade)
    painter.setBrush(QBrush(shade))
    edge = QPen(theme.color("text_soft"), 1, Qt.PenStyle.DotLine)
    painter.setPen(edge if intensity.is_preliminary else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(text)
    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, intensity_value(intensity))
    if intensity.is_preliminary:
        painter.setBrush(text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QRectF(cell.right() - 9, cell.top() + 5, 4, 4))

"""How near the municipality is to the ideal one: a thin bar for each trait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.intensity import Intensity, trait_intensity
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.interactive_chart import Spot, SpotChart
from kompass_desktop.desktop.charts.progress_bar import paint_progress
from kompass_desktop.desktop.charts.score_text import intensity_text, intensity_value
from kompass_desktop.desktop.charts.status_look import draw_bar, value_color, value_font
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import TraitWording

ROW = 32
LEAST_ROW = 27
BAR = 5
FONT = 12


@dataclass(frozen=True)
class TraitRow:
    """A trait of the ideal municipality and how much of it the municipality has."""

    wording: TraitWording
    intensity: Intensity


def trait_rows(board: Scoreboard) -> tuple[TraitRow, ...]:
    """Return the rows that `TraitBars` shows of a scoreboard."""
    return tuple(
        TraitRow(wording, trait_intensity(board, board.instrument.measure_points, wording.trait))
        for wording in board.instrument.traits
    )


class TraitBars(SpotChart):
    """Each trait's name and per cent above a thin bar; striped while preliminary."""

    trait_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[TraitRow, ...] = ()
        self.set_title(tr("The ideal municipality"))

    def set_rows(self, rows: Sequence[TraitRow]) -> None:
        """Show the traits, in order."""
        self._rows = tuple(rows)
        self.data_changed()

    def sizeHint(self) -> QSize:
        return QSize(260, ROW * max(1, len(self._rows)))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, LEAST_ROW * max(1, len(self._rows)))

    def spots(self) -> Sequence[Spot]:
        return [
            Spot(
                row.wording.trait.value,
                self._row(index),
                f"{row.wording.name}: {intensity_text(row.intensity)}",
            )
            for index, row in enumerate(self._rows)
        ]

    def activate(self, key: str) -> None:
        self.trait_clicked.emit(key)

    def draw(self, painter: QPainter) -> None:
        for index, row in enumerate(self._rows):
            _draw_row(painter, self._row(index), row)

    def _row(self, index: int) -> QRectF:
        height = min(ROW, self.height() / max(1, len(self._rows)))
        return QRectF(0, index * height, self.width(), height - 2)


def _draw_row(painter: QPainter, rect: QRectF, row: TraitRow) -> None:
    status = ScoreStatus.PRELIMINARY if row.intensity.is_preliminary else ScoreStatus.RATED
    line = QRectF(rect.left(), rect.top(), rect.width(), 19)
    painter.setFont(theme.font(FONT))
    painter.setPen(theme.color("text"))
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, row.wording.name)
    painter.setFont(value_font(status, FONT))
    painter.setPen(value_color(status))
    alignment = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(line, alignment, intensity_value(row.intensity))
    bar = QRectF(rect.left(), line.bottom() + 1, rect.width(), BAR)
    share = float(row.intensity.share or 0)
    if status is ScoreStatus.RATED:
        paint_progress(painter, bar, share)
        return
    paint_progress(painter, bar, 0.0)
    draw_bar(painter, QRectF(bar.left(), bar.top(), bar.width() * share, BAR), status)

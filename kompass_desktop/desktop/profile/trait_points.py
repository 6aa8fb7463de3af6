"""The measure points with a trait, the weakest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.intensity import BearingPoint
from kompass_desktop.assessment.scoring import Score
from kompass_desktop.desktop.charts.score_text import question_value, status_text
from kompass_desktop.desktop.charts.status_look import value_color, value_font
from kompass_desktop.desktop.profile.point_rows import PointRows
from kompass_desktop.i18n import tr

BEFORE_VALUE = 10


class TraitPoints(PointRows):
    """Rows of measure points with their points of the maximum."""

    value_width = 74

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bearings: tuple[BearingPoint, ...] = ()
        self.set_title(tr("Measure points of the trait"))

    def set_bearings(self, bearings: Sequence[BearingPoint]) -> None:
        """Show measure points in the given order."""
        self._bearings = tuple(bearings)
        self.show_points([bearing.point for bearing in bearings])

    def row_text(self, index: int) -> str:
        bearing = self._bearings[index]
        text = f"{bearing.point.code} {bearing.point.statement}: {_value(bearing.score)}"
        label = status_text(bearing.score.status)
        return f"{text}, {label}" if label and bearing.score.attainable else text

    def draw_values(self, painter: QPainter, area: QRectF, index: int) -> None:
        score = self._bearings[index].score
        painter.setFont(value_font(score.status, 12))
        painter.setPen(value_color(score.status))
        alignment = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(area.adjusted(0, 0, -BEFORE_VALUE, 0), alignment, _value(score))


def _value(score: Score) -> str:
    return question_value(score) if score.attainable else tr("not in focus")

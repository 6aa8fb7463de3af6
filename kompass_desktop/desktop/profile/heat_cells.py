"""Paints the cells of the table that shows where the chain stops."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from kompass_desktop.assessment.consensus import EffectiveRating
from kompass_desktop.assessment.intensity import Intensity
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.score_text import MISSING, intensity_value
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import HIGHEST_LEVEL, Aspect

DARKEST_SHARE = 0.8
"""The share of the maximum at which the darkest shade is reached."""


def heat_color(share: float) -> QColor:
    """Return the shade of a share 0-1 of the maximum."""
    return theme.mixed("heat_low", "heat_high", min(1.0, share / DARKEST_SHARE))


def draw_intensity(painter: QPainter, cell: QRectF, intensity: Intensity) -> None:
    """Paint the intensity of an area or a question as per cent of the maximum."""
    painter.setFont(theme.font(12))
    if intensity.share is None:
        painter.setPen(theme.color("text_faint"))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, intensity_value(intensity))
        return
    edge = QPen(theme.color("text_soft"), 1, Qt.PenStyle.DotLine)
    text = _draw_shade(
        painter, cell, float(intensity.share), edge if intensity.is_preliminary else None
    )
    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, intensity_value(intensity))
    if intensity.is_preliminary:
        painter.setBrush(text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QRectF(cell.right() - 9, cell.top() + 5, 4, 4))


def draw_level(painter: QPainter, cell: QRectF, aspect: Aspect, rating: EffectiveRating) -> None:
    """Paint the level of a measure point on an aspect."""
    level = rating.levels[aspect]
    edge = QPen(theme.color("text_soft"), 1, Qt.PenStyle.DashLine)
    if level is None and not rating.planned_only:
        edge.setStyle(Qt.PenStyle.DotLine)
        edge.setColor(theme.color("text_faint"))
    if rating.planned_only:
        edge.setColor(theme.color("challenge_line"))
    is_sure = level is not None and not rating.is_proposal and not rating.planned_only
    share = (level or 0) / HIGHEST_LEVEL * DARKEST_SHARE
    _draw_shade(painter, cell, 0.0 if rating.planned_only else share, None if is_sure else edge)
    font = theme.font(12, QFont.Weight.Bold if is_sure else QFont.Weight.Normal)
    font.setStrikeOut(rating.planned_only and level is not None)
    painter.setFont(font)
    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, MISSING if level is None else str(level))


def draw_out_of_focus(painter: QPainter, cells: QRectF) -> None:
    """Paint across all cells of a row that its measure point is not in focus."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("track"))
    painter.drawRoundedRect(cells, 3, 3)
    painter.setFont(theme.font(11))
    painter.setPen(theme.color("text_soft"))
    painter.drawText(cells, Qt.AlignmentFlag.AlignCenter, tr("not in focus"))


def _draw_shade(painter: QPainter, cell: QRectF, share: float, edge: QPen | None) -> QColor:
    """Fill a cell with the shade of a share 0-1; set and return a readable pen colour."""
    shade = heat_color(share)
    text = theme.readable_on(shade)
    painter.setBrush(shade)
    painter.setPen(edge if edge is not None else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(text)
    return text

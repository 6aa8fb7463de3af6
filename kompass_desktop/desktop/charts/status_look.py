"""How a bar and its number look by status: each status differs from the others.

Rated is filled, a proposal is pale with a dashed edge, preliminary is striped, recorded
is outlined, and of what is missing only the empty track shows.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop import theme


def draw_track(painter: QPainter, rect: QRectF) -> None:
    """Paint the empty bar that shows the maximum."""
    painter.fillRect(rect, theme.color("track"))


def draw_bar(painter: QPainter, rect: QRectF, status: ScoreStatus) -> None:
    """Paint a bar that is filled to all of `rect` (px), as its status looks."""
    if status is ScoreStatus.MISSING or rect.width() <= 0 or rect.height() <= 0:
        return
    if status is ScoreStatus.RATED:
        painter.fillRect(rect, theme.color("accent"))
        return
    painter.save()
    painter.setBrush(bar_brush(status))
    if status is ScoreStatus.PRELIMINARY:
        painter.fillRect(rect, theme.color("accent_soft"))
    painter.setPen(_edge(status))
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()


def bar_brush(status: ScoreStatus) -> QBrush:
    """Return what a bar or shape of this status is filled with."""
    match status:
        case ScoreStatus.RATED:
            return QBrush(theme.color("accent"))
        case ScoreStatus.PRELIMINARY:
            return QBrush(theme.color("accent"), Qt.BrushStyle.BDiagPattern)
        case ScoreStatus.PROPOSAL | ScoreStatus.RECORDED:
            return QBrush(theme.mixed("accent_soft", "accent", 0.15))
        case ScoreStatus.MISSING:
            return QBrush(Qt.BrushStyle.NoBrush)


def value_color(status: ScoreStatus) -> QColor:
    """Return the colour of a number of this status."""
    unsure = (ScoreStatus.PRELIMINARY, ScoreStatus.PROPOSAL, ScoreStatus.MISSING)
    return theme.color("text_soft" if status in unsure else "text")


def value_font(status: ScoreStatus, pixels: int) -> QFont:
    """Return the font of a number of this status."""
    sure = status in (ScoreStatus.RATED, ScoreStatus.RECORDED)
    result = theme.font(pixels, QFont.Weight.Bold if sure else QFont.Weight.Normal)
    result.setItalic(status is ScoreStatus.PROPOSAL)
    return result


def _edge(status: ScoreStatus) -> QPen:
    dashed = status is ScoreStatus.PROPOSAL
    return QPen(theme.color("accent"), 1, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)

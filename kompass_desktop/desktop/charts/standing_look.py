"""How a bar and its number look by standing: each standing differs from the others.

Rated is filled, a proposal is pale with a dashed edge, preliminary is striped, recorded
is outlined, and of what is missing only the empty track shows.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

from kompass_desktop.assessment.scoring import Standing
from kompass_desktop.desktop import theme


def draw_track(painter: QPainter, rect: QRectF) -> None:
    """Paint the empty bar that stands for the maximum."""
    painter.fillRect(rect, theme.color("track"))


def draw_bar(painter: QPainter, rect: QRectF, standing: Standing) -> None:
    """Paint a bar that is filled to all of `rect` (px), as its standing looks."""
    if standing is Standing.MISSING or rect.width() <= 0 or rect.height() <= 0:
        return
    if standing is Standing.RATED:
        painter.fillRect(rect, theme.color("accent"))
        return
    painter.save()
    painter.setBrush(bar_brush(standing))
    if standing is Standing.PRELIMINARY:
        painter.fillRect(rect, theme.color("accent_soft"))
    painter.setPen(_edge(standing))
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()


def bar_brush(standing: Standing) -> QBrush:
    """Return what a bar or shape of this standing is filled with."""
    match standing:
        case Standing.RATED:
            return QBrush(theme.color("accent"))
        case Standing.PRELIMINARY:
            return QBrush(theme.color("accent"), Qt.BrushStyle.BDiagPattern)
        case Standing.PROPOSAL | Standing.RECORDED:
            return QBrush(theme.mixed("accent_soft", "accent", 0.15))
        case Standing.MISSING:
            return QBrush(Qt.BrushStyle.NoBrush)


def value_color(standing: Standing) -> QColor:
    """Return the colour of a number of this standing."""
    unsure = (Standing.PRELIMINARY, Standing.PROPOSAL, Standing.MISSING)
    return theme.color("text_soft" if standing in unsure else "text")


def value_font(standing: Standing, pixels: int) -> QFont:
    """Return the font of a number of this standing."""
    sure = standing in (Standing.RATED, Standing.RECORDED)
    result = theme.font(pixels, QFont.Weight.Bold if sure else QFont.Weight.Normal)
    result.setItalic(standing is Standing.PROPOSAL)
    return result


def _edge(standing: Standing) -> QPen:
    dashed = standing is Standing.PROPOSAL
    return QPen(theme.color("accent"), 1, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)

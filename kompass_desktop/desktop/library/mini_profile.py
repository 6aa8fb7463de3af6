"""A profile as eight tiny bars, for item delegates."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from kompass_desktop.assessment.profile import Profile
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.status_look import draw_bar

BAR = 9
PITCH = 11.5


def paint_mini_profile(painter: QPainter, rect: QRectF, profile: Profile) -> None:
    """Paint the areas' bars at the left of `rect` (px); its full height is 100 %."""
    pitch = min(PITCH, rect.width() / max(1, len(profile.areas)))
    for index, entry in enumerate(profile.areas):
        left = rect.left() + index * pitch
        width = pitch * BAR / PITCH
        foot = QRectF(left, rect.bottom() - 1, width, 1)
        painter.fillRect(foot, theme.color("border_strong"))
        height = rect.height() * float(entry.score.share)
        bar = QRectF(left, rect.bottom() - height, width, height)
        draw_bar(painter, bar, entry.score.status)

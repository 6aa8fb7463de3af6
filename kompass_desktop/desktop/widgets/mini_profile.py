"""A profile as eight tiny bars, as a widget and for item delegates."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.assessment.profile import Profile
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.widgets.score_words import area_words
from kompass_desktop.desktop.widgets.standing_look import draw_bar

BAR = 9
PITCH = 11.5
HEIGHT = 22


def paint_mini_profile(painter: QPainter, rect: QRectF, profile: Profile) -> None:
    """Paint the areas' bars at the left of `rect` (px), whose height stands for 100 %."""
    pitch = min(PITCH, rect.width() / max(1, len(profile.areas)))
    for place, entry in enumerate(profile.areas):
        left = rect.left() + place * pitch
        width = pitch * BAR / PITCH
        foot = QRectF(left, rect.bottom() - 1, width, 1)
        painter.fillRect(foot, theme.color("border_strong"))
        height = rect.height() * float(entry.score.share)
        bar = QRectF(left, rect.bottom() - height, width, height)
        draw_bar(painter, bar, entry.score.standing)


class MiniProfile(QWidget):
    """The areas' bars, no larger than a line of text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile: Profile | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Profil 1–8"))
        theme.notifier.changed.connect(self.update)

    def set_profile(self, profile: Profile | None) -> None:
        """Show an assessment's profile."""
        self._profile = profile
        words = [area_words(entry) for entry in profile.areas] if profile else []
        self.setToolTip("\n".join(words))
        self.setAccessibleDescription("; ".join(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        count = len(self._profile.areas) if self._profile else 8
        return QSize(round(count * PITCH), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._profile is not None:
            paint_mini_profile(painter, QRectF(self.rect()), self._profile)
        painter.end()

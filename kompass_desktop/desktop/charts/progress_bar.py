"""A thin bar of how much is done, as a widget and for item delegates."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.desktop import theme

THICKNESS = 5
MARK_REACH = 4
"""Pixels that a mark extends above and below the bar."""


def paint_progress(painter: QPainter, rect: QRectF, share: float) -> None:
    """Paint a rounded bar in `rect` (px), filled to `share` (0-1)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = rect.height() / 2
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    painter.fillPath(path, theme.color("track"))
    # Clipping to the rounded track keeps the ends round, however small the share.
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    filled = QRectF(rect.left(), rect.top(), rect.width() * min(1.0, share), rect.height())
    painter.fillRect(filled, theme.color("accent"))
    painter.restore()


class ProgressBar(QWidget):
    """A thin bar, and if wanted a mark for how much should be done by now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self._mark: float | None = None
        self._thickness = THICKNESS
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.notifier.changed.connect(self.update)

    @property
    def share(self) -> float:
        """How much is done, 0-1."""
        return self._share

    def set_share(self, share: float) -> None:
        """Set how much is done, 0-1; a larger number is shown as 1."""
        self._share = max(0.0, min(1.0, share))
        self.setAccessibleDescription(f"{self._share:.0%}".replace("%", " %"))
        self.update()

    def set_mark(self, share: float | None) -> None:
        """Mark how much should be done by now, 0-1; None for no mark."""
        self._mark = share
        self.updateGeometry()
        self.update()

    def set_thickness(self, pixels: int) -> None:
        """Make the bar thicker or thinner than 5 px."""
        self._thickness = pixels
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        reach = MARK_REACH if self._mark is not None else 0
        return QSize(80, self._thickness + 2 * reach)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.height() / 2
        bar = QRectF(0, middle - self._thickness / 2, self.width(), self._thickness)
        paint_progress(painter, bar, self._share)
        if self._mark is not None:
            x = min(self._mark, 1.0) * (self.width() - 2)
            mark = QRectF(x, bar.top() - MARK_REACH, 2, bar.height() + 2 * MARK_REACH)
            painter.fillRect(mark, theme.color("weakness"))
        painter.end()

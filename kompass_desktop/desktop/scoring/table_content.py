"""What the team's table scrolls: its rows, with the open one framed."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.scoring.scoring_row import ScoringRow

RADIUS = 6


class TableContent(QWidget):
    """Draws the lines between the rows, and the frame around the one that is open."""

    def __init__(self) -> None:
        super().__init__()
        self._open: tuple[QWidget, QWidget] | None = None
        self._has_focus = False

    def set_open(self, row: QWidget, strip: QWidget, focus: bool) -> None:
        """Frame a row and the strip below it."""
        if self._open == (row, strip) and self._has_focus == focus:
            return
        self._paint_frame_again()
        self._open = (row, strip)
        self._has_focus = focus
        self._paint_frame_again()

    def _paint_frame_again(self) -> None:
        """Repaint only the framed row, because painting is slow."""
        for part in self._open or ():
            self.update(part.geometry())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for line in self.findChildren(ScoringRow):
            if line.isVisible():
                bottom = line.geometry().bottom()
                painter.fillRect(0, bottom, self.width(), 1, theme.color("separator"))
        if self._open is not None:
            row, strip = self._open
            frame = QRectF(row.geometry() | strip.geometry()).adjusted(1, 1, -1, -1)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(theme.color("surface_soft"))
            shade = "accent" if self._has_focus else "border_strong"
            painter.setPen(QPen(theme.color(shade), 2 if self._has_focus else 1))
            painter.drawRoundedRect(frame, RADIUS, RADIUS)
        painter.end()

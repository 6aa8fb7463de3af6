"""One of the five levels that an aspect can be given, as a small square button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from kompass_desktop.desktop import theme

WIDTH = 26
HEIGHT = 22
RADIUS = 4


class LevelButton(QPushButton):
    """Filled while its level is given, dashed while it is only proposed.

    It paints itself, since a style sheet takes milliseconds for twenty buttons, and a rating is
    painted before the next key. It never has the focus; its row has.
    """

    def __init__(self, level: int, parent: QWidget | None = None) -> None:
        super().__init__(str(level), parent)
        self._is_proposed = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedSize(WIDTH, HEIGHT)

    @property
    def is_proposed(self) -> bool:
        """Whether its level is proposed by the interviews."""
        return self._is_proposed

    def set_proposed(self, proposed: bool) -> None:
        """Set whether its level is proposed by the interviews."""
        self._is_proposed = proposed
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        filled = self.isChecked()
        painter.setBrush(theme.color("accent" if filled else "surface"))
        is_lit = filled or (self.underMouse() and self.isEnabled())
        painter.setPen(level_edge(is_proposed=self._is_proposed and not filled, is_lit=is_lit))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        bold = filled or self._is_proposed
        painter.setFont(theme.font(13, QFont.Weight.Bold if bold else QFont.Weight.Normal))
        painter.setPen(theme.color(self._text_tint()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def _text_tint(self) -> str:
        if self.isChecked():
            return "on_accent"
        if not self.isEnabled():
            return "text_faint"
        return "accent" if self._is_proposed else "text"


def level_edge(*, is_proposed: bool, is_lit: bool) -> QPen:
    """Return the pen around a level: dashed while it is only proposed, dark while it is lit."""
    pen = QPen(theme.color("accent" if is_proposed or is_lit else "border_strong"), 1)
    if is_proposed:
        pen.setDashPattern([3, 2])
    return pen

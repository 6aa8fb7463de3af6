"""A level with its worded anchor, as a button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.level_button import level_edge

HEIGHT = 46
NUMBER_WIDTH = 26
RADIUS = 5

_WRAPPED = int(
    Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
)


class AnchorButton(QAbstractButton):
    """Filled while its level is given, dashed while it is proposed.

    It takes no focus: the keys 0-4 do the same while the table has it.
    """

    def __init__(self, level: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = level
        self._is_proposed = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def is_proposed(self) -> bool:
        """Whether its level is proposed by the interviews."""
        return self._is_proposed

    def set_anchor(self, anchor: str) -> None:
        """Show what the level means."""
        if anchor == self.text():
            return
        self.setText(anchor)
        self.setToolTip(f"{self._level}: {anchor}")
        self.setAccessibleName(f"{self._level} {anchor}")
        self.update()

    def set_proposed(self, proposed: bool) -> None:
        """Show whether its level is proposed by the interviews."""
        self._is_proposed = proposed
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(150, HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        filled = self.isChecked()
        painter.setBrush(theme.color("accent" if filled else "surface"))
        is_lit = filled or self.underMouse()
        painter.setPen(level_edge(is_proposed=self._is_proposed and not filled, is_lit=is_lit))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        number = QRect(0, 0, NUMBER_WIDTH, self.height())
        painter.setPen(theme.color("on_accent" if filled else "text"))
        painter.setFont(theme.font(14, QFont.Weight.Bold))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(self._level))
        painter.setPen(theme.color("on_accent" if filled else "text_soft"))
        painter.setFont(theme.font(11))
        text = self.rect().adjusted(NUMBER_WIDTH, 1, -4, -1)
        painter.drawText(text, _WRAPPED, self.text())
        painter.end()

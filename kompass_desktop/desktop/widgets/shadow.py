"""The shadow of what is shown over the window."""

from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget

_BLUR_PIXELS = 36
_DROP_PIXELS = 8
_COLOR = QColor(0, 0, 0, 110)


def cast_shadow(panel: QWidget) -> None:
    """Let a panel cast a shadow on what it covers."""
    shadow = QGraphicsDropShadowEffect(panel)
    shadow.setBlurRadius(_BLUR_PIXELS)
    shadow.setOffset(0, _DROP_PIXELS)
    shadow.setColor(_COLOR)
    panel.setGraphicsEffect(shadow)

"""A button that shows its key beside its text, as a small key cap."""

from __future__ import annotations

from PySide6.QtCore import Property, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from kompass_desktop.desktop import theme

GAP = 5
CAP_PADDING = 4
CAP_HEIGHT = 16
FONT = 11


class KeyButton(QPushButton):
    """A push button with the property `keys`, such as "Ctrl F", shown as a key cap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = ""

    def _get_keys(self) -> str:
        return self._keys

    def _set_keys(self, keys: str) -> None:
        self._keys = keys
        self.setAccessibleDescription(keys)
        self.updateGeometry()
        self.update()

    keys = Property(str, _get_keys, _set_keys)
    """The keys that do the same as the button; empty for no key cap."""

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + round(self._cap_space), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        # The text is set in the middle of what the key cap leaves: so the two of them are
        # in the middle of the button.
        option.rect = option.rect.adjusted(0, 0, -round(self._cap_space), 0)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        if self._keys:
            text_width = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
            right_of_text = option.rect.center().x() + text_width / 2
            self._draw_cap(painter, right_of_text + GAP, self.rect().center().y() + 0.5)
        painter.end()

    @property
    def _cap_space(self) -> float:
        return GAP + self._cap_width if self._keys else 0.0

    @property
    def _cap_width(self) -> float:
        metrics = QFontMetricsF(theme.font(FONT))
        return metrics.horizontalAdvance(self._keys) + 2 * CAP_PADDING

    def _draw_cap(self, painter: QPainter, left: float, middle: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = min(CAP_HEIGHT, self.height() - 4)
        top = round(middle - height / 2) + 0.5
        cap = QRectF(round(left) + 0.5, top, round(self._cap_width), height - 1)
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(cap, 3, 3)
        painter.setPen(theme.color("text_soft"))
        painter.setFont(theme.font(FONT))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._keys)

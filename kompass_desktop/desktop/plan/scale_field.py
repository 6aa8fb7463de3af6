"""A choice of 1 (little) to 5 (much), by a key or a click; it may be left out."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.i18n import tr

SCALE = range(1, 6)
SIDE = 24
PITCH = 27
RADIUS = 4
_GONE = (Qt.Key.Key_0, Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}


class ScaleField(QWidget):
    """Five squares; 1–5 chooses, the arrow keys step, and Delete or 0 takes it away."""

    value_chosen = Signal(object)
    """The number from 1 to 5, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(tr("1 is little and 5 is much; Delete takes it away"))
        theme.notifier.changed.connect(self.update)

    @property
    def value(self) -> int | None:
        """The number that is shown, 1–5, or None."""
        return self._value

    def show_value(self, value: int | None) -> None:
        """Show a number from 1 to 5, or that none is chosen; nothing is emitted."""
        self._value = value
        self.setAccessibleDescription(tr("not set") if value is None else str(value))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize((len(SCALE) - 1) * PITCH + SIDE + 4, SIDE + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = Qt.Key(event.key()), event.text()
        if len(text) == 1 and text.isascii() and text.isdigit() and int(text) in SCALE:
            self._choose(int(text))
        elif key in _GONE:
            self._choose(None)
        elif key in _STEPS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._choose(max(1, min(5, (self._value or 0) + _STEPS[key])))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        for number in SCALE:
            if self._square(number).contains(QPointF(event.position())):
                self._choose(None if number == self._value else number)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in SCALE:
            self._draw(painter, number)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()

    def _draw(self, painter: QPainter, number: int) -> None:
        is_chosen = number == self._value
        painter.setPen(QPen(theme.color("accent" if is_chosen else "border_strong"), 1))
        painter.setBrush(theme.color("accent" if is_chosen else "surface"))
        painter.drawRoundedRect(self._square(number), RADIUS, RADIUS)
        painter.setFont(theme.font(12, QFont.Weight.Bold if is_chosen else QFont.Weight.Normal))
        painter.setPen(theme.color("on_accent" if is_chosen else "text_soft"))
        painter.drawText(self._square(number), Qt.AlignmentFlag.AlignCenter, str(number))

    def _square(self, number: int) -> QRectF:
        left = 2.5 + (number - 1) * PITCH
        return QRectF(left, 2.5, SIDE - 1, SIDE - 1)

    def _choose(self, value: int | None) -> None:
        if value != self._value:
            self.show_value(value)
            self.value_chosen.emit(value)

"""A field for the points of one question, area or total."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kompass_desktop.assessment.recorded_entry import InvalidPoints, read_points, typed_text

WIDTH = 54
LONGEST = 8
_NEXT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class PointsField(QLineEdit):
    """Accepts points from 0 to a maximum; Enter and Down go on, Up goes back."""

    stepped = Signal(int)
    """The user goes on (1) or back (-1)."""
    entered = Signal()
    """It has got the focus."""

    def __init__(self, code: str, maximum: Fraction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = code
        self._maximum = maximum
        self.setFixedWidth(WIDTH)
        self.setMaxLength(LONGEST)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setProperty("role", "points")

    @property
    def points(self) -> Fraction | None:
        """What is typed, or None for nothing; raises InvalidPoints."""
        return read_points(self.text(), self._maximum)

    @property
    def problem(self) -> str:
        """A sentence that says what is wrong with what is typed, or ""."""
        try:
            _ = self.points
        except InvalidPoints as problem:
            return str(problem)
        return ""

    def show_points(self, points: Fraction | None) -> None:
        """Show points, or nothing for None."""
        self.setText("" if points is None else typed_text(points))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif event.key() in _NEXT:
            self.stepped.emit(1)
        elif event.key() == Qt.Key.Key_Up:
            self.stepped.emit(-1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # What is there is typed over, as in a spreadsheet.
        self.selectAll()
        self.entered.emit()

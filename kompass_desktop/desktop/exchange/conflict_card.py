"""One conflict: both sides beside each other, each with a button to choose it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kompass_desktop.i18n import tr


@dataclass(frozen=True)
class Side:
    """What one side says, who said it and when, its button's text, and whether it is in force."""

    text: str
    who: str
    choice: str
    is_in_force: bool


class ConflictCard(QFrame):
    """Shows a conflict; emits the index of the side that was chosen."""

    chosen = Signal(int)

    def __init__(self, heading: str, sides: Sequence[Side], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(heading)
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        self.heading_label = _label(heading, "strong")
        column.addWidget(self.heading_label)
        row = QHBoxLayout()
        row.setSpacing(10)
        for index, side in enumerate(sides):
            row.addWidget(self._side(index, side), 1)
        column.addLayout(row)

    def focus_first(self) -> None:
        """Give the first button the focus."""
        self.buttons[0].setFocus()

    def _side(self, index: int, side: Side) -> QWidget:
        frame = QFrame(self)
        frame.setProperty("role", "open" if side.is_in_force else "finding")
        column = QVBoxLayout(frame)
        column.setContentsMargins(10, 8, 10, 8)
        who = tr("{0} · applies now").format(side.who) if side.is_in_force else side.who
        column.addWidget(_label(who, "detail"))
        text = _label(side.text, "")
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(text)
        column.addStretch()
        button = QPushButton(side.choice, frame)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{side.choice}: {side.text}")
        button.clicked.connect(lambda: self.chosen.emit(index))
        self.buttons.append(button)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return frame


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label

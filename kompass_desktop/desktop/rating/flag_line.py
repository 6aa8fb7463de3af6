"""The line of check boxes for a rating's flags, each with the key that sets it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel

_GAP = 14
"""Pixels between one flag's key and the next flag."""


def flag_line(boxes: Mapping[str, QCheckBox], hint: QLabel) -> QHBoxLayout:
    """Return a row of the boxes by their keys ("P"), with `hint` at the right.

    The boxes never take the focus: it stays with the widget that gets the keys.
    """
    line = QHBoxLayout()
    line.setSpacing(2)
    for key, box in boxes.items():
        box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cap = QLabel(key)
        cap.setProperty("role", "key")
        line.addWidget(box)
        line.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addSpacing(_GAP)
    line.addStretch(1)
    line.addWidget(hint)
    return line

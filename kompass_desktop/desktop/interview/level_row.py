"""One aspect of the measure point that is open: its name, the five levels, the anchor."""

from __future__ import annotations

from functools import partial
from html import escape

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.level_button import LevelButton
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import HIGHEST_LEVEL, LEVELS, Anchors, AspectWording

NAME_WIDTH = 138
EDGE = 3
_CLEARING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class LevelRow(QWidget):
    """Rates one aspect by mouse or keys; shows the level that `set_level` sets.

    A click on a level, the keys 0-4 and the arrows choose one; Backspace, Delete and a click on
    the chosen level remove it. The row gets the keys while it has the focus. The owner of the
    rating changes it and then calls `set_level`.
    """

    level_chosen = Signal(int)
    level_cleared = Signal()
    activated = Signal()
    """The row was clicked, or got the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording: AspectWording | None = None
        self._anchors: Anchors | None = None
        self._level: int | None = None
        self._proposal: int | None = None
        self._is_active = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name = QLabel(self)
        self._name.setFixedWidth(NAME_WIDTH)
        self._buttons = tuple(LevelButton(level, self) for level in LEVELS)
        self._anchor = ElidedLabel(self)
        self._anchor.setProperty("role", "soft")
        self._lay_out()
        for level, button in enumerate(self._buttons):
            button.clicked.connect(partial(self._click, level))
        theme.notifier.changed.connect(self.update)

    @property
    def buttons(self) -> tuple[LevelButton, ...]:
        """The five buttons, by level."""
        return self._buttons

    @property
    def anchor_text(self) -> str:
        """The text at the right: the anchor of the level, or that none is given yet."""
        return self._anchor.text()

    @property
    def is_active(self) -> bool:
        """Whether the next level key goes to this row."""
        return self._is_active

    def set_wording(self, wording: AspectWording) -> None:
        """Show the name and the usual anchors of an aspect."""
        self._wording = wording
        self._name.setText(_underlined(wording))
        self._name.setToolTip(wording.question)
        self.setAccessibleName(wording.name)
        for level, button in enumerate(self._buttons):
            button.setAccessibleName(f"{wording.name} {level}")
        self.set_anchors(wording.anchors)

    def set_anchors(self, anchors: Anchors) -> None:
        """Show the anchors for the present rating."""
        if anchors == self._anchors:
            return
        self._anchors = anchors
        for level, button in enumerate(self._buttons):
            button.setToolTip(f"{level}: {anchors[level]}")
            button.setAccessibleDescription(anchors[level])
        self._show_state()

    def set_level(self, level: int | None, proposal: int | None = None) -> None:
        """Show the level 0-4 that is given, or None; and one that the interviews propose.

        A proposal shows only while no level is given.
        """
        self._level = level
        self._proposal = proposal if level is None else None
        self._show_state()

    def set_active(self, active: bool) -> None:
        """Highlight the row that the next level key goes to."""
        self._is_active = active
        self._show_state()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_active:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), EDGE, EDGE)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), theme.color("accent_soft"))
        painter.fillRect(0, 0, EDGE, self.height(), theme.color("accent"))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.activated.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.activated.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        key = Qt.Key(event.key())
        if text.isdecimal() and int(text) in LEVELS:
            self.level_chosen.emit(int(text))
        elif key in _CLEARING:
            self.level_cleared.emit()
        elif key in _STEPS:
            self.level_chosen.emit(self._stepped(_STEPS[key]))
        else:
            super().keyPressEvent(event)

    def _stepped(self, step: int) -> int:
        start = self._level if self._level is not None else self._proposal
        if start is None:
            return 0
        return max(0, min(HIGHEST_LEVEL, start + step))

    def _click(self, level: int) -> None:
        # The button has toggled itself, but only the owner decides which level is given.
        self._buttons[level].setChecked(level == self._level)
        if level == self._level:
            self.level_cleared.emit()
        else:
            self.level_chosen.emit(level)

    def _show_state(self) -> None:
        for level, button in enumerate(self._buttons):
            button.setChecked(level == self._level)
            button.set_proposed(level == self._proposal)
        text = self._state_text()
        self._anchor.setText(text)
        shown = self._level if self._level is not None else self._proposal
        self.setAccessibleDescription(text if shown is None else f"{shown}, {text}")

    def _state_text(self) -> str:
        if self._anchors is None:
            return ""
        if self._level is not None:
            return self._anchors[self._level]
        if self._proposal is not None:
            return tr("proposal: {0}").format(self._anchors[self._proposal])
        if self._is_active:
            return tr("not rated yet · press 0–4")
        return tr("not rated yet")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 1, 8, 1)
        row.setSpacing(3)
        row.addWidget(self._name)
        row.addSpacing(7)
        for button in self._buttons:
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self._anchor, 1)


def _underlined(wording: AspectWording) -> str:
    """Return the aspect's name as rich text, with the letter of its key underlined."""
    before, letter, after = wording.name.partition(wording.letter)
    return f"{escape(before)}<u>{escape(letter)}</u>{escape(after)}"

"""The row of a follow-up: whom to ask, about what, and the answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kompass_desktop.assessment.follow_ups import FollowUp
from kompass_desktop.desktop.widgets.link_row import LinkRow
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr

WHO_WIDTH = 150
CODE_WIDTH = 48
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_TOP = Qt.AlignmentFlag.AlignTop


class FollowUpRow(LinkRow):
    """A row that opens its line in the interview, and emits a signal when it becomes current."""

    focused = Signal()
    stepped = Signal(int)
    """The row below (1) or above (-1) is requested."""

    def __init__(self, follow_up: FollowUp, group: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.follow_up = follow_up
        self._who = QLabel(
            f"{follow_up.interview.code} · {group}" if follow_up.interview else group
        )
        self._code = QLabel(follow_up.code)
        self._text = WrappedText()
        self._answer = WrappedText()
        self._state = QLabel(tr("open") if follow_up.is_open else tr("✓ answered"))
        self._lay_out()
        answer = _answer_text(follow_up)
        self._text.setText(follow_up.text)
        self._answer.setText(answer)
        self._answer.setVisible(bool(answer))
        self.setToolTip(tr("Show it in the interview (Enter)"))
        parts = (self._who.text(), follow_up.code, follow_up.text, self._state.text(), answer)
        self.setAccessibleName(", ".join(part for part in parts if part))

    def _lay_out(self) -> None:
        for label, role in ((self._who, "detail"), (self._code, "soft")):
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._who.setFixedWidth(WHO_WIDTH)
        self._code.setFixedWidth(CODE_WIDTH)
        self._answer.setProperty("role", "saved")
        self._state.setProperty("role", "earlier" if self.follow_up.is_open else "saved")
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._text)
        texts.addWidget(self._answer)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 7, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._who, 0, _TOP)
        row.addWidget(self._code, 0, _TOP)
        row.addLayout(texts, 1)
        row.addWidget(self._state, 0, _TOP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()


def _answer_text(follow_up: FollowUp) -> str:
    if follow_up.answer is not None:
        return f"→ {follow_up.answer.text}"
    return ""

"""What an informant said, as one reads it beside a measure point; a click leads to it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QWidget

from kompass_desktop.assessment.model import Assessment, Mark, Note
from kompass_desktop.assessment.numbers import MINUS
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText

SOURCE_WIDTH = 132
MOST_LINES = 30

MARK_SIGNS = {Mark.STRENGTH: "+", Mark.CHALLENGE: "~", Mark.WEAKNESS: MINUS}
FLAG = 13


class NoteQuote(QFrame):
    """A note line with who said it; emits `clicked` by mouse, Enter and space."""

    clicked = Signal()

    def __init__(self, assessment: Assessment, note: Note, direction: QBoxLayout.Direction) -> None:
        super().__init__()
        self.note = note
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._source = QLabel(source_of(assessment, note))
        self._source.setProperty("role", "detail")
        self._source.setTextFormat(Qt.TextFormat.PlainText)
        self._text = WrappedText()
        self._text.setText(note.text)
        self._text.setMaximumLines(MOST_LINES)
        self._lay_out(direction)
        self.setToolTip(self.tr("Vis notatet i intervjuet"))
        self.setAccessibleName(f"{self._source.text()}: {note.text}")

    @property
    def source_text(self) -> str:
        """Who said it."""
        return self._source.text()

    def _lay_out(self, direction: QBoxLayout.Direction) -> None:
        box = QBoxLayout(direction, self)
        box.setContentsMargins(4, 5, 4, 6)
        box.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._source)
        if self.note.mark is not None:
            head.addWidget(_mark_label(self.note.mark))
        head.addStretch(1)
        if direction is QBoxLayout.Direction.LeftToRight:
            source = QWidget()
            source.setFixedWidth(SOURCE_WIDTH)
            head.setContentsMargins(0, 0, 0, 0)
            source.setLayout(head)
            box.addWidget(source, 0, Qt.AlignmentFlag.AlignTop)
            box.addWidget(self._text, 1)
        else:
            box.addLayout(head)
            box.addWidget(self._text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place: QPoint = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(place):
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme.color("separator"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if self.underMouse():
            painter.fillRect(self.rect().adjusted(0, 0, 0, -1), theme.color("surface_soft"))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -2))


def source_of(assessment: Assessment, note: Note) -> str:
    """Return the informant's code and group: "VL-04 · Virksomhet"."""
    interview = assessment.interviews.get(note.interview)
    if interview is None:
        return ""
    return f"{interview.code} · {assessment.group_of(interview).short}"


def _mark_label(mark: Mark) -> QLabel:
    label = QLabel()
    if mark is Mark.FOLLOW_UP:
        label.setPixmap(theme.icon("flag", "accent", FLAG).pixmap(FLAG, FLAG))
        label.setToolTip(label.tr("Følg opp"))
    else:
        label.setText(MARK_SIGNS[mark])
        label.setProperty("role", mark.value)
    return label

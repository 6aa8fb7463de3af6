"""What an informant said, as it is shown beside a measure point; a click leads to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QWidget

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import MINUS
from kompass_desktop.assessment.records import Mark, Note
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.widgets.link_row import LinkRow
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr

SOURCE_WIDTH = 150
MOST_LINES = 30

MARK_SIGNS = {Mark.STRENGTH: "+", Mark.CHALLENGE: "~", Mark.WEAKNESS: MINUS}
FLAG = 13


class NoteQuote(LinkRow):
    """A note line with who said it and how it is marked."""

    def __init__(self, assessment: Assessment, note: Note, direction: QBoxLayout.Direction) -> None:
        super().__init__()
        self.note = note
        self._source = QLabel(source_of(assessment, note))
        self._source.setProperty("role", "detail")
        self._source.setTextFormat(Qt.TextFormat.PlainText)
        self._text = WrappedText()
        self._text.setText(note.text)
        self._text.setMaximumLines(MOST_LINES)
        self._lay_out(direction)
        self.setToolTip(tr("Show the note in the interview"))
        self.setAccessibleName(f"{self._source.text()}: {note.text}")

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


def source_of(assessment: Assessment, note: Note) -> str:
    """Return the informant's code and group: "VL-04 · Virksomhet"."""
    interview = assessment.interviews.get(note.interview)
    if interview is None:
        return ""
    return f"{interview.code} · {assessment.group_of(interview).short}"


def _mark_label(mark: Mark) -> QLabel:
    if mark is Mark.FOLLOW_UP:
        return _FollowUpLabel()
    label = QLabel(MARK_SIGNS[mark])
    label.setProperty("role", mark.value)
    return label


class _FollowUpLabel(QLabel):
    """A flag in the colour in force."""

    def __init__(self) -> None:
        super().__init__()
        self.setToolTip(tr("Follow up"))
        self._show_flag()
        theme.notifier.changed.connect(self._show_flag)

    def _show_flag(self) -> None:
        self.setPixmap(theme.icon("flag", "accent", FLAG).pixmap(FLAG, FLAG))

"""A note line shown beside a measure point; a click opens it in its interview."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import MINUS
from kompass_desktop.assessment.records import Mark, Note
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.dates import shown_moment
from kompass_desktop.desktop.widgets.link_row import LinkRow
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr
from kompass_desktop.report import document_text

SOURCE_WIDTH = 150
MOST_LINES = 30
_WIDE = 10
"""The stretch of a source that may need several lines, beside 1 of what is left empty."""

MARK_SIGNS = {Mark.STRENGTH: "+", Mark.CHALLENGE: "~", Mark.WEAKNESS: MINUS}
FLAG = 13


class NoteQuote(LinkRow):
    """A note line with its informant, its time and how it is marked."""

    def __init__(self, assessment: Assessment, note: Note, direction: QBoxLayout.Direction) -> None:
        super().__init__()
        self._source = QLabel()
        self._source.setProperty("role", "detail")
        self._source.setTextFormat(Qt.TextFormat.PlainText)
        self._mark = _MarkLabel()
        self._when = QLabel()
        self._when.setProperty("role", "small")
        self._files = QLabel()
        self._files.setProperty("role", "small")
        self._files.setTextFormat(Qt.TextFormat.PlainText)
        self._files.setWordWrap(True)
        self._text = WrappedText()
        self._text.setMaximumLines(MOST_LINES)
        self._lay_out(direction)
        self.show_note(assessment, note)

    def show_note(self, assessment: Assessment, note: Note) -> None:
        """Show another note, because creating a new row is slow."""
        self.note = note
        is_from_document = _is_from_document(assessment, note)
        self._source.setText(source_of(assessment, note))
        # The time of a document's note does not matter; its title may need several lines.
        self._source.setWordWrap(is_from_document)
        self._when.setText("" if is_from_document else begun_text(note))
        self._when.setVisible(bool(self._when.text()))
        self._head.setStretchFactor(self._source, _WIDE if is_from_document else 0)
        files = ", ".join(each.name for each in assessment.attachments_at(note.id))
        self._files.setText(tr("attached: {0}").format(files) if files else "")
        self._files.setVisible(bool(files))
        self._mark.show_mark(note.mark)
        self._text.setText(note.text)
        self.setToolTip(
            tr("Show the note in the document study")
            if is_from_document
            else tr("Show the note in the interview")
        )
        source = f"{self._source.text()} {self._when.text()}".strip()
        said = f"{source}: {note.text}"
        self.setAccessibleName(f"{said}, {self._files.text()}" if files else said)

    def _lay_out(self, direction: QBoxLayout.Direction) -> None:
        box = QBoxLayout(direction, self)
        box.setContentsMargins(4, 5, 4, 6)
        box.setSpacing(1)
        self._head = head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._source)
        head.addWidget(self._mark)
        head.addStretch(1)
        if direction is QBoxLayout.Direction.LeftToRight:
            source = QWidget()
            source.setFixedWidth(SOURCE_WIDTH)
            lines = QVBoxLayout(source)
            lines.setContentsMargins(0, 0, 0, 0)
            lines.setSpacing(0)
            lines.addLayout(head)
            lines.addWidget(self._when)
            lines.addWidget(self._files)
            box.addWidget(source, 0, Qt.AlignmentFlag.AlignTop)
            box.addWidget(self._text, 1)
        else:
            head.addWidget(self._when)
            box.addLayout(head)
            box.addWidget(self._text)
            box.addWidget(self._files)


def begun_text(note: Note) -> str:
    """Return when a line was begun: "ti. 12.03.2019 09:30"; nothing where that was taken out.

    What is anonymised has midnight in place of the time (`anonymity.shared_moment`).
    """
    return "" if "T00:00:00+00:00" in note.begun_at else shown_moment(note.begun_at)


def source_of(assessment: Assessment, note: Note) -> str:
    """Return the source of a note: code and group ("VL-04 · Virksomhet"), or the document."""
    interview = assessment.interviews.get(note.interview)
    if interview is None:
        return ""
    if interview.is_document_study:
        return document_text.source_of(assessment, note) or assessment.group_of(interview).name
    return f"{interview.code} · {assessment.group_of(interview).short}"


def _is_from_document(assessment: Assessment, note: Note) -> bool:
    interview = assessment.interviews.get(note.interview)
    return interview is not None and interview.is_document_study


class _MarkLabel(QLabel):
    """The mark of a note: a sign, or for a follow-up a flag in the present colour."""

    def __init__(self) -> None:
        super().__init__()
        self._mark: Mark | None = None
        theme.notifier.changed.connect(self._show_flag)

    def show_mark(self, mark: Mark | None) -> None:
        self._mark = mark
        self.setVisible(mark is not None)
        if mark is None:
            return
        is_flag = mark is Mark.FOLLOW_UP
        self.setToolTip(tr("Follow up") if is_flag else "")
        if is_flag:
            self._show_flag()
        else:
            theme.set_role(self, mark.value)
            self.setText(MARK_SIGNS[mark])

    def _show_flag(self) -> None:
        if self._mark is Mark.FOLLOW_UP:
            self.setPixmap(theme.icon("flag", "accent", FLAG).pixmap(FLAG, FLAG))

"""One disagreement at a time for a projector: notes at the left, the scales at the right.

It contains the table of the page with only the open measure point, so that the table's keys
rate here too.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Note
from kompass_desktop.desktop.actions import add_action
from kompass_desktop.desktop.charts.level_scales import LevelScales, ScaleLevels
from kompass_desktop.desktop.scoring.scoring_line import ScoringLine
from kompass_desktop.desktop.widgets.lazy_column import LazyColumn
from kompass_desktop.desktop.widgets.note_quote import NoteQuote
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr

NOTES_SHARE = 2
SCALES_SHARE = 3


class ProjectorView(QFrame):
    """Shows a measure point large; emits `closed` on Esc."""

    closed = Signal()

    def __init__(self, assessment: Assessment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("projector")
        self.setProperty("role", "canvas")
        self._assessment = assessment
        self.left_label = QLabel()
        self.left_label.setProperty("role", "soft")
        self.title = WrappedText()
        self.title.setProperty("role", "projected-title")
        self.scales = LevelScales(assessment.instrument)
        self._scroll = QScrollArea()
        self._notes_list = QWidget()
        self._notes_list.setProperty("role", "projected")
        self._notes = LazyColumn(self._notes_list)
        self._right = QVBoxLayout()
        self._lay_out()
        back = tr("Back from the projector's view")
        add_action(self, back, ["Esc"], self.closed.emit)

    def _lay_out(self) -> None:
        self._scroll.setWidget(self._notes_list)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card = QFrame()
        card.setProperty("role", "card")
        notes = QVBoxLayout(card)
        notes.addWidget(self._scroll)
        scales = QFrame()
        scales.setProperty("role", "card")
        QVBoxLayout(scales).addWidget(self.scales)
        self._right.setSpacing(9)
        self._right.addWidget(scales)
        self._right.addStretch(1)
        halves = QHBoxLayout()
        halves.setSpacing(12)
        halves.addWidget(card, NOTES_SHARE)
        halves.addLayout(self._right, SCALES_SHARE)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 18, 12)
        column.setSpacing(6)
        column.addWidget(self.left_label)
        column.addWidget(self.title)
        column.addLayout(halves, 1)

    def hasHeightForWidth(self) -> bool:
        """It gives way: the notes scroll, the scales shrink, and the table scrolls."""
        return False

    @property
    def quotes(self) -> list[NoteQuote]:
        """The notes that are shown, from the top."""
        return [row for row in self._notes.rows if isinstance(row, NoteQuote)]

    def hold(self, table: QWidget) -> None:
        """Take the page's table in, below the scales."""
        self._right.insertWidget(1, table)

    def show_line(self, line: ScoringLine) -> None:
        """Show the present ratings of a measure point."""
        self.scales.show_levels(ScaleLevels(line.views, line.team.levels))

    def show_point(self, line: ScoringLine, left: str) -> None:
        """Show a measure point with its notes; `left` says how many there are to come."""
        self.left_label.setText(left)
        self.title.setText(f"{line.point.code} {line.point.statement}")
        notes = self._assessment.notes_at(line.point.code)
        nothing = tr("No notes from the interviews are linked to {0}.").format(line.point.code)
        self._notes.show_rows([partial(self._quote, note) for note in notes], nothing)
        self.show_line(line)

    def _quote(self, note: Note, old: QWidget | None) -> QWidget:
        if isinstance(old, NoteQuote):
            old.show_note(self._assessment, note)
            return old
        return NoteQuote(self._assessment, note, QBoxLayout.Direction.TopToBottom)

"""The details of the open measure point: every interview's rating, every note."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from kompass_desktop.assessment.consensus import DISAGREEMENT, group_medians
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview, Note, Rating
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.scoring.informant_row import InformantHead, InformantRow
from kompass_desktop.desktop.widgets.note_quote import NoteQuote
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.instrument.model import MeasurePoint


class ScoringDetail(QWidget):
    """Shows a measure point's ratings at the left and its notes at the right."""

    interview_chosen = Signal(str)
    """The interview's id."""
    note_chosen = Signal(str)
    """The note's id."""

    ratings_heading: QLabel
    disagreement_label: WrappedText
    ratings_scroll: QScrollArea
    ratings_list: QWidget
    notes_heading: QLabel
    notes_scroll: QScrollArea
    notes_list: QWidget

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "scoring/scoring_detail")
        self._ratings = _column_in(self.ratings_list)
        self._notes = _column_in(self.notes_list)
        self.rating_rows: list[InformantRow] = []
        self.quotes: list[NoteQuote] = []

    @property
    def panes(self) -> list[QWidget]:
        """The parts in which something can have the focus."""
        panes: list[QWidget] = [self.ratings_scroll] if self.rating_rows else []
        return [*panes, self.notes_scroll] if self.quotes else panes

    def hasHeightForWidth(self) -> bool:
        """It scrolls, and takes what the table leaves; wrapped text in it asks for no more."""
        return False

    def show_point(self, point: MeasurePoint, assessment: Assessment) -> None:
        """Show what the interviews gave and said of a measure point."""
        self._show_ratings(point, assessment)
        self._show_notes(point, assessment)

    def _show_ratings(self, point: MeasurePoint, assessment: Assessment) -> None:
        order = [group.key for group in assessment.instrument.groups]
        given: list[tuple[Interview, Rating]] = sorted(
            assessment.interview_ratings(point.code), key=lambda pair: order.index(pair[0].group)
        )
        self.rating_rows = []
        for interview, rating in given:
            row = InformantRow(interview, assessment.group_of(interview), rating)
            row.clicked.connect(partial(self.interview_chosen.emit, interview.id))
            self.rating_rows.append(row)
        nothing = tr("No interviews have rated {0} yet.").format(point.code)
        letters = tuple(wording.letter for wording in assessment.instrument.aspects)
        rows = [InformantHead(letters), *self.rating_rows] if given else []
        _fill(self._ratings, rows, nothing)
        for first in self.rating_rows[:1]:
            self.ratings_scroll.setFocusProxy(first)
        heading = tr("The interviews' rating of {0} ({1})")
        self.ratings_heading.setText(heading.format(point.code, len(given)))
        disagreement = self._disagreement(point, assessment)
        self.disagreement_label.setText(disagreement)
        self.disagreement_label.setVisible(bool(disagreement))

    def _disagreement(self, point: MeasurePoint, assessment: Assessment) -> str:
        """Return who sees it how on each aspect where groups disagree, or nothing."""
        views_by_aspect = []
        for wording in assessment.instrument.aspects:
            medians = group_medians(assessment, point.code, wording.aspect)
            if medians and max(medians.values()) - min(medians.values()) >= DISAGREEMENT:
                views = ", ".join(
                    f"{assessment.instrument.group(group).short} {level}"
                    for group, level in medians.items()
                )
                views_by_aspect.append(f"{wording.short}: {views}")
        return (
            tr("Disagreement – {0}").format("; ".join(views_by_aspect)) if views_by_aspect else ""
        )

    def _show_notes(self, point: MeasurePoint, assessment: Assessment) -> None:
        notes = assessment.notes_at(point.code)
        whole = [
            note for note in assessment.notes_at(point.question) if note.code == point.question
        ]
        self.quotes = [self._quote(note, assessment) for note in (*notes, *whole)]
        rows: list[QWidget] = list(self.quotes)
        if whole:
            rows.insert(len(notes), _between(tr("On the whole question {0}"), point.question))
        nothing = tr("No notes from the interviews are linked to {0}.").format(point.code)
        _fill(self._notes, rows, nothing)
        for first in self.quotes[:1]:
            self.notes_scroll.setFocusProxy(first)
        self.notes_heading.setText(self._notes_heading(point.code, notes, assessment))

    def _quote(self, note: Note, assessment: Assessment) -> NoteQuote:
        quote = NoteQuote(assessment, note, QBoxLayout.Direction.LeftToRight)
        quote.clicked.connect(partial(self.note_chosen.emit, note.id))
        return quote

    def _notes_heading(self, code: str, notes: list[Note], assessment: Assessment) -> str:
        groups = {assessment.interviews[note.interview].group for note in notes}
        if not notes:
            return tr("Notes on {0}").format(code)
        heading = ntr(
            "Notes on {0} ({1} from {2} informant group)",
            "Notes on {0} ({1} from {2} informant groups)",
            len(groups),
        )
        return heading.format(code, len(notes), len(groups))


def _column_in(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _fill(column: QVBoxLayout, rows: Sequence[QWidget], nothing: str) -> None:
    """Replace the content of a column by rows, or by a sentence if there are none."""
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    for row in rows:
        column.addWidget(row)
        # At once, not when the layout comes to it: F6 may lead here before.
        row.show()
    if not rows:
        sentence = WrappedText()
        sentence.setProperty("role", "soft")
        sentence.setText(nothing)
        column.addWidget(sentence)
    column.addStretch(1)


def _between(text: str, code: str) -> QLabel:
    label = QLabel(text.format(code))
    label.setProperty("role", "small")
    label.setContentsMargins(4, 8, 0, 2)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

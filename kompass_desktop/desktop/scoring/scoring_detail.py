"""The details of the open measure point: every interview's rating, every note."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QScrollArea, QWidget

from kompass_desktop.assessment.consensus import DISAGREEMENT, group_views
from kompass_desktop.assessment.evidence import evidence_of
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.notes_by_place import NotesByPlace
from kompass_desktop.assessment.records import TEAM, Interview, Note, Rating
from kompass_desktop.assessment.settling import OwnView, own_views
from kompass_desktop.desktop.following_up.carryover_strip import CarryoverStrip
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.runtime.next_turn import NextTurn
from kompass_desktop.desktop.scoring.informant_row import InformantHead, InformantRow
from kompass_desktop.desktop.scoring.own_row import OwnRow
from kompass_desktop.desktop.widgets.lazy_column import LazyColumn, RowMaker
from kompass_desktop.desktop.widgets.link_row import LinkRow
from kompass_desktop.desktop.widgets.note_quote import NoteQuote
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.instrument.model import AspectWording, MeasurePoint
from kompass_desktop.report.evidence_text import evidence_text


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
    carryover_strip: CarryoverStrip
    notes_heading: QLabel
    evidence_label: WrappedText
    notes_scroll: QScrollArea
    notes_list: QWidget

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "scoring/scoring_detail")
        self._viewer = ""
        self._waiting: tuple[MeasurePoint, Assessment, NotesByPlace] | None = None
        # The table is painted first.
        self._next_turn = NextTurn(self)
        self._next_turn.due.connect(self._fill)
        self._ratings = LazyColumn(self.ratings_list)
        self._notes = LazyColumn(self.notes_list)
        self._ratings.begun.connect(partial(self._give_focus_to_first, self.ratings_scroll))
        self._notes.begun.connect(partial(self._give_focus_to_first, self.notes_scroll))

    @property
    def rating_rows(self) -> list[InformantRow]:
        """The interviews' ratings that are shown, from the top."""
        self._fill()
        return [row for row in self._ratings.rows if isinstance(row, InformantRow)]

    @property
    def own_rows(self) -> list[OwnRow]:
        """The consultants' own ratings that are shown, from the top."""
        self._fill()
        return [row for row in self._ratings.rows if isinstance(row, OwnRow)]

    @property
    def quotes(self) -> list[NoteQuote]:
        """The notes that are shown, from the top."""
        self._fill()
        return [row for row in self._notes.rows if isinstance(row, NoteQuote)]

    def set_viewer(self, member: str) -> None:
        """Set which team member looks, by id, or "" for the team together."""
        self._viewer = member

    @property
    def panes(self) -> list[QWidget]:
        """The parts in which something can have the focus."""
        panes: list[QWidget] = [self.ratings_scroll] if self.rating_rows else []
        if not self.carryover_strip.isHidden():
            panes.append(self.carryover_strip)
        return [*panes, self.notes_scroll] if self.quotes else panes

    def hasHeightForWidth(self) -> bool:
        """It scrolls, and takes what the table leaves; wrapped text in it asks for no more."""
        return False

    def show_point(self, point: MeasurePoint, assessment: Assessment, notes: NotesByPlace) -> None:
        """Show the ratings of a measure point and the notes on it, after the next repaint."""
        self._waiting = (point, assessment, notes)
        # What is there is that of another measure point: it is not painted at its new place.
        self.setUpdatesEnabled(False)
        self._next_turn.start()

    def _fill(self) -> None:
        """Show what waits to be shown, if anything does."""
        self._next_turn.stop()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            point, assessment, notes = waiting
            for scroll in (self.ratings_scroll, self.notes_scroll):
                scroll.verticalScrollBar().setValue(0)
            self._show_ratings(point, assessment)
            self._show_notes(point, assessment, notes)
            self.setUpdatesEnabled(True)

    def follow_rating(self, interview: str, point: MeasurePoint, assessment: Assessment) -> None:
        """Show what a rating of the measure point changes: an interview's, or one's own."""
        own = list(own_views(assessment, point.code, self._viewer))
        if interview != TEAM or [row.view for row in self.own_rows] != own:
            self._show_ratings(point, assessment)

    def _show_ratings(self, point: MeasurePoint, assessment: Assessment) -> None:
        order = [group.key for group in assessment.instrument.sources]
        given: list[tuple[Interview, Rating]] = sorted(
            assessment.interview_ratings(point.code), key=lambda pair: order.index(pair[0].group)
        )
        own = own_views(assessment, point.code, self._viewer)
        rows: list[RowMaker] = [partial(_own_row, view) for view in own]
        if given or own:
            letters = tuple(wording.letter for wording in assessment.instrument.aspects)
            rows.insert(0, partial(_head, letters))
        rows += [partial(self._informant_row, i, rating, assessment) for i, rating in given]
        nothing = tr("No interviews have rated {0} yet.").format(point.code)
        self._ratings.show_rows(rows, nothing)
        heading = tr("The interviews' rating of {0} ({1})")
        self.ratings_heading.setText(heading.format(point.code, len(given)))
        disagreement = self._disagreement(point, assessment, own)
        self.disagreement_label.setText(disagreement)
        self.disagreement_label.setVisible(bool(disagreement))

    def _disagreement(
        self, point: MeasurePoint, assessment: Assessment, own: Sequence[OwnView]
    ) -> str:
        """Return a text on the levels where groups, or consultants with shown ratings, disagree."""
        groups = [
            (assessment.instrument.group(view.group).short, view.levels)
            for view in group_views(assessment, point.code)
        ]
        consultants = [(view.member.name, view.rating.levels) for view in own if view.is_open]
        parts = []
        aspects = assessment.instrument.aspects
        if text := _disputed(groups, aspects):
            parts.append(tr("Disagreement – {0}").format(text))
        if text := _disputed(consultants, aspects):
            parts.append(tr("The consultants – {0}").format(text))
        return "\n".join(parts)

    def _show_notes(
        self, point: MeasurePoint, assessment: Assessment, by_place: NotesByPlace
    ) -> None:
        notes = by_place.at(point.code)
        whole = [note for note in by_place.at(point.question) if note not in notes]
        rows: list[RowMaker] = [partial(self._quote, note, assessment) for note in notes]
        if whole:
            about = tr("On the whole question {0}").format(point.question)
            rows.append(partial(_between, about))
            rows += [partial(self._quote, note, assessment) for note in whole]
        nothing = tr("No notes from the interviews are linked to {0}.").format(point.code)
        self._notes.show_rows(rows, nothing)
        self.notes_heading.setText(self._notes_heading(point.code, notes, assessment))
        evidence = evidence_text(evidence_of(assessment, point.code))
        self.evidence_label.setText(evidence)
        self.evidence_label.setVisible(bool(evidence))

    def _informant_row(
        self, interview: Interview, rating: Rating, assessment: Assessment, old: QWidget | None
    ) -> QWidget:
        group = assessment.group_of(interview)
        if isinstance(old, InformantRow):
            old.show_rating(interview, group, rating)
            return old
        row = InformantRow(interview, group, rating)
        row.clicked.connect(lambda: self.interview_chosen.emit(row.interview.id))
        return row

    def _give_focus_to_first(self, scroll: QScrollArea) -> None:
        column = self._notes if scroll is self.notes_scroll else self._ratings
        rows = [row for row in column.rows if isinstance(row, LinkRow)]
        for first in rows[:1]:
            scroll.setFocusProxy(first)

    def _quote(self, note: Note, assessment: Assessment, old: QWidget | None) -> NoteQuote:
        if isinstance(old, NoteQuote):
            old.show_note(assessment, note)
            return old
        quote = NoteQuote(assessment, note, QBoxLayout.Direction.LeftToRight)
        quote.clicked.connect(lambda: self.note_chosen.emit(quote.note.id))
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


def _disputed(
    raters: Sequence[tuple[str, Sequence[int | None]]], aspects: Sequence[AspectWording]
) -> str:
    """Return who sees it how on each aspect on which raters disagree, or nothing."""
    parts = []
    for index, wording in enumerate(aspects):
        given = [(name, levels[index]) for name, levels in raters if levels[index] is not None]
        levels = [level for _, level in given if level is not None]
        if levels and max(levels) - min(levels) >= DISAGREEMENT:
            raters_text = ", ".join(f"{name} {level}" for name, level in given)
            parts.append(f"{wording.short}: {raters_text}")
    return "; ".join(parts)


def _head(letters: tuple[str, ...], old: QWidget | None) -> QWidget:
    return old if isinstance(old, InformantHead) else InformantHead(letters)


def _own_row(view: OwnView, old: QWidget | None) -> QWidget:
    if isinstance(old, OwnRow):
        old.show_view(view)
        return old
    return OwnRow(view)


def _between(text: str, _old: QWidget | None) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "small")
    label.setContentsMargins(4, 8, 0, 2)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

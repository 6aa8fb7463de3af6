"""Everything about one finding: its source, its measure point, and the notes on it."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QMenu, QPushButton, QWidget

from kompass_desktop.assessment.drafts import OUT_OF_FOCUS, PLANNED, Draft, basis_of
from kompass_desktop.assessment.evidence import evidence_of_finding
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.marks import is_following
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Finding, Note
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.desktop.charts.level_squares import LevelSquares, levels_of_effective
from kompass_desktop.desktop.charts.score_text import question_value, status_text
from kompass_desktop.desktop.findings.finding_card import CardState
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.runtime.next_turn import NextTurn
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.lazy_column import LazyColumn, RowMaker
from kompass_desktop.desktop.widgets.note_quote import NoteQuote, source_of
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import Language, language, ptr, tr
from kompass_desktop.instrument.model import MeasurePoint
from kompass_desktop.report.evidence_text import evidence_text

_MONTHS_IN = {
    Language.BOKMAL: QLocale(QLocale.Language.NorwegianBokmal),
    Language.NYNORSK: QLocale(QLocale.Language.NorwegianNynorsk),
    Language.ENGLISH: QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


class FindingDetail(QWidget):
    """Shows a finding, with links to its measure point and to the notes."""

    note_chosen = Signal(str)
    """The note's id."""
    code_chosen = Signal(str)
    """The code of the measure point that the finding is linked to."""
    edit_requested = Signal()
    delete_requested = Signal()
    link_requested = Signal()
    accept_requested = Signal()
    new_draft_requested = Signal()
    """What the changed measure point drafts now is to be shown."""
    new_draft_accepted = Signal()
    """The finding should get the present draft of its changed measure point."""
    finding_kept = Signal()
    """The finding is to stay as it is, although its measure point has changed."""

    text_label: WrappedText
    origin_label: WrappedText
    code_heading: QLabel
    code_label: WrappedText
    rating_row: QWidget
    squares: LevelSquares
    points_label: QLabel
    open_code_button: QPushButton
    link_button: KeyButton
    evidence_label: WrappedText
    notes_heading: QLabel
    notes_list: QWidget
    edit_button: KeyButton
    delete_button: KeyButton
    more_button: QPushButton
    shown_part: QWidget
    changed_part: QFrame
    changed_label: WrappedText
    new_draft_label: WrappedText
    show_new_button: KeyButton
    use_new_button: KeyButton
    keep_button: KeyButton
    accept_button: KeyButton
    nothing_label: WrappedText

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "findings/finding_detail")
        self._code = ""
        self._notes = LazyColumn(self.notes_list)
        self._waiting: tuple[Finding, Assessment] | None = None
        # The findings are painted first.
        self._next_turn = NextTurn(self)
        self._next_turn.due.connect(self._fill)
        self.squares.set_pitch(25)
        self.open_code_button.clicked.connect(lambda: self.code_chosen.emit(self._code))
        self._connect_buttons()
        self.show_nothing()

    def _connect_buttons(self) -> None:
        self.edit_button.clicked.connect(self.edit_requested)
        self.delete_button.clicked.connect(self.delete_requested)
        self.link_button.clicked.connect(self.link_requested)
        self.accept_button.clicked.connect(self.accept_requested)
        self.show_new_button.clicked.connect(self.new_draft_requested)
        self.use_new_button.clicked.connect(self.new_draft_accepted)
        self.keep_button.clicked.connect(self.finding_kept)

    def set_menu(self, menu: QMenu) -> None:
        """Set the further actions for a finding."""
        self.more_button.setMenu(menu)

    def show_nothing(self) -> None:
        """Show how to make a finding, if none is current."""
        self.shown_part.hide()
        self.nothing_label.show()

    def show_finding(self, finding: Finding, assessment: Assessment, board: Scoreboard) -> None:
        """Show a finding of an assessment, with the points of its measure point."""
        self._show(finding, CardState.FINDING, assessment, board)
        self.origin_label.setText(self._origin(finding, assessment))

    def _show(
        self, finding: Finding, state: CardState, assessment: Assessment, board: Scoreboard
    ) -> None:
        self._code = finding.code
        self.text_label.setText(finding.text or tr("New finding"))
        self._show_code(finding.code, board)
        self._show_state(state)
        self.changed_part.hide()
        self.nothing_label.hide()
        self.shown_part.show()
        self._waiting = (finding, assessment)
        self.evidence_label.hide()
        # Until then it has the notes on another measure point.
        self.notes_list.setUpdatesEnabled(False)
        self._next_turn.start()

    def show_draft(
        self, finding: Finding, state: CardState, assessment: Assessment, board: Scoreboard
    ) -> None:
        """Show what a measure point drafts, which is no finding yet."""
        self._show(finding, state, assessment, board)
        word = tr("draft") if state is CardState.DRAFT else tr("rejected")
        self.origin_label.setText(f"{word.capitalize()} · {self._origin(finding, assessment)}")

    def show_change(self, finding: Finding, board: Scoreboard, new: Draft | None) -> None:
        """Show that a finding's measure point is now rated differently, and how to keep it."""
        now = basis_of(board.rating(finding.code))
        self.changed_label.setText(
            tr("The measure point has changed since. It was {0}, and is now {1}.").format(
                _basis_text(finding.basis), _basis_text(now)
            )
        )
        self.new_draft_label.hide()
        self.show_new_button.setVisible(new is not None)
        self.use_new_button.hide()
        self.changed_part.show()

    def show_new_draft(self, draft: Draft) -> None:
        """Show the present draft of the measure point, below the change."""
        self.new_draft_label.setText(f"{_kind_text(draft.finding.kind)}: {draft.finding.text}")
        self.new_draft_label.show()
        self.show_new_button.hide()
        self.use_new_button.show()

    def _show_state(self, state: CardState) -> None:
        is_draft = state is not CardState.FINDING
        self.accept_button.setVisible(is_draft)
        self.link_button.setVisible(not is_draft)
        texts = {
            CardState.FINDING: tr("Delete"),
            CardState.DRAFT: tr("Reject"),
            CardState.REJECTED: tr("Draft again"),
        }
        self.delete_button.setText(texts[state])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the focus to the first widget here that can be used."""
        quotes = self.quotes
        target = quotes[0] if quotes else self.edit_button
        target.setFocus(event.reason())

    @property
    def quotes(self) -> list[NoteQuote]:
        """The listed notes that have been made, from the top."""
        self._fill()
        return [row for row in self._notes.rows if isinstance(row, NoteQuote)]

    def _origin(self, finding: Finding, assessment: Assessment) -> str:
        parts = [_kind_text(finding.kind)]
        parts += [_named(code) for code in finding.codes]
        note = assessment.notes.get(finding.note)
        if note is not None:
            parts.append(self._noted(note, assessment))
        if is_following(finding, note):
            parts.append(tr("follows the note line"))
        return " · ".join(parts)

    def _noted(self, note: Note, assessment: Assessment) -> str:
        interview = assessment.interviews.get(note.interview)
        if interview is not None and interview.is_document_study:
            return tr("from {0}").format(source_of(assessment, note))
        code = interview.code if interview is not None else ""
        return tr("from interview {0}, {1}").format(code, _time_text(note.begun_at))

    def _show_code(self, code: str, board: Scoreboard) -> None:
        entry = board.instrument.find(code) if code else None
        self.rating_row.setVisible(entry is not None)
        self.open_code_button.setVisible(entry is not None)
        if entry is None:
            self.code_heading.setText(tr("Measure point"))
            self.code_label.setText(tr("The finding is not linked to any measure point."))
            return
        is_point = isinstance(entry, MeasurePoint)
        self.code_heading.setText(tr("Measure point") if is_point else tr("Question"))
        text = entry.statement if isinstance(entry, MeasurePoint) else ""
        text = text or getattr(entry, "text", "") or getattr(entry, "title", "")
        self.code_label.setText(f"{code} {text}")
        self.squares.setVisible(is_point)
        if is_point:
            self.squares.set_levels(levels_of_effective(board.rating(code)))
        self.points_label.setText(_score_text(board, code))

    def _fill(self) -> None:
        """Show the notes that wait to be shown, if any do."""
        self._next_turn.stop()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            finding, assessment = waiting
            self._show_evidence(finding, assessment)
            self._show_notes(finding.code, assessment)
            self.notes_list.setUpdatesEnabled(True)

    def _show_evidence(self, finding: Finding, assessment: Assessment) -> None:
        evidence = evidence_text(evidence_of_finding(assessment, finding))
        self.evidence_label.setText(evidence)
        self.evidence_label.setVisible(bool(evidence))

    def _show_notes(self, code: str, assessment: Assessment) -> None:
        notes = assessment.notes_at(code) if code else []
        rows: list[RowMaker] = [partial(self._quote, note, assessment) for note in notes]
        nothing = tr("No notes from the interviews are linked to {0}.").format(code)
        self._notes.show_rows(rows, nothing)
        self.notes_list.setVisible(bool(code))
        self.notes_heading.setVisible(bool(code))
        self.notes_heading.setText(tr("Notes on {0} ({1})").format(code, len(notes)))

    def _quote(self, note: Note, assessment: Assessment, old: QWidget | None) -> NoteQuote:
        if isinstance(old, NoteQuote):
            old.show_note(assessment, note)
            return old
        quote = NoteQuote(assessment, note, QBoxLayout.Direction.TopToBottom)
        quote.clicked.connect(lambda: self.note_chosen.emit(quote.note.id))
        return quote


def _kind_text(kind: FindingKind) -> str:
    kinds = {
        FindingKind.STRENGTH: tr("Strength"),
        FindingKind.CHALLENGE: tr("Challenge"),
        FindingKind.WEAKNESS: tr("Weakness"),
    }
    return kinds[kind]


def _basis_text(basis: str) -> str:
    texts = {PLANNED: tr("planned only"), OUT_OF_FOCUS: tr("not in focus")}
    return texts.get(basis, basis)


def _named(code: str) -> str:
    is_point = code.count(".") == 2
    return (tr("measure point {0}") if is_point else tr("question {0}")).format(code)


def _score_text(board: Scoreboard, code: str) -> str:
    score = board.score(code)
    label = status_text(score.status)
    if score.is_preliminary and score.points == 0:
        return label
    value = question_value(score)
    return f"{value} · {label}" if label else value


def _time_text(moment: str) -> str:
    """Return an ISO time for reading: "3. april 10:12"; the text itself if it is no time.

    No line ends between the day and its month.
    """
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    month = _MONTHS_IN[language()].monthName(at.month)
    return ptr("moment", "{0}\N{NO-BREAK SPACE}{1} {2}").format(at.day, month, f"{at:%H:%M}")

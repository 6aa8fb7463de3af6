"""The open assessment: pages read it, ask it for changes, and follow its signals.

A change goes widget → session → storage (committed) → scoring → signals → widgets. What
cannot be written is kept, in order, and tried again until it can.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import (
    Change,
    Finding,
    FindingKind,
    Interview,
    Member,
    Note,
    Particulars,
    Rating,
    Record,
    Recorded,
    ReportText,
    new_id,
    text_id,
)
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.instrument.model import Aspect
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.merge import FieldConflict, HistoryEntry

RETRY_MILLISECONDS = 2000


class Session(QObject):
    """An open assessment in an open library.

    `assessment` and `board` are for reading; every change goes through a method here.
    `undo_stack` holds what Ctrl+Z takes back: ratings, flags and findings.
    """

    particulars_changed = Signal()
    team_changed = Signal()
    interviews_changed = Signal()
    rating_changed = Signal(str, str)
    """The interview's id (TEAM for the team) and the measure point's code."""
    scores_changed = Signal(str)
    """The code from which the scores above have been computed again."""
    notes_changed = Signal(str)
    """The interview's id."""
    findings_changed = Signal()
    text_changed = Signal(str)
    """The chapter."""
    saved = Signal()
    save_failed = Signal(str)
    """What is wrong, as one sentence; comes again with every attempt that fails."""
    conflicts_changed = Signal()
    """`conflicts` has been looked for again."""
    flush_requested = Signal()
    """Whoever holds text that is typed but not yet handed over must do so now."""

    def __init__(self, library: Library, assessment: Assessment) -> None:
        super().__init__()
        self.library = library
        self.assessment = assessment
        self.board = Scoreboard(assessment)
        self.conflicts = library.conflicts(assessment.id)
        """What was changed apart on several machines and is not settled, oldest first."""
        self.undo_stack = QUndoStack(self)
        self.saved_at: datetime | None = None
        self._unsaved: list[tuple[Sequence[Change], str | None]] = []
        self._doubt = ""
        self._retry = QTimer(self, interval=RETRY_MILLISECONDS)
        self._retry.timeout.connect(self.save_again)

    @property
    def is_saved(self) -> bool:
        """Whether everything that was handed over is on the disk."""
        return not self._unsaved and not self._doubt

    def flush(self) -> None:
        """Have all typed text handed over and written, as before leaving or exporting."""
        self.flush_requested.emit()
        if self._unsaved:
            self.save_again()

    # Changes

    def change(self, changes: Sequence[Change], burst: str | None = None) -> None:
        """Take changes, write them durably, compute what they touch, and tell of it.

        Changes of one `burst` of typing share a row of history.
        """
        changes = [change for change in changes if change.before != change.after]
        if not changes:
            return
        for change in changes:
            self.assessment.apply(change)
        self._unsaved.append((changes, burst))
        self.save_again()
        for change in changes:
            self._tell(change)

    def change_undoably(self, text: str, changes: Sequence[Change]) -> None:
        """Make changes that Ctrl+Z takes back; `text` names them in the menu."""
        changes = [change for change in changes if change.before != change.after]
        if changes:
            self.undo_stack.push(_Command(self, text, changes))

    def put(self, record: Record, burst: str | None = None) -> None:
        """Make a record the one that is kept under its id."""
        self.change([Change(self.assessment.get(record), record)], burst)

    def remove(self, record: Record) -> None:
        """Take a record away."""
        self.change([Change(self.assessment.get(record), None)])

    def set_particulars(self, particulars: Particulars, burst: str | None = None) -> None:
        """Change the head of the assessment."""
        self.put(particulars, burst)

    def set_level(
        self, interview: str, measure_point: str, aspect: Aspect, level: int | None
    ) -> None:
        """Rate an aspect 0-4, or take the rating back with None; `interview` may be TEAM."""
        rating = self.assessment.rating(interview, measure_point)
        self.set_rating(rating.with_level(aspect, level))

    def set_rating(self, *ratings: Rating) -> None:
        """Make ratings the ones in force, as one step that can be undone."""
        text = self.tr("vurdering av {0}").format(ratings[0].measure_point)
        self.change_undoably(
            text, [Change(self.assessment.get(rating), rating) for rating in ratings]
        )

    def add_finding(
        self, area: int, kind: FindingKind, text: str, place: str = "", note: str = ""
    ) -> Finding:
        """Add a finding last in its column and return it."""
        column = self.assessment.findings_of(area, kind)
        position = column[-1].position + 1 if column else 0.0
        finding = Finding(new_id(), area, kind, text, place, note, position)
        self.change_undoably(self.tr("nytt funn"), [Change(None, finding)])
        return finding

    def set_finding(self, *findings: Finding) -> None:
        """Change findings: their text, column or order, as one step that can be undone."""
        self.change_undoably(
            self.tr("endring av funn"), [Change(self.assessment.get(f), f) for f in findings]
        )

    def remove_finding(self, finding: Finding) -> None:
        """Take a finding away, which can be undone."""
        self.change_undoably(self.tr("sletting av funn"), [Change(finding, None)])

    def set_text(self, chapter: str, text: str | None, burst: str | None = None) -> None:
        """Keep what a person has written for a chapter; None goes back to the draft."""
        identity = text_id(self.assessment.id, chapter)
        before = self.assessment.texts.get(identity)
        after = None if text is None else ReportText(identity, chapter, text)
        self.change([Change(before, after)], burst)

    def find_conflicts(self) -> None:
        """Look again for conflicts, with what has been typed since."""
        self.flush()
        self.conflicts = self.library.conflicts(self.assessment.id)
        self.conflicts_changed.emit()

    def settle(self, conflict: FieldConflict, chosen: HistoryEntry) -> None:
        """Let one side of a conflict stand; raises StorageError where that is not written.

        What could be undone no longer can: it would bring back the other side unseen.
        """
        self.flush()
        change = self.library.settle(self.assessment, conflict, chosen)
        self.undo_stack.clear()
        if change.before != change.after:
            self.assessment.apply(change)
            self._tell(change)
        self.find_conflicts()

    # Saving

    def save_again(self) -> None:
        """Write what is not yet written, oldest first; tell how it went."""
        while self._unsaved:
            changes, burst = self._unsaved[0]
            try:
                self.library.write(self.assessment, changes, burst)
            except StorageError as error:
                self._retry.start()
                self.save_failed.emit(str(error))
                return
            del self._unsaved[0]
        self._retry.stop()
        if self._doubt:
            self.save_failed.emit(self._doubt)
            return
        self.saved_at = datetime.now().astimezone()
        self.saved.emit()

    def doubt(self, sentence: str) -> None:
        """Hold nothing for saved, for what a sentence says; "" when that is over."""
        was, self._doubt = self._doubt, sentence
        if sentence:
            self.save_failed.emit(sentence)
        elif was:
            self.save_again()

    def _tell(self, change: Change) -> None:
        record = change.record
        match record:
            case Particulars():
                self.particulars_changed.emit()
            case Member():
                self.team_changed.emit()
            case Interview():
                if change.before is None or change.after is None:
                    self._recount_interview(record)
                self.interviews_changed.emit()
            case Rating():
                self.board.refresh(record.measure_point)
                self.rating_changed.emit(record.interview, record.measure_point)
                self.scores_changed.emit(record.measure_point)
            case Note():
                self.notes_changed.emit(record.interview)
            case Finding():
                self.findings_changed.emit()
            case ReportText():
                self.text_changed.emit(record.chapter)
            case Recorded():
                self.board.refresh(record.code)
                self.scores_changed.emit(record.code)

    def _recount_interview(self, interview: Interview) -> None:
        """An interview that comes or goes takes its ratings with it."""
        for rating in list(self.assessment.ratings.values()):
            if rating.interview == interview.id:
                self.board.refresh(rating.measure_point)


class _Command(QUndoCommand):
    """Changes that can be taken back and made again."""

    def __init__(self, session: Session, text: str, changes: Sequence[Change]) -> None:
        super().__init__(text)
        self._session = session
        self._changes = changes

    def redo(self) -> None:
        self._session.change(self._changes)

    def undo(self) -> None:
        self._session.change([change.reversed for change in reversed(self._changes)])

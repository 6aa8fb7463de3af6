"""The open assessment: pages read it, ask it for changes, and follow its signals.

A change goes widget → session → storage (committed) → scoring → signals → widgets. What
cannot be written is kept, in order, and tried again until it can.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from kompass_desktop.assessment.marks import Marks, removal
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import (
    AskingChoice,
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
from kompass_desktop.assessment.undoing import step_of, upon
from kompass_desktop.desktop.undo_stack import UndoStack
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Aspect
from kompass_desktop.report.stale_figures import figures_told
from kompass_desktop.storage.database.rows import as_kept
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.merging.rules import FieldConflict, HistoryEntry

_log = logging.getLogger(__name__)

RETRY_MILLISECONDS = 2000


class Session(QObject):
    """An open assessment in an open library.

    `assessment` and `board` are for reading; every change goes through a method here.
    `undo_stack` holds what Ctrl+Z takes back: all but notes, chapters and the clock.
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
        self.undo_stack = UndoStack(assessment, self.change, self)
        self._marks = Marks(assessment)
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

    def change(self, changes: Sequence[Change], edit_session: str | None = None) -> None:
        """Take changes, write them durably, compute what they touch, and tell of it.

        A change sets the fields that it changed on the record as it is now, and findings
        follow their note lines. Changes of one `edit_session` of typing share a row of history.
        """
        now = self._upon_now(_as_kept(changes))
        taken = [
            each for c in self._marks.with_findings(now) if (each := self._take(c)) is not None
        ]
        if not taken:
            return
        self._unsaved.append((taken, edit_session))
        self.save_again()
        for change in taken:
            self._tell(change)

    def change_undoably(
        self, text: str, changes: Sequence[Change], edit_session: str | None = None
    ) -> None:
        """Make changes that Ctrl+Z takes back; `text` names them where it is said.

        Those of one field in one `edit_session` of typing are taken back together.
        """
        kept = _as_kept(changes)
        checked = self._marks.with_findings(self._upon_now(kept))
        step = step_of(self._with_links(kept, checked), self.assessment)
        self.undo_stack.add(text, step, edit_session)
        self.change(changes, edit_session)

    def put_undoably(self, text: str, record: Record, edit_session: str | None = None) -> None:
        """Make a record the one that is kept under its id, as `change_undoably`."""
        self.change_undoably(text, [Change(self.assessment.get(record), record)], edit_session)

    def put(self, record: Record, edit_session: str | None = None) -> None:
        """Make a record the one that is kept under its id."""
        self.change([Change(self.assessment.get(record), record)], edit_session)

    def remove(self, record: Record) -> None:
        """Take a record away."""
        self.change([Change(self.assessment.get(record), None)])

    def set_particulars(self, particulars: Particulars, edit_session: str | None = None) -> None:
        """Change the head of the assessment, which can be undone."""
        self.put_undoably(tr("change of the municipality's particulars"), particulars, edit_session)

    def set_level(
        self, interview: str, measure_point: str, aspect: Aspect, level: int | None
    ) -> None:
        """Rate an aspect 0-4, or take the rating back with None; `interview` may be TEAM."""
        rating = self.assessment.rating(interview, measure_point)
        self.set_rating(rating.with_level(aspect, level))

    def set_rating(self, *ratings: Rating) -> None:
        """Make ratings the ones in force, as one step that can be undone."""
        text = tr("rating of {0}").format(ratings[0].measure_point)
        self.change_undoably(
            text, [Change(self.assessment.get(rating), rating) for rating in ratings]
        )

    def take_back(self, step: int, rating: Rating) -> None:
        """Take back for good what was done after a step of `undo_stack`: a rating is as before.

        No undo and no redo tells that it has ever been otherwise.
        """
        self.undo_stack.discard_after(step)
        if self.assessment.rating(rating.interview, rating.measure_point) != rating:
            self.put(rating)

    def add_finding(
        self, area: int, kind: FindingKind, text: str, code: str = "", note: str = ""
    ) -> Finding:
        """Add a finding last in its column and return it."""
        column = self.assessment.findings_of(area, kind)
        position = column[-1].position + 1 if column else 0.0
        finding = Finding(new_id(), area, kind, text, code, note, position)
        self.change_undoably(tr("new finding"), [Change(None, finding)])
        return finding

    def set_finding(self, *findings: Finding) -> None:
        """Change findings: their text, column or order, as one step that can be undone."""
        self.change_undoably(
            tr("change of finding"), [Change(self.assessment.get(f), f) for f in findings]
        )

    def remove_finding(self, finding: Finding) -> None:
        """Take a finding away, with the mark of the line that it follows; it can be undone."""
        self.change_undoably(tr("deletion of finding"), removal(self.assessment, finding))

    def set_text(self, chapter: str, text: str | None, edit_session: str | None = None) -> None:
        """Keep what a person has written for a chapter; None goes back to the draft."""
        identity = text_id(self.assessment.id, chapter)
        before = self.assessment.texts.get(identity)
        after = None
        if text is not None:
            figures = figures_told(chapter, text, before, self.board)
            after = ReportText(identity, chapter, text, figures)
        self.change([Change(before, after)], edit_session)

    def find_conflicts(self) -> None:
        """Look again for conflicts, with what has been typed since."""
        self.flush()
        self.conflicts = self.library.conflicts(self.assessment.id)
        self.conflicts_changed.emit()

    def settle(self, conflict: FieldConflict, chosen: HistoryEntry) -> None:
        """Let one side of a conflict stand; raises StorageError where that is not written.

        What was done to the record can no longer be undone: it would bring back the other
        side unseen.
        """
        self.flush_requested.emit()
        self._write_unsaved()
        change = self.library.settle(self.assessment, conflict, chosen)
        self.undo_stack.forget(conflict.record)
        if change.before != change.after:
            self.assessment.apply(change)
            self._tell(change)
            self.change(self._marks.following([change]))
        self.find_conflicts()

    # Saving

    def save_again(self) -> None:
        """Write what is not yet written, oldest first; tell how it went."""
        try:
            self._write_unsaved()
        except StorageError as error:
            _log.warning("save failed, %d changes waiting", len(self._unsaved))
            self._retry.start()
            self.save_failed.emit(str(error))
            return
        self._retry.stop()
        if self._doubt:
            self.save_failed.emit(self._doubt)
            return
        self.saved_at = datetime.now().astimezone()
        self.saved.emit()

    def _write_unsaved(self) -> None:
        """Write what is not yet written; raises StorageError at what cannot be."""
        while self._unsaved:
            changes, edit_session = self._unsaved[0]
            self.library.write(self.assessment, changes, edit_session)
            del self._unsaved[0]

    def _upon_now(self, changes: Iterable[Change]) -> list[Change]:
        """Return what changes do to the records as they are now, one after the other."""
        held: dict[str, Record | None] = {}
        made: list[Change] = []
        for change in changes:
            record = change.record
            now = held[record.id] if record.id in held else self.assessment.get(record)
            made.append(upon(now, change))
            held[record.id] = made[-1].after
        return [change for change in made if change.before != change.after]

    def _with_links(self, changes: Iterable[Change], checked: Iterable[Change]) -> list[Change]:
        """Return changes of findings with what becomes of their links to note lines.

        So an undo brings back that a finding follows its line.
        """
        final = {change.record.id: change.after for change in checked}

        def linked(change: Change) -> Change:
            after = change.after
            then = final.get(change.record.id) or self.assessment.get(change.record)
            if isinstance(after, Finding) and isinstance(then, Finding):
                after = replace(after, follows=then.follows)
            return Change(change.before, after)

        return [linked(change) for change in changes]

    def _take(self, change: Change) -> Change | None:
        """Take a change into memory; return what it did there, or None for nothing."""
        made = upon(self.assessment.get(change.record), change)
        if made.before == made.after:
            return None
        self.assessment.apply(made)
        return made

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
            case Interview() | AskingChoice():
                if change.before is None or change.after is None:
                    self._recount_interview(record.id)
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

    def _recount_interview(self, interview: str) -> None:
        """An interview that comes or goes, given its id, takes its ratings with it."""
        for rating in list(self.assessment.ratings.values()):
            if rating.interview == interview:
                self.board.refresh(rating.measure_point)


def _as_kept(changes: Iterable[Change]) -> list[Change]:
    """Return changes to what the library can hold: memory must not hold anything else."""
    return [
        Change(change.before, None if change.after is None else as_kept(change.after))
        for change in changes
        if change.before is not None or change.after is not None
    ]

"""The open assessment: pages read it, ask it for changes, and follow its signals.

A change goes widget → session → storage (committed) → scoring → signals → widgets. Writing
it, and trying again where that fails, is left to the session's `ChangeQueue`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

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
from kompass_desktop.assessment.undoing import rebased, step_of
from kompass_desktop.desktop.change_queue import ChangeQueue
from kompass_desktop.desktop.undo_stack import UndoStack
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Aspect
from kompass_desktop.report.stale_figures import named_figures
from kompass_desktop.storage.database.changes import HistoryEntry
from kompass_desktop.storage.database.record_history import FieldConflict
from kompass_desktop.storage.database.rows import as_kept
from kompass_desktop.storage.library import Library


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
    """The code for which, and above which, scores have been computed again."""
    notes_changed = Signal(str)
    """The interview's id."""
    findings_changed = Signal()
    text_changed = Signal(str)
    """The chapter."""
    saved = Signal()
    save_failed = Signal(str)
    """What is wrong, as one sentence; comes again with every attempt that fails."""
    conflicts_changed = Signal()
    """`conflicts` has been read again."""
    flush_requested = Signal()
    """Who holds typed text that is not yet a change of a record must make the change now."""

    def __init__(self, library: Library, assessment: Assessment) -> None:
        super().__init__()
        self.library = library
        self.assessment = assessment
        self.board = Scoreboard(assessment)
        self.conflicts = library.conflicts(assessment.id)
        """The conflicts between changes of several machines that are not settled, oldest first."""
        self.undo_stack = UndoStack(assessment, self.change, self)
        self._marks = Marks(assessment)
        self._queue = ChangeQueue(self._write, self)
        self._queue.saved.connect(self.saved)
        self._queue.save_failed.connect(self.save_failed)

    @property
    def is_saved(self) -> bool:
        """Whether every change that was made is on the disk."""
        return self._queue.is_saved

    @property
    def saved_at(self) -> datetime | None:
        """When all was last written since the assessment was opened; None if nothing was."""
        return self._queue.saved_at

    def flush(self) -> None:
        """Have all typed text made into changes and written, as before leaving or exporting."""
        self.flush_requested.emit()
        if not self._queue.is_empty:
            self._queue.save()

    # Changes

    def change(self, changes: Sequence[Change], edit_session: str | None = None) -> None:
        """Make changes: in memory, durably on the disk, in the scores, and in the signals.

        A change sets the fields that it changed on the record as it is now, and findings
        follow their note lines. Changes of one `edit_session` of typing share a row of history.
        """
        now = self._upon_now(_as_kept(changes))
        taken = [
            each for c in self._marks.with_findings(now) if (each := self._take(c)) is not None
        ]
        if not taken:
            return
        self._queue.add(taken, edit_session)
        for change in taken:
            self._emit_change(change)

    def change_undoably(
        self, text: str, changes: Sequence[Change], edit_session: str | None = None
    ) -> None:
        """Make changes that Ctrl+Z takes back; `text` names them in the window.

        Those of one field in one `edit_session` of typing are taken back together.
        """
        kept = _as_kept(changes)
        checked = self._marks.with_findings(self._upon_now(kept))
        step = step_of(self._with_links(kept, checked), self.assessment)
        self.undo_stack.add(text, step, edit_session)
        self.change(changes, edit_session)

    def put_undoably(self, text: str, record: Record, edit_session: str | None = None) -> None:
        """Store a record under its id, as a change that can be undone; see `change_undoably`."""
        self.change_undoably(text, [Change(self.assessment.get(record), record)], edit_session)

    def put(self, record: Record, edit_session: str | None = None) -> None:
        """Store a record under its id, in the place of the one that has that id now."""
        self.change([Change(self.assessment.get(record), record)], edit_session)

    def remove(self, record: Record) -> None:
        """Delete a record."""
        self.change([Change(self.assessment.get(record), None)])

    def set_particulars(self, particulars: Particulars, edit_session: str | None = None) -> None:
        """Change municipality, year and the like, which can be undone."""
        self.put_undoably(tr("change of the municipality's particulars"), particulars, edit_session)

    def set_level(
        self, interview: str, measure_point: str, aspect: Aspect, level: int | None
    ) -> None:
        """Rate an aspect 0-4, or remove its level with None; `interview` is an id, or TEAM."""
        rating = self.assessment.rating(interview, measure_point)
        self.set_rating(rating.with_level(aspect, level))

    def set_rating(self, *ratings: Rating) -> None:
        """Store ratings, as one step that can be undone."""
        text = tr("rating of {0}").format(ratings[0].measure_point)
        self.change_undoably(
            text, [Change(self.assessment.get(rating), rating) for rating in ratings]
        )

    def discard_rating(self, step: int, rating: Rating) -> None:
        """Discard the steps after an index of `undo_stack`, and restore a rating as it was.

        Neither undo nor redo brings back what was discarded.
        """
        self.undo_stack.discard_after(step)
        now = self.assessment.rating(rating.interview, rating.measure_point, rating.author)
        if now != rating:
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
        """Delete a finding, with the mark of the note line that it follows; it can be undone."""
        self.change_undoably(tr("deletion of finding"), removal(self.assessment, finding))

    def set_text(self, chapter: str, text: str | None, edit_session: str | None = None) -> None:
        """Keep what a person has written for a chapter; None goes back to the draft."""
        identity = text_id(self.assessment.id, chapter)
        before = self.assessment.texts.get(identity)
        after = None
        if text is not None:
            figures = named_figures(chapter, text, before, self.board)
            after = ReportText(identity, chapter, text, figures)
        self.change([Change(before, after)], edit_session)

    def find_conflicts(self) -> None:
        """Look again for conflicts, with what has been typed since."""
        self.flush()
        self.conflicts = self.library.conflicts(self.assessment.id)
        self.conflicts_changed.emit()

    def settle(self, conflict: FieldConflict, chosen: HistoryEntry) -> None:
        """Choose one side of a conflict; raises StorageError if that cannot be written.

        What was done to the record can no longer be undone: it would bring back the other
        side unseen.
        """
        self.flush_requested.emit()
        self._queue.write_all()
        change = self.library.settle(self.assessment, conflict, chosen)
        self.undo_stack.forget(conflict.record)
        if change.before != change.after:
            self.assessment.apply(change)
            self._emit_change(change)
            self.change(self._marks.following([change]))
        self.find_conflicts()

    # Saving

    def save_again(self) -> None:
        """Write what is not yet written, the oldest first; `saved` or `save_failed` follows."""
        self._queue.save()

    def doubt(self, sentence: str) -> None:
        """Hold nothing for saved, for the reason that a sentence gives; "" when that is over."""
        self._queue.doubt(sentence)

    def _write(self, changes: Sequence[Change], edit_session: str | None) -> None:
        self.library.write(self.assessment, changes, edit_session)

    # Parts of a change

    def _upon_now(self, changes: Iterable[Change]) -> list[Change]:
        """Return what changes do to the records as they are now, one after the other."""
        held: dict[str, Record | None] = {}
        made: list[Change] = []
        for change in changes:
            record = change.record
            now = held[record.id] if record.id in held else self.assessment.get(record)
            made.append(rebased(now, change))
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
        """Make a change in memory; return what it changed there, or None for nothing."""
        made = rebased(self.assessment.get(change.record), change)
        if made.before == made.after:
            return None
        self.assessment.apply(made)
        return made

    def _emit_change(self, change: Change) -> None:
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
        """Score again what an interview, given its id, rates that was added or deleted."""
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

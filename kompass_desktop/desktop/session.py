"""The open assessment: pages read it, ask it for changes, and follow its signals.

A change goes widget → session → storage (committed) → scoring → signals → widgets. Writing
it, and trying again where that fails, is left to the session's `ChangeQueue`.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal, SignalInstance

from kompass_desktop import __version__
from kompass_desktop.assessment.differences import differences
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.finishing import finishing, reopening
from kompass_desktop.assessment.marks import Marks, removal
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Carryover, Improvement
from kompass_desktop.assessment.record_ids import new_id, text_id
from kompass_desktop.assessment.records import (
    PLAN,
    TOTAL,
    AskingChoice,
    Attachment,
    Change,
    Document,
    Finding,
    Interview,
    Member,
    Note,
    Particulars,
    Rating,
    Recommendation,
    Record,
    Recorded,
    ReportText,
)
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.assessment.undoing import rebased, step_of
from kompass_desktop.desktop.change_queue import ChangeQueue
from kompass_desktop.desktop.undo_stack import UndoStack
from kompass_desktop.i18n import mark, tr
from kompass_desktop.instrument.model import Aspect
from kompass_desktop.report.frozen_drafts import drafts_to_keep
from kompass_desktop.report.stale_figures import named_figures
from kompass_desktop.storage.database.changes import HistoryEntry
from kompass_desktop.storage.database.record_history import FieldConflict
from kompass_desktop.storage.database.rows import as_stored
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.merging.packet import KINDS

_log = logging.getLogger(__name__)
FINISHED = mark("The measurement is finished. Reopen it to change it.")
"""The message about a refused change."""


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
    recommendations_changed = Signal()
    plan_changed = Signal()
    """Improvements, what they lift, the timeline, workshops, votes or status rounds."""
    carryovers_changed = Signal()
    documents_changed = Signal()
    """The register of documents, or the files that are attached to notes."""
    text_changed = Signal(str)
    """The chapter."""
    saved = Signal()
    save_failed = Signal(str)
    """A sentence with the error; emitted again at each failed attempt."""
    conflicts_changed = Signal()
    """`conflicts` has been read again."""
    read_only_changed = Signal()
    """It has been finished, or reopened."""
    change_refused = Signal(str)
    """A change was asked for of what is finished: one sentence that says so."""
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
        self.undo_stack.is_refused = self.refuses_change_of
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

    @property
    def is_read_only(self) -> bool:
        """Whether the assessment is finished, so that every change is refused until reopening."""
        return self.assessment.is_finished

    def refuses_change(self) -> bool:
        """Return whether nothing may be changed now; if so, emit `change_refused`."""
        return self._refuses([])

    def refuses_change_of(self, kinds: Collection[type[Record]]) -> bool:
        """Return whether records of these types may not be changed now, as `refuses_change`.

        The plan is carried out after the assessment, and can be changed when it is finished.
        """
        if kinds and all(issubclass(kind, PLAN) for kind in kinds):
            return False
        return self.refuses_change()

    def flush(self) -> None:
        """Have all typed text made into changes and written, as before leaving or exporting."""
        self.flush_requested.emit()
        if not self._queue.is_empty:
            self._queue.save()

    # Changes

    def change(self, changes: Sequence[Change], edit_session: str | None = None) -> None:
        """Make changes in memory, durably on the disk and in the scores, and emit signals.

        A change sets its changed fields on the record as it is now, and findings follow their
        note lines. Changes of one `edit_session` of typing share a row of history. While the
        session is read-only, nothing is changed; the signals are emitted, so that widgets show
        the present values again.
        """
        if self._refuses(changes):
            return
        self._make(self._without_finish(changes), edit_session)

    def finish(self) -> None:
        """Finish the assessment: freeze its figures and drafts, and refuse further changes.

        Raises StorageError, and does nothing, if earlier changes cannot be written.
        """
        self.flush_requested.emit()
        self._queue.write_all()
        if not self.is_read_only:
            drafts = drafts_to_keep(self.assessment, self.board, self.library.firm())
            self._change_course(finishing(self.assessment, datetime.now(UTC), __version__, drafts))

    def reopen(self, reason: str) -> None:
        """Reopen the assessment, and compute its figures again; `reason` may be empty."""
        if self.is_read_only:
            self._change_course(reopening(self.assessment, datetime.now(UTC), reason))

    def _change_course(self, changes: Sequence[Change]) -> None:
        self._make(changes, None)
        self.board.refresh_all()
        self.read_only_changed.emit()
        self.scores_changed.emit(TOTAL)

    def _make(self, changes: Sequence[Change], edit_session: str | None) -> None:
        now = self._upon_now(_as_stored(changes))
        taken = [
            each for c in self._marks.with_findings(now) if (each := self._take(c)) is not None
        ]
        if not taken:
            return
        self._queue.add(taken, edit_session)
        self._emit_changes(taken)

    def change_undoably(
        self, text: str, changes: Sequence[Change], edit_session: str | None = None
    ) -> None:
        """Make changes that Ctrl+Z takes back; `text` names them in the window.

        Those of one field in one `edit_session` of typing are taken back together.
        """
        if self._refuses(changes):
            return
        changes = self._without_finish(changes)
        kept = _as_stored(changes)
        checked = self._marks.with_findings(self._upon_now(kept))
        step = step_of(self._with_links(kept, checked), self.assessment)
        self.undo_stack.add(text, step, edit_session)
        self.change(changes, edit_session)

    def put_undoably(self, text: str, record: Record, edit_session: str | None = None) -> None:
        """Store a record under its id, as a change that can be undone; see `change_undoably`."""
        self.change_undoably(text, [Change(self.assessment.get(record), record)], edit_session)

    def put(self, record: Record, edit_session: str | None = None) -> None:
        """Store a record, which replaces the one with its id."""
        self.change([Change(self.assessment.get(record), record)], edit_session)

    def remove(self, record: Record) -> None:
        """Delete a record."""
        self.change([Change(self.assessment.get(record), None)])

    def attach_undoably(
        self, text: str, changes: Sequence[Change], contents: Mapping[str, bytes]
    ) -> None:
        """Make changes that attach files, as one step `text` that can be undone.

        `contents` are the contents of the files by digest. Raises StorageError if they cannot be
        written; nothing is then changed.
        """
        if self._refuses(changes):
            return
        self.flush_requested.emit()
        self._queue.write_all()
        self.library.write(self.assessment, changes, contents=contents)
        self.change_undoably(text, changes)

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
        if self._refuses([Change(rating, rating)]):
            return
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

    def reload_merged(self) -> None:
        """Load the changes that were merged into the library since the assessment was loaded.

        All changes must have been written. Undo steps of merged records are removed, because
        they would undo a colleague's work unnoticed. The caller must create the pages again.
        Raises StorageError if the library cannot be read.
        """
        fresh = self.library.load(self.assessment.id)
        for change in differences(self.assessment, fresh):
            self.assessment.apply(change)
            self.undo_stack.forget(change.record.id)
        self.assessment.earlier_names.update(fresh.earlier_names)
        self.assessment.removed_interviews = fresh.removed_interviews
        self.board = Scoreboard(self.assessment)
        self.find_conflicts()

    def settle(self, conflict: FieldConflict, chosen: HistoryEntry) -> None:
        """Choose one side of a conflict; raises StorageError if that cannot be written.

        What was done to the record can no longer be undone: it would bring back the other
        side unseen.
        """
        if self.refuses_change_of([KINDS[conflict.record_type]]):
            return
        self.flush_requested.emit()
        self._queue.write_all()
        change = self.library.settle(self.assessment, conflict, chosen)
        self.undo_stack.forget(conflict.record)
        if change.before != change.after:
            self.assessment.apply(change)
            self._emit_changes([change])
            self.change(self._marks.following([change]))
        self.find_conflicts()

    def keep_sender(self, name: str) -> None:
        """Store the name of the person who works here, which colleagues see beside the changes.

        An error is only logged: if the library cannot be written, the next change reports it.
        """
        try:
            self.library.keep_sender(self.assessment.id, name)
        except StorageError:
            _log.warning("who works here was not kept")

    def settle_with(self, conflict: FieldConflict, text: str) -> None:
        """Settle a conflict of texts with another text; raises StorageError.

        The text is written first: if settling fails then, it is kept, and the conflict remains.
        """
        kind = KINDS[conflict.record_type]
        if self.refuses_change_of([kind]):
            return
        record = self.assessment.current(kind, conflict.record)
        match record:
            case ReportText():
                self.set_text(record.chapter, text)
            case Note() | Finding() | Recommendation() | Improvement() | Carryover():
                self.put(replace(record, text=text))
            case Rating():
                self.put(replace(record, reason=text))
        self.flush_requested.emit()
        self._queue.write_all()
        kept = self.assessment.current(kind, conflict.record)
        for each in self.library.conflicts(self.assessment.id):
            if (each.record, each.name) == (conflict.record, conflict.name):
                said = getattr(kept, conflict.name, None)
                chosen = (side for side in each.sides if side.fields[each.name] == said)
                self.settle(each, next(chosen, each.sides[each.winner]))
                return
        self.undo_stack.forget(conflict.record)
        self.find_conflicts()

    # Saving

    def save_again(self) -> None:
        """Write what is not yet written, the oldest first; `saved` or `save_failed` follows."""
        self._queue.save()

    def doubt(self, sentence: str) -> None:
        """Regard nothing as saved, for the reason in a sentence; "" ends that."""
        self._queue.doubt(sentence)

    def _write(self, changes: Sequence[Change], edit_session: str | None) -> None:
        self.library.write(self.assessment, changes, edit_session)

    # Parts of a change

    def _refuses(self, changes: Sequence[Change]) -> bool:
        """Refuse changes if the assessment is finished; return whether they were refused.

        Those of the plan are made also then. Without changes, it is whether any is refused.

        The signals of the changes are emitted, so that widgets show the present values again.
        """
        is_of_plan = bool(changes) and all(
            isinstance(each.after or each.before, PLAN) for each in changes
        )
        if not self.is_read_only or is_of_plan:
            return False
        self.change_refused.emit(tr(FINISHED))
        records = [change.after or change.before for change in changes]
        present = {record.id: record for record in records if record is not None}
        self._emit_changes([Change(record, record) for record in present.values()])
        return True

    def _without_finish(self, changes: Sequence[Change]) -> list[Change]:
        """Return changes with `finished` as it is now; only `finish` and `reopen` change it."""
        is_finished = self.is_read_only
        return [
            Change(change.before, replace(change.after, finished=is_finished))
            if isinstance(change.after, Particulars)
            else change
            for change in changes
        ]

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
        """Return changes of findings with the final state of their links to note lines.

        So an undo also restores that a finding follows its line.
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

    def _emit_changes(self, changes: Sequence[Change]) -> None:
        """Emit the signals of changes; that of the plan once, as one step changes much of it."""
        for change in changes:
            self._emit_change(change)
        if any(isinstance(change.record, PLAN) for change in changes):
            self.plan_changed.emit()

    def _emit_change(self, change: Change) -> None:
        record = change.record
        match record:
            case Particulars() | Member() | Document() | Attachment() | Finding():
                self._signal_of(record).emit()
            case Interview() | AskingChoice():
                if _is_counted_otherwise(change):
                    self._recount_interview(record.id)
                self.interviews_changed.emit()
            case Rating():
                self.board.refresh(record.measure_point)
                self.rating_changed.emit(record.interview, record.measure_point)
                self.scores_changed.emit(record.measure_point)
            case Note():
                self.notes_changed.emit(record.interview)
            case ReportText():
                self.text_changed.emit(record.chapter)
            case Recorded():
                self.board.refresh(record.code)
                self.scores_changed.emit(record.code)
            case _:
                self._emit_list_changed(record)

    def _signal_of(
        self, record: Particulars | Member | Document | Attachment | Finding
    ) -> SignalInstance:
        match record:
            case Particulars():
                return self.particulars_changed
            case Member():
                return self.team_changed
            case Document() | Attachment():
                return self.documents_changed
            case Finding():
                return self.findings_changed

    def _emit_list_changed(self, record: Record) -> None:
        """Emit the signal of a record that has no scores and is on a list of its own."""
        match record:
            case Recommendation():
                self.recommendations_changed.emit()
            case Carryover():
                self.carryovers_changed.emit()

    def _recount_interview(self, interview: str) -> None:
        """Score again what an interview, given its id, rates that was added or deleted."""
        for rating in list(self.assessment.ratings.values()):
            if rating.interview == interview:
                self.board.refresh(rating.measure_point)


def _is_counted_otherwise(change: Change) -> bool:
    """Whether an interview is added or removed, or its ratings count for another group."""
    before, after = change.before, change.after
    if isinstance(before, Interview) and isinstance(after, Interview):
        return before.group != after.group
    return before is None or after is None


def _as_stored(changes: Iterable[Change]) -> list[Change]:
    """Return changes with records as they are after storing, so that memory equals the file."""
    return [
        Change(change.before, None if change.after is None else as_stored(change.after))
        for change in changes
        if change.before is not None or change.after is not None
    ]

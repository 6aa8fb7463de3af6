"""Changes of the plan that are made on the timeline, each as one step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Activity, Improvement, ImprovementStatus
from kompass_desktop.assessment.planning.plan_templates import PlanStep, inserted
from kompass_desktop.assessment.planning.time_scale import Unit
from kompass_desktop.assessment.planning.timeline import (
    Planned,
    Timeline,
    find,
    followers,
    may_follow,
)
from kompass_desktop.assessment.planning.timeline_moves import (
    Edge,
    by_days,
    changes_to,
    indented,
    moved,
    new_activity,
    new_milestone,
    outdented,
    placed,
    removed,
    reordered,
)
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import ntr, tr

RUN_MILLISECONDS = 4000
"""A key that comes later than this begins a step of its own."""


@dataclass(frozen=True)
class Offer:
    """What was moved by `days` has others that begin after it: their ids."""

    records: tuple[str, ...]
    days: int


@dataclass
class _Run:
    """Keys on one edge of one record: the plan before the first, and the units since then."""

    key: str
    edge: Edge
    unit: Unit
    before: Assessment
    edit_session: str
    count: int = 0


class TimelineEditor(QObject):
    """Makes the changes; `message_shown` says what was done or why not."""

    message_shown = Signal(str)
    offer_changed = Signal()
    """`offer` is another, or None."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._run: _Run | None = None
        self._pause = QElapsedTimer()
        self._is_own = False
        self.offer: Offer | None = None
        session.plan_changed.connect(self._end_run_of_others)

    # Dates

    def nudge(self, key: str, edge: Edge, unit: Unit, step: int) -> None:
        """Move a record, given its id, or an edge of it by a unit, as a key does."""
        run = self._run_of(key, edge, unit)
        records = moved(run.before, key, edge, unit, run.count + step)
        before = moved(run.before, key, edge, unit, run.count)
        if not records or records == before:
            self._say_why_not(key, edge)
            return
        run.count += step
        changes = changes_to(self._session.assessment, records)
        self._make(tr("move in the timeline"), changes, run.edit_session)
        self._offer(run.before, records, edge)

    def drop(self, key: str, records: Sequence[Planned]) -> None:
        """Store records as they were dragged; `key` is the id of the one that was dragged."""
        before = self._session.assessment.snapshot()
        self._end_run()
        self._make(tr("move in the timeline"), changes_to(before, records))
        self._offer(before, records, Edge.BOTH)

    def give_dates(self, key: str, begins: date, unit: Unit) -> None:
        """Give a record without dates, by its id, those of a unit from a day on."""
        record = find(self._session.assessment, key)
        if record is not None:
            self._end_run()
            self._put(tr("dates in the timeline"), placed(record, begins, unit))

    def move_followers(self) -> None:
        """Move what begins after the record that was moved last, by the same days."""
        offer, self.offer = self.offer, None
        if offer is None:
            self.message_shown.emit(tr("Nothing begins after what was moved last."))
            return
        self._end_run()
        assessment = self._session.assessment
        found = [each for key in offer.records if (each := find(assessment, key)) is not None]
        records = by_days(found, offer.days)
        self._make(tr("move of what follows"), changes_to(assessment, records))
        moved_too = ntr(
            "{0} that follows was moved too.", "{0} that follow were moved too.", len(records)
        )
        self.message_shown.emit(moved_too.format(len(records)))
        self.offer_changed.emit()

    # Records

    def add_activity(self, beside: str, begins: date, unit: Unit) -> str:
        """Add an activity after another, given its id or any other; return the id of it."""
        activity = self._session.assessment.activities.get(beside)
        title = tr("New activity")
        changes = new_activity(self._session.assessment, activity, title, begins, unit)
        self._make(tr("new activity"), changes)
        return changes[0].record.id

    def add_milestone(self, beside: str, day: date) -> str:
        """Add a milestone after an activity, given its id or any other; return the id of it."""
        activity = self._session.assessment.activities.get(beside)
        changes = new_milestone(self._session.assessment, activity, tr("New milestone"), day)
        self._make(tr("new milestone"), changes)
        return changes[0].record.id

    def insert_template(self, title: str, steps: Sequence[PlanStep]) -> str:
        """Add the steps of a template; return the id of the first."""
        changes = inserted(self._session.assessment, steps)
        self._make(tr("insertion of “{0}”").format(title), changes)
        return changes[0].record.id

    def store(self, record: Planned) -> None:
        """Store an edited record."""
        self._end_run()
        self._put(tr("change in the plan"), record)

    def rename(self, key: str, title: str) -> None:
        """Give a record, by its id, another title, if it is not empty."""
        record = find(self._session.assessment, key)
        line = " ".join(title.split())
        if record is not None and line and line != record.title:
            self._put(tr("change of title"), replace(record, title=line))

    def toggle_done(self, key: str) -> None:
        """Mark a record, given its id, as done, or as not done."""
        record = find(self._session.assessment, key)
        if isinstance(record, Activity):
            self._put(tr("done or not"), replace(record, done=not record.done))
        elif isinstance(record, Improvement):
            is_done = record.status is ImprovementStatus.DONE
            status = ImprovementStatus.UNDER_WAY if is_done else ImprovementStatus.DONE
            self._put(tr("done or not"), replace(record, status=status))

    def remove(self, key: str) -> None:
        """Delete an activity, given its id, with its parts; an improvement only loses its dates."""
        assessment = self._session.assessment
        record = find(assessment, key)
        if isinstance(record, Improvement):
            if record.begins or record.ends:
                self._put(tr("dates in the timeline"), replace(record, begins="", ends=""))
                undated = tr("“{0}” has no dates any more. It is deleted in the table.")
                self.message_shown.emit(undated.format(record.title))
        elif record is not None:
            changes = removed(assessment, record)
            self._make(tr("deletion of activity"), changes)
            text = tr("“{0}” is deleted. Ctrl+Z brings it back.").format(record.title)
            if len(changes) > 1:
                text = ntr(
                    "“{0}” is deleted with {1} part. Ctrl+Z brings them back.",
                    "“{0}” is deleted with {1} parts. Ctrl+Z brings them back.",
                    len(changes) - 1,
                ).format(record.title, len(changes) - 1)
            self.message_shown.emit(text)

    # Order and links

    def indent(self, key: str) -> None:
        """Make an activity, given its id, a part of the one above."""
        self._arrange(key, indented, tr("It can be a part only of an activity above it."))

    def outdent(self, key: str) -> None:
        """Take an activity, given its id, out of what it is a part of."""
        self._arrange(key, outdented, tr("It is not a part of another activity."))

    def reorder(self, key: str, step: int) -> None:
        """Move an activity, given its id, up (-1) or down (1) among those at its level."""
        self._arrange(key, lambda a, each: reordered(a, each, step), "")

    def link(self, then: str, first: str) -> None:
        """Have a record begin after another, given their ids, or say why it cannot."""
        assessment = self._session.assessment
        record = find(assessment, then)
        if record is None:
            return
        if first in record.after_ids:
            self.message_shown.emit(tr("It already comes after that."))
        elif not may_follow(assessment, then, first):
            self.message_shown.emit(
                tr("It cannot come after what it contains, or what follows it.")
            )
        else:
            after = " ".join((*record.after_ids, first))
            self._put(tr("dependency in the timeline"), replace(record, after=after))

    def unlink(self, then: str, first: str) -> None:
        """Have a record no longer begin after another, given their ids."""
        record = find(self._session.assessment, then)
        if record is not None:
            after = " ".join(each for each in record.after_ids if each != first)
            self._put(tr("dependency in the timeline"), replace(record, after=after))

    # Parts of the above

    def _arrange(
        self, key: str, arranged: Callable[[Assessment, Activity], list[Change]], refusal: str
    ) -> None:
        activity = self._session.assessment.activities.get(key)
        if activity is None:
            self.message_shown.emit(tr("Only activities can be moved in this list."))
            return
        changes = arranged(self._session.assessment, activity)
        self._make(tr("order of activities"), changes)
        if not changes and refusal:
            self.message_shown.emit(refusal)

    def _put(self, text: str, record: Planned) -> None:
        self._make(text, changes_to(self._session.assessment, [record]))

    def _make(self, text: str, changes: Sequence[Change], edit_session: str | None = None) -> None:
        if not changes:
            return
        if edit_session is None:
            self._end_run()
        self._set_offer(None)
        with self._owned():
            self._session.change_undoably(text, changes, edit_session)

    @contextmanager
    def _owned(self) -> Iterator[None]:
        self._is_own = True
        try:
            yield
        finally:
            self._is_own = False

    def _run_of(self, key: str, edge: Edge, unit: Unit) -> _Run:
        run = self._run
        is_late = not self._pause.isValid() or self._pause.hasExpired(RUN_MILLISECONDS)
        if run is None or is_late or (run.key, run.edge, run.unit) != (key, edge, unit):
            run = _Run(key, edge, unit, self._session.assessment.snapshot(), f"timeline-{new_id()}")
            self._run = run
        self._pause.start()
        return run

    def _end_run(self) -> None:
        self._run = None

    def _end_run_of_others(self) -> None:
        if not self._is_own:
            self._end_run()
            self._set_offer(None)

    def _offer(self, before: Assessment, records: Sequence[Planned], edge: Edge) -> None:
        """Offer to move what follows, by as many days as the end was moved."""
        keys = [each.id for each in records]
        later = [each.id for each in followers(before, keys) if each.begins or each.ends]
        was, now = Timeline(before), Timeline(self._session.assessment)
        old, new = was.span(keys[0]), now.span(keys[0])
        days = (new.ends - old.ends).days if old and new else 0
        if edge is Edge.BEGINS or not later or not days:
            self._set_offer(None)
        else:
            self._set_offer(Offer(tuple(later), days))

    def _set_offer(self, offer: Offer | None) -> None:
        if offer != self.offer:
            self.offer = offer
            self.offer_changed.emit()

    def _say_why_not(self, key: str, edge: Edge) -> None:
        record = find(self._session.assessment, key)
        if isinstance(record, Activity) and record.milestone and edge is not Edge.BOTH:
            self.message_shown.emit(tr("A milestone is one day."))
        elif edge is not Edge.BOTH and record is not None and not (record.begins or record.ends):
            self.message_shown.emit(tr("A phase lasts as long as its parts."))

"""Undo steps: the fields that a step changed are set back on the current records.

A step lists the fields it changed, the records it created, and those it removed. Undoing it
changes nothing else, so that later work stays. A field that was changed again since is left as
it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import TypeAlias

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change, Interview, Record


@dataclass(frozen=True)
class Edited:
    """A record in which a step changed some fields: their values before and after."""

    kind: type[Record]
    id: str
    before: Mapping[str, object]
    after: Mapping[str, object]


@dataclass(frozen=True)
class Created:
    """A record that a step created."""

    record: Record

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id


@dataclass(frozen=True)
class Removed:
    """A record that a step removed, as it was then."""

    record: Record

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id


Part: TypeAlias = Edited | Created | Removed


@dataclass(frozen=True)
class Losses:
    """What is lost when undoing a step removes interviews that it created.

    `interviews` counts the interviews; `notes` their note lines with text; `ratings` their
    ratings that are not empty; `held` those of the interviews that have started; `filled`
    those that have not started, but were edited since.
    """

    interviews: int = 0
    notes: int = 0
    ratings: int = 0
    held: int = 0
    filled: int = 0

    @property
    def needs_confirmation(self) -> bool:
        """Whether work would be lost, so that the user must confirm."""
        return bool(self.notes or self.ratings or self.held or self.filled)


@dataclass(frozen=True)
class Reversal:
    """The changes that undo a step now.

    `left` counts records that cannot be undone, or not completely, because they were removed,
    restored or changed since.
    """

    changes: tuple[Change, ...]
    left: int


@dataclass(frozen=True)
class Step:
    """What was done together and is undone together; each record is in one part."""

    parts: tuple[Part, ...]

    @property
    def is_empty(self) -> bool:
        """Whether it changed nothing."""
        return all(isinstance(part, Edited) and part.before == part.after for part in self.parts)

    @property
    def kinds(self) -> frozenset[type[Record]]:
        """The types of the records that it changed."""
        return frozenset(
            part.kind if isinstance(part, Edited) else type(part.record) for part in self.parts
        )

    def touches(self, record: str) -> bool:
        """Return whether it changed a record, given its id."""
        return any(part.id == record for part in self.parts)

    def followed_by(self, later: Step) -> Step | None:
        """Return both as one step if they set the same fields of the same records, else None."""
        before = {part.id: part for part in self.parts if isinstance(part, Edited)}
        if not len(before) == len(self.parts) == len(later.parts):
            return None
        joined: list[Part] = []
        for last in later.parts:
            first = before.get(last.id)
            if first is None or not isinstance(last, Edited) or first.kind is not last.kind:
                return None
            if first.after.keys() != last.after.keys():
                return None
            joined.append(replace(first, after=last.after))
        return Step(tuple(joined))

    def reversal(self, assessment: Assessment) -> Reversal:
        """Return the changes that undo the step, based on the current records."""
        changes: list[Change] = []
        left = 0
        for part in reversed(self.parts):
            change, is_whole = _reversed(part, assessment)
            changes += [change] if change is not None else []
            left += not is_whole
        return Reversal(tuple(changes), left)

    def losses(self, assessment: Assessment) -> Losses:
        """Return what would be lost if the step were undone now."""
        gone: dict[str, Interview] = {}
        filled = held = 0
        for part in self.parts:
            now = (
                assessment.current(type(part.record), part.id)
                if isinstance(part, Created)
                else None
            )
            if isinstance(part, Created) and isinstance(now, Interview):
                gone[now.id] = now
                begun = now.is_held or now.elapsed_seconds > 0
                held += begun
                filled += not begun and _is_filled_in(part.record, now)
        return Losses(
            len(gone),
            sum(n.interview in gone and bool(n.text.strip()) for n in assessment.notes.values()),
            sum(r.interview in gone and not r.is_empty for r in assessment.ratings.values()),
            held,
            filled,
        )


def step_of(changes: Iterable[Change], assessment: Assessment) -> Step:
    """Return the undo step for changes that are not yet applied to `assessment`.

    The values before are those of the changes, not those of the current records: text that is
    saved while it is typed belongs to the step with which typing ends.
    """
    parts: dict[str, Part] = {}
    held: dict[str, Record | None] = {}
    for change in changes:
        record = change.record
        now = held[record.id] if record.id in held else assessment.get(record)
        held[record.id] = rebased(now, change).after
        part = _part(change, now)
        if part is not None and part.id in parts:
            part = _joined(parts.pop(part.id), part)
        if part is not None:
            parts[part.id] = part
    return Step(tuple(parts.values()))


def rebased(now: Record | None, change: Change) -> Change:
    """Return a change with the current record `now` as its record before.

    Only the fields that the change sets are changed in `now`. `now` is None if there is no
    such record.
    """
    if change.before is None or change.after is None or now is None:
        return Change(now, change.after)
    return Change(now, _with(now, changed_values(change.before, change.after)))


def changed_values(before: Record, after: Record) -> dict[str, object]:
    """Return the fields in which two versions of a record differ, with the values of `after`."""
    return {
        field.name: getattr(after, field.name)
        for field in fields(after)
        if getattr(before, field.name) != getattr(after, field.name)
    }


def _part(change: Change, now: Record | None) -> Part | None:
    if change.after is None:
        return None if now is None else Removed(now)
    if change.before is None or now is None:
        return Created(change.after)
    after = changed_values(change.before, change.after)
    if not after:
        return None
    return Edited(type(now), now.id, _values(change.before, after), after)


def _joined(first: Part, later: Part) -> Part | None:
    """Return two successive parts of the same record as one, or None if they cancel out."""
    match first, later:
        case Edited(), Edited():
            before = {**later.before, **first.before}
            return replace(first, before=before, after={**first.after, **later.after})
        case Created(), Edited():
            return Created(_with(first.record, later.after))
        case Edited(), Removed():
            return Removed(_with(later.record, first.before))
        case Created(), Removed():
            return None
        case Removed(), Created():
            after = changed_values(first.record, later.record)
            before = _values(first.record, after)
            return Edited(type(first.record), first.id, before, after)
    return later


def _reversed(part: Part, assessment: Assessment) -> tuple[Change | None, bool]:
    """Return the change that undoes a part, or None, and whether it undoes it completely."""
    match part:
        case Created():
            now = assessment.current(type(part.record), part.id)
            return (None, False) if now is None else (Change(now, None), True)
        case Removed():
            is_there = assessment.current(type(part.record), part.id) is not None
            return (None, False) if is_there else (Change(None, part.record), True)
        case Edited():
            now = assessment.current(part.kind, part.id)
            if now is None:
                return None, False
            stands = _values(now, part.after)
            own = [name for name in part.after if stands[name] == part.after[name]]
            after = _with(now, {name: part.before[name] for name in own})
            change = None if after == now else Change(now, after)
            return change, len(own) == len(part.after)


def _is_filled_in(made: Record, now: Interview) -> bool:
    """Return whether more than code and position were edited since an interview was created."""
    return not changed_values(made, now).keys() <= {"code", "position"}


def _values(record: Record, names: Iterable[str]) -> dict[str, object]:
    return {name: getattr(record, name) for name in names}


def _with(record: Record, values: Mapping[str, object]) -> Record:
    return replace(record, **values)  # type: ignore[arg-type]

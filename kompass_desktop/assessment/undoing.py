"""What taking work back means: the fields that a step changed, set on the records as they are now.

A step says which fields of which records it changed, which records it made, and which it
removed. Taking it back touches nothing else, so that what was done since stays; what was
itself changed since is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import TypeAlias

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change, Interview, Record


@dataclass(frozen=True)
class Edited:
    """A record of which a step changed some fields."""

    kind: type[Record]
    id: str
    before: Mapping[str, object]
    after: Mapping[str, object]


@dataclass(frozen=True)
class Made:
    """A record that a step made."""

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


Part: TypeAlias = Edited | Made | Removed


@dataclass(frozen=True)
class Losses:
    """What goes out of sight with interviews that go, and was not made by the same step.

    `interviews` counts all that go; `notes` lines with words; `ratings` those that say
    something; `held` the interviews that were begun; `filled` those planned in more
    detail since, without being begun.
    """

    interviews: int = 0
    notes: int = 0
    ratings: int = 0
    held: int = 0
    filled: int = 0

    @property
    def must_be_asked(self) -> bool:
        """Whether somebody's work would go."""
        return bool(self.notes or self.ratings or self.held or self.filled)


@dataclass(frozen=True)
class Reversal:
    """The changes that take a step back now, and how many records it must leave as they are.

    `left` counts records that are gone, made again or changed since.
    """

    changes: tuple[Change, ...]
    left: int


@dataclass(frozen=True)
class Step:
    """What was done together, each record once; whole or in part it can be taken back."""

    parts: tuple[Part, ...]

    @property
    def is_empty(self) -> bool:
        """Whether it changed nothing after all."""
        return all(isinstance(part, Edited) and part.before == part.after for part in self.parts)

    def touches(self, record: str) -> bool:
        """Whether it changed a record, given its id."""
        return any(part.id == record for part in self.parts)

    def followed_by(self, later: Step) -> Step | None:
        """Return both as one step where they set the same fields of the same record, or None."""
        if len(self.parts) != 1 or len(later.parts) != 1:
            return None
        (first,), (last,) = self.parts, later.parts
        if not isinstance(first, Edited) or not isinstance(last, Edited):
            return None
        if (first.kind, first.id, first.after.keys()) != (last.kind, last.id, last.after.keys()):
            return None
        return Step((replace(first, after=last.after),))

    def reversal(self, assessment: Assessment) -> Reversal:
        """Return what takes the step back, upon the records as they are now."""
        changes: list[Change] = []
        left = 0
        for part in reversed(self.parts):
            change, is_whole = _reversed(part, assessment)
            changes += [change] if change is not None else []
            left += not is_whole
        return Reversal(tuple(changes), left)

    def losses(self, assessment: Assessment) -> Losses:
        """Return what would go out of sight if the step were taken back now."""
        gone: dict[str, Interview] = {}
        filled = held = 0
        for part in self.parts:
            now = assessment.held(type(part.record), part.id) if isinstance(part, Made) else None
            if isinstance(part, Made) and isinstance(now, Interview):
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
    """Return the step that changes are, in an assessment that has not yet taken them.

    What a record is changed from is what the change says, not what stands: text that is
    saved while it is typed belongs to the step that ends it.
    """
    parts: dict[str, Part] = {}
    held: dict[str, Record | None] = {}
    for change in changes:
        record = change.record
        now = held[record.id] if record.id in held else assessment.get(record)
        held[record.id] = upon(now, change).after
        part = _part(change, now)
        if part is not None and part.id in parts:
            part = _joined(parts.pop(part.id), part)
        if part is not None:
            parts[part.id] = part
    return Step(tuple(parts.values()))


def upon(now: Record | None, change: Change) -> Change:
    """Return what a change does to a record as it is now, or None for one that is not there.

    A change of some fields leaves the others as they are, whatever its maker had seen.
    """
    if change.before is None or change.after is None or now is None:
        return Change(now, change.after)
    return Change(now, _with(now, changed_values(change.before, change.after)))


def changed_values(before: Record, after: Record) -> dict[str, object]:
    """Return the fields in which two versions of a record differ, as `after` has them."""
    return {
        field.name: getattr(after, field.name)
        for field in fields(after)
        if getattr(before, field.name) != getattr(after, field.name)
    }


def _part(change: Change, now: Record | None) -> Part | None:
    if change.after is None:
        return None if now is None else Removed(now)
    if change.before is None or now is None:
        return Made(change.after)
    after = changed_values(change.before, change.after)
    if not after:
        return None
    return Edited(type(now), now.id, _values(change.before, after), after)


def _joined(first: Part, later: Part) -> Part | None:
    """Return what two parts do to the same record one after the other, or None for nothing."""
    match first, later:
        case Edited(), Edited():
            before = {**later.before, **first.before}
            return replace(first, before=before, after={**first.after, **later.after})
        case Made(), Edited():
            return Made(_with(first.record, later.after))
        case Edited(), Removed():
            return Removed(_with(later.record, first.before))
        case Made(), Removed():
            return None
        case Removed(), Made():
            after = changed_values(first.record, later.record)
            before = _values(first.record, after)
            return Edited(type(first.record), first.id, before, after)
    return later


def _reversed(part: Part, assessment: Assessment) -> tuple[Change | None, bool]:
    """Return what takes a part back, or None, and whether that is all of it."""
    match part:
        case Made():
            now = assessment.held(type(part.record), part.id)
            return (None, False) if now is None else (Change(now, None), True)
        case Removed():
            is_there = assessment.held(type(part.record), part.id) is not None
            return (None, False) if is_there else (Change(None, part.record), True)
        case Edited():
            now = assessment.held(part.kind, part.id)
            if now is None:
                return None, False
            stands = _values(now, part.after)
            own = [name for name in part.after if stands[name] == part.after[name]]
            after = _with(now, {name: part.before[name] for name in own})
            change = None if after == now else Change(now, after)
            return change, len(own) == len(part.after)


def _is_filled_in(made: Record, now: Interview) -> bool:
    """Whether an interview has been given more than a place in the list since it was made."""
    return not changed_values(made, now).keys() <= {"code", "position"}


def _values(record: Record, names: Iterable[str]) -> dict[str, object]:
    return {name: getattr(record, name) for name in names}


def _with(record: Record, values: Mapping[str, object]) -> Record:
    return replace(record, **values)  # type: ignore[arg-type]

"""All lines of an interview's stream of notes, in order, and what has changed in them.

Empty lines are lines too, so that they can be typed in, but no records: only the lines
with text are stored.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import isfinite

from kompass_desktop.assessment.records import Change, Note
from kompass_desktop.desktop.notes.document.positions import between
from kompass_desktop.desktop.notes.document.text import clean_line


@dataclass(frozen=True)
class LineChange:
    """A line before and after a change; None if it does not exist."""

    before: Note | None
    after: Note | None

    @property
    def id(self) -> str:
        """The line's id."""
        line = self.after or self.before
        if line is None:
            raise ValueError("a change of nothing")
        return line.id

    @property
    def reversed(self) -> LineChange:
        """The change that undoes this one."""
        return LineChange(self.after, self.before)


def merged(changes: Iterable[LineChange]) -> tuple[LineChange, ...]:
    """Return the changes as one for each line, without those that changed nothing in the end."""
    first: dict[str, Note | None] = {}
    last: dict[str, Note | None] = {}
    for change in changes:
        first.setdefault(change.id, change.before)
        last[change.id] = change.after
    return tuple(LineChange(first[line], last[line]) for line in first if first[line] != last[line])


def says_something(line: Note | None) -> bool:
    """Whether a line is a note: not missing, empty or only spaces."""
    return line is not None and bool(line.text) and not line.text.isspace()


class NoteLines:
    """The lines of one interview, by id and in order of position.

    A stored note whose text is not one clean line is shown as one, and stored as it was
    unless a person changes it.
    """

    def __init__(self, interview: str, notes: Sequence[Note] = ()) -> None:
        self.interview = interview
        self._lines: dict[str, Note] = {}
        self._order: list[tuple[float, str]] = []
        self._as_stored: dict[str, tuple[str, str]] = {}
        self._last_taken: dict[str, Note | None] = {}
        self._end = 0.0
        for note in notes:
            shown = clean_line(note.text)
            if shown != note.text:
                self._as_stored[note.id] = (shown, note.text)
            position = note.position if isfinite(note.position) else self._end + 1
            self._put(note.id, replace(note, text=shown, position=position))

    def __contains__(self, line: str) -> bool:
        return line in self._lines

    def __iter__(self) -> Iterator[Note]:
        return (self._lines[line] for _, line in self._order)

    def __getitem__(self, line: str) -> Note:
        return self._lines[line]

    def get(self, line: str) -> Note | None:
        """Return the line with this id, or None."""
        return self._lines.get(line)

    def notes(self) -> list[Note]:
        """Return the records of all lines that are not empty, in order."""
        return [note for line in self if (note := self.record(line)) is not None]

    def rank(self, line: str) -> tuple[float, str]:
        """Return what sorts a line among the others."""
        return self._lines[line].position, line

    def before(self, line: str | None) -> str | None:
        """Return the id of the line before this one, or of the last (None), or None."""
        index = len(self._order) if line is None else bisect_left(self._order, self.rank(line))
        return self._order[index - 1][1] if index else None

    # Changing them

    def apply(self, changes: Iterable[LineChange]) -> bool:
        """Make changes; return whether anything is different now."""
        different = False
        for change in changes:
            line = self._lines.get(change.id)
            if line != change.after:
                self._last_taken.setdefault(change.id, self.record(line))
                self._put(change.id, change.after)
                different = True
        return different

    def are_as_before(self, changes: Iterable[LineChange]) -> bool:
        """Whether all lines are as they were before the changes, as far as is stored."""
        return all(
            self.record(self._lines.get(change.id)) == self.record(change.before)
            for change in changes
        )

    def drop_empty(self) -> None:
        """Remove the empty lines."""
        for line in [line for line in self if not says_something(line)]:
            self.apply([LineChange(line, None)])

    def room_at_end(self, count: int) -> list[float]:
        """Return positions for new lines after all that are, or ever were, in the stream."""
        return between(self._end, None, count) or [self._end + number for number in range(count)]

    def room_after(self, line: str | None, count: int) -> tuple[list[float], list[LineChange]]:
        """Return positions for new lines right after one (None: before all).

        If there is no room left, the lines around are moved apart; the changes of their
        positions, which have been applied, are the second part of the result.
        """
        index = 0 if line is None else bisect_left(self._order, self.rank(line)) + 1
        if index == len(self._order):
            return self.room_at_end(count), []
        positions = between(*self._ends(index, index), count)
        return (positions, []) if positions is not None else self._move_apart(index, count)

    def _move_apart(self, index: int, count: int) -> tuple[list[float], list[LineChange]]:
        """Space the fewest lines around `index` evenly, with a gap for `count` new ones."""
        reach, size = 8, len(self._order)
        while True:
            start, stop = max(0, index - reach), min(size, index + reach)
            total = stop - start + count
            spaced = between(*self._ends(start, stop), total, spare=1)
            if spaced is not None or total == size + count:
                break
            reach *= 4
        positions = spaced or [1.0 + number for number in range(total)]
        gap = index - start
        kept = positions[:gap] + positions[gap + count :]
        lines = [self._lines[line] for _, line in self._order[start:stop]]
        changes = [
            LineChange(line, replace(line, position=position))
            for line, position in zip(lines, kept, strict=True)
        ]
        self.apply(changes)
        return positions[gap : gap + count], changes

    def _ends(self, start: int, stop: int) -> tuple[float | None, float | None]:
        """The positions before and after the lines from `start` to `stop`."""
        low = self._order[start - 1][0] if start else None
        high = self._order[stop][0] if stop < len(self._order) else None
        return low, high

    def _put(self, line: str, content: Note | None) -> None:
        old = self._lines.get(line)
        if old is not None and (content is None or content.position != old.position):
            del self._order[bisect_left(self._order, (old.position, line))]
            del self._lines[line]
            old = None
        if content is not None:
            if old is None:
                insort(self._order, (content.position, line))
                self._end = max(self._end, content.position)
            self._lines[line] = content

    # Records to store

    @property
    def has_changes(self) -> bool:
        """Whether any record differs from the last call of `take_changes`."""
        return any(
            self.record(self._lines.get(line)) != before
            for line, before in self._last_taken.items()
        )

    def take_changes(self) -> list[Change]:
        """Return how the records differ from when they were last taken."""
        taken, self._last_taken = self._last_taken, {}
        changes = (Change(before, self.record(self._lines.get(i))) for i, before in taken.items())
        return [change for change in changes if change.before != change.after]

    def record(self, line: Note | None) -> Note | None:
        """Return the record to store for a line, or None for an empty line."""
        if line is None or not says_something(line):
            return None
        shown, stored = self._as_stored.get(line.id, ("", ""))
        if line.text == shown:
            return replace(line, text=stored)
        text = clean_line(line.text)
        return line if text == line.text else replace(line, text=text)

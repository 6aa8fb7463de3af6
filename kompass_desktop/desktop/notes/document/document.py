"""The lines of one interview that the editor shows, and all that can be done to them.

It knows no Qt: it is given which lines were replaced by which texts, and for any other
change, such as an undo, it returns the lines that the editor must show.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from kompass_desktop.assessment.line_start import is_start_undecided
from kompass_desktop.assessment.records import Change, Mark, Note
from kompass_desktop.desktop.notes.document.edit_applier import EditApplier, NoteContext
from kompass_desktop.desktop.notes.document.line_matching import TextEdit
from kompass_desktop.desktop.notes.document.line_starts import LineStarts
from kompass_desktop.desktop.notes.document.lines import (
    LineChange,
    NoteLines,
    merged,
    says_something,
)
from kompass_desktop.desktop.notes.document.text import from_column, up_to_column
from kompass_desktop.desktop.notes.document.undo_log import (
    EditRun,
    Step,
    UndoLog,
    is_shown_in,
    run_of,
)


@dataclass(frozen=True)
class Redrawing:
    """What the editor must show instead of `count` lines from number `first`."""

    first: int
    count: int
    texts: tuple[str, ...]


@dataclass(frozen=True)
class LineEdit:
    """An edit that replaced `count` lines from number `first` with `texts`.

    The new text is from column `start` of the first line to column `stop` of the last one, in
    UTF-16 units. `is_typed` is whether it was typed, not pasted.
    """

    first: int
    count: int
    texts: Sequence[str]
    start: int
    stop: int
    is_typed: bool = True


class NoteDocument:
    """The lines in one scope of an interview's notes, in the order shown.

    `shown` contains their ids and is never empty; `edits` counts the changes of stored lines;
    `starts` records which lines were moved or marked by their starts.
    """

    def __init__(self, interview: str, notes: Sequence[Note], around: NoteContext) -> None:
        self.lines = NoteLines(interview, notes)
        self._log = UndoLog()
        self._around = around
        self._writer = EditApplier(self.lines, around)
        self.scope: str | None = None
        self.shown: list[str] = []
        self.edits = 0
        self.starts = LineStarts(around)
        self._unfinished: set[str] = set()
        self.open_scope(None)

    def open_scope(self, scope: str | None) -> None:
        """Show the lines of a code and of codes within it, or all for None, and an empty line."""
        self.lines.drop_empty()
        self._unfinished.clear()
        self.scope = scope
        self.shown = [*self.lines_within(scope), self._writer.add_empty_line()]

    def lines_within(self, scope: str | None) -> list[str]:
        """Return the ids of the lines of a scope that are not empty."""
        return [line.id for line in self.lines if says_something(line) and is_shown_in(line, scope)]

    def add_line(self) -> list[Redrawing]:
        """Add an empty line at the end unless there is one; return what to show."""
        number = len(self.shown) - 1
        last = self.line_at(number)
        if not says_something(last):
            return []
        self.shown.append(self._writer.add_empty_line())
        return [Redrawing(number, 1, (last.text, ""))]

    @property
    def interview(self) -> str:
        """The id of the interview whose notes these are."""
        return self.lines.interview

    def notes(self) -> list[Note]:
        """Return the records of all the interview's notes, in order."""
        return self.lines.notes()

    @property
    def has_changes(self) -> bool:
        """Whether `take_changes` would return any."""
        return self.lines.has_changes

    def take_changes(self) -> list[Change]:
        """Return how the records differ from when this was last called."""
        return self.lines.take_changes()

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo in the scope."""
        return self._log.can_undo(self.scope)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to redo in the scope."""
        return self._log.can_redo(self.scope)

    def record_at(self, number: int) -> Note | None:
        """Return the record of the line shown at a number, or None if it is empty."""
        return self.lines.record(self.line_at(number))

    def lines_of(self, ids: Iterable[str]) -> list[Note]:
        """Return the lines with some ids."""
        return [self.lines[line] for line in ids]

    def line_at(self, number: int) -> Note:
        """Return the line shown at a number."""
        return self.lines[self.shown[number]]

    def notes_at(self, numbers: Iterable[int]) -> list[Note]:
        """Return the lines shown at some numbers that are not empty."""
        return [line for line in map(self.line_at, numbers) if says_something(line)]

    # What changes them

    def take_edit(self, edit: LineEdit) -> None:
        """Apply an edit of the text to the lines."""
        first, after = edit.first, edit.first + edit.count
        old = self.shown[first:after]
        head = up_to_column(edit.texts[0], edit.start)
        tail = from_column(edit.texts[-1], edit.stop)
        change = TextEdit([self.lines[line].text for line in old], list(edit.texts), head, tail)
        if change.old == change.new:
            return
        above = self.shown[first - 1] if first else None
        ids, changes = self._writer.write(change, old, above, self.shown[after:])
        self.shown[first:after] = ids
        self._unfinished.update(change.id for change in changes)
        run = run_of(ids[0], change)
        self.starts.take_edit(changes, run if edit.is_typed else None)
        self._keep(changes, run)

    def leave(self, line: str, current: str) -> list[Redrawing]:
        """Finish the lines that the caret has left for `current`; return what to show."""
        self._writer.leave(line)
        return self._finish(self._unfinished - {current})

    def finish_all(self) -> list[Redrawing]:
        """Finish every line that is being written; return what to show."""
        return self._finish(self._unfinished)

    def finish_decided(self) -> list[Redrawing]:
        """Finish the lines whose first words already show whether a number is a code.

        Their signs are removed without marking them, because a key is about to mark the lines.
        """
        waiting = {
            line
            for line in self._unfinished
            if (note := self.lines.get(line)) is not None and is_start_undecided(note.text)
        }
        return self._finish(self._unfinished - waiting, is_marking=False)

    def _finish(self, lines: Collection[str], *, is_marking: bool = True) -> list[Redrawing]:
        """Move and mark lines by the codes and signs at their start; return what to show."""
        # From the top: whether a dash is a list item's depends on the line above.
        notes = [note for line in self.shown if line in lines and (note := self.lines.get(line))]
        read = [
            change
            for note in notes
            if (change := self.starts.read(note, self._above(note.id), is_marking=is_marking))
        ]
        self._unfinished = self._unfinished.difference(lines)
        if not read:
            return []
        ids = frozenset(change.id for change in read)
        self.lines.apply(read)
        self._keep(read, read=ids)
        return self._redrawn(ids)

    def _above(self, line: str) -> str:
        """Return the text of the line shown above one, or ""."""
        number = self.shown.index(line)
        return self.line_at(number - 1).text if number else ""

    def restore_start(self, line: str) -> list[Redrawing]:
        """Put a line's start back as text, and undo what it did; return what to show."""
        now = self.lines.get(line)
        back = self.starts.put_back(now) if now is not None else None
        if back is None:
            return []
        self._change([LineChange(now, back)])
        return self._redrawn({line})

    def _redrawn(self, lines: Collection[str]) -> list[Redrawing]:
        numbers = [number for number, line in enumerate(self.shown) if line in lines]
        return [Redrawing(number, 1, (self.line_at(number).text,)) for number in numbers]

    def move(self, notes: Iterable[Note], code: str) -> None:
        """Move lines to a code; they stay shown until the scope is opened again."""
        notes = list(notes)
        for note in notes:
            self.starts.forget(note.id)
        self._change([LineChange(note, note.at(code)) for note in notes])

    def add_code(self, notes: Sequence[Note], code: str) -> None:
        """Add a code to lines, or remove it if all of them have it."""
        lacking = [note for note in notes if code not in note.codes]
        chosen = lacking or [note for note in notes if code != note.code]
        self._change(
            [
                LineChange(note, note.with_further(code) if note.code else note.at(code))
                for note in chosen
            ]
        )

    def set_document(self, notes: Sequence[Note], document: str) -> None:
        """Set the document of lines, given its id, or "" for none."""
        self._change([LineChange(note, replace(note, document=document)) for note in notes])

    def mark(self, notes: Sequence[Note], mark: Mark | None) -> None:
        """Mark lines, or remove the mark if all of them have it."""
        new = None if all(note.mark is mark for note in notes) else mark
        self._change([LineChange(note, replace(note, mark=new)) for note in notes])

    def undo(self) -> Redrawing | None:
        """Undo the latest step of this scope; return what to show, or None for nothing.

        The start of a line that it had moved or marked is not read again.
        """
        step = self._log.undo(self.scope, self.lines)
        for line in step.read if step is not None else ():
            self.starts.leave_alone(line)
        return self._replayed(step)

    def redo(self) -> Redrawing | None:
        """Redo the step that was undone last; return what to show, or None."""
        return self._replayed(self._log.redo(self.scope, self.lines))

    def _change(self, changes: Sequence[LineChange]) -> None:
        self.lines.apply(changes)
        self._keep(changes)

    def _keep(
        self,
        changes: Iterable[LineChange],
        run: EditRun | None = None,
        read: frozenset[str] = frozenset(),
    ) -> None:
        """Store changes, which have been made, as a step that can be undone."""
        step = Step(self.scope, merged(changes), run, read)
        if step.changes:
            self._log.add(step)
            self._count(step)

    def _count(self, step: Step) -> None:
        if any(says_something(c.before) or says_something(c.after) for c in step.changes):
            self.edits += 1

    def _replayed(self, step: Step | None) -> Redrawing | None:
        """Return what to show after a step has been undone or redone."""
        if step is None:
            return None
        self._count(step)
        before, changed = self.shown, {change.id for change in step.changes}
        self.shown = self._shown_after(step)
        return self._difference(before, changed)

    def _shown_after(self, step: Step) -> list[str]:
        """Return the lines to show: those that still exist, and those that a step brought back."""
        shown = [line for line in self.shown if line in self.lines]
        back = {change.id for change in step.changes if self._comes_into_sight(change)}
        back.difference_update(shown)
        if back:
            shown = sorted([*shown, *back], key=self.lines.rank)
        return shown or [self._writer.add_empty_line()]

    def _comes_into_sight(self, change: LineChange) -> bool:
        line = change.after
        if line is None:
            return False
        return change.before is None or (says_something(line) and is_shown_in(line, self.scope))

    def _difference(self, before: Sequence[str], changed: set[str]) -> Redrawing:
        """Return the range of lines that is not as it was, at least one line long."""
        after = self.shown
        head = _equal_ids(before, after, changed)
        rest = min(len(before), len(after)) - head
        tail = min(rest, _equal_ids(before[::-1], after[::-1], changed))
        if tail == rest:
            head, tail = (head - 1, tail) if head else (head, tail - 1)
        count = len(before) - head - tail
        texts = [self.lines[line].text for line in after[head : len(after) - tail]]
        return Redrawing(head, count, tuple(texts))


def _equal_ids(first: Sequence[str], second: Sequence[str], changed: set[str]) -> int:
    """How many lines two lists have in common at the beginning, none of them changed."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other or one in changed:
            break
        count += 1
    return count

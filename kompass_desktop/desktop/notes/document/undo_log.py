"""What Ctrl+Z undoes in the notes: steps of changed lines, kept when another scope is shown.

The undo of Qt's document would end with the document, know nothing of codes and marks, and
bring text back without the line's id. A step here is records before and after; it is undone
only if those records are still as the step left them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from kompass_desktop.assessment.records import Note
from kompass_desktop.desktop.notes.document.line_matching import TextEdit
from kompass_desktop.desktop.notes.document.lines import (
    LineChange,
    NoteLines,
    merged,
    says_something,
)
from kompass_desktop.desktop.notes.document.text import common_ends

STEPS_KEPT = 2000

_ITS_OWN = -1
"""A start that continues no other run: what is typed over something else is a new step."""


class Stroke(Enum):
    """What a key did within a line."""

    TYPED = "typed"
    ERASED = "erased"


@dataclass(frozen=True)
class EditRun:
    """Keys that belong together: typed or erased from column `start` to `end` of a line.

    `text` is what was typed.
    """

    line: str
    stroke: Stroke
    start: int
    end: int
    text: str = ""

    def followed_by(self, later: EditRun) -> EditRun | None:
        """Return both as one run, or None: another word, or another spot, is another run."""
        if (self.line, self.stroke) != (later.line, later.stroke):
            return None
        if self.stroke is Stroke.ERASED:
            return later if self.start in (later.start, later.end) else None
        if later.start != self.end or (self._ends_word and not later.text[0].isspace()):
            return None
        return replace(later, start=self.start, text=self.text + later.text)

    @property
    def _ends_word(self) -> bool:
        return self.text[-1].isspace() and not self.text.isspace()


def run_of(line: str, edit: TextEdit) -> EditRun | None:
    """Return the run of an edit that typed or erased text within the line with an id."""
    if len(edit.old) > 1 or len(edit.new) > 1:
        return None
    erased = edit.old[0][len(edit.head) : len(edit.old[0]) - len(edit.tail)]
    typed = edit.new[0][len(edit.head) : len(edit.new[0]) - len(edit.tail)]
    head, tail = common_ends(erased, typed)
    erased, typed = erased[head : len(erased) - tail], typed[head : len(typed) - tail]
    start = len(edit.head) + head
    if not typed:
        return EditRun(line, Stroke.ERASED, start, start + len(erased))
    return EditRun(line, Stroke.TYPED, _ITS_OWN if erased else start, start + len(typed), typed)


@dataclass(frozen=True)
class Step:
    """Changes that are undone together, and the scope that they were made in.

    `read` contains the ids of the lines that were moved or marked by their starts.
    """

    scope: str | None
    changes: tuple[LineChange, ...]
    run: EditRun | None = None
    read: frozenset[str] = frozenset()

    @property
    def reversed(self) -> Step:
        """The step that undoes this one."""
        changes = tuple(change.reversed for change in reversed(self.changes))
        return Step(self.scope, changes, read=self.read)

    def followed_by(self, later: Step) -> Step | None:
        """Return both as one step, or None where they are two."""
        if self.run is None or later.run is None or self.scope != later.scope:
            return None
        run = self.run.followed_by(later.run)
        if run is None:
            return None
        return Step(self.scope, merged((*self.changes, *later.changes)), run)

    def belongs_to(self, scope: str | None) -> bool:
        """Whether it may be undone in a scope: it was made there, or is all within."""
        if scope is None or scope == self.scope:
            return True
        versions = (line for change in self.changes for line in (change.before, change.after))
        lines = [line for line in versions if line is not None and says_something(line)]
        return bool(lines) and all(is_shown_in(line, scope) for line in lines)


def is_shown_in(line: Note, scope: str | None) -> bool:
    """Whether a line belongs to a scope or a part of it; None is the whole interview."""
    return scope is None or line.is_within(scope)


class UndoLog:
    """The steps that can be undone and redone, latest last."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def add(self, step: Step) -> None:
        """Add a step that has been made; undone steps can no longer be redone."""
        self._undone.clear()
        longer = self._done[-1].followed_by(step) if self._done else None
        if longer is not None:
            self._done[-1] = longer
            return
        self._done.append(step)
        del self._done[:-STEPS_KEPT]

    def can_undo(self, scope: str | None) -> bool:
        """Whether there is a step to undo in a scope."""
        return any(step.belongs_to(scope) for step in self._done)

    def can_redo(self, scope: str | None) -> bool:
        """Whether there is a step to redo in a scope."""
        return any(step.belongs_to(scope) for step in self._undone)

    def undo(self, scope: str | None, lines: NoteLines) -> Step | None:
        """Undo the latest step of a scope; return what was done, or None for nothing."""
        return _replay(self._done, self._undone, scope, lines)

    def redo(self, scope: str | None, lines: NoteLines) -> Step | None:
        """Redo the step of a scope that was undone last; return it, or None."""
        return _replay(self._undone, self._done, scope, lines)


def _replay(
    source: list[Step], target: list[Step], scope: str | None, lines: NoteLines
) -> Step | None:
    """Move the last step of a scope from one list to the other by applying its opposite.

    If its lines have been changed since, in a wider scope, neither it nor a step before it
    can be undone.
    """
    for index in reversed(range(len(source))):
        if not source[index].belongs_to(scope):
            continue
        opposite = source[index].reversed
        if not lines.are_as_before(opposite.changes):
            return None
        del source[index]
        target.append(opposite)
        if lines.apply(opposite.changes):
            return opposite
    return None

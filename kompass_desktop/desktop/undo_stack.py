"""The steps that Ctrl+Z undoes in an open assessment, and what is reported of them."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change, Record
from kompass_desktop.assessment.undoing import Losses, Step, step_of

_log = logging.getLogger(__name__)

Changing: TypeAlias = Callable[[Sequence[Change]], None]


class Direction(Enum):
    """Whether a step is undone or redone."""

    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True)
class Replay:
    """A step that has been undone or redone.

    `text` is its name, `page` the key of the page on which it was first made, and `left` the
    number of records that it could not change.
    """

    direction: Direction
    text: str
    page: str
    changes: tuple[Change, ...]
    left: int


@dataclass(frozen=True)
class _Held:
    """A step as it is kept while the window is locked."""

    text: str
    page: str
    step: Step
    edit_session: str | None


@dataclass(frozen=True)
class Question:
    """A step that would also undo other work, so that the user must be asked first."""

    direction: Direction
    text: str
    losses: Losses


class UndoStack(QUndoStack):
    """The steps of an open assessment; each sets only the fields that it changed.

    `undo` and `redo` make a step at once. `ask_to` is for keys: it asks first if other work
    would be lost.
    """

    replayed = Signal(object)
    """The `Replay` that was made."""
    questioned = Signal(object)
    """A step waits for the answer to this `Question`."""
    ended = Signal(object)
    """There was no further step in this `Direction`."""

    def __init__(self, assessment: Assessment, change: Changing, parent: QObject) -> None:
        super().__init__(parent)
        self._assessment = assessment
        self._change = change
        self._replay: Replay | None = None
        self._is_resuming = False
        self.is_refused: Callable[[Collection[type[Record]]], bool] = lambda _: False
        """Says, of records of some types, that they may not be changed; returns whether so."""
        self.page = ""
        """The key of the page that is shown, on which steps are made."""
        # Not earlier: while a step is being made, the stack cannot take another.
        self.indexChanged.connect(self._report)

    def undo(self) -> None:
        """Undo the last step, unless changes are refused."""
        if not self.is_refused(self._kinds(Direction.UNDO)):
            super().undo()

    def redo(self) -> None:
        """Redo the step that was undone last, unless changes are refused."""
        if not self.is_refused(self._kinds(Direction.REDO)):
            super().redo()

    def add(self, text: str, step: Step, edit_session: str | None) -> None:
        """Add a step that is made right after this; `text` is its name."""
        if step.is_empty:
            return
        top = self._next(Direction.UNDO)
        if top is None or self.canRedo() or not top.goes_on_with(step, edit_session):
            self.push(_Command(self, text, step, edit_session))

    def forget(self, record: str) -> None:
        """Make every step that changes a record, given its id, do nothing any more."""
        for index in range(self.count()):
            command = self.command(index)
            if isinstance(command, _Command) and command.step.touches(record):
                command.forget()

    def discard_after(self, index: int) -> None:
        """Undo and remove all steps after the first `index`, without emitting a signal."""
        with QSignalBlocker(self):
            while self.index() > index:
                self.undo()
        self._replay = None
        nothing = QUndoCommand()
        nothing.setObsolete(True)
        # Pushing it removes the steps that could be redone; an obsolete one is not kept.
        self.push(nothing)

    def held(self) -> bytes:
        """Return all steps as bytes, for `resume`; they hold what was written, in plain."""
        commands = [self.command(index) for index in range(self.count())]
        steps = [command.held for command in commands if isinstance(command, _Command)]
        return pickle.dumps((steps, self.index()))

    def resume(self, held: bytes) -> None:
        """Have the steps that `held` gave, in a stack that has none; nothing is made."""
        # Made by `held` in this process, and sealed since: nobody else can have written it.
        steps, index = pickle.loads(held)  # noqa: S301
        page = self.page
        for each in steps:
            self.page = each.page
            self.push(_Command(self, each.text, each.step, each.edit_session))
        self.page = page
        self._is_resuming = True
        self.setIndex(index)
        self._is_resuming = False

    def question(self, direction: Direction) -> Question | None:
        """Return what must be asked before the next step, or None if nothing would be lost."""
        command = self._next(direction)
        if command is None:
            return None
        losses = command.step.losses(self._assessment)
        return Question(direction, command.text(), losses) if losses.needs_confirmation else None

    def ask_to(self, direction: Direction) -> None:
        """Make the next step, or ask first if other work would be lost with it."""
        if self.is_refused(self._kinds(direction)):
            return
        command = self._next(direction)
        while command is not None and command.step.is_empty:
            self.make(direction)
            command = self._next(direction)
        question = self.question(direction)
        if command is None:
            self.ended.emit(direction)
        elif question is not None:
            self.questioned.emit(question)
        else:
            self.make(direction)

    def make(self, direction: Direction) -> None:
        """Make the next step, whatever is lost with it."""
        (self.undo if direction is Direction.UNDO else self.redo)()

    def replay(self, direction: Direction, command: _Command) -> None:
        """Reverse what a step did last; called by the step itself."""
        if self._is_resuming:
            return
        reversal = command.step.reversal(self._assessment)
        command.step = step_of(reversal.changes, self._assessment)
        command.setObsolete(command.step.is_empty)
        self._change(reversal.changes)
        if reversal.changes or reversal.left:
            text, page = command.text(), command.page
            self._replay = Replay(direction, text, page, reversal.changes, reversal.left)

    def _next(self, direction: Direction) -> _Command | None:
        index = self.index() - (direction is Direction.UNDO)
        command = self.command(index) if 0 <= index < self.count() else None
        return command if isinstance(command, _Command) else None

    def _kinds(self, direction: Direction) -> frozenset[type[Record]]:
        """Return the types of the records that the next step changes; none if there is none."""
        command = self._next(direction)
        return command.step.kinds if command is not None else frozenset()

    def _report(self) -> None:
        replay, self._replay = self._replay, None
        if replay is not None:
            self.replayed.emit(replay)


class _Command(QUndoCommand):
    """A step, reversed each time that it is undone or redone.

    `step` is what it did last, and what is reversed next, so that a redo brings back what
    was there before the undo.
    """

    def __init__(self, stack: UndoStack, text: str, step: Step, edit_session: str | None) -> None:
        super().__init__(text)
        self._stack = stack
        self._edit_session = edit_session
        self._is_made = False
        self.step = step
        self.page = stack.page

    @property
    def held(self) -> _Held:
        """The step as it is kept while the window is locked."""
        return _Held(self.text(), self.page, self.step, self._edit_session)

    def goes_on_with(self, step: Step, edit_session: str | None) -> bool:
        """Join a step of the same edit session to this one; return whether it could be joined."""
        longer = self.step.followed_by(step)
        if edit_session is None or edit_session != self._edit_session or longer is None:
            return False
        self.step = longer
        return True

    def forget(self) -> None:
        """Do nothing from now on."""
        self.step = Step(())

    def redo(self) -> None:
        if self._is_made:
            _log.info("redo")
            self._stack.replay(Direction.REDO, self)
        self._is_made = True

    def undo(self) -> None:
        _log.info("undo")
        self._stack.replay(Direction.UNDO, self)

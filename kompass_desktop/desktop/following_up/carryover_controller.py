"""Leads a page with measure points to what is to be followed up from last time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget

from kompass_desktop.assessment.plan_records import Carryover
from kompass_desktop.assessment.planning.following_up import carryovers_at, home_of, next_open
from kompass_desktop.desktop.following_up.carryover_card import CarryoverCard
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.undo_stack import Replay
from kompass_desktop.i18n import ntr, tr


class CodeState(Protocol):
    """The state of a page that shows one code at a time."""

    @property
    def moved(self) -> SignalInstance:
        """Another code is shown."""

    @property
    def code(self) -> str:
        """The code that is shown."""

    def go(self, code: str) -> None:
        """Show another code."""


class CarryoverController(QObject):
    """Shows in a card what belongs beside the page's code, and goes to what has no outcome."""

    message_shown = Signal(str)

    def __init__(
        self,
        card: CarryoverCard,
        session: Session,
        state: CodeState,
        includes: Callable[[str], bool],
        home: QWidget,
    ) -> None:
        """Follow `state`; `includes` returns whether the page goes through a code.

        `home` gets the focus when the card is left, if it did not come from another part.
        """
        super().__init__(card)
        self._card = card
        self._session = session
        self._state = state
        self._includes = includes
        self._home = home
        self._before: QWidget | None = None
        card.set_session(session)
        card.left.connect(self._leave)
        state.moved.connect(card.show_code)
        session.undo_stack.replayed.connect(self._show_replayed)

    def enter(self) -> None:
        """Put the focus in the card, or back to where it was."""
        if self._card.isAncestorOf(self._focused) or self._card.hasFocus():
            self._leave()
        elif self._card.carryover is None:
            self.message_shown.emit(tr("Nothing of last time belongs here."))
        else:
            self._take_focus()

    def go_to_next(self) -> None:
        """Go to the next improvement or finding of last time that has no outcome yet."""
        found = self._next_here() or next_open(
            self._session.assessment, self._state.code, self._includes
        )
        if found is None:
            self.message_shown.emit(self._end_text())
            return
        self._show(found)
        self._take_focus()

    def show(self, carryover: Carryover) -> None:
        """Show a carryover at its place, unless it belongs to none."""
        if home_of(self._session.assessment, carryover):
            self._show(carryover)

    @property
    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self._home

    def _next_here(self) -> Carryover | None:
        """Return the next one without an outcome whose place is the code that is shown."""
        assessment, code, current = self._session.assessment, self._state.code, self._card.carryover
        here = [
            each
            for each in carryovers_at(assessment, code)
            if each.outcome is None and home_of(assessment, each) == code and each != current
        ]
        return here[0] if here else None

    def _show(self, carryover: Carryover) -> None:
        assessment, code = self._session.assessment, self._state.code
        if carryover not in carryovers_at(assessment, code):
            self._state.go(home_of(assessment, carryover))
        self._card.choose(carryover.id)

    def _take_focus(self) -> None:
        if not (self._card.hasFocus() or self._card.isAncestorOf(self._focused)):
            self._before = self._focused
        self._card.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave(self) -> None:
        before, self._before = self._before, None
        back = before if before is not None and before.isVisible() else self._home
        back.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_replayed(self, replay: Replay) -> None:
        record = replay.changes[-1].after if replay.changes else None
        if isinstance(record, Carryover) and self._card.window().isActiveWindow():
            self._show_if_here(record)

    def _show_if_here(self, carryover: Carryover) -> None:
        parent = self._card.parentWidget()
        if parent is not None and parent.isVisible():
            self.show(carryover)

    def _end_text(self) -> str:
        waiting = [c for c in self._session.assessment.carryovers.values() if c.outcome is None]
        if not self._session.assessment.carryovers:
            return tr("Nothing was carried over from last time.")
        if not waiting:
            return tr("All improvements and findings of last time are marked.")
        return ntr(
            "There are no more in this view. {0} of last time is not marked; Plan has all.",
            "There are no more in this view. {0} of last time are not marked; Plan has all.",
            len(waiting),
        ).format(len(waiting))

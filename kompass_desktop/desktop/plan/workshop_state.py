"""The workshop that is shown, and all that is done to it in the window and on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement, Workshop
from kompass_desktop.assessment.planning.workshop_votes import (
    Card,
    CardOrder,
    DotCount,
    cards_of,
    count_of,
    laid,
    new_workshop,
    newest_workshop,
    not_on_table,
    ordered_by_result,
    proposal,
    removal,
    taken_off,
    with_dots,
)
from kompass_desktop.assessment.service_areas import WHOLE
from kompass_desktop.desktop.plan.plan_state import PlanState
from kompass_desktop.i18n import ntr, tr


class WorkshopState(QObject):
    """Which workshop and which card are the current ones; changes go through it to the session."""

    changed = Signal()
    """Another workshop is shown, or something in it has changed."""
    card_chosen = Signal(str)
    """Another card is the current one, by the id of its improvement; "" for none."""

    def __init__(self, state: PlanState) -> None:
        super().__init__(state)
        self._state = state
        self._session = state.session
        self._workshop = ""
        self._card = ""
        self._order = CardOrder.PLAN
        state.changed.connect(self._follow)

    @property
    def assessment(self) -> Assessment:
        """The assessment."""
        return self._session.assessment

    @property
    def workshop(self) -> Workshop | None:
        """The workshop that is shown: the chosen one, else the newest; None if there is none."""
        chosen = self.assessment.workshops.get(self._workshop)
        return chosen or newest_workshop(self.assessment)

    @property
    def is_open(self) -> bool:
        """Whether there is a workshop that is not closed."""
        workshop = self.workshop
        return workshop is not None and not workshop.closed

    @property
    def order(self) -> CardOrder:
        """How the cards are ordered; those of a closed workshop by dots."""
        workshop = self.workshop
        return CardOrder.DOTS if workshop is not None and workshop.closed else self._order

    @property
    def cards(self) -> list[Card]:
        """The cards on the table, in order."""
        workshop = self.workshop
        return [] if workshop is None else cards_of(self.assessment, workshop, self.order)

    @property
    def count(self) -> DotCount:
        """The dots that were given, beside those that there are."""
        workshop = self.workshop
        return DotCount(0, None) if workshop is None else count_of(self.assessment, workshop)

    @property
    def card(self) -> Card | None:
        """The current card, or None."""
        return next((c for c in self.cards if c.improvement.id == self._card), None)

    @property
    def waiting(self) -> list[Improvement]:
        """The improvements of the plan that do not lie on the table."""
        workshop = self.workshop
        return [] if workshop is None else not_on_table(self.assessment, workshop)

    # What is shown

    def show_workshop(self, identity: str) -> None:
        """Show another workshop, given its id."""
        if identity != self._workshop:
            self._workshop = identity
            self.changed.emit()

    def choose_card(self, improvement: str) -> None:
        """Make the card of an improvement, given its id, the current one; "" for none."""
        if improvement != self._card:
            self._card = improvement
            self.card_chosen.emit(improvement)

    def toggle_order(self) -> None:
        """Order the cards by dots, or again as in the plan."""
        is_by_dots = self._order is CardOrder.DOTS
        self._order = CardOrder.PLAN if is_by_dots else CardOrder.DOTS
        self.changed.emit()

    @property
    def step(self) -> int:
        """The number of steps that can be undone."""
        return self._session.undo_stack.index()

    def undo(self, first: int) -> None:
        """Undo the last step, unless it is among the `first` steps of all."""
        if self.step > first:
            self._session.undo_stack.undo()

    def redo(self) -> None:
        """Redo the step that was undone last."""
        self._session.undo_stack.redo()

    # The workshop itself

    def begin(self) -> None:
        """Make a new workshop, held today."""
        today = date.today().isoformat()  # noqa: DTZ011 - the day on the wall
        workshop = new_workshop(self.assessment, tr("Workshop"), today)
        last = newest_workshop(self.assessment)
        if last is not None:
            workshop = replace(workshop, participants=last.participants, dots_each=last.dots_each)
        self._workshop = workshop.id
        self._session.put_undoably(tr("new workshop"), workshop)

    def put(self, workshop: Workshop, edit_session: str | None = None) -> None:
        """Store a workshop that was edited."""
        if workshop != self.assessment.workshops.get(workshop.id):
            self._session.put_undoably(tr("change of the workshop"), workshop, edit_session)

    def set_closed(self, *, closed: bool) -> None:
        """Close the workshop, which keeps its result, or reopen it."""
        # What is being typed belongs to the workshop that is about to be closed.
        self._session.flush()
        workshop = self.workshop
        if workshop is not None:
            text = tr("closing of the workshop") if closed else tr("reopening of the workshop")
            self._session.put_undoably(text, replace(workshop, closed=closed))

    def remove(self) -> None:
        """Delete the workshop with its votes."""
        workshop = self.workshop
        if workshop is not None:
            changes = removal(self.assessment, workshop)
            self._session.change_undoably(tr("deletion of the workshop"), changes)
            self._say(tr("The workshop is deleted. Ctrl+Z takes it back."))

    def order_plan(self) -> None:
        """Order the improvements of the plan by the result, as one step."""
        workshop = self.workshop
        if workshop is None:
            return
        changes = ordered_by_result(self.assessment, workshop)
        if changes:
            self._session.change_undoably(tr("order by the result of the workshop"), changes)
            self._say(tr("The plan is ordered by the result. Ctrl+Z takes it back."))
        else:
            self._say(tr("The plan has the order of the result already."))

    # What lies on the table

    def propose(self, title: str, service: str = WHOLE) -> bool:
        """Add a new improvement to the plan and to the table; return whether it was done."""
        workshop = self._open_workshop()
        if workshop is None or not title.strip():
            return False
        changes = proposal(self.assessment, workshop, title.strip(), service)
        self._card = changes[0].record.id
        self._session.change_undoably(tr("proposal in the workshop"), changes)
        self.card_chosen.emit(self._card)
        return True

    def lay(self, improvements: Sequence[Improvement]) -> None:
        """Put improvements of the plan on the table."""
        workshop = self._open_workshop()
        changes = laid(self.assessment, workshop, improvements) if workshop is not None else []
        if changes:
            self._card = improvements[0].id
            self._session.change_undoably(tr("improvements on the table"), changes)
            self.card_chosen.emit(self._card)

    def take_off(self) -> None:
        """Take the current card off the table; the improvement stays in the plan."""
        workshop, card = self._open_workshop(), self.card
        if workshop is None or card is None:
            return
        identity = card.improvement.id
        changes = taken_off(self.assessment, workshop, identity)
        following = self._beside(identity)
        self._session.change_undoably(tr("improvement off the table"), changes)
        self.choose_card(following)
        self._say(tr("The improvement is off the table and stays in the plan. Ctrl+Z undoes."))

    # Votes

    def give(self, dots: int) -> None:
        """Give the current card dots, or take them away with a negative number."""
        card = self.card
        if card is not None:
            self.set_dots(card.dots + dots)

    def set_dots(self, dots: int) -> None:
        """Set the number of dots of the current card."""
        workshop, card = self._open_workshop(), self.card
        if workshop is None or card is None:
            return
        change = with_dots(self.assessment, workshop, card.improvement.id, dots)
        if change.before != change.after:
            title = card.improvement.title
            self._session.change_undoably(tr("dots for “{0}”").format(title), [change])
            self._say(too_many_text(workshop, self.count))

    def _open_workshop(self) -> Workshop | None:
        """Return the workshop if it can be changed, else say why not."""
        workshop = self.workshop
        if workshop is None:
            self._say(tr("There is no workshop yet. Ctrl+Shift+N makes one."))
        elif workshop.closed:
            self._say(tr("The workshop is closed. Reopen it to change it."))
            return None
        return workshop

    def _beside(self, improvement: str) -> str:
        """Return the id of the improvement on the next card, or on the previous one, or ""."""
        ids = [card.improvement.id for card in self.cards]
        at = ids.index(improvement)
        return next(iter((*ids[at + 1 : at + 2], *ids[max(0, at - 1) : at])), "")

    def _follow(self) -> None:
        self.changed.emit()

    def _say(self, sentence: str) -> None:
        self._state.message_shown.emit(sentence)


def count_text(count: DotCount) -> str:
    """Return the dots that were given and those that there are: "14 of 36 dots given"."""
    if count.available is None:
        given = ntr("{0} dot given", "{0} dots given", count.given)
        return given.format(count.given)
    words = ntr("{0} of {1} dot given", "{0} of {1} dots given", count.available)
    return words.format(count.given, count.available)


def too_many_text(workshop: Workshop, count: DotCount) -> str:
    """Return a sentence on the dots that were given beyond those that there are, or ""."""
    if not count.too_many:
        return ""
    sentence = ntr(
        "{0} dot more is given than there are: {1} participants × {2}.",
        "{0} dots more are given than there are: {1} participants × {2}.",
        count.too_many,
    )
    return sentence.format(count.too_many, workshop.participants, workshop.dots_each)

"""The three columns of an area's findings, between which the arrow keys move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.desktop.findings.finding_card import CardContent, FindingCard
from kompass_desktop.desktop.findings.finding_column import FindingColumn
from kompass_desktop.i18n import tr

COLUMN_GAP = 12
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class FindingsBoard(QWidget):
    """Shows findings and emits what the user asks for, each finding by its id.

    One card is current, whether or not it has the focus: `current` is its finding's id. Those
    that Space has marked, `marked`, go into the plan together.
    """

    chosen = Signal(str)
    edit_requested = Signal(str)
    accept_requested = Signal(str)
    reject_requested = Signal(str)
    text_typed = Signal(str)
    edit_committed = Signal(str)
    """The text of the card that was being written on."""
    edit_cancelled = Signal()
    menu_requested = Signal(QPoint)
    """Where on the screen the current card's menu is wanted."""
    finding_dropped = Signal(str, str, int)
    """The finding's id, the kind, and the index among the column's other cards."""
    new_requested = Signal(str)
    """The kind."""
    left = Signal()
    """The left arrow was pressed in the first column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current = ""
        self.marked: list[str] = []
        self._is_showing = False
        titles = {
            FindingKind.STRENGTH: tr("Strengths"),
            FindingKind.CHALLENGE: tr("Challenges"),
            FindingKind.WEAKNESS: tr("Weaknesses"),
        }
        self.columns = {kind: self._make_column(kind, titles[kind]) for kind in FindingKind}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(COLUMN_GAP)
        for column in self.columns.values():
            row.addWidget(column, 1)

    def _make_column(self, kind: FindingKind, title: str) -> FindingColumn:
        column = FindingColumn()
        column.set_kind(kind, title)
        column.new_requested.connect(partial(self.new_requested.emit, kind.value))
        column.arrow_pressed.connect(lambda key: self._step_from_button(column, key))
        column.finding_dropped.connect(
            lambda finding, index: self.finding_dropped.emit(finding, kind.value, index)
        )
        return column

    @property
    def cards(self) -> list[FindingCard]:
        """All cards, column by column."""
        return [card for column in self.columns.values() for card in column.cards]

    def card(self, finding: str) -> FindingCard | None:
        """Return the card of a finding, given its id, or None."""
        return next((card for card in self.cards if card.finding.id == finding), None)

    def show_findings(self, contents: Mapping[FindingKind, Sequence[CardContent]]) -> None:
        """Show these findings; the current card stays current, or its neighbour becomes it."""
        status = self._position_of(self.current)
        focused = next((card for card in self.cards if card.hasFocus()), None)
        self._is_showing = True
        if focused is not None and not _stays(focused, contents):
            # Otherwise Qt gives the focus to some other card, and scrolls to it.
            self.setFocus()
        for kind, column in self.columns.items():
            for card in column.show_cards(contents[kind]):
                self._follow(card)
        self._is_showing = False
        findings = {card.finding.id for card in self.cards if not card.is_draft}
        self.mark([each for each in self.marked if each in findings])
        if self.card(self.current) is None:
            self.current = self._nearest(status)
        self._mark_current()
        if focused is not None:
            self.focus_current()

    def mark(self, findings: Sequence[str]) -> None:
        """Mark the cards of some findings, given their ids, and no others."""
        self.marked = list(findings)
        for card in self.cards:
            card.set_marked(card.finding.id in self.marked)

    def _toggle_mark(self, finding: str) -> None:
        others = [each for each in self.marked if each != finding]
        self.mark(others if finding in self.marked else [*self.marked, finding])

    def above(self, finding: str) -> FindingCard | None:
        """Return the card above that of a finding in its column, or None."""
        found = self._position_of(finding)
        return found[0].cards[found[1] - 1] if found is not None and found[1] > 0 else None

    def next_draft(self, finding: str) -> str:
        """Return the id of the draft that comes after a card, from the top again; "" for none."""
        ids = [card.finding.id for card in self.cards]
        drafts = {card.finding.id for card in self.cards if card.is_draft} - {finding}
        start = ids.index(finding) + 1 if finding in ids else 0
        return next((each for each in (*ids[start:], *ids[:start]) if each in drafts), "")

    def scroll_to_top(self) -> None:
        """Show each column from its first card."""
        for column in self.columns.values():
            column.stack.verticalScrollBar().setValue(0)

    def select(self, finding: str) -> None:
        """Make a finding's card the current one, given its id, and bring it into view."""
        self.current = finding
        self._mark_current()
        card = self.card(finding)
        if card is not None:
            self._column_of(card).stack.reveal(card)
        self.chosen.emit(finding)

    def focus_current(self) -> None:
        """Give the focus to the current card, or to the first button if there is none."""
        card = self.card(self.current)
        if card is not None:
            card.setFocus()
        else:
            self.columns[FindingKind.STRENGTH].new_button.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self._is_showing:
            self.focus_current()

    def _follow(self, card: FindingCard) -> None:
        card.chosen.connect(lambda: self._choose(card))
        card.edit_requested.connect(lambda: self.edit_requested.emit(card.finding.id))
        card.accept_requested.connect(lambda: self.accept_requested.emit(card.finding.id))
        card.reject_requested.connect(lambda: self.reject_requested.emit(card.finding.id))
        card.mark_toggled.connect(lambda: self._toggle_mark(card.finding.id))
        card.text_typed.connect(self.text_typed)
        card.edit_committed.connect(self.edit_committed)
        card.edit_cancelled.connect(self.edit_cancelled)
        card.menu_requested.connect(self.menu_requested)
        card.arrow_pressed.connect(lambda key: self._step_from_card(card, key))

    def _choose(self, card: FindingCard) -> None:
        if self._is_showing or card.finding.id not in self._ids:
            return
        if card.finding.id == self.current:
            self._column_of(card).stack.reveal(card)
        else:
            self.select(card.finding.id)

    def _mark_current(self) -> None:
        for card in self.cards:
            card.set_current(card.finding.id == self.current)

    @property
    def _ids(self) -> set[str]:
        return {card.finding.id for card in self.cards}

    def _column_of(self, card: FindingCard) -> FindingColumn:
        return next(column for column in self.columns.values() if card in column.cards)

    def _position_of(self, finding: str) -> tuple[FindingColumn, int] | None:
        card = self.card(finding)
        if card is None:
            return None
        column = self._column_of(card)
        return column, column.cards.index(card)

    def _nearest(self, status: tuple[FindingColumn, int] | None) -> str:
        """Return the finding that is now where another was, or the first one."""
        if status is not None:
            column, index = status
            if column.cards:
                return column.cards[min(index, len(column.cards) - 1)].finding.id
        return self.cards[0].finding.id if self.cards else ""

    # The arrow keys

    def _step_from_card(self, card: FindingCard, key: int) -> None:
        column = self._column_of(card)
        self._step_from(column.kind, column.cards.index(card), key)

    def _step_from_button(self, column: FindingColumn, key: int) -> None:
        """The button is below the last card."""
        if Qt.Key(key) is not Qt.Key.Key_Down:
            self._step_from(column.kind, len(column.cards), key)

    def _step_from(self, kind: FindingKind, index: int, key: int) -> None:
        step = _STEPS[Qt.Key(key)]
        if Qt.Key(key) in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step_within(self.columns[kind], index + step)
        else:
            self._step_across(kind, index, step)

    def _step_within(self, column: FindingColumn, index: int) -> None:
        if index >= len(column.cards):
            column.new_button.setFocus()
        elif index >= 0:
            column.focus_at(index)

    def _step_across(self, kind: FindingKind, index: int, step: int) -> None:
        kinds = list(self.columns)
        to = kinds.index(kind) + step
        if to < 0:
            self.left.emit()
        elif to < len(kinds):
            self.columns[kinds[to]].focus_at(index)


def _stays(card: FindingCard, contents: Mapping[FindingKind, Sequence[CardContent]]) -> bool:
    """Whether a card stays in its column, where its position may have changed."""
    column = contents[card.finding.kind]
    return any(content.finding.id == card.finding.id for content in column)

"""A workshop on the full screen (F11), readable from the back of a room, with the same keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.plan.workshop_cards import WorkshopCards
from kompass_desktop.desktop.plan.workshop_state import WorkshopState, count_text, too_many_text
from kompass_desktop.desktop.widgets.full_screen import move_to_next_screen, open_on_other_screen
from kompass_desktop.desktop.widgets.line_length import limit_line
from kompass_desktop.i18n import tr

WIDTH, HEIGHT = 1280, 720
"""The screen in pixels for which the sizes are given."""
SIDE, TOP, BOTTOM, SPACING = 34, 20, 12, 12
TITLE, COUNT, FIELD, SMALL = 30, 26, 22, 14
CARDS = 2.0
"""How many times larger than in the window the cards are."""


class WorkshopScreen(QFrame):
    """A window over a whole screen with the cards of the workshop that a state shows."""

    closed = Signal()

    title_label: QLabel
    count_label: QLabel
    cards_view: WorkshopCards
    nothing_label: QLabel
    propose_field: QLineEdit
    too_many_label: QLabel
    hint_label: QLabel
    column: QVBoxLayout

    def __init__(self, workshop: WorkshopState, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        load_form(self, "plan/workshop_screen")
        self._workshop = workshop
        # What was done before it was opened is not undone where nobody sees it.
        self._first_step = workshop.step
        self.cards_view.card_chosen.connect(workshop.choose_card)
        self.cards_view.dots_given.connect(workshop.give)
        self.cards_view.taken_off.connect(workshop.take_off)
        limit_line(self.propose_field)
        self.propose_field.returnPressed.connect(self._propose)
        workshop.changed.connect(self._show)
        workshop.card_chosen.connect(self.cards_view.choose)
        for watched in (self.cards_view, self.propose_field):
            watched.installEventFilter(self)
        self._show()

    def show_on_screen(self) -> None:
        """Open on the other screen than the window's if there is one, else on the same."""
        open_on_other_screen(self)
        self.cards_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the keys that are the screen's own, in the cards and in the field."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(watched, event)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._magnify()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        key, is_field = event.key(), watched is self.propose_field
        if key == Qt.Key.Key_Escape and is_field:
            self.propose_field.clear()
            self.cards_view.setFocus()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_F5):
            self.close()
        elif not is_field and event.matches(QKeySequence.StandardKey.Undo):
            self._workshop.undo(self._first_step)
        elif not is_field and event.matches(QKeySequence.StandardKey.Redo):
            self._workshop.redo()
        elif key == Qt.Key.Key_F11:
            move_to_next_screen(self)
        elif not is_field and key == Qt.Key.Key_N and not event.modifiers():
            self.propose_field.setFocus()
        elif not is_field and key == Qt.Key.Key_S and not event.modifiers():
            self._workshop.toggle_order()
        else:
            return False
        return True

    def _propose(self) -> None:
        if self._workshop.propose(self.propose_field.text()):
            self.propose_field.clear()

    def _show(self) -> None:
        state = self._workshop
        workshop = state.workshop
        if workshop is None:
            self.close()
            return
        self.title_label.setText(workshop.title or tr("Workshop"))
        self.count_label.setText(count_text(state.count))
        self.too_many_label.setText(too_many_text(workshop, state.count))
        self.too_many_label.setVisible(bool(state.count.too_many))
        cards = state.cards
        self.cards_view.show_cards(cards, state.card.improvement.id if state.card else "")
        self.cards_view.setVisible(bool(cards))
        self.nothing_label.setVisible(not cards)
        self.propose_field.setVisible(not workshop.closed)
        self.hint_label.setText(self._hint(is_closed=workshop.closed))
        self.setWindowTitle(workshop.title or tr("Workshop"))

    def _hint(self, *, is_closed: bool) -> str:
        if is_closed:
            return tr("The workshop is closed · F11 other screen · Esc back")
        return tr(
            "↑ ↓ card · + or 1–9 dots · − takes away · N proposal · S by dots · Ctrl+Z undoes · "
            "F11 other screen · Esc back"
        )

    def _magnify(self) -> None:
        unit = min(self.width() / WIDTH, self.height() / HEIGHT)
        side = round(SIDE * unit)
        self.column.setContentsMargins(side, round(TOP * unit), side, round(BOTTOM * unit))
        self.column.setSpacing(round(SPACING * unit))
        self.title_label.setFont(theme.font(round(TITLE * unit), QFont.Weight.Bold))
        self.count_label.setFont(theme.font(round(COUNT * unit), QFont.Weight.Bold))
        for part in (self.propose_field, self.nothing_label, self.too_many_label):
            part.setFont(theme.font(round(FIELD * unit)))
        self.hint_label.setFont(theme.font(round(SMALL * unit)))
        self.cards_view.magnify(CARDS * unit)

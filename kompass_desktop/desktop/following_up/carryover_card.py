"""What was carried over from last time to the open place: marked by keys, with a comment."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from kompass_desktop.assessment.plan_records import Carryover, Outcome
from kompass_desktop.assessment.planning.following_up import carryovers_at
from kompass_desktop.desktop.following_up.comment_field import CommentField
from kompass_desktop.desktop.following_up.outcome_text import (
    OUTCOMES,
    detail_text,
    kind_text,
    short_outcome,
    step_text,
)
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.read_only import ReadOnly
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr
from kompass_desktop.report.plan.plan_names import outcome_name, outcome_of

MOST_LINES = 3
_DIGITS = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CLEAR = (Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class CarryoverCard(QFrame):
    """Shows one carryover at a time of those that belong beside a code; hidden if there are none.

    With the focus, 1, 2 and 3 mark it, 0 takes the mark away, Space steps through the outcomes,
    the arrows go to the others of the place, Enter goes to the comment, and Esc leaves.
    """

    FORM = "following_up/carryover_card"

    left = Signal()
    """Esc was pressed: the focus is to go back to the page's work."""

    title_label: ElidedLabel
    place_label: QLabel
    previous_button: QPushButton
    next_button: QPushButton
    text_label: QLabel
    detail_label: ElidedLabel
    carried_out_chip: QPushButton
    partly_chip: QPushButton
    not_carried_out_chip: QPushButton
    comment_field: CommentField

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._code = ""
        self._shown: list[Carryover] = []
        self._current = ""
        load_form(self, self.FORM)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if isinstance(self.text_label, WrappedText):
            self.text_label.setMaximumLines(MOST_LINES)
        self.chips = (self.carried_out_chip, self.partly_chip, self.not_carried_out_chip)
        self._connect()
        self.hide()

    def set_session(self, session: Session) -> None:
        """Follow up in an open assessment."""
        self._session = session
        session.carryovers_changed.connect(self._refresh)
        session.flush_requested.connect(self.comment_field.flush)
        ReadOnly(session, self, editors=[self.comment_field])

    @property
    def carryover(self) -> Carryover | None:
        """The carryover that is shown, or None."""
        return next((each for each in self._shown if each.id == self._current), None)

    def show_code(self, code: str) -> None:
        """Show what belongs beside a code, beginning with the first that has no outcome."""
        self.comment_field.end_typing()
        is_other = code != self._code
        self._code = code
        self._find()
        waiting = (each for each in self._shown if each.outcome is None)
        if is_other or self.carryover is None:
            first = next(waiting, None) or next(iter(self._shown), None)
            self._current = first.id if first is not None else ""
        self._show()

    def choose(self, carryover: str) -> None:
        """Show a carryover of the present place, given its id."""
        self.comment_field.end_typing()
        if any(each.id == carryover for each in self._shown):
            self._current = carryover
            self._show()

    def mark(self, outcome: Outcome | None) -> None:
        """Give the shown carryover an outcome, or none."""
        shown = self.carryover
        if shown is not None and self._session is not None:
            self.comment_field.end_typing()
            self._session.put_undoably(step_text(shown), replace(shown, outcome=outcome))
            self._show()

    def step(self, step: int) -> None:
        """Show the next (1) or previous (-1) carryover of the place, if there is one."""
        places = [each.id for each in self._shown]
        place = places.index(self._current) + step if self._current in places else 0
        if 0 <= place < len(places):
            self.choose(places[place])

    # Showing

    def _refresh(self) -> None:
        self._find()
        if self.carryover is None:
            self._current = self._shown[0].id if self._shown else ""
        self._show()

    def _find(self) -> None:
        if self._session is not None:
            self._shown = carryovers_at(self._session.assessment, self._code)

    def _show(self) -> None:
        shown = self.carryover
        had_focus = self.hasFocus() or self.comment_field.hasFocus()
        self.setVisible(shown is not None)
        if shown is None:
            if had_focus:
                self.left.emit()
            return
        self.title_label.setText(f"{shown.year}: {kind_text(shown)}")
        self._show_place(shown)
        self.text_label.setText(shown.text)
        self.text_label.setToolTip(plain_tip(shown.text))
        detail = detail_text(shown)
        self.detail_label.setText(detail)
        self.detail_label.setVisible(bool(detail))
        self._show_chips(shown)
        self.comment_field.show_comment(shown.comment)
        self.setAccessibleName(f"{shown.year}, {kind_text(shown)}: {shown.text}")
        self.setAccessibleDescription(outcome_of(shown, shown.outcome))

    def _show_chips(self, shown: Carryover) -> None:
        for number, (chip, outcome) in enumerate(zip(self.chips, OUTCOMES, strict=True), 1):
            chip.setText(f"{number} {short_outcome(outcome, shown.kind)}")
            name = outcome_of(shown, outcome)
            chip.setAccessibleName(name)
            chip.setToolTip(tr("{0} (key {1})").format(name.capitalize(), number))
            chip.setChecked(shown.outcome is outcome)

    def _show_place(self, shown: Carryover) -> None:
        count = len(self._shown)
        number = self._shown.index(shown) + 1
        self.place_label.setText(tr("{0} of {1}").format(number, count))
        for button, is_possible in (
            (self.previous_button, number > 1),
            (self.next_button, number < count),
        ):
            button.setEnabled(is_possible)
        for part in (self.place_label, self.previous_button, self.next_button):
            part.setVisible(count > 1)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _DIGITS:
            self.mark(OUTCOMES[_DIGITS[key]])
        elif key in _CLEAR:
            self.mark(None)
        elif key == Qt.Key.Key_Space:
            self._mark_next()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in _ENTER:
            self.comment_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _mark_next(self) -> None:
        """Give the outcome after the present one; after the last one, none."""
        order = (None, *OUTCOMES)
        shown = self.carryover
        if shown is not None:
            self.mark(order[(order.index(shown.outcome) + 1) % len(order)])

    def _click(self, outcome: Outcome) -> None:
        shown = self.carryover
        is_same = shown is not None and shown.outcome is outcome
        self.mark(None if is_same else outcome)

    def _save_comment(self, comment: str, edit_session: str) -> None:
        shown = self.carryover
        if shown is not None and self._session is not None and comment != shown.comment:
            after = replace(shown, comment=comment)
            self._session.put_undoably(step_text(shown), after, edit_session)

    # Making

    def _connect(self) -> None:
        for chip, outcome in zip(self.chips, OUTCOMES, strict=True):
            chip.clicked.connect(partial(self._click, outcome))
        self.previous_button.clicked.connect(partial(self.step, -1))
        self.next_button.clicked.connect(partial(self.step, 1))
        self.comment_field.commented.connect(self._save_comment)
        self.comment_field.left.connect(self._return_focus)

    def _return_focus(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)


def carryover_key_help() -> tuple[str, list[tuple[str, str]]]:
    """Return the keys of the card with their heading, for the key sheet (F1)."""
    marks = [(str(n), outcome_name(outcome).capitalize()) for n, outcome in enumerate(OUTCOMES, 1)]
    return (
        tr("What last time said, when it has the focus"),
        [
            *marks,
            ("0", tr("Take the mark away")),
            (tr("Space"), tr("Step through the marks")),
            ("↑ ↓", tr("Another one of this place")),
            ("Enter", tr("Write the comment, and back")),
            ("Esc", tr("Back to where you were")),
        ],
    )

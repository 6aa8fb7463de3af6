"""The measure points of a question, rated by the team with keys and mouse.

It has the focus itself: which measure point is at hand, is kept here, and which aspect the
next digit goes to, by its cursor. It changes nothing; what is given is told with
`rating_given`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop.rating.rating_cursor import ALL_RATED, Typed, is_level
from kompass_desktop.desktop.rating.rating_keys import is_plain, is_put_back, typed_text
from kompass_desktop.desktop.scoring.scoring_line import ASPECTS
from kompass_desktop.desktop.scoring.scoring_lines import ScoringLines
from kompass_desktop.i18n import tr

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ACCEPT = "G"


class ScoringTable(ScoringLines):
    """Rates the line at hand.

    0-4 rate the aspect at hand and move on, Backspace takes back to the proposal, P and I
    set the flags; Enter accepts what is proposed and goes on.
    """

    rating_given = Signal(Rating)
    run_began = Signal()
    """What is given from now on may have to be taken back."""
    text_typed = Signal(str, object)
    """What was typed is text, all of it; and the rating before its first character."""
    refused = Signal()
    """A key that rates did nothing: the user has not led the focus here."""
    stepped = Signal(int)
    """To the next measure point (1) or the one before (-1)."""
    look_asked = Signal()
    """The interviews disagree on what was to be accepted: it is accepted if asked for again."""
    all_accepted = Signal()
    """All that is proposed in the question is to be accepted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._looked_at = ""
        super().__init__(parent)
        self._keys = self._make_keys()
        self.line_clicked.connect(self._click)
        self.aspect_clicked.connect(self._click)
        self.accept_clicked.connect(self._accept_at)
        self._connect_strip()

    def key_help(self) -> list[tuple[str, str]]:
        """Return the keys that it takes, and what they do, for the F1 sheet."""
        return [
            ("0–4", tr("Set system, extent, result and evaluation in turn")),
            ("Enter", tr("Accept the proposal, if there is one, and go to the next measure point")),
            ("G", tr("Accept the proposal")),
            ("Shift G", tr("Accept all proposals in the question, except disagreements")),
            ("↑ ↓", tr("The measure point above and below")),
            ("← →", tr("The aspect to the left and right")),
            ("S O R E", tr("Choose an aspect")),
            ("P", tr("Only decided or planned")),
            ("I", tr("Not in focus")),
            (tr("Backspace"), tr("Remove a level, so that the proposal counts again")),
        ]

    def _connect_strip(self) -> None:
        self.strip.level_chosen.connect(self._choose_level)
        self.strip.level_cleared.connect(self._clear_level)
        self.strip.planned_only_toggled.connect(self._toggle_planned_only)
        self.strip.not_in_focus_toggled.connect(self._toggle_not_in_focus)

    # What is given

    def _give(self, index: int, level: int | None) -> None:
        line = self.line
        if line is not None:
            self._go_to_aspect(index if level is None else index + 1)
            self.rating_given.emit(line.with_level(index, level))
            self._show_active()

    def _choose_level(self, level: int) -> None:
        self._take_focus_by_mouse()
        self._give(min(self.rating_cursor.at, ALL_RATED - 1), level)

    def _clear_level(self) -> None:
        self._take_focus_by_mouse()
        self._give(min(self.rating_cursor.at, ALL_RATED - 1), None)

    def _take_back(self) -> None:
        """Take back the level before the aspect at hand, else the last, else the flags."""
        line = self.line
        if line is None:
            return
        given = [place for place, level in enumerate(line.team.levels) if level is not None]
        if self.rating_cursor.at - 1 in given:
            self._give(self.rating_cursor.at - 1, None)
        elif given:
            self._give(given[-1], None)
        else:
            self.rating_given.emit(line.without_flags())

    def _toggle_planned_only(self) -> None:
        if self.line is not None:
            self.rating_given.emit(self.line.with_planned_only_toggled())
            self._show_active()

    def _toggle_not_in_focus(self) -> None:
        if self.line is not None:
            self.rating_given.emit(self.line.with_not_in_focus_toggled())
            self._show_active()

    def accept(self) -> bool:
        """Take what is proposed for the line at hand as the team's rating.

        Where the interviews disagree, it must be asked for twice: one looks at it first.
        Returns whether nothing is left to be accepted.
        """
        line = self.line
        if line is None or not line.can_accept:
            return True
        if line.is_disagreement and self._looked_at != line.point.code:
            self._looked_at = line.point.code
            self._show_active()
            self.look_asked.emit()
            return False
        self.rating_cursor.at = ALL_RATED
        self.rating_given.emit(line.accepted())
        return True

    def _accept_at(self, index: int) -> None:
        self._click(index)
        self.accept()

    def _accept_and_go_on(self) -> None:
        if self.accept():
            self.stepped.emit(1)

    # Where one is

    def arm(self) -> None:
        """Let keys rate: the user's own key or click has led here."""
        self.rating_cursor.is_armed = self.hasFocus()
        self._show_active()

    def disarm(self) -> None:
        """Let keys rate nothing before the user has led here."""
        self.rating_cursor.is_armed = False
        self._show_active()

    def return_to(self, index: int) -> None:
        """Be at the aspect that was at hand when the table was left, at a place 0-3."""
        if index < ALL_RATED:
            self._go_to_aspect(index)
            self._show_active()

    def _open(self, index: int) -> None:
        self._looked_at = ""
        super()._open(index)

    def _show_active(self) -> None:
        super()._show_active()
        line = self.line
        words = ""
        if self.hasFocus() and not self.rating_cursor.is_armed:
            words = tr("Arrow key or click: rate")
        elif line is not None and line.can_accept and self._looked_at == line.point.code:
            words = tr("Disagreement: see below. Enter once more accepts")
        self.strip.show_hint(words)

    def _go_to_aspect(self, index: int) -> None:
        self.rating_cursor.at = index
        if self.line is not None:
            self.rating_cursor.keep_place(self.line.team)

    def _take_focus_by_mouse(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.rating_cursor.end_run()
        self.rating_cursor.is_armed = True

    def _click(self, index: int, aspect: int | None = None) -> None:
        self._take_focus_by_mouse()
        if index != self._current:
            self._open(index)
            self.rating_cursor.is_armed = True
        if aspect is not None:
            self._go_to_aspect(aspect)
        self._show_active()

    def _step(self, step: int) -> None:
        self.arm()
        self.stepped.emit(step)

    def _step_aspect(self, step: int) -> None:
        if not self.rating_cursor.is_armed:
            self.arm()
            return
        self._go_to_aspect(max(0, min(len(ASPECTS) - 1, self.rating_cursor.at + step)))
        self._show_active()

    # Keys

    def event(self, event: QEvent) -> bool:
        """Have what is typed come here as keys, before any shortcut of the page."""
        is_asked = event.type() is QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and typed_text(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = typed_text(event)
        if text:
            self._type(text, event.modifiers())
        elif not is_plain(event) or not self._take_key(event):
            event.ignore()

    def _type(self, text: str, modifiers: Qt.KeyboardModifier) -> None:
        if self.line is None:
            return
        was_text = self.rating_cursor.is_text
        typed = self.rating_cursor.type(text, self.line.team, time.monotonic())
        if self.rating_cursor.text == text:
            self.run_began.emit()
            was_text = False
        if typed is Typed.RATING:
            self._rate_with(text.upper(), modifiers)
        elif typed is Typed.TEXT and not was_text:
            self.text_typed.emit(self.rating_cursor.text, self.rating_cursor.before)
        elif not self.rating_cursor.is_armed and self.rating_cursor.rates_with(text):
            self.refused.emit()

    def _rate_with(self, letter: str, modifiers: Qt.KeyboardModifier) -> None:
        if is_level(letter):
            if self.rating_cursor.at < ALL_RATED:
                self._give(self.rating_cursor.at, int(letter))
        elif letter == "P":
            self._toggle_planned_only()
        elif letter == "I":
            self._toggle_not_in_focus()
        elif letter == _ACCEPT and modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.all_accepted.emit()
        elif letter == _ACCEPT:
            self.accept()
        else:
            letters = [wording.letter.upper() for wording in self._wordings]
            self._go_to_aspect(letters.index(letter))
            self._show_active()

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key not in self._keys:
            return False
        if key is Qt.Key.Key_Backspace and self.rating_cursor.take_back_character():
            return True
        if key is not Qt.Key.Key_Backspace:
            self.rating_cursor.end_run()
        if key in _ENTER and event.isAutoRepeat():
            return True
        if self.rating_cursor.is_armed or not self._waits_for_user(key):
            self._keys[key]()
        else:
            self.arm()
        return True

    def _waits_for_user(self, key: Qt.Key) -> bool:
        """Whether a key would change something, and may not before the user has led here."""
        is_change = key in _ENTER and self.line is not None and self.line.can_accept
        return is_change or key is Qt.Key.Key_Backspace

    def _make_keys(self) -> dict[Qt.Key, Callable[[], None]]:
        return {
            Qt.Key.Key_Return: self._accept_and_go_on,
            Qt.Key.Key_Enter: self._accept_and_go_on,
            Qt.Key.Key_Backspace: self._take_back,
            Qt.Key.Key_Up: partial(self._step, -1),
            Qt.Key.Key_Down: partial(self._step, 1),
            Qt.Key.Key_Left: partial(self._step_aspect, -1),
            Qt.Key.Key_Right: partial(self._step_aspect, 1),
        }

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.rating_cursor.end_run()
        self.rating_cursor.is_armed = not is_put_back(event.reason())
        self._show_active()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.rating_cursor.is_armed = False
        self._show_active()

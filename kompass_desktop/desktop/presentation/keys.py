"""The keys of a presentation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from kompass_desktop.desktop.presentation.deck import SlideDeck
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import HIGHEST_LEVEL

_PLAIN = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class PresentationKeys:
    """Passes keys to a deck; `window_keys` are those of the window, with their functions."""

    def __init__(self, deck: SlideDeck, window_keys: dict[Qt.Key, Callable[[], object]]) -> None:
        self._deck = deck
        key = Qt.Key
        self._slots: dict[Qt.Key, Callable[[], object]] = {
            key.Key_Right: partial(self._go_across, 1),
            key.Key_Left: partial(self._go_across, -1),
            key.Key_PageDown: partial(deck.go, 1),
            key.Key_Space: partial(deck.go, 1),
            key.Key_PageUp: partial(deck.go, -1),
            key.Key_Down: partial(deck.step, 1),
            key.Key_Up: partial(deck.step, -1),
            key.Key_Home: partial(deck.show_slide, 0),
            key.Key_End: deck.show_last,
            key.Key_Return: deck.open_chosen,
            key.Key_Enter: deck.open_chosen,
            key.Key_Escape: deck.go_back,
            key.Key_Backspace: self._take_back,
            key.Key_Delete: deck.take_back_all,
            **window_keys,
        }

    def take(self, event: QKeyEvent) -> bool:
        """Handle a key; return whether it is one of the presentation."""
        if event.modifiers() & ~_PLAIN:
            return False
        slot = self._slots.get(Qt.Key(event.key()))
        text = event.text().upper()
        if slot is not None:
            slot()
        elif text.isascii() and text.isdecimal():
            self._take_digit(int(text))
        elif text.isalpha():
            self._take_letter(text)
        else:
            return False
        return True

    def key_help(self) -> list[tuple[str, str]]:
        """Return the keys with what they do, for the key sheet (F1)."""
        last = len(self._deck.contents.instrument.areas)
        return [
            ("→, PgDn", tr("Next slide")),
            ("←, PgUp", tr("Previous slide")),
            ("Home, End", tr("First and last slide")),
            (f"1–{last}", tr("Go to area 1–{0}").format(last)),
            ("↑ ↓", tr("Choose an area, a question or a measure point")),
            ("Enter", tr("Show the figures of what is chosen")),
            ("0–4", tr("On a measure point: what if the aspect had this level")),
            ("← →, S O R E", tr("On a measure point: choose the aspect")),
            ("P, I", tr("On a measure point: what if it were only planned, or not in focus")),
            (tr("Backspace"), tr("On a measure point: take back the last what-if")),
            ("Delete", tr("Take back every what-if")),
            ("J", tr("Show or hide the previous measurement")),
            ("F11", tr("Move to the other screen")),
            ("Esc", tr("Back, and out of the presentation")),
        ]

    def _take_digit(self, digit: int) -> None:
        point = self._deck.rated_point
        if point is None:
            self._deck.show_code(str(digit))
        elif digit <= HIGHEST_LEVEL:
            point.assume(digit)
            self._deck.changed.emit()

    def _take_letter(self, letter: str) -> None:
        point = self._deck.rated_point
        if letter == "J":
            self._deck.toggle_comparison()
        elif point is not None:
            if letter == "P":
                point.toggle_planned_only()
            elif letter == "I":
                point.toggle_not_in_focus()
            else:
                point.choose_aspect(letter)
            self._deck.changed.emit()

    def _go_across(self, step: int) -> None:
        point = self._deck.rated_point
        if point is not None:
            point.step_aspect(step)
        else:
            self._deck.go(step)

    def _take_back(self) -> None:
        point = self._deck.rated_point
        if point is not None:
            point.take_back()
            self._deck.changed.emit()

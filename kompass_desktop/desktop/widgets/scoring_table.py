"""The measure points of a question, rated by the team with keys and mouse.

It has the focus itself: which measure point is at hand, and which aspect the next digit
goes to, is kept here. It changes nothing; what is given is told with `rating_given`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop.models.scoring_line import ASPECTS
from kompass_desktop.desktop.widgets.scoring_lines import ALL_RATED, ScoringLines
from kompass_desktop.instrument.model import LEVELS

_TEXT_MODIFIERS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class ScoringTable(ScoringLines):
    """Rates the line at hand.

    0-4 rate the aspect at hand and move on, Backspace takes back to the proposal, P and I
    set the flags; Enter accepts what is proposed and goes on.
    """

    rating_given = Signal(Rating)
    left = Signal(int)
    """One went on past the last line (1) or back past the first (-1)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = self._make_keys()
        self.line_clicked.connect(self._click)
        self.aspect_clicked.connect(self._click)
        self.accept_clicked.connect(self._accept_at)
        self._connect_strip()

    def key_help(self) -> list[tuple[str, str]]:
        """Return the keys that it takes, and what they do, for the F1 sheet."""
        return [
            (self.tr("0–4"), self.tr("Sett system, omfang, resultat og evaluering etter tur")),
            (self.tr("Enter"), self.tr("Godta forslaget, om det er et, og gå til neste målepunkt")),
            (self.tr("↑ ↓"), self.tr("Målepunktet over og under")),
            (self.tr("← →"), self.tr("Aspektet til venstre og høyre")),
            (self.tr("S O R E"), self.tr("Velg vurderingsaspekt")),
            (self.tr("P"), self.tr("Bare vedtatt eller planlagt")),
            (self.tr("I"), self.tr("Ikke i fokus")),
            (self.tr("Tilbaketast"), self.tr("Ta et nivå tilbake til forslaget")),
        ]

    def _connect_strip(self) -> None:
        self.strip.level_chosen.connect(self._choose_level)
        self.strip.level_cleared.connect(self._clear_level)
        self.strip.planned_only_toggled.connect(self._toggle_planned_only)
        self.strip.not_in_focus_toggled.connect(self._toggle_not_in_focus)

    # What is given

    def _give(self, place: int, level: int | None) -> None:
        line = self.line
        if line is not None:
            self._at = place if level is None else place + 1
            self.rating_given.emit(line.with_level(place, level))
            self._show_active()

    def _choose_level(self, level: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._give(min(self._at, ALL_RATED - 1), level)

    def _clear_level(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._give(min(self._at, ALL_RATED - 1), None)

    def _take_back(self) -> None:
        """Take back the level before the aspect at hand, else the last, else the flags."""
        line = self.line
        if line is None:
            return
        given = [place for place, level in enumerate(line.team.levels) if level is not None]
        if self._at - 1 in given:
            self._give(self._at - 1, None)
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

    def accept(self) -> None:
        """Take what is proposed for the line at hand as the team's rating."""
        if self.line is not None and self.line.can_accept:
            self._at = ALL_RATED
            self.rating_given.emit(self.line.accepted())

    def _accept_at(self, place: int) -> None:
        self._click(place)
        self.accept()

    def _accept_and_go_on(self) -> None:
        self.accept()
        self._step(1)

    # Where one is

    def _click(self, place: int, aspect: int | None = None) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if place != self._current:
            self._open(place)
        if aspect is not None:
            self._at = aspect
        self._show_active()

    def _step(self, step: int) -> None:
        place = self._current + step
        if 0 <= place < len(self._lines):
            self._open(place)
        else:
            self.left.emit(step)

    def _step_aspect(self, step: int) -> None:
        self._at = max(0, min(len(ASPECTS) - 1, self._at + step))
        self._show_active()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~_TEXT_MODIFIERS or not self._take_key(event):
            event.ignore()

    def _take_key(self, event: QKeyEvent) -> bool:
        letter = event.text().upper()
        letters = [wording.letter.upper() for wording in self._wordings]
        if letter.isdecimal() and int(letter) in LEVELS:
            if self._at < ALL_RATED:
                self._give(self._at, int(letter))
        elif letter in letters:
            self._at = letters.index(letter)
            self._show_active()
        elif letter == "P":
            self._toggle_planned_only()
        elif letter == "I":
            self._toggle_not_in_focus()
        elif Qt.Key(event.key()) in self._keys:
            self._keys[Qt.Key(event.key())]()
        else:
            return False
        return True

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
        self._show_active()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_active()

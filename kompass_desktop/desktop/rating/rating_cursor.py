"""The aspect that the next key rates, and whether typed characters are ratings or text.

It knows no Qt. The rules, which the interview and the scoring share:

- Keys rate only while the cursor is armed: the user has moved the focus there by Tab, an arrow,
  Enter or a click. When the program restores the focus, that arms nothing.
- The characters typed without a pause are a run. A character that can only be text makes the
  whole run text, whatever its first keys have rated; the owner of the rating undoes that.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from kompass_desktop.assessment.records import Rating
from kompass_desktop.instrument.model import LEVELS

ALL_RATED = 4
"""The index after the fourth aspect: the next digit rates nothing."""

FLAG_KEYS = "PIF"

PAUSE_SECONDS = 2.0
"""After such a pause a character begins a new run, unless a space came before it."""

_LETTERS_OF_A_WORD = 3
"""This many letters in a row are a word, unless each of them is the key of a flag."""


class Typed(Enum):
    """What a typed character means."""

    RATING = "rating"
    """It rates at once."""
    NOTHING_YET = "nothing yet"
    """It does nothing, but is part of the text if the run becomes one."""
    REFUSED = "refused"
    """It is a key that rates, but the user has not moved the focus here: it does nothing."""
    TEXT = "text"
    """With it the whole run has become text."""
    MORE_TEXT = "more text"
    """It continues a run that is text already."""

    @property
    def is_text(self) -> bool:
        """Whether the run is text, this character with it."""
        return self in (Typed.TEXT, Typed.MORE_TEXT)


class RatingCursor:
    """The current aspect of a measure point, whether keys rate it, and the typed text.

    `at` is the index 0-3 of the aspect, or ALL_RATED; `before` is the rating as it was when
    the run began.
    """

    def __init__(self, keys: str = FLAG_KEYS) -> None:
        self.at = 0
        self.is_armed = False
        self.before: Rating | None = None
        self._flags = keys
        self._aspects = ""
        self._run = ""
        self._typed_at = 0.0
        self._is_text = False
        self._has_begun_run = False
        self._left_at: dict[str, int] = {}

    def set_aspects(self, letters: Sequence[str]) -> None:
        """Set the letters that choose the aspects, in their order."""
        self._aspects = "".join(letters).upper()

    def rates_with(self, text: str) -> bool:
        """Whether a typed character is a key that rates: a level, an aspect, a flag."""
        letter = text.upper()
        return is_level(text) or (len(letter) == 1 and letter in self._flags + self._aspects)

    def aspect_of(self, letter: str) -> int:
        """Return the index 0-3 of the aspect that a letter chooses; raises ValueError."""
        return self._aspects.index(letter.upper())

    # Which aspect is current

    def open(self, rating: Rating) -> None:
        """Go to a measure point, at its last current aspect or else the first unrated one."""
        self.end_run()
        index = self._left_at.get(rating.id, ALL_RATED)
        self.at = index if index < ALL_RATED else first_unrated(rating) % ALL_RATED

    def keep_aspect(self, rating: Rating) -> None:
        """Remember which aspect of a measure point is current, for the next `open`."""
        self._left_at[rating.id] = self.at

    def follow(self, before: Rating, after: Rating) -> None:
        """Go to the aspect whose level was removed, if any was."""
        pairs = enumerate(zip(before.levels, after.levels, strict=True))
        taken = (index for index, (old, new) in pairs if old is not None and new is None)
        self.at = next(taken, self.at)

    # Typed text

    @property
    def text(self) -> str:
        """The typed text of this run."""
        return self._run

    @property
    def has_begun_run(self) -> bool:
        """Whether the last character was the first of this run."""
        return self._has_begun_run

    def begins_run(self, moment: float) -> bool:
        """Whether a character typed at a moment, in seconds, begins a new run."""
        is_late = moment - self._typed_at > PAUSE_SECONDS
        return not self._run or (is_late and not self._run.endswith(" "))

    def end_run(self) -> None:
        """End the run: its ratings remain, and it can no longer become text."""
        self._run = ""
        self._is_text = False
        self.before = None

    def take_back_character(self) -> bool:
        """Remove the last character; return whether it had no effect."""
        last, self._run = self._run[-1:], self._run[:-1]
        return bool(last) and not (self.is_armed and self.rates_with(last))

    def type(self, character: str, rating: Rating, moment: float) -> Typed:
        """Add a character typed at a rating, at a time in seconds; return its meaning."""
        if self.begins_run(moment) or self._is_rated_and_done(character):
            self.end_run()
        self._has_begun_run = not self._run and not character.isspace()
        if self._has_begun_run:
            self.before = rating
        elif not self._run:
            return Typed.NOTHING_YET
        self._typed_at = moment
        self._run += character
        was_text, self._is_text = self._is_text, self._is_text or self._reads_as_text()
        if self._is_text:
            return Typed.MORE_TEXT if was_text else Typed.TEXT
        if not self.rates_with(character):
            return Typed.NOTHING_YET
        return Typed.RATING if self.is_armed else Typed.REFUSED

    def _is_rated_and_done(self, character: str) -> bool:
        """Whether the run is four levels, and the new character is a letter."""
        is_rated = len(self._run) == ALL_RATED and all(map(is_level, self._run))
        return is_rated and character.isalpha()

    def _reads_as_text(self) -> bool:
        """Whether the run cannot be a rating.

        It cannot if it has a letter or a sign that is no key, a word of letters that are
        keys, or both a letter and a space. Digits and spaces alone are levels.
        """
        letters = [character for character in self._run if character.isalpha()]
        if any(not self.rates_with(letter) for letter in letters):
            return True
        if any(not (each.isalnum() or each.isspace()) for each in self._run):
            return True
        if letters and " " in self._run.rstrip():
            return True
        return self._ends_in_word()

    def _ends_in_word(self) -> bool:
        upper = self._run.upper()
        word = upper[len(upper.rstrip(self._flags + self._aspects)) :]
        return len(word) >= _LETTERS_OF_A_WORD and any(each not in FLAG_KEYS for each in word)


def is_level(text: str) -> bool:
    """Whether a text is one of the levels 0-4."""
    return len(text) == 1 and text.isdecimal() and int(text) in LEVELS


def first_unrated(rating: Rating) -> int:
    """Return the index 0-3 of the first aspect that is not rated, or ALL_RATED."""
    levels = enumerate(rating.levels)
    return next((index for index, level in levels if level is None), ALL_RATED)

"""Where the next rating key goes, and whether what is typed at a rating is rating or text.

It knows no Qt. The rules, which the interview and the scoring share:

- Keys rate only while the cursor is armed: the user's own Tab, arrow, Enter or click has
  led there. A focus that the program has put back arms nothing.
- Characters are a run. What can only be text makes all of the run text, from its first
  character, whatever its first keys have rated. Who owns the rating takes that back.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from kompass_desktop.assessment.records import Rating
from kompass_desktop.instrument.model import LEVELS

ALL_RATED = 4
"""Where one is after the fourth aspect: the next digit rates nothing."""

FLAG_KEYS = "PIF"

PAUSE_SECONDS = 2.0
"""After such a pause a character begins a new run, unless a space came before it."""

_LETTERS_OF_A_WORD = 3
"""So many letters in a row are a word, unless each of them is a flag's."""


class Typed(Enum):
    """What a character is taken for."""

    RATING = "rating"
    """It does at once what its key does."""
    NOTHING_YET = "nothing yet"
    """It does nothing, but belongs to the text if one comes of it."""
    TEXT = "text"
    """The run is text, this character with it."""


class RatingCursor:
    """Which aspect of a measure point is at hand, whether keys rate it, and what was typed.

    `at` is the place 0-3 of the aspect, or ALL_RATED; `before` the rating as it was when
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
        self._places: dict[str, int] = {}

    def set_aspects(self, letters: Sequence[str]) -> None:
        """Set the letters that choose the aspects, in their order."""
        self._aspects = "".join(letters).upper()

    def rates_with(self, text: str) -> bool:
        """Whether a typed character is a key that rates: a level, an aspect, a flag."""
        letter = text.upper()
        return is_level(text) or (len(letter) == 1 and letter in self._flags + self._aspects)

    # Which aspect is at hand

    def open(self, rating: Rating) -> None:
        """Be at a measure point: at the aspect where one was, else the first not rated."""
        self.end_run()
        place = self._places.get(rating.id, ALL_RATED)
        self.at = place if place < ALL_RATED else first_unrated(rating) % ALL_RATED

    def keep_place(self, rating: Rating) -> None:
        """Remember which aspect of a measure point is at hand, for the next time."""
        self._places[rating.id] = self.at

    def follow(self, before: Rating, after: Rating) -> None:
        """Go to the level that was taken back, if one was."""
        pairs = enumerate(zip(before.levels, after.levels, strict=True))
        taken = (place for place, (old, new) in pairs if old is not None and new is None)
        self.at = next(taken, self.at)

    # What is typed

    @property
    def text(self) -> str:
        """What has been typed in this run."""
        return self._run

    @property
    def is_text(self) -> bool:
        """Whether the run has turned out to be text."""
        return self._is_text

    def begins_run(self, moment: float) -> bool:
        """Whether a character typed at a moment, in seconds, begins a new run."""
        is_late = moment - self._typed_at > PAUSE_SECONDS
        return not self._run or (is_late and not self._run.endswith(" "))

    def end_run(self) -> None:
        """Take what was typed for what it has been: a rating, or nothing."""
        self._run = ""
        self._is_text = False
        self.before = None

    def take_back_character(self) -> bool:
        """Forget the last character; return whether it had done nothing."""
        last, self._run = self._run[-1:], self._run[:-1]
        return bool(last) and not (self.is_armed and self.rates_with(last))

    def type(self, character: str, rating: Rating, moment: float) -> Typed:
        """Take a character typed at a rating, at a moment in seconds; say what it is."""
        if self.begins_run(moment) or self._is_rated_and_done(character):
            self.end_run()
        if not self._run:
            if character.isspace():
                return Typed.NOTHING_YET
            self.before = rating
        self._typed_at = moment
        self._run += character
        self._is_text = self._is_text or self._reads_as_text()
        if self._is_text:
            return Typed.TEXT
        acts = self.is_armed and self.rates_with(character)
        return Typed.RATING if acts else Typed.NOTHING_YET

    def _is_rated_and_done(self, character: str) -> bool:
        """Whether four levels stand there, and a letter comes that is none of theirs."""
        is_rated = len(self._run) == ALL_RATED and all(map(is_level, self._run))
        return is_rated and character.isalpha()

    def _reads_as_text(self) -> bool:
        """Whether the run can be no rating.

        That is a letter or a sign which is no key, a word of letters that are, and a
        letter with a space in the run. Digits and spaces alone are none the less levels.
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
    """Whether what was typed is one of the levels 0-4."""
    return len(text) == 1 and text.isdecimal() and int(text) in LEVELS


def first_unrated(rating: Rating) -> int:
    """Return the place 0-3 of the first aspect that is not rated, or ALL_RATED."""
    levels = enumerate(rating.levels)
    return next((place for place, level in levels if level is None), ALL_RATED)

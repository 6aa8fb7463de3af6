"""How hard a passphrase is to guess, for one who has copied the library's file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

GUESSES_PER_SECOND = 10_000
"""What a well-equipped guesser manages against the work that `key_derivation` asks for."""

_VOCABULARY = 20_000
"""Words that a guesser tries first; zxcvbn knows English words and not Norwegian ones."""

_LONGEST = 72
"""Characters that zxcvbn looks at."""

_NEAR_AT_HAND = ("kompass", "kommune", "kommunekompasset", "passord", "passfrase", "vurdering")


class Strength(Enum):
    """What a passphrase is good for; one that is refused falls within a day."""

    REFUSED = "refused"
    WEAK = "weak"
    USABLE = "usable"
    STRONG = "strong"


_LIMITS = ((1e9, Strength.REFUSED), (1e10, Strength.WEAK), (1e12, Strength.USABLE))
"""Guesses below which a passphrase has a strength."""


@dataclass(frozen=True)
class Estimate:
    """How many guesses a passphrase withstands, at the least."""

    guesses: float

    @property
    def strength(self) -> Strength:
        """What it is good for."""
        return next(
            (strength for limit, strength in _LIMITS if self.guesses < limit), Strength.STRONG
        )

    @property
    def seconds(self) -> float:
        """How long a well-equipped guesser needs."""
        return self.guesses / GUESSES_PER_SECOND


def estimate(passphrase: str) -> Estimate:
    """Return how many guesses a passphrase withstands."""
    # Imported when someone chooses a passphrase: it brings lists of 30,000 words.
    from zxcvbn import zxcvbn

    if not passphrase.strip():
        return Estimate(0)
    found = zxcvbn(passphrase[:_LONGEST], user_inputs=list(_NEAR_AT_HAND))
    words = passphrase.split()
    # A sentence is as many guesses as its words, in whatever language.
    cap = float(_VOCABULARY) ** len(words) if len(words) > 1 else float("inf")
    return Estimate(min(float(found["guesses"]), cap))

"""Estimates how hard a passphrase is to guess for someone who has a copy of the library."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

GUESSES_PER_SECOND = 10_000
"""What an attacker with good equipment manages, given the cost of `key_derivation`."""

_VOCABULARY = 20_000
"""Words that an attacker tries first. zxcvbn knows English words, but not Norwegian ones."""

_LONGEST = 72
"""Characters that are given to zxcvbn, which becomes slow for more."""

_OBVIOUS_WORDS = ("kompass", "kommune", "kommunekompasset", "passord", "passfrase", "vurdering")


class Strength(Enum):
    """How good a passphrase is; a refused one is guessed within about a day."""

    REFUSED = "refused"
    WEAK = "weak"
    USABLE = "usable"
    STRONG = "strong"


_LIMITS = ((1e9, Strength.REFUSED), (1e10, Strength.WEAK), (1e12, Strength.USABLE))
"""Each strength with the number of guesses below which it applies."""


@dataclass(frozen=True)
class Estimate:
    """The least number of guesses that an attacker needs for a passphrase."""

    guesses: float

    @property
    def strength(self) -> Strength:
        """The strength that this number of guesses gives."""
        return next(
            (strength for limit, strength in _LIMITS if self.guesses < limit), Strength.STRONG
        )

    @property
    def seconds(self) -> float:
        """How many seconds an attacker with good equipment needs."""
        return self.guesses / GUESSES_PER_SECOND


def estimate(passphrase: str) -> Estimate:
    """Return an estimate for a passphrase; 0 guesses for a blank one."""
    # Imported when someone chooses a passphrase: it loads lists of 30,000 words.
    from zxcvbn import zxcvbn

    if not passphrase.strip():
        return Estimate(0)
    found = zxcvbn(passphrase[:_LONGEST], user_inputs=list(_OBVIOUS_WORDS))
    words = passphrase.split()
    # zxcvbn rates Norwegian words as random letters; this limits each word to the vocabulary.
    cap = float(_VOCABULARY) ** len(words) if len(words) > 1 else float("inf")
    return Estimate(min(float(found["guesses"]), cap))

"""Compares and sorts words without regard to case and accents.

"karasjohka" matches Kárášjohka, and "tana" matches Deatnu - Tana. Letters that Unicode does
not decompose (đ ŋ ŧ ø æ) are replaced by what people type instead of them.
"""

from __future__ import annotations

import unicodedata

_WHOLE_LETTERS = str.maketrans(
    {"đ": "d", "ŋ": "n", "ŧ": "t", "ø": "o", "æ": "ae", "ß": "ss", "ł": "l", "ħ": "h"}
)

# The replacements sort after "z", in this order.
_LAST_LETTERS = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


def fold(text: str) -> str:
    """Return `text` in lower case without accents, for comparing and not for display."""
    # Styled letters ("\N{BLACK-LETTER CAPITAL H}") have upper and lower case only after they
    # are decomposed, so they are decomposed both before and after.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = decomposed.translate(_WHOLE_LETTERS)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def matches(query: str, *texts: str) -> bool:
    """Return whether every word of `query` occurs in `texts`, also as a part of a word."""
    folded = fold(" ".join(texts))
    return all(word in folded for word in fold(query).split())


def alphabetical(text: str) -> tuple[str, str]:
    """Return the key by which `text` is sorted in a Norwegian list.

    Æ, ø and å come last. A Sámi letter is sorted as the letter without its accent, and after
    it if all else is equal.
    """
    composed = unicodedata.normalize("NFC", text).casefold()
    return fold(composed.translate(_LAST_LETTERS)), composed

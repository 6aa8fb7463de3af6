"""How words are compared: without case and without the letters' marks.

"karasjohka" finds Kárášjohka, and "tana" finds Deatnu - Tana. The letters that Unicode
does not take apart (đ ŋ ŧ ø æ) are folded to what people type instead of them.
"""

from __future__ import annotations

import unicodedata

_WHOLE_LETTERS = str.maketrans(
    {"đ": "d", "ŋ": "n", "ŧ": "t", "ø": "o", "æ": "ae", "ß": "ss", "ł": "l", "ħ": "h"}
)


def fold(text: str) -> str:
    """Return `text` in lower case without diacritics, for comparing, never for showing."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_WHOLE_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def matches(query: str, *texts: str) -> bool:
    """Whether every word of `query` begins or stands within a word of `texts`."""
    folded = fold(" ".join(texts))
    return all(word in folded for word in fold(query).split())

"""How words are compared and ordered: without case and without the letters' marks.

"karasjohka" finds Kárášjohka, and "tana" finds Deatnu - Tana. The letters that Unicode
does not take apart (đ ŋ ŧ ø æ) are folded to what people type instead of them.
"""

from __future__ import annotations

import unicodedata

_WHOLE_LETTERS = str.maketrans(
    {"đ": "d", "ŋ": "n", "ŧ": "t", "ø": "o", "æ": "ae", "ß": "ss", "ł": "l", "ħ": "h"}
)

# Characters that sort after "z" and in this order.
_LAST_LETTERS = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


def fold(text: str) -> str:
    """Return `text` in lower case without diacritics, for comparing, never for showing."""
    # Letters in another style ("\N{BLACK-LETTER CAPITAL H}") have a case once taken apart.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = decomposed.translate(_WHOLE_LETTERS)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def matches(query: str, *texts: str) -> bool:
    """Whether every word of `query` begins or stands within a word of `texts`."""
    folded = fold(" ".join(texts))
    return all(word in folded for word in fold(query).split())


def alphabetical(text: str) -> tuple[str, str]:
    """Return the key that sorts `text` as a Norwegian list does.

    Æ, ø and å come last; a Sámi letter stands with the letter it is made of, after it
    where all else is equal.
    """
    composed = unicodedata.normalize("NFC", text).casefold()
    return fold(composed.translate(_LAST_LETTERS)), composed

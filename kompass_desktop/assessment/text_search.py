"""What is looked for in texts: words, beginnings and parts of words, and phrases in quotes.

Every word of a query must be there. Of three letters or more it is found wherever it
stands ("dokumenter" in "saksdokumenter"); a shorter one begins a word, or half of all words
would hold it. Case, diacritics and punctuation are no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kompass_desktop.assessment.folding import fold

GAP = "  "
"""Separates the words of a searchable text, and begins and ends it.

So the three letters that an index of three letters needs are there for the beginning of a
word that is one letter long.
"""

_SHORTEST_WITHIN = 3
"""Letters of a word that is found within others."""

_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r'"([^"]*)"?|([^\s"]+)')
"""A phrase in quotes, of which the last may be missing while it is typed, or a word."""


def searchable(text: str) -> str:
    """Return a text as it is looked through: folded words with a gap before and after each."""
    words = _WORD.findall(fold(text))
    return f"{GAP}{GAP.join(words)}{GAP}" if words else ""


@dataclass(frozen=True)
class SearchTerm:
    """Words that must follow each other, folded; mostly there is only one."""

    words: tuple[str, ...]

    @property
    def at_start(self) -> str:
        """What a searchable text holds where the term begins a word."""
        return GAP + GAP.join(self.words)

    @property
    def within(self) -> str:
        """What a searchable text holds where the term is found at all."""
        is_short = len(self.words[0]) < _SHORTEST_WITHIN
        return self.at_start if is_short else GAP.join(self.words)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the term in a folded text that still has its punctuation."""
        start = r"(?<![^\W_])" if len(self.words[0]) < _SHORTEST_WITHIN else ""
        return re.compile(start + r"[\W_]+".join(map(re.escape, self.words)))


@dataclass(frozen=True)
class SearchQuery:
    """What is looked for: every one of its terms."""

    terms: tuple[SearchTerm, ...]

    @classmethod
    def of(cls, typed: str) -> SearchQuery:
        """Return what a person means by what is typed; "e-post" is two words in a row."""
        parts = (phrase or word for phrase, word in _PART.findall(typed))
        words = (tuple(_WORD.findall(fold(part))) for part in parts)
        return cls(tuple(dict.fromkeys(SearchTerm(each) for each in words if each)))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is looked for."""
        return not self.terms

    def is_in(self, text: str) -> bool:
        """Whether a text holds every term; not for an empty query."""
        looked_through = searchable(text)
        return bool(self.terms) and all(term.within in looked_through for term in self.terms)

    def begins_words_of(self, looked_through: str) -> bool:
        """Whether every term begins a word of a text that `searchable` gave."""
        return all(term.at_start in looked_through for term in self.terms)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where in a text the terms are, from and to, in order and not overlapping."""
        folded, places = _folded_with_places(text)
        found = sorted(
            (places[match.start()], places[match.end() - 1] + 1)
            for term in self.terms
            for match in term.pattern.finditer(folded)
        )
        return list(_joined(found))

    def best_line(self, text: str) -> str:
        """Return the line of a text that holds the terms, or the first with words."""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return next(filter(self.is_in, lines), lines[0] if lines else "")

    def place_in(self, text: str) -> int:
        """Return where in a text the line with the terms has the first of them; 0 for nowhere.

        It is counted as editors do, in UTF-16 units.
        """
        line = self.best_line(text)
        spans = self.spans(line)
        before = text[: text.find(line) + spans[0][0]] if spans else ""
        return len(before.encode("utf-16-le", "surrogatepass")) // 2


NOTHING = SearchQuery(())
"""What finds nothing."""


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """Return a text folded letter by letter, and which letter each one of it comes from."""
    pairs = [(letter, place) for place, each in enumerate(text) for letter in fold(each)]
    return "".join(letter for letter, _ in pairs), [place for _, place in pairs]


def _joined(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for first, last in spans:
        if first > end:
            if end > start:
                yield start, end
            start, end = first, last
        else:
            end = max(end, last)
    if end > start:
        yield start, end

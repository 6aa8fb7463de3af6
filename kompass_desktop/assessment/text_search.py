"""Search queries: words, parts of words, and phrases in quotes.

A text matches if it contains every word of the query. A word of three letters or more may be a
part of another ("dokumenter" in "saksdokumenter"); a shorter one must begin a word, because it
would match too many. Case, accents and punctuation are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kompass_desktop.assessment.folding import fold

GAP = "  "
"""Two spaces between the words of a searchable text, and at its start and end.

An index of three letters (trigrams) needs two characters before the start of a one-letter word.
"""

_SHORTEST_WITHIN = 3
"""The fewest letters of a word that is also found as a part of others."""

_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r'"([^"]*)"?|([^\s"]+)')
"""A phrase in quotes, without the last quote while it is typed, or a word."""


def searchable(text: str) -> str:
    """Return the folded words of a text, with `GAP` before and after each, or ""."""
    words = _WORD.findall(fold(text))
    return f"{GAP}{GAP.join(words)}{GAP}" if words else ""


@dataclass(frozen=True)
class SearchTerm:
    """A word, or several that must follow each other, folded."""

    words: tuple[str, ...]

    @property
    def at_start(self) -> str:
        """The substring of a searchable text if the term begins a word in it."""
        return GAP + GAP.join(self.words)

    @property
    def within(self) -> str:
        """The substring of a searchable text if the term matches it."""
        is_short = len(self.words[0]) < _SHORTEST_WITHIN
        return self.at_start if is_short else GAP.join(self.words)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern that finds the term in a folded text with punctuation."""
        start = r"(?<![^\W_])" if len(self.words[0]) < _SHORTEST_WITHIN else ""
        return re.compile(start + r"[\W_]+".join(map(re.escape, self.words)))


@dataclass(frozen=True)
class SearchQuery:
    """A search query, which matches a text that contains all of its terms."""

    terms: tuple[SearchTerm, ...]

    @classmethod
    def of(cls, typed: str) -> SearchQuery:
        """Return the query for typed text; "e-post" is a term of two words."""
        parts = (phrase or word for phrase, word in _PART.findall(typed))
        words = (tuple(_WORD.findall(fold(part))) for part in parts)
        return cls(tuple(dict.fromkeys(SearchTerm(each) for each in words if each)))

    @property
    def is_empty(self) -> bool:
        """Whether the query has no terms."""
        return not self.terms

    def is_in(self, text: str) -> bool:
        """Return whether a text contains every term; False for an empty query."""
        looked_through = searchable(text)
        return bool(self.terms) and all(term.within in looked_through for term in self.terms)

    def begins_words_of(self, looked_through: str) -> bool:
        """Return whether every term begins a word of a text from `searchable`."""
        return all(term.at_start in looked_through for term in self.terms)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the start and end index of every match in a text, sorted, without overlaps."""
        folded, places = _folded_with_places(text)
        found = sorted(
            (places[match.start()], places[match.end() - 1] + 1)
            for term in self.terms
            for match in term.pattern.finditer(folded)
        )
        return list(_joined(found))

    def best_line(self, text: str) -> str:
        """Return the first line of a text that contains all terms, or the first non-blank line."""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return next(filter(self.is_in, lines), lines[0] if lines else "")

    def place_in(self, text: str) -> int:
        """Return the position of the first term in `best_line`, within the text; 0 if none.

        It is counted in UTF-16 code units, as Qt's editors do.
        """
        line = self.best_line(text)
        spans = self.spans(line)
        before = text[: text.find(line) + spans[0][0]] if spans else ""
        return len(before.encode("utf-16-le", "surrogatepass")) // 2


NOTHING = SearchQuery(())
"""The query that finds nothing."""


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """Return a folded text, and for each of its letters the index of the original letter."""
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

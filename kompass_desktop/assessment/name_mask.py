"""Finds and replaces people's names and codes in a text, in the ways that people write them.

A name is found as a whole, as a given name or surname alone, as an initial with a surname, in
upper or lower case, with a genitive s, with a hyphen or a space between its words, and without
accents. A word that may also be an ordinary word or a place is not replaced, but listed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import combinations, pairwise
from typing import NamedTuple

from kompass_desktop.assessment.folding import alphabetical
from kompass_desktop.assessment.municipalities import place_words
from kompass_desktop.assessment.ordinary_words import COMMON, POSITIONS

SHORTEST_NAME = 3
"""The fewest letters of a word that is read as a name when it is alone."""
ANYBODY = "informant"
"""The replacement of a word that is in the names of several informants."""

_TOKEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_BETWEEN = re.compile(r"\.?\s+|\s*[-\u2010\u2011]\s*|\.?")
_TURNED = re.compile(r",?\s+")
_HYPHENS = frozenset("-\u2010\u2011")
_HYPHENATED = re.compile(r"[^\W\d_]+[-\u2010\u2011][^\W\d_]+")
_AND = re.compile(r"\s+(?:og|and|ja|&|\+)\s+|\s*[;/]\s*")
_POSITION_ENDINGS = ("ansvarlig", "direktør", "koordinator", "leder", "ombud", "rådgiver", "sjef")
# What is before a word within a sentence; at the start every word has a capital letter.
_WITHIN = re.compile(r"[\w,;:)\"»–-][ \u00a0]\Z")
_PARTICLES = frozenset({"af", "av", "de", "den", "der", "la", "van", "von"})
_MOST_PARTS = 5
_LONGEST_INITIALS = 4


class Found(Enum):
    """What a match in a text is: a whole name, a part of a name, or a code."""

    NAME = auto()
    PART = auto()
    CODE = auto()


@dataclass(frozen=True)
class Masked:
    """A text with names replaced; `doubtful` are words that may be names and were left."""

    text: str
    replaced: Mapping[tuple[Found, str], int] = field(default_factory=dict)
    """How many matches were replaced, by what they are and by their replacement."""
    doubtful: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    """The words that were replaced, as they are in the text."""


class _Rule(Enum):
    """The condition under which words that match a phrase are a name."""

    ANY_CASE = auto()
    AS_WRITTEN = auto()
    WHOLE_NAME = auto()
    CAPITALS = auto()
    ALONE = auto()
    DOUBTFUL = auto()


@dataclass(frozen=True)
class _Phrase:
    """Successive words, folded, that are to be found, and their replacement."""

    keys: tuple[str, ...]
    stand_in: str
    kind: Found
    rule: _Rule
    written: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    is_turned: bool = False


class _Token(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def has_capital(self) -> bool:
        return self.text[:1].isupper()


@dataclass(frozen=True)
class _Hit:
    phrase: _Phrase
    count: int
    end: int
    words: str


class Mask:
    """Replaces names and codes in texts.

    `names` and `codes` map a name or code to its replacement. `ordinary` are words in lower
    case that are not only names (`ordinary_words`), `places` words in names of places
    (`place_words`). Alone, such words are replaced only if they are clearly a name in the
    sentence.
    """

    def __init__(
        self,
        names: Mapping[str, str],
        codes: Mapping[str, str] | None = None,
        ordinary: Container[str] = COMMON,
        places: Container[str] | None = None,
    ) -> None:
        self._ordinary = ordinary
        self._places = place_words() if places is None else places
        self._phrases: dict[str, list[_Phrase]] = {}
        self._memo: dict[str, tuple[_Phrase, ...]] = {}
        known: dict[tuple[tuple[str, ...], _Rule], _Phrase] = {}
        for name in sorted(names):
            for phrase in self._of_name(name, names[name]):
                _remember(known, phrase)
        for code in sorted(codes or {}):
            for phrase in self._of_code(code, (codes or {})[code]):
                _remember(known, phrase)
        for phrase in sorted(known.values(), key=lambda each: -len("".join(each.keys))):
            self._phrases.setdefault(phrase.keys[0], []).append(phrase)

    def __call__(self, text: str) -> str:
        """Return `text` with the names replaced."""
        return self.masked(text).text

    def masked(self, text: str) -> Masked:
        """Return `text` with the names replaced, and what was found in it."""
        if not self._phrases:
            return Masked(text)
        made: list[str] = []
        replaced: Counter[tuple[Found, str]] = Counter()
        doubtful: list[str] = []
        words: list[str] = []
        done = 0
        for start, hit in self._hits(text):
            if hit.phrase.rule is _Rule.DOUBTFUL:
                doubtful.append(hit.words)
                continue
            made += [text[done:start], hit.phrase.stand_in]
            replaced[hit.phrase.kind, hit.phrase.stand_in] += 1
            words.append(hit.words)
            done = hit.end
        return Masked("".join([*made, text[done:]]), replaced, tuple(doubtful), tuple(words))

    # Searching a text

    def _hits(self, text: str) -> Iterator[tuple[int, _Hit]]:
        candidates = self._candidates
        found = [_Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]
        index = 0
        while index < len(found):
            token = found[index]
            hit = self._hit(text, found, index) if candidates(token.text) else None
            if hit is None:
                index += 1
                continue
            yield token.start, hit
            index += hit.count

    def _candidates(self, word: str) -> tuple[_Phrase, ...]:
        known = self._memo.get(word)
        if known is None:
            key = _key(word)
            known = tuple(self._phrases.get(key, ()))
            if key.endswith("s"):
                shorter = self._phrases.get(key[:-1], ())
                known += tuple(each for each in shorter if len(each.keys) == 1)
            self._memo[word] = known
        return known

    def _hit(self, text: str, found: Sequence[_Token], index: int) -> _Hit | None:
        doubt = None
        for phrase in self._candidates(found[index].text):
            hit = _matched(phrase, text, found[index : index + len(phrase.keys)])
            verdict = None if hit is None else self._judged(hit, text, found, index)
            if verdict is not None and verdict.phrase.rule is not _Rule.DOUBTFUL:
                return verdict
            doubt = doubt or verdict
        return doubt

    def _judged(self, hit: _Hit, text: str, found: Sequence[_Token], index: int) -> _Hit | None:
        """Return a hit that is a name, one that is doubtful, or None."""
        words = found[index : index + hit.count]
        match hit.phrase.rule:
            case _Rule.AS_WRITTEN:
                same = _stem(hit, words) == hit.phrase.written
                return hit if same else None
            case _Rule.WHOLE_NAME:
                is_told = any(word.has_capital for word in words)
                return hit if is_told or not self._all_ordinary(hit, words) else _doubtful(hit)
            case _Rule.CAPITALS:
                return hit if all(w.has_capital for w in words) else None
            case _Rule.ALONE:
                return self._alone(hit, text, found, index)
        return hit

    def _alone(self, hit: _Hit, text: str, found: Sequence[_Token], index: int) -> _Hit | None:
        token = found[index]
        (stem,) = _stem(hit, [token])
        is_ordinary = _plain(stem) in self._ordinary
        is_place = _plain(stem) in self._places
        is_short = len(hit.phrase.keys[0]) < SHORTEST_NAME
        if not token.has_capital and (is_ordinary or is_place or is_short):
            return None
        if is_place or is_short or self._is_half_of_another(text, found, index):
            return _doubtful(hit)
        is_within = _WITHIN.search(text, max(0, token.start - 2), token.start) is not None
        return _doubtful(hit) if is_ordinary and not is_within else hit

    def _is_half_of_another(self, text: str, found: Sequence[_Token], index: int) -> bool:
        """Return whether a hyphen joins a word to one that is not in an informant's name."""
        token = found[index]
        beside = []
        if index and text[found[index - 1].end : token.start] in _HYPHENS:
            beside.append(found[index - 1])
        if index + 1 < len(found) and text[token.end : found[index + 1].start] in _HYPHENS:
            beside.append(found[index + 1])
        return any(
            each.has_capital and not each.text.isupper() and not self._candidates(each.text)
            for each in beside
        )

    def _all_ordinary(self, hit: _Hit, words: Sequence[_Token]) -> bool:
        return all(_plain(word) in self._ordinary for word in _stem(hit, words))

    # Building the phrases

    def _of_name(self, name: str, stand_in: str) -> Iterator[_Phrase]:
        spans = [(m[0], m.span()) for m in _TOKEN.finditer(name)]
        tokens = tuple(token for token, _ in spans)
        if sum(len(token) for token in tokens) < SHORTEST_NAME and len(tokens) > 1:
            return
        if len(tokens) == 1:
            yield self._single(tokens[0], stand_in, Found.NAME)
            return
        if tokens:
            keys = tuple(_key(token) for token in tokens)
            gaps = tuple(name[a[1] : b[0]] for (_, a), (_, b) in pairwise(spans))
            yield _Phrase(keys, stand_in, Found.NAME, _Rule.WHOLE_NAME, tokens, gaps)
        pieces = [piece for piece in _AND.split(name) if piece.strip()]
        for piece in pieces:
            yield from self._in_part(piece, stand_in, is_one_of_many=len(pieces) > 1)

    def _single(self, token: str, stand_in: str, kind: Found) -> _Phrase:
        rule = _Rule.AS_WRITTEN if _is_position(token) else _Rule.ALONE
        written = (unicodedata.normalize("NFC", token),)
        return _Phrase((_key(token),), stand_in, kind, rule, written)

    def _in_part(self, name: str, stand_in: str, *, is_one_of_many: bool) -> Iterator[_Phrase]:
        """Yield the shorter forms of a person's name; nothing for a position."""
        before, _, after = name.partition(",")
        if self._own_words(_TOKEN.findall(after)):
            name = f"{after} {before}"
        every = _TOKEN.findall(name)
        own = self._own_words(every)
        if len(own) < 2 and not (own and (is_one_of_many or _is_position(every[0]))):
            return
        keys = [_key(token) for token in own]
        for chosen in _choices(len(own)):
            is_plain = any(_plain(own[each]) in self._ordinary for each in chosen)
            rule = _Rule.CAPITALS if is_plain else _Rule.ANY_CASE
            said = tuple(keys[each] for each in chosen)
            yield _Phrase(said, stand_in, Found.NAME, rule)
            if chosen[0] == 0:
                initials = (*(key[:1] for key in said[:-1]), said[-1])
                for short in {(said[0][:1], *said[1:]), initials}:
                    yield _Phrase(short, stand_in, Found.NAME, _Rule.CAPITALS)
        if len(own) > 1:
            turned = (keys[-1], *keys[:-1])
            yield _Phrase(turned, stand_in, Found.NAME, _Rule.CAPITALS, is_turned=True)
        for pair in _HYPHENATED.findall(name):
            yield self._single("".join(_TOKEN.findall(pair)), stand_in, Found.PART)
        for token in own:
            if len(_key(token)) > 1:
                yield self._single(token, stand_in, Found.PART)

    def _own_words(self, tokens: Sequence[str]) -> list[str]:
        """Return the words that are a person's name; an empty list if it is not a name."""
        own = [t for t in tokens if not _is_position(t) and _plain(t) not in _PARTICLES]
        small = [token for token in own if not token[:1].isupper()]
        is_all_small = len(small) == len(own) and any(_plain(t) in self._ordinary for t in own)
        is_mixed = 0 < len(small) < len(own)
        has_figure = any(letter.isdigit() for token in own for letter in token)
        return [] if is_all_small or is_mixed or has_figure or len(own) > _MOST_PARTS else own

    def _of_code(self, code: str, stand_in: str) -> Iterator[_Phrase]:
        spans = [(m[0], m.span()) for m in _TOKEN.finditer(code)]
        tokens = tuple(token for token, _ in spans)
        if not tokens:
            return
        keys = tuple(_key(token) for token in tokens)
        gaps = tuple(code[a[1] : b[0]] for (_, a), (_, b) in pairwise(spans))
        has_figure = any(letter.isdigit() for letter in code)
        rule = _Rule.ANY_CASE if has_figure else _Rule.AS_WRITTEN
        if len("".join(tokens)) >= 2:
            yield _Phrase(keys, stand_in, Found.CODE, rule, tokens, gaps)
        if len(tokens) > 1:
            joined = "".join(tokens)
            yield _Phrase((_key(joined),), stand_in, Found.CODE, rule, (joined,))
        if len(tokens) == 1 and code.isupper() and 2 <= len(code) <= _LONGEST_INITIALS:
            letters = tuple(code)
            dotted = tuple(_key(letter) for letter in letters)
            yield _Phrase(dotted, stand_in, Found.CODE, _Rule.AS_WRITTEN, letters)


def _remember(known: dict[tuple[tuple[str, ...], _Rule], _Phrase], phrase: _Phrase) -> None:
    """Add a phrase; one that two people have in common is replaced by ANYBODY."""
    at = (phrase.keys, phrase.rule)
    held = known.get(at)
    if held is None:
        known[at] = phrase
    elif held.stand_in != phrase.stand_in:
        known[at] = _Phrase(
            held.keys, ANYBODY, held.kind, held.rule, held.written, held.gaps, held.is_turned
        )


def _matched(phrase: _Phrase, text: str, words: Sequence[_Token]) -> _Hit | None:
    """Return the hit if words match a phrase, or None."""
    if len(words) < len(phrase.keys):
        return None
    last = words[-1]
    if any(_key(w.text) != key for w, key in zip(words[:-1], phrase.keys[:-1], strict=True)):
        return None
    key = _key(last.text)
    has_genitive = key == f"{phrase.keys[-1]}s" and last.text[-1:] in "sS"
    if key != phrase.keys[-1] and not has_genitive:
        return None
    for number, (before, after) in enumerate(pairwise(words)):
        gap = text[before.end : after.start]
        is_own = number < len(phrase.gaps) and gap == phrase.gaps[number]
        is_fit = _TURNED if phrase.is_turned else _BETWEEN
        if not is_own and is_fit.fullmatch(gap) is None:
            return None
    end = last.end - has_genitive
    return _Hit(phrase, len(words), end, text[words[0].start : end])


def _stem(hit: _Hit, words: Sequence[_Token]) -> tuple[str, ...]:
    """Return the words of a match, the last without a genitive s."""
    whole = [word.text for word in words]
    whole[-1] = whole[-1][: hit.end - words[-1].start]
    return tuple(unicodedata.normalize("NFC", word) for word in whole)


def _doubtful(hit: _Hit) -> _Hit:
    phrase = _Phrase(hit.phrase.keys, "", hit.phrase.kind, _Rule.DOUBTFUL)
    return _Hit(phrase, hit.count, hit.end, hit.words)


def _choices(count: int) -> Iterator[tuple[int, ...]]:
    """Yield all selections of two or more of `count` words, as indexes in order."""
    for length in range(2, count + 1):
        yield from combinations(range(count), length)


def _is_position(word: str) -> bool:
    plain = _plain(word)
    return plain in POSITIONS or plain.endswith(_POSITION_ENDINGS)


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()


def _key(word: str) -> str:
    """Return a word for comparing: without case and accents, but with æ, ø and å."""
    return alphabetical(word)[0].replace("aa", "}")

"""Which words of an assessment point at an informant, and an assessment without them.

A code (VL-04) stands for an informant in what is passed on, the group in a report; when an
assessment is anonymised, the group stands for both. What people are called in other words
(a nickname) no program can find.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from enum import Enum, auto

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.ordinary_words import POSITIONS, ordinary_words
from kompass_desktop.assessment.records import (
    Change,
    Finding,
    Interview,
    Note,
    Particulars,
    Record,
    ReportText,
)

SHORTEST_NAME = 3
"""Letters. A shorter name is taken from its field, but not looked for in texts."""


_PART = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PARTICLES = frozenset({"af", "av", "de", "den", "der", "la", "van", "von"})
_MOST_PARTS = 5
_ANYBODY = "informant"


class Names(Enum):
    """Whether the informants' names go along in a file that is passed on."""

    LEFT_OUT = auto()
    INCLUDED = auto()


class Mask:
    """Puts other words in the place of names and codes wherever they stand in a text.

    `words` maps each name or code to what stands for it. Whole words are found, also with
    a genitive s; a name of several words in any case, a single word as it is written,
    because it may be a position ("Rådmann"). `parts` are names that are one word of a
    longer one: found in any case, but one that is among the `ordinary` words (in lower
    case) only with a capital within a sentence.
    """

    def __init__(
        self,
        words: Mapping[str, str],
        parts: Mapping[str, str] | None = None,
        ordinary: Container[str] = frozenset(),
    ) -> None:
        parts = dict(sorted((parts or {}).items(), key=lambda part: (-len(part[0]), part)))
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        shown = [word for word in longest_first if len(word.strip()) >= SHORTEST_NAME]
        self._standing = [words[word] for word in shown] + list(parts.values())
        found = [f"({_pattern(word)})" for word in shown]
        found += [f"({_part_pattern(part, ordinary)})" for part in parts]
        joined = "|".join(found)
        self._pattern = re.compile(rf"(?<!\w)(?:{joined})(?=s?(?!\w))") if found else None

    def __call__(self, text: str) -> str:
        """Return `text` with what stands for the names in their place."""
        if self._pattern is None:
            return text
        return self._pattern.sub(self._stand_in, text)

    def _stand_in(self, found: re.Match[str]) -> str:
        return self._standing[(found.lastindex or 1) - 1]


def _part_pattern(part: str, ordinary: Container[str]) -> str:
    forms = {unicodedata.normalize(form, part) for form in ("NFC", "NFD")}
    alternatives = "|".join(re.escape(form) for form in sorted(forms))
    if part.casefold() in ordinary:
        # Not where a sentence or a line begins: there every word has a capital.
        return rf"(?<=[\w,;:)\"»–-][ \u00a0])(?:{alternatives})"
    return f"(?i:{alternatives})"


def _pattern(word: str) -> str:
    forms = {word, unicodedata.normalize("NFC", word), unicodedata.normalize("NFD", word)}
    alternatives = "|".join(
        r"\s+".join(re.escape(part) for part in form.split()) for form in sorted(forms)
    )
    return f"(?i:{alternatives})" if len(word.split()) > 1 else f"(?:{alternatives})"


def to_pass_on(assessment: Assessment, names: Names) -> Assessment:
    """Return an assessment as it is to be passed on, with or without names."""
    return assessment if names is Names.INCLUDED else without_names(assessment)


def without_names(assessment: Assessment) -> Assessment:
    """Return a copy in which each informant's code stands where the name did.

    Names of the team stay: they answer for the assessment. The copy's own texts (notes,
    findings, chapters) have the code where a name stands that an informant has or has had,
    also one who was removed; a first name or surname alone is masked where it can be told
    from an ordinary word.
    """
    return _without(assessment, lambda interview: interview.code)


def as_printed(assessment: Assessment) -> Assessment:
    """Return a copy for a report: where a name stood, its texts have the informant's group.

    A position ("Ordfører") written where a name would be stays: a report says who leads.
    """
    return _without(assessment, lambda interview: _group_name(assessment, interview))


def _without(assessment: Assessment, stand_in: Callable[[Interview], str]) -> Assessment:
    mask = _mask_of(assessment, stand_in)
    copy = Assessment(assessment.particulars, assessment.instrument)
    for record in assessment.records():
        copy.apply(Change(None, _masked(record, mask)))
    return copy


def _mask_of(assessment: Assessment, stand_in: Callable[[Interview], str]) -> Mask:
    ordinary = ordinary_words(assessment.instrument.document)
    places = {part.casefold() for part in _PART.findall(assessment.particulars.municipality)}
    words: dict[str, str] = {}
    parts: dict[str, str] = {}
    for name, interview in _every_name(assessment):
        shown = stand_in(interview) or _ANYBODY
        if name.casefold() in ordinary and stand_in(interview) != interview.code:
            continue
        words[name] = shown
        for part in _parts_of(name):
            if part.casefold() not in places:
                # Two may share a first name; then nobody knows who is meant.
                parts[part] = shown if parts.get(part, shown) == shown else _ANYBODY
    return Mask(
        words, {part: shown for part, shown in parts.items() if part not in words}, ordinary
    )


def _every_name(assessment: Assessment) -> Iterator[tuple[str, Interview]]:
    """Yield every name that an informant has or has had, with the interview."""
    known = {**assessment.removed_interviews, **assessment.interviews}
    names = {**assessment.earlier_names, **{i.name: i.id for i in known.values()}}
    for name, identity in names.items():
        if name.strip() and identity in known:
            yield name.strip(), known[identity]


def _parts_of(name: str) -> list[str]:
    """Return what a person of this name may be called alone; nothing for a position."""
    words = _PART.findall(name)
    capitals = [word for word in words if word[:1].isupper()]
    small = [word for word in words if not word[:1].isupper()]
    looks_like_a_name = 2 <= len(words) <= _MOST_PARTS and all(w in _PARTICLES for w in small)
    if not looks_like_a_name or any(word.casefold() in POSITIONS for word in words):
        return []
    single = {piece for word in capitals for piece in (word, *word.split("-"))}
    return [word for word in sorted(single) if len(word) >= SHORTEST_NAME]


def _group_name(assessment: Assessment, interview: Interview) -> str:
    names = {group.key: group.name for group in assessment.instrument.groups}
    return names.get(interview.group, "")


def _masked(record: Record, mask: Mask) -> Record:
    match record:
        case Interview():
            return replace(record, name="", venue=mask(record.venue))
        case Note() | Finding() | ReportText():
            return replace(record, text=mask(record.text))
    return record


def named_count(assessment: Assessment) -> int:
    """Return how many informants stand with a name or a position."""
    return sum(bool(interview.name.strip()) for interview in assessment.interviews.values())


def shared_moment(particulars: Particulars, moments: Iterable[str]) -> str:
    """Return one time of day and zone for all of an anonymised assessment's moments.

    It is the first day among `moments`, else that on which the field work began, else the
    first of the year: with the times of the interviews a calendar would tell who was asked.
    """
    known = (*sorted(moment[:10] for moment in moments if moment), particulars.begins)
    day = next(filter(None, known), f"{particulars.year:04d}-01-01")
    return f"{day}T00:00:00+00:00"

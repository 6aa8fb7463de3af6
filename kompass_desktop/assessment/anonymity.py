"""Which words of an assessment point at an informant, and an assessment without them.

A code (VL-04) stands for an informant in what is passed on; when an assessment is
anonymised, the group stands for both. What people are called in other words (a first
name, a nickname) no program can find.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import Enum, auto

from kompass_desktop.assessment.model import Assessment
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


class Names(Enum):
    """Whether the informants' names go along in a file that is passed on."""

    LEFT_OUT = auto()
    INCLUDED = auto()


class Mask:
    """Puts other words in the place of names and codes wherever they stand in a text.

    `words` maps each name or code to what stands for it. Whole words are found, also with
    a genitive s; a name of several words in any case, a single word as it is written,
    because it may be a position ("Rådmann").
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        shown = [word for word in longest_first if len(word.strip()) >= SHORTEST_NAME]
        self._standing = [words[word] for word in shown]
        found = "|".join(f"({_pattern(word)})" for word in shown)
        self._pattern = re.compile(rf"(?<!\w)(?:{found})(?=s?(?!\w))") if shown else None

    def __call__(self, text: str) -> str:
        """Return `text` with what stands for the names in their place."""
        if self._pattern is None:
            return text
        return self._pattern.sub(self._stand_in, text)

    def _stand_in(self, found: re.Match[str]) -> str:
        return self._standing[(found.lastindex or 1) - 1]


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
    findings, chapters) have the code where a whole name stands.
    """
    mask = Mask({i.name: i.code for i in assessment.interviews.values() if i.name.strip()})
    copy = Assessment(assessment.particulars, assessment.instrument)
    for record in assessment.records():
        copy.apply(Change(None, _masked(record, mask)))
    return copy


def _masked(record: Record, mask: Mask) -> Record:
    match record:
        case Interview():
            return replace(record, name="")
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

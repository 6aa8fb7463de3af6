"""Removes informants' names from an assessment, for export, for the report or permanently.

In an exported file the informant's code (VL-04) replaces a name; in a report the group does.
In an anonymised assessment the group replaces both names and codes. Nicknames cannot be found.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from enum import Enum, auto
from typing import Any

from kompass_desktop.assessment.firm import Firm
from kompass_desktop.assessment.kept_texts import with_each
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.municipalities import place_words
from kompass_desktop.assessment.name_mask import ANYBODY, Mask
from kompass_desktop.assessment.ordinary_words import POSITIONS, ordinary_words
from kompass_desktop.assessment.plan_records import (
    Activity,
    Carryover,
    Improvement,
    StatusCheck,
    Workshop,
)
from kompass_desktop.assessment.records import (
    Attachment,
    Change,
    Document,
    Event,
    Finding,
    Interview,
    Note,
    Particulars,
    Rating,
    Recommendation,
    Record,
    ReportText,
)
from kompass_desktop.assessment.service_areas import is_usual

_PART = re.compile(r"[^\W\d_]+")


class Names(Enum):
    """Whether an exported file contains the informants' names."""

    LEFT_OUT = auto()
    INCLUDED = auto()


def to_pass_on(assessment: Assessment, names: Names) -> Assessment:
    """Return an assessment for export, with or without names."""
    return assessment if names is Names.INCLUDED else without_names(assessment)


def without_names(assessment: Assessment) -> Assessment:
    """Return a copy without the names of informants; their codes replace them in all texts.

    Texts are notes, findings, recommendations, the plan, reasons, venues and chapters. Former
    names, and names of informants who were removed, are replaced too; a first name or surname
    alone is replaced unless it may be an ordinary word. The names of team members stay.
    """
    return _without(assessment, mask_for_passing_on(assessment))


def as_printed(assessment: Assessment) -> Assessment:
    """Return a copy for a report, without names of informants; groups replace them in texts.

    A position ("Ordfører") in the field for the name is not replaced in texts.
    """
    return _without(assessment, mask_for_print(assessment))


def firm_as_printed(firm: Firm, assessment: Assessment) -> Firm:
    """Return a firm whose texts have no names of an assessment's informants, for its report."""
    if not firm.texts:
        return firm
    mask = mask_for_print(assessment)
    return replace(firm, texts=tuple(replace(each, text=mask(each.text)) for each in firm.texts))


def mask_for_print(assessment: Assessment) -> Mask:
    """Return the mask for the texts of a report: the group replaces names and codes."""
    ordinary = ordinary_words(assessment.instrument.document)
    people = [
        (name, code, _group_name(assessment, interview) or ANYBODY)
        for name, code, interview in _every_name(assessment)
    ]
    names = [(name, group) for name, _, group in people if not _is_position(name, ordinary)]
    codes = [(code, group) for _, code, group in people]
    return Mask(_shared(names), _shared(codes), ordinary, _places(assessment.particulars))


def mask_for_passing_on(assessment: Assessment) -> Mask:
    """Return the mask for the texts of an exported file: the code replaces names."""
    names = [(name, i.code.strip() or ANYBODY) for name, _, i in _every_name(assessment)]
    ordinary = ordinary_words(assessment.instrument.document)
    return Mask(_shared(names), {}, ordinary, _places(assessment.particulars))


def names_and_codes(assessment: Assessment) -> tuple[dict[str, str], dict[str, str]]:
    """Return all names and all codes of informants, each with the group's name."""
    people = list(_every_name(assessment))
    names = [(name, _group_name(assessment, i) or ANYBODY) for name, _, i in people]
    codes = [(code, _group_name(assessment, i) or ANYBODY) for _, code, i in people]
    return _shared(names), _shared(codes)


def mask_for_anonymising(
    assessment: Assessment, names: Mapping[str, str], codes: Mapping[str, str]
) -> Mask:
    """Return the mask for the texts of an assessment that is anonymised.

    `names` and `codes` are all that informants ever had, each with the group's name.
    """
    ordinary = ordinary_words(assessment.instrument.document)
    return Mask(names, codes, ordinary, _places(assessment.particulars))


def _shared(called: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the replacement of each word; ANYBODY for a word with several replacements."""
    stand_ins: dict[str, str] = {}
    for word, stand_in in called:
        if word.strip():
            same = stand_ins.get(word, stand_in) == stand_in
            stand_ins[word] = stand_in if same else ANYBODY
    return stand_ins


def _is_position(name: str, ordinary: Container[str]) -> bool:
    words = [word.casefold() for word in _PART.findall(name)]
    return all(word in ordinary for word in words) and any(w in POSITIONS for w in words)


def _places(particulars: Particulars) -> frozenset[str]:
    own = _PART.findall(particulars.municipality)
    return place_words() | {word.casefold() for word in own}


def _without(assessment: Assessment, mask: Mask) -> Assessment:
    copy = Assessment(assessment.particulars, assessment.instrument)
    for record in assessment.records():
        copy.apply(Change(None, _masked(record, mask)))
    return copy


def _every_name(assessment: Assessment) -> Iterator[tuple[str, str, Interview]]:
    """Yield all present and former names of informants, with the code and the interview."""
    known = {**assessment.removed_interviews, **assessment.interviews}
    known = {key: each for key, each in known.items() if not each.is_document_study}
    for interview in known.values():
        yield interview.name.strip(), interview.code.strip(), interview
    for name, identity in assessment.earlier_names.items():
        if identity in known and known[identity].name != name:
            yield name.strip(), "", known[identity]


def _group_name(assessment: Assessment, interview: Interview) -> str:
    names = {group.key: group.name for group in assessment.instrument.groups}
    return names.get(interview.group, "")


def _masked(record: Record, mask: Mask) -> Record:
    match record:
        case Interview():
            return replace(record, name="", venue=mask(record.venue))
        case Note() | Finding() | ReportText():
            return replace(record, text=mask(record.text))
        case Recommendation() | Improvement() | Activity() | Workshop():
            return _masked_fields(record, mask)
        case StatusCheck() | Carryover():
            return _masked_fields(record, mask)
        case Document():
            service = _masked_service(record.service, mask)
            return replace(
                record, title=mask(record.title), link=mask(record.link), service=service
            )
        case Attachment():
            return replace(record, name=mask(record.name))
        case Rating(reason=reason) if reason:
            return replace(record, reason=mask(reason))
        case Event():
            drafts = with_each(record.drafts, mask)
            return replace(record, reason=mask(record.reason), drafts=drafts)
    return record


_WRITTEN = frozenset({"title", "text", "responsible", "deadline", "comment"})
"""The fields of recommendations and of the plan in which people write freely."""


def _masked_fields(record: Record, mask: Mask) -> Record:
    """Return a recommendation, or a record of the plan, with all that a person wrote masked."""
    names = {field.name for field in fields(record)} & _WRITTEN
    masked: dict[str, Any] = {name: mask(getattr(record, name)) for name in names}
    if isinstance(record, Improvement | Activity):
        masked["service"] = _masked_service(record.service, mask)
    return replace(record, **masked)


def _masked_service(service: str, mask: Mask) -> str:
    """Return a service area whose own name, if it has one, is masked."""
    return service if is_usual(service) else mask(service)


def named_count(assessment: Assessment) -> int:
    """Return the number of interviews with a name or a position."""
    return sum(bool(interview.name.strip()) for interview in assessment.interviews.values())


def shared_moment(particulars: Particulars, moments: Iterable[str]) -> str:
    """Return the ISO time that replaces all times in an anonymised assessment.

    It is midnight UTC of the first day among `moments` (ISO times), else of the first day of
    field work, else of 1 January: with the real times a calendar would show who was asked.
    """
    known = (*sorted(moment[:10] for moment in moments if moment), particulars.begins)
    day = next(filter(None, known), f"{particulars.year:04d}-01-01")
    return f"{day}T00:00:00+00:00"

"""What was said about an area, by informant group, to quote without naming anyone."""

from __future__ import annotations

from dataclasses import dataclass

from kompass_desktop.assessment.anonymity import mask_for_print
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Note
from kompass_desktop.instrument.model import InformantGroup


@dataclass(frozen=True)
class GroupQuotes:
    """The notes from the interviews of one group, sorted by code."""

    group: InformantGroup
    notes: tuple[Note, ...]


def quotes_by_group(assessment: Assessment, code: str) -> tuple[GroupQuotes, ...]:
    """Return the notes at a code and its parts, for each group that has any; without documents."""
    found: dict[str, list[Note]] = {}
    for note in assessment.notes_at(code):
        interview = assessment.interviews[note.interview]
        if not interview.is_document_study:
            found.setdefault(interview.group, []).append(note)
    return tuple(
        GroupQuotes(group, tuple(sorted(found[group.key], key=lambda note: _place(note, code))))
        for group in assessment.instrument.groups
        if group.key in found
    )


def quotable(assessment: Assessment, note: Note) -> str:
    """Return the text of a note as it may be quoted: informants' names and codes are replaced."""
    return " ".join(mask_for_print(assessment)(note.text).split())


def code_within(note: Note, code: str) -> str:
    """Return the first code of a note that is `code` or a part of it."""
    within = f"{code}."
    return next((c for c in note.codes if c == code or c.startswith(within)), code)


def _place(note: Note, code: str) -> tuple[int, ...]:
    return tuple(int(part) for part in code_within(note, code).split("."))

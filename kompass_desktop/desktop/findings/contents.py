"""What the columns of an area show."""

from __future__ import annotations

from collections import Counter

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Finding, FindingKind
from kompass_desktop.desktop.findings.finding_card import CardContent


def area_contents(
    assessment: Assessment, area: int, draft: Finding | None
) -> dict[FindingKind, list[CardContent]]:
    """Return the cards of an area by kind; `draft` is a new finding without text yet, or None."""
    notes = _note_counts(assessment)
    return {
        kind: [
            CardContent(finding, notes[finding.code])
            for finding in _column(assessment, area, kind, draft)
        ]
        for kind in FindingKind
    }


def first_finding_at(assessment: Assessment, code: str) -> Finding | None:
    """Return the first finding that is linked to a code, or to a measure point within it."""
    if "." not in code:
        return None
    columns = (
        assessment.findings_of(area.number, kind)
        for area in assessment.instrument.areas
        for kind in FindingKind
    )
    found = (finding for column in columns for finding in column)
    return next((f for f in found if f"{f.code}.".startswith(f"{code}.")), None)


def _column(
    assessment: Assessment, area: int, kind: FindingKind, draft: Finding | None
) -> list[Finding]:
    held = assessment.findings_of(area, kind)
    if draft is None or (draft.area, draft.kind) != (area, kind):
        return held
    return held if any(finding.id == draft.id for finding in held) else [*held, draft]


def _note_counts(assessment: Assessment) -> Counter[str]:
    """Return how many notes each code has, including those of the codes within it."""
    counts: Counter[str] = Counter()
    for note in assessment.notes.values():
        code = note.code if note.text.strip() else ""
        while code:
            counts[code] += 1
            code = code.rpartition(".")[0]
    return counts

"""What the columns of an area show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Finding
from kompass_desktop.desktop.findings.drafting import FindingDrafts, FindingFilter
from kompass_desktop.desktop.findings.finding_card import CardContent, CardState


@dataclass(frozen=True)
class ShownArea:
    """Which area is shown, what of it, and a new finding without text yet, or None."""

    number: int
    filter: FindingFilter
    new: Finding | None


def area_contents(
    assessment: Assessment, area: ShownArea, drafts: FindingDrafts, notes: Counter[str]
) -> dict[FindingKind, list[CardContent]]:
    """Return the cards of an area by kind; `notes` are those of `note_counts`."""
    found: list[CardContent] = []
    if area.filter is FindingFilter.ALL:
        columns = (_column(assessment, area, kind) for kind in FindingKind)
        planned = {f for each in assessment.improvements.values() for f in each.finding_ids}
        found += [
            CardContent(
                f,
                notes[f.code],
                is_changed=drafts.is_changed(f),
                is_planned=f.id in planned,
            )
            for column in columns
            for f in column
        ]
    is_rejected = area.filter is FindingFilter.REJECTED
    state = CardState.REJECTED if is_rejected else CardState.DRAFT
    listed = drafts.rejected(area.number) if is_rejected else drafts.pending(area.number)
    taken = {content.finding.id for content in found}
    found += [
        CardContent(d.finding, notes[d.finding.code], state, d.is_changed_since)
        for d in listed
        if d.finding.id not in taken
    ]
    return {kind: [c for c in found if c.finding.kind is kind] for kind in FindingKind}


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


def _column(assessment: Assessment, area: ShownArea, kind: FindingKind) -> list[Finding]:
    held, new = assessment.findings_of(area.number, kind), area.new
    if new is None or (new.area, new.kind) != (area.number, kind):
        return held
    return held if any(finding.id == new.id for finding in held) else [*held, new]


def note_counts(assessment: Assessment) -> Counter[str]:
    """Return how many notes each code has, including those of the codes within it."""
    counts: Counter[str] = Counter()
    for note in assessment.notes.values():
        if note.text.strip():
            counts.update({each for code in note.codes for each in _with_outer(code)})
    return counts


def _with_outer(code: str) -> Iterator[str]:
    """Yield a code and the codes that contain it: 1.4.3, 1.4 and 1."""
    while code:
        yield code
        code = code.rpartition(".")[0]

"""What Ctrl+F looks through: the instrument's words, the notes and the findings."""

from __future__ import annotations

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Finding, FindingKind, Note
from kompass_desktop.desktop.navigation.palette_entries import PaletteEntry
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import MeasurePoint, Question


def search_entries(assessment: Assessment) -> list[PaletteEntry]:
    """Return everything that can be found in an assessment.

    An entry's key is "place:CODE", "note:ID" or "finding:ID".
    """
    entries: list[PaletteEntry] = []
    for question in assessment.instrument.questions:
        entries.append(_question(question))
        entries += [_measure_point(point) for point in question.measure_points]
    entries += [_note(assessment, note) for note in _notes(assessment)]
    entries += [_finding(finding) for finding in assessment.findings.values()]
    return entries


def _question(question: Question) -> PaletteEntry:
    return PaletteEntry(
        f"place:{question.code}", question.text, question.code, tr("question"), question.short
    )


def _measure_point(point: MeasurePoint) -> PaletteEntry:
    return PaletteEntry(
        f"place:{point.code}", point.statement, point.code, tr("measure point"), point.look_for
    )


def _notes(assessment: Assessment) -> list[Note]:
    return [
        note
        for interview in assessment.interviews_in_order()
        for note in assessment.notes_of(interview.id)
    ]


def _note(assessment: Assessment, note: Note) -> PaletteEntry:
    detail = tr("note {0}").format(assessment.interviews[note.interview].code)
    return PaletteEntry(f"note:{note.id}", note.text, note.code, detail)


def _finding(finding: Finding) -> PaletteEntry:
    kind = {
        FindingKind.STRENGTH: tr("strength"),
        FindingKind.CHALLENGE: tr("challenge"),
        FindingKind.WEAKNESS: tr("weakness"),
    }[finding.kind]
    return PaletteEntry(f"finding:{finding.id}", finding.text, finding.code, kind)

"""Findings of the open measure point, made while it is settled."""

from __future__ import annotations

from kompass_desktop.assessment.drafts import finding_of
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.records import Change
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import mark, tr
from kompass_desktop.instrument.model import MeasurePoint

_ADDED = {
    FindingKind.STRENGTH: mark("Strength added to Findings: “{0}”. Ctrl+Z takes it back."),
    FindingKind.CHALLENGE: mark("Challenge added to Findings: “{0}”. Ctrl+Z takes it back."),
    FindingKind.WEAKNESS: mark("Weakness added to Findings: “{0}”. Ctrl+Z takes it back."),
}


def add_point_finding(session: Session, point: MeasurePoint, kind: FindingKind) -> str:
    """Add the sentence of a measure point as a finding, and return a message about it.

    If the draft of the measure point is of that kind, it is accepted. If there is already a
    finding of that kind for the measure point, none is added.
    """
    held = session.assessment.findings_of(point.area, kind)
    if any(finding.code == point.code for finding in held):
        return tr("{0} has a finding of this kind already. It can be edited in Findings.").format(
            point.code
        )
    finding = finding_of(session.assessment, session.board, point, kind)
    session.change_undoably(tr("new finding"), [Change(None, finding)])
    return tr(_ADDED[kind]).format(finding.text)

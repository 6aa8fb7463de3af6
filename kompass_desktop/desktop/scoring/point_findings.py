"""Findings of the open measure point, made while it is settled."""

from __future__ import annotations

from kompass_desktop.assessment.records import FindingKind
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import mark, tr
from kompass_desktop.instrument.model import Aspect, MeasurePoint

_ADDED = {
    FindingKind.STRENGTH: mark("Strength added to Findings: “{0}”. Ctrl+Z takes it back."),
    FindingKind.CHALLENGE: mark("Challenge added to Findings: “{0}”. Ctrl+Z takes it back."),
    FindingKind.WEAKNESS: mark("Weakness added to Findings: “{0}”. Ctrl+Z takes it back."),
}


def add_point_finding(session: Session, point: MeasurePoint, kind: FindingKind) -> str:
    """Add the sentence of a measure point as a finding; return what came of it.

    Where the area has a finding of that kind for the measure point already, it adds none.
    """
    held = session.assessment.findings_of(point.area, kind)
    if any(finding.code == point.code for finding in held):
        return tr("{0} has a finding of this kind already. It can be edited in Findings.").format(
            point.code
        )
    text = sentence_of(session, point, kind)
    session.add_finding(point.area, kind, text, point.code)
    return tr(_ADDED[kind]).format(text)


def sentence_of(session: Session, point: MeasurePoint, kind: FindingKind) -> str:
    """Return what the instrument says of a measure point as a finding of a kind.

    A weakness says that something is lacking only where there is no system at all
    (`scoring.md`, "Drafted findings").
    """
    match kind:
        case FindingKind.STRENGTH:
            return point.strength
        case FindingKind.CHALLENGE:
            return point.challenge
        case FindingKind.WEAKNESS:
            rating = session.board.rating(point.code)
            exists = bool(rating.levels[Aspect.SYSTEM]) and not rating.planned_only
            return point.shortfall if exists and point.shortfall else point.weakness

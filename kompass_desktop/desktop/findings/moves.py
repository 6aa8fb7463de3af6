"""The ways in which a finding is moved, each one step that can be undone."""

from __future__ import annotations

from dataclasses import replace

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.records import Finding
from kompass_desktop.desktop.findings.ordering import placed
from kompass_desktop.desktop.session import Session


class FindingMoves:
    """Moves findings of the open assessment; a draft that is moved becomes a finding."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def into_column(self, finding: Finding, area: int, kind: FindingKind, index: int) -> None:
        """Put a finding in a column, at an index among the others there."""
        column = self._session.assessment.findings_of(area, kind)
        moved = replace(finding, area=area, kind=kind)
        self._session.set_finding(*placed(column, moved, index))

    def within(self, finding: Finding, step: int) -> None:
        """Move a finding up (-1) or down (1) in its column; at the end it stays."""
        column = self._session.assessment.findings_of(finding.area, finding.kind)
        if finding not in column:
            return
        index = column.index(finding) + step
        if 0 <= index < len(column):
            self.into_column(finding, finding.area, finding.kind, index)

    def across(self, finding: Finding, step: int) -> None:
        """Move a finding to the column at the left (-1) or right (1), at the same height."""
        kinds = list(FindingKind)
        to = kinds.index(finding.kind) + step
        if 0 <= to < len(kinds):
            column = self._session.assessment.findings_of(finding.area, finding.kind)
            beside = self._session.assessment.findings_of(finding.area, kinds[to])
            at = column.index(finding) if finding in column else len(beside)
            index = min(at, len(beside))
            self.into_column(finding, finding.area, kinds[to], index)

    def to_area(self, finding: Finding, number: int) -> None:
        """Put a finding last in the column of its kind in another area."""
        column = self._session.assessment.findings_of(number, finding.kind)
        self.into_column(finding, number, finding.kind, len(column))

"""The drafts of findings of the open assessment, and what the team makes of them.

Everything that is done to drafts is one step that can be undone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from enum import Enum

from kompass_desktop.assessment import drafts
from kompass_desktop.assessment.drafts import Draft
from kompass_desktop.assessment.marks import removal
from kompass_desktop.assessment.record_ids import rating_id
from kompass_desktop.assessment.records import TEAM, Change, Finding
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import MeasurePoint


class FindingFilter(Enum):
    """What the page shows of an area."""

    ALL = "all"
    """Findings and drafts."""
    DRAFTS = "drafts"
    WITHOUT = "without"
    """Measure points without a finding."""
    REJECTED = "rejected"
    """Rejected drafts."""


class FindingDrafts:
    """Knows the drafts by the ids that they have once accepted; `recompute` brings them up to date.

    The measure points are rated on another page, so that they need not be computed at each key.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._drafts: dict[str, Draft] = {}
        self._known: dict[str, tuple[tuple[object, ...], Draft | None]] = {}
        self._without: list[MeasurePoint] = []

    def recompute(self) -> None:
        """Draft again from the ratings and the findings as they are now."""
        assessment, board = self._session.assessment, self._session.board
        found = (self._draft_at(point) for point in drafts.uncovered(assessment))
        self._drafts = {draft.finding.id: draft for draft in found if draft is not None}
        self._without = drafts.without_finding(assessment, board)

    def _draft_at(self, point: MeasurePoint) -> Draft | None:
        """Return a measure point's draft; computed again only if the point's rating has changed."""
        assessment, board = self._session.assessment, self._session.board
        team = assessment.ratings.get(rating_id(assessment.id, TEAM, point.code))
        basis = (board.score(point.code), board.rating(point.code), team)
        known = self._known.get(point.code)
        if known is not None and all(a is b for a, b in zip(known[0], basis, strict=True)):
            return known[1]
        draft = drafts.draft_at(assessment, board, point)
        self._known[point.code] = (basis, draft)
        return draft

    def get(self, finding: str) -> Draft | None:
        """Return a draft, rejected or not, by the id of its finding, or None."""
        return self._drafts.get(finding)

    def pending(self, area: int | None = None) -> list[Draft]:
        """Return the drafts that the team has not decided on, of an area or of all."""
        return [d for d in self._of(area) if d.rejected is None]

    def rejected(self, area: int | None = None) -> list[Draft]:
        """Return the rejected drafts, of an area or of all."""
        return [d for d in self._of(area) if d.rejected is not None]

    def without_finding(self, area: int | None = None) -> list[MeasurePoint]:
        """Return the measure points without a finding, of an area or of all."""
        return [point for point in self._without if area in (None, point.area)]

    def counts(self) -> Counter[int]:
        """Return how many drafts each area has that are not decided on."""
        return Counter(draft.finding.area for draft in self.pending())

    def new_for(self, finding: Finding) -> Draft | None:
        """Return what the point of an accepted draft drafts now, if it is rated otherwise."""
        return drafts.new_draft_for(self._session.assessment, self._session.board, finding)

    def is_changed(self, finding: Finding) -> bool:
        """Whether the point of an accepted draft is rated otherwise than it was then."""
        return drafts.is_changed_since(self._session.board, finding)

    def accept(self, accepted: list[Draft]) -> None:
        """Make drafts findings."""
        changes = drafts.acceptance(self._session.assessment, accepted)
        self._session.change_undoably(tr("acceptance of drafts"), changes)

    def reject(self, draft: Draft) -> None:
        """Reject a draft: it is not drafted again."""
        change = drafts.rejection(self._session.assessment, draft)
        self._session.change_undoably(tr("rejection of a draft"), [change])

    def restore(self, draft: Draft) -> None:
        """Make a rejected draft a draft again."""
        change = drafts.restoring(self._session.assessment, draft)
        self._session.change_undoably(tr("rejection of a draft"), [change])

    def join(self, upper: Finding, lower: Finding) -> None:
        """Join two findings or drafts to one finding, which replaces the upper one."""
        assessment = self._session.assessment
        if assessment.get(upper) is None:
            upper = self.at_end(upper)
        joined = drafts.joined(upper, lower)
        changes = [Change(assessment.get(upper), joined)]
        if assessment.get(lower) is not None:
            changes += removal(assessment, lower)
        self._session.change_undoably(tr("joining of findings"), changes)

    def keep(self, finding: Finding) -> None:
        """Keep a finding although its measure point is now rated differently."""
        basis = drafts.basis_of(self._session.board.rating(finding.code))
        self._change(finding, replace(finding, basis=basis))

    def use(self, finding: Finding, draft: Draft) -> None:
        """Give a finding the text, column and basis of its measure point's present draft.

        It remains in its area, and comes last in the column if that is another one.
        """
        new = draft.finding
        after = replace(finding, kind=new.kind, text=new.text, basis=new.basis)
        self._change(finding, after if after.kind is finding.kind else self.at_end(after))

    def at_end(self, finding: Finding) -> Finding:
        """Return a finding with a position behind all others of its column."""
        column = self._session.assessment.findings_of(finding.area, finding.kind)
        return replace(finding, position=column[-1].position + 1 if column else 0.0)

    def _change(self, before: Finding, after: Finding) -> None:
        self._session.change_undoably(tr("change of finding"), [Change(before, after)])

    def _of(self, area: int | None) -> list[Draft]:
        return [d for d in self._drafts.values() if area in (None, d.finding.area)]

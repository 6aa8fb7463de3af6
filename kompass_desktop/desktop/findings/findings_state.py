"""The state of the findings page: the area, the filter, and the present drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal

from kompass_desktop.assessment.drafts import Draft
from kompass_desktop.assessment.records import Finding
from kompass_desktop.desktop.findings.contents import note_counts
from kompass_desktop.desktop.findings.drafting import FindingDrafts, FindingFilter
from kompass_desktop.desktop.session import Session


class FindingsState(QObject):
    """The area, filter and drafts that are shown; the parts of the page read and follow it."""

    changed = Signal()
    """Other findings are to be shown, or the same ones again."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._area = session.assessment.instrument.areas[0].number
        self._filter = FindingFilter.ALL
        self._new: Finding | None = None
        self._is_changing = False
        self.drafts = FindingDrafts(session)
        self._note_counts: Counter[str] | None = None
        session.findings_changed.connect(self.refresh)
        session.notes_changed.connect(self._forget_notes)

    @property
    def area(self) -> int:
        """The number of the area that is shown."""
        return self._area

    @property
    def filter(self) -> FindingFilter:
        """The filter in use."""
        return self._filter

    @property
    def new(self) -> Finding | None:
        """The new finding that has no text yet, or None."""
        return self._new

    def show_area(self, number: int) -> None:
        """Show another area, given its number."""
        self._area = number
        self.refresh()

    def show_filter(self, shown: FindingFilter) -> None:
        """Show findings and drafts, drafts alone, points without a finding, or rejected drafts."""
        self._filter = shown
        self.refresh()

    def begin(self, finding: Finding) -> None:
        """Show a new finding, which has no text yet, among all findings."""
        self._new = finding
        self.show_filter(FindingFilter.ALL)

    def end_new(self) -> None:
        """Stop showing the new finding, unless it has been stored."""
        self._new = None
        self.refresh()

    def refresh(self) -> None:
        """Compute the drafts again from the present ratings, and show everything again."""
        if not self._is_changing:
            self.drafts.recompute()
            self.changed.emit()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Show many changes once, when the last one is made."""
        self._is_changing = True
        try:
            yield
        finally:
            self._is_changing = False
            self.refresh()

    @property
    def note_counts(self) -> Counter[str]:
        """How many notes each code has; counted again only after a note has changed."""
        if self._note_counts is None:
            self._note_counts = note_counts(self._session.assessment)
        return self._note_counts

    def _forget_notes(self) -> None:
        self._note_counts = None

    # A finding or a draft, by its id

    def finding(self, identity: str) -> Finding | None:
        """Return a stored finding, given its id, or None."""
        return self._session.assessment.findings.get(identity)

    def draft(self, identity: str) -> Draft | None:
        """Return a draft, given the id of its finding, or None if it is not a draft."""
        return None if self.finding(identity) is not None else self.drafts.get(identity)

    def editable(self, identity: str) -> Finding | None:
        """Return a finding, or the one that a draft becomes when it is edited or moved."""
        draft = self.draft(identity)
        return self.finding(identity) if draft is None else self.drafts.at_end(draft.finding)

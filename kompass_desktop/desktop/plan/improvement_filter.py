"""Which improvements the table and the board show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus
from kompass_desktop.assessment.text_search import SearchQuery


@dataclass(frozen=True)
class ImprovementFilter:
    """A filter of improvements; None for a service area or a status means all of them."""

    text: str = ""
    service: str | None = None
    status: ImprovementStatus | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it lets all improvements through."""
        return self.query.is_empty and self.service is None and self.status is None

    @cached_property
    def query(self) -> SearchQuery:
        """The words that are looked for."""
        return SearchQuery.of(self.text)

    def lets_through(self, improvement: Improvement, words: str) -> bool:
        """Whether an improvement is to be shown; `words` is its searchable text."""
        if self.service is not None and improvement.service != self.service:
            return False
        if self.status is not None and improvement.status is not self.status:
            return False
        return all(term.within in words for term in self.query.terms)

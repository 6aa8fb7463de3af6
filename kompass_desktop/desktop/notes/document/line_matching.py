"""Which line is which after an edit: a line keeps its id with its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class TextEdit:
    """Lines before and after an edit of the text between two points.

    `head` is what was left of the first line, before the edit; `tail` what was left of
    the last line, after it. Both lists hold at least one line.
    """

    old: Sequence[str]
    new: Sequence[str]
    head: str
    tail: str

    @property
    def has_split_tail(self) -> bool:
        """Whether the last new line is the end of an old line that another line keeps."""
        return bool(self.tail.strip()) and self.owners[-1] is None

    @cached_property
    def owners(self) -> Sequence[int | None]:
        """For each new line, the number of the old line that it is, or None.

        A line that is split or joined is the one that its beginning was; where nothing
        is left of the beginning, the one that its end was.
        """
        before, after = self._untouched()
        owners: list[int | None] = [None] * len(self.new)
        owners[:before] = range(before)
        for back in range(1, after + 1):
            owners[-back] = len(self.old) - back
        first, last = before, len(self.old) - after - 1
        top, bottom = before, len(self.new) - after - 1
        if self.head.strip() and not before:
            owners[top] = first
        if self.tail.strip() and not after and owners[bottom] is None and last not in owners:
            owners[bottom] = last
        if owners[top] is None and first not in owners:
            owners[top] = first
        return owners

    def _untouched(self) -> tuple[int, int]:
        """How many lines at each end are as before: Qt may report more than was edited."""
        spare = min(len(self.old), len(self.new)) - 1
        before = 0
        while before < spare and self.old[before] == self.new[before]:
            before += 1
        after = 0
        while after < spare - before and self.old[-1 - after] == self.new[-1 - after]:
            after += 1
        return before, after

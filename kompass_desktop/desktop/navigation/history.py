"""The questions that a filter shows, and the codes and pages that the user has visited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from kompass_desktop.instrument.model import Instrument, Question

_T = TypeVar("_T")

LONGEST_TRAIL = 50
"""The pages that are remembered."""


class MeasurePointFilter:
    """An instrument's questions by a filter; `shown` has the codes of the measure points shown."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.shown: frozenset[str] = frozenset()

    def is_shown(self, question: Question) -> bool:
        """Whether any of a question's measure points is shown."""
        return any(point.code in self.shown for point in question.measure_points)

    def question_beside(self, here: Question, step: int) -> Question | None:
        """Return the next (1) or previous (-1) question that is shown, or None at the end."""
        questions = [q for q in self.instrument.questions if self.is_shown(q) or q == here]
        return neighbour(questions, here, step)


def neighbour(row: Sequence[_T], here: _T, step: int) -> _T | None:
    """Return the item `step` after `here` in a row, or None beyond its ends."""
    at = row.index(here) + step
    return row[at] if 0 <= at < len(row) else None


class NavigationHistory:
    """The codes of a page that the user has visited, to go back and forward."""

    def __init__(self) -> None:
        self._codes: list[str] = []
        self._arrivals: set[int] = set()
        """The indexes of the codes to which the user came from another page."""
        self._at = -1

    @property
    def can_go_back(self) -> bool:
        """Whether there is a code of this page to go back to."""
        return self._at > 0 and self._at not in self._arrivals

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a code to go forward to."""
        return self._at < len(self._codes) - 1

    def go_to(self, code: str) -> None:
        """Visit a code; the codes to go forward to are forgotten."""
        if self._at >= 0 and self._codes[self._at] == code:
            return
        del self._codes[self._at + 1 :]
        self._codes.append(code)
        self._at += 1
        self._arrivals = {index for index in self._arrivals if index < self._at}

    def arrive(self) -> None:
        """Record that the user has come from another page, to which going back leads."""
        self._arrivals.add(self._at)

    def leave(self) -> None:
        """Record that the user has gone back to the page from which this one was reached."""
        self._arrivals.discard(self._at)

    def step_to(self, code: str) -> None:
        """Step to a neighbouring code, to which `back` does not return step by step."""
        if self._at < 0:
            self.go_to(code)
        else:
            self._codes[self._at] = code

    def back(self) -> str:
        """Go back, and return the code; only if `can_go_back`."""
        self._at -= 1
        return self._codes[self._at]

    def forward(self) -> str:
        """Go forward, and return the code; only if `can_go_forward`."""
        self._at += 1
        return self._codes[self._at]


class PageTrail:
    """The keys of the pages before and after the current one, to go back and forward."""

    def __init__(self) -> None:
        self._before: list[str] = []
        self._after: list[str] = []

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page to go back to."""
        return bool(self._before)

    @property
    def can_go_forward(self) -> bool:
        """Whether the user has gone back from a page."""
        return bool(self._after)

    def visit(self, left: str) -> None:
        """Record that the user has left a page for another; the pages after it are removed."""
        self._before = [*self._before[1 - LONGEST_TRAIL :], left]
        self._after.clear()

    def back(self, left: str) -> str:
        """Go back from the page `left`, and return the page before; only if `can_go_back`."""
        self._after.append(left)
        return self._before.pop()

    def forward(self, left: str) -> str:
        """Go forward from the page `left`, and return the page after; only if `can_go_forward`."""
        self._before.append(left)
        return self._after.pop()

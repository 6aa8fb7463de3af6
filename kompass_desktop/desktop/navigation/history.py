"""The questions that a filter shows, and the codes that the user has visited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from kompass_desktop.instrument.model import Instrument, Question

_T = TypeVar("_T")


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
    """The codes that the user has visited, to go back and forward."""

    def __init__(self) -> None:
        self._codes: list[str] = []
        self._at = -1

    @property
    def can_go_back(self) -> bool:
        """Whether there is a code to go back to."""
        return self._at > 0

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

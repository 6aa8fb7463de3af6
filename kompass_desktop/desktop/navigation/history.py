"""The questions of which a filter leaves some to go through, and the places one has been at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from kompass_desktop.instrument.model import Instrument, Question

_T = TypeVar("_T")


class MeasurePointFilter:
    """The way through an instrument's questions; `shown` has the measure points' codes."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.shown: frozenset[str] = frozenset()

    def is_shown(self, question: Question) -> bool:
        """Whether any of a question's measure points is gone through."""
        return any(point.code in self.shown for point in question.measure_points)

    def question_beside(self, here: Question, step: int) -> Question | None:
        """Return the question gone through next (1) or before (-1), or None at the end."""
        questions = [q for q in self.instrument.questions if self.is_shown(q) or q == here]
        return neighbour(questions, here, step)


def neighbour(row: Sequence[_T], here: _T, step: int) -> _T | None:
    """Return what is `step` places from `here` in a row, or None beyond its ends."""
    at = row.index(here) + step
    return row[at] if 0 <= at < len(row) else None


class NavigationHistory:
    """The places one has been at, to come back to and go forward again."""

    def __init__(self) -> None:
        self._places: list[str] = []
        self._at = -1

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether one has come back from somewhere."""
        return self._at < len(self._places) - 1

    def go_to(self, code: str) -> None:
        """Go on to a place; what one had come back from is forgotten."""
        if self._at >= 0 and self._places[self._at] == code:
            return
        del self._places[self._at + 1 :]
        self._places.append(code)
        self._at += 1

    def walk_to(self, code: str) -> None:
        """Step to a neighbouring place, which one does not come back from step by step."""
        if self._at < 0:
            self.go_to(code)
        else:
            self._places[self._at] = code

    def back(self) -> str:
        """Return to the place before and say which it is; only if `can_go_back`."""
        self._at -= 1
        return self._places[self._at]

    def forward(self) -> str:
        """Go forward again and say where to; only if `can_go_forward`."""
        self._at += 1
        return self._places[self._at]

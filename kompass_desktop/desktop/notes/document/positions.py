"""Positions of note lines: numbers between those of the neighbours, so that others keep theirs."""

from __future__ import annotations

from itertools import pairwise

USUAL_SPARE = 7
"""A new line uses an eighth of the room before the next: more lines are likely to follow."""

_FINEST = 1e-12


def between(
    low: float | None, high: float | None, count: int, spare: int = USUAL_SPARE
) -> list[float] | None:
    """Return `count` rising positions between two others, or None where there is no room.

    None for `low` or `high` means that nothing comes before or after. `spare` is how
    many more lines shall find as much room as each of these.
    """
    if high is None:
        base = 0.0 if low is None else low
        positions = [base + 1 + number for number in range(count)]
    elif low is None:
        positions = [high - count + number for number in range(count)]
    else:
        step = (high - low) / (count + spare)
        positions = [low + step * (number + 1) for number in range(count)]
    return positions if _has_room(low, positions, high) else None


def _has_room(low: float | None, positions: list[float], high: float | None) -> bool:
    """Whether neighbours are far enough apart to be different as floats."""
    ends = [value for value in (low, *positions, high) if value is not None]
    finest = _FINEST * max(1.0, abs(ends[0]), abs(ends[-1]))
    return all(upper - lower > finest for lower, upper in pairwise(ends))

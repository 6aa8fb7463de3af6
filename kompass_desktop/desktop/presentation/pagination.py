"""Divides the lines of texts into parts that fit on a slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

GAP = 0.4
"""The distance between two texts, in lines."""


@dataclass(frozen=True)
class Piece:
    """Some lines of a text: its index, the first line, and the line after the last."""

    text: int
    start: int
    stop: int


def parts(lengths: Sequence[int], first: float, rest: float) -> list[list[Piece]]:
    """Divide texts, given their numbers of lines, into parts.

    `first` is the room of the first part in lines, `rest` that of each other part, at least 1.
    A text is divided only if it is longer than a whole part. The first part may be empty.
    """
    rest = max(1.0, rest)
    found: list[list[Piece]] = [[]]
    room = first

    def turn() -> None:
        nonlocal room
        found.append([])
        room = rest

    for text, length in enumerate(lengths):
        if length + _gap(found[-1]) > room and length <= rest and (found[-1] or room < rest):
            turn()
        start = 0
        while start < length:
            fits = floor(room - _gap(found[-1]))
            if fits < 1:
                turn()
                continue
            stop = min(length, start + fits)
            room -= stop - start + _gap(found[-1])
            found[-1].append(Piece(text, start, stop))
            start = stop
    return found


def _gap(part: Sequence[Piece]) -> float:
    return GAP if part else 0.0

"""Where the pages of a document are when they lie below one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF

MARGIN = 14
GAP = 12
"""Pixels around all pages, and between two of them."""


@dataclass(frozen=True)
class Place:
    """Somewhere in the document: a page, counted from 0, and the share of it from above."""

    page: int
    share: float = 0.0


class PageColumn:
    """Pages of given sizes, in any unit, each `width` pixels wide; y is 0 at the top."""

    def __init__(self, sizes: Sequence[QSizeF] = (), width: float = 1.0) -> None:
        self.width = max(1.0, width)
        self._heights = [self.width * size.height() / size.width() for size in sizes]
        self._tops: list[float] = []
        bottom = float(MARGIN)
        for height in self._heights:
            self._tops.append(bottom)
            bottom += height + GAP
        self.height = bottom - GAP + MARGIN if sizes else 0.0

    def __len__(self) -> int:
        return len(self._tops)

    def rect(self, page: int) -> QRectF:
        """Return where a page is; its left edge is at the margin."""
        return QRectF(MARGIN, self._tops[page], self.width, self._heights[page])

    def page_at(self, y: float) -> int:
        """Return the index of the page at a height, the upper one between two; -1 if none."""
        return sum(top <= y for top in self._tops[1:]) if self._tops else -1

    def place_at(self, y: float) -> Place:
        """Return the place at a height."""
        page = self.page_at(y)
        if page < 0:
            return Place(0)
        return Place(page, max(0.0, (y - self._tops[page]) / self._heights[page]))

    def y_of(self, place: Place) -> float:
        """Return the height at which a place is; the end for one after the last page."""
        if place.page >= len(self):
            return self.height
        return self._tops[place.page] + place.share * self._heights[place.page]

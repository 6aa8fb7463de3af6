"""Columns of findings beside each other, which break across pages each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Paragraph

from kompass_desktop.report import palette
from kompass_desktop.report.fonts import SEMIBOLD, shortened
from kompass_desktop.report.styles import CONTENT_WIDTH

_HEAD_HEIGHT = 24.0
_PADDING = 8.0
_BETWEEN_ITEMS = 5.0
_FEWEST_POINTS = 50.0
"""Less room than this under the heads is left empty, and the columns begin on a new page."""


@dataclass(frozen=True)
class Column:
    """A column under its coloured head; `color` is that of the head, `line` of the bar above."""

    title: str
    color: str
    line: str
    items: tuple[Paragraph, ...]


class Columns(Flowable):
    """Columns of equal width that go on over the page each by itself, heads repeated."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._column_width = CONTENT_WIDTH / len(self._columns)
        self.width = CONTENT_WIDTH
        self.height = 0.0

    @property
    def least_height(self) -> float:
        """The room, in points, that it needs to begin: its head and a few lines."""
        return _HEAD_HEIGHT + _PADDING + _FEWEST_POINTS

    def wrap(self, _width: float, height: float) -> tuple[float, float]:
        """Return the size it needs, in points; of what is taller than `height`, only that."""
        tallest = max(self._column_height(column.items, height) for column in self._columns)
        self.height = _HEAD_HEIGHT + _PADDING + tallest + _PADDING
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Return what fits in `height` points and what goes on after it."""
        self.wrap(_width, height)
        if self.height <= height:
            return [self]
        room = height - _HEAD_HEIGHT - 2 * _PADDING
        parts = [self._parted(column.items, room) for column in self._columns]
        if room < _FEWEST_POINTS or not any(first for first, _ in parts):
            return []
        firsts = [
            replace(column, items=first)
            for column, (first, _) in zip(self._columns, parts, strict=True)
        ]
        rests = [
            replace(column, items=rest)
            for column, (_, rest) in zip(self._columns, parts, strict=True)
        ]
        return [Columns(firsts), Columns(rests)]

    def draw(self) -> None:
        """Draw heads, rules and items; reportlab has moved the origin to the lower left."""
        for number, column in enumerate(self._columns):
            left = number * self._column_width
            self._draw_head(column, left)
            self._draw_items(column.items, left)
        canvas = self.canv
        canvas.setLineWidth(0.6)
        canvas.setStrokeColor(HexColor(palette.BORDER_STRONG))
        under_heads = self.height - _HEAD_HEIGHT
        canvas.line(0, under_heads, self.width, under_heads)
        canvas.setStrokeColor(HexColor(palette.BORDER))
        canvas.line(0, 0, self.width, 0)

    def _draw_head(self, column: Column, left: float) -> None:
        canvas = self.canv
        canvas.setFillColor(HexColor(column.line))
        canvas.rect(left, self.height - 3, self._column_width, 3, stroke=0, fill=1)
        canvas.setFillColor(HexColor(column.color))
        canvas.setFont(SEMIBOLD, 9)
        title = shortened(column.title, SEMIBOLD, 9, self._text_width)
        canvas.drawString(left + _PADDING, self.height - 17, title)

    def _draw_items(self, items: Sequence[Paragraph], left: float) -> None:
        top = self.height - _HEAD_HEIGHT - _PADDING
        for item in items:
            _, height = item.wrapOn(self.canv, self._text_width, top)
            item.drawOn(self.canv, left + _PADDING, top - height)
            top -= height + _BETWEEN_ITEMS

    @property
    def _text_width(self) -> float:
        return self._column_width - 2 * _PADDING

    def _column_height(self, items: Sequence[Paragraph], enough: float) -> float:
        """Return the height of a column; not all of one that is taller than `enough`.

        A column of a hundred pages would otherwise be measured to its end for every page.
        """
        total = -_BETWEEN_ITEMS
        for item in items:
            total += self._item_height(item) + _BETWEEN_ITEMS
            if total > enough:
                break
        return max(total, 0.0)

    def _item_height(self, item: Paragraph) -> float:
        return float(item.wrap(self._text_width, CONTENT_WIDTH)[1])

    def _parted(
        self, items: tuple[Paragraph, ...], room: float
    ) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
        """Return what of a column fits in `room` points, and what does not."""
        for index, item in enumerate(items):
            height = self._item_height(item)
            if height > room:
                pieces = cast("list[Paragraph]", item.split(self._text_width, max(room, 0)))
                return items[:index] + tuple(pieces[:1]), tuple(pieces[1:]) + items[
                    index + (1 if pieces else 0) :
                ]
            room -= height + _BETWEEN_ITEMS
        return items, ()
